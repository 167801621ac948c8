"""How printed times are joined: openers ("since"), parts ("the end of"), ranges ("to"), clock times.

In: the text, its folded form and a place. Out: the longest time that starts exactly there, as a `Node`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipeline.clock import Clock, read_clock, read_hours
from pipeline.relative import LOOSE, evaluate, needs_anchor
from pipeline.time_figures import day_of
from pipeline.time_guards import no_amount
from pipeline.time_match import Node, dated, headed, is_day
from pipeline.time_steps import Unresolved
from pipeline.time_words import HEDGES, OPENER, OPENERS, PART, PARTS, expand

_CONNECTOR = re.compile(expand(r" ?(?:-|to|until|till|through|thru|up to|and ending(?: on| in)?) ?(?:the )?"))
_AND = re.compile(expand(r" (?:and|to|-) (?:the )?"))
_BETWEEN = re.compile(expand(r"between (?:the )?"))
_ENDS = r"(?= ?(?:[.,;:!?)]|\Z))"
_ONWARD = re.compile(expand(
    rf" (?:(?:on|and after){_ENDS}|onwards?|forward|and later|or later|or after|and beyond)(?![a-z]| than)"))
_AND_EARLIER = re.compile(expand(r" (?:and|or) (?:earlier|before)(?![a-z])"))
_DAY_PART = re.compile(expand(
    r",? (?:in the )?(?:early |late |later )?(?:morning|afternoon|evening|night|midday|lunchtime)(?![a-z])"))
_AT = re.compile(expand(
    r",? ?(?:@ ?|- |from |by |(?:at )?(?:about |around |approximately |exactly |(?:just|shortly) (?:after|before) )?)"))
_ON = re.compile(expand(r",? (?:on |of )?(?:the )?"))
_LATER_DAY = re.compile(expand(r"(?: ?- ?|,? (?:to|until|till|through|thru|and) (?:the )?){dayth}(?! ?[ap]\.?m)"))
_YEAR_AFTER = re.compile(expand(r"(?:,? (?:of |in )?){yyyy}"))
_FIRST_DAY = re.compile(expand(
    r"{dayth}(?:, \d\d?(?!\d))*(?:,? ?- ?|,? (?:to|until|till|through|and) (?:the )?)(?=\d|[a-z]+)"))
_DAY_FIRST = ("date.day_month_year", "date.day_month")
_LIST = re.compile(expand(r"(?: ?, | ?/ ?| and | or | & |, and )(?:in |on )?"))
LONGEST_LIST = 6        # dates that share the year printed behind the last one
_PARTIAL = re.compile(r"--\d\d|Q\d|H\d")
_YEAR_FIRST = re.compile(r"\d{4}-")
_SHAPE = re.compile(r"\d")
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")
_BARE_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?")
TIME_TAKEN = re.compile(r"(?:^|[^a-z])(?:in|time of|record of|best of|mark of|lap of|lap was|won in|by|clock(?:ed|ing)) +\Z")
_NOUN = re.compile(expand(r" (?!and |or |but |the |in |it |he |she |they |we |a |to |there )[a-z]{3,}"))
_PRESENT = re.compile(expand(
    r"(?: ?- ?| (?:to|until|till|through) (?:the )?)(?:present(?: day)?|date|now|this day)(?![a-z])"))


def expression(text: str, low: str, at: int) -> Node | None:
    """The longest time that starts exactly at `at`, with its opener."""
    opener = OPENERS.match(low, at)
    if opener:
        node = _opened(text, low, at, opener)
        if node is not None:
            return node
    hedge = HEDGES.match(low, at)
    if hedge:
        node = dated(text, low, hedge.end())
        return replace(node, start=at, bound="about") if node is not None and node.rule in ("ago", "later") else None
    between = _BETWEEN.match(low, at)
    if between:
        node = _stretch(text, low, between.end(), _AND, must=True)
        if node is not None:
            node.start = at
        return node
    node = _stretch(text, low, at, _CONNECTOR)
    if node is None or node.kind == "period" or "/" in node.spec:
        return node
    onward = _ONWARD.match(low, node.end)
    if onward and node.kind == "date":
        return Node(node.start, onward.end(), node.spec + "/..", node.rule + "+onward", "period", anchor=node.anchor)
    earlier = _AND_EARLIER.match(low, node.end)
    if earlier and node.kind == "date":
        return Node(node.start, earlier.end(), "../" + node.spec, node.rule + "+earlier", "period", anchor=node.anchor)
    return node


def _opened(text: str, low: str, at: int, opener: re.Match) -> Node | None:
    kind = OPENER[opener["opener"]]
    node = _stretch(text, low, opener.end(), _CONNECTOR)
    if node is None:
        return None
    if kind == "from":
        if "/" in node.spec:
            node.start = at
            return node
        onward = _ONWARD.match(low, node.end)
        if onward:
            return Node(at, onward.end(), node.spec + "/..", node.rule + "+onward", "period", anchor=node.anchor)
        return node
    if "/" in node.spec or node.spec.startswith(("past:", "next:")) or (node.kind == "time" and kind in ("within",)):
        return node
    if kind == "as_of":
        return replace(node, start=at, rule="as_of")
    if kind == "about":
        return replace(node, start=at, bound="about", rule=node.rule + "+about")
    if node.kind == "time" and not node.spec[:1].isdigit():
        return node
    if node.spec.endswith(">end") and kind in ("until", "by", "before", "within"):
        node.spec = node.spec.removesuffix(">end")           # "by the end of the year" lets in the whole year
        bound = "exact" if kind == "until" else "at_most"
        return Node(at, node.end, "../" + node.spec, kind, "period", bound, node.anchor)
    if node.spec.endswith(">start") and kind in ("since", "after"):
        node.spec = node.spec.removesuffix(">start")
        kind = "since"
    if kind == "since":
        begin = _past(node.spec) if opener["opener"].endswith("since") else node.spec
        return Node(at, node.end, begin + "/..", "since", "period", anchor=node.anchor)
    if kind in ("until", "by", "within"):
        bound = "exact" if kind == "until" else "at_most"
        return Node(at, node.end, "../" + node.spec, kind, "period", bound, node.anchor)
    if low[opener.start():opener.end()].rstrip().endswith(" the") and _NOUN.match(low, node.end):
        # "after the May 1958 crisis": what it follows lies within that month
        spec_text = f"../{node.spec}" if kind == "before" else f"{node.spec}/.."
    else:
        spec_text = f"{node.spec}>{kind}"
    return Node(at, node.end, spec_text, kind, "period", "less_than" if kind == "before" else "more_than", node.anchor)


def _past(spec_text: str) -> str:
    """A start that must lie behind the anchor: "since March" is never the March to come."""
    step, mark, rest = spec_text.partition(">")
    return f"{step.removesuffix('+0')}-0{mark}{rest}" if LOOSE.fullmatch(step) else spec_text


def _stretch(text: str, low: str, at: int, connector: re.Pattern, must: bool = False) -> Node | None:
    """A point, or two joined by the connector. `must`: two, or nothing."""
    hours = read_hours(low, at) if no_amount(low, at) else None
    if hours is not None:
        return _with_date(text, low, at, hours, "clock.hours")
    begin = _point(text, low, at)
    first_day = _FIRST_DAY.match(low, at)
    if first_day and no_amount(low, at):                     # "1 to 3 May 2010", "between 5 and 7 April"
        end = _point(text, low, first_day.end())
        if end is not None and end.rule in _DAY_FIRST and (begin is None or begin.end <= end.end):
            tail = _bare(end.spec)
            head = tail[:-2] + f"{day_of(first_day.groupdict()):02d}"
            if head[-2:] < tail[-2:]:
                return Node(at, end.end, f"{head}/{tail}", end.rule + ".days", "period")
    if begin is None:
        return None
    joined = _joined(text, low, begin, connector)
    if joined is None and not must and _PARTIAL.match(begin.spec):
        _lend_year(text, low, begin)
    return joined if joined is not None or must else begin


def _joined(text: str, low: str, begin: Node, connector: re.Pattern) -> Node | None:
    """Begin and end, when a connector and a second point of the same nature follow."""
    if "/" in begin.spec:
        return None
    present = _PRESENT.match(low, begin.end)
    if present and begin.kind == "date":                     # "2010-present" is open: it has no end to be compared
        spec_text = f"{_past(begin.spec)}/.."
        return replace(begin, end=present.end(), spec=spec_text, rule=begin.rule + "+present", kind="period")
    if begin.rule == "date.month_day":
        node = _to_later_day(low, begin)
        if node is not None:
            return node
    link = connector.match(low, begin.end)
    if not link:
        return None
    end = _point(text, low, link.end())
    if end is None or "/" in end.spec or (end.kind == "time") != (begin.kind == "time"):
        return None
    left, right = begin.spec, end.spec
    if begin.kind == "time":
        offset = _OFFSET.search(right)
        if offset and not _OFFSET.search(left.rpartition("T")[2]):       # "20:15 to 21:30 GMT"
            left += offset[0]
        day = left.rpartition("T")[0]
        if right.startswith("T"):
            return replace(begin, end=end.end, spec=f"{left}/{day}{right}", rule=begin.rule + ".range")
        later = right.rpartition("T")[0]
        if left.startswith("T"):                             # "8 p.m. to 10 p.m. on Friday"
            return replace(end, start=begin.start, spec=f"{later}{left}/{right}", rule=end.rule + ".range")
        return replace(begin, end=end.end, spec=f"{left}/{right}", rule=begin.rule + ".range")
    left, right = _lent(left, right)
    if not needs_anchor(left) and not needs_anchor(right):
        try:
            evaluate(f"{left}/{right}")
        except Unresolved:
            return None
    elif left.startswith("weekday") and right.startswith("weekday"):
        left, right = left.removesuffix("+0"), right.removesuffix("+0")
    rule, anchor = f"{begin.rule}..{end.rule}", begin.anchor or end.anchor
    return Node(begin.start, end.end, f"{left}/{right}", rule, "period", anchor=anchor)


def _lend_year(text: str, low: str, node: Node, depth: int = 0) -> None:
    """"March and April 2013", "May 3 or May 5, 2013", "Q1 and Q2 2011": the year of the last is that of the others."""
    link = _LIST.match(low, node.end) if depth < LONGEST_LIST else None
    other = dated(text, low, link.end()) if link else None
    if other is None or "/" in other.spec:
        return
    if not _YEAR_FIRST.match(other.spec):
        _lend_year(text, low, other, depth + 1)
    tail = "-" + _bare(node.spec).lstrip("-")
    year, later = other.spec[:4], other.spec[4:]
    alike = _SHAPE.sub("0", tail) == _SHAPE.sub("0", later)
    if _YEAR_FIRST.match(other.spec) and alike and tail < later and _bounds(year + tail)[0]:
        node.spec, node.anchor = year + tail, ""


def _lent(left: str, right: str) -> tuple[str, str]:
    """Both ends, the year of one lent to the other: "Dec. 20 to Jan. 3, 2011", "July 2010 to March"."""
    if re.match(r"[QH]\d", left) and re.match(r"\d{4}-[QH]", right) and left <= right[5:]:
        return f"{right[:5]}{left}", right
    if left.startswith("--") and not needs_anchor(right):
        last = _bounds(right)[1]
        for back in (0, 1) if last else ():
            whole = _bare(f"{last.year - back:04d}{left[1:]}")
            first = _bounds(whole)[0]
            if first and first <= last:
                return whole, right
    elif right.startswith("--") and not needs_anchor(left):
        first = _bounds(left)[0]
        for on in (0, 1) if first else ():
            whole = _bare(f"{first.year + on:04d}{right[1:]}")
            last = _bounds(whole)[1]
            if last and first <= last:
                return left, whole
    return left, right


def _bare(spec_text: str) -> str:
    """A month and day without its weekday and its direction."""
    return re.sub(r"w\d|[+-]0$", "", spec_text)


def _bounds(spec_text: str) -> tuple[date | None, date | None]:
    try:
        span = evaluate(spec_text)
    except Unresolved:
        return None, None
    return span.first, span.last


def _to_later_day(low: str, begin: Node) -> Node | None:
    """"May 3-7", "May 3 to 7, 2010", "April 27 to the third" (of the month after)."""
    later = _LATER_DAY.match(low, begin.end)
    if not later:
        return None
    head, _, first = _bare(begin.spec).rpartition("-")
    day = day_of(later.groupdict())
    year = _YEAR_AFTER.match(low, later.end())
    end = year.end() if year else later.end()
    month = int(head[2:])
    if day <= int(first):
        if not later.group("d") or "the" in low[begin.end:later.end()]:
            month = month % 12 + 1
        else:
            return None
    years = (year["y"], str(int(year["y"]) + (month < int(head[2:])))) if year else ("-", "-")
    spec_text = f"{years[0]}{head[1:]}-{first}/{years[1]}-{month:02d}-{day:02d}"
    return Node(begin.start, end, spec_text, "date.days", "period")


def _point(text: str, low: str, at: int) -> Node | None:
    """One point in time: a part of one, a date with or without a clock, a clock with or without a date."""
    part = PARTS.match(low, at)
    if part:
        node = dated(text, low, part.end())
        if node is not None and node.kind == "date" and "/" not in node.spec and ">" not in node.spec[-8:]:
            tail = _DAY_PART.match(low, node.end) if is_day(node.spec) else None
            end = tail.end() if tail else node.end
            return Node(at, end, f"{node.spec}>{PART[part['part']]}", node.rule + "+part", anchor=node.anchor)
    head = headed(text, low, at)
    if head is not None:
        return head
    clock = read_clock(low, at) if no_amount(low, at) else None
    node = dated(text, low, at)
    if node is not None and (clock is None or node.end >= clock.end):
        return _with_clock(low, node)
    return _with_date(text, low, at, clock, "clock") if clock is not None else None


def _with_date(text: str, low: str, at: int, clock: Clock, rule: str) -> Node | None:
    """The clock time, or the two of a range, with the day printed after it."""
    on = _ON.match(low, clock.end)
    node = dated(text, low, on.end()) if on else None
    if node is not None and is_day(node.spec) and node.kind == "date":
        return Node(at, node.end, on_clock(node.spec, clock.value), f"{node.rule}+{rule}", "time", anchor=node.anchor)
    end = clock.end
    if _BARE_CLOCK.fullmatch(low, at, end) and TIME_TAKEN.search(low[max(0, at - 12):at]):
        return None                                          # "he ran it in 3:45"
    if low[end - 1] == "." and not low[:end].endswith((" m.", ".m.")):
        end -= 1
    return Node(at, end, "/".join(f"T{value}" for value in clock.value.split("/")), rule, "time")


def on_clock(day: str, clock: str) -> str:
    """A day's spec with a clock time, or with both ends of a range of clock times."""
    return "/".join(f"{day}T{value}" for value in clock.split("/"))


def _with_clock(low: str, node: Node) -> Node:
    """The date with the clock time or part of the day printed after it."""
    if node.kind != "date" or not is_day(node.spec):
        return node
    part = _DAY_PART.match(low, node.end)
    if part:
        return replace(node, end=part.end())
    at = _AT.match(low, node.end)
    if at and at.end() > node.end:
        clock = read_hours(low, at.end()) or read_clock(low, at.end())
        if clock is not None:
            spec_text, end = on_clock(node.spec, clock.value), clock.end
            year = _YEAR_AFTER.match(low, end) if node.spec.startswith("--") else None
            if year:                                         # "Sat Jul 6 11:28:02 PDT 2013"
                spec_text, end = on_clock(f"{year['y']}{_bare(node.spec)[1:]}", clock.value), year.end()
            return replace(node, end=end, spec=spec_text, kind="time", rule=node.rule + "+clock")
    return node
