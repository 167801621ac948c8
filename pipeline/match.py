"""Which claims speak of one fact: candidates are scored, links are grouped under constraints, near misses become proposals.

In: claims (schemas.Claims without fact_id) and pairs a reviewer joined or parted. Out: the claims with fact_id and match_why,
and proposals (schemas.Proposals). The score is a logistic function of the features below; its weights are learned from
annotated corpora by `reconcile learn` and kept in rules/match_weights.json with their training figures (Fellegi and Sunter 1969
in the discriminative form of Bilenko and Mooney 2003: pairs are judged apart, then grouped). Grouping is agglomerative with
average linkage and cannot-links.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

import pandas as pd

from pipeline import compare, events, ids, review, tables
from pipeline.candidates import pairs
from pipeline.conversion import conversions
from pipeline.profiles import Profile, Rarity, dated, profiles, stems, telling

# what speaks for one fact (weights are held at or above 0 in learning) and what speaks against it (at or below 0)
FOR = ("head", "measure", "measure_held", "local", "quote", "quote_held", "names", "action", "subject", "object", "scope", "period_same",
       "as_of_same", "figures", "value_same", "value_telling", "value_rare", "value_context", "value_meets", "rare", "best")
AGAINST = ("scope_apart", "names_apart", "chance", "measure_apart", "period_one", "kind_differs", "modality_differs", "part_differs", "both_counts_bare",
           "value_far", "ordinal", "same_document")
FEATURES = FOR + AGAINST
TOLD = ("period_same", "value_same", "value_far", "measure", "names_apart")


# `value_far` from which two figures that meet are no rounding of each other: a factor of 1.05
FAR = 0.035
# an ordinal below this tells nothing ("first", "third"; "124th" does)
TELLING_ORDINAL = 0.2


@cache
def weights() -> dict:
    """The learned weights, thresholds and training figures."""
    return json.loads(resources.files("pipeline.rules").joinpath("match_weights.json").read_text(encoding="utf-8"))


def wording(a: Profile, b: Profile, rarity: Rarity) -> dict[str, float]:
    """The features of a candidate pair that `context_score` looks at, and what comes with them; each 0 to 1."""
    f = {}
    if a.dimension in ("count", "rank"):
        f["head"] = 1.0 if a.head and a.head == b.head else 0.5 if a.head in b.measure or b.head in a.measure else 0.0
    else:
        f["head"] = float(a.head == b.head)
    f["measure"], f["measure_held"] = rarity.overlap(a.measure, b.measure)
    f["local"] = rarity.alike(a.local, b.local)
    f["quote"], f["quote_held"] = rarity.overlap(a.quote, b.quote)
    f["names"] = rarity.alike(a.names, b.names)
    f["scope"] = rarity.alike(a.scope, b.scope)
    f["period_same"] = float(bool(a.row["period"]) and a.row["period"] == b.row["period"])
    f["figures"] = min(1.0, len(a.figures & b.figures) / 2)
    return f


def pair_features(a: Profile, b: Profile, rarity: Rarity) -> dict[str, float]:
    """Features of one candidate pair, each about 0 to 1; `best` and `value_rare`, which need the corpus, are left 0."""
    f = dict.fromkeys(FEATURES, 0.0) | wording(a, b, rarity)
    f["both_counts_bare"] = float(a.dimension in ("count", "rank") and (not a.head or not b.head))
    f["action"] = float(bool(a.action) and a.action == b.action)
    f["subject"] = rarity.held(a.subject, b.subject)
    f["object"] = rarity.held(a.object, b.object)
    f["scope_apart"] = float(bool(a.scope) and bool(b.scope) and not a.scope & b.quote and not b.scope & a.quote)
    ra, rb = a.row, b.row
    f["period_one"] = float(bool(ra["period"]) != bool(rb["period"]))
    f["as_of_same"] = float(bool(ra["as_of"]) and ra["as_of"] == rb["as_of"])
    same = a.key == b.key
    f["value_same"] = float(same)
    f["value_telling"] = a.telling if same else 0.0
    f["value_far"] = 0.0 if same else _far(a, b)
    if not f["head"] and a.dimension in ("measure", "duration") and f["value_far"] < FAR and conversions(a.head, b.head):
        # the same length in another unit; lengths that differ are left to their wording
        f["head"] = 1.0
    f["ordinal"] = float(ra["kind"] == "ordinal" or rb["kind"] == "ordinal")
    f["same_document"] = float(ra["source_id"] == rb["source_id"])
    f["measure_apart"] = float(bool(a.measure) and bool(b.measure) and not a.measure & b.quote and not b.measure & a.quote)
    f["value_meets"] = float(not same and _meets(a, b))
    f["kind_differs"] = float(ra["kind"] != rb["kind"] and a.dimension != "date")
    f["names_apart"] = float(bool(a.names) and bool(b.names) and not a.names & b.names)
    # an equal figure that tells little, in sentences that share no name
    f["chance"] = f["names_apart"] * (1 - a.telling) if same else f["names_apart"]
    told = max(f["measure_held"], f["action"] * max(f["subject"], f["object"]), f["scope"], 0.5 * f["quote_held"])
    f["value_context"] = float(same) * told
    if a.dimension in ("date", "clock"):
        # many things happen on one day: an equal date says nothing without the event
        f["value_same"] *= told
        f["value_telling"] *= told
    shared = rarity.rarest((a.quote & b.quote) | (a.names & b.names))[:3]
    top = rarity("\x00") * 3 or 1.0
    f["rare"] = sum(rarity(w) for w in shared) / top
    f["modality_differs"] = float(ra["modality"] != rb["modality"])
    f["part_differs"] = float(bool(ra["part_of"]) != bool(rb["part_of"]))
    return f


def _far(a: Profile, b: Profile) -> float:
    """0 for figures of one size, 1 from a factor of four on: rivals about one fact are seldom that far apart."""
    if a.dimension in ("date", "clock") or a.low is None or b.low is None or (a.head != b.head and a.dimension != "count"):
        return 0.0
    low, high = sorted((abs(a.low), abs(b.low)))
    if low <= 0:
        return 1.0 if high > 1 else 0.0
    return min(1.0, math.log(high / low) / math.log(4))


def _meets(a: Profile, b: Profile) -> bool:
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return False
    low = max(x for x in (a.low, b.low) if x is not None) if a.low is not None or b.low is not None else None
    high = min(x for x in (a.high, b.high) if x is not None) if a.high is not None or b.high is not None else None
    return low is None or high is None or low <= high


# features that look at the values; the judge of differing values must not see them, for they hide the very conflicts we look for
OF_VALUES = ("value_same", "value_telling", "value_rare", "value_context", "value_meets")


def model_of(dimension: str, same_value: float) -> str:
    """Which weights judge a pair: events are named by their verb, quantities by what is counted or measured; equal figures
    are evidence in themselves, differing ones must be joined by their wording alone."""
    kind = "date" if dimension in ("date", "clock") else "quantity"
    return f"{kind}_{'same' if same_value else 'differs'}"


def context_score(features: dict[str, float]) -> float:
    """How alike the wording is, by fixed shares; what claims compete on. The value has no part in it."""
    return (2 * features["local"] + 2 * features["measure"] + features["head"] + features["quote"] + features["names"]
            + 0.5 * features["scope"] + features["figures"] + features["period_same"]) / 9.5


def compete(made: list[Profile], first: array, second: array, alike: array) -> list[float]:
    """How near each pair (first[n], second[n]) comes to the best of its rivals, for each side within the other's document: 0 to 1.

    Siblings (another year, a part, another place) resemble a claim almost as well as its true partner does, but seldom better.
    """
    source = pd.factorize(pd.Series([p.row["source_id"] for p in made], dtype="str"))[0]
    ends = pd.DataFrame({"claim": [*first, *second], "source": source[[*second, *first]], "alike": [*alike, *alike]})
    best = ends.groupby(["claim", "source"], sort=False)["alike"].transform("max").replace(0.0, 1.0)
    near = (ends["alike"] / best).tolist()
    return [min(sides) for sides in zip(near[:len(alike)], near[len(alike):], strict=True)]


def comparable(made: list[Profile], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Candidate pairs without those that one sentence tells apart."""
    for i, j in pairs(made, rarity):
        a, b = made[i], made[j]
        if a.row["source_id"] != b.row["source_id"] or a.row["quote"] != b.row["quote"] or a.key == b.key:
            yield i, j


def score_pairs(made: list[Profile], rarity: Rarity) -> Iterator[tuple[tuple[int, int], dict]]:
    """((i, j), features) of the candidate pairs. Rivals are weighed first, then features are made pair by pair: all of them
    together would take kilobytes a pair."""
    first, second, alike = array("q"), array("q"), array("d")
    for i, j in comparable(made, rarity):
        first.append(i)
        second.append(j)
        alike.append(context_score(wording(made[i], made[j], rarity)))
    if not first:
        return
    holders = Counter(p.key for p in made)
    for i, j, best in zip(first, second, compete(made, first, second, alike), strict=True):
        f = pair_features(made[i], made[j], rarity)
        # a value that few claims of the corpus share
        f["value_rare"] = f["value_telling"] * min(1.0, 3 / holders[made[i].key])
        f["best"] = best
        yield (i, j), f


@cache
def _model(name: str) -> tuple[float, list[tuple[str, float]]]:
    """Intercept and the features that count."""
    w = weights()["models"][name]
    return w["intercept"], [(feature, w["weights"][feature]) for feature in FEATURES if w["weights"][feature]]


def probability(features: dict[str, float], model: str) -> float:
    """The learned probability that a pair speaks of one fact."""
    intercept, counting = _model(model)
    raw = intercept + sum([weight * features[name] for name, weight in counting])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, raw))))


def links(made: list[Profile], rarity: Rarity) -> list[tuple[float, int, int, dict, str]]:
    """Scored pairs that nothing forbids: (probability, i, j, features, verdict), best first."""
    found = []
    for (i, j), f in score_pairs(made, rarity):
        p = probability(f, model_of(made[i].dimension, made[i].key == made[j].key))
        if p < weights()["thresholds"]["propose"]:
            continue
        if compare.different(made[i].row, made[j].row):
            continue
        verdict, _ = compare.relation(made[i].row, made[j].row)
        if verdict in ("incomparable", "different_scope", "unrelated"):
            continue
        if "ordinal" in (made[i].row["kind"], made[j].row["kind"]) and (verdict in ("conflict", "updated") or made[i].telling < TELLING_ORDINAL):
            # an ordinal names which one is meant: two ordinals name two things, and "first" is said of many
            continue
        # a corpus has hundreds of thousands of these: only the features that `why` tells of are kept
        found.append((p, i, j, {name: f[name] for name in TOLD}, verdict))
    found.sort(key=lambda item: (-item[0], made[item[1]].row["claim_id"], made[item[2]].row["claim_id"]))
    return found


def threshold(verdict: str, same_document: bool, dimension: str, open_time: bool, far: float = 0.0, one_event: bool = False) -> float:
    t = weights()["thresholds"]
    least = t[verdict]
    if verdict == "compatible" and far > FAR:
        # an open bound meets all that lies beyond it: "more than 75 %" and 82 % need as much likeness as rivals do
        least = t["conflict"]
    if dimension in ("duration", "age") and verdict in ("conflict", "updated"):
        # "two months", "two years": spans of whatever happens are the most common siblings
        least = max(least, t["span_differs"])
    if dimension in ("date", "clock"):
        # open stretches ("since 2012", "by July") meet nearly everything, so that they meet says nothing
        least = {"conflict": t["conflict" if one_event else "date_conflict"], "compatible": t["date_open"] if open_time else t["date_compatible"]}.get(verdict, least)
    return min(0.995, least + t["within_document"] * (1 - least)) if same_document else least


def group(made: list[Profile], found, must=(), cannot=()) -> tuple[list[int], list]:
    """Group number of every profile, and the links that were not taken (for proposals)."""
    parent = list(range(len(made)))
    members = {i: [i] for i in parent}
    forbidden = {frozenset(pair) for pair in cannot}
    # of two groups: the sum of the links between them, and whether they were found to be of different facts. Both outlive a
    # merger, since groups only grow, so no pair of claims is looked at for each of the many links of its groups.
    between: dict[int, dict[int, float]] = {i: {} for i in parent}
    foes: dict[int, set[int]] = {i: set() for i in parent}
    for p, i, j, _, _ in found:
        between[i][j] = between[j][i] = p

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def merge(a, b):
        keep, lose = min(a, b), max(a, b)
        parent[lose] = keep
        members[keep] = sorted(members[keep] + members.pop(lose))
        for other, total in between.pop(lose).items():
            del between[other][lose]
            if other != keep:
                between[keep][other] = between[other][keep] = between[keep].get(other, 0.0) + total
        for other in foes.pop(lose):
            foes[other].discard(lose)
            foes[other].add(keep)
            foes[keep].add(other)

    def are_foes(a, b):
        if b not in foes[a] and any(frozenset((x, y)) in forbidden or _cannot(made[min(x, y)], made[max(x, y)])
                                    for x in members[a] for y in members[b]):
            foes[a].add(b)
            foes[b].add(a)
        return b in foes[a]

    for i, j in must:
        a, b = root(i), root(j)
        if a != b:
            merge(a, b)
    left = []
    averages = weights()["thresholds"]
    for p, i, j, f, verdict in found:
        a, b = root(i), root(j)
        if a == b:
            continue
        same_document = made[i].row["source_id"] == made[j].row["source_id"]
        if p < threshold(verdict, same_document, made[i].dimension, events.loose(made[i].row["value"], made[j].row["value"]), f["value_far"],
                         verdict == "conflict" and events.one_event(made[i], made[j], f)):
            left.append((p, i, j, f, verdict))
            continue
        mean = between[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
        # readings that differ must be alike all over: one chance resemblance must not tie two groups into a contradiction
        if mean < averages["average_differs" if verdict in ("conflict", "updated") else "average"] or are_foes(a, b):
            left.append((p, i, j, f, verdict))
            continue
        merge(a, b)
    return [root(i) for i in range(len(made))], left


def _cannot(a: Profile, b: Profile) -> bool:
    """Two different figures of one sentence, or claims that `compare.different` tells apart."""
    if a.row["source_id"] == b.row["source_id"] and a.row["quote"] == b.row["quote"] and a.key != b.key:
        return True
    return bool(compare.different(a.row, b.row))


def why(a: Profile, b: Profile, f: dict[str, float], rarity: Rarity) -> str:
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
    if f["period_same"]:
        said.append(f"same period {a.row['period']}")
    words = rarity.rarest((a.quote & b.quote) - shared - a.names)[:3]
    if words:
        said.append("shared words " + ", ".join(_as_printed(w, a.row["quote"]) for w in words))
    if f["value_same"]:
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


def match(claims: pd.DataFrame, decisions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Claims with the reviewer's readings, fact_id and match_why; and proposals."""
    effective = review.effective(decisions, claims)
    applied = [d for d in effective if d.state == "applied"]
    must = [d.claims for d in applied if d.verdict == "same"]
    cannot = [d.claims for d in applied if d.verdict == "different"]
    claims = review.apply(claims, effective)
    rows = claims.to_dict("records")
    rows.sort(key=lambda r: r["claim_id"])
    infer_units(rows)
    made = profiles([r for r in rows if r["status"] == "read"])
    rarity = Rarity(made)
    number = {p.row["claim_id"]: i for i, p in enumerate(made)}
    known = lambda chosen: [(number[a], number[b]) for a, b in chosen if a in number and b in number]  # noqa: E731
    found = links(made, rarity)
    roots, left = group(made, found, known(must), known(cannot))
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
    for _, i, j, f, _ in found:
        if roots[i] == roots[j] and frozenset((i, j)) not in joined:
            text = None
            for k in (i, j):
                if made[k].row["claim_id"] not in reason:
                    text = text or why(made[i], made[j], f, rarity)
                    reason[made[k].row["claim_id"]] = text
    for i in sorted(dated(made)):
        if len(by_root[roots[i]]) == 1:
            del fact[made[i].row["claim_id"]]
            reason[made[i].row["claim_id"]] = "says for when another figure of the sentence holds"
    for row in rows:
        row["fact_id"] = fact.get(row["claim_id"], "")
        row["match_why"] = reason.get(row["claim_id"], "")
    proposals = _proposals(made, roots, left, rarity, known(cannot))
    return tables.frame("claims", rows), tables.frame("proposals", proposals)


def _proposals(made, roots, left, rarity, cannot) -> list[dict]:
    """The best near miss of each pair of groups from different documents, at most three a claim."""
    best, used = {}, defaultdict(int)
    parted = {frozenset(pair) for pair in cannot}
    for p, i, j, f, verdict in left:
        a, b = made[i], made[j]
        if roots[i] == roots[j] or a.row["source_id"] == b.row["source_id"] or frozenset((i, j)) in parted or (verdict == "agree" and a.digits < 2):
            continue
        pair = frozenset((roots[i], roots[j]))
        if pair in best or used[roots[i]] >= 3 or used[roots[j]] >= 3:
            continue
        used[roots[i]] += 1
        used[roots[j]] += 1
        first, second = sorted((a.row["claim_id"], b.row["claim_id"]))
        best[pair] = {"claim_a": first, "claim_b": second, "score": f"{p:.2f}", "why": f"{verdict}; {why(a, b, f, rarity)}"}
    return list(best.values())
