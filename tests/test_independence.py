"""Copies are no witnesses: who cites whom, and whose words are nearly the same."""

import pytest

from pipeline.independence import copies, triples

WIRE = "The ferry Aurora sank off Kiel in a storm on Sunday and 62 of the 214 people on board are missing, the coast guard said."


def claim(name, source, quote):
    return {"claim_id": name, "source_id": source, "quote": quote}


@pytest.mark.parametrize(("quote", "copied"), [
    (WIRE, True),
    (WIRE.replace("62", "61"), True),                      # a changed figure hides no copy
    (WIRE.replace(", the coast guard said", ""), True),
    (WIRE.upper(), True),
    ("In a storm off Kiel the Aurora went down; the coast guard counts 62 missing out of 214 who were on board that Sunday.", False),
    ("The ferry sank.", False),
])
def test_nearly_the_same_words(quote, copied):
    found = copies([claim("1", "a", WIRE), claim("2", "b", quote)], {}, {})
    assert found == ({"2": "nearly the same words as in a"} if copied else {})


def test_the_earlier_source_stays_the_witness():
    pair = [claim("1", "a", WIRE), claim("2", "b", WIRE)]
    assert set(copies(pair, {}, {"a": "2020-02-01", "b": "2020-01-01"})) == {"1"}
    assert set(copies(pair, {}, {"a": "", "b": "2020-01-01"})) == {"1"}
    assert set(copies(pair[::-1], {}, {})) == {"2"}


def test_a_source_that_cites_another_of_the_fact():
    assert copies([claim("1", "a", "One."), claim("2", "b", "Two.")], {"b": {"a"}}, {}) == {"2": "b cites a"}
    assert copies([claim("1", "a", "One."), claim("2", "b", "Two.")], {"b": {"c"}, "a": {"a"}}, {}) == {}


def test_a_document_does_not_copy_itself():
    assert copies([claim("1", "a", WIRE), claim("2", "a", WIRE)], {}, {}) == {}


def test_three_copies_leave_one_witness():
    assert set(copies([claim(str(n), s, WIRE) for n, s in enumerate("abc")], {}, {})) == {"1", "2"}


def test_short_sentences_show_nothing():
    assert triples("The ferry sank off Kiel.") == frozenset()
