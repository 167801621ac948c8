"""The stages as functions of frames, in the order of the data: mentions -> claims -> matched -> facts and discrepancies.

    documents, mentions, texts  --normalise-->  claims
    claims, decisions           --match------>  claims with fact_id, proposals
    matched, documents, ...     --reconcile-->  claims, facts, discrepancies, sources, proposals, checks
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from pipeline import checks, compare, discrepancies, match, normalise, reconcile, review, tables
from pipeline.mention import Mention
from pipeline.profiles import Rarity, profiles

# near misses of another scope that are shown: at least this alike, at most this many a document pair
SCOPE_ALIKE = 0.55
SCOPE_SHOWN = 3


def mention_rows(source_id: str, text: str, mentions: list[Mention]) -> list[dict]:
    """Mentions of one document as rows of schemas.Mentions."""
    return [{
        "source_id": source_id, "start": m.start, "end": m.end, "surface": text[m.start:m.end], "kind": m.kind, "value": m.value,
        "low": m.low, "high": m.high, "bound": m.bound, "precision": m.precision, "unit": m.unit, "unit_basis": m.unit_basis,
        "number_start": m.number[0], "number_end": m.number[1], "noun": m.noun, "relative": m.relative, "anchor": m.anchor,
        "rule": m.rule, "status": "ignored" if m.ignored else "read", "why": m.ignored or m.rule,
    } for m in mentions]


def mentions_of(frame: pd.DataFrame) -> dict[str, list[Mention]]:
    """Rows of schemas.Mentions as mentions, by source."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for r in frame.to_dict("records"):
        found[r["source_id"]].append(Mention(
            r["start"], r["end"], r["kind"], r["value"], r["low"], r["high"], r["bound"], r["precision"], r["unit"], r["unit_basis"],
            (r["number_start"], r["number_end"]), r["noun"], r["relative"], r["anchor"], r["rule"],
            r["why"] if r["status"] == "ignored" else ""))
    return found


def normalised(documents: pd.DataFrame, mentions: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """schemas.Claims of all documents that were read, without fact_id."""
    by_source = mentions_of(mentions)
    rows = []
    for source in documents.to_dict("records"):
        if source["status"] == "read":
            rows += normalise.claims_of(source, texts[source["source_id"]], by_source.get(source["source_id"], []))
    return tables.frame("claims", rows)


def matched(claims: pd.DataFrame, decisions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Claims with the reviewer's readings and fact_id, and proposals."""
    rows = claims.to_dict("records")
    effective = review.effective(decisions, claims)
    rows = review.apply_readings(rows, effective)
    must, cannot = review.pairs(effective)
    return match.match(tables.frame("claims", rows), must, cannot)


def reconciled(claims: pd.DataFrame, proposals: pd.DataFrame, documents: pd.DataFrame, decisions: pd.DataFrame,
               texts: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The published tables: claims, facts, discrepancies, sources, proposals, checks."""
    rows = sorted(claims.to_dict("records"), key=lambda r: r["claim_id"])
    by_id = {r["claim_id"]: r for r in rows}
    sources = {r["source_id"]: r for r in documents.to_dict("records")}
    effective = review.effective(decisions, claims)
    facts, facts_of, relations, copies, measured = reconcile.facts_and_roles(rows, sources, lambda members: review.choice(effective, members))
    by_source: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        if row["status"] == "read":
            by_source[row["source_id"]].append(row)
    checked = []
    for source in sorted(by_source):
        checked += checks.check(sorted(by_source[source], key=lambda r: (r["start"], r["end"])), texts.get(source, ""))
    found = discrepancies.of_facts(facts, facts_of, relations, copies, evidence(facts, facts_of, rows))
    found += discrepancies.of_scopes(near_scopes(rows))
    found += discrepancies.of_checks(checked, by_id)
    found = review.mark_stale(found, effective)
    return {
        "claims": tables.frame("claims", rows), "facts": tables.frame("facts", facts),
        "discrepancies": tables.frame("discrepancies", discrepancies.order(found)),
        "sources": reconcile.source_rows(documents, measured), "proposals": proposals, "checks": tables.frame("checks", checked),
    }


def evidence(facts, facts_of, rows) -> dict[str, str]:
    """fact id -> the other figures that the rival sentences share ("the shared 151 women"): what shows that it is one fact."""
    by_sentence: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for row in rows:
        if row["fact_id"]:
            by_sentence[row["source_id"], row["quote"]].append(row)
    found = {}
    for fact in facts:
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
    scored = match.score_pairs(made, rarity)
    ranked = []
    for (i, j), f in scored.items():
        a, b = made[i].row, made[j].row
        if a["source_id"] == b["source_id"] or a["fact_id"] == b["fact_id"] or a["kind"] in ("date", "period", "time"):
            continue
        alike = match.context_score(f)
        if alike < SCOPE_ALIKE or not f["head"] or made[i].key == made[j].key:
            continue
        why = compare.different(a, b)
        if why:
            ranked.append((-alike, a["claim_id"], b["claim_id"], a, b, why))
    shown: dict[tuple, int] = defaultdict(int)
    used: set[tuple] = set()
    result = []
    for _, _, _, a, b, why in sorted(ranked, key=lambda r: r[:3]):
        pair = tuple(sorted((a["source_id"], b["source_id"])))
        facts = tuple(sorted((a["fact_id"], b["fact_id"])))
        if shown[pair] < SCOPE_SHOWN and facts not in used:
            shown[pair] += 1
            used.add(facts)
            result.append((a, b, why))
    return result
