"""What limits a figure by its own words: some of a whole, the serious cases, what was added, what a change left.

In: a claim. Out: `Restrictions`. Two figures of which only one is so limited are of different things (`contrasts`).

    >>> found = restrictions({"kind": "count", "quote": "Four of the dead were dockers.", "surface": "Four"})
    >>> found.some, found.severe
    (True, False)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.mention import TIMES
from pipeline.movement import before, toll
from pipeline.number_words import NUMBER_WORDS
from pipeline.rules import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMPARED = re.compile(r"(?: ?\([^()]{1,30}\))?\)? ([a-z]+)\b")
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|his|her)\s")
_SOME = re.compile(r"([\w.,]+)\s+of\s+(?:the|its|their|his|her|these|those)\s")
_THAN = re.compile(r"\bthan (?:that of )?((?:the |an? )[a-z][^.;,()\d]{1,40}?|(?:the )?[A-Z][^.;,()\d]{1,40}?) ?\($")
_TO = re.compile(r"(?: (?:in|last|on) [\w ]{1,12})? to (?:about |nearly |almost |over |some |just )?(?:(?:the )?(?:phase|level|category|stage) [\da-z]|[$€£]?(?:\d|([a-z]+)\b))")
_SEVERE = re.compile(r"^(?:\S+\s+)?(?:(?!and\b|but\b)[^\W\d_]+\s+){0,5}?(?:seriously|critically|severely|gravely|grievously|badly)[\s-]+(?:injured|hurt|wounded|ill|sick|burned|burnt|damaged)\b", re.IGNORECASE)


class Restrictions(NamedTuple):
    """What limits a figure, by its own words: found once a claim, for it meets dozens of others."""

    share: bool
    stage: bool
    left: bool
    difference: bool
    added: bool
    further: bool
    severe: bool
    some: bool
    beside: str


_OF = ("kind", "quote", "surface", "unit", "measure", "action", "bound", "modality")


def restrictions(claim) -> Restrictions:
    """What limits the figure of a claim."""
    return _found(*(claim.get(name, "") for name in _OF))


@lru_cache(maxsize=400_000)
def _found(*values: str) -> Restrictions:
    claim = dict(zip(_OF, values, strict=True))
    than = _THAN.search(before(claim, 60)) if claim["kind"] in ("measure", "money", "count", "duration") else None
    return Restrictions(_share_of(claim), _stage(claim), _left(claim), _difference(claim), _added(claim), _further(claim), _severe(claim), _some(claim),
                than[1] if than else "")


def after(claim, length: int) -> str:
    """The words of the sentence just behind the figure."""
    quote, surface = claim.get("quote", ""), claim.get("surface", "")
    at = quote.find(surface) if surface else -1
    return quote[at + len(surface):at + len(surface) + length] if at >= 0 else ""


def _share_of(claim) -> bool:
    """Whether the text makes the amount a part: "$281 million of the price"."""
    return _OF_THE.match(after(claim, 12)) is not None


def _some(claim) -> bool:
    """Whether a count is of some of those named: "four of the dead"."""
    if claim.get("kind") != "count":
        return False
    surface = claim.get("surface", "")
    found = _SOME.search(surface + after(claim, 12))
    return bool(found) and not before(claim, 5).casefold().endswith("all ") and (found[1][0].isdigit() or found[1].casefold() in NUMBER_WORDS)


def _stage(claim) -> bool:
    """Whether the counted thing is limited to its beginning: "12 original members"."""
    text = f"{claim['surface']} {claim['unit']} {claim['measure']}"
    return not frozenset(load("verdicts")["increments"]["stages"].split()).isdisjoint(_WORD.findall(text.casefold()))


def _left(claim) -> bool:
    """Whether a figure is the one that a change leaves: the first of "raised from phase 3 to phase 4"."""
    found = _TO.match(after(claim, 24)) if claim.get("kind") not in TIMES and before(claim, 5).endswith("from ") else None
    return found is not None and (not found[1] or found[1] in NUMBER_WORDS)


def _difference(claim) -> bool:
    """Whether a measure tells how much more or less something is: "62 feet taller than the dome"."""
    if claim.get("kind") != "measure":
        return False
    found = _COMPARED.match(after(claim, 40))
    return bool(found) and found[1] in load("verdicts")["increments"]["comparatives"].split()


def _added(claim, name: str = "words") -> bool:
    if claim.get("kind") != "count":
        return False
    ahead = before(claim).split()[-1:]  # "another 4 sailors"
    words = set(_WORD.findall(f"{' '.join(ahead)} {claim.get('surface', '')}".casefold()))
    if claim.get("bound", "exact") not in ("", "exact"):
        words -= {"more"}  # "more than 30", "no more than 30" add nothing
    return bool(words & frozenset(load("verdicts")["increments"][name].split()))


def _further(claim) -> bool:
    """Whether a toll goes on from an earlier one: "two more bodies", "another 4 dead"; "4 new cases" are those of a day."""
    return claim.get("modality", "stated") == "stated" and toll(claim) and _added(claim, "further")


def _severe(claim) -> bool:
    """Whether a count is of the serious cases: "90 riders were seriously hurt"."""
    return claim.get("kind") == "count" and _SEVERE.search(f"{claim.get('surface', '')}{after(claim, 48)}") is not None
