"""Every word of the vocabularies is read as the data say: a line of data needs no code and no test of its own."""

from __future__ import annotations

import pytest

from pipeline.amounts import read_amounts
from pipeline.rules import load
from pipeline.units import plural_of

# Symbols that need more around them than "5 km" has, with the reason.
UNIT_NEEDS = {
    "in": "also a word: read at the figure or before words of extent",
    "in.": "also a word",
    "'": "read as feet only at the figure",
    '"': "read as inches only at the figure",
    "B": "behind bare digits it is billions",
    "PS": "also a currency's spelling in plain ASCII, before the figure",
}


def _units():
    for unit in load("units")["unit"]:
        for word in unit.get("words", ()):
            yield f"It took 5 {word} in all.", unit["name"]
            if unit.get("plural", True):
                yield f"It took 5 {plural_of(word)} in all.", unit["name"]
        for symbol in unit.get("symbols", ()):
            if symbol in UNIT_NEEDS:
                continue
            glued = unit.get("guard", "") in ("glued", "end")
            yield (f"It took 5{symbol} in all." if glued else f"It took 5 {symbol} in all."), unit["name"]


def _currencies():
    for currency in load("currencies")["currency"]:
        for symbol in currency.get("before", ()):
            yield f"It cost {symbol}5,000 then.", currency["code"]
        for symbol in currency.get("after", ()):
            yield f"It cost 5,000 {symbol}.", currency["code"]
        for word in currency.get("words", ()):
            yield f"It cost 5,000 {word} then.", currency["code"]
            yield f"It cost 5,000 {plural_of(word)} then.", currency["code"]
        for word in currency.get("scaled", ()):
            yield f"It cost 5 million {word} then.", currency["code"]


@pytest.mark.parametrize(("text", "unit"), sorted(set(_units())))
def test_every_unit_is_read(text, unit):
    found = read_amounts(text)
    assert [(m.value, m.unit) for m in found] == [("5", unit)]


@pytest.mark.parametrize(("text", "code"), sorted(set(_currencies())))
def test_every_currency_is_read(text, code):
    found = read_amounts(text)
    assert [(m.kind, m.unit) for m in found] == [("money", code)]


@pytest.mark.parametrize(("phrase", "bound"), [(w, r["bound"]) for r in load("bounds")["before"] for w in r["words"]])
def test_every_hedge_in_front_is_read(phrase, bound):
    text = f"We saw {phrase} 40 wells."
    found = read_amounts(text)
    assert [(m.bound, text[m.start:m.end]) for m in found] == [(bound, f"{phrase} 40 wells")]


@pytest.mark.parametrize(("phrase", "bound"), [(w, r["bound"]) for r in load("bounds")["after"] for w in r["words"]])
def test_every_hedge_behind_is_read(phrase, bound):
    found = read_amounts(f"We saw 40{' ' if phrase[0].isalpha() else ''}{phrase}.")
    assert [(m.value, m.bound) for m in found] == [("40", bound)]


@pytest.mark.parametrize(
    ("phrase", "low", "high", "noun"),
    [(w, r["low"], r["high"], "mile" if r.get("measured") else "well") for r in load("bounds")["vague"] for w in r["words"]],
)
def test_every_vague_quantity_is_read(phrase, low, high, noun):
    of = (
        " of"
        if phrase.split()[-1] in ("dozens", "scores", "tens", "hundreds", "handful", "couple")
        or phrase.endswith("ions")
        else ""
    )
    found = read_amounts(f"We saw {phrase}{of} {noun}s.")
    assert [(m.low, m.high, m.bound, m.unit) for m in found] == [(low, high, "vague", noun)]


def test_every_interval_of_a_vague_quantity_has_its_reason():
    assert all(rule["why"] for rule in load("bounds")["vague"])
