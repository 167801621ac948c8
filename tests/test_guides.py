"""The guides in docs/ are run and held to the vocabulary: recipes give rows, every word that a table allows is
explained."""

import csv
import io
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
import report_fixture as fixture

from pipeline import export, facts, review, schemas, tables

DOCS = Path(__file__).parent.parent / "docs"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text(name):
    return (DOCS / name).read_text(encoding="utf-8")


def recipes(name, language):
    found = [body for kind, body in FENCE.findall(text(name)) if kind == language]
    assert found, f"{name} has no {language} recipe"
    return found


@pytest.fixture
def output(tmp_path, monkeypatch):
    found = fixture.corpus()
    for table in schemas.PUBLISHED:
        tables.write(table, found[table], tmp_path / "output" / f"{table}.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "output"


def test_the_pandas_recipe_shows_the_rivals(output, capsys):
    for recipe in recipes("using-the-data.md", "python"):
        exec(compile(recipe, "using-the-data.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "360 peace ambassadors" in shown and "350 peace ambassadors" in shown and re.search(r"CAD\s+1\.8", shown)


def test_the_sql_recipes_give_rows(output):
    path = export.to_sqlite(export.load(output), output)
    connection = sqlite3.connect(path)
    disputed, searched = (connection.execute(recipe).fetchall() for recipe in recipes("using-the-data.md", "sql"))
    connection.close()
    assert {row[1] for row in disputed} == {
        "360 peace ambassadors",
        "350 peace ambassadors",
        "July 2014",
        "August 2014",
    }
    assert {row[2] for row in searched} >= {"over $1.6 billion", "more than $1.8\u00a0billion"}


def test_the_r_recipe_shows_the_rivals(output):
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not on PATH: install R to run this recipe")
    (recipe,) = recipes("using-the-data.md", "r")
    done = subprocess.run(["Rscript", "-e", recipe], capture_output=True, text=True, check=True)
    assert "360 peace ambassadors" in done.stdout


def test_a_spreadsheet_opens_the_csv_right(tmp_path):
    found = fixture.rows()
    formulas = ("=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "\t=1", "\r=1", "'=1")
    for claim, formula in zip(found["claims"], formulas, strict=False):
        claim.update(measure=formula, quote=formula)
    frame = fixture.frames(found)["claims"]
    tables.write("claims", frame, tmp_path / "claims.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "claims.csv").read_bytes().decode(), newline="")))
    cells = [cell for row in rows for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r" and not re.fullmatch(r"[+-]?\d[\d.,:/TZX+-]*", cell)]
    ids = [row[0] for row in rows[1:]]
    assert all(re.fullmatch(r"c-[0-9a-f]{12}", i) for i in ids), "no id reads as a number, a date or a formula"
    assert tables.read("claims", tmp_path / "claims.csv").equals(frame), "what was guarded is read back as it was"


def test_the_quotes_in_the_guide_stand_where_it_says():
    found = re.findall(r"^> “(.+?)” \(([\w-]+), line (\d+)\)$", text("reading-a-discrepancy.md"), re.MULTILINE)
    assert len(found) >= 8
    for quote, source, line in found:
        printed = (
            (fixture.RAW / f"{source}.txt")
            .read_text(encoding="utf-8")
            .split("\n")[int(line) - 1]
            .replace("\u00a0", " ")
        )
        missing = [piece for piece in quote.split("…") if piece.strip(" ,") not in printed]
        assert missing == [], (source, line)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("reading-a-discrepancy.md", (*schemas.DISCREPANCY_KINDS, *schemas.SEVERITIES, *schemas.STATES)),
        ("choosing.md", (*schemas.BASES, *schemas.ROLES, *schemas.FACT_STATUS)),
        ("decisions.md", (*schemas.DECISIONS, "stale", "orphaned")),
    ],
)
def test_every_word_of_the_tables_is_explained(name, words):
    assert [word for word in words if word not in text(name)] == []


def test_the_ledger_of_the_guide_is_a_ledger(tmp_path):
    (example,) = recipes("decisions.md", "csv")
    (tmp_path / "decisions.csv").write_text(example, encoding="utf-8")
    (row,) = review.ledger(tmp_path / "decisions.csv").to_dict("records")
    assert row["verdict"] == "prefer_a"


def test_the_weights_in_the_guide_are_those_of_the_code():
    guide = text("choosing.md")
    weights = ", ".join(f"{name} {facts.STANDING_WEIGHT[name]:g}" for name in schemas.STANDINGS)
    assert weights in guide and f"at least {facts.MAJORITY:g} times" in guide
    claim = {"bound": "exact", "modality": "stated"}
    for basis in ("decision", "precise", "latest", "primary", "only"):
        assert re.search(rf"`{basis}`.*\| {facts._confidence(basis, 1, claim, 1)}", guide), basis
    for witnesses, words in ((1, "one independent witness"), (2, "two"), (3, "three")):
        assert f"{facts._confidence('agreement', witnesses, claim, 1)} with {words}" in guide


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_between_the_guides_lead_somewhere(path):
    targets = re.findall(r"\]\(([^)#]+\.md)[^)]*\)", path.read_text(encoding="utf-8"))
    assert [t for t in targets if not t.startswith("http") and not (path.parent / t).is_file()] == []
