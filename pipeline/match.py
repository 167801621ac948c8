"""Which claims speak of one fact: candidates are scored, links are grouped under constraints, near misses become proposals.

In: claims (schemas.Claims without fact_id) and pairs a reviewer joined or parted. Out: the claims with fact_id and match_why,
and proposals (schemas.Proposals). `links` scores the pairs, `grouping` makes groups of them.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from pipeline import ids, review, tables
from pipeline.datelines import coreferent
from pipeline.grouping import group
from pipeline.links import Candidates, Links, links
from pipeline.profiles import Profile, Rarity, dated, stems, telling
from pipeline.progress import Tell, quiet, share


def why(a: Profile, b: Profile, same_value: bool, rarity: Rarity) -> str:
    """What speaks for a link, in words: counted noun, shared figures, names, period, place."""
    said = []
    if a.dimension == "count" and a.head and a.head == b.head:
        said.append(f"same counted noun “{a.row['unit'] if len(a.row['unit']) <= len(b.row['unit']) else b.row['unit']}”")
    shared = a.measure & b.measure
    if a.dimension != "count" and shared:
        phrase = a.row["measure"] if len(a.row["measure"]) <= len(b.row["measure"]) else b.row["measure"]
        said.append(f"what is measured: “{phrase}”")
    for key in sorted(a.figures & b.figures)[:3]:
        said.append(f"shared figure {key.partition(':')[2]}")
    common = rarity.rarest(a.names & b.names)[:4]
    if common:
        said.append("shared names " + ", ".join(_as_printed(w, a.row["quote"]) for w in common))
    if a.row["period"] and a.row["period"] == b.row["period"]:
        said.append(f"same period {a.row['period']}")
    words = rarity.rarest((a.quote & b.quote) - shared - a.names)[:3]
    if words:
        said.append("shared words " + ", ".join(_as_printed(w, a.row["quote"]) for w in words))
    if same_value:
        said.append("same value")
    return "; ".join(said)


def _as_printed(word: str, quote: str) -> str:
    from pipeline.profiles import _WORD, stem
    return next((w for w in _WORD.findall(quote) if stem(w) == word), word)


def infer_units(rows: list[dict]) -> None:
    """A bare number under a key ("height: 828") takes kind and unit of a figure elsewhere that it repeats under the same word.

    Only where the number is telling and every figure that repeats it so has one unit; the claim's `unit_basis` says "inferred".
    """
    named: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        if row["status"] == "read" and row["kind"] in ("money", "measure") and row["unit"] and row["value"]:
            named[row["value"]].append(row)
    for row in rows:
        if row["kind"] == "count" and not row["unit"] and row["status"] == "read" and row["value"] in named and ":" in row["quote"][:45]:
            if telling(row) < 0.5:
                continue
            alike = [other for other in named[row["value"]] if other["source_id"] != row["source_id"] and stems(row["measure"]) & stems(other["measure"])]
            found = {(other["kind"], other["unit"]) for other in alike}
            if len(found) == 1:
                (row["kind"], row["unit"]), row["unit_basis"] = found.pop(), "inferred"


def match(claims: pd.DataFrame, decisions: pd.DataFrame, tell: Tell = quiet) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Claims with the reviewer's readings, fact_id and match_why; and proposals."""
    return matched(claims, decisions, tell)[:2]


def matched(claims: pd.DataFrame, decisions: pd.DataFrame, tell: Tell = quiet) -> tuple[pd.DataFrame, pd.DataFrame, Candidates]:
    """As `match`, and the candidates with their facts, for who looks at them again."""
    effective = review.effective(decisions, claims)
    applied = [d for d in effective if d.state == "applied"]
    must = [d.claims for d in applied if d.verdict == "same"]
    cannot = [d.claims for d in applied if d.verdict == "different"]
    claims = review.apply(claims, effective)
    rows = tables.records(claims)
    rows.sort(key=lambda r: r["claim_id"])
    infer_units(rows)
    candidates = Candidates(rows)
    made, rarity = candidates.made, candidates.rarity
    number = {p.row["claim_id"]: i for i, p in enumerate(made)}
    known = lambda chosen: [(number[a], number[b]) for a, b in chosen if a in number and b in number]  # noqa: E731
    found = links(candidates, share(tell, 10, 40))
    parted = {frozenset(pair) for pair in known(cannot)}
    one_day = [pair for pair in coreferent(made) if frozenset(pair) not in parted]
    roots = group(made, found, [*known(must), *one_day], known(cannot), share(tell, 40, 90))
    by_root: dict[int, list[int]] = defaultdict(list)
    for i, r in enumerate(roots):
        by_root[r].append(i)
    fact = {}
    for members in by_root.values():
        fact_id = ids.fact_id(made[i].row["claim_id"] for i in members)
        for i in members:
            fact[made[i].row["claim_id"]] = fact_id
    reason: dict[str, str] = {}
    joined = {frozenset(pair) for pair in known(must)}
    for i, j in known(must):
        for k in (i, j):
            reason[made[k].row["claim_id"]] = "joined by a reviewer"
    for n in found.within(roots):
        i, j = found.pair(n)
        if frozenset((i, j)) not in joined and found.verdict(n):
            text = None
            for k in (i, j):
                if made[k].row["claim_id"] not in reason:
                    text = text or why(made[i], made[j], found.same[n], rarity)
                    reason[made[k].row["claim_id"]] = text
    for i, j in one_day:
        for k in (i, j):
            reason.setdefault(made[k].row["claim_id"], "the day of the dateline, said twice")
    for i in sorted(dated(made)):
        if len(by_root[roots[i]]) == 1:
            del fact[made[i].row["claim_id"]]
            reason[made[i].row["claim_id"]] = "says for when another figure of the sentence holds"
    for row in rows:
        row["fact_id"] = fact.get(row["claim_id"], "")
        row["match_why"] = reason.get(row["claim_id"], "")
    proposals = _proposals(made, roots, found, rarity, known(cannot))
    return tables.frame("claims", rows), tables.frame("proposals", proposals), candidates


def _proposals(made, roots, found: Links, rarity, cannot) -> list[dict]:
    """The best near miss of each pair of groups from different documents, at most three a claim."""
    best, used = {}, defaultdict(int)
    parted = {frozenset(pair) for pair in cannot}
    for n, (i, j) in enumerate(zip(found.first.tolist(), found.second.tolist(), strict=True)):
        if roots[i] == roots[j] or used[roots[i]] >= 3 or used[roots[j]] >= 3:
            continue
        a, b = made[i], made[j]
        pair = frozenset((roots[i], roots[j]))
        if pair in best or a.row["source_id"] == b.row["source_id"] or frozenset((i, j)) in parted:
            continue
        verdict = found.verdict(n)
        if not verdict or (verdict == "agree" and a.digits < 2):
            continue
        used[roots[i]] += 1
        used[roots[j]] += 1
        first, second = sorted((a.row["claim_id"], b.row["claim_id"]))
        best[pair] = {"claim_a": first, "claim_b": second, "score": f"{found.p[n]:.2f}", "why": f"{verdict}; {why(a, b, found.same[n], rarity)}"}
    return list(best.values())
