"""The running total whose figure a verb gives at the end of a long clause: "the toll from one of the worst floods in Java rose to 90".

In: a sentence and the offset of a figure in it. Out: the words that name the total, as printed; "" where no total leads up to the figure.

    >>> s = "The number of people who are missing in Gao increased to 159."
    >>> named(s, s.index("159"))
    'number of people'
    >>> s = "This brings the total number of confirmed dead in Gao to 11."
    >>> named(s, s.index("11"))
    'total number of confirmed dead'
    >>> named("The toll was counted by 30 clerks.", 24)
    ''
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.rules import load
from pipeline.tags import verbs

REACH = 140    # code points between a total and its figure
_STOP = re.compile(r"[.;:!?()—]|,|\b(?:and|but|while|as|that|when|after which)\b(?=[^.;:!?]*$)")
# what may stand between the verb and its figure
_LEAD = re.compile(r"(?:\s+(?:now|still|currently|already|since|again|further|to|at|past|above|over|beyond|about|around|nearly|almost|some|more|less|than"
                   r"|least|at least|as many as|approximately|roughly|an?|estimated|the|only|just))*\s*$", re.IGNORECASE)
# a clause of its own between a total and its verb; and what makes the figure a difference
_RELATIVE = re.compile(r"\b(?:who|which|that|whom|whose|where)\b")
_DIFFERENCE = re.compile(r"\s*(?:\S+\s+)?(?:fewer|more|higher|lower|less|better|worse|up|down)\b")
# a bare "number", "total" or "count" opens its noun phrase and has no noun of its own behind it ("the total length", "the phone number")
_BARE = frozenset(("number", "total", "count"))
_OPENS = re.compile(r"(?:^|[.;:,(]\s*|\b(?:the|a|an|its|their|his|her|our|this|that|and|as|while|but)\s+|['’]s?\s+)$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)$")
_FIGURE = re.compile(r"\S*")
_POSSESSED = re.compile(r"\s+(?:the|its|their|that)\s*$")
_TO = re.compile(r"\bto\b")
_THAT = re.compile(r"\bthat\b")


class _Rules(NamedTuple):
    """`total` its noun phrase, `goes_on` what may follow a bare one, `reach` and `bring` base forms of verbs."""

    total: re.Pattern
    goes_on: re.Pattern
    reach: frozenset[str]
    bring: frozenset[str]
    auxiliaries: frozenset[str]


@cache
def _rules() -> _Rules:
    words = load("words")
    rules = words["totals"]
    reach = frozenset(rules["reach"].split())
    reaching = {form for form, base in verbs().items() if base in reach}
    ends = reaching | {word for name in ("prepositions", "relatives", "auxiliaries", "determiners", "conjunctions", "adverbs") for word in words[name].split()}
    of = rf"(?: of(?: (?!(?:{'|'.join(sorted(ends))})(?![\w-]))[a-z-]+){{1,3}})?"
    return _Rules(re.compile(rf"\b((?:(?:{'|'.join(rules['modifiers'].split())}) )*(?:{rules['nouns']}){of})(?![\w-])", re.IGNORECASE),
                  re.compile(rf"\s+(?:{'|'.join(sorted(reach | reaching))}|to|after|in|from|at|of|for|across|among|since)\b"),
                  reach, frozenset(rules["bring"].split()), frozenset(words["auxiliaries"].split()))


def named(sentence: str, at: int) -> str:
    """The total that the figure at offset `at` is of, or ""."""
    ahead = sentence[max(0, at - REACH):at]
    lead = _LEAD.search(ahead)
    rules = _rules()
    found = list(rules.total.finditer(ahead, 0, lead.start()))
    if not found or _DIFFERENCE.match(sentence, _FIGURE.match(sentence, at).end()):
        return ""
    total = found[-1]
    if total[1].casefold() in _BARE and not (_OPENS.search(ahead[:total.start()]) and rules.goes_on.match(ahead + " ", total.end())):
        return ""
    verb = _WORD_BEFORE.search(ahead, 0, lead.start())
    between = ahead[total.end():lead.start()]
    if verb and verb.start() >= total.end() and _base(verb[1]) in rules.reach:
        return "" if _STOP.search(_THAT.sub(" ", between)) or not _own_verb(between) else total[1]
    before = _WORD_BEFORE.search(_POSSESSED.sub("", ahead[:total.start()].rstrip()))
    brought = before and _base(before[1]) in rules.bring
    return total[1] if brought and _TO.search(lead[0]) and not _STOP.search(between) else ""


def _base(word: str) -> str:
    return verbs().get(word.lower(), word.lower())


def _own_verb(between: str) -> bool:
    """Whether the last verb is the total's own: a clause that hangs on the total ("people who are missing") has one before it."""
    relative = _RELATIVE.search(between)
    if not relative:
        return True
    return sum(word in _rules().auxiliaries or word in verbs() for word in re.findall(r"[a-z]+", between[relative.end():].lower())) > 1
