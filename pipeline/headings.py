"""The unit that stands in the heading of a table's column or row: "Height (m)", "Cost ($ million)", "Share, %".

In: the heading's words. Out: what kind of figure stands below it, its unit, and the factor to the base unit; None where the
heading names none. The heading is read by the same readers as prose, with a 1 in the place of the figure.

    >>> heading_unit("Height (m)")
    ('measure', 'meter', Decimal('1'))
    >>> heading_unit("Cost ($ million)")
    ('money', '$', Decimal('1000000'))
    >>> heading_unit("Name (old)") is None
    True
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from pipeline.extract import read_mentions

_BEHIND = re.compile(r"(?:\(([^()]{1,30})\)|, (?:in )?([^,()]{1,20})|\bin ([^,()]{1,20}))\s*$")
_SIGN = re.compile(r"((?:[A-Z]{1,3})?[$€£¥])\s*(.*)$")
_KINDS = ("measure", "money", "percent", "duration")


@lru_cache(maxsize=4096)
def heading_unit(heading: str) -> tuple[str, str, Decimal] | None:
    """(kind, unit, factor) of the figures below a heading, or None."""
    found = _BEHIND.search(heading.strip())
    if not found:
        return None
    inner = next(filter(None, found.groups())).strip()
    signed = _SIGN.match(inner)
    text = f"{signed.group(1)}1 {signed.group(2)}".strip() if signed else f"1 {inner}"
    mentions = read_mentions(text)
    if len(mentions) != 1 or mentions[0].end != len(text) or mentions[0].ignored:
        return None
    mention = mentions[0]
    if mention.kind in _KINDS and mention.unit and re.fullmatch(r"1(0+)?", mention.value):
        return mention.kind, mention.unit, Decimal(mention.value)
    return None


def name_of(heading: str) -> str:
    """The heading without its unit: "Height (m)" -> "Height"."""
    return heading[:_BEHIND.search(heading.rstrip()).start()].strip() or heading if heading_unit(heading) else heading


def give_unit(row: dict, *headings: str) -> None:
    """Gives a bare number of a table the unit of the first heading that has one; a number that prints its own keeps it."""
    found = next(filter(None, map(heading_unit, headings)), None)
    if row["kind"] != "count" or row["unit"] or found is None:
        return
    row["kind"], row["unit"], factor = found
    row["unit_basis"] = "inferred"
    for name in ("value", "low", "high", "precision"):
        if row[name]:
            row[name] = _plain(Decimal(row[name]) * factor)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
