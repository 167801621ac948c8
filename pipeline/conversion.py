"""Conversion between printed units of measure. pint is imported at the first pair of units that differ, and only then.

In: two unit names as `amounts` gives them (pint's names, or an ISO currency over a unit, "USD/barrel").
Out: the factors and offset that bring a figure of the first unit into the second, or nothing when they measure different
things. A name that stands for several units in print ("ton": short, metric or long) gives one conversion for each, so
that a difference is only called one when no meaning of the name explains it.

    >>> [round(c.apply(1), 3) for c in conversions("mile", "kilometer")]
    [1.609]
    >>> [round(c.apply(1), 3) for c in conversions("nautical_mile", "kilometer")]
    [1.852]
    >>> [round(c.apply(1)) for c in conversions("ton", "kilogram")]
    [907, 1000, 1016]
    >>> conversions("mile", "kilogram")
    ()
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

# Names that print leaves open, with the units that writers mean by them. Decided from the words, not from the value.
AMBIGUOUS = {
    "ton": ("short_ton", "metric_ton", "long_ton"),
    "barrel": ("oil_barrel", "barrel"),
    "gallon": ("gallon", "imperial_gallon"),
    "pint": ("pint", "imperial_pint"),
    "quart": ("quart", "imperial_quart"),
    "fluid_ounce": ("fluid_ounce", "imperial_fluid_ounce"),
    "calorie": ("calorie", "kilocalorie"),  # food energy prints the kilocalorie as "calorie"
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """target = source * factor + offset; `named` says which meaning of an ambiguous name was used, "" when certain."""

    factor: float
    offset: float = 0.0
    named: str = ""

    def apply(self, value) -> float:
        return float(value) * self.factor + self.offset

    def scale(self, width) -> float:
        """A width (precision, tolerance) in the target unit: offsets do not move widths."""
        return float(width) * abs(self.factor)


@lru_cache(maxsize=1)
def _registry():
    import pint

    return pint.UnitRegistry()


@lru_cache(maxsize=4096)
def _exact(source: str, target: str) -> tuple[float, float] | None:
    """Factor and offset between two certain units, None when pint knows no way."""
    registry = _registry()
    try:
        one, two, four = (float(registry.Quantity(value, source).to(target).magnitude) for value in (1.0, 2.0, 4.0))
    except Exception:  # pint raises half a dozen classes, tokenizer errors among them, for names it cannot read
        return None
    factor = two - one
    # decibels and their like are no multiple of what they measure
    if not math.isfinite(factor) or abs(four - two - 2 * factor) > 1e-9 * abs(four):
        return None
    # the difference of two floats would lose the last digit of a plain factor
    return (one, 0.0) if abs(one - factor) <= 1e-12 * abs(one) else (factor, one - factor)


@lru_cache(maxsize=4096)
def conversions(source: str, target: str) -> tuple[Conversion, ...]:
    """Every conversion from `source` to `target`, one a meaning of an ambiguous name; () when they are of another kind."""
    if source == target:
        return (Conversion(1.0),)
    if not source or not target:
        return ()
    head_a, _, per_a = source.partition("/")
    head_b, _, per_b = target.partition("/")
    if is_currency(head_a) or is_currency(head_b):
        if head_a != head_b or not per_a or not per_b:
            return ()
        # money per unit: the price per kilometre is the price per mile divided by the kilometres of a mile
        return tuple(Conversion(1 / c.factor, 0.0, c.named) for c in conversions(per_a, per_b) if c.factor and not c.offset)
    found = []
    for a in AMBIGUOUS.get(source, (source,)):
        for b in AMBIGUOUS.get(target, (target,)):
            pair = _exact(a, b)
            if pair and pair[0]:
                named = a if source in AMBIGUOUS else b if target in AMBIGUOUS else ""
                found.append(Conversion(pair[0], pair[1], named.replace("_", " ")))
    return tuple(found)


def same_dimension(a: str, b: str) -> bool:
    """Whether figures of the two units can be compared at all."""
    return bool(conversions(a, b))


def is_currency(name: str) -> bool:
    """Whether a unit is money: a sign alone, or three capital letters as in ISO 4217."""
    return bool(name) and (name in "$£€¥₹₽₩₺₦₫₴" or (len(name) == 3 and name.isalpha() and name.isupper() and name.isascii()))
