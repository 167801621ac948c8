"""Calendar values: an ISO 8601 / EDTF-like text → its first and last day; overlap, containment and coarseness.

    >>> interval("2012-H2")
    ('2012-07-01', '2012-12-31')
    >>> interval("2000/..")
    ('2000-01-01', '')

Values understood (each also with a clock after `T`, which the interval leaves out):

    2018  2018-07  2018-07-05      year, month, day
    2018-W31  2018-W31-E           ISO week (Monday to Sunday), its weekend (Saturday and Sunday)
    2012-Q3  2012-H2               quarter, half year
    2012-spring summer autumn winter   three whole months of the northern year (winter begins in December of that year)
    199X  18XX                     decade, century
    -0043                          the year 44 BC, for 0000 is 1 BC; only `ordinals` knows its days
    A/B  A/..  ../B                from the first day of A to the last day of B; ".." is an open side

No clock, no locale: a pure function of its text.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

DAY = timedelta(days=1)
# of the Gregorian calendar, on the average
DAYS_A_YEAR = 365.2425
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}   # first month; meteorological seasons are whole months
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|W(?P<week>\d\d)(?P<weekend>-E)?|(?P<season>spring|summer|autumn|winter)))?"
    r"|(?P<decade>\d{3})X|(?P<century>\d\d)XX")
_CLOCK = re.compile(r"T?\d\d:\d\d.*")


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month; the calendar's ends stop it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def add_days(day: date, days: int) -> date:
    """`day` moved by days; the calendar's ends stop it."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def months_span(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from `month` on."""
    first = date(year, month, 1)
    last = add_months(first, count - 1)
    return first, last.replace(day=month_length(last.year, last.month))


def week_span(year: int, week: int) -> tuple[date, date]:
    """Monday and Sunday of an ISO week; ValueError for a week the year has not."""
    first = date.fromisocalendar(year, week, 1)
    return first, add_days(first, 6)


def days(value: str) -> tuple[date | None, date | None]:
    """First and last day; None is an open side. ValueError when the text is no calendar value (nor is a clock)."""
    if "/" in value:
        left, _, right = value.partition("/")
        first = None if left in ("..", "") else days(left)[0]
        last = None if right in ("..", "") else days(right)[1]
        if first and last and last < first:
            raise ValueError(f"{value!r} ends before it starts")
        return first, last
    found = _VALUE.fullmatch(value.partition("T")[0])
    if not found:
        raise ValueError(f"{value!r} is no calendar value")
    if found["decade"]:
        year = int(found["decade"]) * 10
        return date(max(year, 1), 1, 1), date(year + 9, 12, 31)
    if found["century"]:
        year = int(found["century"]) * 100
        return date(max(year, 1), 1, 1), date(year + 99, 12, 31)
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        return months_span(year, int(found["month"]), 1)
    if found["quarter"]:
        return months_span(year, 3 * int(found["quarter"]) - 2, 3)
    if found["half"]:
        return months_span(year, 6 * int(found["half"]) - 5, 6)
    if found["season"]:
        return months_span(year, SEASONS[found["season"]], 3)
    if found["week"]:
        first, last = week_span(year, int(found["week"]))
        return (add_days(first, 5), last) if found["weekend"] else (first, last)
    return date(year, 1, 1), date(year, 12, 31)


def ordinals(value: str) -> tuple[int | None, int | None]:
    """First and last day counted from 1 January of year 1; also of years before our era, which have no `date`.

        >>> ordinals("-0043") < ordinals("0014") and ordinals("-0752/-0043")[0] < ordinals("-0043")[0]
        True
    """
    left, _, right = value.partition("/")
    if not any(_BEFORE_OUR_ERA.fullmatch(part) for part in (left, right)):
        return _counted(*days(value))
    return _ordinals_of(left)[0], _ordinals_of(right or left)[1]


_BEFORE_OUR_ERA = re.compile(r"-(\d{4})|0000")


def _counted(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    return first.toordinal() if first else None, last.toordinal() if last else None


def _ordinals_of(part: str) -> tuple[int | None, int | None]:
    found = _BEFORE_OUR_ERA.fullmatch(part)
    if not found:
        return (None, None) if part == ".." else _counted(*days(part))
    year = -int(found[1] or 0)
    first, after = (math.floor((y - 1) * DAYS_A_YEAR) + 1 for y in (year, year + 1))
    return first, after - 1


def interval(value: str) -> tuple[str, str]:
    """First and last day as ISO dates, "" for an open side; ("", "") for what names no day (a clock, "--08")."""
    try:
        first, last = days(value)
    except ValueError:
        return "", ""
    return first.isoformat() if first else "", last.isoformat() if last else ""


def coarseness(value: str) -> str:
    """How coarse a value is: day week weekend month season quarter half year decade century, period, open, time.

    "" for what is no value."""
    if "/" in value:
        return "open" if ".." in value else "period"
    if _CLOCK.fullmatch(value):
        return "time"
    found = _VALUE.fullmatch(value.partition("T")[0])
    if not found:
        return ""
    for name in ("day", "weekend", "week", "month", "season", "quarter", "half", "decade", "century", "year"):
        if found[name]:
            return name
    return ""


def relation(a: tuple[str, str], b: tuple[str, str]) -> str:
    """How interval a lies to interval b: same, contains, inside, overlaps, before, after. An open side ("") has no end.

        >>> relation(("2000-01-01", ""), interval("2012"))
        'contains'
    """
    low_a, high_a = a[0] or "0000", a[1] or "9999-99"
    low_b, high_b = b[0] or "0000", b[1] or "9999-99"
    if (low_a, high_a) == (low_b, high_b):
        return "same"
    if high_a < low_b:
        return "before"
    if high_b < low_a:
        return "after"
    if low_a <= low_b and high_b <= high_a:
        return "contains"
    if low_b <= low_a and high_a <= high_b:
        return "inside"
    return "overlaps"


def overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two intervals share a day."""
    return relation(a, b) not in ("before", "after")


def contains(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether every day of b is a day of a."""
    return relation(a, b) in ("same", "contains")
