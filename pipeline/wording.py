"""Readings in words for people: numbers with their scale, bounds, verdicts and bases.

In: text cells of the tables. Out: short text. Nothing here is read again by a stage, so the words may change freely.

    >>> number("1600000000"), number("15000"), number("0.25")
    ('1.6 billion', '15,000', '0.25')
    >>> said({"value": "1600000000", "low": "1600000000", "high": "", "bound": "more_than", "unit": "CAD"})
    'more than 1.6 billion CAD'
"""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
BOUNDS = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "between": "",
    "vague": "",
}
VERDICTS = {
    "prefer_a": "take the first",
    "prefer_b": "take the second",
    "both_hold": "keep all",
    "same": "same fact",
    "different": "not the same fact",
    "misread": "misread",
    "reads_as": "reads as",
    "reopen": "open again",
}
KINDS = {
    "conflict": "contradiction",
    "updated": "as of different dates",
    "different_scope": "different scope",
    "vague": "imprecise",
    "arithmetic": "does not add up",
    "calendar": "calendar does not fit",
}
# kinds by what they ask of a reader: settle it, look for a slip inside one document, know it
CONTRADICTIONS = ("conflict",)
MISFITS = ("arithmetic", "calendar")
EXPLAINED = ("updated", "vague", "different_scope")
BASES = {
    "only": "the only claim",
    "agreement": "the claims agree",
    "latest": "the latest as-of date",
    "primary": "the primary source",
    "majority": "most independent sources",
    "precise": "the most precise reading",
    "decision": "a reviewer’s decision",
}
PUBLISHED = {"not_before": "not before ", "metadata": "", "dateline": "", "printed": "", "given": "", "file_name": ""}


def number(text: str) -> str:
    """A plain decimal with thousands separators, or scaled where that loses nothing; other text as it is."""
    if not _NUMBER.match(text):
        return text
    value = Decimal(text)
    for size, name in SCALES:
        if abs(value) >= size:
            scaled = (value / size).normalize()
            if -scaled.as_tuple().exponent <= 3:
                return f"{scaled:,f} {name}"
            break
    return f"{value:,f}"


def said(claim) -> str:
    """The reading of a claim (mapping with value, low, high, bound, unit) for people."""
    bound = claim.get("bound") or "exact"
    unit = f" {claim['unit']}" if claim.get("unit") else ""
    if claim.get("value"):
        return f"{BOUNDS[bound]}{number(claim['value'])}{unit}"
    low, high = number(claim.get("low", "")), number(claim.get("high", ""))
    if low and high:
        return f"{low} to {high}{unit}" + (" (vague)" if bound == "vague" else "")
    if low or high:
        return f"{'from ' + low if low else 'up to ' + high}{unit}"
    return ""


def published(source) -> str:
    """When a source was published, with the doubt about it."""
    if not source.get("published"):
        return "undated"
    return PUBLISHED.get(source.get("published_basis", ""), "") + source["published"]


def several(count: int, one: str, many: str = "") -> str:
    """As in "1 claim" and "3 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def decided(decision, surfaces: dict[str, str]) -> str:
    """A decision in words: `surfaces` names the claims as printed."""
    first = surfaces.get(decision.claim_a, decision.claim_a)
    second = surfaces.get(decision.claim_b, decision.claim_b)
    if decision.verdict == "prefer_a":
        return f"take {first}, not {second}"
    if decision.verdict == "prefer_b":
        return f"take {second}, not {first}"
    if decision.verdict == "reads_as":
        return f"{first} reads as {decision.value}"
    if decision.verdict == "misread":
        return f"{first} is misread"
    both = f"{first} and {second}" if decision.claim_b else first
    return {
        "both_hold": f"{both}: keep both" if decision.claim_b else f"{both}: leave as printed",
        "same": f"{both}: same fact",
        "different": f"{both}: not the same fact",
    }[decision.verdict]
