"""The running total whose figure a verb gives at the end of a long clause: "the toll from one of the worst floods in Java rose to 146".

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

from pipeline.rules import load
from pipeline.tags import verbs

REACH = 140    # code points between a total and its figure
_STOP = re.compile(r"[.;:!?()—]|,|\b(?:and|but|while|as|that|when|after which)\b(?=[^.;:!?]*$)")
# what may stand between the verb and its figure
_LEAD = re.compile(r"(?:\s+(?:now|still|currently|already|since|again|up|down|further|to|at|by|past|above|over|beyond|about|around|nearly|almost|some|more|less|than"
                   r"|least|at least|as many as|approximately|roughly|an?|estimated|the|only|just))*\s*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)$")


@cache
def _patterns() -> tuple[re.Pattern, frozenset[str], frozenset[str]]:
    rules = load("words")["totals"]
    nouns = "|".join(rules["nouns"].split("|"))
    words = load("words")
    ends = "|".join(sorted({*(form for form, base in verbs().items() if base in rules["reach"].split()),
                            *(word for name in ("prepositions", "relatives", "auxiliaries", "determiners", "conjunctions", "adverbs") for word in words[name].split())}))
    of = rf"(?: of(?: (?!(?:{ends})(?![\w-]))[a-z-]+){{1,3}})?"
    return (re.compile(rf"\b((?:(?:{'|'.join(rules['modifiers'].split())}) )*(?:{nouns}){of})(?![\w-])", re.IGNORECASE),
            frozenset(rules["reach"].split()), frozenset(rules["bring"].split()))


def named(sentence: str, at: int) -> str:
    """The total that the figure at offset `at` is of, or ""."""
    ahead = sentence[max(0, at - REACH):at]
    lead = _LEAD.search(ahead)
    pattern, reach, bring = _patterns()
    found = list(pattern.finditer(ahead, 0, lead.start()))
    if not found:
        return ""
    total = found[-1]
    verb = _WORD_BEFORE.search(ahead, 0, lead.start())
    base = verbs().get(verb[1].lower(), verb[1].lower()) if verb else ""
    between = ahead[total.end():lead.start()]
    if base in reach and verb.start() >= total.end():
        return "" if _STOP.search(between) else total[1]
    before = _WORD_BEFORE.search(re.sub(r"\s+(?:the|its|their|that)\s*$", "", ahead[:total.start()].rstrip()))
    brought = before and verbs().get(before[1].lower(), before[1].lower()) in bring
    return total[1] if brought and re.search(r"\bto\b", lead[0]) and not _STOP.search(between) else ""
