"""Which candidate pairs may be links: their chance to speak of one fact, and what the two claims are to each other.

In: rows of schemas.Claims. Out: `Candidates`, and their `Links`, likeliest first. The chance is a logistic function of the `features`; its
weights are learned from annotated corpora by `reconcile learn` and kept in rules/match_weights.json with their training figures
(Fellegi and Sunter 1969 in the discriminative form of Bilenko and Mooney 2003: pairs are judged apart, then grouped).
"""

from __future__ import annotations

import json
import math
from array import array
from functools import cache
from importlib import resources

import numpy as np

from pipeline import compare
from pipeline.candidates import pairs
from pipeline.features import FAR, FEATURES, OF_VALUES, Features, chunks
from pipeline.profiles import Profile, Rarity, profiles
from pipeline.progress import Tell, quiet

# the judges: events are named by their verb, quantities by what is counted or measured; equal figures are evidence in
# themselves, differing ones must be joined by their wording alone
MODELS = ("quantity_same", "quantity_differs", "date_same", "date_differs")
# the judges of the wording alone, which claims compete on: they see neither the values nor the rivals
JUDGES = ("quantity_wording", "date_wording")
WORDING = tuple(name for name in FEATURES if name not in (*OF_VALUES, "value_far", "value_far_told", "best"))
# of percentages: what is left to a hundred differs by more than half
COMPLEMENT_FAR = 0.5
# an ordinal below this tells nothing ("first", "third"; "124th" does)
TELLING_ORDINAL = 0.2


@cache
def weights() -> dict:
    """The learned weights, thresholds and training figures."""
    return json.loads(resources.files("pipeline.rules").joinpath("match_weights.json").read_text(encoding="utf-8"))


def model_of(dimension: str, same_value: bool) -> str:
    """Which weights judge a pair."""
    return MODELS[2 * (dimension in ("date", "clock")) + (not same_value)]


class Links:
    """Pairs that may be of one fact, likeliest first: number n has the chance `p[n]` and the two claims `pair(n)`.

    A corpus has millions of pairs, and few are ever asked for their verdict: it is found when it is asked for, and kept.
    `far` marks figures that are no rounding of each other, `same` equal ones that say something.
    """

    _KNOWN = ("", "agree", "compatible", "updated", "conflict")

    def __init__(self, made: list[Profile], p, first, second, far, same):
        self.made, self.p, self.first, self.second, self.far, self.same = made, p, first, second, far, same
        self._verdicts = bytearray(len(p))

    def __len__(self) -> int:
        return len(self.p)

    def pair(self, n: int) -> tuple[int, int]:
        return int(self.first[n]), int(self.second[n])

    def within(self, group) -> list[int]:
        """The links whose two claims are in one group, by the group of each claim."""
        group = np.asarray(group)
        return np.flatnonzero(group[self.first] == group[self.second]).tolist()

    def verdict(self, n: int) -> str:
        """agree, compatible, updated or conflict; "" where something forbids that the two are of one fact."""
        if not self._verdicts[n]:
            self._verdicts[n] = 1 + self._KNOWN.index(self._judged(*self.pair(n)))
        return self._KNOWN[self._verdicts[n] - 1]

    def _judged(self, i: int, j: int) -> str:
        a, b = self.made[i], self.made[j]
        if compare.different(a.row, b.row):
            return ""
        verdict, _ = compare.relation(a.row, b.row)
        if verdict not in self._KNOWN:
            return ""
        if any(p.row["kind"] == "ordinal" and not p.row["unit"] for p in (a, b)) and (verdict in ("conflict", "updated") or a.telling < TELLING_ORDINAL):
            # an ordinal names which one is meant: two ordinals name two things, and "first" is said of many
            return ""
        return verdict


class Candidates:
    """The claims of a corpus as they are compared, and the pairs that may speak of one fact.

    `made` are their profiles, `rarity` the weights of their words, `columns` the `Features` of any pairs, `first` and `second` the
    two sides of the candidate pairs, in order, without those that one sentence tells apart.
    """

    def __init__(self, rows: list[dict]):
        self.made = profiles([row for row in rows if row["status"] == "read"])
        self.rarity = Rarity(self.made)
        self.columns = Features(self.made, self.rarity)
        sides = array("i")
        for pair in pairs(self.made, self.rarity):
            sides.extend(pair)
        first, second = np.frombuffer(sides, np.int32).reshape(-1, 2).T if sides else np.zeros((2, 0), np.int32)
        code = self.columns.code
        kept = (code["sentence"][first] != code["sentence"][second]) | (code["key"][first] == code["key"][second])
        self.first, self.second = first[kept], second[kept]


def likeness(f: dict[str, np.ndarray], time: np.ndarray, judges: dict) -> np.ndarray:
    """How alike the wording of pairs is: the root of the odds that it is of one fact. `time`: which pairs are of times."""
    both = [judges[name] for name in JUDGES]
    side = time.astype(int)
    raw = sum((np.array([m["weights"][name] for m in both])[side] * f[name] for name in WORDING), np.array([m["intercept"] for m in both])[side])
    return np.exp(np.clip(raw, -20, 20) / 2)


def compete(columns: Features, first: np.ndarray, second: np.ndarray, alike: np.ndarray) -> np.ndarray:
    """How near each pair (first[n], second[n]) comes to the best of its rivals, for each side within the other's document: 0 to 1.

    Siblings (another year, a part, another place) resemble a claim almost as well as its true partner does, but seldom better.
    """
    if not len(first):
        return np.zeros(0)
    source = columns.code["source_id"].astype(np.int64)
    width = np.int64(source.max() + 1)
    ends = np.concatenate([first.astype(np.int64) * width + source[second], second.astype(np.int64) * width + source[first]])
    order = np.argsort(ends, kind="stable")
    starts = np.flatnonzero(np.diff(ends[order], prepend=-1))
    best = np.maximum.reduceat(np.concatenate([alike, alike])[order], starts)
    rival = np.empty(len(ends))
    rival[order] = np.repeat(best, np.diff(starts, append=len(ends)))
    rival[rival == 0] = 1.0
    # to nine places, since exponentials differ between processors in the last bits
    return np.round(np.minimum(alike / rival[:len(alike)], alike / rival[len(alike):]), 9)


def links(candidates: Candidates, tell: Tell = quiet) -> Links:
    """The candidate pairs whose chance is worth a thought, likeliest first."""
    columns, first, second = candidates.columns, candidates.first, candidates.second
    models = [weights()["models"][name] for name in MODELS]
    intercept = np.array([m["intercept"] for m in models])
    factor = {name: np.array([m["weights"][name] for m in models]) for name in FEATURES}
    model = 2 * columns.time[first] + ~columns.same(first, second)
    judges = {name: weights()["models"][name] for name in JUDGES}
    raw, alike, far, same = np.empty(len(first)), np.empty(len(first)), np.empty(len(first), bool), np.empty(len(first), bool)
    for here, i, j in chunks(first, second):
        f = columns.of(i, j)
        raw[here] = sum((factor[name][model[here]] * f[name] for name in FEATURES), intercept[model[here]])
        alike[here] = likeness(f, columns.time[i], judges)
        far[here] = (f["value_far"] + f["value_far_told"] > FAR) | (columns.complement_far(i, j) > COMPLEMENT_FAR)
        same[here] = f["value_same"] > 0
        tell(here.stop, len(first))
    # rivals can be weighed only when all pairs are known
    raw += factor["best"][model] * compete(columns, first, second, alike)
    least = weights()["thresholds"]["propose"]
    kept = np.flatnonzero(raw > math.log(least / (1 - least)) - 1e-6)
    # the exponential one by one and to twelve places: the last bits depend on the processor, and would order what is equal
    p = np.empty(len(first))
    p[kept] = [round(1 / (1 + math.exp(-max(-30.0, min(30.0, x)))), 12) for x in raw[kept].tolist()]
    kept = kept[p[kept] >= least]
    kept = kept[np.lexsort((second[kept], first[kept], -p[kept]))]
    return Links(candidates.made, p[kept], first[kept], second[kept], far[kept], same[kept])
