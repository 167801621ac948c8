"""The small language of printed times, and what it says once the date of the text is known.

A *spec* is what a reader writes down before any date is known. `evaluate` turns it into a value with its first and
last day.

    spec  = side | side "/" side | side "/.." | "../" side
    side  = step (">" step)* ["T" clock]          each step is read inside what the steps before it gave
    step  = 2018-07 ...        any value of `edtf` (needs no anchor)
          | --08-18  --08  ---18   month and day, month, day of a month: the one nearest to the anchor
          | weekday:5          Friday: the latest one on or before the anchor
          | Q3  H2  W31  summer    part of a year: the one nearest to the anchor; of the year given by the steps before
                               (all these also with +0: the first on or after the anchor; -0: the last before it;
                               +1, -1: the next, the last one, as said of no day within SAID_OTHERWISE)
          | --04-25w3  ---13w5 a day of the month on a Wednesday, on a Friday
          | year:-1            the calendar unit that lies n units from the anchor's own (day week weekend month quarter
                               half season year decade century)
          | P3D  -P2W  P1Y     moved by a duration (units D W M Y), as coarse as its unit
          | nth:week:2  nth:day:-1    the second week, the last day of the span so far
          | first:P9M  last:P2W       its first nine months, its last two weeks
          | -P3-9W  past:P2-5Y the same with a number that is only known within bounds
          | until:P3M          the three months that end with the span so far
          | past:P5Y  next:P3M the stretch that ends, or begins, at the anchor
          | early mid late start middle end   a part of the span so far (fractions in rules/times.toml)
          | todate rest        from the span's first day to the anchor; from the anchor to its last day
          | before after       all that lies before, or after, the span so far

    >>> evaluate("year:-1>--04", date(2019, 2, 15)).value
    '2018-04'
    >>> evaluate("weekday:5", date(2019, 2, 18)).value
    '2019-02-15'
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.edtf import coarseness, days
from pipeline.mention import Mention
from pipeline.time_steps import Span, Unresolved, take_step

LOOSE = re.compile(r"(?:---?\d\d(?:-\d\d)?(?:w\d)?|weekday:\d|Q\d|H\d|spring|summer|autumn|winter)(?:[+-]0)?")
_FROM_ANCHOR = re.compile(r">(?:todate|rest)(?:>|$)")


def needs_anchor(spec: str) -> bool:
    """Whether a spec can be evaluated only relative to a date."""
    sides = [side for side in spec.split("/") if side != ".." and not side.startswith("T")]
    return bool(_FROM_ANCHOR.search(spec)) or not all(coarseness(re.split("[>T]", side)[0]) for side in sides)


def evaluate(spec: str, anchor: date | None = None, context: Span | None = None) -> Span:
    """The span a spec names. `context`: the span it counts from when that is wider than a day (default: the anchor).

    Raises Unresolved when an anchor is needed and missing, or when no such day exists.
    """
    if context is None and anchor is not None:
        context = Span(anchor.isoformat(), anchor, anchor)
    try:
        if "/" not in spec:
            return _side(spec, context)
        left, _, right = spec.partition("/")
        if left == "..":
            end = _side(right, context)
            return Span("../" + end.value, None, end.last)
        if right == "..":
            begin = _side(left, context)
            return Span(begin.value + "/..", begin.first, None)
        return _range(left, right, context)
    except Unresolved:
        raise
    except (ValueError, OverflowError) as error:
        raise Unresolved(f"{spec!r}: {error}") from error


def _range(left: str, right: str, context: Span | None) -> Span:
    """Both ends; an end that is only partly printed is sought on its side of the other one."""
    loose = bool(LOOSE.fullmatch(left.partition(">")[0]))
    if loose and (not needs_anchor(right) or "+0" in left):
        end = _side(right, context)
        begin = _before(left, end)
    else:
        begin = _side(left, context)
        end = _side(right, context)
        if begin.first and end.last and begin.first > end.last:
            if loose:
                begin = _before(left, end)
            elif LOOSE.fullmatch(right.partition(">")[0]):
                end = _side(re.sub(r"[+-]\d$", "", right) + "+0", Span("", begin.last, begin.last))
    if begin.first is None or end.last is None or begin.first > end.last:
        raise Unresolved(f"{left}/{right} ends before it starts")
    low, high = begin.value.partition("/")[0], end.value.rpartition("/")[2]
    return Span(f"{low}/{high}", begin.first, end.last)


def _before(left: str, end: Span) -> Span:
    """The latest reading of a start that does not come after the end."""
    step, mark, rest = left.removesuffix("+0").partition(">")
    day = end.last or end.first
    if step.startswith("weekday:"):
        return _side(step + mark + rest, Span("", day, day))
    return _side(step + "-0" + mark + rest, Span("", day, day))


def _side(spec: str, context: Span | None) -> Span:
    body, mark, clock = spec.partition("T") if not spec.startswith("T") else ("", "T", spec[1:])
    if not spec:
        raise Unresolved("an empty side names no time")
    steps = body.split(">") if body else []
    span, given = context, False
    for step in steps:
        span = take_step(step, span, given, context)
        given = True
    if span is None:
        raise Unresolved(f"{spec!r} needs a date to count from")
    if mark and clock:
        return Span(f"{span.value}T{clock}" if steps else clock, span.first, span.last)
    return span


def resolve(mention: Mention, anchor: str, previous: str = "",
            anchor_name: str = "document date") -> tuple[str, str, str, str]:
    """(value, low, high, basis) of a mention read in a text that is as of `anchor` (an ISO date or "").

    `previous`: the last resolved time before it in the text, for mentions whose anchor is "previous" ("three days
    later"); without one they count from `anchor`. `low`, `high`: first and last day, "" where open or unknown.
    `basis` says in words what it rests on: "printed", "relative to document date 2019-02-15", "unresolved".

        >>> resolve(Mention(0, 9, "date", relative="day:-1", anchor="document"), "2019-02-15")
        ('2019-02-14', '2019-02-14', '2019-02-14', 'relative to document date 2019-02-15')
    """
    if not mention.relative:
        return mention.value, mention.low, mention.high, "printed"
    text, name = (previous, "previous date") if mention.anchor == "previous" and previous else (anchor, anchor_name)
    try:
        first, last = days(text)
        if first is None or last is None:
            raise Unresolved(f"{text!r} has an open side")
        span = evaluate(mention.relative, context=Span(text.partition("T")[0], first, last))
    except ValueError:
        return mention.value, mention.low, mention.high, "unresolved"
    low = span.first.isoformat() if span.first else ""
    high = span.last.isoformat() if span.last else ""
    return span.value, low, high, f"relative to {name} {text}"
