"""The documents table: what was inferred from the documents, overruled by what a person wrote into sources.csv.

In: the documents that were found (source id -> path and `Document`) and, if there is one, sources.csv: any column of the
table `documents` but path may be missing, columns of a person's own are passed over. Out: a frame of the schema
`documents`. A cell that is filled in sources.csv wins; a date without a basis there is "given". Raises InputError naming
file, line, value and next step:

    raw/sources.csv:7: 'press-2021.txt' has no document; add the file or remove the row
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline import schemas, tables
from pipeline.documents import Document
from pipeline.duplicates import repeats
from pipeline.files import InputError

# what a person may say of a document; the rest of the table follows from the file
_GIVEN = ("title", "publisher", "author", "kind", "published", "published_basis", "url", "country", "currency", "cites", "standing")
_DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?:/\d{4}(?:-\d\d){0,2})?)?")
# a time of day behind the date is welcome, and left out
_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?$")
_FORMS = {"published": (_DATE, "an ISO date such as 2018, 2018-07 or 2018-07-05"),
          "country": (re.compile(r"(?:[A-Za-z]{2})?"), "an ISO 3166 code of two letters, such as CA"),
          "currency": (re.compile(r"(?:[A-Za-z]{3})?"), "an ISO 4217 code of three letters, such as CAD")}
_WORDS = {"published_basis": schemas.PUBLISHED_BASES, "standing": schemas.STANDINGS}
# a header this like a known column is a slip of the pen, not a column of one's own
_ALIKE = 0.8


def documents_frame(found: Mapping[str, tuple[str, Document]], sources_csv=None, strict: bool = False,
                    folder: str = "raw") -> pd.DataFrame:
    """The documents table.

    `strict`  for a corpus under make: every file must be listed in sources.csv and must be readable.
    `folder`  the name of the documents' folder, for messages.
    """
    paths = {source_id: path for source_id, (path, _) in found.items()}
    given = read_sources(sources_csv, paths, folder) if sources_csv is not None else {}
    rows = {}
    for source_id, (path, document) in sorted(found.items()):
        if strict:
            _demand(path, document, source_id in given, sources_csv, folder)
        rows[source_id] = document_row(source_id, path, document, given.get(source_id, {}))
    return rows_frame(rows, {source_id: document.sketch for source_id, (_, document) in found.items()}, given)


def rows_frame(rows: dict[str, dict], sketches: Mapping[str, tuple[int, ...]], given: Mapping[str, dict]) -> pd.DataFrame:
    """The documents table of rows by source id, with near-duplicates named in `why` and `cites`."""
    rows = {source_id: dict(row) for source_id, row in sorted(rows.items())}
    _name_repeats(rows, {source_id: sketch for source_id, sketch in sketches.items() if sketch}, given)
    return tables.validate("documents", tables.frame("documents", rows.values()), "the documents")


def _name_repeats(rows: dict[str, dict], sketches: dict[str, tuple[int, ...]], given: Mapping[str, dict]) -> None:
    """Says of a near-duplicate document which one it repeats, and counts it as citing that one: a copy is no further witness."""
    for copy, (original, share) in repeats(sketches, {name: row["published"] for name, row in rows.items()}).items():
        row = rows[copy]
        row["why"] = "; ".join(filter(None, (row["why"], f"{share:.0%} of its words stand in {original} too")))
        if not given.get(copy, {}).get("cites") and copy not in rows[original].get("cites", "").split():
            row["cites"] = original


def _demand(path: str, document: Document, listed: bool, sources_csv, folder: str) -> None:
    if not listed:
        where = sources_csv if sources_csv is not None else f"{folder}/sources.csv"
        raise InputError(f"{folder}/{path}: not listed in {where}; add a row for {path!r} there or remove the file")
    if document.status == "skipped":
        raise InputError(f"{folder}/{path}: {document.why}; mend the document, or remove it and its row in sources.csv")


def document_row(source_id: str, path: str, document: Document, given: Mapping[str, str]) -> dict:
    """One row of the documents table: what was inferred, overruled by what is given."""
    row = dict(document.metadata) | {name: value for name, value in given.items() if value}
    if given.get("published"):
        row["published_basis"] = given.get("published_basis") or "given"
    elif given.get("published_basis") in ("unknown", "not_before") or not row.get("published"):
        # whoever looked and found no date overrules what was guessed
        row["published"] = "" if given.get("published_basis") == "unknown" else row.get("published", "")
        row["published_basis"] = given.get("published_basis") or ("unknown" if not row["published"] else row["published_basis"])
    return row | {"source_id": source_id, "path": path, "sha256": document.sha256, "characters": document.characters,
                  "pages": " ".join(map(str, document.pages)), "status": document.status,
                  "why": document.why if document.status == "skipped" or not given.get("published") else ""}


def read_sources(path, paths: Mapping[str, str], folder: str = "raw") -> dict[str, dict[str, str]]:
    """Source id -> what sources.csv says of it. `paths` are the documents there are, by source id.

    Raises InputError for a row that is malformed or names no document.
    """
    by_path = {document_path: source_id for source_id, document_path in paths.items()}
    given: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(Path(path)):
        where = f"{path}:{line}"
        name = row.get("path", "").replace("\\", "/").removeprefix("./")
        if not name:
            raise InputError(f"{where}: path: '' is empty; write the document's path below {folder}/ there")
        source_id = by_path.get(name) or by_path.get(name.removeprefix(f"{Path(folder).name}/"))
        if source_id is None:
            near = difflib.get_close_matches(name, by_path, 1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            raise InputError(f"{where}: {name!r} has no document{hint}; add the file or remove the row")
        if source_id in lines:
            raise InputError(f"{where}: {name!r} is listed again, first in line {lines[source_id]}; remove one of the rows")
        if row.get("source_id") not in (None, "", source_id):
            raise InputError(f"{where}: source_id: {row['source_id']!r} is no name of {name!r}; a source is named after its file: {source_id!r}")
        lines[source_id], given[source_id] = line, _checked(row, where)
    for source_id, row in given.items():
        for cited in row.get("cites", "").split():
            if cited not in paths or cited == source_id:
                near = difflib.get_close_matches(cited, paths, 1)
                hint = f" (did you mean {near[0]!r}?)" if near else ""
                raise InputError(f"{path}:{lines[source_id]}: cites: {cited!r} is no other source{hint}; "
                                 "write the source ids it cites, separated by a space")
    return given


def _checked(row: dict[str, str], where: str) -> dict[str, str]:
    cells = {name: " ".join(row.get(name, "").split()) for name in _GIVEN}
    cells["published"] = _TIME.sub("", cells["published"])
    for name, (form, meaning) in _FORMS.items():
        if not form.fullmatch(cells[name]):
            raise InputError(f"{where}: {name}: {cells[name]!r} is no {meaning.removeprefix('an ')}; write {meaning}, or leave it empty")
    for name, words in _WORDS.items():
        if cells[name] and cells[name] not in words:
            raise InputError(f"{where}: {name}: {cells[name]!r} is none of {', '.join(words)}; use one of these, or leave it empty")
    cells["country"], cells["currency"] = cells["country"].upper(), cells["currency"].upper()
    cells["cites"] = cells["cites"].replace(";", " ").replace(",", " ")
    return cells


def _rows(path: Path):
    """(line, column -> cell) of each row that is not blank. Raises InputError."""
    known = schemas.columns("documents")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; `init` writes one, or leave the option --sources out") from None
    except IsADirectoryError:
        raise InputError(f"{path}: a folder, no table; name the file sources.csv") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    # a quoted cell may hold a line end, so a row begins on the line after the one before ended
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if "path" not in header:
            semicolons = "; it is separated by semicolons: save it separated by commas" if any(";" in name for name in header) else ""
            raise InputError(f"{path}:1: no column 'path' in {','.join(header)[:80]!r}; its first line must name the columns, path among them{semicolons}")
        for number, name in enumerate(header):
            if header.index(name) != number:
                raise InputError(f"{path}:1: column {name!r} stands there twice; remove one")
            if name not in known and (near := difflib.get_close_matches(name.lower(), known, 1, _ALIKE)):
                raise InputError(f"{path}:1: column {name!r} is unknown; did you mean {near[0]!r}?")
        line = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                if len(row) != len(header):
                    raise InputError(f"{path}:{line}: {len(row)} cells, expected {len(header)}: {','.join(row)[:80]!r}; "
                                     "put a cell that holds a comma in double quotes")
                yield line, {name: tables.disarm(cell.strip()) for name, cell in zip(header, row, strict=True)}
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: {error}; mend the quoting of this row") from None
