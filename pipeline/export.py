"""Writes the published tables as Parquet files or as one SQLite database, on demand; neither is committed.

In: a folder with the CSV tables. Out: `<table>.parquet`, or `reconcile.sqlite` with primary and foreign keys, indexes
and a full-text index over quotes and questions, ready for Datasette. Text columns hold what the CSV holds; beside
`value`, `low` and `high` stand `value_number`, `low_number` and `high_number`, empty where the reading is a date or
open, for arithmetic.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from pathlib import Path

import click
import pandas as pd

from pipeline import schemas, tables
from pipeline.files import InputError

_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
READINGS = ("value", "low", "high")
FULL_TEXT = {"claims": ("surface", "quote", "measure", "subject"), "facts": ("question", "measure", "subject", "why")}
DATABASE = "reconcile.sqlite"


def columns(table: str) -> list[tuple[str, str]]:
    """(column, type) of an exported table: the declared columns, and a number beside each reading. Types are SQLite's.
    """
    found = []
    for name, spec in schemas.fields(table).items():
        found.append((name, "INTEGER" if spec["type"] == "integer" else "REAL" if spec["type"] == "number" else "TEXT"))
        if table in ("claims", "facts") and name in READINGS:
            found.append((f"{name}_number", "REAL"))
    return found


def typed(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """The table with integers and numbers as such, empty ones as missing, and a number beside each reading; a new
    frame."""
    made = {}
    for name, kind in columns(table):
        if name.endswith("_number"):
            cells = [float(cell) if _NUMBER.match(cell) else None for cell in data[name.removesuffix("_number")]]
            made[name] = pd.array(cells, dtype="Float64")
        elif kind == "INTEGER":
            made[name] = pd.array([int(cell) if str(cell) else None for cell in data[name]], dtype="Int64")
        elif kind == "REAL":
            made[name] = pd.array([float(cell) if cell else None for cell in data[name]], dtype="Float64")
        else:
            made[name] = pd.array(data[name].tolist(), dtype="string")
    return pd.DataFrame(made)


def to_parquet(found: dict[str, pd.DataFrame], out_dir) -> list[Path]:
    """Writes each table as `<table>.parquet`; InputError without pyarrow."""
    try:
        import pyarrow  # noqa: F401  an extra: only this command needs it
    except ImportError:
        raise InputError(
            "Parquet needs pyarrow; install it with: pip install 'source-reconciliation[parquet]'"
        ) from None
    paths = []
    for table, data in found.items():
        path = Path(out_dir) / f"{table}.parquet"
        with tables.replacing(path, "wb") as handle:
            typed(table, data).to_parquet(handle, index=False)
        paths.append(path)
    return paths


def declaration(table: str) -> str:
    """The CREATE TABLE of a table. Foreign keys are checked at the end, since claims and facts refer to each other."""
    keys = schemas.keys(table)
    lines = [f'"{name}" {kind}' for name, kind in columns(table)]
    if keys:
        lines.append("PRIMARY KEY (" + ", ".join('"' + key + '"' for key in keys) + ")")
    for name, spec in schemas.fields(table).items():
        other, _, column = spec["ref"].partition(".")
        if other in schemas.PUBLISHED:
            lines.append(f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{column}") DEFERRABLE INITIALLY DEFERRED')
    return f'CREATE TABLE "{table}" (\n  ' + ",\n  ".join(lines) + "\n)"


def to_sqlite(found: dict[str, pd.DataFrame], out_dir) -> Path:
    """Writes the database beside its target and puts it in place when it is whole. InputError when a reference breaks.
    """
    path = Path(out_dir) / DATABASE
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        try:
            _fill(connection, found)
        finally:
            connection.close()
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
    return path


def _fill(connection: sqlite3.Connection, found: dict[str, pd.DataFrame]) -> None:
    with connection:
        for table in found:
            connection.execute(declaration(table))
        for table, data in found.items():
            names = [name for name, _ in columns(table)]
            # an empty reference is no reference; other empty text stays the empty string it is in the CSV
            nullable = {name for name, spec in schemas.fields(table).items() if spec["ref"]}
            cells = {
                name: [None if cell is pd.NA or (name in nullable and cell == "") else cell for cell in column.tolist()]
                for name, column in typed(table, data).items()
            }
            connection.executemany(
                f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})',
                zip(*(cells[name] for name in names), strict=True),
            )
            for name, spec in schemas.fields(table).items():
                if spec["ref"] and not (spec["key"] and len(schemas.keys(table)) == 1):
                    connection.execute(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")')
        # once at the end and not row by row: claims and facts refer to each other
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            table, row, other, _ = broken[0]
            raise InputError(f"{table}: row {row} refers to a row that {other} does not have; build the tables again")
        for table, texts in FULL_TEXT.items():
            if table in found:
                listed = ", ".join(f'"{name}"' for name in texts)
                connection.execute(
                    f"CREATE VIRTUAL TABLE \"{table}_fts\" USING fts5({listed}, content='{table}', "
                    "tokenize='unicode61 remove_diacritics 2')"
                )
                connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')')


def load(folder) -> dict[str, pd.DataFrame]:
    """The published tables of a folder, validated."""
    return {table: tables.read(table, Path(folder) / f"{table}.csv") for table in schemas.PUBLISHED}


@click.command(short_help="Write the datasets as Parquet files or a SQLite database")
@click.argument("form", type=click.Choice(["parquet", "sqlite"]))
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option("-o", "--output", default=None, help="where to write; by default beside the CSV files")
def export(form, folder, output):
    """Write the tables in FOLDER (such as output/) as FORM: one Parquet file a table, or one SQLite database."""
    found, target = load(folder), Path(output or folder)
    for path in to_parquet(found, target) if form == "parquet" else [to_sqlite(found, target)]:
        click.echo(path)
