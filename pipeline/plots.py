"""Geometry of the small plots of a card: rival readings as dots and intervals, and as-of dates on a strip of time.

In: a list of marks, `{"label", "text", "claim"}`: one rival reading each. Out: a `Plot` with positions in percent of
the width, or None where there is nothing to compare. The template draws it as SVG; no text is scaled, so it reads at
any width.

    >>> marks = [{"label": n, "text": n, "claim": {"kind": "count", "value": n, "low": n, "high": n}}
    ...          for n in ("350", "360")]
    >>> [(row.dot, row.label) for row in dots(marks).rows]
    [(5.0, '350'), (95.0, '360')]
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from pipeline import edtf
from pipeline.conversion import conversions

# percent of the width left free on each side, where the arrows of open ends go
MARGIN = 5.0
# from this ratio of greatest to least a linear scale would press the small values into one point
LOGARITHMIC_FROM = 200
# kinds whose unit is a counted noun or nothing: it says what is counted and does not scale the figure
UNITLESS = ("count", "ratio", "rank", "ordinal", "date", "period", "time")


@dataclass(frozen=True)
class Row:
    """One reading: `dot` or None for a range, interval `left`..`right`, arrows where a side is open."""

    label: str
    dot: float | None
    left: float
    right: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True)
class Plot:
    rows: list[Row]
    alt: str
    first: str
    last: str
    note: str = ""


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _day(text: str, end: bool = False) -> float | None:
    try:
        first, last = edtf.days(text)
    except ValueError:
        return None
    day = last if end else first
    return float(day.toordinal()) if day else None


def _minutes(text: str) -> float | None:
    clock = text.rpartition("T")[2][:5]
    hours, colon, minutes = clock.partition(":")
    return float(int(hours) * 60 + int(minutes)) if colon and hours.isdigit() and minutes.isdigit() else None


def _extent(claim) -> tuple[float | None, float | None, float | None]:
    """(dot, least, most) on the axis of the claim's kind; None is open or unknown."""
    value, low, high = claim.get("value", ""), claim.get("low", ""), claim.get("high", "")
    if claim.get("kind") == "time":
        at = _minutes(value)
        return at, at, at
    if claim.get("kind") in ("date", "period"):
        least, most = _day(low) if low else None, _day(high, end=True) if high else None
        return (least if least is not None and least == most else None), least, most
    dot, least, most = _number(value), _number(low), _number(high)
    half = _number(claim.get("precision", "")) or 0.0
    if claim.get("kind") == "count" and half < 1:
        half = 0.0  # things counted one by one: there is no half of one that rounding could hide
    if dot is not None and least == most == dot and half:
        least, most = dot - half, dot + half
    return dot, least, most


def _one_unit(claims) -> list | None:
    """The claims in the unit of the first; None when they cannot be put on one axis for certain. Counted nouns are no
    units."""
    units = {claim.get("unit", "") for claim in claims if claim.get("kind") not in UNITLESS}
    if len(units) < 2:
        return list(claims)
    first, made = claims[0].get("unit", ""), []
    for claim in claims:
        ways = conversions(claim.get("unit", ""), first)
        if len(ways) != 1:
            return None
        moved = {name: claim.get(name, "") for name in ("value", "low", "high")}
        made.append(
            dict(claim)
            | {
                name: repr(ways[0].apply(float(cell))) if _number(cell) is not None else ""
                for name, cell in moved.items()
            }
            | {"precision": ""}
        )
    return made


def dots(marks) -> Plot | None:
    """The rival readings on one axis; None when fewer than two of them can be placed or all are in one place."""
    kinds = {mark["claim"].get("kind", "") for mark in marks}
    calendar = bool(kinds & {"date", "period"})
    if ("time" in kinds and len(kinds) > 1) or (calendar and not kinds <= {"date", "period"}):
        return None
    converted = _one_unit([mark["claim"] for mark in marks])
    if converted is None:
        return None
    extents = [(mark, *_extent(claim)) for mark, claim in zip(marks, converted, strict=True)]
    extents = [e for e in extents if any(side is not None for side in e[1:])]
    ends = sorted({side for e in extents for side in e[1:] if side is not None})
    if len(extents) < 2 or len(ends) < 2:
        return None
    steep = not calendar and ends[0] > 0 and ends[-1] / ends[0] >= LOGARITHMIC_FROM
    scale = _scale(math.log10(ends[0]) if steep else ends[0], math.log10(ends[-1]) if steep else ends[-1])
    rows = []
    for mark, dot, least, most in extents:
        at, left, right = (
            None if side is None else scale(math.log10(side) if steep else side) for side in (dot, least, most)
        )
        rows.append(
            Row(
                mark["label"],
                at,
                0.0 if left is None else left,
                100.0 if right is None else right,
                left is None,
                right is None,
            )
        )
    say = _calendar if calendar else _clock if "time" in kinds else _plain
    listed = "; ".join(f"{mark['label']}: {mark['text']}" for mark, *_ in extents)
    return Plot(
        rows,
        f"Plot of {len(rows)} readings from {say(ends[0])} to {say(ends[-1])}. {listed}.",
        say(ends[0]),
        say(ends[-1]),
        "logarithmic scale" if steep else "",
    )


def strip(marks) -> Plot | None:
    """The readings at their as-of dates, with the period they cover up to there; None unless two as-of dates differ."""
    dated = []
    for mark in marks:
        claim = mark["claim"]
        at = _day(claim.get("as_of", ""), end=True)
        if at is not None:
            start = _day(claim.get("period", "")) if claim.get("period") else None
            dated.append((mark, at, start if start is not None and start < at else None))
    ends = sorted({at for _, at, _ in dated} | {start for _, _, start in dated if start is not None})
    if len({at for _, at, _ in dated}) < 2:
        return None
    scale = _scale(ends[0], ends[-1])
    rows = []
    for mark, at, start in sorted(dated, key=lambda d: (d[1], d[0]["label"])):
        here = scale(at)
        rows.append(
            Row(
                f"{mark['label']}, as of {mark['claim']['as_of']}",
                here,
                here if start is None else scale(start),
                here,
                False,
                False,
            )
        )
    listed = "; ".join(f"{row.label}" for row in rows)
    return Plot(
        rows,
        f"Timeline from {_calendar(ends[0])} to {_calendar(ends[-1])}. {listed}.",
        _calendar(ends[0]),
        _calendar(ends[-1]),
    )


def _scale(least: float, most: float):
    width = (100 - 2 * MARGIN) / ((most - least) or 1.0)
    return lambda value: round(MARGIN + (value - least) * width, 1)


def _calendar(ordinal: float) -> str:
    return date.fromordinal(int(ordinal)).isoformat()


def _clock(minutes: float) -> str:
    return f"{int(minutes) // 60:02d}:{int(minutes) % 60:02d}"


def _plain(value: float) -> str:
    for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{value / size:.4g}{name}"
    return f"{value:,.6g}"
