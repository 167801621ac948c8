"""Matched claims -> facts: the worst relation among a fact's claims, the value to use, on what basis, how sure.

In: claims with fact_id, documents, the reviewer's effective decisions. Out: claims with roles, and facts. The order of choosing:
a decision; agreement; for explained differences the latest as-of or the more precise reading; in a conflict the weight of
independent witnesses, standing and measured reliability (Dong, Berti-Equille and Srivastava 2009: copying and accuracy of
sources); else none. Every losing claim stays, with its role.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pandas as pd

from pipeline import compare, edtf, independence, movement, tables
from pipeline.profiles import DIMENSION
from pipeline.progress import Tell, quiet, share, told
from pipeline.questions import question
from pipeline.readings import reading

RANK = {"agree": 0, "compatible": 1, "updated": 2, "conflict": 3}
STANDING_WEIGHT = {"primary": 1.5, "secondary": 1.0, "tertiary": 0.7, "": 1.0}
# a rival must be outweighed by this factor before a value is chosen in a conflict
MAJORITY = 1.5
# pairs compared one by one in a fact; a larger fact is compared through its distinct readings
READINGS_MAX = 60
PRECISE_ORDER = {"exact": 0, "about": 2, "at_least": 1, "more_than": 1, "at_most": 1, "less_than": 1, "between": 3, "vague": 4}


def reading_key(row: dict) -> tuple:
    """Equal for claims that read the same."""
    return (row["kind"] in ("date", "period", "time"), row["value"], row["low"], row["high"], row["bound"],
            row["unit"] if DIMENSION.get(row["kind"]) not in ("count",) else "", row["as_of"], row["modality"])


def relations(claims: list[dict]) -> dict[tuple[str, str], tuple[str, str]]:
    """(claim id, claim id) -> (verdict, why) for one claim of each distinct reading of a fact."""
    first: dict[tuple, dict] = {}
    for claim in claims:
        first.setdefault(reading_key(claim), claim)
    found = {}
    for a, b in combinations(list(first.values())[:READINGS_MAX], 2):
        found[a["claim_id"], b["claim_id"]] = compare.relation(a, b)
    _reconcile(list(first.values())[:READINGS_MAX], found)
    return found


def _reconcile(readings: list[dict], found: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Two readings that are both roundings of a finer one in the same fact do not contradict each other: 16:05 and 16:06 of 16:05:57."""
    if not any(judged == "conflict" for judged, _ in found.values()):
        return
    fine = {}
    for claim in readings:
        read = reading(claim) if claim["bound"] == "exact" else None
        if read is not None and read.dimension != "date":
            fine[claim["claim_id"]] = (read.width, claim)
    verdict = {**found, **{(b, a): judged for (a, b), judged in found.items()}}
    for (a, b), (judged, _) in list(found.items()):
        if judged != "conflict" or a not in fine or b not in fine:
            continue
        middle = next((claim for name, (width, claim) in sorted(fine.items()) if width < min(fine[a][0], fine[b][0])
                       and all(verdict[name, end][0] in ("agree", "compatible") for end in (a, b))), None)
        if middle is not None:
            found[a, b] = "compatible", f"{fine[a][1]['surface']} and {fine[b][1]['surface']} are both {middle['surface']}, rounded"


def status_of(claims: list[dict], found) -> str:
    if len(claims) == 1:
        return "single"
    verdicts = [v for v, _ in found.values() if v in RANK]
    return max(verdicts, key=lambda v: RANK[v]) if verdicts else "agree"


def spread_of(claims: list[dict]) -> str:
    """(greatest - least) / greatest of the printed values, days for dates; "" when there is only one."""
    if claims[0]["kind"] in ("date", "period"):
        days = sorted({_day(edtf.interval(c["value"])[0] if c["value"] else c["low"]) for c in claims} - {None})
        return str(days[-1] - days[0]) if len(days) > 1 and days[-1] != days[0] else ""
    numbers = sorted({float(n) for c in claims for n in [c["value"] or c["low"] or c["high"]] if _is_number(n)})
    if len(numbers) < 2 or numbers[-1] == numbers[0] or not max(abs(numbers[-1]), abs(numbers[0])):
        return ""
    return f"{(numbers[-1] - numbers[0]) / max(abs(numbers[-1]), abs(numbers[0])):.4f}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _day(iso: str):
    from datetime import date
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except (ValueError, TypeError):
        return None


def _latest(claims: list[dict]) -> dict | None:
    """The one claim (or reading) with the latest as-of date, where that is plain."""
    dated = [(edtf.interval(when)[1] or "", c) for c in claims if (when := movement.as_of(c))]
    if not dated:
        return None
    latest = max(end for end, _ in dated)
    ones = [c for end, c in dated if end == latest]
    return min(ones, key=_preference) if len({reading_key(c)[1:4] for c in ones}) == 1 else None


def _preference(claim: dict) -> tuple:
    """Most precise first; ties by id."""
    precision = float(claim["precision"]) if claim["precision"] else 0.0
    if claim["kind"] in ("date", "period", "time"):
        low, high = (_day(x) for x in (edtf.interval(claim["value"]) if claim["value"] else (claim["low"], claim["high"])))
        precision = float(high - low) if low and high else 99999.0
    return (PRECISE_ORDER.get(claim["bound"], 5), precision, claim["claim_id"])


def _weights(claims, copied, documents, reliability):
    """Distinct reading -> weight of its independent sources."""
    weight: dict[tuple, float] = defaultdict(float)
    counted: set[tuple] = set()
    for claim in claims:
        key = reading_key(claim)[1:4]
        mark = (key, claim["source_id"])
        if mark in counted or claim["claim_id"] in copied:
            continue
        counted.add(mark)
        source = documents.get(claim["source_id"], {})
        weight[key] += STANDING_WEIGHT.get(source.get("standing", ""), 1.0) * 2 * reliability.get(claim["source_id"], 0.5)
    return weight


def _confidence(basis: str, n_independent: int, claim: dict | None, rivals: int) -> str:
    """How sure the chosen value is, 0 to 1: the share of like cases in which one would expect it to stand; see docs/choosing.md."""
    if claim is None:
        return "0.00"
    if basis == "decision":
        return "1.00"
    start = {"only": 0.50, "agreement": 1 - 0.5 ** (n_independent + 0.5), "latest": 0.70, "precise": 0.75, "primary": 0.60, "majority": 0.60}[basis]
    if claim["bound"] in ("about", "between"):
        start -= 0.05
    if claim["bound"] == "vague":
        start -= 0.15
    if claim["modality"] != "stated":
        start -= 0.10
    return f"{max(0.05, min(0.99, start - 0.05 * max(0, rivals - 2))):.2f}"


def choose(claims, status, found, copied, documents, reliability, settlement=None):
    """(chosen claim or None, basis, sentence why). `settlement` is what a reviewer's decisions make of the fact."""
    if settlement is not None and settlement.state == "decided":
        return {c["claim_id"]: c for c in claims}.get(settlement.chosen), "decision", settlement.why
    if len({c["source_id"] for c in claims}) == 1 and status in ("single", "agree"):
        return min(claims, key=_preference), "only", "Only one source states it."
    if status == "agree":
        independent = len({c["source_id"] for c in claims if c["claim_id"] not in copied})
        sources = len({c["source_id"] for c in claims})
        said = f"All {sources} sources say the same" + (f"; {independent} of them on their own." if independent < sources else ".")
        return min(claims, key=_preference), "agreement", said
    if status == "updated":
        latest = _latest(claims)
        if latest is not None:
            return latest, "latest", f"The figure moves with time; this one is the latest, as of {movement.as_of(latest)}."
        return None, "", "The figure moves with time, and the texts do not say which reading is the latest."
    if status == "compatible":
        best = min(claims, key=_preference)
        return best, "precise", "All readings can be true together; this is the most precise of them."
    weight = _weights(claims, copied, documents, reliability)
    ranked = sorted(weight.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= MAJORITY * ranked[1][1]):
        key = ranked[0][0]
        holders = [c for c in claims if reading_key(c)[1:4] == key]
        # why the other readings weigh nothing: they are held by copies alone
        rivals = sorted({copied[c["claim_id"]] for c in claims if c["claim_id"] in copied and reading_key(c)[1:4] not in weight})
        independent = {c["source_id"] for c in holders if c["claim_id"] not in copied}
        if len(independent) > 1:
            return min(holders, key=_preference), "majority", f"{len(independent)} independent sources say so against {len(weight) - 1} other reading(s)."
        if rivals:
            return min(holders, key=_preference), "primary", f"{_capital('; '.join(rivals[:2]))}, so the other reading is a copy and no second witness."
        source = documents.get(holders[0]["source_id"], {})
        return min(holders, key=_preference), "primary", f"The source is nearer to the matter ({source.get('standing') or 'more reliable where sources overlap'})."
    return None, "", "The sources contradict each other and none outweighs the other; a person has to decide."


def _capital(said: str) -> str:
    """A sentence that does not open with the name of a source opens with a capital."""
    return said[0].upper() + said[1:] if said.startswith("nearly") else said


def _roles(claims, chosen, copied, found) -> None:
    verdicts = {}
    for (a, b), (verdict, _) in found.items():
        verdicts[a, b] = verdicts[b, a] = verdict
    readings = {}
    for c in claims:
        readings.setdefault(reading_key(c), c["claim_id"])
    for claim in claims:
        if chosen is not None and claim["claim_id"] == chosen["claim_id"]:
            claim["role"] = "chosen"
            continue
        if chosen is None:
            claim["role"] = "differs" if len(readings) > 1 else "agrees"
            continue
        own, other = readings[reading_key(claim)], readings[reading_key(chosen)]
        verdict = "agree" if own == other else verdicts.get((own, other), "agree")
        if claim["claim_id"] in copied and verdict in ("agree", "compatible"):
            claim["role"] = "copied"
        else:
            claim["role"] = {"agree": "agrees", "compatible": "agrees", "updated": "superseded"}.get(verdict, "differs")


def reliability_of(claims: list[dict], facts_of: dict[str, list[dict]],
                   copies: dict[str, dict[str, str]] | None = None, tell: Tell = quiet) -> dict[str, tuple[int, int, int, float | None, float]]:
    """source -> (claims, shared claims, pairs, agreement, reliability). Pairs explained by date are left out, and copies (fact id ->
    claim id -> why): who is copied is not confirmed by it."""
    n_claims: dict[str, int] = defaultdict(int)
    shared: dict[str, int] = defaultdict(int)
    pairs: dict[str, int] = defaultdict(int)
    good: dict[str, int] = defaultdict(int)
    for claim in claims:
        if claim["status"] == "read":
            n_claims[claim["source_id"]] += 1
    for fact_id in told(list(facts_of), tell):
        members = facts_of[fact_id]
        copied = (copies or {}).get(fact_id, {})
        by_source: dict[str, list[dict]] = defaultdict(list)
        for claim in members:
            by_source[claim["source_id"]].append(claim)
        if len(by_source) < 2:
            continue
        for source, own in by_source.items():
            shared[source] += len(own)
        for a, b in combinations(sorted(by_source), 2):
            verdicts = {compare.relation(x, y)[0] for x in by_source[a][:3] for y in by_source[b][:3]
                        if x["claim_id"] not in copied and y["claim_id"] not in copied}
            verdict = max((v for v in verdicts if v in RANK), key=lambda v: RANK[v], default="")
            if verdict in ("", "updated"):
                continue
            for source in (a, b):
                pairs[source] += 1
                good[source] += verdict != "conflict"
    result = {}
    for source in n_claims:
        share = good[source] / pairs[source] if pairs[source] else None
        # two pseudo-pairs, one good and one bad, keep a source with little overlap near one half
        result[source] = (n_claims[source], shared[source], pairs[source], share, (good[source] + 1) / (pairs[source] + 2))
    return result


def facts_and_roles(claims: list[dict], documents: dict[str, dict], settle=None, tell: Tell = quiet):
    """(facts rows, fact id -> claims, fact id -> relations, fact id -> copies, reliability). Sets `role` on the claims' rows.

    `settle` maps a fact's claims to the `review.Settlement` of the decisions about them.
    """
    facts_of: dict[str, list[dict]] = defaultdict(list)
    for claim in claims:
        if claim["fact_id"]:
            facts_of[claim["fact_id"]].append(claim)
    cites = {source: set(d.get("cites", "").split()) for source, d in documents.items()}
    published = {source: d.get("published", "") for source, d in documents.items()}
    all_copies = {fact_id: independence.copies(sorted(facts_of[fact_id], key=lambda c: c["claim_id"]), cites, published)
                  for fact_id in told(list(facts_of), share(tell, 0, 20))}
    measured = reliability_of(claims, facts_of, all_copies, share(tell, 20, 60))
    reliability = {source: m[4] for source, m in measured.items()}
    facts, all_relations = [], {}
    for fact_id in told(sorted(facts_of), share(tell, 60, 100)):
        members = sorted(facts_of[fact_id], key=lambda c: c["claim_id"])
        found = all_relations[fact_id] = relations(members)
        copied = all_copies[fact_id]
        status = status_of(members, found)
        settlement = settle(members) if settle else None
        chosen, basis, said = choose(members, status, found, copied, documents, reliability, settlement)
        if settlement is not None and settlement.reopened:
            said = f"Reopened: {settlement.reopened}. {said}"
        _roles(members, chosen, copied, found)
        face = chosen or max(members, key=lambda c: (len(c["measure"]) > 0, len(c["scope"]) > 0, c["claim_id"]))
        asked = max(members, key=lambda c: (bool(c["measure"]) + bool(c["action"]) + bool(c["scope"]), c["claim_id"] == face["claim_id"], c["claim_id"]))
        sources = {c["source_id"] for c in members}
        independent = {c["source_id"] for c in members if c["claim_id"] not in copied} or sources
        rivals = len({reading_key(c)[1:4] for c in members})
        facts.append({
            "fact_id": fact_id, "question": question(asked), "measure": face["measure"], "subject": asked["subject"], "scope": asked["scope"],
            "period": next((c["period"] for c in (face, *members) if c["period"]), ""), "unit": face["unit"], "status": status,
            "value": chosen["value"] if chosen else "", "low": chosen["low"] if chosen else "", "high": chosen["high"] if chosen else "",
            "bound": chosen["bound"] if chosen else "", "as_of": chosen["as_of"] if chosen else "", "basis": basis,
            "confidence": _confidence(basis, len(independent), chosen, rivals), "why": said,
            "chosen_claim_id": chosen["claim_id"] if chosen else "", "n_claims": len(members), "n_sources": len(sources),
            "n_independent": len(independent), "spread": spread_of(members), "decided": "yes" if basis == "decision" else "no",
            "stale": settlement is not None and settlement.state == "stale",
        })
    return facts, facts_of, all_relations, all_copies, measured


def source_rows(documents: pd.DataFrame, measured) -> pd.DataFrame:
    """schemas.Sources: the documents with how often each agrees with the others."""
    rows = []
    for row in tables.records(documents):
        n_claims, n_shared, _, share, reliability = measured.get(row["source_id"], (0, 0, 0, None, 0.5))
        rows.append({**row, "n_claims": n_claims, "n_shared": n_shared, "agreement": "" if share is None else f"{share:.3f}",
                     "reliability": f"{reliability:.3f}"})
    return tables.frame("sources", rows)
