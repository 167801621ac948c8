"""What the report shows of a build: all of it, or of a large one the worst, so that the page stays one that a browser can open.

In: rows of the published tables. Out: an `Excerpt`: rows in the order of the page.
A page of all figures of 10,000 documents would be half a gigabyte. Each part is cut where its figures pass a limit: first come
the gravest differences, the likeliest proposals, what most sources agree on, the checks that fail; of the documents those that
the cards quote. The counts of the page are of the whole build, and each part says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline import wording

# figures that a part of the page shows at most; a figure takes about a kilobyte
MOST = {"contradictions": 6_000, "misfits": 2_000, "explained": 3_000, "proposals": 2_000, "agreements": 6_000, "checks": 3_000, "documents": 20_000}
SEVERITY_RANK = {"high": 0, "medium": 1, "low": 2}
STATE_RANK = {"stale": 0, "open": 1, "decided": 2}


@dataclass
class Excerpt:
    """The rows that are shown, in the order of the page, and the number of agreements, shown or not."""

    discrepancies: list[dict]
    proposals: list[dict]
    agreements: list[dict]
    checks: list[dict]
    sources: list[dict]
    n_agreements: int = 0


def within(rows: Iterable[dict], size: Callable[[dict], int], most: int) -> list[dict]:
    """The first rows, as long as their sizes together do not pass `most`; at least one."""
    found, total = [], 0
    for row in rows:
        total += size(row)
        if total > most and found:
            break
        found.append(row)
    return found


def excerpt(rows: dict[str, list[dict]], source_of: dict[str, str]) -> Excerpt:
    """The excerpt of the published tables; `source_of` maps claim ids to source ids."""
    question = {fact["fact_id"]: fact["question"] for fact in rows["facts"]}
    described = {row["fact_id"] for row in rows["discrepancies"]}
    agreed = [fact for fact in rows["facts"] if fact["status"] in ("agree", "compatible") and fact["fact_id"] not in described]
    kinds = {"contradictions": wording.CONTRADICTIONS, "misfits": wording.MISFITS, "explained": wording.EXPLAINED}
    found = sorted(rows["discrepancies"], key=lambda row: _gravest(row, question))
    ordered = {name: [row for row in found if row["kind"] in of] for name, of in kinds.items()} | {
        "proposals": sorted(rows["proposals"], key=lambda row: (-float(row["score"] or 0), row["claim_a"], row["claim_b"])),
        "agreements": sorted(agreed, key=lambda fact: (-fact["n_sources"], -fact["n_claims"], fact["question"], fact["fact_id"])),
        "checks": sorted(rows["checks"], key=lambda row: (row["holds"] == "yes", *row.values())),
    }
    sizes = {"proposals": lambda row: 2, "agreements": lambda fact: fact["n_claims"]}
    shown = {name: within(rows, sizes.get(name, _listed), MOST[name]) for name, rows in ordered.items()}
    cards = [row for name in kinds for row in shown.pop(name)]
    quoted = [source_of[claim] for row in cards for claim in row["claim_ids"].split() if claim in source_of]
    place = {source: n for n, source in reversed(list(enumerate(quoted)))}
    per_source: dict[str, int] = dict.fromkeys(source_of.values(), 0)
    for source in source_of.values():
        per_source[source] += 1
    wanted = sorted(rows["sources"], key=lambda row: (place.get(row["source_id"], len(quoted)), row["source_id"]))
    sources = within(wanted, lambda row: 1 + per_source.get(row["source_id"], 0), MOST["documents"])
    return Excerpt(cards, **shown, sources=sorted(sources, key=lambda row: row["source_id"]), n_agreements=len(agreed))


def _listed(row: dict) -> int:
    return len(row["claim_ids"].split())


def _gravest(row: dict, question: dict[str, str]) -> tuple:
    """What went stale, then the severe, then the far apart."""
    return (STATE_RANK[row["state"]], SEVERITY_RANK[row["severity"]], -float(row["spread"] or 0),
            question.get(row["fact_id"]) or row["summary"], row["discrepancy_id"])
