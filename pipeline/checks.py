"""Checks inside one document: do its own figures fit together?

In: the claims of one document (mappings with the columns of claims) and its text. Out: rows of schemas.Checks, sorted by
the place of their first claim. Only figures that the text itself ties together are checked ("of which", "(34 miles)", "from
1 May to 3 May, for three days", a weekday before its full date): a check that fires wrongly costs a reader more than one
that stays silent. Where the tie is certain only when the figures fit (a sum without "in all"), a misfit is no row.

    >>> text = "It is 55 kilometres (34 miles) from the coast."
    >>> a = {"claim_id": "c-000000000001", "source_id": "s", "start": 6, "end": 19, "surface": "55 kilometres", "kind": "measure",
    ...      "value": "55", "bound": "exact", "precision": "0.5", "unit": "kilometer", "status": "read"}
    >>> b = {**a, "claim_id": "c-000000000002", "start": 21, "end": 29, "surface": "34 miles", "value": "34", "unit": "mile"}
    >>> [(row["kind"], row["holds"], row["explanation"]) for row in check([a, b], text)]
    [('conversion', 'yes', '55 kilometres is 34 miles after conversion')]
"""

from __future__ import annotations

import re

from pipeline import calendar_checks, sum_checks, unit_checks
from pipeline.compare import relation
from pipeline.contrasts import different
from pipeline.readings import reading

KINDS = ("conversion", "sum", "share", "difference", "count", "weekday", "duration", "anniversary", "repeat")
# "57 lifts" in one place and "58 lifts" in another are one figure only when the thing has this many words of its own
REPEAT_WORDS = 2
# such words take the time of their sentence from the one before it, which the claim does not know
_THEN = re.compile(r"\b(?:on|at|in|by) (?:that|this|the (?:same|other|previous|earlier|first|second|next)) (?:occasion|time|year|month|day|date|point|stage|vote|election|"
                   r"poll|survey|census|season|round|attempt)\b|\bthen\b|\b(?:that|the same|the (?:previous|following|next)) (?:year|month|day|season)\b"
                   r"|\b(?:earlier|later|previously|formerly|once)\b", re.IGNORECASE)


def check(claims, text: str) -> list[dict]:
    """Every check that the text invites, whether it holds or not."""
    read = sorted((c for c in claims if c.get("status", "read") == "read"), key=lambda c: (int(c["start"]), int(c["end"])))
    rows = []
    for find in (unit_checks.conversions, sum_checks.sums, sum_checks.shares, sum_checks.changes, sum_checks.lists,
                 calendar_checks.weekdays, calendar_checks.durations, calendar_checks.anniversaries, repeats):
        rows += find(read, text)
    rows = _once(rows)
    place = {c["claim_id"]: (int(c["start"]), int(c["end"])) for c in read}
    return sorted(rows, key=lambda r: (place[r["claim_ids"].split()[0]], KINDS.index(r["kind"]), r["claim_ids"]))


def _once(rows: list[dict]) -> list[dict]:
    """One row for a check that a document repeats word for word, about the claims of every place."""
    kept: dict[tuple, dict] = {}
    for found in rows:
        key = found["kind"], found["holds"], found["explanation"]
        if key in kept:
            together = dict.fromkeys(f"{kept[key]['claim_ids']} {found['claim_ids']}".split())
            kept[key] = {**kept[key], "claim_ids": " ".join(together)}
        else:
            kept[key] = found
    return list(kept.values())


def repeats(claims, text: str) -> list[dict]:
    """One thing named in the same words twice in a document, with two figures."""
    groups: dict[tuple, list] = {}
    for claim in claims:
        measure = " ".join(claim.get("measure", "").casefold().split())
        if len(measure.split()) < REPEAT_WORDS or claim.get("kind") in ("date", "period", "time", "ordinal", "duration"):
            continue
        if claim.get("bound") != "exact" or claim.get("part_of") or claim.get("modality", "stated") not in ("", "stated"):
            continue
        key = (measure, claim.get("unit", ""), *(claim.get(n, "").casefold() for n in ("subject", "object", "scope", "period", "as_of")))
        if not claim.get("subject") and not claim.get("scope") or _THEN.search(claim.get("quote", "")):
            continue
        groups.setdefault(key, []).append(claim)
    rows = []
    for members in groups.values():
        first = members[0]
        for other in members[1:]:
            if other.get("quote") == first.get("quote") or different(first, other) or reading(other) is None:
                continue
            verdict, why = relation(first, other)
            if verdict in ("agree", "conflict"):
                rows.append(unit_checks.row("repeat", verdict == "agree", first["surface"], other["surface"],
                                            f"the document gives one figure twice: {why}", first, other))
    return rows
