"""How far the words of a sentence stand from a figure: counted in words, and lengthened by what lies between.

In: the words in order and, for each, the number of the figure it belongs to (-1 for none). Out: places and their distances, one way
from the figure at a time. Clause marks, joining words and other figures lengthen the way, so that of "17 dead and 61 missing"
each figure has its own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """What is added to a distance, in words: by a mark (which is no word), by a joining word, and by another figure."""

    marks: Mapping[str, float]
    joints: Mapping[str, float]
    figure: float


def covered(tokens: Sequence[tuple[str, int, int]], start: int, end: int) -> range:
    """The places of the tokens (word, start, end) that a span overlaps; tokens are in order and apart."""
    return range(bisect_right(tokens, start, key=lambda t: t[2]), bisect_left(tokens, end, key=lambda t: t[1]))


def owners(count: int, spans: Sequence[range]) -> list[int]:
    """For each of `count` tokens the number of the span that covers it, the last one that does; -1 for none."""
    found = [-1] * count
    for number, span in enumerate(spans):
        for at in span:
            found[at] = number
    return found


def walk(tokens, inside: Sequence[int], number: int, places, scale: Scale, start: float = 0.0) -> Iterator[tuple[int, float]]:
    """(place, distance) of the words met on the way, marks left out; who has gone far enough stops asking."""
    distance, figure = start, number
    for at in places:
        word = tokens[at][0]
        if word in scale.marks:
            distance += scale.marks[word]
            continue
        if inside[at] != number and inside[at] >= 0 and inside[at] != figure:
            distance += scale.figure
            figure = inside[at]
        distance += 1.0 + scale.joints.get(word, 0.0)
        yield at, distance
