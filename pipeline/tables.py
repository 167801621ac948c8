"""Reads and writes every table: dialect, validation both ways, canonical order, atomic replace.

CSV is UTF-8 without BOM, "\\n", every empty cell unknown, "NA" an ordinary word. On disk a text cell that a spreadsheet
would run as a formula (leading = + - @ tab or return) gets a leading apostrophe, which `read` takes away again.
Decimals with a sign are left as they are.

    >>> armour("=1+1"), armour("-5"), disarm(armour("@x"))
    ("'=1+1", '-5', '@x')
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pandera.errors

from pipeline import schemas
from pipeline.files import InputError, replacing

_RISKY = re.compile(r"^[=+\-@\t\r]")
_ARMOURED = re.compile(r"^'+[=+\-@\t\r]")
_NUMBER = re.compile(r"^[+-]?\d[\d.,:/TZX+-]*$")
csv.field_size_limit(1 << 30)
__all__ = ["InputError", "armour", "disarm", "frame", "of_columns", "order", "put", "read", "records", "replacing", "validate", "write"]


def armour(cell: str) -> str:
    if (_RISKY.match(cell) and not _NUMBER.match(cell)) or _ARMOURED.match(cell):
        return "'" + cell
    return cell


def disarm(cell: str) -> str:
    return cell[1:] if _ARMOURED.match(cell) else cell


def frame(table: str, rows) -> pd.DataFrame:
    """A frame of the declared columns and types from dicts; missing cells are empty (0 for int)."""
    rows = list(rows)
    return of_columns(table, {name: [row.get(name) for row in rows] for name in schemas.columns(table)})


def of_columns(table: str, columns: dict[str, list]) -> pd.DataFrame:
    """As `frame`, from a list of cells for each column."""
    spec = schemas.fields(table)
    data = {name: pd.Series([int(cell or 0) for cell in columns[name]], dtype="int64") if field["int"] else
            pd.Series(["" if cell is None else str(cell) for cell in columns[name]], dtype="str") for name, field in spec.items()}
    return pd.DataFrame(data, columns=list(spec))


def records(data: pd.DataFrame) -> list[dict]:
    """The rows as dicts. Equal cells of a column are one object: a corpus has hundreds of thousands of rows, and few words in most
    columns."""
    names, columns = list(data.columns), []
    for name in names:
        seen: dict = {}
        columns.append([seen.setdefault(cell, cell) for cell in data[name].astype(object).tolist()])
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def validate(table: str, data: pd.DataFrame, where: str) -> pd.DataFrame:
    """The frame, or InputError naming the place, line, column, value and rule broken."""
    try:
        return schemas.TABLES[table].validate(data, lazy=True)
    except pandera.errors.SchemaErrors as error:
        failures = error.failure_cases
        shown = []
        for failure in failures.head(5).itertuples():
            line = f":{int(failure.index) + 2}" if failure.index is not None and failure.index == failure.index else ""
            shown.append(f"{where}{line}: {failure.column}: {failure.failure_case!r} breaks {failure.check}{_next_step(table, failure.column)}")
        more = f"\n... and {len(failures) - 5} more" if len(failures) > 5 else ""
        raise InputError("\n".join(shown) + more) from None


def _next_step(table: str, column) -> str:
    field = schemas.fields(table).get(column, {})
    if field.get("words"):
        return "; write one of: " + ", ".join(word for word in field["words"] if word)
    if field.get("type") == "date":
        return "; write the date as YYYY-MM-DD"
    return "; mend this cell (docs/data-dictionary.md says what the column holds)"


def order(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """Rows by primary key, else by all columns; never by how they came."""
    by = schemas.keys(table) or list(data.columns)
    return data.sort_values(by, kind="stable", ignore_index=True)


def read(table: str, path) -> pd.DataFrame:
    """The table at `path` (.csv or .parquet). Raises InputError for a missing, malformed or invalid file."""
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; build it first (see `make help`)")
    if path.suffix == ".parquet":
        return validate(table, pd.read_parquet(path), str(path))
    return validate(table, frame(table, _cells(table, path)), str(path))


def _cells(table: str, path: Path):
    spec = schemas.fields(table)
    try:
        # "-sig": spreadsheets put a byte order mark before what they save
        with open(path, encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = next(reader, None)
            if header is None:
                raise InputError(f"{path}:1: the file is empty; its first line must name the columns {','.join(spec)}")
            if header != list(spec):
                odd = sorted(set(header) ^ set(spec))
                raise InputError(f"{path}:1: columns {odd or header} do not fit table '{table}'; expected {','.join(spec)}")
            for row in reader:
                if len(row) != len(header):
                    raise InputError(f"{path}:{reader.line_num}: {len(row)} cells, expected {len(header)}: {','.join(row)[:80]!r}")
                cells = {name: disarm(cell) for name, cell in zip(header, row, strict=True)}
                for name, field in spec.items():
                    if field["int"] and not re.fullmatch(r"-?\d+", cells[name]):
                        raise InputError(f"{path}:{reader.line_num}: {name}: {cells[name]!r} is no whole number")
                yield cells
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: {error}; mend the quoting of this row") from None


def write(table: str, data: pd.DataFrame, path) -> None:
    """Validates, sorts and replaces `path` at once (.csv or .parquet)."""
    path = Path(path)
    data = order(table, validate(table, data[schemas.columns(table)], f"table {table}"))
    if path.suffix == ".parquet":
        data.to_parquet(path, index=False)
        return
    columns = [data[name].tolist() for name in data.columns]
    lines = ([armour(cell) if isinstance(cell, str) else cell for cell in row] for row in zip(*columns, strict=True))
    with replacing(path) as handle:
        put(handle, data.columns, lines)


def put(handle, header, rows) -> None:
    """Header and rows as CSV. csv.writer would leave a lone "\\r" bare, and a reader take it for the end of the line."""
    for row in (header, *rows):
        handle.write(",".join(_quoted(str(cell)) for cell in row) + "\n")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[",\r\n]', cell) else cell
