"""The date of a document and the word in its lead that means it: "SUNNYVALE, 29 February 2012 - The company today announced".

In: profiles. Out: pairs of indices that are one date, said twice: the word ("today", "on Wednesday") is an anaphor whose antecedent
is the dateline, so the event of the word took place on the printed date.
"""

from __future__ import annotations

from pipeline.printed_dates import OF_DOCUMENT, labelled
from pipeline.profiles import Profile

# rules of times that name a day only from where the reader stands
_FROM_THE_DOCUMENT = ("day.word", "weekday")
# code points between a dateline and its lead; what is said further down is another event of the day
LEAD = 600


def coreferent(made: list[Profile]) -> list[tuple[int, int]]:
    """(dateline, first word for the same day behind it) of every document that has both."""
    printed: dict[str, list[int]] = {}
    for i, p in enumerate(made):
        # "Published 3 May" is the page's own and not the report's
        if p.row["kind"] == "date" and p.row["measure"] == OF_DOCUMENT and not labelled(p.row["quote"]):
            printed.setdefault(p.row["source_id"], []).append(i)
    found: dict[int, int] = {}
    for j, p in enumerate(made):
        row = p.row
        if row["kind"] != "date" or row["measure"] == OF_DOCUMENT or row["modality"] != "stated" or not row["why"].startswith(_FROM_THE_DOCUMENT):
            continue
        for i in printed.get(row["source_id"], ()):
            line = made[i].row
            if line["value"] == row["value"] and 0 < row["start"] - line["end"] <= LEAD and (i not in found or row["start"] < made[found[i]].row["start"]):
                found[i] = j
    return sorted(found.items())
