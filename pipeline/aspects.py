"""What a figure says of its subject: how many died, how many are missing, what it cost. Told by the nearest telling word.

In: a sentence and its figures as (start, end, dimension, whether people are counted, the unit where another figure lends it). Out: for each the name of an aspect of rules/aspects.toml, or "".
Distance is that of `nearness`.

    >>> aspects("The storm left 17 dead and 61 missing.", [(15, 17, "count", False, ""), (27, 29, "count", False, "")])
    ['dead', 'missing']
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.nearness import Scale, covered, owners, walk
from pipeline.rules import load
from pipeline.synonyms import stemmer

REACH = 14.0   # words; a telling word further away belongs to another figure or to none
SCALE = Scale(marks={",": 1.5, ";": 8.0, ":": 4.0, "(": 2.0, ")": 2.0, "—": 4.0, "–": 4.0, ".": 12.0, "!": 12.0, "?": 12.0},
              joints={"and": 2.0, "but": 4.0, "while": 4.0, "whereas": 4.0, "with": 1.0, "after": 2.0, "before": 2.0, "who": 1.0, "which": 1.0}, figure=4.0)
STRONG = -9.0  # added to the distance of a strong word: "bodies" are of the dead, "bodies identified" of those identified
WEAK = 5.0     # what is added to the distance of a weak word
LENT = 5.5     # distance of a noun that another figure lends ("of the 50 dead, five were sailors"): nearer than any weak word
BEFORE = 0.5   # words before the figure tell a little less than words behind it
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*|[,;:()—–.!?](?=\s|$|[^\W\d])")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if word in ("founded", "founding"):
        return "founded"  # not the past of "find"
    return stemmer().stemWord(word.casefold().replace("’", "'").removesuffix("'s"))


@cache
def _cues(dimension: str, people: bool = False) -> dict[str, list[tuple[tuple[str, ...], str, float]]]:
    """First stem -> [(further stems, aspect, distance that is added)], longer phrases first."""
    found: dict[str, list] = {}
    for aspect, cues in load("aspects").get(dimension, {}).items():
        for cue in cues.split() if not people or aspect in of_people() else ():
            # people are not destroyed or sold, whatever stands nearer
            first, *rest = (_stem(word) for word in cue.lstrip("~!").split("_"))
            found.setdefault(first, []).append((tuple(rest), aspect, {"~": WEAK, "!": STRONG}.get(cue[0], 0.0)))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


def aspects(sentence: str, figures) -> list[str]:
    """The aspect of each figure, "" where no telling word stands near."""
    if not any(_cues(figure[2]) for figure in figures):
        return [""] * len(figures)
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    stems = [_stem(word) if word[0].isalpha() else "" for word, _, _ in tokens]
    spans = [covered(tokens, figure[0], figure[1]) for figure in figures]
    inside = owners(len(tokens), spans)
    return [_nearest(tokens, stems, inside, number, [at for at in spans[number] if inside[at] == number], _cues(dimension, people), lent)
            if _cues(dimension) else "" for number, (_, _, dimension, people, lent) in enumerate(figures)]


def _nearest(tokens, stems, inside, number: int, mine: list[int], cues, lent: str) -> str:
    if not mine:
        return ""
    best, aspect = REACH, ""
    found, more = _at([_stem(lent)], 0, cues) if lent else ("", 0.0)
    if found and not more:
        best, aspect = LENT, found
    for at in mine:
        # the counted noun itself: "23 bodies"
        found, more = _at(stems, at, cues)
        if found and more < best:
            best, aspect = more, found
    for places, start in ((range(mine[-1] + 1, len(tokens)), 0.0), (range(mine[0] - 1, -1, -1), BEFORE)):
        for at, distance in walk(tokens, inside, number, places, SCALE, start):
            if distance + STRONG >= best:
                break
            found, more = _at(stems, at, cues) if inside[at] < 0 else ("", 0.0)
            if found and distance + more < best:
                best, aspect = distance + more, found
    return aspect


def named(dimension: str, phrase: str) -> str:
    """The aspect that a noun phrase names by a word that is not weak, the last first; "" for none."""
    stems = [_stem(word) for word in _TOKEN.findall(phrase)]
    for at in range(len(stems) - 1, -1, -1):
        aspect, more = _at(stems, at, _cues(dimension))
        if aspect and more <= 0:
            return aspect
    return ""


def _at(stems, at: int, cues) -> tuple[str, float]:
    for rest, aspect, more in cues.get(stems[at], ()):
        if tuple(stems[at + 1:at + 1 + len(rest)]) == rest:
            return aspect, more
    return "", 0.0


@cache
def of_people() -> frozenset[str]:
    """The aspects that only people have."""
    return frozenset(load("aspects")["people"].split())
