"""Which claims of two passages speak of the same thing: each pair is scored on its words, then paired off one to one.

In: the contexts of the claims of two passages (`contexts`). Out: `Link`s (index, index, probability, features), best first,
each claim in one link at most. The score is a logistic function of the features below; its weights are learned from annotated
pairs by `reconcile learn-pairs` and kept in rules/alignment.json with their training figures. Closeness of
values has no part in it, since it would hide the very conflicts that are looked for; only that a figure has its equal elsewhere
in the other passage speaks against pairing it with another one (`taken`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.contexts import Context, Passage
from pipeline.contrasts import opposed
from pipeline.conversion import conversions, same_dimension
from pipeline.readings import CEILINGS, DIMENSIONS, FLOORS, number

# feature -> the sign that its weight may have: +1 speaks for one thing, -1 against it, 0 either way
SIGNS = {
    "near": 1, "held": 1, "nothing": -1, "head_same": 1, "head_differs": -1, "head_bare": 0, "head_near": 1, "bare_both": 0, "measure": 1, "measure_none": -1,
    "measure_extra": -1, "names": 0, "names_apart": -1, "names_less": -1, "names_more": -1, "names_less_date": -1, "names_mixed": -1, "near_names": 1,
    "name_near": 1, "name_worse_most": -1, "name_worse": -1, "subject_same": 1, "subject_apart": -1, "scope_same": 1, "scope_apart": -1, "verb": 1, "verb_apart": -1,
    "date": 0, "near_date": 1, "lone": 1, "quote": 0, "period_same": 1, "part_differs": -1, "share": 0, "money": 0, "rank": 0,
    "lost": -1, "lost_most": -1, "side_lost": -1, "worse_most": -1, "worse": -1, "contrast": -1, "taken": -1, "far": -1,
}
FEATURES = tuple(SIGNS)
# near words count for the pair by the product of their nearness on both sides; names tell more than other words
NAME_WEIGHT = 1.5
# a slip of the pen is tenfold; figures of one thing that differ by more than this factor are siblings
FAR = 20.0
# share of names of their own from which two figures may belong to namesakes
MIXED = 0.1
# words at least this near belong to the figure: within a clause
CLOSE = 0.3
# kinds that may state one thing though they are read as different kinds
FAMILIES = {**DIMENSIONS, "duration": "duration", "age": "age", "measure": "measure"}


@dataclass(slots=True)
class Link:
    a: int
    b: int
    chance: float
    features: dict


@cache
def weights() -> dict:
    """Two sets of weights, each with its intercept and thresholds, and the training figures. `open`: passages that were put
    side by side are presumed to have a subject in common. `named`: figures picked out of any two passages are not."""
    return json.loads(resources.files("pipeline.rules").joinpath("alignment.json").read_text(encoding="utf-8"))


def comparable(a, b) -> bool:
    """Whether the kinds of two claims can state one thing at all."""
    one, other = FAMILIES.get(a.get("kind")), FAMILIES.get(b.get("kind"))
    if one == other and one in ("measure", "duration", "age"):
        return same_dimension(a.get("unit", ""), b.get("unit", ""))
    if one == other:
        return one is not None
    return {one, other} in ({"duration", "measure"}, {"duration", "age"})


def features(a: Context, b: Context, whole_a: Passage, whole_b: Passage, rivals: int) -> dict[str, float]:
    """Features of one pair, each from 0 to 1. `rivals`: the greater number of comparable claims on either side."""
    f = dict.fromkeys(FEATURES, 0.0)
    shared = [w for w in a.words if w in b.words]
    weight = {w: NAME_WEIGHT if w in a.names or w in b.names else 1.0 for w in shared}
    both = sum(weight[w] * math.sqrt(a.words[w] * b.words[w]) for w in shared)
    least = min(_mass(a), _mass(b)) or 1.0
    f["near"] = min(1.0, both / least)
    f["nothing"] = float(not shared and not (a.head and a.head == b.head))
    f["held"] = min(1.0, sum(weight[w] * min(a.words[w], b.words[w]) for w in shared) / least)
    if a.head and b.head:
        f["head_same"] = float(a.head == b.head)
        f["head_differs"] = float(a.head != b.head and a.head not in b.measure and b.head not in a.measure)
    elif a.head or b.head:
        f["head_bare"] = 1.0
    f["head_near"] = max(a.words.get(b.head, 0.0), b.words.get(a.head, 0.0))
    f["name_near"] = max((a.words[w] * b.words[w] for w in a.names & b.names), default=0.0)
    if a.measure and b.measure:
        common = len(a.measure & b.measure)
        f["measure"] = common / min(len(a.measure), len(b.measure))
        f["measure_none"] = float(not common)
    one, other = whole_a.names, whole_b.names
    if one and other:
        f["names"] = len(one & other) / min(len(one), len(other))
        f["names_apart"] = float(bool(a.names - whole_b.all) and bool(b.names - whole_a.all))
    acts = a.claim.get("action", ""), b.claim.get("action", "")
    if all(acts) and not set(acts) & {"be", "have", "do"}:
        f["verb"] = float(acts[0] == acts[1])
        f["verb_apart"] = float(acts[0] != acts[1])
    kind = FAMILIES.get(a.claim.get("kind"))
    f["date"], f["share"], f["money"], f["rank"] = (float(kind == k) for k in ("date", "share", "money", "rank"))
    f["lone"] = 1.0 / rivals
    all_a, all_b = whole_a.all, whole_b.all
    f["quote"] = len(all_a & all_b) / (min(len(all_a), len(all_b)) or 1)
    periods = a.claim.get("period", ""), b.claim.get("period", "")
    f["period_same"] = float(all(periods) and periods[0] == periods[1])
    f["part_differs"] = float(bool(a.claim.get("part_of")) != bool(b.claim.get("part_of")))
    f["far"] = float(_far(a.claim, b.claim))
    f["contrast"] = float(bool(a.sides and b.sides and opposed(a.sides, b.sides)))
    f["near_names"] = float(bool(a.names & b.names))
    own = sorted((_exclusive(a, whole_b), _exclusive(b, whole_a)))
    f["names_less"], f["names_more"] = own
    # a part of the name in common and a part of their own: namesakes, towns of one name, members of a family
    f["names_mixed"] = float(bool(a.names & b.names) and f["names_apart"] and own[0] >= MIXED)
    f["names_less_date"] = own[0] * float(kind == "date")
    f["near_date"] = f["near"] * float(kind == "date")
    subjects = a.subject, b.subject
    if all(subjects):
        f["subject_same"] = float(bool(a.subject & b.subject))
        f["subject_apart"] = float(not a.subject & whole_b.all and not b.subject & whole_a.all)
    if a.scope and b.scope:
        f["scope_same"] = float(bool(a.scope & b.scope))
        f["scope_apart"] = float(not a.scope & whole_b.all and not b.scope & whole_a.all)
    if a.measure and b.measure:
        f["measure_extra"] = len(a.measure ^ b.measure) / len(a.measure | b.measure)
    f["bare_both"] = float(kind == "count" and not a.head and not b.head)
    return f


def _far(a, b) -> bool:
    """Whether two figures are so far apart that no error of one report explains it: then they are hardly of one thing."""
    one, other = number(a.get("value", "")), number(b.get("value", ""))
    if one is None or other is None or not one or not other:
        return False
    if a.get("unit") != b.get("unit") and FAMILIES.get(a.get("kind")) in ("measure", "duration", "age"):
        ways = conversions(a.get("unit", ""), b.get("unit", ""))
        ratio = abs(ways[0].apply(one) / float(other)) if ways else 1.0
    else:
        ratio = abs(float(one) / float(other))
    return ratio > FAR or (ratio > 0 and 1 / ratio > FAR)


def _exclusive(context: Context, other: Passage) -> float:
    """Share of the names near a figure, by nearness, that the other passage does not have."""
    total = sum(context.words[w] for w in context.names)
    return sum(context.words[w] for w in context.names if w not in other.all) / total if total else 0.0


def _mass(context: Context) -> float:
    return sum(v * (NAME_WEIGHT if w in context.names else 1.0) for w, v in context.words.items())


def odds(f: dict[str, float], named: bool = False) -> float:
    """The learned odds that a pair speaks of one thing, against no link at all."""
    if f["nothing"]:
        return 0.0  # no word shows that they speak of one thing, however lonely the two figures are
    w = weights()["named" if named else "open"]
    raw = w["intercept"] + sum(w["weights"].get(name, 0.0) * f[name] for name in FEATURES)
    return math.exp(max(-30.0, min(30.0, raw)))


def scored(side_a: list[Context], side_b: list[Context], whole_a: Passage, whole_b: Passage, named: bool = False) -> list[Link]:
    """Every comparable pair with its features; `worse` and its like say how far it stays behind its rivals."""
    found = []
    for i, a in enumerate(side_a):
        for j, b in enumerate(side_b):
            if comparable(a.claim, b.claim):
                rivals = max(sum(comparable(a.claim, c.claim) for c in side_b), sum(comparable(b.claim, c.claim) for c in side_a))
                found.append(Link(i, j, 0.0, features(a, b, whole_a, whole_b, rivals)))
    keys_a, keys_b = [_figure(c.claim) for c in side_a], [_figure(c.claim) for c in side_b]
    equal_a = {k.a for k in found if keys_a[k.a] == keys_b[k.b]}
    equal_b = {k.b for k in found if keys_a[k.a] == keys_b[k.b]}
    for link in found:
        # its equal stands elsewhere in the other passage, so this pair is hardly the one
        link.features["taken"] = float(keys_a[link.a] != keys_b[link.b] and (link.a in equal_a or link.b in equal_b))
    most_a, most_b = _nearest(side_a), _nearest(side_b)
    groups_a, groups_b = (set().union(*map(_groups, side)) for side in (side_a, side_b))
    closest, by_name = _rivals(found, _closeness), _rivals(found, lambda f: f["name_near"])
    for link, shares, names in zip(found, closest, by_name, strict=True):
        a, b = side_a[link.a], side_b[link.b]
        lost = sorted((_lost(a, b, most_b), _lost(b, a, most_a)))
        link.features["lost"], link.features["lost_most"] = lost
        link.features["side_lost"] = float(_groups(a) & groups_b - _groups(b) != set() or _groups(b) & groups_a - _groups(a) != set())
        link.features["worse_most"], link.features["worse"] = shares
        link.features["name_worse_most"], link.features["name_worse"] = names
    # a link competes with the other links of its two figures, and with none
    strength = [odds(link.features, named) for link in found]
    of_a: dict[int, float] = {}
    of_b: dict[int, float] = {}
    for link, one in zip(found, strength, strict=True):
        of_a[link.a] = of_a.get(link.a, 0.0) + one
        of_b[link.b] = of_b.get(link.b, 0.0) + one
    for link, one in zip(found, strength, strict=True):
        link.chance = one / (1.0 + of_a[link.a] + of_b[link.b] - one)
    return found


def _groups(context: Context) -> set[tuple[str, str]]:
    """The contrasting words by a figure ("worldwide", "exports") as (line, group)."""
    return {(line, group) for line, groups in context.sides.items() for group in groups}


def _nearest(side: list[Context]) -> dict[str, float]:
    """For each word of a passage how near it comes to any of the figures."""
    most: dict[str, float] = {}
    for context in side:
        for word, near in context.words.items():
            if near > most.get(word, 0.0):
                most[word] = near
    return most


def _lost(a: Context, b: Context, most: dict[str, float]) -> float:
    """Share of the words near `a` that the other passage has, and has nearer to another figure than `b`."""
    close = {w: near for w, near in a.words.items() if near >= CLOSE and w in most}
    total = sum(close.values())
    return sum(near * max(0.0, most[w] - b.words.get(w, 0.0)) for w, near in close.items()) / total if total else 0.0


def _rivals(found: list[Link], measure) -> list[list[float]]:
    """For each link how far its measure stays behind the best of its rivals on either side, as a share, the worse first."""
    best_a: dict[int, float] = {}
    best_b: dict[int, float] = {}
    for link in found:
        here = measure(link.features)
        best_a[link.a] = max(best_a.get(link.a, 0.0), here)
        best_b[link.b] = max(best_b.get(link.b, 0.0), here)
    return [sorted((1 - max(0.0, measure(k.features)) / best if best > 0 else 0.0 for best in (best_a[k.a], best_b[k.b])), reverse=True)
            for k in found]


def _figure(claim) -> tuple:
    """Equal for equal printed figures, hedged or not; a bound is no equal of its own figure ("more than 15" and 15)."""
    side = claim.get("bound", "exact") if claim.get("bound") in (*FLOORS, *CEILINGS) else ""
    return FAMILIES.get(claim.get("kind")), claim.get("value") or (claim.get("low"), claim.get("high")), side


def _closeness(f) -> float:
    return f["near"] + 0.5 * f["head_same"] + 0.5 * f["measure"] - 0.5 * f["head_differs"]


def pair_off(candidates: list[Link]) -> list[Link]:
    """One-to-one links, taken from the likeliest on; ties fall to the earlier claims."""
    used_a, used_b, kept = set(), set(), []
    for link in sorted(candidates, key=lambda k: (-k.chance, k.a, k.b)):
        if link.a not in used_a and link.b not in used_b:
            used_a.add(link.a)
            used_b.add(link.b)
            kept.append(link)
    return kept
