"""A day with a clock time as two claims: "20:15 on 3 March 1987" says on which day something happened, and at what hour.

In: a time as it was read, before it is resolved, and the text. Out: the date and the clock time as mentions of their own, in text order; another
document prints only one of the two, and each can then be set against its like.

    >>> from pipeline.extract import read_mentions
    >>> [m] = read_mentions("It sank at 20:15 on 3 March 1987.")
    >>> [(part.kind, part.value) for part in parted(m, "It sank at 20:15 on 3 March 1987.")]
    [('time', '20:15'), ('date', '1987-03-03')]
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.clock import read_clock
from pipeline.mention import Mention
from pipeline.plain import plain

# the rules of the two parts
PARTED, DAY_OF_CLOCK = "clock.with_day", "+clock"
_BOTH = re.compile(r"(?P<day>[^/]+)T(?P<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)")
_START = re.compile(r"(?<![\w:.])[a-z0-9]|(?<=\dt)\d")
# what ties the two together belongs to neither
_TIE = re.compile(r"(?:\s|[,;()–—-]|(?<=\d)T(?![a-z])|\b(?:at|on|by|around|about|roughly|approximately|just|shortly|before|after|of)\b)+", re.IGNORECASE)


def parted(mention: Mention, text: str) -> list[Mention]:
    """The date and the clock time of a time that prints both, [mention] where it does not or where they cannot be told apart."""
    both = _BOTH.fullmatch(mention.value or mention.relative) if mention.kind == "time" and not mention.ignored else None
    if both is None:
        return [mention]
    surface = text[mention.start:mention.end]
    low = plain(surface).low
    for start in _START.finditer(low):
        clock = read_clock(low, start.start())
        if clock is None or clock.value[:5] != both["clock"][:5]:
            continue
        if _other_day(both["clock"], both["zone"]):
            return [mention]                             # elsewhere it is another day
        at, end = start.start(), min(clock.end, len(surface))
        before, behind = surface[:at], surface[end:]
        ahead = bool(_TIE.sub("", before).strip())
        if ahead and behind.strip():
            return [mention]                             # "Sat Jul 6 11:28:02 PDT 2013"
        span = (0, len(before) - len(before[_tied(before):])) if ahead else (end + _led(behind), len(surface))
        if span[1] - span[0] < 2:
            return [mention]
        date = replace(mention, kind="date", value=both["day"] if mention.value else "", relative="" if mention.value else both["day"], low="", high="", start=mention.start + span[0], end=mention.start + span[1],
                       number=(mention.start + span[0], mention.start + span[1]), bound="exact", rule=mention.rule.split(DAY_OF_CLOCK)[0] + DAY_OF_CLOCK)
        hour = replace(mention, value=both["clock"], low=both["clock"], high=both["clock"], relative="", anchor="", start=mention.start + (at if ahead else 0), end=mention.start + end,
                       number=(mention.start + at, mention.start + end), rule=PARTED)
        return sorted([date, hour], key=lambda m: m.start)
    return [mention]


def _other_day(clock: str, zone: str | None) -> bool:
    """Whether a clock time with its zone falls on another day in universal time."""
    if not zone or zone == "Z":
        return False
    shift = (int(zone[1:3]) * 60 + int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    return not 0 <= int(clock[:2]) * 60 + int(clock[3:5]) - shift < 1440


def lend_days(mentions: list[Mention], rows: list[dict], text: str) -> None:
    """Gives the clock times that `parted` made the day printed with them as their period; changes the rows."""
    for (one, row), (other, next_row) in pairwise(zip(mentions, rows, strict=True)):
        if one.end < other.start and not _TIE.fullmatch(text, one.end, other.start):
            continue                                     # "yesterday at 10:15; tomorrow at 11:15": each has its own
        for clock, hour, date, day in ((one, row, other, next_row), (other, next_row, one, row)):
            if clock.rule == PARTED and date.rule.endswith(DAY_OF_CLOCK) and len(day["value"]) == len("2000-01-01"):
                hour["period"] = day["value"]


def _tied(before: str) -> int:
    """Where the words that tie a date to the clock time behind it begin."""
    ends = [m.start() for m in _TIE.finditer(before) if m.end() == len(before)]
    return ends[0] if ends else len(before)


def _led(behind: str) -> int:
    """How long the words are that tie a clock time to the date behind it."""
    m = _TIE.match(behind)
    return m.end() if m else 0
