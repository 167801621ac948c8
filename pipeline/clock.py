"""Clock times: "4:45 p.m. EST", "02:20", "noon", "half past seven", "from 3 to 5 p.m." → 16:45-05:00, 02:20, 12:00 ...

In: folded text (see `time_words.fold`) and a place in it. Out: a `Clock` or None. A time without a.m. or p.m. is
read as printed, on the 24-hour clock.

    >>> read_clock("at 4:45 p.m. est today", 3).value
    '16:45-05:00'
    >>> read_hours("3 to 5 p.m.", 0).value
    '15:00/17:00'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.time_words import BELOW_100, NUMBER, ZONE, either, expand

_HOURS = {w: n for w, n in NUMBER.items() if 1 <= n <= 12 and w[0] not in "a" and " " not in w and "-" not in w}
_MINUTES = {w: n for w, n in NUMBER.items() if 1 <= n <= 59 and w[0] not in "a" and not w.startswith("couple")}
_HALF = r"(?:a\. ?m\.|p\. ?m\.|p\.m\.|a\.m|p\.m|am|pm|a\.|p\.)(?![a-z])"
_ZONE = (rf"(?: ?\((?P<zone_in>{either(ZONE)})\)| ?(?P<zone>{either(ZONE)})(?![a-z])"
         r"| ?(?P<offset>\+\d\d:?\d\d|(?<=:\d\d:\d\d)-(?:0\d|1[0-2]):?[03]0)(?!\d))?")
_OF_DAY = r"(?: (?:in the |at )?(?P<part>morning|afternoon|evening|night)(?![a-z]))?"
_FORMS = [re.compile(expand(form)) for form in (
    rf"(?P<hour>[01]?\d|2[0-4])(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%])(?!\.\d|,\d\d\d)"
    rf"(?: ?(?P<half>{_HALF}))?{_ZONE}{_OF_DAY}",
    rf"(?P<hour>1[0-2]|0?[1-9])(?P<minute>[0-5]\d)? ?(?P<half>{_HALF}){_ZONE}",
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:hours|hrs|(?P<zone>gmt|utc|z))(?![a-z])",
    r"(?P<word>(?:12 |twelve )?noon|midday|(?:12 |twelve )?midnight)(?![a-z])",
    rf"(?:(?P<past>half|quarter|a quarter|\d\d?|{BELOW_100})(?: minutes?)?) (?P<side>past|after|to|before)"
    rf" (?P<hour>1[0-2]|[1-9]|midnight|noon|{either(_HOURS)})(?![\w:])(?: o'?clock)?(?: ?(?P<half>{_HALF}))?{_OF_DAY}",
    rf"(?P<hour>1[0-2]|[1-9]|{either(_HOURS)}) (?:o'?clock(?: ?(?P<half>{_HALF}))?|(?P<half2>{_HALF})){_ZONE}{_OF_DAY}",
    rf"(?P<hour>1[0-2]|[1-9]|{either(_HOURS)})(?= in the (?:morning|afternoon|evening)(?![a-z])){_OF_DAY}",
)]
_FIRST_HOUR = re.compile(expand(
    rf"(?P<hour>1[0-2]|0?[1-9]|{either(_HOURS)})(?:[:.](?P<minute>[0-5]\d))?"
    r" ?(?:-|to|until|till|through|and) ?(?=[\da-z])"))


@dataclass(frozen=True, slots=True)
class Clock:
    """`value`: HH:MM[:SS][zone], or two of them; `end`: where it ends in the text."""

    value: str
    end: int


def _of_half(hour: int, half: str) -> int:
    """The hour of the day: 12 a.m. is 0, 12 p.m. is 12. `half` starts with "a" or "p", or is ""."""
    if not half or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)


def _half_of_part(part: str, hour: int) -> str:
    """The half of the day of "nine in the evening", "two at night"."""
    if part == "morning" or (part == "night" and (hour == 12 or hour < 5)):
        return "a"
    return "p"


def read_clock(low: str, at: int) -> Clock | None:
    """The clock time that starts exactly at `at`."""
    for form in _FORMS:
        found = form.match(low, at)
        if found:
            return _clock(low, found.groupdict(), found.end())
    return None


def _clock(low: str, g: dict, end: int) -> Clock | None:
    if g.get("word"):
        return Clock("00:00" if "night" in g["word"] else "12:00", end)
    half = g.get("half") or g.get("half2") or ""
    if g.get("sep") in (".", "h") and not half:
        return None                                    # "8.10" is a decimal
    hour = int(g["hour"]) if g["hour"].isdecimal() else _HOURS.get(g["hour"], 12)
    if g["hour"] in ("midnight", "noon"):              # five to midnight is p.m., ten past midnight a.m.
        half = "p" if (g["hour"] == "noon") == (g["side"] in ("past", "after")) else "a"
    minute = int(g.get("minute") or 0)
    if g.get("past"):
        word = g["past"].removeprefix("a ")
        if word not in ("half", "quarter") and "minute" not in low[max(0, end - 40):end] and not g.get("part"):
            return None                                # "ten to twelve" may be a range
        minute = {"half": 30, "quarter": 15}.get(word) or (int(word) if word.isdecimal() else _MINUTES[word])
        if minute > 59:
            return None
        if g["side"] in ("to", "before"):
            hour, minute = (hour - 1) or 12, 60 - minute
    if g.get("part") and not half and hour <= 12:
        half = _half_of_part(g["part"], hour)
    hour = _of_half(hour, half)
    if hour == 24 and minute:
        return None
    zone = g.get("zone") or g.get("zone_in")
    offset = g.get("offset") or (ZONE[re.sub(" +", " ", zone)] if zone else "")
    if len(offset) == 5:
        offset = offset[:3] + ":" + offset[3:]
    second = f":{g['second']}" if g.get("second") else ""
    return Clock(f"{hour % 24:02d}:{minute:02d}{second}{offset}", end)


def read_hours(low: str, at: int) -> Clock | None:
    """Two clock times of which only the second says its half of the day: "3-5pm", "nine to 11:30 a.m.", "11-2 p.m."."""
    first = _FIRST_HOUR.match(low, at)
    if not first:
        return None
    second = read_clock(low, first.end())
    if second is None or not re.search(rf"{_HALF}|morning|afternoon|evening|night", low[first.end():second.end]):
        return None
    hour = int(first["hour"]) if first["hour"].isdecimal() else _HOURS[first["hour"]]
    minute = first["minute"] or "00"
    offset = re.sub(r"^\d\d:\d\d(?::\d\d)?", "", second.value)
    last = second.value[:5]
    for half in (("p", "a") if last >= "12:00" else ("a", "p")):
        begin = f"{_of_half(hour, half):02d}:{minute}"
        if begin < last:
            return Clock(f"{begin}{offset}/{second.value}", second.end)
    return None
