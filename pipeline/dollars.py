"""Which currency a bare sign stands for: "$" in a Canadian document is CAD.

In: a unit as it was read, and the source's currency or country. Out: the unit with its ISO 4217 code, and how it is known.
"""

from __future__ import annotations

from pipeline.rules import load


def money_unit(unit: str, currency: str) -> tuple[str, str]:
    """A bare sign ("$", "$/barrel") becomes the source's currency, if that is known."""
    for sign in ("$", "£", "¥"):
        if unit == sign or unit.startswith(sign + "/"):
            if currency:
                return currency + unit[len(sign):], "inferred"
            return unit, "printed"
    return unit, "printed"


def country_currency(country: str) -> str:
    """The ISO 4217 code that a bare "$" means in a country (ISO 3166 code); "" where it is not known."""
    return load("countries")["dollar"].get(country.upper(), "")
