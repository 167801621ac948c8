"""Vague quantities: "dozens of wells", "several hundred", "for weeks", "a day or two", "none of the wells".

    >>> m = read_vague(Plain("dozens of new wells"), 0, 0); (m.low, m.high, m.bound, m.unit)
    ('12', '120', 'vague', 'new well')
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import bounds, currencies, nouns, units
from pipeline.emit import basis, text
from pipeline.figure import Figure
from pipeline.mention import Mention
from pipeline.number_words import SCALE_WORD, SCALES
from pipeline.plain import Plain

TOO_VAGUE = "too vague to compare: no claim"
_OF = re.compile(r" {1,3}of {1,3}(?:(?:the|these|those|its|their|his|her|our) {1,3})?")
# Words before "few" and "many" that make them no quantity, or one that is asked for ("how many miles").
_NOT_AFTER = frozenset({"how", "as", "so", "too", "very", "great", "the", "these", "those", "not", "good"})
_PLAIN_POWERS = frozenset({"tens", "hundreds", "thousands", "millions", "billions", "trillions"})
# Words that are also something else when nothing is counted behind them ("the couple were wed").
_NEEDS_NOUN = frozenset({"tens", "scores", "a couple", "a handful", "handful"})
_OR_TWO = re.compile(r"(?<![a-z])(?:an?|another) (?P<w>[a-z]{1,20}(?: [a-z]{1,20})?) or $")


def read_vague(p: Plain, start: int, floor: int) -> Mention | None:
    """The vague quantity at `start`, with the noun, unit or currency it is of; None without one."""
    low = p.low
    found = bounds.read_vague(p, start)
    if not found and low.startswith("a ", start):
        start += 2
        found = bounds.read_vague(p, start)
    if not found:
        return None
    end, lo, hi, of, measured = found
    word = low[start:end]
    scale = SCALE_WORD.match(low, end) if hi and word.endswith((" hundred", " dozen")) else None
    if scale and scale["w"] in SCALES:                   # "several hundred thousand"
        lo, hi = (text(Decimal(bound) * SCALES[scale["w"]]) for bound in (lo, hi))
        end = scale.end()
    previous = low[max(floor, start - 8):start].rstrip(" -").rsplit(" ", 1)[-1]
    if (word in _PLAIN_POWERS and previous[-1:].isdigit()) or (measured and previous in _NOT_AFTER):
        return None
    m = _OF.match(low, end) if of or measured else None
    after = m.end() - 1 if m else end
    kind, unit, noun, stop = "count", "", "", end
    money = currencies.after(p, after)
    measure = units.read_unit(p, after) if not money else None
    if money:
        kind, unit, stop = "money", money[0], money[1]
        per = units.read_per(p, stop)
        if per:
            unit, stop = f"{unit}/{per[0]}", per[1]
    elif measure:
        kind, unit, stop = measure.kind, measure.name, measure.end
    elif measured:
        # "several people": read with its interval, but no report can contradict it
        got = nouns.read_noun(p, after)
        return Mention(start, got.end, "count", "", lo, hi, "vague", "", got.unit, "printed", (start, end), got.phrase,
                       rule="bound.vague", ignored=TOO_VAGUE) if got and got.plural else None
    else:
        got = nouns.read_noun(p, after)
        if got and (got.plural or m):
            unit, noun, stop = got.unit, got.phrase, got.end
        elif word in _NEEDS_NOUN:
            return None
    hedge = bounds.hedge_before(p, start, floor)
    begin = start
    if hedge and kind == "duration" and low.startswith("over", hedge[0]) and bounds.is_span(p, hedge[0]):
        hedge = None
    if hedge and hedge[1] in ("more_than", "at_least"):
        begin, hi = hedge[0], ""
    elif hedge and hedge[1] == "about":
        begin = hedge[0]
    return Mention(
        begin, stop, kind, "", lo, hi, "vague", "", unit, basis(unit), (start, end), noun, rule="bound.vague"
    )


def plural_time(p: Plain, start: int, end: int) -> Mention | None:
    """"for weeks": the words `[start, end)` are "for" and a unit of time in the plural."""
    at = p.low.index(" ", start) + 1
    unit = units.read_unit(p, at - 1)
    if unit is None:
        return None
    return Mention(at, end, "duration", "", bounds.PLURAL_TIME[p.low[at:end]], "", "vague", "", unit.name, "printed",
                   (at, end), rule="bound.plural_time")


def none_of(p: Plain, start: int) -> Mention | None:
    """"none of the wells" counts zero of them."""
    noun = nouns.read_of(p, start + 4)
    if noun is None:
        return None
    return Mention(start, noun.end, "count", "0", "0", "0", "exact", "0.5", noun.unit, "printed", (start, start + 4),
                   noun.phrase, rule="count.none")


def one_or_two(p: Plain, f: Figure, floor: int) -> Mention | None:
    """"a day or two", where `f` is the two: about two of the thing, at least one."""
    m = _OR_TWO.search(p.low, max(floor, f.start - 48), f.start)
    if not m:
        return None
    unit = units.atom(p, m.start("w"), m.start("w"), False)
    if unit and unit.end != m.end("w"):
        unit = None
    return Mention(
        m.start(),
        f.end,
        unit.kind if unit else "count",
        "2",
        "1",
        "2",
        "about",
        "0.5",
        unit.name if unit else m["w"],
        "printed",
        f.number,
        "" if unit else m["w"],
        rule="count.one_or_two",
    )
