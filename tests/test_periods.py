"""Printed times: the examples of the rules, whole sentences with marked spans, and the laws of any text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.periods import coarseness, contains, interval, overlap, read_times, relation
from pipeline.time_words import RULES, fold

ROWS = [*RULES["template"], *RULES["head"]]
EXAMPLES = [(row["name"], *example) for row in ROWS for example in row.get("examples", [])]
COUNTER = [(row["name"], text) for row in ROWS for text in row.get("not", [])]


def marked(text: str) -> list[tuple[str, str]]:
    """The readings of a text as (surface, relative spec or value)."""
    return [(text[m.start:m.end], m.relative or m.value) for m in read_times(text)]


@pytest.mark.parametrize(("name", "text", "reading"), EXAMPLES)
def test_example_of_the_rules(name, text, reading):
    plain = re.sub("[⟦⟧]", "", text)
    assert marked(plain) == [(re.search("⟦(.*?)⟧", text)[1], reading)]


@pytest.mark.parametrize(("name", "text"), COUNTER)
def test_counter_example_of_the_rules(name, text):
    assert marked(text) == []


def test_every_template_has_an_example():
    assert [row["name"] for row in ROWS if not row.get("examples")] == []


# One line, one text: ⟦surface|reading⟧.
SENTENCES = """
The fleet left ⟦between 1890 and 1893|1890/1893⟧ and returned ⟦from August 2018 until August 2019|2018-08/2019-08⟧.
⟦Since 2000|2000/..⟧ it gave $1.8 billion, of which $119.9 million in ⟦2021/2022|2021/2022⟧.
It must open ⟦by July 1, 2013|../2013-07-01⟧, and ⟦until March 2021|../2021-03⟧ it may not close.
⟦Before 2010|../2009⟧ there were none; ⟦after 1998|1999/..⟧ there were two.
The offices closed ⟦Dec. 22 through Jan. 25|--12-22/--01-25⟧.
⟦From Dec. 22, 2018 to Jan. 25|2018-12-22/2019-01-25⟧ nobody was paid.
The camp ran ⟦1 to 3 May 2010|2010-05-01/2010-05-03⟧ and again ⟦June 3-7|--06-03/--06-07⟧.
In the ⟦2018 to 2019|2018/2019⟧ period it grew, as in the ⟦2016-2019|2016/2019⟧ period.
⟦Beginning in early 2013|2013/..⟧, the force helped ⟦until the end of September|../--09⟧.
⟦As of October 2016|2016-10⟧ it had 2,016 members.
He woke at ⟦4:45 p.m. EST|16:45-05:00⟧ and slept ⟦5:30 PM to 7:30 PM|17:30/19:30⟧.
The ship sank at ⟦2:20 a.m. on 15 April 1912|1912-04-15T02:20⟧.
They met at ⟦noon|12:00⟧ and left at ⟦midnight|00:00⟧.
It rose in the ⟦early 20th century|19XX⟧.
It rained in ⟦July|2019-07⟧, ⟦Sept|2019-09⟧ and ⟦Oct 2019|2019-10⟧, with snow.
It rained on ⟦May 4|2010-05-04⟧ and ⟦June 5, 2010|2010-06-05⟧, with snow.
It rained ⟦20:15–21:30 GMT|20:15Z/21:30Z⟧ and ⟦Q1-Q3 2011|2011-Q1/2011-Q3⟧ long.
⟦Almost half a century later|P50Y⟧, after the crisis, some 1500 people met in ⟦1912|1912⟧; 1503 people stayed.
It came 20 years to the day ⟦after the 1984|1984/..⟧ flood, in the ⟦year before 2015|2014⟧.
The nave was begun ⟦about 1174|1174⟧ and painted in ⟦about 1210|1210⟧.
The battle of ⟦1214|1214⟧ was lost; seas may rise ⟦by 2100|../2100⟧.
He was in his late 60s when highs in the mid-90s broke records in the ⟦late 1960s|196X⟧, and again in the ⟦'90s|199X⟧.
He lived (⟦1684 – 2 December 1716|1684/1716-12-02⟧) in the ⟦mid-to-late 1680s|168X⟧ house built ⟦about 1670|1670⟧.
"""


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_sentence_reads_as_marked(line):
    plain = re.sub(r"⟦(.*?)\|.*?⟧", r"\1", line)
    assert marked(plain) == re.findall(r"⟦(.*?)\|(.*?)⟧", line)


DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31))
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]


@given(DAYS)
@settings(max_examples=60, deadline=None)
def test_a_printed_day_reads_as_that_day_in_every_format(day):
    month = MONTHS[day.month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    year = f"{day.year:04d}"
    for printed in (f"{month} {day.day}, {year}", f"{day.day} {month} {year}", f"{day.day}{suffix} of {month}, {year}",
                    f"{month[:3]}{'.' if day.month != 5 else ''} {day.day}, {year}", f"{day.day} {month[:3]} {year}",
                    day.isoformat(),
                    f"{day.month}/{day.day}/{year}", f"{year}/{day.month:02d}/{day.day:02d}",
                    f"{month} {day.day}{suffix} {year}",
                    f"{month}\u00a0{day.day},\n{year}"):
        text = f"It was on {printed} that it rained."
        assert [(text[m.start:m.end], m.value, m.low, m.high) for m in read_times(text)] == \
            [(printed, day.isoformat(), day.isoformat(), day.isoformat())]


@given(DAYS, DAYS)
@settings(max_examples=60, deadline=None)
def test_a_range_never_ends_before_it_starts(a, b):
    text = f"It ran from {a.day} {MONTHS[a.month - 1]} {a.year} to {b.day} {MONTHS[b.month - 1]} {b.year}."
    for mention in read_times(text):
        assert not mention.low or not mention.high or mention.low <= mention.high
    if a <= b:
        assert [(m.low, m.high) for m in read_times(text)] == [(a.isoformat(), b.isoformat())]


PIECES = st.sampled_from([
    "May", "may", " ", "5", "2012", "-", "to", "/", ":", ".", ",", "the", "end of", "Friday", "since", "İ", "\n",
    "\n\n", "\u00a0", "p.m.", "year", "last", "ago", "three", "Q3", "1990s", "'", "–", "13th", "T", "99",
    "half", "noon", "first", "week", "of", "between", "and", "century", "before", "next", "2011-12", "1/2"])
PUZZLES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join),
                    st.lists(PIECES, max_size=14).map(" ".join))


@given(PUZZLES)
@settings(max_examples=300, deadline=None)
def test_reading_never_raises_and_spans_hold(text):
    assert len(fold(text)) == len(text)
    last = 0
    for mention in read_times(text):
        assert last <= mention.start < mention.end <= len(text)
        assert not mention.low or not mention.high or mention.low <= mention.high
        last = mention.end


def test_what_is_taken_is_left_out():
    text = "Resolution 2100 in 2013"
    assert [m.value for m in read_times(text, [(0, 15)])] == ["2013"]


@pytest.mark.parametrize(("value", "span", "coarse"), [
    ("2018", ("2018-01-01", "2018-12-31"), "year"), ("2018-02", ("2018-02-01", "2018-02-28"), "month"),
    ("2012-02-29", ("2012-02-29", "2012-02-29"), "day"), ("2012-Q3", ("2012-07-01", "2012-09-30"), "quarter"),
    ("2012-H2", ("2012-07-01", "2012-12-31"), "half"), ("199X", ("1990-01-01", "1999-12-31"), "decade"),
    ("18XX", ("1800-01-01", "1899-12-31"), "century"), ("2000/..", ("2000-01-01", ""), "open"),
    ("../2021-03", ("", "2021-03-31"), "open"), ("2018-08/2019-08", ("2018-08-01", "2019-08-31"), "period"),
    ("2019-W07", ("2019-02-11", "2019-02-17"), "week"), ("2012-winter", ("2012-12-01", "2013-02-28"), "season"),
    ("16:45", ("", ""), "time"), ("1912-04-15T02:20", ("1912-04-15", "1912-04-15"), "day"), ("--08-18", ("", ""), ""),
])
def test_interval_and_coarseness(value, span, coarse):
    assert (interval(value), coarseness(value)) == (span, coarse)


def test_relations_of_intervals():
    year, half, later = interval("2012"), interval("2012-H2"), interval("2013/..")
    assert relation(year, half) == "contains"
    assert relation(half, year) == "inside"
    assert relation(year, later) == "before"
    assert overlap(interval("2012/2013"), later)
    assert not contains(interval("2012/2013"), later)
