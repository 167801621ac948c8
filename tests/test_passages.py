"""Quotes are placed, texts cut into pieces and passages linked, whatever the documents hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import passages, wording


def test_quotes_are_placed_whatever_their_white_space():
    text = "One.  In 2018\n  there were 5\u00a0wells  here. Three."
    start = text.index("5\u00a0wells")
    quote = "In 2018 there were 5 wells here."
    assert (
        text[slice(*passages.sentence_span(text, quote, start, start + 7))]
        == "In 2018\n  there were 5\u00a0wells  here."
    )
    at = passages.place(text, quote, "5\u00a0wells", start, start + 7)
    assert quote[slice(*at)] == "5 wells"


def test_of_two_equal_surfaces_the_right_one_is_marked():
    text = "There were 5 in 2018 and 5 in 2019."
    second = text.rindex("5")
    squashed = "There  were 5 in 2018 and 5 in 2019."
    assert passages.place(squashed, text, "5", squashed.rindex("5"), squashed.rindex("5") + 1) == (second, second + 1)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "", "file:///etc/passwd", 'https://x.example/"onclick', "//x"]
)
def test_only_web_addresses_are_linked(url):
    assert passages.web(url, "text", 0, 4) == ""


def test_a_file_name_cannot_leave_its_link():
    assert (
        passages.local("../raw/", {"path": 'javascript:x" y.txt', "page": "", "line": 3})
        == "../raw/javascript%3Ax%22%20y.txt#L3"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1600000000", "1.6 billion"),
        ("139930000", "139.93 million"),
        ("15000", "15,000"),
        ("1234567", "1,234,567"),
        ("0.25", "0.25"),
        ("2018-07", "2018-07"),
        ("-5", "-5"),
    ],
)
def test_numbers_are_scaled_only_where_nothing_is_lost(text, words):
    assert wording.number(text) == words


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_the_pieces_of_a_text_join_to_the_text(text, spans):
    assert "".join(piece for piece, _ in passages.pieces(text, [(max(0, a), b, "mark") for a, b in spans])) == text


@given(st.text(max_size=80), st.text(max_size=40), st.integers(0, 80), st.integers(0, 20))
def test_a_quote_is_placed_within_bounds_whatever_it_is(text, quote, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    low, high = passages.sentence_span(text, quote, start, end)
    assert 0 <= low <= start and end <= high <= len(text)
    a, b = passages.place(text, quote, text[start:end], start, end)
    assert 0 <= a <= b <= len(quote)
