"""Matched claims -> the published tables: facts with a value and a basis, discrepancies with a reason, sources, checks.

In: matched claims, proposals, documents, the ledger and the texts. Out: a frame for each table of schemas.PUBLISHED. The work is
done by `facts`, `discrepancies` and `checks`; here they are put together, and shared figures and confusable scopes are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from pipeline import checks, compare, discrepancies, facts, match, review, tables
from pipeline.profiles import Rarity, profiles

# near misses of another scope that are shown: at least this alike, at most this many a document pair
SCOPE_ALIKE = 0.55
SCOPE_SHOWN = 3
# and at most this many in all, the most alike first: a large corpus has thousands, and nobody reads them
SCOPE_MOST = 100


def reconcile(claims: pd.DataFrame, proposals: pd.DataFrame, documents: pd.DataFrame, decisions: pd.DataFrame,
               texts: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The published tables: claims, facts, discrepancies, sources, proposals, checks."""
    rows = sorted(claims.to_dict("records"), key=lambda r: r["claim_id"])
    by_id = {r["claim_id"]: r for r in rows}
    sources = {r["source_id"]: r for r in documents.to_dict("records")}
    effective = review.effective(decisions, claims)
    stated, facts_of, relations, copies, measured = facts.facts_and_roles(rows, sources, lambda members: review.settle(effective, members))
    by_source: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        if row["status"] == "read":
            by_source[row["source_id"]].append(row)
    checked = []
    for source in sorted(by_source):
        checked += checks.check(sorted(by_source[source], key=lambda r: (r["start"], r["end"])), texts.get(source, ""))
    found = discrepancies.of_facts(stated, facts_of, relations, copies, evidence(stated, facts_of, rows))
    found += discrepancies.of_scopes(near_scopes(rows))
    found += discrepancies.of_checks(checked, by_id)
    stale = {fact["fact_id"] for fact in stated if fact["stale"]}
    found = [{**row, "state": "stale"} if row["fact_id"] in stale else row if row["fact_id"] else
             {**row, "state": review.state_of(row["claim_ids"].split(), effective)} for row in found]
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


def near_scopes(rows) -> list[tuple[dict, dict, str]]:
    """Pairs of different documents that resemble each other but are told apart by place, period or part."""
    made = profiles([r for r in rows if r["status"] == "read"])
    rarity = Rarity(made)
    ranked = []
    for i, j in match.comparable(made, rarity):
        a, b = made[i].row, made[j].row
        if a["source_id"] == b["source_id"] or a["fact_id"] == b["fact_id"] or a["kind"] in ("date", "period", "time"):
            continue
        f = match.wording(made[i], made[j], rarity)
        alike = match.context_score(f)
        if alike < SCOPE_ALIKE or not f["head"] or made[i].key == made[j].key:
            continue
        why = compare.different(a, b)
        # alike by the verb alone ("provided $5 million", "provided another $3 million") confuses nobody
        if why and (made[i].measure & made[j].measure) - {made[i].action, made[j].action}:
            ranked.append((-alike, a["claim_id"], b["claim_id"], a, b, why))
    shown: dict[tuple, int] = defaultdict(int)
    used: set[tuple] = set()
    result = []
    for _, _, _, a, b, why in sorted(ranked, key=lambda r: r[:3]):
        pair = tuple(sorted((a["source_id"], b["source_id"])))
        both = tuple(sorted((a["fact_id"], b["fact_id"])))
        if len(result) < SCOPE_MOST and shown[pair] < SCOPE_SHOWN and both not in used:
            shown[pair] += 1
            used.add(both)
            result.append((a, b, why))
    return result
