"""Ties the figures of one sentence together: which time belongs to which figure, which figure is part of which.

In: a sentence, its offset in the text and its rows (schemas.Claims plus "_mention"). Out: the rows with period, as_of,
as_of_basis and part_of filled in place (the rows belong to `normalise`, which has just made them).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from pipeline import asides, movement, periods, tags
from pipeline.mention import TIMES
from pipeline.printed_dates import OF_DOCUMENT

# a time this many characters behind a figure, with no other figure between, is the figure's own
REACH = 90
_BREAK = re.compile(r"[;:]|,(?!\s*\d{3}\b)")
_AND_FIGURE = re.compile(r"\b(?:and|while|but|whereas)\b")
# a clause of its own begins: the time before it is not the time of the figures in it
_SUBORDINATE = re.compile(r"[,;] (?:which|who|where|while|whereas|but)\b|;")
# a further predicate begins ("opened in June and cost $5"); the time of the one before it is not its own
_PREDICATE = re.compile(r"(?:,? (?:and|but|then)|,)(?: (?:has|have|had|was|were|is|are|will|would|also|then|now|later|only))* ([a-z]+)\b")
# between two figures of one change or of one predicate, the time behind the second
_CHANGE = re.compile(r",? (?:to|or|and|by)(?: (?:about|around|nearly|almost|some|only|just|over|more than|a|an|the|record|reach|stand at|another))* ?"
                     r"|[^,;:()]{0,12} and [^,;:()]{0,30}|[^,;:()]{0,40} by (?:about |nearly |almost |some )?|\s?\(")
_CHANGE_BEHIND = re.compile(r",? (?:to|or|up|down|an? (?:rise|increase|gain|fall|drop|decline)(?: of)?)(?: (?:about|around|nearly|almost|some|only|just|over|more than|a|an|the|record))* ?|\s?\(")
_LEADS = re.compile(r"\W*(?:\w+\W+)?")
_INCLUDING = re.compile(r"\b(?:including|of (?:which|whom|them|these|those)|among (?:them|which|whom)|comprising|consisting of|made up of|"
                        r"with|includes?|included)\b|:|\(", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:of|among) (?:which|whom|them|these|those)\b|\bincluding\b|\b(?:comprising|consisting of)\b", re.IGNORECASE)


def coarse(value: str) -> bool:
    """Whether a time is a stretch that a figure can cover, and not a day or a clock time."""
    return bool(value) and periods.coarseness(value) not in ("day", "time", "minute", "second", "")


def attach_times(sentence: str, offset: int, rows: list[dict], anchor: str, basis: str, published: str, told: str = "") -> None:
    """Fills period, as_of and as_of_basis of the figures of one sentence. `told`: the time that the sentence before it told of."""
    times = [r for r in rows if r["kind"] in ("date", "period") and r["status"] == "read" and r["value"] and r["measure"] != OF_DOCUMENT]
    figures = [r for r in rows if r["kind"] not in TIMES and r["status"] == "read"]
    open_ = [t for t in times if t["value"].endswith("/..")]
    own: dict[int, list[dict]] = {}
    leading: list[tuple[int, dict]] = []
    for time in times:
        left = [f for f in figures if f["end"] <= time["start"]]
        target = None
        if left:
            figure = max(left, key=lambda f: f["end"])
            between = sentence[figure["end"] - offset:time["start"] - offset]
            bracket = between.count("(") == 1 and ")" not in between and len(between) < 12
            if asides.lends(sentence, _span(time, offset), _span(figure, offset)) and (bracket or len(between) <= REACH and not _BREAK.search(between)
                           and not _AND_FIGURE.search(between.rsplit(" and ", 1)[-1] if " and " in between and len(between) > 40 else "")):
                target = figure
        if target is not None:
            own.setdefault(id(target), []).append(time)
        else:
            leading.append((time["start"], time))
    for figure in figures:
        mine = own.get(id(figure), [])
        lent = [(at, t) for at, t in leading if asides.lends(sentence, _span(t, offset), _span(figure, offset))]
        periods_ = [t for t in mine if coarse(t["value"])]
        days = [t for t in mine if not coarse(t["value"])]
        before = [t for at, t in lent if at < figure["start"]
                  and not _SUBORDINATE.search(sentence, max(0, t["end"] - offset), figure["start"] - offset)
                  and not _further(sentence, t["start"] - offset, t["end"] - offset)]
        if not periods_:
            periods_ = [t for t in before if coarse(t["value"])][-1:]
        if not days:
            days = [t for t in before if not coarse(t["value"])][-1:]
        if not mine and not before and lent and len(figures) == 1:
            # a single figure takes the sentence's time behind it, however far
            late = [t for at, t in lent if at > figure["start"]]
            periods_ = [t for t in late if coarse(t["value"])][:1]
            days = [t for t in late if not coarse(t["value"])][:1]
        as_of = [t for t in mine + before if t["why"].endswith("as_of")]
        chosen = next((t for t in periods_ if not t["why"].endswith("as_of")), None)
        if chosen is not None:
            figure["period"] = chosen["value"]
        then = [] if mine else [t for t in open_ if t["end"] <= figure["start"] and _WHEN.fullmatch(sentence, t["end"] - offset, figure["start"] - offset)]
        if then and not asides.is_base(sentence, *_span(then[-1], offset)):
            # "the worst since 1991, when 17 died": the figure is of the year itself
            figure["period"] = then[-1]["value"].removesuffix("/..")
        if as_of:
            figure["as_of"], figure["as_of_basis"] = as_of[0]["value"], "printed"
        elif days:
            figure["as_of"], figure["as_of_basis"] = days[0]["value"], "printed" if not days[0]["_mention"].relative else f"relative to {basis}"
            if movement.event_day(figure) or _of_event(sentence, days[0], figure, offset):
                figure["as_of_basis"] = movement.told(published)
        elif basis == "entry heading" and anchor:
            figure["as_of"], figure["as_of_basis"] = anchor, basis
    _reach(sentence, offset, figures, [t for t in times if not asides.is_base(sentence, *_span(t, offset))])
    _gapped(figures)
    if told and asides.same_time(sentence):
        for figure in figures:
            if not (figure["period"] or figure["as_of"]):
                figure["period"] = told if coarse(told) else told[:4]
                if not coarse(told):
                    figure["as_of"], figure["as_of_basis"] = told[:10], "sentence before"
    for row in rows:
        if row["status"] == "read" and not row["as_of"] and published and row["kind"] not in TIMES:
            row["as_of"], row["as_of_basis"] = published, "document date"
        if row["kind"] in TIMES and row["status"] == "read" and basis == "entry heading":
            row["as_of"], row["as_of_basis"] = anchor, basis


def _span(row: dict, offset: int) -> tuple[int, int]:
    return row["start"] - offset, row["end"] - offset


# "1991, when 17 people died": the clause tells of the time it hangs on, up to its first figure
_WHEN = re.compile(r",? when\b[^.,;:!?\d]{0,80}")


# what a day in the genitive belongs to: "Saturday's great storm", "last Sunday's fire"
_GENITIVE = re.compile(r"['’]s? ((?:[\w-]+ ){0,3}[\w-]+)")


def _of_event(sentence: str, time: dict, figure: dict, offset: int) -> bool:
    """Whether a day is that of an event which the sentence names ("Friday's storm has killed 30"), and not of the figure itself ("Friday's toll of 30")."""
    start, end = _span(time, offset)
    owned = _GENITIVE.match(sentence, end - 2 if sentence[end - 2:end] in ("'s", "’s") else end, max(end, figure["start"] - offset))
    if not owned or figure["kind"] in ("percent", "ratio"):
        return False
    words = [word.casefold() for word in re.findall(r"\w+", owned[1])]
    told = {word.casefold() for word in re.findall(r"\w+", figure["measure"])} | movement.taken()
    return told.isdisjoint(words)


def _reach(sentence: str, offset: int, figures: list[dict], times: list[dict]) -> None:
    """A time printed beside one figure reaches the figures of the same change: "fell by 9 % to $40 million in 2020"."""
    for order, gap_of, last in ((reversed(list(pairwise(figures))), _CHANGE, False), (pairwise(figures), _CHANGE_BEHIND, True)):
        for a, b in order:
            source, target = (a, b) if last else (b, a)
            if target["period"] or not source["period"]:
                continue
            between = sentence[a["end"] - offset:b["start"] - offset]
            printed = next((t for t in times if t["value"] == source["period"]), None)
            if printed is None:
                continue
            if last and a["end"] <= printed["start"] < b["start"]:
                between = sentence[printed["end"] - offset:b["start"] - offset]
            elif any(a["end"] <= t["start"] < b["start"] for t in times) or not last and printed["start"] < b["end"]:
                continue
            if gap_of.fullmatch(between):
                target["period"] = source["period"]


def _gapped(figures: list[dict]) -> None:
    """A clause without a verb of its own is of the time of the one whose verb it has: "sales to Peru fell 5 % in May, those to Chile 7 %"."""
    starts = {figure["start"]: figure for figure in figures}
    for figure in figures:
        first = starts.get(figure.get("_clause_of", -1))
        if first is None:
            continue
        clause = [other for other in figures if first["start"] <= other["start"] < figure["start"] and "_clause_of" not in other]
        for name in ("period", "as_of"):
            given = next((other for other in clause if other[name]), None)
            if given is not None and not figure["period"] and not figure["as_of"]:
                figure.update({key: given[key] for key in ("period", "as_of", "as_of_basis")})


def _further(sentence: str, start: int, end: int) -> bool:
    """Whether a further predicate begins right behind a time that does not lead its sentence."""
    if start <= 0 or _LEADS.fullmatch(sentence, 0, start):
        return False
    match = _PREDICATE.match(sentence, end)
    return bool(match) and match[1] in tags.verbs() and not match[1].endswith("ing")


def _number(row) -> float | None:
    for name in ("value", "low", "high"):
        if row[name]:
            try:
                return float(row[name])
            except ValueError:
                return None
    return None


def _like(whole: dict, part: dict) -> bool:
    """Whether one figure can be part of the other: same dimension; counts may name another noun ("188 people, 12 children")."""
    if whole["kind"] != part["kind"]:
        return False
    if whole["kind"] == "count":
        return True
    return whole["unit"] == part["unit"]


def attach_parts(sentence: str, offset: int, rows: list[dict]) -> None:
    """Fills part_of, and the as-of date of a whole from its latest dated part ("including $5 million in 2019")."""
    figures = [r for r in rows if r["kind"] in ("money", "count", "measure") and r["status"] == "read"]
    marks = list(_INCLUDING.finditer(sentence))
    ends = [mark.end() for mark in marks]
    for number, part in enumerate(figures):
        # what makes a figure a part stands between the two, so the last mark before it decides for every whole
        at = bisect_right(ends, part["start"] - offset) - 1
        if at < 0 or not _admits(marks[at], sentence[ends[at]:part["start"] - offset]):
            continue
        for whole in map(figures.__getitem__, range(number - 1, -1, -1)):
            if whole["end"] - offset > marks[at].start() or not _like(whole, part) or whole["part_of"]:
                continue
            total, share = _number(whole), _number(part)
            if total is None or share is None or share > total or (part["period"] and whole["period"] and not _covers(whole, part)):
                continue
            part["part_of"] = whole["claim_id"]
            if part["kind"] == "money" and whole["measure"] and part["measure"] in ("", part["action"], f"{part['action']} {part['object']}".strip()):
                # nothing of its own is said of the part: it is some of what the whole is of
                part["measure"], part["scope"] = whole["measure"], part["scope"] or whole["scope"]
            dated = part["period"] and part["period"] != whole["period"]
            open_total = whole["period"].endswith("/..") or not whole["period"]
            if dated and open_total and _OF_WHICH.search(sentence[whole["end"] - offset:part["start"] - offset]):
                end = periods.interval(part["period"])[1]
                if end and (not whole["as_of"] or whole["as_of_basis"] in ("document date", "latest part included")):
                    whole["as_of"], whole["as_of_basis"] = end[:4] if len(part["period"]) != 10 else end, "latest part included"
            break


def _admits(mark: re.Match, clause: str) -> bool:
    """Whether the words between a mark ("including", "with", a colon) and a figure leave the figure a part."""
    word = mark.group().casefold()
    if word == "with" and not re.fullmatch(r"\s*(?:only |just |at least |about )?", clause):
        return False
    if word == "(" and ")" in clause:
        return False
    if word == ":" and not re.fullmatch(r"[\w\s,.'’-]{0,80}", clause):
        return False
    return ";" not in clause and not re.search(r"[.!?]\s", clause)


def _covers(whole: dict, part: dict) -> bool:
    """Whether the whole's period can hold the part's."""
    low, high = periods.interval(whole["period"])
    part_low, part_high = periods.interval(part["period"])
    return not ((low and part_high and part_high < low) or (high and part_low and part_low > high))
