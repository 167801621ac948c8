"""Figures and pairs → mentions: the hedges around them, what they admit, and the surface that covers it all.

    >>> from pipeline.figure import read_figure
    >>> from pipeline.numerals import read_numeral
    >>> p = Plain("more than 40 wells or so")
    >>> m = single(p, read_figure(p, read_numeral(p, 10)), 0); (m.start, m.end, m.bound, m.low, m.high)
    (0, 24, 'more_than', '40', '')
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline import bounds, ranges
from pipeline.figure import Figure
from pipeline.mention import Mention
from pipeline.number_words import divide
from pipeline.plain import Plain

LOWER, UPPER = ("more_than", "at_least"), ("less_than", "at_most")
# Bounds that keep both of their sides on one figure ("at least 5", "about 5").
_RANGE_HEDGE = re.compile(
    r"(?<![a-z])(?:between|about|around|roughly|some|approximately|an estimated|nearly|almost|up to|~) {0,2}$"
)
_ABOUT_WORDS = frozenset(
    {"about", "around", "roughly", "some", "approximately", "an estimated", "nearly", "almost", "~"}
)
_AND_BOUND = re.compile(r"(?: and| but|,| and is| but is|, and|, but) (?=[a-z<>=])")
# A cell never holds more digits than this; larger powers are written out all the same.
_MANY = Decimal(10) ** 26


def text(v: Decimal | None) -> str:
    """A plain decimal without exponent or trailing zeros; "" for None."""
    if v is None:
        return ""
    if v == v.to_integral_value():
        return str(v.quantize(Decimal(1))) if abs(v) < _MANY else format(v.to_integral_value(), "f")
    printed = format(v, "f")
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def basis(unit: str) -> str:
    """How the unit is known: "printed", or "" when there is none or the dollar is anyone's."""
    return "printed" if unit and not unit.startswith("$") else ""


def single(p: Plain, f: Figure, floor: int, glued: int = -1) -> Mention:
    """The mention of one figure. `glued`: where a hedge without its space begins ("overfive"), or -1."""
    n = f.n
    start, end, bound, shape = f.start, f.end, "exact", ""
    low: Decimal | None
    high: Decimal | None
    if n.low is not None:  # "2.00 ± 0.01"
        return Mention(
            start,
            end,
            f.kind or "count",
            "",
            text(n.low),
            text(n.high),
            "between",
            text(n.place / 2),
            f.unit,
            basis(f.unit),
            f.number,
            f.noun,
            rule=f.rule,
        )
    hedge = bounds.hedge_before(p, start, floor) if start > floor and glued < 0 else None
    if glued >= 0:
        found = bounds.hedge_forward(Plain(p.low[glued:n.start] + " "), 0)
        hedge = (glued, found[1], found[2]) if found else None
    elif hedge and f.kind == "duration" and hedge[1] == "more_than" and p.low.startswith("over", hedge[0]) \
            and bounds.is_span(p, hedge[0]):
        hedge = None
    if hedge:
        start, bound, shape = hedge
    after = (end, f.bound) if f.bound else bounds.hedge_after(p, end)
    if after:
        end = max(end, after[0])
        if bound in ("exact", "about"):
            bound = after[1]
    low, high = bounds.limits(f.value, bound, shape)
    part = f.kind == "ratio" and n.form == "fraction"
    return Mention(
        start,
        end,
        f.kind or "count",
        text(f.value),
        text(low),
        text(high),
        bound,
        "" if part else text(n.place / 2),
        f.unit,
        basis(f.unit),
        f.number,
        f.noun,
        rule=f.rule,
    )


def share(p: Plain, pair: ranges.Pair, floor: int, rank: bool) -> Mention:
    """The mention of "4 in 10" (its quotient) or, of a ranking, of "156 out of 188" (its place)."""
    f, g = pair.first, pair.last
    start, bound, shape = pair.start, "exact", ""
    hedge = bounds.hedge_before(p, start, floor)
    if hedge:
        start, bound, shape = hedge
    value = f.value if rank else pair.low
    low, high = (value, value) if rank else bounds.limits(value, bound, shape)
    exact = divide(f.n.place, 2 * g.value) if f.n.place < 1 else None       # "3.75/10" is said to a hundredth of ten
    return Mention(start, pair.end, "rank" if rank else "ratio", text(value), text(low), text(high), bound, text(exact),
                   number=(f.number[0], g.number[1]), noun=g.noun, rule="rank.of" if rank else "ratio.share")


def range_of(p: Plain, pair: ranges.Pair, floor: int) -> Mention:
    """The mention of a range or a score, with "between" or "about" in front of it."""
    f, g = pair.first, pair.last
    start, bound = pair.start, "between"
    m = _RANGE_HEDGE.search(p.low, max(floor, start - 14), start)
    if m:
        start = m.start()
        bound = "about" if m[0].strip() in _ABOUT_WORDS else "between"
    kind, unit, rule = g.kind or f.kind or "count", g.unit or f.unit, "range"
    if pair.shape == "score":
        kind, unit, rule = "ratio", "", "score"
    if f.n.form == "ordinal":
        kind = "rank"
    low, high = text(pair.low), text(pair.high)
    return Mention(start, pair.end, kind, low if low == high else "", low, high, bound, "", unit, basis(unit),
                   (f.number[0], g.number[1]), g.noun or f.noun, rule=rule)


def two_bounds(p: Plain, a: Mention, f: Figure) -> Mention | None:
    """"greater than 100 and smaller than 300" is one range; `a` is the mention of its first figure `f`."""
    m = _AND_BOUND.match(p.low, a.end)
    hedge = bounds.hedge_forward(p, m.end()) if m else None
    if not hedge or hedge[1] == "about" or (hedge[1] in LOWER) == (a.bound in LOWER):
        return None
    at = hedge[0] + (1 if p.s[hedge[0]:hedge[0] + 1] == " " else 0)
    if p.low.startswith("the ", at):
        at += 4
    g = ranges.next_figure(p, at)
    if g is None or (g.kind not in ("", f.kind) and f.kind) or (a.unit and g.unit and a.unit != g.unit):
        return None                                      # "over a dozen plants and under a hundred staff"
    low, high = (f.value, g.value) if a.bound in LOWER else (g.value, f.value)
    if low >= high:
        return None
    return replace(a, end=g.end, kind=g.kind or a.kind, value="", low=text(low), high=text(high), bound="between",
                   unit=g.unit or a.unit, noun=g.noun or a.noun, number=(f.number[0], g.number[1]), rule="range.bounds")
