"""The years of a timeline that prints each once: "- October 2009: ...", "- December: ...", or a line "2011:" above its entries.

In: the blocks of a text and its mentions. Out: block number -> the year, and the day, of its entry, for texts of which at least three blocks
begin with a date and a mark behind it. A day or month without a year is of the year printed last, and not of the year in
which the page was written.

    >>> from pipeline.extract import read_mentions
    >>> from pipeline.text import Layout
    >>> text = "- May 2009: It opens.\\n\\n- July: It burns.\\n\\n- 3 March 2010: It closes."
    >>> found = timeline(Layout(text).blocks, text, read_mentions(text))
    >>> sorted(found.year_of.values()), list(found.day_of.values())
    (['2009', '2009', '2010'], ['2010-03-03'])
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pipeline.mention import Mention

LEAST = 3      # entries that make a timeline
_MARKS = re.compile(r"[\s>#*•·▪◦‣_(–—-]*")
_BEHIND = re.compile(r"[\s*_)]*(?:[:–—]|-{1,2}(?=\s)|$)")
_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}(?:/.*)?")
_MONTH = re.compile(r"(?:\d{4}-|--)(\d\d)")
_PARTIAL = re.compile(r"--(\d\d(?:-\d\d)?)(?:w\d)?")


class Timeline(NamedTuple):
    """`year_of`: block -> the year of its entry; `day_of`: block -> the day that its entry begins with."""

    year_of: dict[int, str]
    day_of: dict[int, str]


def timeline(blocks, text: str, mentions: list[Mention]) -> Timeline:
    """The years and days of the entries of a timeline; empty for other texts."""
    starts = {m.start: m for m in mentions if m.kind in ("date", "period")}
    bodies = {number: _MARKS.match(text, block.start, block.end).end() for number, block in enumerate(blocks) if not block.noise}
    leads = {number: starts[body] for number, body in bodies.items()
             if body in starts and _BEHIND.match(text[starts[body].end:blocks[number].end])}
    if len(leads) < LEAST:
        return Timeline({}, {})
    backwards = _runs_backwards(list(leads.values()))
    found, partial = Timeline({}, {}), False
    year, month, day = "", 0, ""
    for number, body in bodies.items():
        lead = leads.get(number)
        if lead is not None:
            printed = _YEAR.fullmatch(lead.value)
            own = _month(lead)
            if printed:
                year = printed[1]
            elif own and month and year and (own > month if backwards else own < month):
                year = str(int(year) + (-1 if backwards else 1))       # December, and then January
            partial = partial or not printed
            month = own or (0 if printed else month)
            day = lead.value if printed else in_year(lead.relative, year)
        elif body == blocks[number].start:
            day = ""                                     # a paragraph of its own; "-- more" goes on with the entry
        if year and (lead is not None or body > blocks[number].start):
            found.year_of[number] = year
        if len(day) == len("2000-01-01"):
            found.day_of[number] = day
    return found if partial else Timeline({}, found.day_of)


def _month(lead: Mention) -> int:
    """The month of an entry's date; 0 where it prints none."""
    found = _MONTH.match(lead.value or lead.relative)
    return int(found[1]) if found else 0


def _runs_backwards(leads: list[Mention]) -> bool:
    """Whether the latest entry stands first: by the years that are printed, else by the steps from month to month."""
    years = [int(found[1]) for lead in leads if (found := _YEAR.fullmatch(lead.value))]
    steps = [after - before for before, after in pairwise(years) if after != before]
    if not steps:
        months = [month for lead in leads if (month := _month(lead))]
        steps = [after - before for before, after in pairwise(months) if 0 < abs(after - before) < 6]
    return sum(step < 0 for step in steps) > len(steps) / 2


def in_year(partial: str, year: str) -> str:
    """A month or a day without a year ("--12", "--12-05") in a year; "" for other times and for a day that the year lacks."""
    found = _PARTIAL.fullmatch(partial)
    value = f"{year}-{found[1]}" if found else ""
    try:
        date.fromisoformat(value if len(value) == len("2000-01-01") else f"{value}-01")
    except ValueError:
        return ""
    return value
