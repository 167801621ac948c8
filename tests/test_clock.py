"""Clock times as printed: one line, one reading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dayclock import parted
from pipeline.extract import read_mentions
from pipeline.normalise import read_claims
from pipeline.periods import read_times


@pytest.mark.parametrize(("text", "surface", "value"), [
    ("It rang at 4:45 p.m. EST today's bell", "4:45 p.m. EST today", "T16:45-05:00"),
    ("It rang at 04:23pm, twice", "04:23pm", "16:23"),
    ("It rang at 10:05AM", "10:05AM", "10:05"),
    ("It rang at 02:20 again", "02:20", "02:20"),
    ("It rang at 12:30 a.m. sharp", "12:30 a.m.", "00:30"),
    ("It rang at noon", "noon", "12:00"),
    ("It rang at midnight", "midnight", "00:00"),
    ("It rang at 1600 GMT", "1600 GMT", "16:00Z"),
    ("It rang at half past seven in the evening", "half past seven in the evening", "19:30"),
    ("It rang at quarter to nine, then stopped", "quarter to nine", "08:45"),
    ("It rang at ten minutes past eight", "ten minutes past eight", "08:10"),
    ("It rang at five o'clock", "five o'clock", "05:00"),
    ("It rang at 3 in the morning", "3 in the morning", "03:00"),
    ("It rang from 3 to 5 p.m. daily", "from 3 to 5 p.m.", "15:00/17:00"),
    ("It rang 11-2 p.m. daily", "11-2 p.m.", "11:00/14:00"),
    ("It rang 5:30 PM to 7:30 PM", "5:30 PM to 7:30 PM", "17:30/19:30"),
    ("It rang on July 2, 2013 at 7:37 UTC once", "July 2, 2013 at 7:37 UTC", "2013-07-02T07:37Z"),
    ("It rang at 23:40 on 14 April 1912", "23:40 on 14 April 1912", "1912-04-14T23:40"),
    ("It rang May 3, 2010, 9 a.m. to 1 p.m.", "May 3, 2010, 9 a.m. to 1 p.m.", "2010-05-03T09:00/2010-05-03T13:00"),
])
def test_clock_time(text, surface, value):
    (mention,) = read_times(text)
    assert (text[mention.start:mention.end], mention.kind) == (surface, "time")
    assert (mention.relative or mention.value).removeprefix("day:0") == value


@pytest.mark.parametrize("text", [
    "The score was 3:1.", "He ran it in 8.10.", "He ran it in 3:45.",
    "The odds were ten to twelve.", "Read verse 99:12.", "It cost $5 to 7.",
])
def test_no_clock_time(text):
    assert read_times(text) == []


# a day and an hour are two claims, each with its own words of the sentence
PARTED = [
    ("The ship struck a rock at 21:45 on 13 January 2012.", [("21:45", "21:45", "2012-01-13"), ("13 January 2012", "2012-01-13", "")]),
    ("On 15 April 2019, just before 18:20 CEST, a fire broke out.", [("15 April 2019", "2019-04-15", ""), ("18:20 CEST", "18:20+02:00", "2019-04-15")]),
    ("It fell around 2 a.m. on Thursday, June 24, 2021.", [("around 2 a.m.", "02:00", "2021-06-24"), ("Thursday, June 24, 2021", "2021-06-24", "")]),
    ("It derailed at 3.40 a.m. on Sunday.", [("3.40 a.m.", "03:40", "2020-01-05"), ("Sunday", "2020-01-05", "")]),
    ("The probe landed on August 23 at around 06:05 PM.", [("August 23", "2019-08-23", ""), ("06:05 PM", "18:05", "2019-08-23")]),
    ("Logged 2023-09-28T15:37:46 by the buoy.", [("2023-09-28", "2023-09-28", ""), ("15:37:46", "15:37:46", "2023-09-28")]),
    # one that no seam divides stays whole
    ("It began Sat Jul 6 11:28:02 PDT 2013.", [("Sat Jul 6 11:28:02 PDT 2013", "2013-07-06T11:28:02-07:00", "")]),
]


@pytest.mark.parametrize(("text", "expected"), PARTED)
def test_a_day_with_an_hour_is_two_claims(text, expected):
    assert [(c["surface"], c["value"], c["period"]) for c in read_claims(text, "2020-01-08")] == expected


@given(st.text(alphabet="0123456789:. apmTonJune,", max_size=60))
def test_parts_lie_apart_inside_the_whole(text):
    for mention in read_mentions(text):
        parts = parted(mention, text)
        assert all(mention.start <= part.start < part.end <= mention.end for part in parts)
        assert all(one.end <= other.start for one, other in pairwise(parts))
