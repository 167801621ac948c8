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
    ("The barge struck a pier at 20:15 on 3 March 1987.", [("20:15", "20:15", "1987-03-03"), ("3 March 1987", "1987-03-03", "")]),
    ("On 2 June 2014, just before 17:05 CEST, a pipe burst.", [("2 June 2014", "2014-06-02", ""), ("17:05 CEST", "17:05+02:00", "2014-06-02")]),
    ("It fell around 5 a.m. on Tuesday, May 6, 2014.", [("around 5 a.m.", "05:00", "2014-05-06"), ("Tuesday, May 6, 2014", "2014-05-06", "")]),
    ("It capsized at 4.25 a.m. on Sunday.", [("4.25 a.m.", "04:25", "2020-01-05"), ("Sunday", "2020-01-05", "")]),
    ("The glider landed on July 9 at around 07:35 PM.", [("July 9", "2019-07-09", ""), ("07:35 PM", "19:35", "2019-07-09")]),
    ("Logged 2017-02-11T08:12:30 by the buoy.", [("2017-02-11", "2017-02-11", ""), ("08:12:30", "08:12:30", "2017-02-11")]),
    # each hour has the day that is tied to it, and one that is of another day elsewhere stays whole
    ("Yesterday at 10:15 it left; tomorrow at 11:15 it is back.", [("Yesterday", "2020-01-07", ""), ("10:15", "10:15", "2020-01-07"),
                                                                  ("tomorrow", "2020-01-09", ""), ("11:15", "11:15", "2020-01-09")]),
    ("It rang at 00:30 CET on 14 January 2014.", [("00:30 CET on 14 January 2014", "2014-01-14T00:30+01:00", "")]),
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
