"""Words of a sentence with their tags, and the noun phrases that stand at a place. No tagger: closed-class words, a verb list with
its inflections (rules/words.toml) and the neighbours of a word.

    >>> [t.tag for t in tokens("Exports reached $5.", [(16, 18)])]
    ['word', 'verb', 'fig', 'fig', 'punct']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.rules import load

# marks of emphasis (**bold**, _italic_) are no words and no punctuation
_TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*(?:['’]s?)?|\d+(?:[.,]\d+)*\w*|[^\w\s*]")
# phrase parts are capped: a longer one is a list or a mistake
MAX_WORDS = 8


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# relative words that stand for the subject of the verb behind them
WHO = word_set("which who that")
# prepositions that hang a noun on the noun before it
CHAIN = word_set("of in for from to by with between on")
_NOT = word_set("not never cannot")


@dataclass(slots=True)
class Token:
    start: int
    end: int
    text: str
    low: str
    tag: str      # det prep conj rel pron aux adv neg verb num fig punct word name
    base: str = ""


@cache
def verbs() -> dict[str, str]:
    """Inflected form -> base form."""
    rules = load("words")["verbs"]
    forms: dict[str, str] = {}
    for base in rules["regular"].split():
        stem = base[:-1] if base.endswith("e") else base
        forms.setdefault(base, base)
        if base.endswith(("s", "x", "z", "ch", "sh", "o")):
            third = base + "es"
        elif base.endswith("y") and base[-2] not in "aeiou":
            third = base[:-1] + "ies"
        else:
            third = base + "s"
        past = stem + "ed" if not (base.endswith("y") and base[-2] not in "aeiou") else base[:-1] + "ied"
        forms.setdefault(third, base)
        forms.setdefault(past, base)
        forms.setdefault(stem + "ing", base)
        if len(base) > 2 and base[-1] in "bdglmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou":
            forms.setdefault(base + base[-1] + "ed", base)
            forms.setdefault(base + base[-1] + "ing", base)
    for entry in rules["irregular"].replace("\n", "|").split("|"):
        base, _, rest = entry.partition(":")
        forms.setdefault(base, base)
        for form in rest.split():
            forms[form] = base
    return forms


@cache
def _invariant() -> frozenset[str]:
    """Verbs whose past is their base form: cost, cut, hit."""
    forms: dict[str, set[str]] = {}
    for form, base in verbs().items():
        forms.setdefault(base, set()).add(form)
    return frozenset(base for base, found in forms.items() if all(form == base or form.endswith(("s", "ing")) for form in found))


@cache
def _sets():
    words = load("words")
    names = ("determiners", "prepositions", "conjunctions", "relatives", "pronouns", "auxiliaries", "negations", "adverbs")
    return {name: word_set(words[name]) for name in names}


def tokens(sentence: str, figures=()) -> list[Token]:
    """The sentence's tokens; a token inside a figure's span has tag "fig"."""
    sets, forms = _sets(), verbs()
    found: list[Token] = []
    spans = iter(sorted(figures))
    span = next(spans, None)
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        while span and match.start() >= span[1]:
            span = next(spans, None)
        if span and match.start() >= span[0] and match.start() < span[1]:
            found.append(Token(match.start(), match.end(), text, text.lower(), "fig"))
            continue
        low = text.lower().replace("’", "'")
        first = text[0]
        if not (first.isalnum()):
            tag = "punct"
        elif first.isdigit():
            tag = "num"
        elif low in sets["auxiliaries"]:
            tag = "aux"
        elif low in sets["determiners"]:
            tag = "det"
        elif low in sets["prepositions"]:
            tag = "prep"
        elif low in sets["conjunctions"]:
            tag = "conj"
        elif low in sets["pronouns"] and text != "US":
            tag = "pron"
        elif low in sets["negations"]:
            tag = "neg"
        elif low in sets["adverbs"] or (low.endswith("ly") and len(low) > 5 and first.islower()):
            tag = "adv"
        elif first.isupper() and found and found[-1].tag not in ("punct",):
            tag = "name"
        else:
            tag = "word"
        found.append(Token(match.start(), match.end(), text, low, tag))
    _tag_verbs(found, forms)
    return found


def _tag_verbs(found: list[Token], forms: dict[str, str]) -> None:
    for i, token in enumerate(found):
        if token.tag == "aux":
            token.base = forms.get(token.low, "")
            continue
        if token.tag not in ("word", "name") or token.low not in forms:
            continue
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        base = forms[token.low]
        nominal = before is not None and (before.tag in ("det", "num", "fig") and before.low not in WHO or before.tag == "prep" and before.low != "to"
                                          or before.low.endswith(("'s", "s'")))
        if token.low == base or (token.low.endswith("s") and not token.low.endswith("ss")):
            # base and -s forms are nouns as often as verbs: a verb needs a subject before it, or "to" or an auxiliary
            if before is None or nominal or token.text[0].isupper():
                continue
            if token.low == base and before.tag == "conj" and after is not None and after.low == "to":
                # "... and continue to grow"
                token.tag, token.base = "verb", base
                continue
            if before.low == "to" or before.tag == "aux" or before.low in _NOT or (before.low in WHO and token.low != base):
                pass
            elif token.low == base and after is not None and after.tag in ("det", "fig", "num") and (
                    base in _invariant() and (before.tag in ("word", "name", "conj") or before.text == ",") or before.low in WHO):
                # "the dam cost $5": its past is its base form
                pass
            elif _verb_stands_before(found, i):
                # "uses $3 from building projects to ...": the clause has its verb, so this is the head of a noun phrase
                continue
            elif before.tag in ("word", "name") and after is not None and after.tag == "prep" and _changes_behind(found, i):
                # "grain exports to Peru fell": the verb is yet to come
                continue
            elif before.tag in ("pron", "adv") or before.text == "US" and i > 1 and found[i - 2].tag == "det" or (before.tag in ("word", "name") and token.low != base and not before.base
                                                   and after is not None and after.tag in ("det", "fig", "prep", "num", "name", "pron", "adv", "conj")
                                                   and after.low != "of"):
                pass
            else:
                continue
        elif token.low.endswith("ing"):
            noun_before = before is not None and before.tag in ("word", "name") and not before.base
            if (nominal or noun_before) and not (after and after.tag in ("det", "fig", "pron")):
                continue
        elif nominal and before.tag in ("det", "num", "fig") and not (before.tag in ("fig", "num") and (after is None or after.tag != "word")):
            # "an estimated 800", "the suspected cases": an adjective
            continue
        elif after is not None and after.tag == "word" and before is not None and before.tag in ("prep", "conj", "punct") and base not in ("be",):
            if before.tag == "prep":
                continue
        token.tag, token.base = "verb", base


def _changes_behind(found: list[Token], i: int) -> bool:
    """Whether the clause goes on to a verb that says how the noun at i has changed."""
    for token in found[i + 1:i + 9]:
        if token.tag in ("punct", "conj", "pron", "fig", "num") or token.low in ("that", "which", "who"):
            return False
        if token.low in _changes():
            return True
    return False


@cache
def _changes() -> frozenset[str]:
    return frozenset(load("words")["verbs"]["changed"].split())


def _verb_stands_before(found: list[Token], i: int) -> bool:
    """Whether a verb precedes in the same run of words and a preposition opened the noun phrase that ends at i."""
    preposition = False
    for k in range(i - 1, max(-1, i - 12), -1):
        token = found[k]
        if token.tag in ("punct", "conj", "pron") or token.low in ("that", "which", "who", "to"):
            return False
        if token.tag == "prep":
            preposition = True
        if token.tag == "verb":
            return preposition
    return False


def is_noun(token: Token) -> bool:
    return token.tag in ("word", "name") or (token.tag == "num" and not token.text[0].isalpha())


def noun_phrase_right(found: list[Token], i: int, with_of=True) -> tuple[int, int]:
    """Token range of the noun phrase that starts at i (determiners skipped), possibly empty."""
    while i < len(found) and (found[i].tag in ("det", "adv") or found[i].low in ("additional", "total")):
        i += 1
    j, last = i, i
    while j < len(found) and j - i < MAX_WORDS:
        token = found[j]
        if is_noun(token):
            j += 1
            last = j
        elif token.text in ("-", "&", "/", "'") and j > i and j + 1 < len(found) and is_noun(found[j + 1]):
            j += 1
        elif with_of and token.low == "of" and j > i and j + 1 < len(found) and found[j + 1].tag != "fig":
            inner = noun_phrase_right(found, j + 1, with_of=False)
            if inner[1] > inner[0]:
                last = inner[1]
            break
        else:
            break
    return i, last


def noun_phrase_left(found: list[Token], j: int) -> tuple[int, int]:
    """Token range of the noun phrase that ends before j; a phrase with "of" takes its head along, "exports from Chile" too."""
    end = j
    while end > 0 and found[end - 1].tag in ("adv",):
        end -= 1
    i = end
    while i > 0 and end - i < MAX_WORDS:
        token = found[i - 1]
        if is_noun(token) or (token.text in ("-", "&", "'", ".") and i - 1 > 0 and i < end and is_noun(found[i - 2])):
            i -= 1
        elif token.tag == "det" and i < end:
            if i - 2 >= 0 and found[i - 2].low in CHAIN and i - 3 >= 0 and is_noun(found[i - 3]):
                i -= 2
            else:
                break
        elif token.low in CHAIN and i < end and i - 2 >= 0 and is_noun(found[i - 2]):
            i -= 1
        else:
            break
    return i, end


def phrase(sentence: str, found: list[Token], span: tuple[int, int]) -> str:
    """The words of a range of tokens, as printed."""
    i, j = span
    if j <= i:
        return ""
    return " ".join(sentence[found[i].start:found[j - 1].end].split()).strip(" ,.'’-")
