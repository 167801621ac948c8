"""The years of a timeline that prints each once: "- October 2009: ...", "- December: ...", or a line "2011:" above its entries.

In: the blocks of a text and its mentions. Out: block number -> the year of its entry, for texts of which at least three blocks
begin with a date and a mark behind it. A day or month without a year is of the year printed last, and not of the year in
which the page was written.

    >>> from pipeline.extract import read_mentions
    >>> from pipeline.text import Layout
    >>> text = "- May 2009: It opens.\\n\\n- July: It burns.\\n\\n- 3 March 2010: It closes."
    >>> sorted(years(Layout(text).blocks, text, read_mentions(text)).values())
    ['2009', '2009', '2010']
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.mention import Mention

LEAST = 3      # entries that make a timeline
_MARKS = re.compile(r"[\s>#*•·▪◦‣_(–—-]*")
_BEHIND = re.compile(r"[\s*_)]*(?:[:–—]|-{1,2}(?=\s)|$)")
_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}(?:/.*)?")
_PARTIAL = re.compile(r"--(\d\d(?:-\d\d)?)(?:w\d)?")


def years(blocks, text: str, mentions: list[Mention]) -> dict[int, str]:
    """The year of each block of a timeline; {} for other texts."""
    starts = {m.start: m for m in mentions if m.kind in ("date", "period")}
    found: dict[int, str] = {}
    year, entries, partial = "", 0, False
    for number, block in enumerate(blocks):
        if block.noise:
            continue
        lead = starts.get(_MARKS.match(text, block.start, block.end).end())
        if lead is not None and _BEHIND.match(text[lead.end:block.end]):
            printed = _YEAR.fullmatch(lead.value)
            entries += 1
            if printed:
                year = printed[1]
            elif _PARTIAL.fullmatch(lead.relative):
                partial = True
        if year:
            found[number] = year
    return found if entries >= LEAST and partial else {}


def in_year(partial: str, year: str) -> str:
    """A month or a day without a year ("--12", "--12-05") in a year; "" for other times and for a day that the year lacks."""
    found = _PARTIAL.fullmatch(partial)
    value = f"{year}-{found[1]}" if found else ""
    try:
        date.fromisoformat(value if len(value) == len("2000-01-01") else f"{value}-01")
    except ValueError:
        return ""
    return value
