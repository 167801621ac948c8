"""One step of a spec, taken from a span: what each word of the language of `relative.py` does.

In: the text of a step, the span so far. Out: the span it leads to. Raises Unresolved when there is no such day or no
span to count from. Pure date arithmetic; no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.edtf import DAY, SEASONS, add_days, add_months, coarseness, days, interval, month_length
from pipeline.time_words import RULES

UNITS = {"D": 1, "W": 7}
_COARSEST = {"D": 7, "W": 31, "M": 92, "Y": 366}    # days of the longest span from which so many days, weeks ... count
MISPRINT_WITHIN = 60    # days: so near the anchor, a weekday that does not fit its date is a slip, not another year
SAID_OTHERWISE = 3      # days: so near, one says "yesterday", "on Tuesday"; "last" or "next Tuesday" is the one beyond
LATER_COSTS = 1.5       # when the nearest year is sought, a date after the anchor counts this many times its distance:
#                         texts tell of the past, unless a word such as "will" says otherwise (the spec then has "+0")
_PARTIAL = re.compile(r"(?:--(\d\d)(?:-(\d\d))?|---(\d\d))(?:w([1-7]))?([+-]\d)?")
_SHIFT = re.compile(r"(day|week|weekend|month|quarter|half|season|year|decade|century):([+-]?\d+)")
_WEEKDAY = re.compile(r"weekday:([1-7])([+-]\d+)?")
_DURATION = re.compile(r"(past:|next:|first:|last:|until:)?(-?)P(\d+)(?:-(\d+))?([DWMQY])")
_NTH = re.compile(r"nth:(day|week|weekend|month|quarter|year|decade):(-?\d+)")
_PART_OF_YEAR = re.compile(r"(Q[1-4]|H[12]|W\d\d|spring|summer|autumn|winter)([+-]\d)?")
PARTS = RULES["parts"]


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its first and last day; None is an open side."""

    value: str
    first: date | None
    last: date | None


class Unresolved(ValueError):
    """The spec needs an anchor that is not known, or names a day that does not exist."""


def take_step(step: str, span: Span | None, given: bool, context: Span | None) -> Span:
    """One step. `given`: whether an earlier step of this side narrowed the span, so that we look inside it."""
    if step in PARTS:
        return _part(step, _known(step, span))
    if coarseness(step):
        first, last = days(step)
        return Span(step, first, last)
    span = _known(step, span)
    if step in ("before", "after"):
        return _beyond(step, span)
    if span.first is None or span.last is None:
        raise Unresolved(f"{step!r} cannot count from an open side")
    if step == "todate" or step == "rest":
        now = context.first if context and context.first else span.last
        first, last = (span.first, now) if step == "todate" else (now, span.last)
        if first > last:
            raise Unresolved(f"{step!r}: the span is over or not begun")
        return Span(f"{first.isoformat()}/{last.isoformat()}", first, last)
    found = _SHIFT.fullmatch(step)
    if found:
        return _of(_shifted(found[1], int(found[2]), span.first))
    found = _WEEKDAY.fullmatch(step)
    if found:
        return _weekday(int(found[1]), found[2], span, given)
    found = _PARTIAL.fullmatch(step)
    if found:
        return _partial(found, span, given)
    found = _PART_OF_YEAR.fullmatch(step)
    if found:
        if given:
            return _of(f"{span.first.year:04d}-{found[1]}")
        return _of(_nearest([f"{y:04d}-{found[1]}" for y in _years(span.first)], span.first, found[2]))
    found = _NTH.fullmatch(step)
    if found:
        return _nth(found[1], int(found[2]), span)
    found = _DURATION.fullmatch(step)
    if found:
        return _cut(found, span) if found[1] in ("first:", "last:") else _moved(found, span)
    raise Unresolved(f"{step!r} is no step of the language")


def _known(step: str, span: Span | None) -> Span:
    if span is None:
        raise Unresolved(f"{step!r} needs a date to count from")
    return span


def _of(value: str) -> Span:
    first, last = days(value)
    return Span(value, first, last)


def _years(day: date) -> list[int]:
    return [y for y in (day.year, day.year - 1, day.year + 1) if 1 <= y <= 9999]


def _distance(value: str, day: date) -> float | None:
    """Days from the anchor to the value (0 inside it), the future made dearer; None when there is no such day."""
    try:
        first, last = days(value)
    except ValueError:
        return None
    if first is None or last is None:
        return None
    if first > day:
        return (first - day).days * LATER_COSTS
    return float((day - last).days) if last < day else 0.0


def _nearest(values: list[str], day: date, move: str | None) -> str:
    """The value nearest to the day, the earlier one on a tie. `move`: "+0" the first that does not end before the day,
    "+1" the first that begins after it, "-1" the last that ends before it."""
    known = [(d, v) for v in values for d in [_distance(v, day)] if d is not None]
    here = day.isoformat()
    if move == "+0":
        known = [(d, v) for d, v in known if interval(v)[1] >= here]
    elif move == "-0":
        known = [(d, v) for d, v in known if interval(v)[0] <= here]
    elif move == "+1":
        known = [(d, v) for d, v in known if interval(v)[0] > here]
    elif move == "-1":
        known = [(d, v) for d, v in known if interval(v)[1] < here]
    if not known:
        raise Unresolved(f"no such day near {here}: {values[:1]}")
    return min(known)[1]


def _partial(found: re.Match, span: Span, given: bool) -> Span:
    month, day, only_day, weekday, move = found.groups()
    first = span.first
    if only_day:
        months = [(d.year, d.month) for n in range(-14, 15) for d in [add_months(first, n)]]
        values = [f"{y:04d}-{m:02d}-{only_day}" for y, m in months]
    else:
        tail = f"-{month}" + (f"-{day}" if day else "")
        years = _years(first)
        if tail == "-02-29":
            years = [y for y in range(max(first.year - 8, 1), min(first.year + 9, 9999)) if month_length(y, 2) == 29]
        values = [f"{y:04d}{tail}" for y in years]
    if weekday and (only_day or day):
        around = range(max(first.year - 2, 1), min(first.year + 3, 9999))
        wider = values if only_day else [f"{y:04d}{tail}" for y in around]
        fitting = [v for v in wider if interval(v)[0] and date.fromisoformat(v).isoweekday() == int(weekday)]
        near = min((abs((date.fromisoformat(v) - first).days) for v in values if interval(v)[0]), default=0)
        if only_day or near > MISPRINT_WITHIN:
            values = fitting or values
    if given:
        inside = [v for v in values if _inside(v, span)]
        if inside:
            return _of(inside[0])
    return _of(_nearest(values, first, move))


def _inside(value: str, span: Span) -> bool:
    low, high = interval(value)
    return bool(low) and span.first.isoformat() <= low and high <= span.last.isoformat()


def _weekday(wanted: int, move: str | None, span: Span, given: bool) -> Span:
    day = span.first
    if given and span.last > span.first:         # "Wednesday next week", "the last Friday of May" lie inside the span
        back = move is not None and move.startswith("-")
        edge = span.last if back else span.first
        gap = (edge.isoweekday() - wanted) % 7 if back else (wanted - edge.isoweekday()) % 7
        count = abs(int(move or "+1")) or 1
        found = add_days(edge, -(gap + 7 * (count - 1)) if back else gap + 7 * (count - 1))
        if not span.first <= found <= span.last:
            raise Unresolved("no such weekday in the span")
        return _of(found.isoformat())
    back = (day.isoweekday() - wanted) % 7
    ahead = (wanted - day.isoweekday()) % 7
    if move is None:
        days_on = -back
    elif move == "+0":
        days_on = ahead
    elif move == "-0":
        days_on = -(back or 7)
    elif int(move) > 0:
        days_on = ahead + (7 if ahead < SAID_OTHERWISE else 0)
    else:
        days_on = -(back + (7 if back < SAID_OTHERWISE else 0))
    return _of(add_days(day, days_on).isoformat())


def _shifted(unit: str, count: int, day: date) -> str:
    """The value of the calendar unit `count` units away from the one that holds `day`."""
    if unit == "day":
        return add_days(day, count).isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = add_days(day, 7 * count).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-E" if unit == "weekend" else "")
    if unit == "month":
        return add_months(day, count).isoformat()[:7]
    if unit == "quarter":
        moved = add_months(day, 3 * count)
        return f"{moved.year:04d}-Q{(moved.month + 2) // 3}"
    if unit == "half":
        moved = add_months(day, 6 * count)
        return f"{moved.year:04d}-H{(moved.month + 5) // 6}"
    if unit == "season":
        moved = add_months(day, 3 * count)
        year = moved.year - 1 if moved.month < 3 else moved.year       # January belongs to the winter begun in December
        return f"{year:04d}-" + max((s for s in SEASONS if SEASONS[s] <= (moved.month if moved.month > 2 else 12)),
                                    key=lambda s: SEASONS[s])
    year = day.year + count * {"year": 1, "decade": 10, "century": 100}[unit]
    if not 1 <= year <= 9999:
        raise Unresolved(f"the year {year} is outside the calendar")
    return {"year": f"{year:04d}", "decade": f"{year // 10:03d}X", "century": f"{year // 100:02d}XX"}[unit]


def _nth(unit: str, count: int, span: Span) -> Span:
    """The n-th day, week (with its Thursday in the span, as ISO counts weeks), month ... of a span; -1 the last."""
    edge = span.first if count > 0 else span.last
    if unit in ("week", "weekend"):
        thursday = add_days(edge, (4 - edge.isoweekday()) % 7 if count > 0 else -((edge.isoweekday() - 4) % 7))
        value = _shifted(unit, count - 1 if count > 0 else count + 1, thursday)
        middle = days(value)[0]
        inside = add_days(middle, -2 if unit == "weekend" else 3)
    else:
        value = _shifted(unit, count - 1 if count > 0 else count + 1, edge)
        inside = days(value)[0]
    if not span.first <= inside <= span.last or count == 0:
        raise Unresolved(f"no {unit} {count} in {span.value}")
    return _of(value)


def _cut(found: re.Match, span: Span) -> Span:
    """The first or last stretch of a span."""
    _, _, digits, _, unit = found.groups()
    count, cut = min(int(digits), 100_000), {"Y": 4, "M": 7}.get(unit, 10)
    if found[1] == "first:":
        first, last = span.first, add_days(_move(span.first, count, unit), -1)
    else:
        first, last = _move(add_days(span.last, 1), -count, unit), span.last
    if first < span.first or last > span.last:
        raise Unresolved(f"{found[0]!r} is longer than {span.value}")
    return Span(f"{first.isoformat()[:cut]}/{last.isoformat()[:cut]}", first, last)


def _move(day: date, count: int, unit: str) -> date:
    return add_days(day, count * UNITS[unit]) if unit in UNITS else add_months(day, count * (12 if unit == "Y" else 1))


def _moved(found: re.Match, span: Span) -> Span:
    window, sign, digits, most, unit = found.groups()
    if most:
        return _vaguely(window, sign, (int(digits), min(int(most), 100_000)), unit, span)
    count = min(int(digits), 100_000)
    cut = {"Y": 4, "M": 7}.get(unit, 10)
    if window == "until:":
        return _ended(3 * count if unit == "Q" else count, "M" if unit == "Q" else unit, span)
    if unit == "Q":
        return _quarters(window, -count if sign else count, span)
    if window:
        first, last = span.first, span.last
        if window == "past:":
            first, last = _move(last, -count, unit), last
        else:
            first, last = first, _move(first, count, unit)
        return Span(f"{first.isoformat()[:cut]}/{last.isoformat()[:cut]}", first, last)
    count = -count if sign else count
    first, last = _move(span.first, count, unit), _move(span.last, count, unit)
    if (last - first).days > _COARSEST[unit]:
        raise Unresolved(f"{found[0]} cannot be counted from {span.value}")
    if span.first != span.last:          # counted from a month or a year: as coarse as that
        low, high = first.isoformat()[:cut], last.isoformat()[:cut]
        coarse = len(span.value) if coarseness(span.value) in ("year", "month") else 10
        low, high = low[:coarse], high[:coarse]
        return Span(low if low == high else f"{low}/{high}", first, last)
    if unit == "W":                      # "two weeks ago" is not a day: half a week to both sides
        return Span(first.isoformat(), first - 3 * DAY, first + 3 * DAY)
    return _of(first.isoformat()[:cut])


def _beyond(step: str, span: Span) -> Span:
    """All before, or after, a span, as coarse as the span: before 2010 is "../2009"."""
    edge = span.first if step == "before" else span.last
    if edge is None:
        raise Unresolved(f"{step!r} an open side")
    day = add_days(edge, -1 if step == "before" else 1)
    unit = coarseness(span.value)
    whole = unit in ("month", "quarter", "half", "year", "decade", "century")
    value = _shifted(unit, 0, day) if whole else day.isoformat()
    return Span(f"../{value}", None, day) if step == "before" else Span(f"{value}/..", day, None)


def _vaguely(window: str | None, sign: str, counts: tuple[int, int], unit: str, span: Span) -> Span:
    """"several weeks ago", "the past few years": from the nearest to the farthest that the words admit."""
    least, most = (-c if sign or window == "past:" else c for c in counts)
    ends = (_move(span.first, least, unit), _move(span.last, most, unit))
    if window:
        ends = (span.first, ends[1])
    first, last = min(ends), max(ends)
    cut = {"Y": 4, "M": 7}.get(unit, 10)
    return Span(f"{first.isoformat()[:cut]}/{last.isoformat()[:cut]}", first, last)


def _ended(count: int, unit: str, span: Span) -> Span:
    """The stretch that ends with the span: whole months and years are written as such."""
    first = _move(add_days(span.last, 1), -count, unit)
    last = span.last
    cut = 10
    if first.day == 1 and last.day == month_length(last.year, last.month):
        cut = 4 if (first.month, last.month) == (1, 12) else 7
    low, high = first.isoformat()[:cut], last.isoformat()[:cut]
    return Span(low if low == high else f"{low}/{high}", first, last)


def _quarters(window: str | None, count: int, span: Span) -> Span:
    """Quarters are counted whole: "the last two quarters" are the two before the one that holds the anchor."""
    if not window:
        return _of(_shifted("quarter", count, span.first))
    ends = (-count, -1) if window == "past:" else (1, count)
    low, high = (_of(_shifted("quarter", n, span.first)) for n in ends)
    return Span(f"{low.value}/{high.value}", low.first, high.last)


def _part(name: str, span: Span) -> Span:
    """A part of the span; the value stays as coarse as printed, first and last day say which part."""
    if span.first is None or span.last is None:
        raise Unresolved(f"{name!r} of a span without end")
    length = (span.last - span.first).days + 1
    low, high = PARTS[name]
    first = add_days(span.first, min(round(length * low), length - 1))
    last = max(first, add_days(span.first, round(length * high) - 1))
    return Span(span.value, first, last)
