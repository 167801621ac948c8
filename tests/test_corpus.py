"""What output/ must show for the corpus in raw/: read from the committed tables, as a consumer would."""

import re
from pathlib import Path

import pytest

from pipeline import tables

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built():
    return {name: tables.read(name, ROOT / "output" / f"{name}.csv") for name in ("claims", "facts", "discrepancies", "sources", "checks")}


def claims(built, **cells):
    frame = built["claims"]
    for name, value in cells.items():
        frame = frame[frame[name] == value]
    return frame


def fact_of(built, **cells):
    found = claims(built, status="read", **cells)
    assert len(found) == 1, found[["source_id", "surface", "quote"]].to_string()
    facts = built["facts"]
    return facts[facts["fact_id"] == found["fact_id"].iloc[0]].iloc[0]


def test_every_surface_stands_where_it_is_said_to(built):
    for source_id, group in built["claims"].groupby("source_id"):
        with open(ROOT / "raw" / group["path"].iloc[0], encoding="utf-8", newline="") as handle:
            text = handle.read()
        for row in group.itertuples():
            assert text[row.start:row.end] == row.surface, source_id
            assert text.count("\n", 0, row.start) + 1 == row.line


def test_ambassadors_contradict_each_other_and_the_shared_151_says_why(built):
    fact = fact_of(built, source_id="gac-engagement", value="360", kind="count")
    assert fact["fact_id"] == fact_of(built, source_id="dmc-un-missions", value="350", kind="count")["fact_id"]
    assert (fact["status"], fact["n_sources"]) == ("conflict", 2)
    [row] = built["discrepancies"][built["discrepancies"]["fact_id"] == fact["fact_id"]].itertuples()
    assert (row.kind, row.severity) == ("conflict", "high")
    assert "151" in row.explanation
    assert "360" in row.summary and "350" in row.summary
    women = fact_of(built, source_id="gac-engagement", value="151", kind="count")
    assert women["status"] == "agree" and women["n_sources"] == 2


def test_aid_since_2000_is_explained_by_its_dates(built):
    fact = fact_of(built, source_id="gac-engagement", value="1600000000")
    assert fact["fact_id"] == fact_of(built, source_id="dmc-un-missions", value="1800000000")["fact_id"]
    assert fact["status"] == "updated" and fact["period"] == "2000/.."
    [row] = built["discrepancies"][built["discrepancies"]["fact_id"] == fact["fact_id"]].itertuples()
    assert row.kind == "updated"
    assert "floors of a running total" in row.explanation
    assert fact["value"] == "1800000000" and fact["basis"] == "latest"


def test_programme_money_agrees_in_three_spellings_and_periods_are_not_mixed(built):
    thirty, later = (fact_of(built, source_id="gac-engagement", value=v, kind="money") for v in ("30000000", "28000000"))
    for source_id in ("dmc-un-missions", "gac-backgrounder"):
        assert fact_of(built, source_id=source_id, value="30000000")["fact_id"] == thirty["fact_id"]
    assert fact_of(built, source_id="dmc-un-missions", value="28000000")["fact_id"] == later["fact_id"]
    assert thirty["fact_id"] != later["fact_id"]
    assert (thirty["status"], thirty["period"], thirty["n_sources"]) == ("agree", "2016/2019", 3)
    assert (later["status"], later["period"], later["n_sources"]) == ("agree", "2019/2022", 2)


@pytest.mark.parametrize("values", [("139930000", "119900000"), ("28700000", "23100000", "29500000")])
def test_other_years_are_other_facts(built, values):
    facts = [fact_of(built, value=value, kind="money") for value in values]
    assert len({f["fact_id"] for f in facts}) == len(values)
    assert {f["status"] for f in facts} == {"single"}


def test_exports_and_imports_make_up_their_total(built):
    sums = built["checks"][built["checks"]["kind"] == "sum"]
    assert sorted(sums["stated"]) == ["$23.1 million", "$29.5 million"]
    assert set(built["checks"]["holds"]) == {"yes"}


@pytest.mark.parametrize(("one", "two", "status"), [
    (("gac-backgrounder", "1969"), ("gac-engagement", "1969"), "agree"),
    (("gac-backgrounder", "2013-04"), ("dmc-un-missions", "2013-04-25"), "compatible"),
    (("gac-backgrounder", "2016/.."), ("gac-engagement", "2016-06"), "compatible"),
])
def test_dates_of_one_event(built, one, two, status):
    facts = [fact_of(built, source_id=source, value=value) for source, value in (one, two)]
    assert facts[0]["fact_id"] == facts[1]["fact_id"]
    assert facts[0]["status"] == status


def test_no_other_contradiction_is_claimed(built):
    assert (built["discrepancies"]["kind"] == "conflict").sum() == 1


@pytest.mark.parametrize(("source_id", "surface"), [
    ("panel-notes", "110"), ("panel-notes", "Article 7"), ("dmc-un-missions", "2100"), ("dmc-un-missions", "CH-146"),
    ("gac-engagement", "B2Gold"), ("gac-backgrounder", "2018-07-05"), ("dmc-un-missions", "June 15, 2023"), ("panel-notes", "G5"),
])
def test_figures_that_are_no_claims_are_ignored_by_name(built, source_id, surface):
    found = built["claims"][(built["claims"]["source_id"] == source_id) & built["claims"]["surface"].str.contains(surface, regex=False)]
    assert len(found)
    for row in found.itertuples():
        assert row.status == "ignored" and row.why and not row.fact_id


def test_the_report_holds_what_the_tables_hold(built):
    page = (ROOT / "output/report.html").read_text(encoding="utf-8")
    markdown = (ROOT / "output/report.md").read_text(encoding="utf-8")
    for row in built["discrepancies"].itertuples():
        assert row.discrepancy_id in page and row.discrepancy_id in markdown
    assert page.index("Contradictions") < page.index("Explained differences")
    # the page names no host: it is one file that works without a network
    assert not re.findall(r"""(?:src|href)=["']https?:""", page.split("<main")[0])


def test_documents_in_raw_are_all_listed(built):
    assert sorted(p.name for p in (ROOT / "raw").iterdir() if p.suffix == ".txt") == sorted(built["sources"]["path"])
