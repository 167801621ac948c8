"""Groups the claims that are linked, under constraints: agglomerative, average linkage, links that must and must not be.

In: profiles, `links.Links` and the pairs a reviewer joined or parted. Out: the group of each claim. Links are taken best first.
"""

from __future__ import annotations

import re
from itertools import product

import numpy as np

from pipeline import compare
from pipeline.events import loose, one_event
from pipeline.links import Links, weights
from pipeline.profiles import Profile
from pipeline.progress import Tell, quiet, share, told

# the chance from which "dozens" may be set against a figure: such words are used loosely, and meet nearly everything
VAGUE = 0.85


def threshold(verdict: str, same_document: bool, dimension: str, open_time: bool, far: bool = False, one_event: bool = False) -> float:
    """The least chance from which a link of this sort is taken."""
    t = weights()["thresholds"]
    least = t[verdict]
    if verdict == "compatible" and far:
        # an open bound meets all that lies beyond it: "more than 75 %" and 82 % need as much likeness as rivals do
        least = t["conflict"]
    if dimension in ("duration", "age") and verdict in ("conflict", "updated"):
        # "two months", "two years": spans of whatever happens are the most common siblings
        least = max(least, t["span_differs"])
    if dimension in ("date", "clock"):
        # open stretches ("since 2012", "by July") meet nearly everything, so that they meet says nothing
        least = {"conflict": t["event_conflict" if one_event else "date_conflict"], "compatible": t["date_open"] if open_time else t["date_compatible"], "agree": t["date_agree"]}.get(verdict, least)
    return min(0.995, least + t["within_document"] * (1 - least)) if same_document else least


_KEY = re.compile(r"(?:[\w ./-]+ / )*(?:-[ \t]+)?[\"']?[A-Za-z][\w /()-]{0,40}(?<!said)(?<!says)(?<!told)(?<!added)[\"']?[ \t]*[:=][ \t]*[^\s.!?]+(?:[ \t][^\s.!?]+){0,3}$")


class _Forest:
    """Sets of claims that merge, each named by its first claim, the root."""

    def __init__(self, size: int):
        self.parent = list(range(size))

    def root(self, i: int) -> int:
        parent = self.parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def merge(self, a: int, b: int) -> tuple[int, int]:
        """(the root that stays, the root that goes) of two roots"""
        keep, lose = min(a, b), max(a, b)
        self.parent[lose] = keep
        return keep, lose

    def roots(self) -> list[int]:
        return [self.root(i) for i in range(len(self.parent))]


def _takeable(made: list[Profile], found: Links, tell: Tell) -> list[int]:
    """The links that are likely enough for their sort. Few verdicts are asked for: the most lenient one tells who is out."""
    source = np.unique([p.row["source_id"] for p in made], return_inverse=True)[1]
    names = sorted({p.dimension for p in made})
    dimension = np.array([names.index(p.dimension) for p in made])
    verdicts = ("agree", "compatible", "updated", "conflict")
    lenient = np.array([[[min(threshold(v, same, name, False, far) for v in verdicts) for far in (False, True)] for same in (False, True)] for name in names])
    same = source[found.first] == source[found.second]
    least = lenient[dimension[found.first], same * 1, found.far * 1]
    taken = []
    for n in told(np.flatnonzero(found.p >= least).tolist(), tell):
        i, j = found.pair(n)
        verdict = found.verdict(n)
        if verdict in ("conflict", "compatible") and found.p[n] < VAGUE and "vague" in (made[i].row["bound"], made[j].row["bound"]):
            continue
        if verdict and found.p[n] >= threshold(verdict, same[n], made[i].dimension, loose(made[i].row["value"], made[j].row["value"]), found.far[n],
                                               verdict == "conflict" and one_event(made[i], made[j])):
            taken.append(n)
    return taken


def group(made: list[Profile], found: Links, must=(), cannot=(), tell: Tell = quiet) -> list[int]:
    """The group of every profile, named by its first member."""
    if not len(found) and not must:
        return list(range(len(made)))
    taken = _takeable(made, found, share(tell, 0, 60)) if len(found) else []
    # only claims that a chain of links ties together can ever meet in a group: what lies between others need not be known
    reach = _Forest(len(made))
    for i, j in (*must, *map(found.pair, taken)):
        a, b = reach.root(i), reach.root(j)
        if a != b:
            reach.merge(a, b)
    # of two groups: the sum of the links between them, and whether they were found to be of different facts. Both outlive a
    # merger, since groups only grow, so no pair of claims is looked at for each of the many links of its groups.
    between: dict[int, dict[int, float]] = {}
    foes: dict[int, set[int]] = {}
    # pairs that a verdict has shown to be no foes
    friends: set[int] = set()
    for n in told(found.within(reach.roots()), share(tell, 60, 80)):
        if found.verdict(n):
            i, j = found.pair(n)
            alike = 0.0 if _self_contradiction(made[i], made[j], found.verdict(n)) else float(found.p[n])
            between.setdefault(i, {})[j] = between.setdefault(j, {})[i] = alike
            friends.add(i * len(made) + j)
    forbidden = {(min(pair), max(pair)) for pair in cannot}
    groups = _Forest(len(made))
    members: dict[int, list[int]] = {}

    def of(a):
        return members.get(a) or [a]

    def merge(a, b):
        keep, lose = groups.merge(a, b)
        members[keep] = sorted(of(keep) + of(lose))
        members.pop(lose, None)
        for other, total in between.pop(lose, {}).items():
            del between[other][lose]
            if other != keep:
                between[keep][other] = between[other][keep] = between.setdefault(keep, {}).get(other, 0.0) + total
        for other in foes.pop(lose, ()):
            foes[other].discard(lose)
            foes[other].add(keep)
            foes.setdefault(keep, set()).add(other)

    def are_foes(a, b):
        if b not in foes.get(a, ()) and any(clash(min(pair), max(pair)) for pair in product(of(a), of(b))):
            foes.setdefault(a, set()).add(b)
            foes.setdefault(b, set()).add(a)
        return b in foes.get(a, ())

    def clash(x, y):
        return (x, y) in forbidden or (x * len(made) + y not in friends and _cannot(made[x], made[y]))

    for i, j in must:
        a, b = groups.root(i), groups.root(j)
        if a != b:
            merge(a, b)
    averages = weights()["thresholds"]
    for n in told(taken, share(tell, 80, 100)):
        i, j = found.pair(n)
        a, b = groups.root(i), groups.root(j)
        if a == b:
            continue
        mean = between.get(a, {}).get(b, 0.0) / (len(of(a)) * len(of(b)))
        # readings that differ must be alike all over: one chance resemblance must not tie two groups into a contradiction
        verdict = found.verdict(n)
        least = averages["average_differs" if verdict in ("conflict", "updated") else "average"]
        if verdict == "conflict" and one_event(made[i], made[j]):
            # what happens once is told of on one day only, whatever else is alike
            least = min(least, averages["event_conflict"])
        if mean < least or are_foes(a, b):
            continue
        merge(a, b)
    return groups.roots()


def _self_contradiction(a: Profile, b: Profile, verdict: str) -> bool:
    """Whether one fact of both would have a document contradict itself, which prose seldom does; its table or its keys may be of another hand."""
    return verdict == "conflict" and a.row["source_id"] == b.row["source_id"] and not (_keyed(a) or _keyed(b))


def _keyed(p: Profile) -> bool:
    """Whether a figure stands in a table or behind a key ("floors: 163")."""
    return "|" in p.row["quote"] or _KEY.match(p.row["quote"]) is not None


def _cannot(a: Profile, b: Profile) -> bool:
    """Two different figures of one sentence, or claims that `compare.different` tells apart."""
    if a.row["source_id"] == b.row["source_id"] and a.row["quote"] == b.row["quote"] and a.key != b.key:
        return True
    return bool(compare.different(a.row, b.row))
