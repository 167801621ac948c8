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
    # rows of bars without bars at their ends, and a cell that tells in words
    ("Ward | Cars\nNorth ward | 40\nSouth ward | 52\n", [("40", "count", "40", "", "North ward Cars", ""), ("52", "count", "52", "", "South ward Cars", "")]),
    ("| Time | Event |\n| --- | --- |\n| 12:48 | The feeder of 20 kV fails. |\n",
     [("12:48", "time", "12:48", "", "The feeder of 20 kV fails", ""), ("20 kV", "measure", "20", "kilovolt", "feeder", "")]),
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


PORTS = ("Port  Ships  Cranes  Last count\nBari  1,920  8  4 May 2014\nPorto Nuovo  14  6  port closed 2 June 2014\nTotal  1,934  14  as of 5 July 2014\n")


@pytest.mark.parametrize("table", [PORTS, PORTS.replace("  ", "\t"), PORTS.replace("  ", " "), PORTS.replace("  ", "      ")])
def test_columns_of_plain_text(table):
    """Columns that stand apart by runs of spaces, tabs or one space are read under their headings, and hold as of their row's date."""
    found = [c for c in read_claims(f"The ports of the south.\n\n{table}") if c["kind"] == "count" and c["status"] == "read"]
    assert [(c["surface"], c["measure"], c["unit"], c["as_of"]) for c in found] == [
        ("1,920", "Bari Ships", "ship", "2014-05-04"), ("8", "Bari Cranes", "crane", "2014-05-04"),
        ("14", "Porto Nuovo Ships", "ship", "2014-06-02"), ("6", "Porto Nuovo Cranes", "crane", "2014-06-02"),
        ("1,934", "Total Ships", "ship", "2014-07-05"), ("14", "Total Cranes", "crane", "2014-07-05")]
    assert found[2]["quote"] == "Port | Ships | Cranes | Last count / Porto Nuovo | 14 | 6 | port closed 2 June 2014"


def test_columns_of_years():
    table = "Item   2018   2019\nexports   $20 million   $25 million\nimports   $3 million   $4 million\n"
    assert [(row[2], row[4], row[5]) for row in read(table) if row[1] == "money"] == [
        ("20000000", "exports", "2018"), ("25000000", "exports", "2019"), ("3000000", "imports", "2018"), ("4000000", "imports", "2019")]


@pytest.mark.parametrize("prose", [
    "He came in May  and left.\nIt had 40  wells and 30 goats.\nShe had 30  cars and 2 goats.\n",
    "The Old Town\nBari has 40 wells and 30 goats\nOslo has 30 cars and 2 goats\n",
    "News of the week\nBari 40 12 goats.\nOslo 30 11 goats.\n",
])
def test_prose_is_no_table(prose):
    assert not [c for c in read_claims(prose) if "|" in c["quote"]]


def test_rows_of_two_names_are_of_two_things():
    from pipeline.contrasts import different
    head = "Country | Cases | Deaths"
    mali = {"kind": "count", "value": "8", "quote": f"{head} / Mali | 8 | 6"}
    assert different(mali, {**mali, "quote": f"{head} / Spain | 8 | 0"})
    assert different(mali, {"kind": "count", "value": "9", "quote": "There were nine cases."})
    assert not different(mali, {"kind": "count", "value": "9", "quote": "In Mali there were nine cases."})
    assert not different(mali, {"kind": "count", "value": "8", "quote": "There were eight cases."})
    cranes = {"kind": "count", "value": "14", "quote": "Item | Figure / Cranes | 14"}
    assert not different(cranes, {"kind": "count", "value": "16", "quote": "The terminal has 16 cranes."})
