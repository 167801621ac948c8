"""What a template reads at one place of the text: a node, or nothing.

In: the text, its folded form and a place. Out: the longest `Node` that a template of `rules/times.toml` reads exactly
there and that passes its guards; a head ("two days after ...") with the point it leads to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.edtf import coarseness
from pipeline.relative import needs_anchor
from pipeline.time_figures import year_of
from pipeline.time_guards import iso_month, lasts, month_word, of_a_person, weekday_word, year_number, year_range
from pipeline.time_points import head_step, spec
from pipeline.time_words import CLASSES, HEADS, TEMPLATES, TOKEN, UNIT, VOCABULARY, either

LOOK_AHEAD_WORD = 80    # characters before a time in which a word such as "will" sends it forward
_FUTURE = re.compile(rf"(?:(?<![a-z])(?:{either(VOCABULARY['future']['_'])})|'ll)(?![a-z])[^.!?\n]*\Z")
_OF_UNKNOWN_YEAR = ("weekday", "date.month_day", "date.day_month", "date.numeric_short", "month.alone", "date.holiday")
_VAGUE = re.compile(r"P\d+-\d")
_FROM_PREVIOUS = ("later", "unit.beside_previous")
_PREVIOUS = re.compile(
    r"(?<![a-z])(?:that|following|ensuing|same|previous|preceding|prior|next (?=day|morning|night|evening))")


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


def dated(text: str, low: str, at: int) -> Node | None:
    """The longest date that a template reads at `at`."""
    best: Node | None = None
    for kind in _classes(low, at):
        for template in TEMPLATES.get(kind, ()):
            found = template.pattern.match(low, at)
            if not found or (best is not None and found.end() <= best.end):
                continue
            if template.only_after and not template.only_after.search(low[max(0, at - 24):at]):
                continue
            if template.ahead and not _FUTURE.search(low[max(0, at - LOOK_AHEAD_WORD):at]):
                continue
            node = _checked(text, low, template.name, found)
            if node is not None:
                best = node
    return best


def _checked(text: str, low: str, name: str, found: re.Match) -> Node | None:
    """The node of a match that passes the guards of its template."""
    groups = _squashed(found)
    start, end = found.span()
    month = groups.get("m")
    if month and not month.isdecimal() and not month_word(text, low, start, end, groups, name == "month.alone"):
        return None
    if name == "year" and groups["y"] and not year_number(text, low, start, end):
        return None
    if name == "year" and not groups["y"]:
        return None
    if name in ("years.range", "year.pair") and not year_range(low, start):
        return None
    if name == "window" and groups.get("s") == "last" and lasts(low, start):
        return None
    if name in ("decade.short", "decade.spelled") and of_a_person(low, start):
        return None
    if name == "month.iso" and not iso_month(low, start, groups):
        return None
    if name == "week.numbered" and year_of(groups) is None and text[start].isupper():
        return None                   # "Week 11" is a round of a league
    if name == "weekday" and not weekday_word(text, low, start, end, groups):
        return None
    reading = spec(name, groups)
    if not reading:
        return None
    anchor = ""
    if needs_anchor(reading):
        anchor = "document"
        before = low[max(0, start - LOOK_AHEAD_WORD):start]
        if name in _OF_UNKNOWN_YEAR and before.endswith(("next ", "last ")):
            reading += "+1" if before.endswith("next ") else "-1"
        elif name in _OF_UNKNOWN_YEAR and _FUTURE.search(before):
            reading += "+0"
        if name in _FROM_PREVIOUS or (name == "ago" and groups["back"] != "ago") \
                or (name in ("unit.shift", "weekday.shift", "day.part_shift") and _PREVIOUS.search(found[0])):
            anchor = "previous"
    stretch = "/" in reading or reading.startswith(("past:", "next:"))
    kind = "period" if stretch else "time" if name == "date.iso_time" else "date"
    if low[end - 1] == "." and reading[-1:].isdigit():
        end -= 1                      # the dot of "Aug." at the end belongs as well to the sentence
    bound = "vague" if _VAGUE.search(reading) else "exact"
    return Node(start, end, reading, name, kind, bound, anchor)


def headed(text: str, low: str, at: int) -> Node | None:
    """A head and the point it leads to: "two days after July 5", "the first nine months of 2018"."""
    for kind in _classes(low, at):
        for template in HEADS.get(kind, ()):
            found = template.pattern.match(low, at)
            if not found:
                continue
            node = dated(text, low, found.end())
            if node is None or "/" in node.spec or node.kind != "date":
                continue
            if template.inner != "any" and is_day(node.spec) != (template.inner == "day"):
                continue
            if template.name == "unit_beside" and coarseness(node.spec) == "year" and UNIT[found["u"]] in ("day", "week", "month"):
                continue                                     # "the day after the 1984 disaster" is a day of no known date
            step = head_step(template.name, _squashed(found))
            if step:
                spec_text = node.spec
                if spec_text[:-1] == "weekday:":             # "three days from Tuesday" lies ahead
                    spec_text += "+0" if " from " in found[0] else ""
                whole = step.startswith("Q") and re.fullmatch(r"\d{4}", spec_text)
                spec_text += f"{'-' if whole else '>'}{step}"
                return Node(at, node.end, spec_text, f"{template.name}({node.rule})", anchor=node.anchor)
    return None


def _classes(low: str, at: int) -> tuple[str, ...]:
    """The classes of templates that the token at a place may start."""
    word = TOKEN.match(low, at)
    if not word:
        return ()
    token = word[0]
    return ("digit",) if token.isdigit() else ("quote",) if token == "'" else CLASSES.get(token, ())


def _squashed(found: re.Match) -> dict:
    """The groups of a match, runs of blanks as one; a month's short form ("ms") is the month too."""
    groups = {k: re.sub("  +", " ", v) if v and "  " in v else v for k, v in found.groupdict().items()}
    if groups.get("ms"):
        groups["m"] = groups["ms"]
    return groups


def is_day(spec_text: str) -> bool:
    last = spec_text.rpartition(">")[2]
    return "T" not in spec_text and (coarseness(last) == "day" or last.startswith(("weekday:", "day:"))
                                     or bool(re.fullmatch(r"--\d\d-\d\d.*|---\d\d.*", last)))
