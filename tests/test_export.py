"""Parquet and SQLite hold what the CSV holds, with types, keys and a full-text index."""

import sqlite3

import pandas as pd
import pytest
import report_fixture as fixture
from click.testing import CliRunner

from pipeline import export, schemas, tables
from pipeline.tables import InputError


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("output")
    found = fixture.corpus()
    for table in schemas.PUBLISHED:
        tables.write(table, found[table], path / f"{table}.csv")
    return path


@pytest.fixture(scope="module")
def database(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("sqlite")
    result = CliRunner().invoke(export.export, ["sqlite", str(folder), "-o", str(out)])
    assert result.exit_code == 0, result.output
    connection = sqlite3.connect(out / export.DATABASE)
    yield connection
    connection.close()


def test_parquet_holds_the_same_cells_with_types(folder, tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e .[parquet]")
    result = CliRunner().invoke(export.export, ["parquet", str(folder), "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    for table in schemas.PUBLISHED:
        data, csv = pd.read_parquet(tmp_path / f"{table}.parquet"), tables.read(table, folder / f"{table}.csv")
        assert len(data) == len(csv)
        for name, kind in export.columns(table):
            if kind == "TEXT":
                assert data[name].tolist() == csv[name].tolist()
            else:
                assert pd.api.types.is_numeric_dtype(data[name])


def test_a_number_stands_beside_each_reading(folder):
    claims = export.typed("claims", tables.read("claims", folder / "claims.csv")).set_index("claim_id")
    names = fixture.rows()["ids"]
    assert claims.loc[names["b16"], "value_number"] == 1.6e9 and pd.isna(claims.loc[names["b16"], "high_number"])
    assert pd.isna(claims.loc[names["djul"], "value_number"]) and claims.loc[names["djul"], "value"] == "2014-07"


def test_tables_have_their_rows_keys_and_references(folder, database):
    for table in schemas.PUBLISHED:
        (count,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        assert count == len(tables.read(table, folder / f"{table}.csv"))
        keys = [
            row[1] for row in sorted(database.execute(f'PRAGMA table_info("{table}")'), key=lambda r: r[5]) if row[5]
        ]
        assert sorted(keys) == sorted(schemas.keys(table))
        references = {(row[3], f"{row[2]}.{row[4]}") for row in database.execute(f'PRAGMA foreign_key_list("{table}")')}
        assert references == {
            (name, spec["ref"])
            for name, spec in schemas.fields(table).items()
            if spec["ref"].partition(".")[0] in schemas.PUBLISHED
        }
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_quotes_and_questions_are_found_by_their_words(database):
    found = database.execute(
        "SELECT surface FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)",
        ("ambassadors conflict",),
    ).fetchall()
    assert ("360 peace ambassadors",) in found and ("350 peace ambassadors",) in found
    assert database.execute("SELECT count(*) FROM facts_fts WHERE facts_fts MATCH 'serval'").fetchone() == (1,)


def test_a_reference_to_nothing_is_refused_and_leaves_no_file(tmp_path):
    found = {table: fixture.corpus()[table] for table in schemas.PUBLISHED}
    found["claims"].loc[0, "fact_id"] = "f-000000000000"
    with pytest.raises(InputError, match="claims"):
        export.to_sqlite(found, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_same_tables_give_the_same_database(folder, tmp_path):
    found = export.load(folder)
    first = export.to_sqlite(found, tmp_path / "a").read_bytes()
    assert export.to_sqlite(found, tmp_path / "b").read_bytes() == first
