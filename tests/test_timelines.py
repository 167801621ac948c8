"""Timelines that print each year once: the dates of their entries, and as of when their figures are."""

import pytest

from pipeline.normalise import read_claims

# a page of a later year; each row is what one entry of it begins with and what is read there
DASHED = """- October 2009: The mill opens.

- December: It makes 30 tons of flour.

- April 2010: It closes on 19 April.

- May: It sells 40 carts."""
HEADED = """2009:

May 2 - The ferry opens with 110 cabins.

May 6 - It sinks. Nine divers came on Tuesday.

-- Forty people are saved.

2011:

Jan. 3 - The inquiry ends.

The page was written by a sailor."""
PROSE = """In October 2009 the mill opened.

December is cold there.

It was sold in May."""


def read(text):
    return {c["surface"]: c for c in read_claims(text, "2018-08-19")}


@pytest.mark.parametrize(("text", "surface", "value"), [
    (DASHED, "December", "2009-12"), (DASHED, "19 April", "2010-04-19"), (DASHED, "May", "2010-05"),
    (HEADED, "May 2", "2009-05-02"), (HEADED, "May 6", "2009-05-06"), (HEADED, "Tuesday", "2009-05-05"), (HEADED, "Jan. 3", "2011-01-03"),
])
def test_a_date_without_a_year_is_of_the_year_printed_last(text, surface, value):
    assert read(text)[surface]["value"] == value


@pytest.mark.parametrize(("surface", "as_of", "basis"), [
    ("110 cabins", "2009-05-02", "day of the event, told 2018-08-19"), ("Nine divers", "2009-05-05", "day of the event, told 2018-08-19"),
    ("Forty people", "2009-05-06", "entry heading"),
])
def test_figures_of_an_entry_are_as_of_its_day(surface, as_of, basis):
    row = read(HEADED)[surface]
    assert (row["as_of"], row["as_of_basis"]) == (as_of, basis)


def test_prose_is_no_timeline():
    assert read(PROSE)["May"]["value"] == "2018-05"
