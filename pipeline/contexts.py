"""The words around each figure of a passage, weighed by how near they stand: what two passages are aligned by.

In: a passage and its claims. Out: a `Context` for each claim: stem -> weight between 0 and 1, the names among them, and the
head of the counted noun. Distance is counted in words, and clause marks, sentence ends and other figures lengthen it, so
that of "$54 million at home and $25 million abroad, $79 million in all" each figure keeps its own words.

    >>> text = "The film earned $54 million at home and $25 million abroad."
    >>> at_home, abroad = contexts(text, [{"start": 16, "end": 27, "kind": "money"}, {"start": 40, "end": 51, "kind": "money"}])
    >>> at_home.words["home"] > abroad.words["home"], abroad.words["abroad"] > at_home.words["abroad"]
    (True, True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.contrasts import sides
from pipeline.nearness import Scale, covered, owners, walk
from pipeline.rules import load
from pipeline.synonyms import groups, stemmer

# Words at which the weight of a word is halved. Measured phrases and their limits stand within about this many words.
HALF = 5.0
# What a mark, a coordination ("$54 million at home and $25 million abroad") or another figure adds to a distance, in words.
SCALE = Scale(marks={".": 10.0, ";": 6.0, "!": 10.0, "?": 10.0, ":": 3.0, ",": 1.5, "(": 2.0, ")": 2.0, "–": 2.0, "—": 3.0},
              joints={"and": 3.0, "while": 4.0, "but": 4.0, "whereas": 4.0, "with": 1.0, "for": 1.0}, figure=3.0)
# The words before the first figure of a sentence (who, does what) hold for the later ones almost as much.
CARRIED = 0.8
OUTSIDE = ("outside", "excluding", "except", "beyond")
REACH = 4  # tokens on either side in which a contrasting word limits the figure
FARTHEST = 60.0  # no word counts beyond this

_TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*(?:['’]s)?|\d[\d,.]*\w*|[.;:!?,()–—](?=\s|$|\w)|[$£€%]")
_NAME = re.compile(r"[A-Z][\w.'’-]*|[a-z]+[A-Z]\w*")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball stem of a word in lower case without its possessive ending."""
    word = word.casefold().replace("’", "'")
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending):
            word = word[:-len(ending)] + ("s" if ending == "s'" else "")
            break
    return stemmer().stemWord(word.strip(".-"))


@cache
def closed_class() -> frozenset:
    """Words that say nothing of the topic."""
    words = load("words")
    found = set(load("verdicts")["alignment"]["empty"].split())
    for name in ("determiners", "prepositions", "conjunctions", "relatives", "pronouns", "auxiliaries", "adverbs"):
        found.update(words[name].split())
    return frozenset(found - set(load("verdicts")["alignment"]["telling"].split()))


@lru_cache(maxsize=100_000)
def meaning(word: str) -> str:
    """The stem that stands for a word; "" for a word that says nothing of the topic."""
    low = word.casefold().replace("’", "'")
    if low in closed_class():
        return ""
    made = stem(low)
    return groups().get(made, made)


@dataclass(slots=True)
class Context:
    """`words` stem -> nearness; `names` stems of capitalised words among them; `head` stem of the counted noun."""

    claim: dict
    words: dict[str, float]
    names: frozenset
    head: str
    measure: frozenset
    subject: frozenset = frozenset()
    scope: frozenset = frozenset()
    sides: dict = field(default_factory=dict)
    tokens: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Passage:
    """A passage cut into tokens (word, start, end): `stems` of each ("" for marks and empty words), `names` and `all` of them."""

    text: str
    tokens: list
    stems: list[str]
    names: frozenset
    all: frozenset


@lru_cache(maxsize=20_000)
def passage(text: str) -> Passage:
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    stems, names = [], set()
    opening = True
    for word, _, _ in tokens:
        made = meaning(word) if word[0].isalpha() else ""
        stems.append(made)
        if made and _NAME.fullmatch(word) and (not opening or word[1:].lower() != word[1:] or _later_name(word, tokens)):
            names.add(made)
        opening = word in ".!?:" or (opening and not word[0].isalnum())
    _shut_out(tokens, stems)
    return Passage(text, tokens, stems, frozenset(names), frozenset(filter(None, stems)))


def _shut_out(tokens, stems) -> None:
    """The names that "outside" shuts out do not speak for the figure: "outside the US and Canada" is not in Canada."""
    shut = False
    for i, (word, _, _) in enumerate(tokens):
        if word.casefold() in OUTSIDE:
            shut = True
        elif shut and (word[0].isupper() or (word.casefold() in closed_class() and word.casefold() not in ("a", "an"))):
            stems[i] = ""
        else:
            shut = False


def _later_name(word: str, tokens) -> bool:
    """A capital that opens a sentence marks a name when a capital follows at once ("Genghis Khan died")."""
    for (one, _, _), (other, _, _) in pairwise(tokens):
        if one == word:
            return bool(other[0].isupper() and len(other) > 1) and word.casefold() not in closed_class()
    return False


def contexts(text: str, claims) -> list[Context]:
    """One context a claim, in the order of the claims."""
    whole = passage(text)
    spans = [(int(c["start"]), int(c["end"])) for c in claims]
    places = [covered(whole.tokens, start, end) for start, end in spans]
    inside = owners(len(whole.tokens), places)
    ranges = [(found.start, found.stop) if found else (0, 0) for found in places]
    made = [_context(whole, claim, ranges[n], inside, n) for n, claim in enumerate(claims)]
    _carry(whole, made)
    return made


def _context(whole: Passage, claim, own, inside, number) -> Context:
    words: dict[str, float] = {}
    first, last = own
    for i in range(first, last):
        if whole.stems[i]:
            words[whole.stems[i]] = 1.0
    for places in (range(first - 1, -1, -1), range(last, len(whole.tokens))):
        for i, distance in walk(whole.tokens, inside, number, places, SCALE):
            if distance > FARTHEST:
                break
            made = whole.stems[i]
            if made:
                near = HALF / (HALF + distance - 1)
                if near > words.get(made, 0.0):
                    words[made] = near
    names = frozenset(w for w in words if w in whole.names)
    unit = claim.get("unit", "") if claim.get("kind") in ("count", "rank", "ordinal") else ""
    parts = [meaning(w) for w in re.findall(r"[^\W\d_]+", unit.split(" of ")[0])]
    head = parts[-1] if parts else _head_behind(whole, last) if claim.get("kind") == "count" and not unit else ""
    measure = _stems(claim.get("measure", "")) | {p for p in parts if p}
    # contrasting words ("exports", "women") count within a clause's reach of the figure
    close = " ".join(whole.tokens[i][0] for i in range(max(0, first - REACH), min(len(whole.tokens), last + REACH)))
    return Context(claim, words, names, head, measure, _stems(claim.get("subject", "")), _stems(claim.get("scope", "")), sides(close), own)


def _carry(whole: Passage, made: list[Context]) -> None:
    """Gives the later figures of a sentence the words that stand before its first one."""
    first = None
    for context in sorted(made, key=lambda c: c.tokens):
        start = context.tokens[0]
        if first is None or any(whole.tokens[i][0] in ".!?;" for i in range(first.tokens[1], start)):
            first, begin = context, start
            while begin > 0 and whole.tokens[begin - 1][0] not in ".!?;":
                begin -= 1
            head = {whole.stems[i] for i in range(begin, start) if whole.stems[i]}
            continue
        for word in head:
            carried = CARRIED * first.words.get(word, 0.0)
            if carried > context.words.get(word, 0.0):
                context.words[word] = carried
        context.names = frozenset(w for w in context.words if w in whole.names)


def _head_behind(whole: Passage, at: int) -> str:
    """The noun behind a figure whose noun begins with a name or a code, "12 A320 jets"; "" when none is plain."""
    head = ""
    for word, _, _ in whole.tokens[at:at + 4]:
        if not word[0].isalnum() or word.casefold() in closed_class():
            break
        if not head and not word[0].isupper():
            return ""
        head = meaning(word) if word[0].isalpha() else head
    return head


def _stems(phrase: str) -> frozenset:
    return frozenset(filter(None, (meaning(w) for w in re.findall(r"[^\W\d_]+", phrase))))
