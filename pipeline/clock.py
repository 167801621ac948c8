"""Clock times: "4:45 p.m. EST", "02:20", "noon", "1600 GMT", "5:30 PM to 7:30 PM" → 16:45-05:00, 02:20, 12:00, ...

In: folded text (see `time_words.fold`) and a place in it. Out: a `Clock` or None. A time without a.m. or p.m. is read as
printed, on the 24-hour clock.

    >>> read_clock("at 4:45 p.m. est today", 3).value
    '16:45-05:00'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.time_words import NUMBER, ZONE, either

_HOURS = {w: n for w, n in NUMBER.items() if 1 <= n <= 12 and w not in ("a", "an") and " " not in w and "-" not in w}
_HALF = r"(?P<half>a\.m\.|p\.m\.|a\.m|p\.m|am|pm|a\.|p\.)(?![a-z])"
_ZONE = rf"(?: ?\(?(?P<zone>{either(ZONE)})(?![a-z])\)?| ?(?P<offset>[+-]\d\d:?\d\d)(?!\d))?"
_CLOCK = re.compile(
    rf"(?P<h>[01]?\d|2[0-4])[:.h](?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d%])(?!\.\d)(?: ?{_HALF})?{_ZONE}"
    rf"|(?P<h2>1[0-2]|0?[1-9])(?P<glued>[0-5]\d)? ?{_HALF.replace('half', 'half2')}{_ZONE.replace('zone>', 'zone2>').replace('offset>', 'offset2>')}"
    r"|(?P<mil>(?:[01]\d|2[0-3])[0-5]\d) ?(?:hours|hrs|(?P<zone3>gmt|utc|z))(?![a-z])"
    rf"|(?P<word>(?:12 |twelve )?noon|midday|(?:12 |twelve )?mid-?night)(?![a-z])"
    rf"|(?P<oclock>\d{{1,2}}|{either(_HOURS)}) o'?clock(?: ?{_HALF.replace('half', 'half3')})?"
    rf"|(?P<hword>{either(_HOURS)}) {_HALF.replace('half', 'half4')}")
_OF_DAY = re.compile(r" (?:in the |at )?(?P<part>morning|afternoon|evening|night)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Clock:
    """`value`: HH:MM[:SS][zone]; `end`: where it ends in the text; `sure`: printed with a.m., p.m., zone or word."""

    value: str
    end: int
    sure: bool


def read_clock(low: str, at: int) -> Clock | None:
    """The clock time that starts exactly at `at`."""
    found = _CLOCK.match(low, at)
    if not found:
        return None
    g = found.groupdict()
    if g["word"]:
        return Clock("00:00" if "night" in g["word"] else "12:00", found.end(), True)
    end, sure = found.end(), True
    half = g["half"] or g["half2"] or g["half3"] or g["half4"]
    minute, second = g["mi"] or "00", g["s"]
    if g["h"]:
        hour = int(g["h"])
        separator = low[found.end("h")]
        sure = bool(half or g["zone"] or g["offset"])
        if separator in ".h" and not half:
            return None                                 # "8.10" is a decimal
    elif g["h2"]:
        hour, minute = int(g["h2"]), g["glued"] or "00"
    elif g["mil"]:
        hour, minute = int(g["mil"][:2]), g["mil"][2:]
    else:
        word = g["oclock"] or g["hword"]
        hour = int(word) if word.isdigit() else _HOURS[word]
    part = None if half else _OF_DAY.match(low, end)
    if part and hour <= 12:
        half, end, sure = ("a" if part["part"] == "morning" else "p"), part.end(), True
        if part["part"] == "night" and (hour == 12 or hour < 5):
            half = "a"
    if half:
        if not 1 <= hour <= 12:
            half = ""
        else:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or (hour == 24 and minute != "00"):
        return None
    if end > 0 and low[end - 1] == "." and not half:
        end -= 1
    zone = g["zone"] or g["zone2"] or g["zone3"]
    offset = g["offset"] or g["offset2"] or (ZONE[zone] if zone else "")
    if len(offset) == 5:
        offset = offset[:3] + ":" + offset[3:]
    return Clock(f"{hour % 24:02d}:{minute}" + (f":{second}" if second else "") + offset, end, sure)
