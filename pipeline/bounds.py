"""Hedges and bounds around a figure, and vague quantities: words → what the text admits.

    >>> hedge_before(Plain("with more than 40 wells"), 15)
    (5, 'more_than', '')
    >>> hedge_after(Plain("40 wells or so."), 8)
    (14, 'about')
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import nouns
from pipeline.number_words import NUMBER_WORDS
from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("bounds")
# a figure that ends in a five was counted in fives
FIVES = 5
ABOUT = Decimal(str(_RULES["width"]["about"]))
BELOW = Decimal(str(_RULES["width"]["below"]))
CHANGE = tuple(sorted(_RULES["change"]["words"]))
_RAISED = re.compile(r"(?<![a-z])(?:" + "|".join(_RULES["raised"]["words"]) + ") $")
# "over" belongs to these verbs; to the second ones before money only, for "took over six hours" is a bound
_HANDED = re.compile(r"(?<![a-z])(?:" + "|".join(_RULES["handed"]["words"]) + ") $")
_TOOK = re.compile(r"(?<!it )(?<![a-z])(?:" + "|".join(_RULES["handed"]["money"]) + ") $")
_ABBREVIATED = ("c.", "ca.")
_DEGREE = re.compile(r"(?<![a-z])(?:" + "|".join(sorted(_RULES["degree"], key=len, reverse=True)) + ") $")
_COMPARED = ("more", "less", "fewer", "greater", "higher", "lower", "larger", "smaller", "longer", "shorter", "over", "under", "above", "below",
             "short", "shy", "in excess", "beyond")
_PLUS_NOUN = re.compile(r" (?P<w>[a-z]{3,20})(?![a-z])")
_NOT_PLUS = frozenset(_RULES["plus"]["not"])
SPAN_WORDS = frozenset(_RULES["span_bound"]["words"])


def _before():
    table: dict[str, list[tuple[str, str, str]]] = {}
    for rule in _RULES["before"]:
        for phrase in rule["words"]:
            last = phrase.rsplit(" ", 1)[-1]
            table.setdefault(last, []).append((phrase, rule["bound"], rule.get("shape", "")))
    for group in table.values():
        group.sort(key=lambda x: (-len(x[0]), x[0]))
    return table


_BEFORE = _before()
_BEFORE_WORD = {phrase: (bound, shape) for group in _BEFORE.values() for phrase, bound, shape in group}
# Symbols that can be glued to the figure.
_SIGNS = ("~", "≈", ">", "<", "=", "≥", "≤")
_AFTER = {phrase: rule["bound"] for rule in _RULES["after"] for phrase in rule["words"]}
_AFTER_WORDS = re.compile(
    r"(?: (?P<w>"
    + "|".join(re.escape(w) for w in sorted(_AFTER, key=len, reverse=True) if w[0].isalpha())
    + r")|(?P<g>"
    + "|".join(re.escape(w) for w in sorted(_AFTER, key=len, reverse=True) if not w[0].isalpha())
    + r"))(?![a-z0-9])"
)
_AFTER_NUMBER = re.compile(r" (?:than |[$£€]?[0-9]|(?:a|an) (?:half|third|quarter|dozen|hundred|thousand|million|billion)(?![a-z])|(?:" +
                           "|".join(NUMBER_WORDS) + ")(?![a-z]))")
_AFTER_STARTS = frozenset(" -+")
_FORWARD = re.compile(
    r"(?P<w>" + "|".join(re.escape(w) for w in sorted(_BEFORE_WORD, key=len, reverse=True)) + r")(?= |(?<=[<>=~≈≥≤]))"
)
# The longest hedge looked for (code points).
WINDOW = 34


def hedge_before(p: Plain, at: int, floor: int = 0) -> tuple[int, str, str] | None:
    """(start, bound, shape) of the hedge that ends right before `at`; shape "below" is just below the figure."""
    low = p.low
    end = at
    stop = max(floor, at - WINDOW)
    while end > stop and low[end - 1] == " ":
        end -= 1
    if end <= stop:
        return None
    if end == at and not low[end - 1].isalpha():         # letters: a lost space, "about20 cars"
        if low[end - 1] not in _SIGNS:
            return None
        for size in (3, 2, 1):
            found = _BEFORE_WORD.get(low[max(stop, end - size):end]) if end - size >= stop else None
            if found:
                return end - size, found[0], found[1]
        return None
    window = low[stop:end]
    cut = max(window.rfind(" "), window.rfind("\n")) + 1   # a line may begin with its hedge
    last = window[cut:]
    if last and last[0] in "(\"'-":
        last = last[1:]
    group = _BEFORE.get(last)
    if not group:
        return None
    for phrase, bound, shape in group:
        if window.endswith(phrase):
            start = end - len(phrase)
            if low[start - 1:start] == "-" and low[start - 2:start - 1].isalnum():
                continue                                 # "a 9-under 63"
            if phrase == "up to" and _RAISED.search(low, max(floor, start - 12), start):
                continue                                 # "ticked up to 3.7%"
            if phrase == "over" and (_HANDED.search(low, max(floor, start - 12), start)
                                     or p.s[at:at + 1] in "$£€¥" and _TOOK.search(low, max(floor, start - 12), start)):
                continue                                 # "handed over 30 rifles", "took over £9bn of loans"
            if phrase in _ABBREVIATED and p.s[start].isupper():
                continue                                 # "vitamin C. Ten people"
            if start == 0 or not (low[start - 1].isalnum() and phrase[0].isalpha()):
                degree = _DEGREE.search(low, max(floor, start - 16), start) if phrase.startswith(_COMPARED) else None
                return degree.start() if degree else start, bound, shape
    return None


def hedge_forward(p: Plain, at: int) -> tuple[int, str, str] | None:
    """(end, bound, shape) of the hedge that starts at `at`."""
    m = _FORWARD.match(p.low, at)
    return (m.end(), *_BEFORE_WORD[m["w"]]) if m else None


def hedge_after(p: Plain, at: int, counted: bool = False) -> tuple[int, str] | None:
    """(end, bound) of the hedge that starts right behind the figure or its unit at `at`.

    `counted`: what is counted may follow, as in "a 200 plus storey tower"; behind money "plus" adds ("$5 plus tax").
    """
    if p.low[at:at + 1] not in _AFTER_STARTS:
        return None
    m = _AFTER_WORDS.match(p.low, at)
    if not m:
        return None
    word = m["w"] or m["g"]
    if word == "plus" and _AFTER_NUMBER.match(p.low, m.end()):
        return None                                      # "£89m plus £5m" is a sum of two
    if word[:3] in ("or ", "and") and _AFTER_NUMBER.match(p.low, m.end()):
        return None                                      # "10 and more than 40", "200 or greater than 190"
    nxt = p.low[m.end():m.end() + 2]
    if (
        word in ("plus", "odd", "max", "maximum", "minimum", "at least")
        and nxt[:1] == " "
        and (nxt[1:].isalnum() or nxt[1:] == "$")
    ):
        noun = _PLUS_NOUN.match(p.low, m.end()) if counted and word == "plus" else None
        if word != "odd" and (noun is None or noun["w"] in _NOT_PLUS or noun["w"] in nouns.STOP or noun["w"] in NUMBER_WORDS):
            return None
    return m.end(), _AFTER[word]


def is_span(p: Plain, start: int) -> bool:
    """Whether "over" before a duration at `start` is a span of time ("grew over five years"), not a bound."""
    window = p.low[max(0, start - 24):start].rstrip()
    last = window.rsplit(" ", 1)[-1].strip("(\"'-") if window else ""
    return not last or last[-1] in ".!?" or last not in SPAN_WORDS


def last_step(value: Decimal) -> Decimal:
    """The step in which a writer counted: one of the last digit that is not zero, five where that is a five (107 -> 1, 350 -> 50)."""
    digits = value.normalize().as_tuple()
    return Decimal(FIVES if digits.digits[-1] == FIVES else 1).scaleb(digits.exponent)


def limits(value: Decimal, bound: str, shape: str = "") -> tuple[Decimal | None, Decimal | None]:
    """(low, high) that a bound leaves around a value; None is open."""
    if bound in ("more_than", "at_least"):
        return value, None
    if bound in ("less_than", "at_most"):
        return None, value
    if bound == "about":
        wide = min(abs(value) * (BELOW if shape == "below" else ABOUT), last_step(value))
        return value - wide, value if shape == "below" else value + wide
    return value, value


PLURAL_TIME = {w: rule["low"] for rule in _RULES["plural_time"] for w in rule["words"]}


def _vague():
    table = {}
    for rule in _RULES["vague"]:
        for phrase in rule["words"]:
            table[phrase] = (rule["low"], rule["high"], rule.get("of", False), rule.get("measured", False))
    return table


VAGUE = _vague()
_VAGUE = re.compile(
    r"(?P<w>"
    + "|".join(re.escape(w).replace(r"\ ", " {1,3}") for w in sorted(VAGUE, key=len, reverse=True))
    + r")(?![a-z])"
)
VAGUE_FIRST = frozenset(w.split()[0] for w in VAGUE if w.split()[0] != "a") | {
    w.split()[1] for w in VAGUE if w.startswith("a ")
}


def read_vague(p: Plain, at: int):
    """(end, low, high, of, measured) of the vague quantity at `at` ("a few dozen", "hundreds of millions"), or None."""
    m = _VAGUE.match(p.low, at)
    if not m:
        return None
    return (m.end(), *VAGUE[re.sub(" +", " ", m["w"])])
