"""Clock times as printed: one line, one reading."""

from __future__ import annotations

import pytest

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
