"""Relative times against a date: what the language says, and what is left unresolved."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.mention import Mention
from pipeline.periods import read_times, resolve
from pipeline.relative import Unresolved, evaluate

# 15 February 2019 is a Friday.
FRIDAY = date(2019, 2, 15)


@pytest.mark.parametrize(("spec", "value", "low", "high"), [
    ("day:-1", "2019-02-14", "2019-02-14", "2019-02-14"),
    ("weekday:5", "2019-02-15", "2019-02-15", "2019-02-15"),
    ("weekday:4", "2019-02-14", "2019-02-14", "2019-02-14"),
    ("weekday:6", "2019-02-09", "2019-02-09", "2019-02-09"),
    ("weekday:6+0", "2019-02-16", "2019-02-16", "2019-02-16"),
    ("weekday:2-1", "2019-02-12", "2019-02-12", "2019-02-12"),
    ("weekday:4-1", "2019-02-07", "2019-02-07", "2019-02-07"),
    ("year:-1", "2018", "2018-01-01", "2018-12-31"),
    ("month:+1", "2019-03", "2019-03-01", "2019-03-31"),
    ("week:0", "2019-W07", "2019-02-11", "2019-02-17"),
    ("quarter:-1", "2018-Q4", "2018-10-01", "2018-12-31"),
    ("decade:0", "201X", "2010-01-01", "2019-12-31"),
    ("--08-18", "2018-08-18", "2018-08-18", "2018-08-18"),
    ("--01-25", "2019-01-25", "2019-01-25", "2019-01-25"),
    ("--07-01+0", "2019-07-01", "2019-07-01", "2019-07-01"),
    ("--02-29", "2020-02-29", "2020-02-29", "2020-02-29"),
    ("--12-22/--01-25", "2018-12-22/2019-01-25", "2018-12-22", "2019-01-25"),
    ("year:-1>--04", "2018-04", "2018-04-01", "2018-04-30"),
    ("week:+1>weekday:3", "2019-02-20", "2019-02-20", "2019-02-20"),
    ("-P2W", "2019-02-01", "2019-01-29", "2019-02-04"),
    ("-P3D", "2019-02-12", "2019-02-12", "2019-02-12"),
    ("-P1Y", "2018", "2018-01-01", "2018-12-31"),
    ("past:P5Y", "2014/2019", "2014-02-15", "2019-02-15"),
    ("month:0>todate", "2019-02-01/2019-02-15", "2019-02-01", "2019-02-15"),
    ("year:0>H1", "2019-H1", "2019-01-01", "2019-06-30"),
    ("Q4", "2018-Q4", "2018-10-01", "2018-12-31"),
    ("2012>before", "../2011", "", "2011-12-31"),
    ("weekday:4T16:45", "2019-02-14T16:45", "2019-02-14", "2019-02-14"),
])
def test_spec_against_a_friday(spec, value, low, high):
    assert resolve(Mention(0, 1, "date", relative=spec, anchor="document"), "2019-02-15") == \
        (value, low, high, "relative to document date 2019-02-15")


def test_without_an_anchor_the_value_stays_partial():
    (mention,) = read_times("It fell on Aug. 18 again.")
    assert resolve(mention, "") == ("--08-18", "", "", "unresolved")


def test_printed_dates_need_no_anchor():
    (mention,) = read_times("It fell on Aug. 18, 2020.")
    assert resolve(mention, "") == ("2020-08-18", "2020-08-18", "2020-08-18", "printed")


@pytest.mark.parametrize(("text", "previous", "value"), [
    ("He died three days later.", "1912-04-15", "1912-04-18"),
    ("It closed the following year.", "2012", "2013"),
    ("It was finished five years later.", "2004", "2009"),
    ("They left the same day.", "1912-04-15", "1912-04-15"),
])
def test_counted_from_the_previous_date(text, previous, value):
    (mention,) = read_times(text)
    assert mention.anchor == "previous"
    assert resolve(mention, "2019-02-15", previous)[0] == value
    assert resolve(mention, "2019-02-15", previous)[3] == f"relative to previous date {previous}"


def test_days_cannot_be_counted_from_a_year():
    (mention,) = read_times("He died three days later.")
    assert resolve(mention, "2019-02-15", "2004") == ("", "", "", "unresolved")


def test_vague_spans_keep_their_bounds():
    (mention,) = read_times("It opened several weeks ago.")
    assert mention.bound == "vague"
    assert resolve(mention, "2019-02-15") == \
        ("2018-12-14/2019-01-25", "2018-12-14", "2019-01-25", "relative to document date 2019-02-15")


@pytest.mark.parametrize("spec", [
    "", "nonsense", "weekday:9", "--02-30", "2012-13", "P", "year:-9999", "../", "/", ">", "a>b"])
def test_what_cannot_be_resolved_says_so(spec):
    with pytest.raises(Unresolved):
        evaluate(spec, None)
    mention = Mention(0, 1, "date", relative=spec or "?", anchor="document")
    assert resolve(mention, "2019-02-15")[3] == "unresolved"
