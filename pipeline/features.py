"""The features of candidate pairs, in bulk: what two claims share, weighed by rarity, as arrays over many pairs at once.

In: profiles and the rarity of stems; two arrays of claim numbers, the sides of the pairs. Out: {feature: array}, each about 0 to 1.
A corpus has a score of pairs for each claim, so the words of all claims lie in one array, each with a bit for every set of its
claim that holds it, and one look-up a word tells what is shared in all sets.

    >>> from pipeline.profiles import EMPTY, Rarity, profiles
    >>> made = profiles([{**EMPTY, "claim_id": n, "source_id": n, "kind": "count", "value": value, "unit": "lamp", "measure": "lamps",
    ...                   "quote": f"In Gao {value} lamps were sold."} for n, value in (("a", "90"), ("b", "80"))])
    >>> found = Features(made, Rarity(made)).of(np.array([0]), np.array([1]))
    >>> float(found["measure"][0]), float(found["value_same"][0])
    (1.0, 0.0)
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator

import numpy as np

from pipeline.conversion import conversions
from pipeline.profiles import Profile, Rarity

# what speaks for one fact (weights are held at or above 0 in learning) and what speaks against it (at or below 0)
FOR = ("head", "measure", "measure_held", "local", "quote", "quote_held", "names", "action", "subject", "object", "scope", "period_same",
       "as_of_same", "figures", "value_same", "value_telling", "value_rare", "value_context", "value_meets", "rare", "best",
       "lone", "topic_rare", "aspect_same", "person_act", "around")
AGAINST = ("scope_apart", "names_apart", "chance", "measure_apart", "period_one", "kind_differs", "modality_differs", "part_differs", "both_counts_bare",
           "value_far", "value_far_told", "ordinal", "same_document", "aspect_apart", "aspect_one", "past_one", "action_apart", "limit_one")
FEATURES = FOR + AGAINST
# features that look at the values; the judge of differing values must not see them, for they hide the very conflicts we look for
OF_VALUES = ("value_same", "value_telling", "value_rare", "value_context", "value_meets")
# `value_far` from which two figures that meet are no rounding of each other: a factor of 1.05
FAR = 0.035
# pairs that are looked at together: enough to be quick, few enough to stay in the processor's cache
CHUNK = 1 << 14
# a bit for each set of words of a profile
_SETS = ("quote", "local", "measure", "names", "scope", "subject", "object")
_BIT = {name: 1 << n for n, name in enumerate((*_SETS, "head", "figures", "around", "act", "limits"))}


def chunks(first: np.ndarray, second: np.ndarray) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
    """The pairs a handful at a time: (where they lie, first, second)."""
    for start in range(0, len(first), CHUNK):
        here = slice(start, min(start + CHUNK, len(first)))
        yield here, first[here], second[here]


def context_score(wording: dict[str, np.ndarray]) -> np.ndarray:
    """How alike the wording is, by fixed shares, for what a reader could confuse. The value has no part in it."""
    f = wording
    return (2 * f["local"] + 2 * f["measure"] + f["head"] + f["quote"] + f["names"] + 0.5 * f["scope"] + f["figures"] + f["period_same"]) / 9.5


class Features:
    """The claims of a corpus as arrays, and the features of any pairs of them."""

    def __init__(self, made: list[Profile], rarity: Rarity):
        self.made = made
        rows = [p.row for p in made]
        self.code = {name: _codes(row[name] for row in rows) for name in ("kind", "period", "as_of", "modality", "source_id")}
        self.code |= {"sentence": _codes((row["source_id"], row["quote"]) for row in rows), "key": _codes(p.key for p in made),
                      "head": _codes(p.head for p in made), "action": _codes(p.action for p in made)}
        self.given = {name: _flags(row[name] for row in rows) for name in ("period", "as_of", "part_of")}
        self.given |= {"head": _flags(p.head for p in made), "action": _flags(p.action for p in made)}
        self._topics(made, rarity)
        self.percent = _flags(row["kind"] == "percent" for row in rows)
        # "the third bridge" names a bridge; "category 3" tells how strong a storm was
        self.ordinal = _flags(row["kind"] == "ordinal" and not row["unit"] for row in rows)
        self.count = _flags(p.dimension in ("count", "rank") for p in made)
        self.time = _flags(p.dimension in ("date", "clock") for p in made)
        self.date = _flags(p.dimension == "date" for p in made)
        self.only_count = _flags(p.dimension == "count" for p in made)
        self.unit = _flags(p.dimension in ("measure", "duration") for p in made)
        self.minutes = _numbers(p.minutes for p in made)
        self.to_second = _flags(p.to_second for p in made)
        self.telling = _numbers(p.telling for p in made)
        self.low, self.high = _numbers(p.low for p in made), _numbers(p.high for p in made)
        # of the claim's size; logarithms are taken one by one, since those of arrays differ between processors in the last bit
        self.log = _numbers(math.log(abs(p.low)) if p.low else None for p in made)
        holders = Counter(p.key for p in made)
        # a value that few claims of the corpus share
        self.few = _numbers(min(1.0, 3 / holders[p.key]) for p in made)
        self.top = rarity("\x00") * 3 or 1.0
        self._words(rarity)

    def same(self, i, j) -> np.ndarray:
        """Whether two figures are equal: one reading, or one clock time told to the minute and to the second."""
        exact, told = np.where(self.to_second[i], self.minutes[i], self.minutes[j]), np.where(self.to_second[i], self.minutes[j], self.minutes[i])
        near = (told == np.floor(exact)) | (told == np.round(exact))
        return (self.code["key"][i] == self.code["key"][j]) | (near & (self.to_second[i] != self.to_second[j]))

    def _topics(self, made: list[Profile], rarity: Rarity) -> None:
        """What each claim is of in one word, how many claims of its document are of the same, and what they say of it."""
        told = [(p.dimension, p.topic) for p in made]
        self.code["topic"], self.given["topic"] = _codes(told), _flags(p.topic for p in made)
        siblings = Counter((p.row["source_id"], pair) for p, pair in zip(made, told, strict=True))
        self.siblings = np.array([siblings[p.row["source_id"], pair] for p, pair in zip(made, told, strict=True)], float)
        top = rarity("\x00") or 1.0
        self.topic_rare = _numbers(min(1.0, rarity(p.topic) / top) if p.topic else 0.0 for p in made)
        self.past = _flags(p.past for p in made)
        self.limited = _flags(p.limits for p in made)
        self.person = _flags(p.person for p in made)
        self.code["aspect"], self.given["aspect"] = _codes(p.aspect for p in made), _flags(p.aspect for p in made)

    def _words(self, rarity: Rarity) -> None:
        """Lays all words of all claims into one array, by claim and by the alphabet, with the bits of the sets that hold them."""
        number: dict[str, int] = {}
        numbers, flags, sizes = array("i"), array("H"), array("i")
        for p in self.made:
            bits: dict[int, int] = {}
            sets = [(_BIT[name], getattr(p, name)) for name in _SETS] + [(_BIT["figures"], p.figures), (_BIT["around"], p.around), (_BIT["act"], (p.action,) if p.action else ()),
                    (_BIT["limits"], p.limits)]
            if p.dimension in ("count", "rank") and p.head:
                sets.append((_BIT["head"], (p.head,)))
            for bit, words in sets:
                for word in words:
                    n = number.setdefault(word, len(number))
                    bits[n] = bits.get(n, 0) | bit
            numbers.extend(bits)
            flags.extend(bits.values())
            sizes.append(len(bits))
        words = sorted(number)
        place = np.empty(len(words), np.int32)
        place[[number[word] for word in words]] = np.arange(len(words), dtype=np.int32)
        self.size = np.array(sizes, np.int64)
        owner = np.repeat(np.arange(len(sizes)), self.size)
        found, flags = place[np.array(numbers, np.int64)], np.array(flags, np.uint16)
        order = np.lexsort((found, owner))
        self.word, self.bits = found[order], flags[order]
        self.start = np.cumsum(self.size) - self.size
        self.weight = np.fromiter(map(rarity, words), float, len(words))
        by_rank = sorted(range(len(words)), key=lambda n: (-self.weight[n], n))
        self.rank = np.empty(len(words), np.int32)
        self.rank[by_rank] = np.arange(len(words), dtype=np.int32)
        self.by_rank = np.array(by_rank, np.int64)
        # the weight of each whole set, which likeness is measured against
        self.whole = {name: self._sums(owner, self.word, (self.bits & _BIT[name]) > 0, len(sizes)) for name in _SETS}
        self.filled = {name: np.bincount(owner[(self.bits & _BIT[name]) > 0], minlength=len(sizes)) > 0 for name in _SETS}
        self._local = np.zeros(len(words), np.int32)

    def _sums(self, rows, words, chosen, count) -> np.ndarray:
        """The weight of the chosen words of each row, added in the order of the alphabet."""
        return np.bincount(rows[chosen], weights=self.weight[words[chosen]], minlength=count).astype(float)

    def _laid(self, claims) -> tuple[np.ndarray, np.ndarray]:
        """(row, place in the array of words) of every word of these claims."""
        size = self.size[claims]
        rows = np.repeat(np.arange(len(claims)), size)
        return rows, np.arange(len(rows)) + np.repeat(self.start[claims] - (np.cumsum(size) - size), size)

    def _shared(self, i, j):
        """(row of the pair, word, bits of the sets of i that hold it, bits of j) for the words that both claims have."""
        ours, which = np.unique(i, return_inverse=True)
        rows, at = self._laid(ours)
        local = self._local
        here = np.unique(self.word[at])
        local[here] = np.arange(1, len(here) + 1, dtype=np.int32)
        table = np.zeros((len(ours), len(here) + 1), np.uint16)
        table[rows, local[self.word[at]]] = self.bits[at]
        rows, at = self._laid(j)
        words = self.word[at]
        bits = table[which[rows], local[words]]
        local[here] = 0
        both = np.flatnonzero(bits)
        return rows[both], words[both], bits[both], self.bits[at[both]]

    def wording(self, i, j, shared=None) -> dict[str, np.ndarray]:
        """The features of the words of a pair."""
        rows, words, ours, theirs = shared or self._shared(i, j)
        count, both = len(i), ours & theirs
        f = {}
        same_head = self.given["head"][i] & (self.code["head"][i] == self.code["head"][j])
        across = ((ours & _BIT["head"]) > 0) & ((theirs & _BIT["local"]) > 0) | ((theirs & _BIT["head"]) > 0) & ((ours & _BIT["local"]) > 0)
        half = np.bincount(rows[across], minlength=count) > 0
        f["head"] = np.where(self.count[i], np.where(same_head, 1.0, np.where(half, 0.5, 0.0)), (self.code["head"][i] == self.code["head"][j]) * 1.0)
        for name in ("measure", "local", "quote", "names", "scope"):
            f[name], held = self._overlap(name, i, j, self._sums(rows, words, (both & _BIT[name]) > 0, count))
            if name in ("measure", "quote"):
                f[name + "_held"] = held
        known = self.given["aspect"][i] & self.given["aspect"][j]
        f["aspect_same"] = (known & (self.code["aspect"][i] == self.code["aspect"][j])) * 1.0
        f["aspect_apart"] = known - f["aspect_same"]
        f["period_same"] = (self.given["period"][i] & (self.code["period"][i] == self.code["period"][j])) * 1.0
        f["figures"] = np.minimum(1.0, np.bincount(rows[(both & _BIT["figures"]) > 0], minlength=count) / 2)
        f["around"] = np.minimum(1.0, np.bincount(rows[(both & _BIT["around"]) > 0], minlength=count) / 3)
        return f

    def _overlap(self, name, i, j, shared) -> tuple[np.ndarray, np.ndarray]:
        """Weighted Dice, the shared weight over the mean of both, and the shared weight over the lighter side's."""
        one, other = self.whole[name][i], self.whole[name][j]
        mean, least = one + other, np.minimum(one, other)
        alike = np.divide(2 * shared, mean, out=np.zeros_like(shared), where=mean > 0)
        held = np.divide(shared, least, out=np.zeros_like(shared), where=least > 0)
        return np.minimum(1.0, alike), np.minimum(1.0, held)

    def of(self, i, j) -> dict[str, np.ndarray]:
        """All features of the pairs; `best`, which needs the rivals, is left 0."""
        shared = self._shared(i, j)
        rows, words, ours, theirs = shared
        count, both = len(i), ours & theirs
        f = dict.fromkeys(FEATURES, np.zeros(count)) | self.wording(i, j, shared)
        code, given = self.code, self.given
        same = self.same(i, j)
        f["both_counts_bare"] = (self.count[i] & ~(given["head"][i] & given["head"][j])) * 1.0
        f["action"] = (given["action"][i] & (code["action"][i] == code["action"][j])) * 1.0
        for name in ("subject", "object"):
            f[name] = self._overlap(name, i, j, self._sums(rows, words, (both & _BIT[name]) > 0, count))[1]
        for name in ("scope", "measure"):
            told = ((ours & _BIT[name]) > 0) & ((theirs & _BIT["quote"]) > 0) | ((theirs & _BIT[name]) > 0) & ((ours & _BIT["quote"]) > 0)
            f[name + "_apart"] = (self.filled[name][i] & self.filled[name][j] & (np.bincount(rows[told], minlength=count) == 0)) * 1.0
        told = ((ours & _BIT["act"]) > 0) & ((theirs & _BIT["quote"]) > 0) | ((theirs & _BIT["act"]) > 0) & ((ours & _BIT["quote"]) > 0)
        f["action_apart"] = (given["action"][i] & given["action"][j] & (np.bincount(rows[told], minlength=count) == 0)) * 1.0
        named = [np.bincount(rows[((one & _BIT["limits"]) > 0) & ((other & _BIT["quote"]) > 0)], minlength=count) > 0 for one, other in ((ours, theirs), (theirs, ours))]
        f["limit_one"] = (self.limited[i] & ~named[0] | self.limited[j] & ~named[1]) * 1.0
        f["past_one"] = (self.past[i] != self.past[j]) * 1.0
        f["period_one"] = (given["period"][i] != given["period"][j]) * 1.0
        f["as_of_same"] = (given["as_of"][i] & (code["as_of"][i] == code["as_of"][j])) * 1.0
        f["value_far"] = np.where(same, 0.0, self._far(i, j))
        self._converted(f, i, j)
        topic = given["topic"][i] & (code["topic"][i] == code["topic"][j])
        f["lone"] = np.where(topic, 1.0 / np.maximum(self.siblings[i], self.siblings[j]), 0.0)
        f["topic_rare"] = np.where(topic, self.topic_rare[i], 0.0)
        f["aspect_one"] = (given["aspect"][i] != given["aspect"][j]) * 1.0
        # a toll multiplies within hours: how far apart two figures are says less where both say what they are of
        f["value_far_told"] = f["value_far"] * f["aspect_same"]
        f["value_far"] = f["value_far"] - f["value_far_told"]
        f["person_act"] = (self.person[i] & self.person[j]) * np.maximum(f["action"], f["aspect_same"])
        f["ordinal"] = (self.ordinal[i] | self.ordinal[j]) * 1.0
        f["same_document"] = (code["source_id"][i] == code["source_id"][j]) * 1.0
        f["value_meets"] = (~same & self._meets(i, j)) * 1.0
        f["kind_differs"] = ((code["kind"][i] != code["kind"][j]) & ~self.date[i]) * 1.0
        apart = self.filled["names"][i] & self.filled["names"][j] & (np.bincount(rows[(both & _BIT["names"]) > 0], minlength=count) == 0)
        f["names_apart"] = apart * 1.0
        # an equal figure that tells little, in sentences that share no name
        f["chance"] = np.where(same, f["names_apart"] * (1 - self.telling[i]), f["names_apart"])
        told = np.maximum.reduce([f["measure_held"], f["action"] * np.maximum(f["subject"], f["object"]), f["scope"], 0.5 * f["quote_held"]])
        f["value_context"] = same * told
        # many things happen on one day: an equal date says nothing without the event
        event = np.where(self.time[i], told, 1.0)
        f["value_same"] = same * event
        f["value_telling"] = np.where(same, self.telling[i], 0.0) * event
        f["value_rare"] = f["value_telling"] * self.few[i]
        f["rare"] = self._rarest(rows, words, (both & (_BIT["quote"] | _BIT["names"])) > 0, count) / self.top
        f["modality_differs"] = (code["modality"][i] != code["modality"][j]) * 1.0
        f["part_differs"] = (given["part_of"][i] != given["part_of"][j]) * 1.0
        return f

    def complement_far(self, i, j) -> np.ndarray:
        """Of percentages, how far what is left to a hundred lies apart: 91 % and 95 % are near, 9 % and 5 % are not."""
        one, other = 100 - self.low[i], 100 - self.low[j]
        fits = self.percent[i] & self.percent[j] & (one > 0) & (other > 0)
        ratio = np.divide(np.maximum(one, other), np.minimum(one, other), out=np.ones(len(i)), where=fits)
        return np.where(fits, ratio - 1, 0.0)

    def _far(self, i, j) -> np.ndarray:
        """0 for figures of one size, 1 from a factor of four on: rivals about one fact are seldom that far apart."""
        low, high = np.abs(self.low[i]), np.abs(self.low[j])
        low, high = np.minimum(low, high), np.maximum(low, high)
        silent = self.time[i] | np.isnan(low) | ((self.code["head"][i] != self.code["head"][j]) & ~self.only_count[i])
        far = np.where(low > 0, np.minimum(1.0, np.abs(self.log[i] - self.log[j]) / math.log(4)), (high > 1) * 1.0)
        return np.where(silent, 0.0, far)

    def _meets(self, i, j) -> np.ndarray:
        low, high = np.fmax(self.low[i], self.low[j]), np.fmin(self.high[i], self.high[j])
        some = ~(np.isnan(self.low) & np.isnan(self.high))
        return some[i] & some[j] & ~(low > high)

    def _converted(self, f, i, j) -> None:
        """The same length in another unit has the same head and its own distance; lengths that differ are left to their wording."""
        rows = np.flatnonzero((f["head"] == 0) & self.unit[i])
        if not len(rows):
            return
        heads = np.stack([self.code["head"][i[rows]], self.code["head"][j[rows]]], axis=1)
        for a, b in np.unique(heads, axis=0):
            here = rows[(heads[:, 0] == a) & (heads[:, 1] == b)]
            ways = conversions(self.made[i[here[0]]].head, self.made[j[here[0]]].head)
            if not ways or ways[0].offset or ways[0].factor <= 0:
                continue
            apart = np.abs(self.log[i[here]] + math.log(ways[0].factor) - self.log[j[here]])
            far = np.where(np.isnan(apart), 0.0, np.minimum(1.0, apart / math.log(4)))
            f["value_far"][here] = far
            f["head"][here[far < FAR]] = 1.0

    def _rarest(self, rows, words, chosen, count) -> np.ndarray:
        """The weight of the three rarest of the chosen words of each row."""
        rows, rank = rows[chosen], self.rank[words[chosen]].astype(np.int64)
        key = np.sort(rows * len(self.rank) + rank)
        rows, rank = np.divmod(key, max(len(self.rank), 1))
        size = np.bincount(rows, minlength=count)
        nth = np.arange(len(rows)) - np.repeat(np.cumsum(size) - size, size)
        three = nth < 3
        return np.bincount(rows[three], weights=self.weight[self.by_rank[rank[three]]], minlength=count)


def _codes(values) -> np.ndarray:
    """Equal numbers for equal values."""
    number: dict = {}
    return np.array([number.setdefault(value, len(number)) for value in values], np.int32)


def _flags(values) -> np.ndarray:
    return np.array([bool(value) for value in values], bool)


def _numbers(values) -> np.ndarray:
    """Numbers as they are, nan for None."""
    return np.array([math.nan if value is None else value for value in values], float)
