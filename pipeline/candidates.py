"""Candidate pairs of claims that may speak of one fact: by blocks, never all pairs.

In: profiles and the rarity of stems. Out: pairs of indices (i < j) in order, one at a time. A claim enters a block for its head noun, for
each of its rarest local stems and for a telling value; blocks that grow too large are told apart by a second word or left out,
so the number of pairs grows with the number of claims and not with its square.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from pipeline.profiles import Profile, Rarity, dated

RARE_LOCAL = 6        # rarest stems of measure, subject, object, scope that open a block
RARE_QUOTE = 4        # rarest stems of the sentence
BLOCK_MAX = 150       # claims in a block; a larger one says too little about its members


def pairs(made: list[Profile], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Index pairs to score, in order; never all of them in memory at once."""
    blocks: dict[tuple, list[int]] = defaultdict(list)
    consumed = dated(made)
    for i, p in enumerate(made):
        if p.row["status"] != "read" or i in consumed:
            continue
        words = rarity.rarest(p.local)[:RARE_LOCAL]
        words += rarity.rarest(p.quote - p.local)[:RARE_QUOTE]
        names = rarity.rarest(p.names)[:RARE_QUOTE]
        # a handful of documents is compared whole; in a larger corpus this block is too large and is left out
        blocks[p.dimension,].append(i)
        if p.aspect:
            blocks[p.dimension, "aspect", p.aspect].append(i)
            for w in names:
                blocks[p.dimension, "aspect", p.aspect, w].append(i)
        for w in dict.fromkeys(words + names):
            blocks[p.dimension, "word", w].append(i)
        if p.dimension == "count" and p.head:
            blocks[p.dimension, "head", p.head].append(i)
            for w in words[:3]:
                blocks[p.dimension, "head", p.head, w].append(i)
        if p.telling > 0.5 and p.low:
            # figures that are one another's rounding ("1.375 billion", "1.4 billion")
            blocks[p.dimension, "about", f"{p.low:.1e}"].append(i)
        if p.telling > 0.1:
            blocks[p.dimension, "value", p.key].append(i)
            for w in words[:2]:
                blocks[p.dimension, "value", p.key, w].append(i)
    holding: dict[int, list[list[int]]] = defaultdict(list)
    for members in blocks.values():
        if 2 <= len(members) <= BLOCK_MAX:
            for i in members[:-1]:
                holding[i].append(members)
    del blocks
    for i in range(len(made)):
        later: set[int] = set()
        for members in holding.pop(i, ()):
            later.update(members[bisect_right(members, i):])
        for j in sorted(later):
            yield i, j
