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
from typing import NamedTuple

from pipeline.mention import Mention

LEAST = 3      # entries that make a timeline
_MARKS = re.compile(r"[\s>#*•·▪◦‣_(–—-]*")
_BEHIND = re.compile(r"[\s*_)]*(?:[:–—]|-{1,2}(?=\s)|$)")
_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}(?:/.*)?")
_PARTIAL = re.compile(r"--(\d\d(?:-\d\d)?)(?:w\d)?")


class Timeline(NamedTuple):
    """`year_of`: block -> the year of its entry; `day_of`: block -> the day that its entry begins with."""

    year_of: dict[int, str]
    day_of: dict[int, str]


def timeline(blocks, text: str, mentions: list[Mention]) -> Timeline:
    """The years and days of the entries of a timeline; empty for other texts."""
    starts = {m.start: m for m in mentions if m.kind in ("date", "period")}
    found = Timeline({}, {})
    year, day, entries, partial = "", "", 0, False
    for number, block in enumerate(blocks):
        if block.noise:
            continue
        body = _MARKS.match(text, block.start, block.end).end()
        lead = starts.get(body)
        if lead is not None and _BEHIND.match(text[lead.end:block.end]):
            printed = _YEAR.fullmatch(lead.value)
            entries += 1
            partial = partial or not printed
            year = printed[1] if printed else year
            day = lead.value if printed else in_year(lead.relative, year)
        elif body == block.start:
            day = ""                                     # a paragraph of its own; "-- more" goes on with the entry
        if year:
            found.year_of[number] = year
        if len(day) == len("2000-01-01"):
            found.day_of[number] = day
    if entries < LEAST:
        return Timeline({}, {})
    return found if partial else Timeline({}, found.day_of)


def in_year(partial: str, year: str) -> str:
    """A month or a day without a year ("--12", "--12-05") in a year; "" for other times and for a day that the year lacks."""
    found = _PARTIAL.fullmatch(partial)
    value = f"{year}-{found[1]}" if found else ""
    try:
        date.fromisoformat(value if len(value) == len("2000-01-01") else f"{value}-01")
    except ValueError:
        return ""
    return value
