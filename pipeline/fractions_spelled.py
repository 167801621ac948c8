"""Fractions in words: "two thirds", "a fifth", "two and a half", "half a million", "one million and a half".

    >>> from pipeline.plain import Plain
    >>> n = Numeral(0, 3, Decimal(2), Decimal(1), "words", "number.spelled")
    >>> add_fraction(Plain("two and a half"), n); n.value
    Decimal('2.5')
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.number_words import (
    DENOMINATORS,
    GAP,
    GROUPS,
    NUMBER_WORDS,
    ONES,
    ORDINALS,
    SCALES,
    SINGLE_DENOMINATORS,
    TENS,
    WORD,
    Numeral,
    divide,
)
from pipeline.plain import Plain

_HALF_OF = re.compile(r"(?: {1,3}|-)(?:of {1,3})?(?:an? {1,3})?(?P<w>" +
                      "|".join(sorted([*SCALES, *GROUPS], key=len, reverse=True)) + r")(?![a-z])")
_TIME_QUARTERS = re.compile(r"[ -]{1,2}quarters? (?:in a row|running|of (?:decline|growth|losses|profit))")


def denominator(low: str, at: int, plural: bool):
    """(value, end) of the denominator at `at` ("thirds", "twenty-fifths"); None if there is none."""
    gap = GAP.match(low, at)
    m = WORD.match(low, gap.end())
    if not m:
        return None
    table = DENOMINATORS if plural else SINGLE_DENOMINATORS
    if m[0] in table:
        return table[m[0]], m.end()
    if m[0] in TENS:
        gap = GAP.match(low, m.end())
        last = WORD.match(low, gap.end())
        if last:
            w = last[0][:-1] if plural and last[0].endswith("s") else last[0] if not plural else ""
            if w in ORDINALS and ORDINALS[w] < 10:
                return TENS[m[0]] + ORDINALS[w], last.end()
    return None


def part_of_scale(p: Plain, n: Numeral, part: Decimal, end: int) -> Numeral:
    """"half a million", "quarter million", or the part alone."""
    m = _HALF_OF.match(p.low, end)
    if m:
        factor = SCALES.get(m["w"]) or GROUPS[m["w"]]
        n.value, n.place, n.scale, n.end, n.rule = part * factor, part * factor, factor, m.end(), "number.half"
        return n
    n.value, n.end, n.form, n.rule, n.place = part, end, "fraction", "number.part", Decimal("0.01")
    return n


def fraction_words(p: Plain, n: Numeral, article: bool) -> None:
    """Extends a spelled number by "thirds", "and a half", "and a half million"."""
    low = p.low
    den = denominator(low, n.end, plural=True)
    if den is None or (den[0] == 2 and not low[n.end:den[1]].endswith("halves")):
        single = denominator(low, n.end, plural=False)
        if single and n.rule == "number.spelled" and (n.value == 1 or (n.head is not None and n.value - n.head == 1)):
            den = single
        elif single and single[0] not in (2, 4) and n.value > 1 and (not article or single[0] >= 100):
            ordinal = WORD.match(low, GAP.match(low, n.end).end())
            if ordinal and ordinal[0] in ORDINALS and _fits(n.value, ORDINALS[ordinal[0]]):
                v = Decimal(ORDINALS[ordinal[0]])
                n.value = n.value * v if v >= 100 else n.value + v
                n.end, n.form, n.rule = ordinal.end(), "ordinal", "ordinal.word"
            return
        else:
            den = None
            word = WORD.match(low, GAP.match(low, n.end).end())
            if word and word[0] in ("first", "second") and _fits(n.value, ORDINALS[word[0]]) and \
                    low[n.end:word.start()].strip() in ("", "-"):
                n.value += ORDINALS[word[0]]
                n.end, n.form, n.rule = word.end(), "ordinal", "ordinal.word"
                return
    if den and n.head is not None and 0 < n.value - n.head < den[0]:
        part = divide(n.value - n.head, den[0])
        m = _HALF_OF.match(low, den[1])
        factor = (SCALES.get(m["w"]) or GROUPS[m["w"]]) if m else n.head_scale
        n.value, n.end, n.place, n.rule = n.head + part * factor, m.end() if m else den[1], part, "number.mixed"
        return
    if den and not (den[0] == 4 and _time_quarters(low, n.end)):
        value = divide(n.value, den[0])
        m = _HALF_OF.match(low, den[1])
        if m:
            factor = SCALES.get(m["w"]) or GROUPS[m["w"]]
            n.value, n.scale, n.end, n.rule = divide(n.value * factor, den[0]), factor, m.end(), "number.half"
            return
        n.value, n.end, n.form, n.rule, n.place = value, den[1], "fraction", "number.part", Decimal("0.01")
        return
    add_fraction(p, n)


def _time_quarters(low: str, at: int) -> bool:
    """Whether "quarters" are of a year ("two quarters of growth", "for three straight quarters")."""
    return _TIME_QUARTERS.match(low, at) is not None


def _fits(value: Decimal, ordinal: int) -> bool:
    """Whether an ordinal word can end the spelled number ("one hundred twenty fifth", not "two third")."""
    if ordinal >= 100:
        return True
    if ordinal < 10:
        return (value % 100 >= 20 and value % 10 == 0) or (value >= 100 and value % 100 == 0)
    return value >= 100 and value % 100 == 0


_AND_PART = re.compile(
    r"(?: {1,3}| ?- ?)(?:and|&)(?: {1,3}| ?- ?)(?:(?P<a>an?)(?: {1,3}|-)"
    r"|(?P<n>[a-z]+)(?:[ -](?P<m>" + "|".join(w for w, v in ONES.items() if v) + r")(?![a-z]))?(?: {1,3}| ?- ?))?"
)


def add_fraction(p: Plain, n: Numeral) -> None:
    """Extends a number by "and a half", "and three quarters"; of a scaled one the part is of the scale."""
    m = _AND_PART.match(p.low, n.end)
    if not m:
        return
    if m["n"]:
        if m["n"] not in NUMBER_WORDS:
            return
        top = NUMBER_WORDS[m["n"]]
        if m["m"]:
            if m["n"] not in TENS:
                return
            top += NUMBER_WORDS[m["m"]]
        den = denominator(p.low, m.end(), plural=top != 1)
    else:
        top = 1
        den = denominator(p.low, m.end(), plural=False)
        if den and not m["a"] and den[0] != 2:
            return
    if not den:
        return
    part = divide(top, den[0])
    scale = _HALF_OF.match(p.low, den[1])
    if scale and scale["w"] in SCALES:
        factor = SCALES[scale["w"]]
        if n.scale > factor:
            n.value += part * factor
        else:
            n.value = (n.value + part) * factor
        n.scale, n.end, n.place = factor, scale.end(), part * factor
    else:
        n.value += part * (n.scale if n.scale >= 1000 and n.value % n.scale == 0 else 1)
        n.end, n.place = den[1], part
    n.rule, n.form = "number.mixed", "words" if n.form == "words" else "digits"
