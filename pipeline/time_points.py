"""A template's match → the spec it prints, in the language of `relative`; "" when the figures are no time.

In: the name of a template (or head) of `rules/times.toml` and the groups of its match on folded text. Out: spec text
such as "2018-07-05", "--08-18", "weekday:5", "year:-1>--04". Nothing here knows what stands around the match.

    >>> spec("month.alone", {"m": "august"})
    '--08'
"""

from __future__ import annotations

import re

from pipeline.time_figures import (
    calendar,
    day_of,
    duration,
    durations,
    month_and_day,
    month_of,
    nth_of,
    shift_of,
    unit_shift,
    year_of,
)
from pipeline.time_words import DAYWORD, DECADE, HOLIDAY, SEASON, UNIT, WEEKDAY

MOVED = {"-1": "-1", "0": "", "+1": "+1"}               # how a shift ends a partial step: "last Friday" is weekday:5-1
NEAR = {"past": "-0", "upcoming": "+0", "coming": "+0", "this upcoming": "+0", "this coming": "+0"}


def _date(g: dict) -> str:
    return _on_weekday(calendar(year_of(g), month_of(g), day_of(g)), g)


def _on_weekday(date: str, g: dict) -> str:
    """A date without a year keeps its weekday: it tells the year."""
    return f"{date}w{WEEKDAY[g['w']]}" if g.get("w") and date.startswith("--") and date[-3:-2] == "-" else date


def _numeric(g: dict) -> str:
    a, b = g["a"], g["b"]
    if g.get("sep") == "." and int(b) <= 12:            # with dots the day is first
        a, b = b, a
    return _on_weekday(calendar(year_of(g), *month_and_day(a, b)), g)


def _numeric_range(g: dict) -> str:
    year = year_of(g)
    first, last = calendar(year, *month_and_day(g["a"], g["b"])), calendar(year, *month_and_day(g["a2"], g["b2"]))
    return f"{first}/{last}" if first and last and first < last else ""


def _iso_time(g: dict) -> str:
    day = _date(g)
    clock = re.sub(r"(?<=\d\d:\d\d):00(?:\.0+)?(?=z|[+-]|$)", "", g["clock"]).upper()
    return f"{day}T{clock}" if day else ""


def _day_alone(g: dict) -> str:
    day = f"---{day_of(g) or day_of(g, '2'):02d}"
    return f"month:{shift_of(g)}>{day}" if g["s"] else day


def _in_year(g: dict, part: str) -> str:
    """A part of a year: of the year printed, of "last year", of "the year", or of whichever is nearest."""
    year = year_of(g)
    if year is not None:
        return f"{year:04d}-{part}"
    if g.get("s"):
        return f"year:{shift_of(g)}>{part}"
    return f"year:0>{part}" if g.get("the") else part


def _quarter(g: dict) -> str:
    if g.get("h"):
        return _in_year(g, f"H{g['h']}")
    quarter = int(g.get("q") or g.get("q2") or nth_of(g))
    return _in_year(g, f"Q{quarter}") if 1 <= quarter <= 4 else ""


def _half(g: dict) -> str:
    half = int(g["h"]) if g.get("h") else nth_of(g)
    return _in_year(g, f"H{half}") if 1 <= half <= 2 else ""


def _season(g: dict) -> str:
    return _in_year(g, SEASON[g["season"]])


def _pair(g: dict) -> str:
    """"2021/22": the two years, when the second follows the first; one year alone is that year."""
    first = year_of(g)
    printed = g.get("y2") or g.get("yy2b")
    if first is None or not printed:
        return f"{first:04d}" if first else ""
    last = int(printed) if len(printed) == 4 else first - first % 100 + int(printed)
    if last < first and len(printed) == 2 and last % 100 == 0:
        last += 100                                     # "1999-00"
    return f"{first:04d}/{last:04d}" if first < last else ""


def _decade(g: dict) -> str:
    """"1990s" is a decade, "1800s" a century."""
    decade = g["dec"]
    return decade[:2] + "XX" if decade.endswith("00") and decade < "2000" else decade[:3] + "X"


def _spelled_decade(g: dict) -> str:
    ten = int(DECADE[g["decade"]])
    return f"{'20' if ten == 0 else '19'}{ten // 10}X"


def _century(g: dict) -> str:
    return f"{nth_of(g) - 1:02d}XX" if 1 <= nth_of(g) <= 30 else ""


def _day_word(g: dict) -> str:
    shift = DAYWORD[g["day"]]
    return f"day:{shift if shift[0] in '-0' else '+' + shift}"


def _shifted_weekday(g: dict) -> str:
    return f"weekday:{WEEKDAY[g['w']]}" + NEAR.get(g["s"], MOVED[shift_of(g)])


def _shifted_unit(g: dict) -> str:
    if g["s"] == "past" or (UNIT[g["u"]] == "decade" and g["s"] in ("last", "next", "coming")):
        # "the past year" ends today, "last year" in December; nobody means a calendar's decade
        length = duration({"u": g["u"], "n": "1"})
        side = "past:" if shift_of(g) == "-1" else "next:"
        return side + length if length else unit_shift(g, shift_of(g))
    return unit_shift(g, shift_of(g))


def _portion(g: dict) -> str:
    unit = unit_shift(g, shift_of(g) if g["s"] else "0")
    ahead = g["portion"] in ("later", "rest of", "remainder of", "remaining of")
    return unit and f"{unit}>{'rest' if ahead else 'todate'}"


def _window(g: dict) -> str:
    length = duration(g)
    return length and {"-1": "past:", "+1": "next:", "0": ""}[shift_of(g)] + length


_MAKERS = {
    "date.numeric": _numeric,
    "date.numeric_weekday": _numeric,
    "date.numeric_short": _numeric,
    "date.numeric_range": _numeric_range,
    "date.holiday": lambda g: calendar(year_of(g), *map(int, HOLIDAY[g["hol"]].split("-"))),
    "date.iso_time": _iso_time,
    "date.day_alone": _day_alone,
    "quarter": _quarter,
    "quarter.year_first": _quarter,
    "quarter.listed": _quarter,
    "half": _half,
    "season.year": _season,
    "season.alone": _season,
    "season.shift": lambda g: SEASON[g["season"]] + MOVED[shift_of(g)],
    "year.fiscal": _pair,
    "year.pair": _pair,
    "years.range": _pair,
    "decade": _decade,
    "decade.short": lambda g: "19" + g["dd"][0] + "X",
    "decade.spelled": _spelled_decade,
    "century": _century,
    "day.word": _day_word,
    "to_date": lambda g: "../day:0",
    "weekend": lambda g: "weekday:6>weekend:0",
    "week.numbered": lambda g: _in_year(g, f"W{int(g['week']):02d}"),
    "weekday": lambda g: f"weekday:{WEEKDAY[g['w']]}",
    "weekday.shift": _shifted_weekday,
    "weekday.of_week": lambda g: f"week:{shift_of(g)}>weekday:{WEEKDAY[g['w']]}",
    "unit.shift": _shifted_unit,
    "day.part_shift": lambda g: f"day:{shift_of(g)}",
    "unit.end": lambda g: unit_shift(g, "0") + ">end",
    "unit.the": lambda g: unit_shift(g, "0"),
    "unit.to_date": lambda g: unit_shift(g, "0") + ">todate",
    "unit.part_of_this": _portion,
    "unit.beside_previous": lambda g: unit_shift(g, "+1" if g["side"] == "after" else "-1"),
    "unit.beside_next": lambda g: unit_shift(g, "+2" if g["side"] == "after next" else "-2"),
    "month.shift": lambda g: f"--{month_of(g):02d}" + MOVED[shift_of(g)],
    "month.of_year_shift": lambda g: f"year:{shift_of(g)}>--{month_of(g):02d}",
    "ago": lambda g: ">".join("-" + part for part in durations(g)),
    "later": lambda g: ">".join(durations(g)),
    "later.in": duration,
    "later.time": duration,
    "window": _window,
    "window.number_first": _window,
}


def spec(name: str, groups: dict) -> str:
    """The spec of the template called `name` with these match groups."""
    return _MAKERS.get(name, _date)(groups)


def head_step(name: str, g: dict) -> str:
    """What a head does to the point it leads to, as a step of the language; "" when it does nothing that is known."""
    if name == "offset":
        length = duration(g)
        return length and ("-" if g["side"] in ("before", "prior to") else "") + length
    if name == "unit_beside":
        return unit_shift(g, "-1" if g["side"] in ("before", "preceding") else "+1")
    if name == "week_of":
        return "week:0" if g["wc"] else unit_shift(g, "0")
    if name == "ended":
        length = duration(g if g["n"] else {"u": g["u"], "n": "1"})
        return length and "until:" + length
    final = g["final"]
    nth = nth_of(g) or (1 if final in ("very first", "opening") else -1)
    if name == "weekday_of":
        return f"weekday:{WEEKDAY[g['w']]}{'-1' if final else f'+{nth}'}"
    if g["n"]:
        cut = {1: "first:", -1: "last:"}.get(nth, "")
        return cut and duration(g) and cut + duration(g)
    unit = UNIT[g["u"]]
    if unit == "quarter" and 1 <= nth <= 4:
        return f"Q{nth}"
    return f"nth:{unit}:{nth}" if unit not in ("fortnight", "hour") else ""
