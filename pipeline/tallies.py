"""Two figures that stand against each other: the votes for and against, the points of two sides; never the ends of a range.

In: a plain text and two figures with a dash or "to" between them. Out: whether they are a tally, and its two mentions.

    >>> from pipeline.amounts import read_amounts
    >>> [(m.value, m.unit, m.rule) for m in read_amounts("The council passed it 31-12.")]
    [('31', 'vote', 'score'), ('12', 'vote', 'score.against')]
"""

from __future__ import annotations

import re

from pipeline import emit
from pipeline.figure import Figure
from pipeline.mention import Mention
from pipeline.plain import Plain
from pipeline.rules import load

# how far in front of a pair its verb stands (code points), and how far a vote may be spoken of
NEAR, FAR = 50, 90
# two shares of all votes, both rounded, make about a hundred
ALL = (98, 102)
_RULES = load("bounds")["tally"]


def _any(name: str) -> str:
    return "(?:" + "|".join(_RULES[name]) + ")"


_HEDGE = r"(?:a margin of |a score of |a vote of |by |of |with |was |were |is |just |almost |nearly |about |at |in |it )*"
_NEAR = re.compile(rf"(?<![a-z])(?:{_any('voted')}|{_any('won')})(?: [a-z']+){{0,3}}?[,:]? {_HEDGE}$", re.IGNORECASE)
_VOTE_NEAR = re.compile(rf"(?<![a-z]){_any('voted')}(?![a-z])")
_VOTE_BEHIND = re.compile(rf"(?:[ -]{_any('vote_behind')}| against| in favou?r)(?![a-z])")
_GAME_BEHIND = re.compile(rf"[ -]{_any('game_behind')}(?![a-z])")
# the pair is said to be a way from one figure to the other, or a stretch between them
_SPAN = re.compile(r"(?<![a-z])(?:from|between|of between|ranging|range|pages?|lines?|verses?|chapters?)(?: [a-z]+)? $")
_END = re.compile(r"[.!?;] |\n")


def is_tally(p: Plain, f: Figure, g: Figure, dashed: bool) -> bool:
    """Whether two figures, the second behind a dash or behind "to", stand against each other.

    A falling pair does, unless a way from one to the other is said; a rising one must stand with a verb of voting or winning.
    """
    if f.value == g.value or f.n.form == "ordinal" or _SPAN.search(p.low, max(0, f.start - 20), f.start):
        return False
    if f.kind not in ("", "count", "percent") or g.kind not in ("", "count", "percent"):
        return False
    if f.value > g.value:
        return not (f.hyphen or g.hyphen) and (f.kind != "count" or f.unit != "" or dashed or f.n.scale >= 1000)
    if not _NEAR.search(p.low, max(0, f.start - NEAR), f.start):
        return _said_behind(p, g) and f.n.bare and g.n.bare
    if g.kind == "percent":
        return ALL[0] <= f.value + g.value <= ALL[1]
    return not g.kind or f.unit == "vote" or g.unit == "vote"


def _said_behind(p: Plain, g: Figure) -> bool:
    at = g.number[1]
    return bool(_VOTE_BEHIND.match(p.low, at) or _GAME_BEHIND.match(p.low, at))


def unit_of(p: Plain, f: Figure, g: Figure) -> str:
    """What a tally counts: votes or points; "" when its sentence does not say."""
    if _VOTE_BEHIND.match(p.low, g.number[1]):
        return "vote"
    ahead = p.low[max(0, f.start - FAR):f.start]
    ahead = ahead[max((m.end() for m in _END.finditer(ahead)), default=0):]
    return "vote" if _VOTE_NEAR.search(ahead) else "point"


def read(p: Plain, f: Figure, g: Figure, floor: int) -> list[Mention]:
    """The two mentions of a tally."""
    shared = g if g.kind and not f.kind else f
    kind, unit, noun = shared.kind or "count", shared.unit, shared.noun
    printed = bool(unit)
    if kind == "count" and (not unit or shared is g and g.end == g.number[1]):
        unit, noun, printed = unit_of(p, f, g), "", False
    out: list[Mention] = []
    for one, rule in ((f, "score"), (g, "score.against")):
        if one.kind in ("", "count") and not (kind == "count" and one.unit):
            one.take(kind, unit, one.end if kind != "count" else one.number[1], rule)
            one.noun = noun
        else:
            one.rule = rule
        mention = emit.single(p, one, out[-1].end if out else floor)
        mention.unit_basis = "printed" if printed or one.kind == "percent" else "inferred"
        out.append(mention)
    return out
