"""Figures of money and measures: currencies, units, rates, two parts ("3 dollars and 50 cents", "5 ft 2 in").

    >>> from pipeline.numerals import read_numeral
    >>> p = Plain("60 USD million"); n = read_numeral(p, 0); f = Figure(n, 0, n.end, n.value, (0, 2))
    >>> read_money_after(p, f, ("USD", 6)); (int(f.value), f.unit, f.end)
    (60000000, 'USD', 14)
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import currencies, nouns, units
from pipeline.digits import short_scale
from pipeline.figure_model import AGE_BEFORE, AGE_REACH, Figure
from pipeline.number_words import SCALE_WORD, SCALES, Numeral, take_scale
from pipeline.numerals import read_numeral
from pipeline.plain import Plain

_CENTS = re.compile(r"(?: and |, | )(?P<c>[0-9]{1,2}|[a-z]+(?:[ -][a-z]+)?) cents?(?![a-z])")
_CENTS_BARE = re.compile(r" (?:and )?(?P<c>[0-9]{2})(?=[.!?;]?(?:\s|$)(?! ?[a-z]))")
_WITH_CENTS = frozenset({"$", "USD", "EUR", "CAD", "AUD"})
_UNIT_AND_HALF = re.compile(r" and (?:a|one) (?P<w>half|quarter|third)(?![a-z])")
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal("0.333333333333")}
_PART_OF_UNIT = re.compile(r" (?:of )?an? ")
_UNIT_AND = re.compile(r"(?<![a-z])(?:an?|one) (?P<u>[a-z]{3,10}) and $")
_AGE_AFTER = re.compile(r"(?:[ -]{1,3}olds?(?![a-z])| of age(?![a-z]))")
_OF_SUBSTANCE = re.compile(r" of (?=[a-z])")
_FOOT_AND = re.compile(r"-(?P<i>[0-9]{1,2})(?:-inch(?:es)?)?(?![0-9])")
_SECOND_PART = re.compile(r"(?:,? (?:and )?| ?-)?(?P<c>[0-9]{1,2}(?:\.[0-9]{1,2})?)")
_IN = re.compile(r" in(?![a-z])")
# A unit whose parts are printed behind it, and how many of them make one.
_TWO_PART = {"foot": ("inch", 12), "pound": ("ounce", 16), "stone": ("pound", 14)}
_TIME_PART = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}
_TIME_JOINT = re.compile(r" (?:and )?(?=[0-9a-z])")
# Words of money are looked for this far before "pounds" (code points).
_MONEY_REACH = 60
# Near these "m" is a million, before an extent a metre all the same.
_CROWD = re.compile(r"(?<![a-z])(?:population|circulation|audience|viewers|viewership|subscribers|users|visitors|passengers|downloads|copies|"
                    r"sales|customers|readers|readership|listeners|voters|votes|signatures|workforce|membership|unemployment|"
                    r"jobless|tickets|followers|migrants|refugees|tourists|arrivals|shipments)(?![a-z])(?:[^.!?;]|\.(?=[0-9])){0,55}$")
_EXTENT = re.compile(r" (?:long|tall|high|wide|deep|thick|across|away|from|above|below|north|south|east|west|race|final|sprint)")
_SPLIT = re.compile(r"\. (?P<g>[0-9]{1,2})(?=(?:bn|mn|m|b|k)(?![a-z]))")


def _split_decimal(p: Plain, n: Numeral) -> None:
    """"AED7. 3bn": a decimal that a converter has broken at its point."""
    m = _SPLIT.match(p.low, n.end)
    if m:
        places = len(m["g"])
        n.value, n.place = n.value + Decimal(m["g"]).scaleb(-places), Decimal(1).scaleb(-places)
        n.end, n.bare, n.rule = m.end(), False, "number.decimal"
        scale = SCALE_WORD.match(p.low, n.end)
        if scale and scale["w"] in SCALES:
            take_scale(n, SCALES[scale["w"]], scale.end())


def take_short_scale(p: Plain, n: Numeral, money: bool) -> None:
    """Takes "m", "bn", "k" behind the digits, and "m" as million where something is counted."""
    if money and n.bare:
        _split_decimal(p, n)
    if not short_scale(p, n, money) and not money and p.s.startswith("m", n.end):
        after = p.s[n.end + 1:n.end + 2]
        if after == " ":
            _million(p, n)
        if n.scale == 1 and not after.isalnum() and _CROWD.search(p.low, max(0, n.start - _MONEY_REACH), n.start) and \
                not _EXTENT.match(p.low, n.end + 1):
            take_scale(n, Decimal(1000000), n.end + 1)   # "circulation fell from 3.2m to 1.4m"


def _million(p: Plain, n: Numeral) -> None:
    """"2.7m people", "12.3m tonnes": million when something is counted, metres otherwise."""
    at = n.end + 1
    unit = units.read_unit(p, at)
    if unit and p.low[at + 1:unit.end] not in ("by", "x") and unit.kind == "measure" and not unit.symbol:
        take_scale(n, Decimal(1000000), at)
        return
    if currencies.after(p, at):
        take_scale(n, Decimal(1000000), at)
        return
    noun = nouns.read_noun(p, at)
    if noun and noun.plural and p.low[at + 1:noun.end].split()[0] not in ("long", "tall", "high", "wide", "deep"):
        take_scale(n, Decimal(1000000), at)


def read_money_before(p: Plain, f: Figure) -> None:
    """Completes a figure with a currency in front: a country behind it, the same currency again, a rate."""
    f.rule = "money.before"
    if f.unit == "$":
        more = currencies.qualified(p, f.end)
        if more:
            f.unit, f.end = more
    same = currencies.after(p, f.end)
    if same and (f.unit in ("$", same[0]) or same[0] == "$") and p.s[f.end:f.end + 1] in " -":
        if same[0] != "$":
            f.unit = same[0]
        f.end = same[1]
    f.take_rate(p)


def read_money_after(p: Plain, f: Figure, money: tuple[str, int]) -> None:
    """Completes a figure with a currency behind it: a scale behind that, cents, a rate."""
    f.take("money", money[0], money[1], "money.after")
    scale = SCALE_WORD.match(p.low, f.end) if f.n.scale == 1 and p.s[f.end:f.end + 1] == " " else None
    if scale and scale["w"] in SCALES:                   # "60 USD million"
        take_scale(f.n, SCALES[scale["w"]], scale.end())
        f.value, f.end = f.n.value.copy_sign(f.value), scale.end()
    m = (_CENTS.match(p.low, f.end) or _CENTS_BARE.match(p.low, f.end)) if f.unit in _WITH_CENTS else None
    part = read_numeral(p, m.start("c")) if m else None
    if part and part.end <= m.end() and 0 < part.value < 100:
        f.value, f.end = f.value + part.value / 100, m.end()
    f.take_rate(p)


def is_sterling(p: Plain, f: Figure, unit: units.Unit) -> bool:
    """Whether "pounds" is money: words about money near it or a scale of millions, and nothing it is a weight of."""
    if unit.hyphen or _OF_SUBSTANCE.match(p.low, unit.end):
        return False
    window = p.low[max(0, f.start - _MONEY_REACH):f.start]
    if f.n.scale >= 1000000 and "weigh" not in window:
        return True
    return any(w in currencies.MONEY_WORDS for w in window.split())


def read_part_of_unit(p: Plain, f: Figure) -> bool:
    """"half a century", "three quarters of a mile", "a year and a half": whether the fraction `f` is of a unit."""
    part = _PART_OF_UNIT.match(p.low, f.end)
    unit = units.atom(p, part.end(), part.end(), False) if part else None
    if unit and not unit.symbol:
        f.take(unit.kind, unit.name, unit.end, unit.kind + ".half")
        return True
    whole = _UNIT_AND.search(p.low, max(0, f.start - 18), f.start) if f.n.value < 1 else None
    if not whole or whole["u"] in nouns.STOP:
        return False
    unit = units.atom(p, whole.start("u"), whole.start("u"), False)
    if unit and unit.end == whole.end("u"):
        f.take(unit.kind, unit.name, f.end, unit.kind + ".half")
    else:                                                # "a bottle and a half"
        f.take("count", whole["u"], f.end, "count.half")
        f.noun, f.plural = whole["u"], True
    f.value, f.start = f.value + 1, whole.start()
    f.number = (f.start, f.end)
    return True


def read_measure(p: Plain, f: Figure, unit: units.Unit) -> None:
    """Completes a figure with a unit: an age, a second part, a rate, what it is a measure of."""
    f.take(unit.kind, unit.name, unit.end, unit.kind)
    f.hyphen = unit.hyphen
    if unit.kind == "duration":
        _duration(p, f)
        return
    if unit.kind == "measure":
        if _second_part(p, f, unit):
            return
        if not unit.symbol and "/" not in f.unit:
            f.take_rate(p)
        of = _OF_SUBSTANCE.match(p.low, f.end)
        noun = nouns.read_noun(p, of.end() - 1, substance=True) if of else None
        if noun:
            f.noun = noun.phrase                         # the surface ends with the unit


def _duration(p: Plain, f: Figure) -> None:
    age = _AGE_AFTER.match(p.low, f.end)
    if age:
        f.take("age", f.unit, age.end(), "age.after")
        return
    if not f.hyphen and _second_time(p, f):
        age = _AGE_AFTER.match(p.low, f.end)
        if age:
            f.take("age", f.unit, age.end(), "age.after")
        return
    half = _UNIT_AND_HALF.match(p.low, f.end)
    if half:
        f.value, f.end = f.value + _PARTS[half["w"]], half.end()
        return
    before = AGE_BEFORE.search(p.low, max(0, f.start - AGE_REACH), f.start)
    if before:
        f.kind, f.rule = "age", "age.before"
        if "age" in before["w"]:
            f.start = before.start()
        return
    if f.take_rate(p):
        f.kind, f.rule = "measure", "measure"


def _second_part(p: Plain, f: Figure, unit: units.Unit) -> bool:
    """"5 ft 2 in", "7 lb 4 oz", "a 6-foot-3 guard": whether a part of the unit follows."""
    if f.unit not in _TWO_PART:
        return False
    name, size = _TWO_PART[f.unit]
    inches = _FOOT_AND.match(p.low, f.end) if f.unit == "foot" and unit.hyphen else None
    if inches and int(inches["i"]) < size:
        part, end = Decimal(inches["i"]), inches.end()
    else:
        m = _SECOND_PART.match(p.low, f.end)
        n = read_numeral(p, m.start("c")) if m else None
        if n is None or n.value >= size:
            return False
        u = units.read_unit(p, n.end)
        if u is None and f.unit == "foot" and _IN.match(p.low, n.end):
            u = units.Unit(n.end + 1, n.end + 3, "inch", "measure")
        if u is None or u.name != name:
            return False
        part, end = n.value, u.end
    _add_part(f, part, size, end)
    return True


def _add_part(f: Figure, part: Decimal, size: int, end: int) -> None:
    """Adds a part of a unit, `size` of which make one: the figure is then as exact as the part."""
    f.value = (f.value + part / size).quantize(Decimal("0.000001")).normalize()
    f.n.place = (Decimal(1) / size).quantize(Decimal("0.000001"))
    f.end = end


def _second_time(p: Plain, f: Figure) -> bool:
    """"two hours and 40 minutes", "12 years six months": whether the next smaller unit follows."""
    name, size = _TIME_PART.get(f.unit, ("", 1))
    m = _TIME_JOINT.match(p.low, f.end) if name and f.n.place >= 1 else None
    n = read_numeral(p, m.end()) if m else None
    if n is None or n.form not in ("digits", "words") or n.value >= size:
        return False
    u = units.read_unit(p, n.end)
    if u is None or u.name != name or u.hyphen:
        return False
    _add_part(f, n.value, size, u.end)
    return True
