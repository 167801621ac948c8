"""A template's match → the spec it prints, in the language of `relative`; "" when the figures are no date.

In: the match of a template of `rules/times.toml` on folded text. Out: spec text such as "2018-07-05", "--08-18",
"weekday:5", "year:-1>--04". Nothing here knows what stands around the match.
"""

from __future__ import annotations

import re

from pipeline.edtf import month_length
from pipeline.time_words import DAYWORD, DECADE, MONTH, NTH, NUMBER, SEASON, SHIFT, UNIT, WEEKDAY

CENTURY_TURNS = 30      # two-digit years below it are read as 20xx, the others as 19xx
_BELOW_2000 = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_DURATION = {"day": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
             "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100)}


def two_digit_year(digits: str) -> int:
    """'98 → 1998, 12 → 2012."""
    return int(digits) + (2000 if int(digits) < CENTURY_TURNS else 1900)


def spelled_year(words: str) -> int:
    """"nineteen eighty six" → 1986; "two thousand and fifteen" → 2015; 0 when it is none."""
    words = re.sub(r" and | hundred(?: and)? | hundred$|-", " ", words).strip()
    if words.startswith("two thousand"):
        rest = words.removeprefix("two thousand").strip()
        return 2000 + (NUMBER.get(rest, 0) if rest else 0)
    head, _, rest = words.partition(" ")
    rest = re.sub(r"^(?:oh|o) ", "", rest.strip())
    return _BELOW_2000[head] + NUMBER.get(rest, 0) if head in _BELOW_2000 else 0


def year_of(groups: dict, mark: str = "") -> int | None:
    """The year printed in a match, in whichever form; None without one."""
    if groups.get("y" + mark):
        year = groups["y" + mark]
        return int(year) if len(year) == 4 else two_digit_year(year)
    if groups.get("yw" + mark):
        return spelled_year(groups["yw" + mark]) or None
    for name in ("yq" + mark, "yy" + mark):
        if groups.get(name):
            return two_digit_year(groups[name])
    return None


def day_of(groups: dict, mark: str = "") -> int | None:
    """The day of the month printed in a match."""
    if groups.get("d" + mark):
        return int(re.match(r"\d+", groups["d" + mark])[0])
    words = groups.get("dw" + mark)
    return NTH.get(words) or NUMBER.get(words) if words else None


def month_of(groups: dict, mark: str = "") -> int | None:
    """The month printed in a match, as a word or a number."""
    month = groups.get("m" + mark)
    if not month:
        return None
    return int(month) if month.isdigit() else int(MONTH[month])


def calendar(year: int | None, month: int | None, day: int | None) -> str:
    """The most that is known of a date, as a spec; "" when the month has no such day."""
    if day is not None and not 1 <= day <= (month_length(year or 2000, month) if month else 31):
        return ""
    if month is not None and not 1 <= month <= 12:
        return ""
    if year is None:
        if month is None:
            return f"---{day:02d}" if day else ""
        return f"--{month:02d}" + (f"-{day:02d}" if day else "")
    return f"{year:04d}" + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")


def _numeric(groups: dict) -> tuple[int, int]:
    """Month and day of "2/29": month first, unless that is impossible."""
    a, b = int(groups["a"]), int(groups["b"])
    return (a, b) if a <= 12 else (b, a)


def _shift(groups: dict) -> str:
    return SHIFT[groups["s"]]


def _signed(shift: str) -> str:
    return shift if shift.startswith("-") else "+" + shift


def _duration(groups: dict, mark: str = "") -> str:
    """"P14D" of number and unit; "" for units that have none (weekends)."""
    if groups.get("u" + mark) is None or UNIT[groups["u" + mark]] not in _DURATION:
        return ""
    letter, times = _DURATION[UNIT[groups["u" + mark]]]
    number = groups["n" + mark]
    count = int(number) if number.isdigit() else NUMBER[number]
    return f"P{count * times}{letter}"


def _durations(groups: dict) -> list[str]:
    """The durations of "two weeks and three days"."""
    return [part for mark in ("", "2", "3") for part in [_duration(groups, mark)] if part]


def _unit(groups: dict, shift: str) -> str:
    unit = UNIT[groups["u"]]
    if unit == "fortnight":
        return {"-1": "past:P2W", "+1": "next:P2W"}.get(shift, "")
    return f"{unit}:{shift}"


def _pair(groups: dict) -> str:
    """"2021/22": the two years, when the second follows the first."""
    first = year_of({k: v for k, v in groups.items() if k in ("y", "yw", "yq", "yy")})
    printed = groups.get("y2") or groups.get("yy2b")
    if first is None or not printed:
        return f"{first:04d}" if first else ""
    last = int(printed) if len(printed) == 4 else first - first % 100 + int(printed)
    if last < first and len(printed) == 2 and last % 100 == 0:
        last += 100                                     # "1999-00"
    return f"{first:04d}/{last:04d}" if first < last else ""


def _of_year(groups: dict, part: str, needs_year: bool = False) -> str:
    """A quarter, half or season of its year."""
    year = year_of(groups)
    if year is not None:
        return f"{year:04d}-{part}"
    return "" if needs_year else part


def spec(name: str, groups: dict) -> str:
    """The spec of the template called `name` with these match groups."""
    if name == "date.iso_time":
        clock = re.sub(r"(?<=\d\d:\d\d):00(?:\.0+)?(?=z|[+-]|$)", "", groups["clock"]).upper()
        day = calendar(int(groups["y"]), int(groups["m"]), int(groups["d"]))
        return f"{day}T{clock}" if day else ""
    if name == "date.numeric_range":
        month, day = _numeric(groups)
        other = _numeric({"a": groups["a2"], "b": groups["b2"]})
        first, last = calendar(int(groups["y"]), month, day), calendar(int(groups["y"]), *other)
        return f"{first}/{last}" if first and last and first < last else ""
    if name == "date.day_alone":
        day = f"---{day_of(groups) or day_of(groups, '2'):02d}"
        return f"month:{_signed_or_zero(_shift(groups))}>{day}" if groups["s"] else day
    if name == "weekend":
        return "weekday:6>weekend:0"
    if name == "week.numbered":
        week = _of_year(groups, f"W{int(groups['week']):02d}")
        return f"year:{_signed_or_zero(_shift(groups))}>{week}" if groups["s"] else week
    if name.startswith("date.numeric"):
        month, day = _numeric(groups)
        return _on_weekday(calendar(year_of(groups), month, day), groups)
    if name in ("year.fiscal", "year.pair", "years.range"):
        return _pair(groups)
    if name.startswith("quarter"):
        if groups.get("h"):
            return _of_year(groups, f"H{groups['h']}")
        quarter = groups.get("q") or NTH.get(groups["nth"], 0) or int(re.match(r"\d+", groups["nth"])[0])
        return _of_year(groups, f"Q{quarter}") if 1 <= int(quarter) <= 4 else ""
    if name == "half":
        half = groups["h"] or str(NTH.get(groups["nth"], 0))
        if half not in "12":
            return ""
        if year_of(groups) is None:
            return f"year:{_signed_or_zero(_shift(groups)) if groups['s'] else '0'}>H{half}"
        return _of_year(groups, f"H{half}")
    if name.startswith("season"):
        season = SEASON[groups["season"]]
        if name == "season.shift":
            return season + {"-1": "-1", "0": "", "1": "+1"}[_shift(groups)]
        return _of_year(groups, season)
    if name == "decade":
        return groups["dec"][:3] + "X"
    if name == "decade.short":
        return "19" + groups["dd"][0] + "X"
    if name == "decade.spelled":
        ten = int(DECADE[groups["decade"]])
        return f"{'20' if ten == 0 else '19'}{ten // 10}X"
    if name == "century":
        nth = groups["nth"]
        number = NTH.get(nth) or int(re.match(r"\d+", nth)[0])
        return f"{number - 1:02d}XX" if 1 <= number <= 30 else ""
    if name == "day.word":
        return f"day:{_signed_or_zero(DAYWORD[groups['day']])}"
    return _relative(name, groups) or _weekday_or_date(name, groups)


def _signed_or_zero(shift: str) -> str:
    return shift if shift == "0" else _signed(shift)


def _relative(name: str, groups: dict) -> str:
    """Specs of the templates that count from an anchor."""
    if name == "weekday.shift":
        near = {"past": "-0", "upcoming": "+0", "coming": "+0", "this upcoming": "+0", "this coming": "+0"}
        return f"weekday:{WEEKDAY[groups['w']]}" + near.get(groups["s"], {"-1": "-1", "0": "", "1": "+1"}[_shift(groups)])
    if name == "weekday.of_week":
        return f"week:{_signed_or_zero(_shift(groups))}>weekday:{WEEKDAY[groups['w']]}"
    if name == "weekday":
        return f"weekday:{WEEKDAY[groups['w']]}"
    if name == "unit.shift":
        return _unit(groups, _signed_or_zero(_shift(groups)))
    if name == "unit.beside_previous":
        return _unit(groups, "+1" if groups["side"] == "after" else "-1")
    if name == "unit.beside_next":
        return _unit(groups, "+2" if groups["side"] == "after next" else "-2")
    if name == "unit.to_date":
        return _unit(groups, "0") + ">todate"
    if name == "unit.the":
        return _unit(groups, "0")
    if name == "unit.part_of_this":
        unit = _unit(groups, _signed_or_zero(_shift(groups)) if groups["s"] else "0")
        ahead = groups["portion"] in ("later", "rest of", "remainder of")
        return unit and f"{unit}>{'rest' if ahead else 'todate'}"
    if name == "month.shift":
        return f"--{month_of(groups):02d}" + {"-1": "-1", "0": "", "1": "+1"}[_shift(groups)]
    if name == "month.of_year_shift":
        return f"year:{_signed_or_zero(_shift(groups))}>--{month_of(groups):02d}"
    if name == "ago":
        return ">".join("-" + part for part in _durations(groups))
    if name.startswith("later"):
        return ">".join(_durations(groups))
    if name == "to_date":
        return "../day:0"
    if name.startswith("window"):
        duration = _duration(groups)
        return duration and {"-1": "past:", "1": "next:", "0": ""}[_shift(groups)] + duration
    return ""


def _weekday_or_date(name: str, groups: dict) -> str:
    return _on_weekday(calendar(year_of(groups), month_of(groups), day_of(groups)), groups)


def _on_weekday(date: str, groups: dict) -> str:
    """A date without a year keeps its weekday: it tells the year."""
    return f"{date}w{WEEKDAY[groups['w']]}" if groups.get("w") and date.startswith("--") and date[-3:-2] == "-" else date


def head_step(name: str, groups: dict) -> str:
    """What a head does to the point it leads to, as a step of the language; "" when it does nothing that is known."""
    if name == "offset":
        duration = _duration(groups)
        return duration and ("-" if groups["side"] in ("before", "prior to") else "") + duration
    if name == "unit_beside":
        return _unit(groups, "-1" if groups["side"] in ("before", "preceding") else "+1")
    if name == "week_of":
        return "week:0" if groups["wc"] else _unit(groups, "0")
    final = groups["final"]
    nth = 0 if final else NTH.get(groups["nth"]) or int(re.match(r"\d+", groups["nth"])[0])
    if name == "weekday_of":
        return f"weekday:{WEEKDAY[groups['w']]}{'-1' if final else f'+{nth}'}"
    nth = nth or (1 if final in ("very first", "opening") else -1)
    if groups["n"]:
        duration = _duration(groups)
        return duration and {1: "first:", -1: "last:"}.get(nth, "") and {1: "first:", -1: "last:"}[nth] + duration
    unit = UNIT[groups["u"]]
    return f"nth:{unit}:{nth}" if unit in ("day", "week", "weekend", "month", "quarter", "year", "decade") else ""
