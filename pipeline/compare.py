"""The verdict on two claims that speak of one thing, with its reason; and what makes two claims speak of different things.

In: two mappings with the columns of claims (text cells). Out: a verdict of `schemas.VERDICTS` and one plain sentence.
Pure: no tables, no clock. pint is imported (by `conversion`) only when two units differ.

    >>> a = {"kind": "count", "value": "360", "bound": "exact", "precision": "0.5", "unit": "ambassador", "surface": "360 ambassadors"}
    >>> relation(a, {**a, "value": "350", "surface": "350 ambassadors"})
    ('conflict', '360 ambassadors and 350 ambassadors cannot both be true')
    >>> relation(a, {**a, "bound": "more_than", "low": "300", "value": "300", "surface": "more than 300 ambassadors"})
    ('compatible', 'the bound "more than 300 ambassadors" admits 360 ambassadors')
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline import movement
from pipeline.contrasts import different
from pipeline.conversion import conversions
from pipeline.readings import (
    DOLLARS,
    Reading,
    currency,
    last_place,
    number,
    reading,
    roundness,
    show,
)
from pipeline.rules import load
from pipeline.time_meeting import clocks_meet, dates_meet

__all__ = ["ORDER", "different", "relation", "worst"]

# from harmless to grave; `worst` picks the last
ORDER = ("unrelated", "incomparable", "different_scope", "agree", "compatible", "updated", "conflict")
# Two converted figures are printed after rounding; factors are floats: relative slack for both
FLOAT_SLACK = Decimal("1e-9")
# a bound with more significant digits than this, met by exactly its own figure, is meant strictly ("more than 27 reviews"
# against 27); with fewer it is the same figure rounded ("over 1.6 billion" against 1.6 billion)
STRICT_DIGITS = 2
# the same for figures with a word of scale, which are always rounded ("over 433 million" against 433 million)
SCALED_DIGITS = 3
# half a unit: a figure of wider places was printed with a word of scale
EXACT_WIDTH = Decimal("0.5")
_WILL = re.compile(r"\b(?:will|shall|plans?|planned|expects?|expected|intends?|hopes?)\b", re.IGNORECASE)
_CONVERTED = re.compile(r"(?P<figure>\d[\d,]*(?:\.\d+)?)[ -]?(?P<unit>[a-zA-Z])[a-zA-Z. ]{0,14}[(\[]\s?(?:about |around |roughly |some |or )?$")
MODES = {"planned": "a plan", "hypothetical": "a supposition", "negated": "a denial", "stated": "a statement", "": "a statement"}


def worst(verdicts) -> str:
    """The gravest of some verdicts; "unrelated" for none."""
    return max(verdicts, key=ORDER.index, default="unrelated")


def relation(a, b, same_words: bool = False) -> tuple[str, str]:
    """Verdict and reason on two claims presumed to speak of the same thing. Symmetric in its verdict.

    `same_words`: the two passages are worded alike but for this figure, so that a range or a bound printed otherwise is
    another statement and not a looser one.
    """
    first, second = reading(a), reading(b)
    if first is None or second is None:
        return "incomparable", f"{show(a if first is None else b)} is no figure that can be compared"
    brought = _together(a, b, first, second)
    if isinstance(brought, str):
        return "incomparable", brought
    met = [_judge(a, b, x, y, named, same_words) for x, y, named in brought]
    # a unit with several meanings is only in conflict when it is under every one of them
    verdict, why = min(met, key=lambda v: ORDER.index(v[0]))
    if a.get("modality", "") != b.get("modality", "") and verdict in ("conflict", "updated"):
        modes = {MODES.get(x.get("modality", ""), "") for x in (a, b)}
        if len(modes) == 2 and not _both_given(a, b):
            one, other = sorted(modes)
            return "different_scope", f"one is {one} and the other {other}: {show(a)} against {show(b)}"
    return verdict, why


def _both_given(a, b) -> bool:
    """Whether a planned amount is set against one that was announced: "promised $3 million" and "announced $4 million" are both words given."""
    given = frozenset(load("verdicts")["modes"]["given"].split())
    return a.get("kind") == b.get("kind") == "money" and all(
        x.get("modality") in ("stated", "planned") and x.get("action", "") in given and not _WILL.search(x.get("quote", "")) for x in (a, b))


def _together(a, b, x: Reading, y: Reading):
    """The two readings in one unit, [(x, y, meaning of an ambiguous unit)], or why they cannot be brought together."""
    if x.dimension != y.dimension:
        return f"{show(a)} is {_sort(a)} and {show(b)} is {_sort(b)}"
    if x.dimension == "money":
        return _same_money(a, b, x, y)
    if x.dimension == "share" and x.unit != y.unit:
        return f"{show(a)} and {show(b)}: a share and a difference of shares"
    if x.dimension == "clock":
        if bool(x.zone) != bool(y.zone):
            # one clock without its zone is read on the dial as printed; only equal dials can be compared
            x, y = replace(reading(_without_zone(a)), zone=""), replace(reading(_without_zone(b)), zone="")
            if x.value != y.value and (x.value - y.value) % 60 == 0:
                return f"{show(a)} and {show(b)} may be one moment in two time zones: one of them prints no zone"
        return [(x, y, "")]
    if x.dimension != "measure" or x.unit == y.unit:
        return [(x, y, "")]
    found = conversions(x.unit, y.unit)
    if not found:
        return f"{show(a)} and {show(b)} have units of different kinds"
    return [(_converted(x, c, y.unit), y, c.named or "converted") for c in found]


def _without_zone(claim) -> dict:
    value = claim.get("value", "")
    cut = value[11:] if "T" in value[:11] else value
    return {**claim, "value": cut[:5]}


def _sort(claim) -> str:
    kind = claim.get("kind", "")
    words = {"money": "money", "percent": "a percentage", "date": "a date", "period": "a period", "time": "a clock time",
             "age": "an age", "measure": f"a measure ({claim.get('unit', '')})"}
    return words.get(kind, f"a {kind}")


def _same_money(a, b, x, y):
    if x.unit == y.unit:
        return [(x, y, "")]
    one, other = currency(x.unit), currency(y.unit)
    rest = x.unit.partition("/")[2], y.unit.partition("/")[2]
    if one != other:
        # a bare dollar sign may be this dollar or another one: equal figures are taken for the same money
        signs = {one, other}
        if "$" in signs and rest[0] == rest[1] and (signs - {"$"}).pop() in DOLLARS:
            if "USD" in signs or (x.value == y.value and x.value is not None):
                return [(x, y, "")]
            return f"{show(a)} and {show(b)}: the sign $ does not say which dollar it is"
        return f"{show(a)} and {show(b)} are in different currencies"
    if {rest[0], rest[1]} == {"", "year"} and x.value == y.value and x.value is not None:
        # "saves £42 million a year" and "savings of £42 million": one of them leaves out what goes without saying
        return [(x, replace(y, unit=x.unit), "")]
    if bool(rest[0]) != bool(rest[1]):
        return f"{show(a)} and {show(b)}: an amount and a price per {rest[0] or rest[1]}"
    found = conversions(x.unit, y.unit)
    return [(_converted(x, c, y.unit), y, c.named or "converted") for c in found] or (
        f"{show(a)} and {show(b)} are prices of different units")


def _converted(x: Reading, c, unit: str) -> Reading:
    value, low, high = (None if v is None else Decimal(repr(c.apply(v))) for v in (x.value, x.low, x.high))
    return replace(x, unit=unit, value=value, low=low, high=high, width=Decimal(repr(c.scale(x.width))))


def _judge(a, b, x: Reading, y: Reading, named: str, same_words: bool) -> tuple[str, str]:
    """Same reading, then moved, then meeting, then conflict: the order of the contract."""
    if x.dimension == "date":
        why = _same_dates(a, b, x, y)
    elif x.dimension == "clock":
        why = "" if x.value != y.value or x.strict != y.strict else _both(a, b)
    else:
        why = _same_numbers(a, b, x, y, named)
    if why:
        return "agree", why
    meeting = _meeting(a, b, x, y, named, same_words)
    moved = movement.moved(a, b, x, y)
    # two figures that are one but for rounding did not move; nor does what a bound admits with the days of two documents,
    # but for two floors of a running total
    if moved.verdict == "updated" and not (meeting and (x.side == y.side == "point" or moved.unordered or moved.weak and not _grown_floors(a, b, x, y))):
        return "updated", moved.why
    if meeting:
        return "compatible", meeting
    if moved.verdict == "different_scope":
        return moved.verdict, moved.why
    return "conflict", moved.why or f"{show(a)} and {show(b)} cannot both be true"


def _grown_floors(a, b, x: Reading, y: Reading) -> bool:
    """Whether both are floors of a total that may have grown; that of a closed period has not."""
    closed = bool(a.get("period")) and ".." not in a["period"] and a["period"] == b.get("period")
    return x.side == y.side == "floor" and not closed


def _both(a, b) -> str:
    one, other = show(a), show(b)
    return f"both say {one}" if one.casefold() == other.casefold() else f"{one} and {other} are the same reading"


def _same_numbers(a, b, x, y, named) -> str:
    if x.side != y.side:
        return ""
    pairs = ((x.value, y.value),) if x.value is not None and y.value is not None else ((x.low, y.low), (x.high, y.high))
    for one, other in pairs:
        if (one is None) != (other is None):
            return ""
        if one is not None and one != other and abs(one - other) > FLOAT_SLACK * max(abs(one), abs(other)):
            return ""
    if x.side == "point" and {x.bound, y.bound} == {"exact", "about"} and _nearly(x, y):
        return ""
    return f"{show(a)} is {show(b)} in another unit" if named else _both(a, b)


def _nearly(x, y) -> bool:
    """One of the two is "nearly" its figure, which leaves the figure itself out by a little."""
    return any(r.bound == "about" and r.value is not None and r.high is not None and r.high <= r.value + r.width
               and r.low is not None and r.value - r.low > r.width for r in (x, y))


def _same_dates(a, b, x, y) -> str:
    if x.partial == y.partial and x.side == y.side and (x.low, x.high) == (y.low, y.high) and x.strict == y.strict:
        return _both(a, b)
    return ""


def _meeting(a, b, x: Reading, y: Reading, named: str, same_words: bool) -> str:
    """Why both can be true at once, "" when they cannot."""
    if x.dimension == "date":
        return dates_meet(a, b, x, y)
    if x.dimension == "clock":
        return clocks_meet(a, b, x, y)
    if x.side == y.side == "point":
        return _points_meet(a, b, x, y, named)
    if same_words and x.side == y.side and x.side != "vague":
        return ""
    if x.side == y.side and x.side in ("floor", "ceiling"):
        if movement.lays_down(a) and movement.lays_down(b):
            return ""
        word = "floors" if x.side == "floor" else "ceilings"
        return f"both are {word} and one value can satisfy them: {show(a)}, {show(b)}"
    return _bounds_meet(a, b, x, y)


def _original(claim) -> tuple[str, str] | None:
    """The figure of which this one is the conversion in brackets, with the first letter of its unit: "270 m (886 ft)" -> ("270", "m")."""
    found = _CONVERTED.search(movement.before(claim, 40)) if claim.get("kind") == "measure" else None
    return (found["figure"].replace(",", "").rstrip(".0") if "." in found["figure"] else found["figure"].replace(",", ""), found["unit"]) if found else None


def _points_meet(a, b, x, y, named) -> str:
    gap = abs(x.value - y.value)
    first, second = _original(a), _original(b)
    if first and first == second and x.unit == y.unit:
        return f"{show(a)} and {show(b)} are conversions of one figure"
    if first or second:
        # a conversion is rounded as its writer liked: to its last digit that is not zero
        x, y = (replace(r, width=max(r.width, last_place(r.value))) if made else r for r, made in ((x, first), (y, second)))
    coarse, fine = (x, y) if x.width >= y.width else (y, x)
    if named:
        if gap <= x.width + y.width + FLOAT_SLACK * abs(x.value):
            meaning = f" (taking {named}s)" if named != "converted" else ""
            return f"{show(a)} is {show(b)} after conversion{meaning}, within the printed places"
    elif coarse.width > fine.width and -coarse.width <= abs(fine.value) - abs(coarse.value) < coarse.width \
            and (fine.value >= 0) == (coarse.value >= 0):
        names = (show(a), show(b)) if coarse is x else (show(b), show(a))
        return f"{names[0]} is {names[1]} rounded to its printed places"
    for one, other, claim, rival in ((x, y, a, b), (y, x, b, a)):
        if one.bound == "about" and (one.low <= other.value <= one.high or not named and other.bound == "exact" and _published(claim, other.value)):
            return f'the hedge of "{show(claim)}" admits {show(rival)}'
        # a figure with a hedge of its own and a plain one of few digits: their spreads meet
        if one.bound == "about" and other.bound == "about" and one.low < other.high and other.low < one.high:
            return f"both are hedged and meet: {show(a)}, {show(b)}"
        if one.bound == "exact" and gap < roundness(one.value) and roundness(one.value) > roundness(other.value):
            return f"{show(claim)} is a round figure for {show(rival)}"
    return ""


def _published(claim, value: Decimal) -> bool:
    """Whether the interval that is published with a hedged figure holds a value; its very ends are other figures."""
    low, high = number(claim.get("low", "")), number(claim.get("high", ""))
    return low is not None and high is not None and low < value < high


def _bounds_meet(a, b, x, y) -> str:
    """At least one of the two is a bound, a range or a vague word."""
    for one, other, claim, rival in ((x, y, a, b), (y, x, b, a)):
        if one.side in ("floor", "ceiling") and other.side == "point":
            return _admits(one, other, claim, rival)
    low = max((v for v in (x.low, y.low) if v is not None), default=None)
    high = min((v for v in (x.high, y.high) if v is not None), default=None)
    if low is None or high is None or low < high or (low == high and not (x.strict or y.strict)):
        return f"{show(a)} and {show(b)} have values in common"
    # a printed end is itself rounded
    if low - high < max(x.width, y.width) and not (low == high and x.strict and y.strict):
        return f"{show(a)} and {show(b)} meet within their printed places"
    return ""


def _admits(bound: Reading, point: Reading, claim, rival) -> str:
    """A floor or ceiling against one figure, hedged or not."""
    end = bound.low if bound.side == "floor" else bound.high
    if end is None or point.value is None:
        return f'the bound "{show(claim)}" admits {show(rival)}'
    inside = point.value - end if bound.side == "floor" else end - point.value
    if inside > 0:
        return f'the bound "{show(claim)}" admits {show(rival)}'
    if inside == 0:
        if not bound.strict:
            return f'the bound "{show(claim)}" includes {show(rival)}'
        if point.bound == "about" or _rounded(bound, point, end):
            return f"{show(rival)} is the figure of \"{show(claim)}\" without its bound"
        return ""
    spread = max(point.width, point.high - point.value if point.bound == "about" else Decimal(0))
    if -inside < spread:
        return f'{show(rival)} meets "{show(claim)}" within its printed places'
    return ""


def _rounded(bound: Reading, point: Reading, end: Decimal) -> bool:
    """Whether a figure and the same figure with a bound can be one that was rounded: both print no more digits than a rounding does."""
    # a measure of wide places may only be printed in a small unit: it has no word of scale
    if bound.dimension in ("count", "money") and min(bound.width, point.width) > EXACT_WIDTH:
        return _significant(end) <= SCALED_DIGITS
    return _digits(end) <= STRICT_DIGITS and point.width * 20 < abs(end)


def _digits(value: Decimal) -> int:
    """Significant digits; whole numbers below 100 are counted out, so all their digits are meant."""
    return _significant(value) if abs(value) >= 100 else STRICT_DIGITS + 1


def _significant(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
