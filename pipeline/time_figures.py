"""The figures of a template's match: year, month, day, duration as numbers.

In: the groups of a match (names as in `time_words.ATOMS`, a trailing digit tells repeats apart). Out: numbers, or None.
"""

from __future__ import annotations

import re

from pipeline.edtf import month_length
from pipeline.time_words import MONTH, NTH, NUMBER, SHIFT, UNIT, VAGUE

CENTURY_TURNS = 30      # two-digit years below it are read as 20xx, the others as 19xx
_CENTURY_WORDS = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_DURATION = {"day": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
             "hour": ("H", 1), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100)}


def two_digit_year(digits: str) -> int:
    """'98 → 1998, 12 → 2012."""
    return int(digits) + (2000 if int(digits) < CENTURY_TURNS else 1900)


def spelled_year(words: str) -> int | None:
    """"nineteen eighty six" → 1986; "two thousand and fifteen" → 2015; None when it is none."""
    words = re.sub(r" and | hundred(?: and)? | hundred$|-", " ", words).strip()
    if words.startswith("two thousand"):
        rest = words.removeprefix("two thousand").strip()
        return 2000 + (NUMBER.get(rest, 0) if rest else 0)
    head, _, rest = words.partition(" ")
    rest = re.sub(r"^(?:oh|o) ", "", rest.strip())
    return _CENTURY_WORDS[head] + NUMBER.get(rest, 0) if head in _CENTURY_WORDS else None


def year_of(groups: dict, mark: str = "") -> int | None:
    """The year printed in a match, in whichever form; None without one."""
    if groups.get("y" + mark):
        year = groups["y" + mark]
        return int(year) if len(year) == 4 else two_digit_year(year)
    if groups.get("yw" + mark):
        return spelled_year(groups["yw" + mark])
    for name in ("yq" + mark, "yy" + mark):
        if groups.get(name):
            return two_digit_year(groups[name])
    return None


def month_of(groups: dict, mark: str = "") -> int | None:
    """The month printed in a match, as a word or a number."""
    month = groups.get("m" + mark)
    if not month:
        return None
    return int(month) if month.isdecimal() else int(MONTH[month])


def day_of(groups: dict, mark: str = "") -> int | None:
    """The day of the month printed in a match."""
    if groups.get("d" + mark):
        return int(re.match(r"\d+", groups["d" + mark])[0])
    words = groups.get("dw" + mark)
    return NTH.get(words) or NUMBER.get(words) if words else None


def nth_of(groups: dict) -> int:
    """"third", "3rd" → 3; 0 without one."""
    nth = groups.get("nth")
    if not nth:
        return 0
    return NTH.get(nth) or int(re.match(r"\d+", nth)[0])


def month_and_day(a: str, b: str) -> tuple[int, int]:
    """The month and day of "2/29": month first, unless that is impossible."""
    first, second = int(a), int(b)
    return (first, second) if first <= 12 else (second, first)


def calendar(year: int | None, month: int | None, day: int | None) -> str:
    """The most that is known of a date, as a spec; "" when the month has no such day."""
    if month is not None and not 1 <= month <= 12:
        return ""
    if day is not None and not 1 <= day <= (month_length(year or 2000, month) if month else 31):
        return ""
    if year is None:
        if month is None:
            return f"---{day:02d}" if day else ""
        return f"--{month:02d}" + (f"-{day:02d}" if day else "")
    return f"{year:04d}" + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")


def duration(groups: dict, mark: str = "") -> str:
    """"P14D" of number and unit; "" for units that have none (weekends)."""
    unit = groups.get("u" + mark)
    if unit is None or UNIT[unit] not in _DURATION or not groups.get("n" + mark):
        return ""
    letter, times = _DURATION[UNIT[unit]]
    number = groups["n" + mark]
    if number in VAGUE:
        return f"P{VAGUE[number]}{letter}" if times == 1 and letter not in "HQ" else ""
    least = groups.get("least") or groups.get("least2")
    if least and not mark:
        low, high = (int(n) if n.isdecimal() else NUMBER[n] for n in (least, number))
        return f"P{low * times}-{high * times}{letter}" if low < high and letter not in "HQ" else ""
    if number.startswith("half ") or groups.get("nh" + mark) or (groups.get("uh") and not mark):
        count = 0.5 if number.startswith("half ") else 0.5 + (int(number) if number.isdecimal() else NUMBER[number])
        letter, times = {"Y": ("M", 12 * times), "W": ("D", 7 * times)}.get(letter, (letter, times))
        if letter == "H":
            return ""
        whole, rest = divmod(count * times, 1)
        if rest:
            return ""                                   # half a month has no certain number of days
        return f"P{whole / 12:.0f}Y" if letter == "M" and whole % 12 == 0 else f"P{whole:.0f}{letter}"
    count = int(number) if number.isdecimal() else NUMBER[number]
    if letter == "H":                                   # hours are read as the days they make, "72 hours ago"
        return "" if count % 24 else f"P{count // 24}D"
    return f"P{count * times}{letter}"


def durations(groups: dict) -> list[str]:
    """The durations of "two weeks and three days"."""
    return [part for mark in ("", "2", "3") for part in [duration(groups, mark)] if part]


def shift_of(groups: dict) -> str:
    """"last" → "-1", "this" → "0", "next" → "+1"."""
    shift = SHIFT[groups["s"]]
    return shift if shift in ("0", "-1") else "+" + shift


def unit_shift(groups: dict, shift: str) -> str:
    """The calendar unit of a match, shifted: "year:-1"; a fortnight is a stretch of two weeks."""
    unit = UNIT[groups["u"]]
    if unit == "hour":
        return ""
    if unit == "fortnight":
        return {"-1": "past:P2W", "+1": "next:P2W"}.get(shift, "")
    return f"{unit}:{shift}"
