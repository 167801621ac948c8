"""Years and centuries that print their era, and text that repeats itself: what is read of each."""

from __future__ import annotations

import pytest

from pipeline.eras import read_eras
from pipeline.extract import read_mentions
from pipeline.repeats import WINDOW, repeated

ERAS = [
    ("The town was founded in 753 BC.", [("753 BC", "-0752", "")]),
    ("He ruled from 27 BC to AD 14.", [("27 BC", "-0026", ""), ("AD 14", "0014", "0014-01-01")]),
    ("It fell in 117 AD, long after 1 BCE.", [("117 AD", "0117", "0117-01-01"), ("after 1 BCE", "0000", "")]),
    ("The temple (447–438 BC) stands.", [("447–438 BC", "-0446/-0437", "")]),
    ("In the 5th century BC and the third century B.C. it grew.", [("5th century BC", "-0499/-0400", ""), ("third century B.C.", "-0299/-0200", "")]),
    ("A tomb of 3,000 BC.", [("3,000 BC", "-2999", "")]),
    ("It began around 900 BC and ended before AD 14.", [("around 900 BC", "-0899", ""), ("before AD 14", "0014", "0014-01-01")]),
    ("In 2019 BC voters chose; BC has 45 seats; an AD campaign cost 5 million.", []),
    ("From 438–447 BC is no span.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ERAS)
def test_era_is_read(text, wanted):
    assert [(text[m.start:m.end], m.value, m.low) for m in read_eras(text)] == wanted


def test_an_era_within_a_taken_span_is_left_alone():
    assert read_eras("It is 753 BC there.", [(6, 9)]) == []


@pytest.mark.parametrize("atom", ["12, ", "1/", "one ", "May 5 ", "-", "more than 40 wells "])
def test_text_that_repeats_itself_is_found_and_holds_no_claims(atom):
    text = atom * (3 * WINDOW // len(atom))
    assert repeated(text)[:1] == [(0, WINDOW)]
    assert all(m.ignored for m in read_mentions(text) if m.end <= WINDOW)


def test_prose_and_changing_rows_do_not_repeat():
    prose = "The hall has 40 beds, and nobody knows why the mayor paid for more of them in May. "
    rows = "\n".join(f"{n} | {n * 7919 % 1000} | {n * 104729 % 977}" for n in range(400))
    assert repeated(prose * 40) == []
    assert repeated(rows) == []
