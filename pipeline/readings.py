"""The reading of one claim as an interval that can be compared: numbers in their unit, dates as days, clock times as minutes.

In: a mapping with the columns of claims (text cells). Out: a `Reading`, or None where the claim gives nothing to compare.

    >>> r = reading({"kind": "money", "value": "1600000000", "precision": "50000000", "unit": "USD", "bound": "exact"})
    >>> r.family, r.dimension, int(r.low), int(r.width)
    ('number', 'money', 1600000000, 50000000)
    >>> r = reading({"kind": "date", "value": "2018-07", "bound": "exact"})
    >>> r.high - r.low
    30.0
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pipeline import edtf
from pipeline.conversion import is_currency

# A hedged or a round figure is as fine as its last digit that is not zero ("about 350" means 345 to 355), yet never
# coarser than this share of itself: "about 100" is 90 to 110, and nobody says it for 140.
HEDGE_SHARE = Decimal("0.1")
# The same for a round figure without a hedge ("2,000 people" for 1,987): readers take it for rounded only when it has two
# zeros at its end, and then by little.
ROUND_SHARE = Decimal("0.025")
ROUND_ZEROS = 2
# "about 5 p.m." is not known better than to a quarter of an hour, a clock time on the full hour with a hedge as well.
CLOCK_HEDGE = Decimal(15)

_CLOCK = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d)?T)?(?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?")
_PARTIAL = re.compile(r"--(\d\d)(?:-(\d\d))?")

# currencies that are written with a bare dollar sign at home
DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "BRL", "JMD", "BBD", "TTD", "NAD", "FJD", "LRD", "BND", "ARS", "CLP", "COP")

FLOORS = ("at_least", "more_than")
CEILINGS = ("at_most", "less_than")
DIMENSIONS = {
    "money": "money", "count": "count", "percent": "share", "measure": "measure", "ratio": "share", "rank": "rank",
    "ordinal": "rank", "age": "measure", "duration": "measure", "date": "date", "period": "date", "time": "clock",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`low`/`high` None is an open side; `strict` marks a bound that leaves its own end out ("more than 5" leaves out 5).

    Numbers are in `unit`, dates in days (ordinals of the first and last day), clock times in minutes after midnight.
    `width` is half a unit of the last printed place, 0 where places mean nothing (dates).
    """

    family: str
    dimension: str
    unit: str
    value: Decimal | None
    low: Decimal | float | None
    high: Decimal | float | None
    width: Decimal | float
    bound: str
    strict: bool = False
    partial: bool = False
    zone: str = ""

    @property
    def side(self) -> str:
        """floor, ceiling, point (exact or hedged), range or vague."""
        if self.bound in FLOORS:
            return "floor"
        if self.bound in CEILINGS:
            return "ceiling"
        if self.bound == "vague":
            return "vague"
        return "range" if self.bound == "between" else "point"


def number(text: str) -> Decimal | None:
    """A plain decimal, None for anything else."""
    try:
        found = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return found if found.is_finite() else None


def last_place(value: Decimal) -> Decimal:
    """Half a unit of the last digit that is not zero: 350 -> 5, 1600000000 -> 50000000, 0.25 -> 0.005."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if value else Decimal("0.5")


def hedge(value: Decimal, width: Decimal) -> Decimal:
    """How far a hedged figure may be off; an upper side for a bound that was read without one."""
    return max(min(last_place(value), abs(value) * HEDGE_SHARE), width)


@lru_cache(maxsize=50_000)
def roundness(value: Decimal) -> Decimal:
    """How far a bare round figure may be off: 0 unless it ends in zeros."""
    exponent = value.normalize().as_tuple().exponent
    if not value or exponent < ROUND_ZEROS:
        return Decimal(0)
    return min(last_place(value), abs(value) * ROUND_SHARE)


def reading(claim) -> Reading | None:
    """The claim's interval; None when it has no figure that can be compared (an identifier, an unreadable cell)."""
    get = claim.get
    return _reading(get("kind", ""), get("value", ""), get("low", ""), get("high", ""), get("precision", ""), get("bound", ""), get("unit", ""))


# a claim is compared with dozens of others
@lru_cache(maxsize=400_000)
def _reading(kind, value, low, high, precision, bound, unit) -> Reading | None:
    claim = {"kind": kind, "value": value, "low": low, "high": high, "precision": precision, "bound": bound, "unit": unit}
    dimension = DIMENSIONS.get(kind)
    if dimension == "date":
        return _days(claim)
    if dimension == "clock":
        return _clock(claim)
    return _number(claim, dimension) if dimension else None


def _number(claim, dimension) -> Reading | None:
    value, low, high = (number(claim.get(name, "")) for name in ("value", "low", "high"))
    width = number(claim.get("precision", "")) or Decimal(0)
    bound, unit = claim.get("bound", "") or "exact", claim.get("unit", "")
    if value is None and low is None and high is None:
        return None
    if dimension == "share" and unit not in ("percent", "percentage_point"):
        # a ratio of like things is a share; one in a unit of its own ("3 per household") stays what it is
        if unit:
            dimension = "measure"
        else:
            scale = Decimal(100)
            value, low, high = (None if x is None else x * scale for x in (value, low, high))
            width, unit = width * scale, "percent"
    if dimension == "rank":
        unit = ""
    if value is None and bound in ("exact", "about"):
        bound = "between"  # "around 16 % to 17 %" is a range whatever its hedge
    made = Reading("number", dimension, unit, value, low, high, width, bound)
    if bound == "exact" and value is not None:
        return replace(made, low=value, high=value)
    if bound == "about" and value is not None:
        if high == value and low is not None and low < value:  # "nearly": just below
            return replace(made, high=value + width)
        off = hedge(value, width)
        return replace(made, low=value - off, high=value + off)
    if bound in FLOORS:
        return replace(made, low=low if low is not None else value, high=None, strict=bound == "more_than")
    if bound in CEILINGS:
        return replace(made, low=None, high=high if high is not None else value, strict=bound == "less_than")
    return made


@lru_cache(maxsize=50_000)
def days(text: str) -> tuple[int | None, int | None] | None:
    """First and last day of an ISO/EDTF text as ordinals, None for an open side; None for no date."""
    try:
        return edtf.ordinals(text)
    except (ValueError, OverflowError):
        return None


def _days(claim) -> Reading | None:
    value, bound = claim.get("value", ""), claim.get("bound", "") or "exact"
    partial = _PARTIAL.fullmatch(value)
    if partial:
        # a day of an unknown year: ordinals within a leap year, so that 29 February has its place
        month, day = int(partial[1]), int(partial[2] or 0)
        span = days(f"2000-{month:02d}-{day:02d}" if day else f"2000-{month:02d}")
        return _bounded(*map(_float, span), value, bound, partial=True) if span else None
    span = days(value) if value else None
    if span is None:
        low, high = days(claim.get("low", "")), days(claim.get("high", ""))
        if low is None and high is None:
            return None
        span = (low[0] if low else None), (high[1] if high else None)
    return _bounded(*map(_float, span), value, bound)


def _bounded(low, high, value: str, bound: str, partial: bool = False) -> Reading:
    """An interval of days under a bound; an open period ("../1971") leaves out or takes in its end by itself."""
    strict = False
    if ".." in value:
        pass
    elif bound == "less_than":
        low, high, strict = None, low if low is not None else high, True
    elif bound == "at_most":
        low = None
    elif bound == "more_than":
        low, high, strict = high if high is not None else low, None, True
    elif bound == "at_least":
        high = None
    return Reading("date", "date", "", None, low, high, 0, bound, strict=strict, partial=partial)


def in_leap_year(day: float) -> float:
    """The same month and day in the leap year that partial dates are kept in."""
    return float(date.fromordinal(int(day)).replace(year=2000).toordinal())


def _float(value):
    return None if value is None else float(value)


def _clock(claim) -> Reading | None:
    found = _CLOCK.fullmatch(claim.get("value", ""))
    if not found:
        return None
    bound, zone = claim.get("bound", "") or "exact", found["zone"] or ""
    minutes = Decimal(int(found["h"]) * 60 + int(found["m"])) + (Decimal(int(found["s"])) / 60 if found["s"] else 0)
    if zone:
        sign = -1 if zone[0] == "-" else 1
        off = 0 if zone == "Z" else sign * (int(zone[1:3]) * 60 + int(zone[-2:]))
        # a day's turn is kept out: clock times are compared round the dial
        minutes = (minutes - off) % 1440
    width = Decimal("0.5") if not found["s"] else Decimal(0)
    off = CLOCK_HEDGE if bound != "exact" else Decimal(0)
    day = days(found["day"]) if found["day"] else None
    low, high = minutes - (off if bound not in FLOORS else 0), minutes + (off if bound not in CEILINGS else 0)
    return Reading("clock", "clock", found["day"] if day else "", minutes, low, high, width, bound, zone=zone)


def currency(unit: str) -> str:
    """The currency of a money unit, the unit itself for money per something."""
    head = unit.partition("/")[0]
    return head if is_currency(head) else unit


def show(claim) -> str:
    """The claim's figure for people: as printed, white space squashed."""
    printed = " ".join(str(claim.get("surface", "")).split())
    return printed or " ".join(filter(None, (claim.get("value", "") or f"{claim.get('low', '')}..{claim.get('high', '')}",
                                             claim.get("unit", ""))))
