"""Claims of passages whose publication dates are not known: both are read as if written on one day, and it is remembered.

In: two passages and what is known of their dates. Out: their claims, and `judge`, which compares two of them. A time that
counts from the date of writing ("this year", "on Friday") is compared on the assumed day, but an assumption never makes a
conflict: only a month and a day that both passages print can differ without the year.

    >>> a, b = claims("It opened in the second half of 2012.", "It opened by the end of this year.")
    >>> judge(a[0], b[0])[0]
    'compatible'
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.compare import relation
from pipeline.mention import TIMES
from pipeline.normalise import read_claims
from pipeline.readings import reading, show
from pipeline.rules import load
from pipeline.scores import scores

# The day of the year that stands in for an unknown day of writing: its middle, so that "this year" holds most of the others.
MIDDLE = "-07-01"
NO_YEAR = "2000"
_YEAR = re.compile(r"\d{4}")


@lru_cache(maxsize=4096)
def _read(text: str, published: str, side: str) -> tuple[dict, ...]:
    return tuple(scores(text, read_claims(text, published, source_id=side)))


def claims(text_a: str, text_b: str, published_a: str = "", published_b: str = "") -> tuple[list[dict], list[dict]]:
    """The claims of both passages that were read. Dates of an undated passage carry `printed`: their reading without a day of
    writing, the row as it is; the row itself is read on the assumed day."""
    bare = _read(text_a, published_a, "a"), _read(text_b, published_b, "b")
    known = published_a or published_b
    assumed = known or _assumed(bare)
    sides = []
    for text, published, rows, side in ((text_a, published_a, bare[0], "a"), (text_b, published_b, bare[1], "b")):
        loose = not published and any(r["kind"] in TIMES and (not r["value"] or r["value"].startswith("-")) for r in rows)
        if not loose:
            sides.append([r for r in rows if r["status"] == "read"])
            continue
        dated = _read(text, assumed, side)
        sides.append([_blank({**on, "printed": row} if on["kind"] in TIMES else on) for row, on in zip(rows, dated, strict=True)
                      if row["status"] == "read"])
    return sides[0], sides[1]


def _blank(row: dict) -> dict:
    """The assumed day is no as-of date."""
    if row["as_of_basis"] == "document date":
        return {**row, "as_of": "", "as_of_basis": ""}
    return row


def _assumed(sides) -> str:
    years = [r["value"][:4] for rows in sides for r in rows if r["kind"] in ("date", "period") and _YEAR.match(r["value"])]
    return (max(years) if years else NO_YEAR) + MIDDLE


def judge(a: dict, b: dict, same_words: bool = False) -> tuple[str, str]:
    """`compare.relation`, careful with times that were read on an assumed day."""
    if "printed" not in a and "printed" not in b:
        return relation(a, b, same_words)
    printed = a.get("printed", a), b.get("printed", b)
    if a["kind"] in TIMES and b["kind"] in TIMES and reading(printed[0]) is not None and reading(printed[1]) is not None:
        return relation(*printed, same_words)
    verdict, why = relation(a, b, same_words)
    together = same_words and "printed" in a and "printed" in b  # two versions of one text count from one day
    if verdict in ("conflict", "updated") and not together and not (_names_day(a) and _names_day(b)):
        return "incomparable", f"{show(a)} and {show(b)}: the day they count from is not known"
    return verdict, why


def _names_day(claim: dict) -> bool:
    words = re.findall(r"[a-z]+", claim["surface"].casefold())
    months = {m.casefold() for m in _months()}
    return any(w in months for w in words) and bool(re.search(r"\d", claim["surface"]))


@lru_cache(maxsize=1)
def _months() -> tuple[str, ...]:
    return tuple(w for words in load("times")["vocabulary"]["month"].values() for w in words)
