"""Differences that a person should know, worst first: contradictions, then what is explained, then failed checks.

In: facts, their claims and relations, near misses of other scope, failed checks. Out: rows of schemas.Discrepancies.
"""

from __future__ import annotations

from pipeline import ids

# A contradiction below this relative spread is a slip of rounding more likely than another fact
SMALL_SPREAD = 0.005
HEDGED = ("about", "vague", "between")
KIND = {"conflict": "conflict", "updated": "updated", "compatible": "vague"}
STATUS_WORDS = {"conflict": "The figures cannot both be true", "updated": "A later figure explains it", "compatible": "All readings can be true together"}


def shown(claim: dict) -> str:
    """A claim's figure as printed, on one line."""
    return " ".join(claim["surface"].split())


def severity(fact: dict, claims: list[dict], worst: list[dict]) -> str:
    """high: both figures unhedged and stated; medium: hedged, attributed or a moving figure; low: explained or tiny."""
    if fact["status"] == "conflict":
        spread = float(fact["spread"] or 0)
        if claims[0]["kind"] not in ("date", "period", "time") and 0 < spread < SMALL_SPREAD:
            return "low"
        if any(c["bound"] in HEDGED or c["modality"] != "stated" for c in worst):
            return "medium"
        return "high"
    return "medium" if fact["status"] == "updated" else "low"


def of_facts(facts, facts_of, relations, copies, evidence) -> list[dict]:
    """One discrepancy for each fact whose claims do not all say the same. `evidence` names shared figures of a fact."""
    rows = []
    for fact in facts:
        if fact["status"] not in KIND or fact["status"] == "single":
            continue
        members = sorted(facts_of[fact["fact_id"]], key=lambda c: c["claim_id"])
        by_id = {c["claim_id"]: c for c in members}
        worst_pairs = sorted((pair for pair, (verdict, _) in relations[fact["fact_id"]].items() if verdict == fact["status"]))
        involved = sorted({claim for pair in worst_pairs for claim in pair})
        worst = [by_id[c] for c in involved]
        reason = relations[fact["fact_id"]][worst_pairs[0]][1]
        distinct: dict[tuple, list[dict]] = {}
        for c in members:
            distinct.setdefault((c["value"], c["low"], c["high"], c["bound"]), []).append(c)
        groups = sorted(distinct.values(), key=lambda g: (-len(g), g[0]["claim_id"]))
        sides = [f"{shown(g[0])} [{', '.join(sorted({c['source_id'] for c in g}))}]" for g in groups]
        proof = evidence.get(fact["fact_id"], "")
        copied = sorted(set(copies[fact["fact_id"]].values()))
        # "360 and 350 cannot both be true" says by itself what kind of difference it is
        said = reason if reason.endswith("cannot both be true") else f"{STATUS_WORDS[fact['status']]}: {reason}"
        said = said if said.endswith(".") else said + "."
        second = proof and f"It is the same fact because of {proof}." or _match_sentence(members)
        suggestion = _suggestion(fact, by_id, copied)
        rows.append({
            "discrepancy_id": ids.discrepancy_id(KIND[fact["status"]], by_id), "fact_id": fact["fact_id"], "kind": KIND[fact["status"]],
            "severity": severity(fact, members, worst), "summary": " against ".join(sides), "values": " | ".join(shown(g[0]) for g in groups),
            "spread": fact["spread"], "explanation": f"{said} {second}".strip(), "suggestion": suggestion,
            "state": "decided" if fact["decided"] == "yes" else "open", "claim_ids": " ".join(sorted(by_id)),
        })
    return rows


def _match_sentence(members) -> str:
    why = next((c["match_why"] for c in members if c["match_why"]), "")
    return f"Joined by {why}." if why else ""


def _suggestion(fact, by_id, copied) -> str:
    if not fact["chosen_claim_id"]:
        return f"No value is suggested. {fact['why']}"
    chosen = by_id[fact["chosen_claim_id"]]
    if fact["status"] == "updated":
        return f"Keep each with its date; for today use {shown(chosen)} [{chosen['source_id']}]. {fact['why']}"
    return f"Use {shown(chosen)} [{chosen['source_id']}]. {fact['why']}"


def of_scopes(near: list[tuple[dict, dict, str]]) -> list[dict]:
    """Pairs that a reader could confuse though they measure different things: (claim, claim, why)."""
    rows = []
    for a, b, why in near:
        pair = sorted((a["claim_id"], b["claim_id"]))
        rows.append({
            "discrepancy_id": ids.discrepancy_id("different_scope", pair), "fact_id": "", "kind": "different_scope", "severity": "low",
            "summary": f"{shown(a)} [{a['source_id']}] beside {shown(b)} [{b['source_id']}]", "values": f"{shown(a)} | {shown(b)}", "spread": "",
            "explanation": f"They look alike but do not speak of the same fact: {why.rstrip('.')}. No contradiction.",
            "suggestion": "Do not mix them; each is right for its own scope.", "state": "open", "claim_ids": " ".join(pair),
        })
    return rows


def of_checks(checks: list[dict], by_id: dict[str, dict]) -> list[dict]:
    """Failed checks inside a document."""
    rows = []
    for check in checks:
        if check["holds"] == "yes":
            continue
        kind = "calendar" if check["kind"] in ("weekday", "duration", "anniversary") else "arithmetic"
        claim_ids = [c for c in check["claim_ids"].split() if c in by_id]
        rows.append({
            "discrepancy_id": ids.discrepancy_id(kind, claim_ids), "fact_id": "", "kind": kind, "severity": "medium",
            "summary": f"{check['stated']} stated, {check['computed']} computed [{check['source_id']}]",
            "values": f"{check['stated']} | {check['computed']}", "spread": "", "explanation": check["explanation"],
            "suggestion": "Read the passage again: one of its figures is wrong, or a part is not mentioned.", "state": "open",
            "claim_ids": " ".join(sorted(claim_ids)),
        })
    return rows


def order(rows: list[dict]) -> list[dict]:
    """Contradictions first, then by severity and spread; ties by id."""
    kinds = ("conflict", "arithmetic", "calendar", "updated", "vague", "different_scope")
    return sorted(rows, key=lambda r: (kinds.index(r["kind"]), ("high", "medium", "low").index(r["severity"]),
                                       -float(r["spread"] or 0), r["discrepancy_id"]))


