"""Matched claims -> the published tables: facts with a value and a basis, discrepancies with a reason, sources, checks.

In: matched claims, proposals, documents, the ledger and the texts. Out: a frame for each table of schemas.PUBLISHED. The work is
done by `facts`, `discrepancies` and `checks`; here they are put together, and shared figures and confusable scopes are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline import checks, compare, discrepancies, facts, review, tables
from pipeline.features import chunks, context_score
from pipeline.links import Candidates
from pipeline.progress import Tell, quiet, share, told

# near misses of another scope that are shown: at least this alike, at most this many a document pair
SCOPE_ALIKE = 0.55
SCOPE_SHOWN = 3
# and at most this many in all, the most alike first: a large corpus has thousands, and nobody reads them
SCOPE_MOST = 100


def reconcile(claims: pd.DataFrame, proposals: pd.DataFrame, documents: pd.DataFrame, decisions: pd.DataFrame,
               texts: Mapping[str, str], tell: Tell = quiet, candidates: Candidates | None = None) -> dict[str, pd.DataFrame]:
    """The published tables: claims, facts, discrepancies, sources, proposals, checks. `candidates` are those of `match.matched`, where
    they are still at hand."""
    rows = sorted(tables.records(claims), key=lambda r: r["claim_id"])
    by_id = {r["claim_id"]: r for r in rows}
    sources = {r["source_id"]: r for r in tables.records(documents)}
    effective = review.effective(decisions, claims)
    ruled = review.about(effective)
    stated, facts_of, relations, copies, measured = facts.facts_and_roles(
        rows, sources, lambda members: review.settle(ruled(c["claim_id"] for c in members), members), share(tell, 5, 50))
    by_source: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        if row["status"] == "read":
            by_source[row["source_id"]].append(row)
    checked = []
    for source in told(sorted(by_source), share(tell, 50, 60), every=100):
        checked += checks.check(sorted(by_source[source], key=lambda r: (r["start"], r["end"])), texts.get(source, ""))
    found = discrepancies.of_facts(stated, facts_of, relations, copies, evidence(stated, facts_of, rows))
    found += discrepancies.of_scopes(near_scopes(candidates or Candidates(rows), share(tell, 60, 100)))
    found += discrepancies.of_checks(checked, by_id)
    stale = {fact["fact_id"] for fact in stated if fact["stale"]}
    found = [{**row, "state": "stale"} if row["fact_id"] in stale else row if row["fact_id"] else
             {**row, "state": review.state_of(row["claim_ids"].split(), ruled(row["claim_ids"].split()))} for row in found]
    return {
        "claims": tables.frame("claims", rows), "facts": tables.frame("facts", stated),
        "discrepancies": tables.frame("discrepancies", discrepancies.order(found)),
        "sources": facts.source_rows(documents, measured), "proposals": proposals, "checks": tables.frame("checks", checked),
    }


def evidence(stated, facts_of, rows) -> dict[str, str]:
    """fact id -> the other figures that the rival sentences share ("the shared 151 women"): what shows that it is one fact."""
    by_sentence: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for row in rows:
        if row["fact_id"]:
            by_sentence[row["source_id"], row["quote"]].append(row)
    found = {}
    for fact in stated:
        if fact["status"] in ("single", "agree"):
            continue
        members = sorted(facts_of[fact["fact_id"]], key=lambda r: r["claim_id"])
        shared: dict[str, str] = {}
        for i, a in enumerate(members[:20]):
            others = {r["fact_id"]: r for r in by_sentence[a["source_id"], a["quote"]] if r["fact_id"] != fact["fact_id"]}
            for b in members[i + 1:20]:
                if b["source_id"] == a["source_id"]:
                    continue
                for r in by_sentence[b["source_id"], b["quote"]]:
                    partner = others.get(r["fact_id"])
                    if partner is not None and (partner["value"], partner["low"]) == (r["value"], r["low"]):
                        longer = max(partner, r, key=lambda c: (len(c["measure"]), c["claim_id"]))
                        shared[r["fact_id"]] = _named(partner, longer)
        if shared:
            found[fact["fact_id"]] = "the shared " + " and ".join(f"“{text}”" for text in sorted(shared.values())[:3])
    return found


def _named(claim, longer) -> str:
    surface = " ".join(claim["surface"].split())
    if claim["kind"] == "count" and claim["unit"] and claim["unit"].split()[-1][:4] not in surface:
        return f"{surface} {longer['measure'] or claim['unit']}"
    return surface


def near_scopes(candidates: Candidates, tell: Tell = quiet) -> list[tuple[dict, dict, str]]:
    """Pairs of different documents that resemble each other but are told apart by place, period or part."""
    made, columns, first, second = candidates.made, candidates.columns, candidates.first, candidates.second
    fact = np.unique([p.row["fact_id"] for p in made], return_inverse=True)[1]
    code = columns.code
    kept = ((code["source_id"][first] != code["source_id"][second]) & (fact[first] != fact[second]) & ~columns.time[first]
            & (code["key"][first] != code["key"][second]))
    first, second = first[kept], second[kept]
    alike = np.zeros(len(first))
    for here, i, j in chunks(first, second):
        f = columns.wording(i, j)
        alike[here] = np.where(f["head"] > 0, context_score(f), 0.0)
        tell(here.stop, len(first))
    kept = np.flatnonzero(alike >= SCOPE_ALIKE)
    shown: dict[tuple, int] = defaultdict(int)
    used: set[tuple] = set()
    result = []
    for n in kept[np.lexsort((second[kept], first[kept], -alike[kept]))].tolist():
        one, other = made[first[n]], made[second[n]]
        a, b = one.row, other.row
        pair = tuple(sorted((a["source_id"], b["source_id"])))
        both = tuple(sorted((a["fact_id"], b["fact_id"])))
        if shown[pair] >= SCOPE_SHOWN or both in used:
            continue
        # alike by the verb alone ("provided $5 million", "provided another $3 million") confuses nobody
        why = compare.different(a, b) if (one.measure & other.measure) - {one.action, other.action} else ""
        if why:
            shown[pair] += 1
            used.add(both)
            result.append((a, b, why))
        if len(result) == SCOPE_MOST:
            break
    return result
