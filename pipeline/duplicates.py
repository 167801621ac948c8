"""Near-duplicate documents: the same text printed twice, with another banner, a corrected figure, a shorter end.

In: texts, each as a sketch; a sketch is the sorted hashes of its five-word shingles that fall below a fixed bound, so two
sketches show how much of one text stands in the other. Out: document -> (the document it repeats, the share of its own
words that stand there). Documents are compared only where a rare hash is shared, so the time is near linear. Nothing is
random: the same texts give the same answer in any order.

    >>> one = "the town council said on monday that the five bridges will be closed for repairs until the end of the year"
    >>> repeats({"a": sketch(one), "b": sketch("Read more. " + one), "c": sketch("nothing of the kind was said by the council " * 3)})
    {'b': ('a', 0.89)}
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from zlib import crc32

SHINGLE = 5
# one shingle of this many is kept, and at most this many of a document: enough to tell 80 from 70 %
_KEEP = 4
_MOST = 1_000
# a text of fewer words is kept whole
_SHORT = 400
# documents are brought together by one hash in this many
_INDEX = 8
_BUCKET = 20
# share of a text's shingles that stand in the other: one changed word breaks five shingles, so .7 is about one word in 15
SAME = 0.7
# fewer shingles than this tell nothing: a title, a line of furniture
_LEAST = 12
_MAX_WORDS = 200_000
_WORD = re.compile(r"\w+")
_TOP = 1 << 32
# odd, near the golden ratio of the range
_SPREAD = 2_654_435_769


def sketch(text: str) -> tuple[int, ...]:
    """The sorted hashes that stand for a text; () for one too short to tell."""
    ends, size, words = [0], 0, []
    for match in _WORD.finditer(text):
        words.append(word := match.group().casefold().encode("utf-8", "replace") + b" ")
        ends.append(size := size + len(word))
        if len(words) >= _MAX_WORDS:
            break
    line = memoryview(b"".join(words))
    bound = _TOP if len(words) < _SHORT else _TOP // _KEEP
    # a checksum is no hash: the multiplication spreads its bits, so that "the smallest" are a fair sample
    hashes = (crc32(line[ends[at]:ends[at + SHINGLE]]) * _SPREAD % _TOP for at in range(len(words) - SHINGLE + 1))
    found = {value for value in hashes if value < bound}
    return tuple(sorted(found)[:_MOST]) if len(found) >= _LEAST else ()


def overlap(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[float, float]:
    """Shares of each text's shingles that stand in the other, over the range of hashes that both sketches cover."""
    bound = min(_cover(one), _cover(other))
    a, b = set(one[:bisect_left(one, bound)]), set(other[:bisect_left(other, bound)])
    if len(a) < _LEAST // _KEEP or len(b) < _LEAST // _KEEP:
        return 0.0, 0.0
    both = len(a & b)
    return both / len(a), both / len(b)


def _cover(one: tuple[int, ...]) -> int:
    if len(one) >= _MOST:
        return one[-1] + 1
    return _TOP if one and one[-1] >= _TOP // _KEEP else _TOP // _KEEP


def repeats(sketches: Mapping[str, tuple[int, ...]], published: Mapping[str, str] | None = None) -> dict[str, tuple[str, float]]:
    """Document -> (the document it repeats, share). The earliest published of a pair is the original; without dates the one
    that stands in the other, else the first by name."""
    published = published or {}
    order = sorted(sketches, key=lambda name: (published.get(name) or "9999", name))
    place = {name: number for number, name in enumerate(order)}
    buckets: dict[int, list[str]] = defaultdict(list)
    pairs = set()
    for name in order:
        hashes = sketches[name]
        for value in [*hashes[:1], *(h for h in hashes[1:] if (h >> 7) % _INDEX == 0)]:
            members = buckets[value]
            pairs.update((member, name) for member in members)
            if len(members) < _BUCKET:
                members.append(name)
    found: dict[str, tuple[str, float]] = {}
    for first, second in sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]])):
        first_in_second, second_in_first = overlap(sketches[first], sketches[second])
        if max(first_in_second, second_in_first) < SAME:
            continue
        original, copy, share = first, second, second_in_first
        if published.get(first) and published.get(second):
            share = max(first_in_second, second_in_first)
        elif second_in_first < SAME:
            original, copy, share = second, first, first_in_second
        if copy not in found and found.get(original, ("",))[0] != copy:
            found[copy] = (original, round(share, 2))
    return dict(sorted(found.items()))
