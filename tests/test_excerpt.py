"""What the report shows of a large build: the gravest first, every count of the whole, every link with a target."""

import re

import pytest
import report_fixture as fixture
from test_report import Page

from pipeline import excerpt, report


def test_rows_are_taken_until_their_sizes_pass_the_limit():
    rows = [{"n": 3}, {"n": 4}, {"n": 1}]
    assert excerpt.within(rows, lambda row: row["n"], 7) == rows[:2]
    assert excerpt.within(rows, lambda row: row["n"], 2) == rows[:1]
    assert excerpt.within(rows, lambda row: row["n"], 8) == rows
    assert excerpt.within([], lambda row: row["n"], 8) == []


@pytest.fixture
def cut(monkeypatch):
    monkeypatch.setattr(excerpt, "MOST", dict.fromkeys(excerpt.MOST, 2))
    return report.render(**fixture.corpus())


def test_a_part_that_is_cut_says_how_many_there_are_and_where(cut):
    found = fixture.corpus()
    total = int((found["discrepancies"]["kind"] == "conflict").sum())
    for text in cut.values():
        assert f"The gravest 1 of {total}; all are in discrepancies.csv" in text
        assert re.search(rf"Those that the cards quote first, \d of {len(found['sources'])}; all are in sources.csv", text)
    assert f"Contradictions ({total})" in cut["report.html"]


def test_the_counts_are_those_of_the_whole_build(cut):
    whole = report.render(**fixture.corpus())
    for name in cut:
        assert re.search(r"Rows: .* decisions in force", cut[name])[0] == re.search(r"Rows: .* decisions in force", whole[name])[0]


def test_links_of_a_cut_page_have_targets_and_its_cards_are_whole(cut):
    page = Page(cut["report.html"])
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids) and len(page.ids) == len(set(page.ids))
    whole = report.render(**fixture.corpus())["report.html"]
    [card] = re.findall(r'<article id="(d-\w+)" data-kind="conflict".*?</article>', cut["report.html"], re.DOTALL)
    for pattern in (rf'<article id="{card}"[^>]*>', r'data-c="c-\w+" data-seen="[^"]*"'):
        assert set(re.findall(pattern, cut["report.html"])) <= set(re.findall(pattern, whole))
