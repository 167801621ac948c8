"""Candidate pairs of claims that may speak of one fact: by blocks, never all pairs.

In: profiles and the rarity of stems. Out: pairs of indices (i < j) in order. A claim enters a block for its head noun, for
each of its rarest local stems and for a telling value; blocks that grow too large are told apart by a second word or left out,
so the number of pairs grows with the number of claims and not with its square.
"""

from __future__ import annotations

from collections import defaultdict

from pipeline.profiles import Profile, Rarity, dated

RARE_LOCAL = 6        # rarest stems of measure, subject, object, scope that open a block
RARE_QUOTE = 4        # rarest stems of the sentence
BLOCK_MAX = 150       # claims in a block; a larger one says too little about its members


def pairs(made: list[Profile], rarity: Rarity) -> list[tuple[int, int]]:
    """Index pairs to score, sorted."""
    blocks: dict[tuple, list[int]] = defaultdict(list)
    consumed = dated(made)
    for i, p in enumerate(made):
        if p.row["status"] != "read" or i in consumed:
            continue
        words = sorted(p.local, key=lambda w: (-rarity(w), w))[:RARE_LOCAL]
        words += sorted(p.quote - p.local, key=lambda w: (-rarity(w), w))[:RARE_QUOTE]
        names = sorted(p.names, key=lambda w: (-rarity(w), w))[:RARE_QUOTE]
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
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        if not 2 <= len(members) <= BLOCK_MAX:
            continue
        for x, i in enumerate(members):
            for j in members[x + 1:]:
                found.add((i, j))
    return sorted(found)
