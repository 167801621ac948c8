"""Reading and writing tables: what is written comes back, what is wrong is named, nothing half-written stays."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schemas, tables

ROW = {"claim_a": "c-0123456789ab", "verdict": "misread"}
HEADER = ",".join(schemas.columns("decisions"))


@pytest.mark.parametrize("note", ["NA", "null", "=1+1", "@sum", "-x", "'=1", "''=1", "+4 more", "-5", "1,5", 'a "b"', "a\nb", "\tx", "é", ""])
def test_a_cell_comes_back_as_it_was(tmp_path, note):
    path = tmp_path / "decisions.csv"
    tables.write("decisions", tables.frame("decisions", [{**ROW, "note": note}]), path)
    assert tables.read("decisions", path)["note"].tolist() == [note]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_any_text_comes_back(note):
    assert tables.disarm(tables.armour(note)) == note


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-cmd|x", "@sum(A1)", "\t=1", "\r=1", "'=1"])
def test_no_cell_starts_a_formula(cell):
    assert tables.armour(cell)[0] == "'"


@pytest.mark.parametrize(("content", "said"), [
    ("", "decisions.csv:1: the file is empty"),
    ("claim,verdict\n", "decisions.csv:1: columns"),
    (HEADER + "\nc-0123456789ab,,same,,,,,\n", "decisions.csv:2: 8 cells, expected 9"),
    (HEADER + "\nc-0123456789ab,,perhaps,,,,,,\n", "decisions.csv:2: verdict: 'perhaps' breaks"),
    (HEADER + "\nx,,same,,,,,,\n", "decisions.csv:2: claim_a: 'x' breaks"),
    (HEADER + '\n"c-0123456789ab"x,,same,,,,,,\n', "decisions.csv:2:"),
])
def test_a_malformed_file_is_named_with_its_line(tmp_path, content, said):
    path = tmp_path / "decisions.csv"
    path.write_text(content)
    with pytest.raises(tables.InputError) as error:
        tables.read("decisions", path)
    assert said in str(error.value)


def test_other_encodings_are_named(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_bytes(HEADER.encode() + b"\nc-0123456789ab,,same,,,,Ren\xe9,,\n")
    with pytest.raises(tables.InputError, match="not UTF-8 at byte"):
        tables.read("decisions", path)


def test_an_invalid_frame_is_not_written_and_the_old_file_stays(tmp_path):
    path = tmp_path / "decisions.csv"
    tables.write("decisions", tables.frame("decisions", [ROW]), path)
    before = path.read_bytes()
    with pytest.raises(tables.InputError):
        tables.write("decisions", tables.frame("decisions", [{**ROW, "verdict": "x"}]), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["decisions.csv"]


def test_a_failure_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), tables.replacing(path) as handle:
        handle.write("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]


def test_rows_are_in_key_order_whatever_came_first(tmp_path):
    rows = [{"fact_id": f"f-{n:012x}", "status": "single", "confidence": "0.50", "n_claims": 1, "n_sources": 1, "n_independent": 1, "decided": "no"}
            for n in (3, 1, 2)]
    tables.write("facts", tables.frame("facts", rows), tmp_path / "facts.csv")
    with open(tmp_path / "facts.csv", newline="") as handle:
        assert [r["fact_id"][-1] for r in csv.DictReader(handle)] == ["1", "2", "3"]


@pytest.mark.parametrize("table", schemas.TABLES)
def test_every_column_is_described_and_every_reference_exists(table):
    for name, field in schemas.fields(table).items():
        assert field["description"], f"{table}.{name}"
        if field["ref"]:
            other, _, column = field["ref"].partition(".")
            assert column in schemas.columns(other), f"{table}.{name} -> {field['ref']}"
