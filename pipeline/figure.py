"""One figure: a numeral with its sign, currency, scale, unit or counted noun, before ranges and hedges are looked at.

    >>> p = Plain("paid US$ 1.5 million for it")
    >>> f = read_figure(p, read_numeral(p, 9)); (p.s[f.start:f.end], int(f.value), f.kind, f.unit)
    ('US$ 1.5 million', 1500000, 'money', 'USD')
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import bounds, currencies, units
from pipeline.counted import read_count, read_fold, read_glued, read_hyphen, read_pieces
from pipeline.figure_model import SIGN_REACH, SIGN_WORD, Figure, sign_before
from pipeline.measured import (
    is_sterling,
    read_measure,
    read_money_after,
    read_money_before,
    read_part_of_unit,
    take_short_scale,
)
from pipeline.number_words import Numeral
from pipeline.numerals import read_numeral
from pipeline.plain import Plain
from pipeline.rules import load

__all__ = ["Figure", "read_figure", "read_numeral"]

_GLUED = re.compile(r"(?<![a-z0-9])(?:" + "|".join(load("numbers")["glued"]["digits"]) + ")$")
_RESTATED = re.compile(r" \((?P<n>[0-9]{1,3}(?:,?[0-9]{3}){0,4})\)")
_SCALES = ("magnitude-", "category-", "level-", "stage-")                   # "a magnitude-5.8 quake"
_AGE_SHORT = re.compile(r" ?(?:yo|y/o|y\.o\.)(?![a-z])")


def read_figure(p: Plain, n: Numeral, floor: int = 0) -> Figure | None:
    """The figure at a numeral; None when the numeral is glued to letters and so is part of a word or code."""
    s, start = p.s, n.start
    money = currencies.before(p, start, floor)
    negative = False
    if money is None and start > floor and s[start - 1] == "-":
        money = currencies.before(p, start - 1, floor)   # "$-5"
        negative = money is not None
    if money:
        start = money[0]
        if s.startswith("PS", start) and n.bare and s[n.end:n.end + 1] not in ("m", "b", "k"):
            return None                                  # "PS5" is a console
    elif _in_a_word(p, n, floor):
        return None
    if start > floor and (not money or s[start - 1] in "- "):
        start, minus = sign_before(p, start, floor)
        negative = negative or minus
    f = Figure(n, start, n.end, -n.value if negative else n.value, (n.start, n.end), rule=n.rule)
    if money:
        f.kind, f.unit, f.prefixed = "money", money[1], True
    if n.form != "ordinal":
        _complete(p, f, negative)
    return None if f.kind == "glued" else f


def _in_a_word(p: Plain, n: Numeral, floor: int) -> bool:
    """Whether letters or a code stand right before the numeral ("B2", "KC-135", "and/1")."""
    s, start = p.s, n.start
    c = s[start - 1:start] if start > floor else ""
    if c.isalpha() and n.form == "digits":
        return not _GLUED.search(p.low, max(floor, start - 10), start)
    if (c.isalnum() and n.form != "words") or (c and c in "_^"):
        return True
    if c and c in "-/" and start - 1 > floor and s[start - 2].isalpha():
        before = p.low[max(floor, start - SIGN_REACH):start]
        return SIGN_WORD.search(before) is None and not before.endswith(_SCALES)
    return False


def _complete(p: Plain, f: Figure, negative: bool) -> None:
    """Reads what stands behind the numeral into the figure: scale, hedge, currency, unit, noun."""
    s, n = p.s, f.n
    again = _RESTATED.match(s, n.end) if n.form == "words" else None
    if again and Decimal(again["n"].replace(",", "")) == n.value:
        n.end = f.end = again.end()                      # "seven (7) days"
        f.number = (n.start, n.end)
    nxt = s[n.end:n.end + 1]
    if n.form == "digits" and (nxt in (" ", ".") or nxt.isalpha()):
        take_short_scale(p, n, f.prefixed)
        f.value, f.end, f.number = (-n.value if negative else n.value), n.end, (n.start, n.end)
    if f.prefixed:
        read_money_before(p, f)
        return
    nxt = s[f.end:f.end + 1]
    if nxt and nxt in " +-" and n.form != "fraction":
        hedge = bounds.hedge_after(p, f.end, counted=True)   # "15+ seats", "20-odd men", "five or more people"
        if hedge:
            aged = p.low.endswith(("older", "younger"), f.end, hedge[0])
            f.end, f.bound = hedge
            nxt = s[f.end:f.end + 1]
            if aged:
                f.take("age", "year", f.end, "age.after")
                return
    if n.bare and read_pieces(p, f) or nxt and _unit(p, f):
        return
    if nxt.isalpha() and n.form == "digits":
        if nxt in "xX" and s[f.end + 1:f.end + 2].isdigit():
            return                                       # "10x12 foot": `ranges.listed` looks for the unit
        if not read_glued(p, f):
            f.kind = "glued"
    elif nxt == "-" and n.form in ("digits", "words"):
        read_hyphen(p, f)
        if not f.kind:
            read_count(p, f)
    else:
        read_count(p, f)


def _unit(p: Plain, f: Figure) -> bool:
    """Reads a currency or unit behind the figure; whether there was one."""
    age = _AGE_SHORT.match(p.low, f.end)
    if age:
        f.take("age", "year", age.end(), "age.after")
        return True
    money, unit = currencies.after(p, f.end, f.n.grouped or f.n.scale >= 1000), units.read_unit(p, f.end)
    if money and not (unit and unit.end > money[1]):
        read_money_after(p, f, money)
    elif unit and (unit.name == "pound" or unit.name.startswith("pound/")) and not unit.symbol and is_sterling(p, f, unit):
        f.take("money", unit.name.replace("pound", "GBP"), unit.end, "money.after")
        f.take_rate(p)
    elif unit:
        read_measure(p, f, unit)
    else:
        return (f.n.form == "fraction" and read_part_of_unit(p, f)) or read_fold(p, f)
    return True
