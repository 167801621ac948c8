"""The grammar of numbers: what is printed is what is read, in every usual way of printing it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.numerals import read_numeral
from pipeline.plain import Plain

# text → value of the numeral at its start, and how much of the text it takes
READ = [
    ("1,234,567 wells", "1234567", "1,234,567"),
    ("1 234 567 wells", "1234567", "1 234 567"),
    ("1\u00a0234\u00a0567 wells", "1234567", "1\u00a0234\u00a0567"),
    ("1\u202f234 wells", "1234", "1\u202f234"),
    ("1\u2009234 wells", "1234", "1\u2009234"),
    ("6,78,413 wells", "678413", "6,78,413"),
    ("12,34,567.89 rupees", "1234567.89", "12,34,567.89"),
    ("1.234 wells", "1.234", "1.234"),
    ("1.234.567 wells", "1234567", "1.234.567"),
    ("1.111,11 wells", "1111.11", "1.111,11"),
    ("1,3 wells", "1.3", "1,3"),
    ("1'234'567 wells", "1234567", "1'234'567"),
    (".25 wells", "0.25", ".25"),
    ("4e14 wells", "400000000000000", "4e14"),
    ("-", None, ""),
    ("1.3x10^6 wells", "1300000", "1.3x10^6"),
    ("2.48×10−5 wells", "0.0000248", "2.48×10−5"),
    ("5 × 10⁶ wells", "5000000", "5 × 10⁶"),
    ("8x2^10 bits", "8192", "8x2^10"),
    ("1/2 well", "0.5", "1/2"),
    ("2 1/2 wells", "2.5", "2 1/2"),
    ("2½ wells", "2.5", "2½"),
    ("¾ well", "0.75", "¾"),
    ("3 million wells", "3000000", "3 million"),
    ("1.5 million wells", "1500000", "1.5 million"),
    ("4 hundred million wells", "400000000", "4 hundred million"),
    ("3 hundred and 21 wells", "321", "3 hundred and 21"),
    ("13 lakh wells", "1300000", "13 lakh"),
    ("three lakh crore wells", "3000000000000", "three lakh crore"),
    ("3 dozen wells", "36", "3 dozen"),
    ("two dozen wells", "24", "two dozen"),
    ("a dozen wells", "12", "a dozen"),
    ("half a dozen wells", "6", "half a dozen"),
    ("half a million wells", "500000", "half a million"),
    ("a quarter million wells", "250000", "a quarter million"),
    ("three quarters of a million wells", "750000", "three quarters of a million"),
    ("two and a half million wells", "2500000", "two and a half million"),
    ("one million and a half", "1500000", "one million and a half"),
    ("3 million and a quarter", "3250000", "3 million and a quarter"),
    ("two and three fifths", "2.6", "two and three fifths"),
    ("one hundred and three quarters", "100.75", "one hundred and three quarters"),
    ("two hundred and fifty-four hundredths", "200.54", "two hundred and fifty-four hundredths"),
    ("three hundred and forty-two wells", "342", "three hundred and forty-two"),
    ("three hundred forty two wells", "342", "three hundred forty two"),
    ("twenty-eight thousand six hundred forty-two wells", "28642", "twenty-eight thousand six hundred forty-two"),
    ("two hundred and two thousand wells", "202000", "two hundred and two thousand"),
    ("two thousand and two hundred wells", "2200", "two thousand and two hundred"),
    ("three million, two hundred and forty wells", "3000240", "three million, two hundred and forty"),
    ("a hundred and two wells", "102", "a hundred and two"),
    ("hundred thousand wells", "100000", "hundred thousand"),
    ("two point five", "2.5", "two point five"),
    ("nought point nought three", "0.03", "nought point nought three"),
    ("two thirds of it", "0.666666666667", "two thirds"),
    ("one-eighth of it", "0.125", "one-eighth"),
    ("twenty-three fifths", "4.6", "twenty-three fifths"),
    ("three twenty-firsts", "0.142857142857", "three twenty-firsts"),
    ("one hundred thirty-fifths", "2.85714285714", "one hundred thirty-fifths"),
    ("a fifth of it", "0.2", "a fifth"),
    ("11th well", "11", "11th"),
    ("twenty-first well", "21", "twenty-first"),
    ("one hundred twenty fifth", "125", "one hundred twenty fifth"),
    ("a fourth well", None, None),
    ("twice the sum", "2", "twice"),
    ("tenfold", "10", "tenfold"),
    ("two three four", "2", "two"),
    ("45 and 50 wells", "45", "45"),
    ("3 hundred and 2 hundred", "300", "3 hundred"),
    ("2013/14", "2013", "2013"),
    ("1.2.3", None, ""),
    ("192.168.1.2", None, ""),
    ("the well", None, ""),
]


@pytest.mark.parametrize(("text", "value", "taken"), READ, ids=[r[0] for r in READ])
def test_reads(text, value, taken):
    n = read_numeral(Plain(text), 0)
    if value is None:
        assert n is None or n.form == "ordinal"
        return
    assert n is not None
    assert n.value == Decimal(value)
    assert text[n.start:n.end] == taken


PLACES = [
    ("1.6 billion", "100000000"),
    ("360", "1"),
    ("2,000", "1"),
    ("3 million", "1000000"),
    ("0.25", "0.01"),
    ("three hundred", "100"),
    ("342", "1"),
    ("two dozen", "12"),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[p[0] for p in PLACES])
def test_the_last_printed_place(text, place):
    assert read_numeral(Plain(text), 0).place == Decimal(place)


def test_a_newline_separates_no_thousands():
    assert read_numeral(Plain("12\n345 wells were dug in the whole of the northern valley"), 0).value == 12


# ── printing a number and reading it back gives the number

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
         "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(n: int, joint: str = " and ", hyphen: str = "-") -> str:
    """The number in words, in the British ("and") or American way."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (hyphen + _ONES[n % 10] if n % 10 else "")
    if n < 1000:
        return _ONES[n // 100] + " hundred" + (joint + spell(n % 100, joint, hyphen) if n % 100 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= size:
            rest = n % size
            tail = "" if not rest else (joint if rest < 100 else " ") + spell(rest, joint, hyphen)
            return spell(n // size, joint, hyphen) + " " + name + tail
    raise ValueError(n)


def indian(n: int) -> str:
    """12345678 → 1,23,45,678."""
    head, tail = str(n)[:-3], str(n)[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**12 - 1), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_spelled_numbers_come_back(n, joint, hyphen):
    text = spell(n, joint, hyphen)
    got = read_numeral(Plain(text), 0)
    assert got.value == n
    assert got.end == len(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**15), st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009"]))
def test_grouped_digits_come_back(n, separator):
    text = f"{n:,}".replace(",", separator)
    got = read_numeral(Plain(text), 0)
    assert got.value == n
    assert got.end == len(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(1000, 10**12))
def test_indian_grouping_comes_back(n):
    assert read_numeral(Plain(indian(n)), 0).value == n


@settings(max_examples=150, deadline=None)
@given(
    st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from(["", " million", " billion", "e3"]),
)
def test_decimals_with_scales_come_back(n, scale):
    got = read_numeral(Plain(f"{n}{scale}"), 0)
    assert got.value == n * {"": 1, " million": 10**6, " billion": 10**9, "e3": 1000}[scale]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,' /eE^x±½ -abdhlnmorsty&", max_size=40), st.integers(0, 39))
def test_reading_a_numeral_never_raises_and_stays_in_the_text(text, at):
    if at < len(text):
        n = read_numeral(Plain(text), at)
        assert n is None or (0 <= n.start <= at + 3 and n.start < n.end <= len(text))
