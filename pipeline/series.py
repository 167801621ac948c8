"""What the figures of one sentence say once for all of them: "seven in California, two in Texas".

In: the sentence, the offset at which it starts, and the claims of its figures in text order with their own phrases (`phrases`).
Out: the same claims; a later figure takes measure, unit, subject and action from the one before it where the words between
the two show one series. A pronoun stands for what was measured before.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline import gapped_clauses

PRONOUNS = frozenset(("it", "they", "this", "these", "that", "those"))
_OR_GAP = re.compile(r"\s*[,(]?\s*or\s*")
_LIST_GAP = re.compile(r"\s*(?:,|and|, and|or)\s*")
# what a member of a series says of itself: its place or its people, by name
_MEMBER = re.compile(r"\s+(?:in|with|for|at|from|among|to|by)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s*(?:(?:of|and|de|the)\s+(?=[A-Z]))?)+")
_NEXT = re.compile(r"[,;]?\s*(?:and|but|while|or)?\s*(?:only|just|about|some|nearly|almost|another|up to|more than)?\s*")
_OF = re.compile(r"\s+of\s+")
# the label of a share in a list of shares
_LABEL = re.compile(r"\s+(?:(?:were|are|was|is|identified as)\s+)?([A-Za-z][\w'’/-]*(?:\s(?:or\s)?[A-Za-z][\w'’/-]*){0,2}?)\s*(?:\([^()]*\))?(?=[,;.]|\s+and\s|\s+while\s|$)")
COMPOSED = 3   # shares that make such a list
_OWN_LIMIT = re.compile(r"\s+(?:in|with|for|at|from|among|to|by)\s+(?:the\s+)?[A-Z].*")


def carry(quote: str, start: int, rows: list[dict]) -> None:
    """Fills what the series leaves out; changes the rows."""
    _pronouns(rows)
    gapped_clauses.subjects(quote, start, rows)
    _tallies(rows)
    _members(quote, start, rows)
    for number in range(1, len(rows)):
        before, row = rows[number - 1], rows[number]
        if row["status"] != "read":
            continue
        gap = quote[before["end"] - start:row["start"] - start]
        if not row["subject"] and before["subject"] and _OR_GAP.fullmatch(gap):
            # "lost 162 points, or 2 %": the same said in another measure
            row.update(subject=before["subject"], action=before["action"])
        if not (row["measure"] or row["subject"]) and row["kind"] == before["kind"] and before["measure"] and _LIST_GAP.fullmatch(gap):
            # the members of a list say once whose they are: "for 3 years, 2 months and 14 days"
            row.update(measure=before["measure"], subject=before["subject"], action=before["action"])
    _counts(rows)
    _composition(quote, start, rows)


def _pronouns(rows: list[dict]) -> None:
    """"imports reached $23 million; a year later they reached $29 million"."""
    named: dict[str, str] = {}
    for row in rows:
        if row["status"] == "read":
            if row["measure"].casefold() in PRONOUNS:
                row["measure"] = named.get(row["kind"], "")
            elif row["measure"]:
                named[row["kind"]] = row["measure"]


def _tallies(rows: list[dict]) -> None:
    """"passed it 79-18": votes, and votes against; the two sides of a tally are never one quantity."""
    for before, row in pairwise(rows):
        if row["why"] == "score.against" and row["status"] == "read":
            if row["kind"] == "count" and row["unit_basis"] == "inferred":
                before["measure"] = f"{before['unit']}s"
            row["measure"] = f"{before['measure']} against".strip()
            row.update({name: before[name] for name in ("subject", "action", "object")})


def _members(quote: str, start: int, rows: list[dict]) -> None:
    """"40 % of rail traffic in Peru, 30 % in Chile and 20 % in Brazil": all of rail traffic."""
    first = None
    for row in rows:
        if row["status"] != "read" or row["kind"] not in ("percent", "money"):
            first = None
            continue
        end = row["end"] - start
        if first is not None and first["kind"] == row["kind"] and _follows(quote, first["_ends"], row["start"] - start) \
                and (own := _MEMBER.match(quote, end)):
            row.update(measure=first["measure"], subject=first["subject"], action=first["action"], object=first["object"])
            first["_ends"] = own.end()
            continue
        first = None
        if row["measure"] and _OF.match(quote, end):
            at = quote.find(row["measure"], end)
            if 0 <= at <= end + 12:
                measure = _OWN_LIMIT.sub("", row["measure"])
                ends = at + len(measure)
                own = _MEMBER.match(quote, ends)
                row["measure"] = measure
                first = {**row, "_ends": own.end() if own else ends}


def _composition(quote: str, start: int, rows: list[dict]) -> None:
    """"40 % boys, 70 % locals and 12 % sailors": a list of shares, each with its own label."""
    labels = []
    for row in rows:
        label = _LABEL.match(quote, row["end"] - start) if row["kind"] == "percent" and row["status"] == "read" else None
        if label and (label[1].endswith("ly") or not gapped_clauses.never_first().isdisjoint(label[1].lower().split())):
            label = None
        if label is None:
            if len(labels) >= COMPOSED:
                break
            labels = []
            continue
        labels.append((row, label[1]))
    if len(labels) >= COMPOSED:
        for row, label in labels:
            row["measure"] = label


def _follows(quote: str, ends: int, at: int) -> bool:
    return ends <= at and _NEXT.fullmatch(quote, ends, at) is not None and at > ends


def _counts(rows: list[dict]) -> None:
    """"seven in California, two in Texas": a bare count takes the noun of the count before it."""
    previous = None
    for row in rows:
        if row["kind"] == "count" and row["status"] == "read":
            if not row["unit"] and previous is not None and previous["kind"] == "count":
                row["measure"] = previous["measure"]
                row["unit"], row["unit_basis"] = previous["unit"], "inferred"
            if row["unit"] and row["why"] != "count.hyphen":
                # "a 12-storey tower": the storeys are of the tower, and no other figure counts them
                previous = row
