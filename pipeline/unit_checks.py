"""Conversions printed beside their figure: "55 kilometres (34 miles)", "39,000 tonnes (43,000 short tons; 38,000 long tons)".

In: the claims of a document in order of place, and its text. Out: rows of schemas.Checks of kind conversion. `row` and `gap`
are what all checks share.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import conversion
from pipeline.readings import hedge, number

# between a figure and its conversion stand a bracket or "or", with a hedge at most
_TIE = re.compile(r"\s{0,2}[(\[]\s?(?:or|i\.e\.|that is|about|around|some|roughly|approximately|nearly|over|more than|=|≈|~)?\s{0,2}"
                  r"|\s{0,2}[,–—]?\s(?:or|equivalent to|equal to)\s(?:about\s|some\s|roughly\s|approximately\s|nearly\s)?|\s?[/=≈]\s?")
_FURTHER = re.compile(r"\s?[;,/]\s?(?:or\s)?")
# a conversion of a bounded or hedged figure is itself loose
LOOSE_SHARE = Decimal("0.1")
TIE_LENGTH = 24


def gap(text: str, a, b) -> str:
    """The text between two claims; "\\0" when they overlap or stand the other way round."""
    start, end = int(a["end"]), int(b["start"])
    return text[start:end] if start <= end else "\0"


def row(kind: str, holds: bool, stated: str, computed: str, explanation: str, *claims) -> dict:
    """One row of schemas.Checks about some claims of one document."""
    squash = lambda s: " ".join(str(s).split())  # noqa: E731
    return {"source_id": claims[0].get("source_id", ""), "kind": kind, "holds": "yes" if holds else "no",
            "stated": squash(stated), "computed": squash(computed), "explanation": squash(explanation),
            "claim_ids": " ".join(dict.fromkeys(c["claim_id"] for c in claims))}


def plain(value) -> str:
    """A computed number for people: four significant digits or whole, no exponent."""
    value = Decimal(str(value))
    if value == value.to_integral_value() or abs(value) >= 1000:
        return f"{value.quantize(Decimal(1)):,}"
    return f"{float(value):.4g}"


def conversions(claims, text: str) -> list[dict]:
    """A measure followed at once by a measure in another unit of the same kind."""
    rows = []
    for i, first in enumerate(claims[:-1]):
        if first.get("kind") not in ("measure", "duration"):
            continue
        last = first
        for j, second in enumerate(claims[i + 1:i + 4]):
            between = gap(text, last, second)
            tied = (_TIE if j == 0 else _FURTHER).fullmatch(between) if len(between) <= TIE_LENGTH else None
            if not tied or (j and ")" in text[int(first["end"]):int(second["start"])]):
                break
            if second.get("kind") != first["kind"] or second.get("unit") == first.get("unit"):
                break
            found = _conversion(first, second)
            if found:
                rows.append(found)
            last = second
    return rows


def _conversion(a, b) -> dict | None:
    one, other = number(a.get("value", "")), number(b.get("value", ""))
    ways = conversion.conversions(a.get("unit", ""), b.get("unit", ""))
    if one is None or other is None or not ways or not one or not other:
        return None
    loose = a.get("bound") != "exact" or b.get("bound") != "exact"
    tries = []
    for way in ways:
        made = Decimal(repr(way.apply(one)))
        room = Decimal(repr(way.scale(_width(a, one)))) + _width(b, other)
        if loose:
            room = max(room, abs(made) * LOOSE_SHARE)
        tries.append((abs(made - other) > room * Decimal("1.000001"), abs(made - other), made))
    missed, _, made = min(tries)
    if missed and a.get("kind") == "duration":
        return None  # a working day has eight hours, a school year nine months: no slip is sure
    verdict = "is" if not missed else "is not"
    computed = f"{plain(made)} {b['unit'].replace('_', ' ')}"
    told = "" if not missed else f": it is {computed}"
    return row("conversion", not missed, b["surface"], computed, f"{a['surface']} {verdict} {b['surface']} after conversion{told}", a, b)


def _width(claim, value: Decimal) -> Decimal:
    return hedge(value, number(claim.get("precision", "")) or Decimal(0))
