"""Laws of the verdict: it is symmetric, a claim agrees with itself, and a unit may be changed on both sides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.compare import ORDER, relation, worst
from pipeline.conversion import conversions
from pipeline.schemas import VERDICTS

BOUNDS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague")
NUMBERS = st.decimals(min_value=0, max_value=10**10, places=2, allow_nan=False, allow_infinity=False)
UNITS = {"money": ("USD", "CAD", "$", "USD/barrel"), "count": ("person", ""), "percent": ("percent",), "ratio": ("",), "rank": ("",),
         "measure": ("kilometer", "mile", "kilogram", "ton"), "duration": ("day", "week", "year"), "age": ("year",)}


def plain(value) -> str:
    return format(Decimal(value).normalize(), "f")


@st.composite
def numbers(draw, kinds=tuple(UNITS)):
    kind = draw(st.sampled_from(kinds))
    value, bound = draw(NUMBERS), draw(st.sampled_from(BOUNDS))
    other = value + draw(NUMBERS)
    low, high = {"exact": (value, value), "about": (value * Decimal("0.95"), value * Decimal("1.05")), "at_least": (value, None),
                 "more_than": (value, None), "at_most": (None, value), "less_than": (None, value)}.get(bound, (value, other))
    text = "" if bound in ("between", "vague") else plain(value)
    return {"kind": kind, "value": text, "low": "" if low is None else plain(low), "high": "" if high is None else plain(high),
            "bound": bound, "precision": draw(st.sampled_from(("0.5", "0.05", "50", "500000"))), "unit": draw(st.sampled_from(UNITS[kind])),
            "surface": text or "some", "measure": draw(st.sampled_from(("deaths", "price", "height", ""))), "modality": "stated",
            "as_of": draw(st.sampled_from(("", "2019", "2021-05", "2021-05-03"))),
            "as_of_basis": draw(st.sampled_from(("printed", "document date")))}


@st.composite
def dates(draw):
    day = draw(st.dates(min_value=date(1000, 1, 1))).isoformat()
    value = draw(st.sampled_from((day, day[:7], day[:4], f"--{day[5:]}", f"{day[:3]}X", f"{day}/..", f"../{day[:4]}")))
    return {"kind": "date", "value": value, "low": "", "high": "", "bound": draw(st.sampled_from(BOUNDS[:6])), "precision": "",
            "unit": "", "surface": value, "modality": "stated", "as_of": "", "as_of_basis": ""}


@st.composite
def clocks(draw):
    value = f"{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}{draw(st.sampled_from(('', 'Z', '-05:00', '+01:00')))}"
    return {"kind": "time", "value": value, "bound": draw(st.sampled_from(BOUNDS[:6])), "surface": value, "modality": "stated"}


CLAIMS = st.one_of(numbers(), dates(), clocks())


@settings(max_examples=200, deadline=None)
@given(CLAIMS, CLAIMS)
def test_verdict_is_symmetric_and_has_a_reason(a, b):
    verdict, why = relation(a, b)
    assert relation(b, a)[0] == verdict
    assert verdict in VERDICTS and why


@settings(max_examples=200, deadline=None)
@given(numbers(), numbers())
def test_verdict_is_symmetric_for_one_kind(a, b):
    b = {**b, "kind": a["kind"], "unit": a["unit"]}
    assert relation(b, a)[0] == relation(a, b)[0]


@settings(max_examples=100, deadline=None)
@given(CLAIMS)
def test_a_claim_agrees_with_itself(a):
    assert relation(a, dict(a))[0] == "agree"


@settings(max_examples=100, deadline=None)
@given(numbers(kinds=("measure",)), numbers(kinds=("measure",)),
       st.sampled_from((("kilometer", "meter"), ("kilogram", "gram"), ("mile", "foot"), ("hour", "minute"))))
def test_scaling_both_by_a_unit_changes_nothing(a, b, units):
    [way] = conversions(*units)
    factor = Decimal(round(way.factor))
    a, b = {**a, "unit": units[0]}, {**b, "unit": units[0]}

    def scaled(claim):
        return {**claim, "unit": units[1], **{n: claim[n] and plain(Decimal(claim[n]) * factor) for n in ("value", "low", "high", "precision")}}
    # roundness belongs to the printed digits, which a unit does change: 20,000 m is round where 20 km is not
    assume(all(Decimal(c["value"] or 1) % 1 for c in (a, b)))
    assert relation(scaled(a), scaled(b))[0] == relation(a, b)[0]


def test_order_names_every_verdict():
    assert sorted(ORDER) == sorted(VERDICTS)
    assert worst([]) == "unrelated"
    assert worst(["agree", "conflict", "updated"]) == "conflict"
