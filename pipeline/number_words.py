"""The vocabulary of numbers and the numeral itself: what `digits`, `spelled` and `fractions` share.

Words and their values come from `rules/numbers.toml`; nothing here reads a text.

    >>> NUMBER_WORDS["twelve"], SCALES["million"], DENOMINATORS["fifths"]
    (12, Decimal('1000000'), 5)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from pipeline.rules import load

_RULES = load("numbers")
ONES, TEENS, TENS = _RULES["ones"], _RULES["teens"], _RULES["tens"]
SCALES = {w: Decimal(10) ** p for w, p in _RULES["scales"].items()}
SCALES |= {w + "s": v for w, v in SCALES.items()}
GROUPS = {w: Decimal(v) for w, v in _RULES["groups"].items()}
SHORT = {w: Decimal(10) ** p for w, p in _RULES["short"]["always"].items()}
SHORT_MONEY = SHORT | {w: Decimal(10) ** p for w, p in _RULES["short"]["money"].items()}
ORDINALS = _RULES["ordinals"]
DENOMINATORS = {w + "s": v for w, v in ORDINALS.items() if v > 2} | _RULES["denominators"]
SINGLE_DENOMINATORS = {w: v for w, v in ORDINALS.items() if v > 2} | {"half": 2, "quarter": 4}
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
          "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
          "⅑": (1, 9), "⅒": (1, 10)}
NUMBER_WORDS = {**ONES, **TEENS, **TENS}
MULTIPLES = _RULES["multiples"] | {w + "fold": v for w, v in {**NUMBER_WORDS, "hundred": 100}.items() if v > 1}

# A fraction of digits is read only with these denominators or as part of a mixed number: "9/11" and "24/7" are names.
PLAIN_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 40, 50, 64, 100, 1000})
# A third in decimal is cut here; nobody prints a fraction to more places.
DIGITS = Context(prec=12)


@dataclass(slots=True)
class Numeral:
    """One number as printed: `[start, end)`, exact `value`, `place` the unit of its last printed place.

    `form`   digits, words, fraction (a part of a whole), ordinal, multiple
    `scale`  the scale word's factor (1 without one), `grouped` whether the digits carry thousands separators,
    `bare`   digits only, without point, grouping, exponent or scale: what a year or a house number looks like.
    `low`, `high` the ends of a printed tolerance ("5 ± 1"); `head` what stands before the last "and" of a spelled
    number, `head_scale` its scale: in "two hundred and three quarters" the quarters are only of the three.
    """

    start: int
    end: int
    value: Decimal
    place: Decimal
    form: str
    rule: str
    scale: Decimal = Decimal(1)
    grouped: bool = False
    bare: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    head: Decimal | None = None
    head_scale: Decimal = Decimal(1)


WORD = re.compile(r"[a-z]{1,40}")
# What may stand between two words of one number: spaces, a hyphen, a tokeniser's " - ".
GAP = re.compile(r" {0,4}(?:- {0,2})?")
SCALE_WORD = re.compile(r"(?: {1,2}|-| - )?(?P<w>" + "|".join(sorted([*SCALES, "hundred", "hundreds", *GROUPS],
                                                                 key=len, reverse=True)) + r")(?![a-z])")


def divide(a, b) -> Decimal:
    """a/b as a plain decimal of at most twelve digits."""
    with localcontext(DIGITS):
        return Decimal(a) / Decimal(b)


def take_scale(n: Numeral, factor: Decimal, end: int) -> None:
    """Multiplies the numeral by the scale that ends at `end`."""
    n.value, n.place, n.scale, n.end = n.value * factor, n.place * factor, factor, end
    n.rule, n.bare = "number.short", False
