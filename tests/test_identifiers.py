"""Figures that are no claims are named, with the reason; figures that are claims are not."""

from __future__ import annotations

import pytest

from pipeline.extract import read_mentions
from pipeline.identifiers import read_identifiers
from tests.marks import unmark

NAMED = [
    ("Set up under [[Article 7]] of the charter.", "section"),
    ("[[Resolution 1441]] and [[section 4]] say so.", "section"),
    ("See [[page 45]], [[Figure 3]] and [[pp. 12–15]].", ""),
    ("It is [[Chapter 3]] of [[Part 2]].", "section"),
    ("A [[CH-147]] landed near an [[A380]].", "code"),
    ("The [[G5]] leaders, [[H1N1]] and [[CO2]].", "code"),
    ("Shares of [[B2Metal]] rose.", "code"),
    ("The new [[5G]] network shows [[4K]] films.", "name"),
    ("The office is at [[48 Elgin Street]], in [[Room 12]].", ""),
    ("Meet at City Hall, [[110 Laurier West]].", "street"),
    ("[[221B Baker Street]] is a museum.", "street"),
    ("Call [[613-555-0123]] or [[(212) 555-0199]] or [[+44 20 7946 0958]].", "telephone"),
    ("See [[https://example.org/2019/45?x=3]] for it.", "web"),
    ("Write to [[news24@example.org]] now.", "mail"),
    ("The claim is old.[[[3]]] It was repeated.", "footnote"),
    ("It runs on [[version 2.1]], at [[10.0.0.1]].", ""),
    ("[[ISBN 978-3-16-148410-0]] is out; [[doi:10.1000/182]] too.", ""),
    ("Issue [[#1234]] and [[§ 12]] matter.", "section"),
    ("Run [[`sleep 30`]] in a shell.", "code"),
    ("It fell on [[9/11]] and runs [[24/7]].", "name"),
    ("A [[1920x1080]] screen with [[1080p]] film.", "size"),
    ("[[Interstate 95]] and [[Highway 35]] are closed.", "road"),
    ("They flew on [[Flight 370]].", ""),
    ("Use the new iPhone [[11]] today.", "name"),
    ("He plays for the Big [[12]].", "name"),
    ("It lost to the [[S&P 500]].", "name"),
    ("The [[sp 500]], the [[ftse 100]] and the [[Fortune 500]] are lists.", "figures"),
    ("A [[737-800]], the [[747s]] and a [[737 MAX 8]] landed.", ""),
    ("[[Voyager 2]] is far and [[Apollo 11]] landed.".replace("[[Voyager 2", "Voyager [[2").replace("[[Apollo 11", "Apollo [[11"), "name"),
    ("The new novaPhone [[11]] Pro cameras are good.", "name"),
    ("Agent [[007]] and [[type 2]] diabetes in [[part two]] of the series.", ""),
    ("They won the [[4x100m relay]] on [[day two]], in [[game seven]].", ""),
    ("[[" + "7,12/3;" * 40 + "5]]", "row"),
    ("They sell the Boeing [[737-800]] now.", "name"),
    ("They met the Big [[Four]] at [[Apt. 4B]], under [[401(k)]] rules.", ""),
    ("It needs Python [[3.9]] to run.", "version"),
    ("[[0:05 / 3:41]] is what the player says.", "player"),
]

CLAIMS = [
    "The firm has 48 Canadian plants.",
    "It sells for US$30 here.",
    "In Syria 45 people came.",
    "It took 12 days.",
    "Ottawa spent $30M on it.",
    "More than 500 came to Paris.",
    "Around 300 were hurt.",
    "It holds 256GB.",
    "Turnout was 71%.",
]


@pytest.mark.parametrize(("marked", "reason"), NAMED, ids=[n[0][:50] for n in NAMED])
def test_is_named(marked, reason):
    text, spans = unmark(marked)
    found = [m for m in read_mentions(text) if m.kind not in ("date", "period", "time")]
    assert [text[m.start:m.end] for m in found] == [text[a:b] for a, b in spans]
    assert all(m.kind == "identifier" and reason in m.ignored and m.ignored and m.value == "" for m in found)


@pytest.mark.parametrize("text", CLAIMS)
def test_is_a_claim(text):
    assert all(m.kind != "identifier" for m in read_mentions(text))
    assert len(read_mentions(text)) == 1


def test_numbers_of_a_list_are_no_claims():
    text = "1. Wash 3 brushes.\n2. Dry them.\n"
    assert [text[m.start:m.end] for m in read_identifiers(text)] == ["1.", "2."]


def test_a_number_joined_by_a_low_line_is_read_whole_or_not_at_all():
    assert [(m.kind, m.end - m.start) for m in read_mentions("rows = 1_000_000 of 2024_report")] == [("identifier", 9), ("identifier", 11)]


def test_code_in_fences_is_left_alone():
    text = "Before 3 wells\n```\nx = 5\ny = 6\n```\nafter 4 wells"
    assert [m.value for m in read_mentions(text) if m.kind == "count"] == ["3", "4"]
