"""Whether two dates, stretches or clock times can both be true, and why: one inside the other, a limit, a hedge, the same minute.

In: two claims and their readings of one dimension (days or minutes). Out: one plain sentence, "" when they cannot both hold.

    >>> from pipeline.readings import reading
    >>> a = {"kind": "date", "value": "2018-07", "surface": "July 2018"}
    >>> b = {"kind": "date", "value": "2018-07-04", "surface": "4 July 2018"}
    >>> dates_meet(a, b, reading(a), reading(b))
    'July 2018 is the coarser date of 4 July 2018'
"""

from __future__ import annotations

from pipeline import movement
from pipeline.readings import CEILINGS, CLOCK_HEDGE, FLOORS, Reading, in_leap_year, show

# days; an open stretch that is printed by its year ("since 1999") starts on some day of it
YEAR = 366


def dates_meet(a, b, x: Reading, y: Reading) -> str:
    """Why two dates or stretches of time can both be true, "" when they cannot."""
    if x.partial != y.partial:
        whole, part = (y, x) if x.partial else (x, y)
        if whole.low is None or whole.high is None or whole.high - whole.low > 31:
            return f"{show(a)} and {show(b)} can be the same day: one has no year"
        day = in_leap_year(whole.low), in_leap_year(whole.high)
        if (part.low is None or part.low <= day[1]) and (part.high is None or day[0] <= part.high) and not (
                part.strict and part.low in (None, day[1]) and part.high in (None, day[0])):
            return f"{show(a)} and {show(b)} are the same day, one without the year"
        return ""
    low = max((v for v in (x.low, y.low) if v is not None), default=None)
    high = min((v for v in (x.high, y.high) if v is not None), default=None)
    if low is not None and high is not None and (low > high or (low == high and (x.strict or y.strict))):
        return ""
    sides = {x.side, y.side} & {"floor", "ceiling"}
    if sides:
        return f"{show(a)} and {show(b)} can both hold: one is only a limit"
    if _length(x) == _length(y) == float("inf"):
        # "since 1999" and "since 2003": the printed ends are what is said
        ends = (x.low, y.low) if x.low is not None else (x.high, y.high)
        if ends[0] is not None and ends[1] is not None and abs(ends[0] - ends[1]) <= YEAR:
            return f"{show(a)} and {show(b)} have ends within a year of one another"
        return ""
    spans = sorted((x, y), key=lambda r: _length(r))
    inner, outer = spans
    if _inside(inner, outer):
        names = (show(a), show(b)) if outer is x else (show(b), show(a))
        return f"{names[0]} is the coarser date of {names[1]}"
    for span, point, names in ((x, y, (show(b), show(a))), (y, x, (show(a), show(b)))):
        # "died in early 2016" and "(1971 - 9 February 2016)": the date is one end of the stretch
        if _stretch(a if span is x else b) and not _stretch(b if span is x else a) and None not in (span.low, span.high, point.low, point.high) \
                and any(point.low <= end <= point.high for end in (span.low, span.high)):
            return f"{names[0]} is an end of {names[1]}"
    if {x.bound, y.bound} & {"about", "vague"}:
        return f"{show(a)} and {show(b)} overlap and one of them is hedged"
    return ""


def _stretch(claim) -> bool:
    return claim.get("kind") == "period" and "/" in claim.get("value", "") and ".." not in claim.get("value", "")


def _length(r: Reading) -> float:
    return float("inf") if r.low is None or r.high is None else r.high - r.low


def _inside(inner: Reading, outer: Reading) -> bool:
    return ((outer.low is None or (inner.low is not None and inner.low >= outer.low))
            and (outer.high is None or (inner.high is not None and inner.high <= outer.high)))


def _one_minute(x: Reading, y: Reading) -> bool:
    """Whether of two clock times one is told to the second, and lies in the minute of the other or nearest to it."""
    second, minute = sorted((x, y), key=lambda r: r.width)
    return second.width < minute.width and minute.value in (second.value // 1, round(second.value))


def clocks_meet(a, b, x: Reading, y: Reading) -> str:
    """Why two clock times can both be true, "" when they cannot; the day is a circle of 1,440 minutes."""
    gap = abs(x.value - y.value)
    gap = min(gap, 1440 - gap)
    if _one_minute(x, y):
        return f"{show(a)} and {show(b)} are the same minute, one told to the second"
    for one, other in ((x, y), (y, x)):
        if one.bound in FLOORS and 0 <= (other.value - one.value) % 1440 < 720:
            return f"{show(a)} and {show(b)} can both hold: one is only a limit"
        if one.bound in CEILINGS and 0 <= (one.value - other.value) % 1440 < 720:
            return f"{show(a)} and {show(b)} can both hold: one is only a limit"
        if gap <= CLOCK_HEDGE and (one.bound == "about" or movement.hedged(a) or movement.hedged(b)):
            return f"{show(a)} and {show(b)} are the same time within the hedge"
    return ""
