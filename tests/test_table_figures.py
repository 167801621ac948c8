"""A figure in a table takes its row and column headings as what is measured, their unit and their year."""

import pytest

from pipeline.headings import heading_unit
from pipeline.normalise import read_claims


def read(table):
    return [(c["surface"], c["kind"], c["value"], c["unit"], c["measure"], c["period"]) for c in read_claims(table, currency="CAD") if c["kind"] != "date" and c["status"] == "read"]


@pytest.mark.parametrize(("table", "expected"), [
    ("| Bridge | Cars | Lorries |\n| --- | --- | --- |\n| North | 1,200 | 80 |\n",
     [("1,200", "count", "1200", "", "North Cars", ""), ("80", "count", "80", "", "North Lorries", "")]),
    ("| Bridge | Length (m) | Cost ($ million) |\n| --- | --- | --- |\n| North | 1,200 | 8.5 |\n",
     [("1,200", "measure", "1200", "meter", "North Length", ""), ("8.5", "money", "8500000", "CAD", "North Cost", "")]),
    ("| Bridge | 2017 | 2018 |\n| --- | --- | --- |\n| Share open (%) | 80 | 90 |\n",
     [("80", "percent", "80", "percent", "Share open", "2017"), ("90", "percent", "90", "percent", "Share open", "2018")]),
    ("| Item | Figure |\n| --- | --- |\n| Quay | 80 m |\n| Lifting cranes | 14 |\n| Number of bus stops | **9** |\n",
     [("80 m", "measure", "80", "meter", "Quay", ""), ("14", "count", "14", "lifting crane", "lifting cranes", ""),
      ("9", "count", "9", "bus stop", "bus stops", "")]),
    ("| Length | 1,200 m |\n| Cost | $4 million |\n",
     [("1,200 m", "measure", "1200", "meter", "Length", ""), ("$4 million", "money", "4000000", "CAD", "Cost", "")]),
    ("| Bridge | Length (m) |\n| --- | --- |\n| North | 2 km |\n", [("2 km", "measure", "2", "kilometer", "North Length", "")]),
])
def test_figures_of_a_table(table, expected):
    assert read(table) == expected


@pytest.mark.parametrize("heading", ["", "Name (old)", "Cost (2010)", "Cars in use", "()", "Note (1)", "Height ()"])
def test_headings_without_a_unit(heading):
    assert heading_unit(heading) is None


def test_a_page_and_a_markdown_table_read_alike():
    from pipeline.documents import document_of
    page = ("<html><body><p>The town of the north has built its bridges of stone since the last war, all along the river.</p>"
            "<table><tr><th>Bridge</th><th>Length (m)</th></tr><tr><td>North</td><td>1,200</td></tr></table></body></html>")
    assert [row[1:5] for row in read(document_of(page.encode(), "a.html").text)] == [("measure", "1200", "meter", "North Length")]
