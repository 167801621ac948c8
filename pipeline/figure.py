"""One figure: a numeral with its sign, currency, scale, unit or counted noun, before ranges and hedges are looked at.

    >>> p = Plain("paid US$ 1.5 million for it")
    >>> f = read_figure(p, read_numeral(p, 9)); (p.s[f.start:f.end], int(f.value), f.kind, f.unit)
    ('US$ 1.5 million', 1500000, 'money', 'USD')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline import bounds, currencies, nouns, units
from pipeline.digits import short_scale
from pipeline.number_words import NUMBER_WORDS, SCALE_WORD, SCALES, Numeral, take_scale
from pipeline.numerals import read_numeral
from pipeline.plain import Plain


@dataclass(slots=True)
class Figure:
    """What stands at one numeral. `number` is its span, `[start, end)` the surface with currency and unit.

    `kind` "" while nothing says what is counted; `name_like` a bare number such as a year or a house number.
    """

    n: Numeral
    start: int
    end: int
    value: Decimal
    number: tuple[int, int]
    kind: str = ""
    unit: str = ""
    noun: str = ""
    rule: str = ""
    per: str = ""
    plural: bool = False
    hyphen: bool = False
    prefixed: bool = False
    unit_start: int = -1
    bound: str = ""


_MONEY_SCALE = re.compile(r" (?P<w>million|billion|trillion|thousand)(?![a-z])")
_CENTS = re.compile(r"(?: and |, | )(?P<c>[0-9]{1,2}|[a-z]+(?:[ -][a-z]+)?) cents?(?![a-z])")
_CENTS_BARE = re.compile(r" (?:and )?(?P<c>[0-9]{2})(?=[.!?;]?(?:\s|$)(?! ?[a-z]))")
_SIGN_WORD = re.compile(r"(?<![a-z])(?:minus|negative)(?: |-)$")
_UNIT_AND_HALF = re.compile(r" and (?:a|one) (?P<w>half|quarter|third)(?![a-z])")
_M_NOUN = re.compile(r"m(?= [a-z])")
_AGE_AFTER = re.compile(r"(?:[ -]{1,3}olds?(?![a-z])| of age(?![a-z]))")
_AGE_SHORT = re.compile(r" ?(?:yo|y/o|y\.o\.)(?![a-z])")
_AGE_BEFORE = re.compile(r"(?<![a-z])(?P<w>died at|dies at|aged|ages|(?:the )?age of|(?:the )?ages of|age|aged between|turned|turning|turns)(?: about| around| just| only)?,? {1,2}$")
_OF_SUBSTANCE = re.compile(r" of (?=[a-z])")
_FOOT_AND = re.compile(r"-(?P<i>[0-9]{1,2})(?:-inch(?:es)?)?(?![0-9])")
_TWO_PART = {"foot": ("inch", 12), "$": ("cent", 100), "USD": ("cent", 100), "pound": ("ounce", 16)}


def sign_before(p: Plain, start: int, floor: int) -> tuple[int, bool]:
    """(start with its sign, whether negative) of a figure that starts at `start`."""
    s = p.s
    c = s[start - 1:start] if start > floor else ""
    if c == "-":
        before = s[start - 2:start - 1] if start - 1 > floor else ""
        if not before or before in " \n([<>=$£€/\"'":
            return start - 1, True
        m = _SIGN_WORD.search(p.low, max(floor, start - 10), start)
        if m:
            return m.start(), True
    elif c == "+":
        before = s[start - 2:start - 1] if start - 1 > floor else ""
        if not before or before in " \n([":
            return start - 1, False
    elif c == " " and start - 6 >= floor:
        m = _SIGN_WORD.search(p.low, max(floor, start - 10), start)
        if m and p.low.endswith("plus or ", floor, m.start()):
            return m.start() - 8, False                  # "plus or minus 3 points"
        if m:
            return m.start(), True
    if c == " " and s[start - 2:start - 1] == "-" and (start - 2 <= floor or s[start - 3] in "\n([") and start - 2 >= floor:
        return start - 2, True
    return start, False


def read_figure(p: Plain, n: Numeral, floor: int = 0) -> Figure | None:
    """The figure at a numeral; None when the numeral is glued to letters and so is part of a word or code."""
    s, low = p.s, p.low
    start = n.start
    money = currencies.before(p, start, floor)
    if money is None and start > floor and s[start - 1] == "-":
        money = currencies.before(p, start - 1, floor)
        if money:
            start -= 1
            money = (money[0], money[1], True)
    negative = len(money or ()) == 3
    if money:
        start = money[0]
        if money[1] == "GBP" and s[start:start + 2] == "PS" and n.bare and s[n.end:n.end + 1] not in ("m", "b", "k"):
            return None
        if s[start - 1:start] == "-" and start > floor:
            start, negative = sign_before(p, start, floor)
        elif s[start - 1:start] == " " and start > floor:
            start, minus = sign_before(p, start, floor)
            negative = negative or minus
    else:
        c = s[start - 1:start] if start > floor else ""
        if c.isalnum() and n.form != "words" and c not in "²³":
            return None
        if c in "-/" and start - 1 > floor and s[start - 2].isalpha() and not _SIGN_WORD.search(low, max(floor, start - 10), start):
            if not low[max(0, start - 5):start].endswith(("mid-", "pre-", "sub-", "all-")) or True:
                return None
        start, negative = sign_before(p, start, floor)
    f = Figure(n, start, n.end, -n.value if negative else n.value, (n.start, n.end), rule=n.rule)
    if money:
        f.kind, f.unit, f.prefixed = "money", money[1], True
    if n.form == "ordinal":
        return f
    _suffix(p, n, f, negative)
    if f.kind == "glued":
        return None
    return f


def _suffix(p: Plain, n: Numeral, f: Figure, negative: bool) -> None:
    s, low = p.s, p.low
    nxt = s[n.end:n.end + 1]
    if f.prefixed and n.bare and nxt in (" ", "."):
        _split_decimal(p, n)
        nxt = s[n.end:n.end + 1]
    if n.form == "digits" and (nxt.isalpha() or nxt == " " or n.end != f.end):
        if not short_scale(p, n, f.prefixed) and nxt == "m" and not f.prefixed and s[n.end + 1:n.end + 2] == " ":
            _million(p, n)
        f.value, f.end = (-n.value if negative else n.value), n.end
        f.number = (n.start, n.end)
    if f.prefixed:
        _after_money(p, f)
        return
    end = f.end
    nxt = s[end:end + 1]
    if nxt in " +-" and nxt and n.form != "fraction":
        hedge = bounds.hedge_after(p, end)               # "15+ seats", "20-odd men", "five or more people"
        if hedge:
            f.bound, end = hedge[1], hedge[0]
            f.end = end
            nxt = s[end:end + 1]
    age = _AGE_SHORT.match(low, end) if nxt in " y" else None
    if age:
        f.kind, f.unit, f.end, f.rule = "age", "year", age.end(), "age.after"
        return
    money = currencies.after(p, end) if nxt else None
    unit = units.read_unit(p, end) if nxt else None
    if unit and money and unit.end > money[1]:
        money = None
    if money:
        f.kind, f.unit, f.end, f.rule, f.unit_start = "money", money[0], money[1], "money.after", end
        scale = _MONEY_SCALE.match(low, f.end) if n.scale == 1 else None
        if scale:                                        # "75 USD million"
            take_scale(n, SCALES[scale["w"]], scale.end())
            f.value, f.end = (-n.value if negative else n.value), scale.end()
        _money_parts(p, f)
        _per(p, f)
        return
    if unit and unit.name == "pound" and not unit.symbol and _is_sterling(p, f, unit):
        f.kind, f.unit, f.end, f.rule, f.unit_start = "money", "GBP", unit.end, "money.after", unit.start
        _per(p, f)
        return
    if unit:
        _measure(p, n, f, unit)
        return
    if n.form == "fraction":
        part = _PART_OF_UNIT.match(low, end)             # "half a century", "a quarter of an hour", "three quarters of a mile"
        unit = units.atom(p, part.end(), part.end(), False) if part else None
        if unit and not unit.symbol and unit.name != "percent":
            f.kind, f.unit, f.end, f.rule, f.unit_start = unit.kind, unit.name, unit.end, unit.kind + ".half", unit.start
            return
        whole = _UNIT_AND.search(low, max(0, f.start - 18), f.start)
        unit = units.atom(p, whole.start("u"), whole.start("u"), False) if whole and n.value < 1 else None
        if unit and unit.end == whole.end("u"):          # "a year and a half"
            f.kind, f.unit, f.value, f.start, f.rule = unit.kind, unit.name, f.value + 1, whole.start(), unit.kind + ".half"
            f.number = (f.start, f.end)
            return
    fold = _FOLD.match(low, end)
    if fold:
        f.kind, f.end, f.rule = "ratio", fold.end(), "ratio.fold"
        return
    if nxt.isalpha():
        if low[end:end + 1] == "x" and not low[end + 1:end + 2].isalnum() and n.form == "digits":
            f.kind, f.end, f.rule = "ratio", end + 1, "ratio.times"
            return
        if n.form == "digits":
            f.kind = "glued"
            return
    if nxt == "-" and n.form in ("digits", "words"):
        _hyphen_noun(p, f)
        return
    _count(p, n, f)


_SPLIT = re.compile(r"\. (?P<g>[0-9]{1,2})(?=(?:bn|mn|m|b|k)(?![a-z]))")


def _split_decimal(p: Plain, n: Numeral) -> None:
    """"AED6. 2bn": a decimal that a converter has broken at its point."""
    m = _SPLIT.match(p.low, n.end)
    if m:
        places = len(m["g"])
        n.value, n.place = n.value + Decimal(m["g"]).scaleb(-places), Decimal(1).scaleb(-places)
        n.end, n.bare, n.rule = m.end(), False, "number.decimal"
        scale = SCALE_WORD.match(p.low, n.end)
        if scale and scale["w"] in SCALES:
            take_scale(n, SCALES[scale["w"]], scale.end())


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


def _after_money(p: Plain, f: Figure) -> None:
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
    _per(p, f)


def _per(p: Plain, f: Figure) -> None:
    per = units.read_per(p, f.end)
    if per:
        f.unit, f.end = f"{f.unit}/{per[0]}", per[1]


def _money_parts(p: Plain, f: Figure) -> None:
    """"3 dollars and 50 cents" is one amount."""
    if f.unit not in ("$", "USD", "EUR", "CAD", "AUD"):
        return
    m = _CENTS.match(p.low, f.end) or _CENTS_BARE.match(p.low, f.end)
    part = read_numeral(p, m.start("c")) if m else None
    if part and part.end <= m.end() and 0 < part.value < 100:
        f.value, f.end = f.value + part.value / 100, m.end()


def _is_sterling(p: Plain, f: Figure, unit: units.Unit) -> bool:
    """Whether "pounds" is money: words about money near it or a scale of millions, and nothing it is a weight of."""
    if unit.hyphen or "/" in unit.name or _OF_SUBSTANCE.match(p.low, unit.end):
        return False
    window = p.low[max(0, f.start - 60):f.start]
    if f.n.scale >= 1000000 and "weigh" not in window:
        return True
    return any(w in currencies.MONEY_WORDS for w in window.split())


def _measure(p: Plain, n: Numeral, f: Figure, unit: units.Unit) -> None:
    low = p.low
    f.kind, f.unit, f.end, f.hyphen, f.unit_start = unit.kind, unit.name, unit.end, unit.hyphen, unit.start
    f.rule = unit.kind
    if unit.kind == "duration":
        age = _AGE_AFTER.match(low, f.end)
        if age:
            f.kind, f.end, f.rule = "age", age.end(), "age.after"
            return
        half = _UNIT_AND_HALF.match(low, f.end)
        if half:
            f.value += {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}[half["w"]]
            f.end = half.end()
            return
        age = _AGE_BEFORE.search(low, max(0, f.start - 24), f.start)
        if age:
            f.kind, f.rule = "age", "age.before"
            if "age" in age["w"]:
                f.start = age.start()
            return
        per = units.read_per(p, f.end)
        if per and per[0] != f.unit:
            f.kind, f.unit, f.end, f.rule = "measure", f"{f.unit}/{per[0]}", per[1], "measure"
        return
    inches = _FOOT_AND.match(low, f.end) if f.unit == "foot" and unit.hyphen else None
    if inches and int(inches["i"]) < 12:                 # "a 6-foot-3 guard"
        f.value = (f.value + Decimal(inches["i"]) / 12).quantize(Decimal("0.000001")).normalize()
        f.end = inches.end()
        return
    if f.unit in _TWO_PART and f.kind == "measure":
        part_name, size = _TWO_PART[f.unit]
        m = re.compile(r"(?:,? (?:and )?| ?-)?(?P<c>[0-9]{1,2}(?:\.[0-9]{1,2})?)").match(low, f.end)
        if m:
            part = read_numeral(p, m.start("c"))
            u = units.read_unit(p, part.end) if part else None
            if u is None and part and p.s[part.end:part.end + 3] in (" in",) and unit.name == "foot":
                u = units.Unit(part.end + 1, part.end + 3, "inch", "measure")
            if u and u.name == part_name and part.value < size:
                f.value = (f.value + part.value / size).quantize(Decimal("0.000001")).normalize()
                f.end = u.end
                return
    if f.kind == "measure" and not unit.symbol and "/" not in f.unit:
        per = units.read_per(p, f.end)
        if per:
            f.unit, f.end = f"{f.unit}/{per[0]}", per[1]
    if f.kind in ("measure", "percent"):
        of = _OF_SUBSTANCE.match(low, f.end)
        if of and f.kind == "measure":
            noun = nouns.read_noun(p, of.end() - 1, substance=True)
            if noun:
                # what the measure is of is its noun; the surface ends with the unit
                f.noun = noun.phrase


_HYPHEN_WORD = re.compile(r"-(?P<w>[a-z]{3,20})(?![a-zA-Z])")


def _hyphen_noun(p: Plain, f: Figure) -> None:
    """"six-cylinder engine", "11-member council": the word behind the hyphen is what is counted."""
    m = _HYPHEN_WORD.match(p.s, f.end)
    if not m:
        if p.s[f.end + 1:f.end + 2].isupper():
            f.kind = "glued"
        return
    if m["w"] in NUMBER_WORDS or m["w"] in nouns.STOP:
        return                                           # "three-nought"
    f.kind, f.unit, f.noun, f.hyphen = "measure" if m["w"] == "magnitude" else "count", p.s[m.start("w"):m.end("w")], m["w"], True
    f.end, f.rule, f.unit_start = m.end(), "count.hyphen", m.start("w")


_OF_WHOLE = re.compile(r" {1,2}of (?:the|these|those|its|their|his|her|our)(?: [a-z-]{2,20}'s)?(?: only| some| first| last)? (?P<w>[0-9]|[a-z]+)")
_PART_OF_UNIT = re.compile(r" (?:of )?an? ")
_UNIT_AND = re.compile(r"(?<![a-z])(?:an?|one) (?P<u>[a-z]{4,10}) and $")
_FOLD = re.compile(r"-?fold(?![a-z])")
_TIMES = re.compile(r"[ -]times(?![a-z])")
_TIMES_OF = re.compile(r" (?:as |more|less|fewer|higher|lower|larger|greater|bigger|faster|the |its |their |his |her |that of |those |what |longer|earnings|book|sales|revenue|likelier|[a-z]+er )")


def _of_a_size(p: Plain, f: Figure) -> None:
    """"2.9 million 9 liter cases", "eight 30-minute episodes": the second figure is the size of what is counted."""
    at = f.end + 1
    c = p.s[at:at + 1]
    if p.s[f.end:at] != " " or not (c.isdigit() or c.isalpha()):
        return
    n = read_numeral(p, at)
    if n is None or n.form not in ("digits", "words") or n.start != at:
        return
    size = units.read_unit(p, n.end)
    end = size.end if size else 0
    if size is None:
        m = re.compile(r"-[a-z]{3,}(?![a-z])").match(p.low, n.end)
        if not m:
            return
        end = m.end()
    noun = nouns.read_noun(p, end)
    if noun and noun.plural:
        f.kind, f.rule, f.plural = "count", "count.sized", True
        f.unit, f.noun = f"{p.s[at:end]} {noun.unit}", f"{p.s[at:end]} {noun.phrase}"


_TOP = re.compile(r"(?<![a-z])(?P<w>top|bottom) $")


def _count(p: Plain, n: Numeral, f: Figure) -> None:
    s, low = p.s, p.low
    if _AGE_BEFORE.search(low, max(0, f.start - 24), f.start) and 0 < f.value < 130 and n.form != "fraction":
        f.kind, f.unit, f.rule = "age", "year", "age.before"
        m = _AGE_BEFORE.search(low, max(0, f.start - 24), f.start)
        if "age" in m["w"]:
            f.start = m.start()
        return
    if n.form in ("fraction",):
        f.kind, f.rule = "ratio", "ratio.part"
        of = re.compile(r" of (?:the |all |its |their |his |her |our |these |those )?").match(low, f.end)
        noun = nouns.read_noun(p, of.end() - 1) if of else nouns.read_noun(p, f.end)
        if noun and (of or noun.plural):
            f.noun = noun.phrase
        return
    if n.form == "multiple":
        return
    m = _TIMES.match(low, f.end)
    if m:
        per = units.read_per(p, m.end())
        if per:
            f.kind, f.unit, f.end, f.rule = "count", f"count/{per[0]}", per[1], "count.rate"
        elif _TIMES_OF.match(low, m.end()) or n.place < 1:
            f.kind, f.end, f.rule = "ratio", m.end(), "ratio.times"
        else:
            f.kind, f.unit, f.noun, f.end, f.rule = "count", "time", "times", m.end(), "count.noun"
        return
    one = f.value == 1
    part = _OF_WHOLE.match(low, f.end)
    if part and (part["w"][0].isdigit() or part["w"] in NUMBER_WORDS):
        whole = read_numeral(p, part.start("w"))
        noun = nouns.read_noun(p, whole.end) if whole else None
        if noun and noun.plural and whole.value > f.value:
            f.kind, f.unit, f.noun, f.rule, f.plural = "count", noun.unit, noun.phrase, "count.part", True
            return
    noun = nouns.read_of(p, f.end, one)
    if noun:
        f.kind, f.unit, f.noun, f.end, f.rule, f.plural = "count", noun.unit, noun.phrase, noun.end, "count.of", True
        return
    noun = nouns.read_noun(p, f.end, one) if s[f.end:f.end + 1] == " " else None
    if noun is None:
        _of_a_size(p, f)
        return
    f.kind, f.unit, f.noun, f.end, f.rule, f.plural = "count", noun.unit, noun.phrase, noun.end, "count.noun", noun.plural or one
    f.unit_start = noun.start
    m = _TOP.search(low, max(0, f.start - 8), f.start)
    if m and f.plural and not one:
        f.start, f.unit = m.start(), f"{m['w']} {f.unit}"
    per = units.read_per(p, f.end)
    if per:
        f.unit, f.end, f.plural = f"{f.unit}/{per[0]}", per[1], True
