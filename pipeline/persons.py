"""Figures without a noun that count people: "killing 21", "150 remain unaccounted for", "9 died".

In: a sentence and its claims, after a series has lent them what it says once. Out: the same claims; a bare count has the unit "person"
where its words are of people only.

    >>> from pipeline.normalise import read_claims
    >>> [c["unit"] for c in read_claims("The storm killed 21, and 9 remain unaccounted for.")]
    ['person', 'person']
"""

from __future__ import annotations

import re

from pipeline.rules import load

_RULES = load("nouns")["persons"]
_BEFORE = re.compile(r"\b(?:" + "|".join(_RULES["before"].split()) + r")\s+(?:(?:another|a further|some|only|just|in all)\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:(?:have|had|also|still|reportedly|later|then)\s+)*(?:"
                    + "|".join(w.replace(" ", r"\s+(?:still\s+|also\s+|later\s+|reported\s+)?") for w in _RULES["after"].split("|")) + r")\b", re.IGNORECASE)
# behind a figure that ends its phrase
_ENDS = re.compile(r"\s*(?:[.,;:!?)—–]|$|\s(?:and|or|but|in|on|at|by|with|as|while|when|after|before|since|making|leaving|including|of)\b)")
# who is missing is no body that was found
_LOST = re.compile(r"\s+(?:(?:are|were|is|was|remain|remained)\s+)?(?:still\s+)?(?:missing|unaccounted)\b", re.IGNORECASE)


def count(quote: str, start: int, rows: list[dict]) -> None:
    """Gives bare counts of people their unit; changes the rows."""
    for row in rows:
        if row["kind"] != "count" or row["status"] != "read":
            continue
        at, end = row["start"] - start, row["end"] - start
        lost = row["unit_basis"] == "inferred" and row["unit"].split(" ")[-1] == "body" and _LOST.match(quote, end)
        if lost:
            row.update(unit="person", measure=lost[0].split()[-1].lower())
        elif not row["unit"] and (_AFTER.match(quote, end) or _BEFORE.search(quote, 0, at) and _ENDS.match(quote, end)):
            row.update(unit="person", unit_basis="inferred")
