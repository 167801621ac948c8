"""A unit whose number is its article, behind a hedge: "more than an hour", "almost a mile", "less than a dollar a day".

Without a hedge the article counts nothing worth a claim ("he left in a year"), so none is read.

    >>> p = Plain("It took less than an hour."); m = read_unit_alone(p, 13, 17, 0)
    >>> (p.s[m.start:m.end], m.kind, m.value, m.high, m.bound, m.unit)
    ('less than an hour', 'duration', '1', '1', 'less_than', 'hour')
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import bounds, currencies, nouns, units
from pipeline.emit import basis, text
from pipeline.mention import Mention
from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("units")["alone"]
_ARTICLE = re.compile(r" {1,3}(?P<a>an?)(?= )")
# What a trigger looks ahead to: an article and the first word of a unit that is read so.
AHEAD = "(?= an? (?:" + "|".join(sorted({w.split()[0] for w in _RULES["words"]})) + ")(?![a-z]))"
HEDGES = tuple(_RULES["hedges"])
_WORDS = frozenset(_RULES["words"])
# After these hedges the time may be a stretch and no bound ("grew over a year"), or the subject ("a film about a year").
_DOUBTFUL = ("over", "under", "about", "around")
_WORD = re.compile(r"[a-z]+")
_EXTENT = frozenset(_RULES["followed"]) | nouns.STOP


def read_unit_alone(p: Plain, start: int, end: int, floor: int) -> Mention | None:
    """The mention of the unit behind the hedge whose last word is `[start, end)`; None when no unit follows."""
    low = p.low
    m = _ARTICLE.match(low, end)
    hedge = bounds.hedge_before(p, m.start("a"), floor) if m else None
    if m is None or hedge is None:
        return None
    at, bound, shape = hedge
    money = currencies.after(p, m.end())
    if money:
        kind, unit, stop = "money", *money
        per = units.read_per(p, stop)
        if per:
            unit, stop = f"{unit}/{per[0]}", per[1]
    else:
        found = units.read_unit(p, m.end())
        if found is None or found.symbol or found.hyphen:
            return None
        kind, unit, stop = found.kind, found.name, found.end
    if low[m.end() + 1:stop] not in _WORDS and not any(low.startswith(w, m.end() + 1) for w in _WORDS):
        return None
    if kind == "duration" and low.startswith(_DOUBTFUL, at) and bounds.is_span(p, at):
        return None
    if low[stop:stop + 4] == " old":
        kind, stop = "age", stop + 4
    if not _ends(low, stop):
        return None
    value = Decimal(1)
    lowest, highest = bounds.limits(value, bound, shape)
    return Mention(at, stop, kind, "1", text(lowest), text(highest), bound, "0.5", unit, basis(unit), m.span("a"),
                   rule=f"{kind}.alone")


def _ends(low: str, at: int) -> bool:
    """Whether the unit stands by itself: "an hour", not "an hour drive" or "an hour and a half"."""
    c = low[at:at + 1]
    if c == "-" or low.startswith((" and a ", " and one "), at):
        return False
    if c != " ":
        return True
    word = _WORD.match(low, at + 1)
    return word is None or word[0] in _EXTENT
