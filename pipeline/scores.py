"""Marks out of a full mark: "4.2/10", "8.5 out of 10", "3 of 5 stars" are scores, neither shares of a whole nor two counts.

In: a passage and its claims. Out: the claims with every score as one claim of kind measure and unit "/10" (or another full
mark), so that it is compared with scores and never with a percentage of people.

    >>> rows = [{"kind": "count", "start": 19, "end": 22, "value": "4.2", "unit": ""}, {"kind": "count", "start": 23, "end": 25, "value": "10", "unit": ""}]
    >>> [(r["kind"], r["unit"], r["end"]) for r in scores("It has a rating of 4.2/10 there.", rows)]
    [('measure', '/10', 25)]
"""

from __future__ import annotations

import re

FULL = ("4", "5", "6", "10", "20", "100")
_BETWEEN = re.compile(r"\s?/\s?|\s(?:out of|of)\s")
_WHOLE = re.compile(r"(\d+(?:\.\d+)?)\s?(?:/|out of)\s?(\d+)")
# what a mark is given for; a plain "1/10 of patients" stays a share
_RATED = re.compile(r"\b(?:rat(?:ed|ing|ings|es)|scor(?:e|ed|es|ing)|grad(?:e|ed)|marks?|stars?|review(?:s|ed)?|averag(?:e|ed|ing))\b", re.IGNORECASE)
REACH = 60
# a decimal counts nothing: beside these words it is the magnitude of a quake, printed without its name ("a 4.4 quake")
_QUAKE = re.compile(r"\b(?:magnitude|(?:earth)?quakes?|temblors?|tremors?|aftershocks?|foreshocks?|Richter)\b", re.IGNORECASE)
QUAKE_REACH = 24


def scores(text: str, rows: list[dict]) -> list[dict]:
    """The rows with scores put together; all other rows as they are."""
    made: list[dict] = []
    skip = False
    for row, after in zip(rows, [*rows[1:], None], strict=False):
        if skip:
            skip = False
            continue
        near = text[max(0, row["start"] - REACH):row["end"] + REACH // 2]
        if after is not None and row["kind"] == "count" and row["value"] and after["value"] in FULL and after["start"] - row["end"] < 10 \
                and _BETWEEN.fullmatch(text[row["end"]:after["start"]]) and _RATED.search(near) and float(row["value"]) <= float(after["value"]):
            made.append({**row, "kind": "measure", "unit": f"/{after['value']}", "end": after["end"], "measure": "score",
                         "surface": text[row["start"]:after["end"]]})
            skip = True
        elif row["kind"] == "ratio" and (found := _WHOLE.search(text[row["start"]:row["end"]])) and found[2] in FULL and _RATED.search(near):
            made.append({**row, "kind": "measure", "unit": f"/{found[2]}", "measure": "score", **_scaled(row, float(found[2]))})
        elif row["kind"] == "count" and _decimal(row["value"]) and _QUAKE.search(text[max(0, row["start"] - QUAKE_REACH):row["end"] + QUAKE_REACH]):
            made.append({**row, "kind": "measure", "unit": "magnitude"})
        else:
            made.append(row)
    return made


def _decimal(value: str) -> bool:
    """Whether a value has a place after the point, as no count has; quakes stay below ten."""
    return "." in value and abs(float(value)) < 10


def _scaled(row: dict, full: float) -> dict:
    return {name: row[name] and f"{float(row[name]) * full:.6g}" for name in ("value", "low", "high", "precision") if name in row}
