"""Reads the times a text prints: dates, periods, clock times; exact spans; relative ones keep what they count from.

In: any text. Out: mentions of kind date (one day, month, year ...), period (two ends, or one end open) and time (with a
clock). `value` is ISO 8601 / EDTF as coarse as printed; `low` and `high` its first and last day; a relative time carries
its spec in `relative` (the language of `relative.py`) and what it counts from in `anchor`.

    >>> [(m.value, m.relative) for m in read_times("From August 2018 until August 2019, and again last year.")]
    [('2018-08/2019-08', ''), ('', 'year:-1')]

How: `NUCLEUS` finds the words and figures without which no time can be; from the tokens just before it, the templates of
`rules/times.toml` are tried in place; what they read is joined by openers ("since"), parts ("the end of"), connectors
("to") and clock times. Linear: every token is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.clock import read_clock
from pipeline.edtf import coarseness, contains, interval, overlap, relation
from pipeline.mention import Mention
from pipeline.relative import LOOSE, Unresolved, evaluate, needs_anchor, resolve
from pipeline.time_guards import month_word, no_amount, weekday_word, year_number
from pipeline.time_points import day_of, head_step, spec
from pipeline.time_words import (
    CLASSES,
    HEADS,
    NUCLEUS,
    OPENER,
    OPENERS,
    PART,
    PARTS,
    TEMPLATES,
    TOKEN,
    VOCABULARY,
    either,
    expand,
    fold,
)

__all__ = ["coarseness", "contains", "interval", "overlap", "read_times", "relation", "resolve"]

LOOK_BACK = 40          # characters before a nucleus where its time may start ("at the very beginning of the third ...")
_CONNECTOR = re.compile(expand(r" ?(?:-|to|until|till|through|thru|up to|and ending(?: on| in)?) ?(?:the )?"))
_AND = re.compile(expand(r" (?:and|to|-) (?:the )?"))
_BETWEEN = re.compile(expand(r"between (?:the )?"))
_ONWARD = re.compile(expand(r" (?:on(?= ?(?:[.,;:!?)]|\Z))|onwards?|forward|and later|or later|or after|and after(?= ?(?:[.,;:!?)]|\Z))|and beyond)(?![a-z]| than)"))
_AND_EARLIER = re.compile(expand(r" (?:and|or) (?:earlier|before)(?![a-z])"))
_DAY_PART = re.compile(expand(r"(?:,? (?:in the )?(?:early |late |later )?(?:morning|afternoon|evening|night|midday|lunchtime))(?![a-z])"))
_AT = re.compile(expand(r",? ?(?:at |@ ?|around |about |by |just (?:after|before) |from |- )?"))
_ON = re.compile(expand(r",? (?:on |of )?(?:the )?"))
_LATER_DAY = re.compile(expand(r"(?: ?- ?|,? (?:to|until|till|through|thru|and) (?:the )?){dayth}(?! ?[ap]\.?m)"))
_YEAR_AFTER = re.compile(expand(r"(?:,? (?:of |in )?){yyyy}"))
_FIRST_DAY = re.compile(expand(r"{dayth}(?: ?- ?| (?:to|until|till|through|and) (?:the )?)(?=\d|[a-z]+)"))
_PRESENT = re.compile(expand(r"(?: ?- ?| (?:to|until|till|through) (?:the )?)(?:present(?: day)?|date|now|this day)(?![a-z])"))
_FUTURE = re.compile(rf"(?<![a-z])(?:{either(VOCABULARY['future']['_'])})(?![a-z])[^.!?\n]*\Z")
_PREVIOUS = re.compile(r"(?<![a-z])(?:that|following|ensuing|same|previous|preceding|prior)(?![a-z])")


@dataclass(slots=True)
class Node:
    """A time being read: its span in the folded text, its spec and the name of the rule; `parts` of its composition."""

    start: int
    end: int
    spec: str
    rule: str
    kind: str = "date"
    bound: str = "exact"
    anchor: str = ""


def read_times(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """All times printed in `text`, by start, without overlap, leaving out what touches `taken` (sorted spans)."""
    low = fold(text)
    mentions: list[Mention] = []
    done = 0
    starts = [start for start, _ in taken]
    for nucleus in NUCLEUS.finditer(low):
        if nucleus.start() < done:
            continue
        begin = max(done, nucleus.start() - LOOK_BACK)
        for token in TOKEN.finditer(low, begin, nucleus.end()):
            classes = CLASSES.get(token[0]) if not token[0].isdigit() else ("digit",)
            if (classes is None and token[0] != "'") or (token.start() == begin > 0 and low[begin - 1].isalnum()):
                continue
            node = _expression(text, low, token.start())
            if node is None or node.end <= nucleus.start():
                continue
            at = bisect_right(starts, node.end - 1) - 1
            if at >= 0 and taken[at][1] > node.start:
                continue
            mention = _mention(low, node)
            if mention is not None:
                mentions.append(mention)
                done = node.end
                break
    return mentions


def _mention(low: str, node: Node) -> Mention | None:
    """The mention of a node; None when the figures name no day that exists."""
    relative = needs_anchor(node.spec)
    number = (node.start, node.end)
    if not relative:
        try:
            span = evaluate(node.spec)
        except Unresolved:
            if node.kind != "time":
                return None
            return Mention(node.start, node.end, "time", value=node.spec.lstrip("T"), low=node.spec.lstrip("T"),
                           high=node.spec.lstrip("T"), bound=node.bound, number=number, rule=node.rule)
        first = span.first.isoformat() if span.first else ""
        last = span.last.isoformat() if span.last else ""
        return Mention(node.start, node.end, node.kind, value=span.value, low=first, high=last, bound=node.bound,
                       number=number, rule=node.rule)
    found = re.fullmatch(r"(--\d\d(?:-\d\d)?)(?:w\d)?(?:[+-]\d)?", node.spec)
    partial = found[1] if found else ""
    return Mention(node.start, node.end, node.kind, value=partial, bound=node.bound, number=number, rule=node.rule,
                   relative=node.spec, anchor=node.anchor or "document")


def _expression(text: str, low: str, at: int) -> Node | None:
    """The longest time that starts exactly at `at`, with its opener."""
    opener = OPENERS.match(low, at)
    if opener:
        node = _opened(text, low, at, opener)
        if node is not None:
            return node
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
        return Node(at, node.end, (_past(node.spec) if opener["opener"].endswith("since") else node.spec) + "/..", "since", "period", anchor=node.anchor)
    if kind in ("until", "by", "within"):
        bound = "exact" if kind == "until" else "at_most"
        return Node(at, node.end, "../" + node.spec, kind, "period", bound, node.anchor)
    if kind == "before":
        return Node(at, node.end, node.spec + ">before", kind, "period", "less_than", node.anchor)
    return Node(at, node.end, node.spec + ">after", kind, "period", "more_than", node.anchor)


def _past(spec_text: str) -> str:
    """A start that must lie behind the anchor: "since March" is never the March to come."""
    step, mark, rest = spec_text.partition(">")
    return f"{step.removesuffix('+0')}-0{mark}{rest}" if LOOSE.fullmatch(step) else spec_text


def _stretch(text: str, low: str, at: int, connector: re.Pattern, must: bool = False) -> Node | None:
    """A point, or two joined by the connector. `must`: two, or nothing."""
    begin = _point(text, low, at)
    first_day = _FIRST_DAY.match(low, at)
    if first_day and no_amount(low, at):                     # "1 to 3 May 2010", "between 5 and 7 April"
        end = _point(text, low, first_day.end())
        if end is not None and end.rule in ("date.day_month_year", "date.day_month") and (begin is None or begin.end <= end.end):
            tail = re.sub(r"w\d|[+-]0$", "", end.spec)
            head = tail[:-2] + f"{day_of(first_day.groupdict()):02d}"
            if head[-2:] < tail[-2:]:
                return Node(at, end.end, f"{head}/{tail}", end.rule + ".days", "period")
    if begin is None:
        return None
    joined = _joined(text, low, begin, connector)
    return joined if joined is not None or must else begin


def _joined(text: str, low: str, begin: Node, connector: re.Pattern) -> Node | None:
    """Begin and end, when a connector and a second point of the same nature follow."""
    if "/" in begin.spec:
        return None
    present = _PRESENT.match(low, begin.end)
    if present and begin.kind == "date":                     # "2012 to date", "2010-present": open to the day of the text
        return Node(begin.start, present.end(), f"{_past(begin.spec)}/..", begin.rule + "+present", "period", anchor=begin.anchor)
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
        if left.startswith("T") and right.startswith("T"):
            return Node(begin.start, end.end, f"{left[1:]}/{right[1:]}", "clock.range", "time")
        return None
    if not needs_anchor(right) and left.startswith("--"):    # "Dec. 20 to Jan. 3, 2011": the year reaches back
        year = int(right[:4])
        candidates = [f"{y:04d}{left[1:]}" for y in (year, year - 1)]
        left = next((c for c in candidates if interval(c)[0] and interval(c)[0] <= interval(right)[0]), left)
    elif not needs_anchor(left) and right.startswith("--") and interval(left)[0]:
        year = int(left[:4])
        candidates = [f"{y:04d}{right[1:]}" for y in (year, year + 1)]
        right = next((c for c in candidates if interval(c)[0] and interval(c)[0] >= interval(left)[0]), right)
    if not needs_anchor(left) and not needs_anchor(right):
        try:
            evaluate(f"{left}/{right}")
        except Unresolved:
            return None
    elif left.startswith("weekday") and right.startswith("weekday"):
        left, right = left.removesuffix("+0"), right.removesuffix("+0")
    return Node(begin.start, end.end, f"{left}/{right}", f"{begin.rule}..{end.rule}", "period", anchor=begin.anchor or end.anchor)


def _to_later_day(low: str, begin: Node) -> Node | None:
    """"May 3-7", "May 3 to 7, 2010", "April 27 to the third" (of the month after)."""
    later = _LATER_DAY.match(low, begin.end)
    if not later:
        return None
    head, _, first = re.sub(r"w\d|[+-]0$", "", begin.spec).rpartition("-")
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
    return Node(begin.start, end, f"{years[0]}{head[1:]}-{first}/{years[1]}-{month:02d}-{day:02d}", "date.days", "period")


def _point(text: str, low: str, at: int) -> Node | None:
    """One point in time: a part of one, a date with or without a clock, a clock with or without a date."""
    part = PARTS.match(low, at)
    if part:
        node = _dated(text, low, part.end())
        if node is not None and node.kind == "date" and "/" not in node.spec and ">" not in node.spec[-8:]:
            return Node(at, node.end, f"{node.spec}>{PART[part['part']]}", node.rule + "+part", anchor=node.anchor)
    head = _headed(text, low, at)
    if head is not None:
        return head
    clock = read_clock(low, at) if no_amount(low, at) else None
    node = _dated(text, low, at)
    if node is not None and (clock is None or node.end >= clock.end):
        return _with_clock(low, node)
    if clock is None:
        return None
    on = _ON.match(low, clock.end)
    node = _dated(text, low, on.end()) if on else None
    if node is not None and _is_day(node.spec):
        return Node(at, node.end, f"{node.spec}T{clock.value}", node.rule + "+clock", "time", anchor=node.anchor)
    return Node(at, clock.end, f"T{clock.value}", "clock", "time")


def _headed(text: str, low: str, at: int) -> Node | None:
    """A head and the point it leads to: "two days after July 5", "the first nine months of 2018"."""
    for kind in _classes(low, at):
        for template in HEADS.get(kind, ()):
            found = template.pattern.match(low, at)
            if not found:
                continue
            node = _dated(text, low, found.end())
            if node is None or "/" in node.spec or node.kind != "date":
                continue
            if template.inner != "any" and _is_day(node.spec) != (template.inner == "day"):
                continue
            step = head_step(template.name, _squashed(found))
            if step:
                spec_text = node.spec
                if spec_text[:-1] == "weekday:":             # "three days from Tuesday" lies ahead
                    spec_text += "+0" if " from " in found[0] else ""
                return Node(at, node.end, f"{spec_text}>{step}", f"{template.name}({node.rule})", anchor=node.anchor)
    return None


def _classes(low: str, at: int) -> tuple[str, ...]:
    """The classes of templates that the token at a place may start."""
    word = TOKEN.match(low, at)
    if not word:
        return ()
    token = word[0]
    return ("digit",) if token.isdigit() else ("quote",) if token == "'" else CLASSES.get(token, ())


def _squashed(found: re.Match) -> dict:
    """The groups of a match, runs of blanks as one."""
    return {k: re.sub("  +", " ", v) if v and "  " in v else v for k, v in found.groupdict().items()}


def _is_day(spec_text: str) -> bool:
    last = spec_text.rpartition(">")[2]
    return "T" not in spec_text and (coarseness(last) == "day" or last.startswith(("weekday:", "day:"))
                                     or bool(re.fullmatch(r"--\d\d-\d\d.*|---\d\d.*", last)))


def _with_clock(low: str, node: Node) -> Node:
    """The date with the clock time or part of the day printed after it."""
    if node.kind != "date" or not _is_day(node.spec):
        return node
    part = _DAY_PART.match(low, node.end)
    if part:
        return replace(node, end=part.end())
    at = _AT.match(low, node.end)
    if at and at.end() > node.end:
        clock = read_clock(low, at.end())
        if clock is not None:
            return replace(node, end=clock.end, spec=f"{node.spec}T{clock.value}", kind="time", rule=node.rule + "+clock")
    return node


def _dated(text: str, low: str, at: int) -> Node | None:
    """The longest date that a template reads at `at`."""
    best: Node | None = None
    for kind in _classes(low, at):
        for template in TEMPLATES.get(kind, ()):
            found = template.pattern.match(low, at)
            if not found or (best is not None and found.end() <= best.end):
                continue
            if template.only_after and not template.only_after.search(low[max(0, at - 24):at]):
                continue
            node = _checked(text, low, template.name, found)
            if node is not None:
                best = node
    return best


def _checked(text: str, low: str, name: str, found: re.Match) -> Node | None:
    """The node of a match that passes the guards of its template."""
    groups = _squashed(found)
    start, end = found.span()
    if groups.get("m") and not groups["m"].isdigit() and not month_word(text, low, start, end, groups, name == "month.alone"):
        return None
    if name == "year" and groups["y"] and not year_number(text, low, start, end):
        return None
    if name == "year" and not groups["y"]:
        return None
    if name == "weekday" and not weekday_word(text, low, start, end, groups):
        return None
    reading = spec(name, groups)
    if not reading:
        return None
    anchor = ""
    if needs_anchor(reading):
        anchor = "document"
        if name in ("weekday", "date.month_day", "date.day_month", "month.alone") and _FUTURE.search(low[max(0, start - 80):start]):
            reading += "+0"
        if name == "later" or (name == "ago" and groups["back"] != "ago") or (name == "unit.beside_previous" or name == "unit.shift" and _PREVIOUS.search(found[0])):
            anchor = "previous"
    kind = "period" if "/" in reading or reading.startswith(("past:", "next:")) else "time" if name == "date.iso_time" else "date"
    if low[end - 1] == "." and reading[-1:].isdigit():
        end -= 1                      # the dot of "Aug." at the end belongs as well to the sentence
    return Node(start, end, reading, name, kind, anchor=anchor)
