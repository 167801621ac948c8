"""Reads the documents of a run, each to its text, its row of the documents table and its claims, and remembers them.

In: the files, their source ids, what sources.csv says of them. Out: in the folder of the run `text/<source_id>.txt` and
`read/<source_id>.json.gz` (key, row, sketch, claims), one pair a document, written by the processes that read, so that the
memory of the run does not grow with the corpus. A document whose bytes, name, given facts, limits and reading code are
those of an earlier run is linked from there instead.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib import metadata, resources
from pathlib import Path

import pandas as pd

from pipeline import schemas, tables
from pipeline.documents import document_of, read_bytes, skipped
from pipeline.folder import Found
from pipeline.limits import Limits, Unreadable
from pipeline.normalise import claims_of, read_mentions
from pipeline.sources import document_row
from pipeline.workers import Failure, each

# what the reading of a document depends on besides its bytes and our code
_LIBRARIES = ("trafilatura", "htmldate", "lxml", "pypdfium2", "python-docx", "charset-normalizer", "justext", "courlan")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read and what a person says of it."""

    source_id: str
    file: Found
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the run has to know of a document while it goes on reading: whether it was read, and whether anew."""

    source_id: str
    path: str
    status: str
    why: str
    fresh: bool


def read_all(tasks: list[Task], stage: Path, earlier: Path, limits: Limits, jobs: int) -> Iterator[Outcome]:
    """Reads each document into `stage` (folders text/ and read/), from `earlier` where nothing changed; yields in order."""
    for name in ("text", "read"):
        (stage / name).mkdir(parents=True, exist_ok=True)
    work = partial(_read, stage=stage, earlier=earlier, limits=limits, code=code_digest())
    for task, result in each(((t, t) for t in tasks), work, jobs, limits.max_seconds, limits.max_memory):
        if isinstance(result, Failure):
            document = skipped(result.why)
            row = document_row(task.source_id, task.file.path, document, dict(task.given))
            # without a key: the next run tries again, since a busy machine may have been the cause
            _keep(stage, task.source_id, "", "", row, (), [])
            result = Outcome(task.source_id, task.file.path, "skipped", result.why, True)
        yield result
    _prune(stage, {task.source_id for task in tasks})


def load(stage: Path, source_ids: list[str]) -> tuple[dict[str, dict], dict[str, tuple[int, ...]], pd.DataFrame]:
    """What `read_all` has read: the row and the sketch of each document, and the claims of all (schemas.Claims)."""
    rows, sketches = {}, {}
    columns: dict[str, list] = {name: [] for name in schemas.columns("claims")}
    for source_id in source_ids:
        kept = _kept(stage, source_id)
        rows[source_id], sketches[source_id] = kept["row"], tuple(kept["sketch"])
        for name, cells in zip(kept["columns"], zip(*kept["claims"], strict=True), strict=False):
            columns[name] += cells
    return rows, sketches, tables.of_columns("claims", columns)


def load_text(stage: Path, source_id: str) -> str:
    """Its text, as the offsets count it."""
    with open(stage / "text" / f"{source_id}.txt", encoding="utf-8", newline="") as handle:
        return handle.read()


def code_digest() -> str:
    """A digest of all code and rules of the pipeline and of the libraries that read; any change of them reads anew."""
    found = blake2b(digest_size=16)
    root = resources.files("pipeline")
    for folder in (root, root / "rules"):
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.name.endswith((".py", ".toml", ".json")):
                found.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    for library in _LIBRARIES:
        try:
            found.update(f"{library} {metadata.version(library)}\0".encode())
        except metadata.PackageNotFoundError:
            continue
    return found.hexdigest()


def _read(task: Task, stage: Path, earlier: Path, limits: Limits, code: str) -> Outcome:
    """Runs in a process of its own: one document into the stage."""
    name = os.path.basename(task.file.path)
    document, data = None, b""
    if task.file.why:
        document = skipped(task.file.why)
    else:
        try:
            data = read_bytes(task.file.file, limits)
        except Unreadable as error:
            document = skipped(str(error))
        except OSError as error:
            document = skipped(f"it can't be opened: {error.strerror or type(error).__name__}")
    key = ""
    if document is None:
        digest = blake2b(data, digest_size=16)
        digest.update(json.dumps([task.source_id, task.file.path, task.given, repr(limits), code]).encode())
        key = digest.hexdigest()
        if outcome := _reuse(task, key, stage, earlier):
            return outcome
        document = document_of(data, name, limits)
    row = document_row(task.source_id, task.file.path, document, dict(task.given))
    claims: list[dict] = []
    if document.status == "read":
        try:
            claims = claims_of(row, document.text, read_mentions(document.text))
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            # a mistake of ours must not cost the other documents, nor pass in silence
            document = skipped(f"an error of this program while reading its figures ({type(error).__name__}: {error}); please report it",
                               document.format, document.sha256)
            row = document_row(task.source_id, task.file.path, document, dict(task.given))
    _keep(stage, task.source_id, key, document.text, row, document.sketch, claims)
    return Outcome(task.source_id, task.file.path, document.status, document.why, True)


def _keep(stage: Path, source_id: str, key: str, text: str, row: dict, sketch, claims: list[dict]) -> None:
    encoded = text.encode("utf-8")
    _replace(stage / "text" / f"{source_id}.txt", encoded)
    columns = schemas.columns("claims")
    kept = {"key": key, "text": blake2b(encoded, digest_size=16).hexdigest(), "row": row, "sketch": list(sketch), "columns": columns,
            "claims": [[claim.get(column, "") for column in columns] for claim in claims]}
    packed = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    _replace(stage / "read" / f"{source_id}.json.gz", gzip.compress(packed, compresslevel=1, mtime=0))


def _replace(path: Path, data: bytes) -> None:
    """Whole or not at all, without waiting for the disk: what was read can be read again, and is checked before use."""
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _kept(folder: Path, source_id: str) -> dict:
    with gzip.open(folder / "read" / f"{source_id}.json.gz", "rb") as handle:
        return json.loads(handle.read())


def _reuse(task: Task, key: str, stage: Path, earlier: Path) -> Outcome | None:
    """Takes what an earlier run, or an interrupted one, has read of the same bytes; None when there is none."""
    for folder in (stage, earlier):
        try:
            kept = _kept(folder, task.source_id)
            text = (folder / "text" / f"{task.source_id}.txt").read_bytes()
            if kept["key"] != key or kept["text"] != blake2b(text, digest_size=16).hexdigest():
                continue
            row = kept["row"]
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            continue
        if folder != stage:
            for name in (f"text/{task.source_id}.txt", f"read/{task.source_id}.json.gz"):
                _link(folder / name, stage / name)
        return Outcome(task.source_id, row["path"], row["status"], row["why"], False)
    return None


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _prune(stage: Path, source_ids: set[str]) -> None:
    for folder, tail in (("text", ".txt"), ("read", ".json.gz")):
        for entry in os.scandir(stage / folder):
            if entry.name.removesuffix(tail) not in source_ids or not entry.name.endswith(tail):
                os.unlink(entry.path)
