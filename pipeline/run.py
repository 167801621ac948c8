"""`run`: the whole pipeline over any folder of documents, in one process but for the reading, which has its own.

In: a folder of documents, optionally sources.csv and decisions.csv. Out: a folder with the same files as output/, and
documents.csv with a line for each document, also for the ones that were skipped, with the reason. It appears as a whole or
not at all (see `publish`). Only documents that changed since the last run into the same folder are read.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

import click

from pipeline.limits import LIMITS, Limits

# what a result folder holds; anything else there is the user's
TABLES = ("documents", "claims", "facts", "discrepancies", "sources", "proposals", "checks")
OURS = frozenset({*(f"{name}.csv" for name in TABLES), "report.html", "report.md", "datapackage.json", "croissant.json", "interim"})


@dataclass
class Result:
    """What a run has done, for the summary."""

    out: Path
    frames: dict = field(default_factory=dict)
    n_documents: int = 0
    n_fresh: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)


def run_folder(docs, out, sources=None, decisions=None, jobs: int = 1, strict: bool = False, listed: bool = False,
               limits: Limits = LIMITS, title: str = "",
               tell: Callable[[str, int, int], None] = lambda stage, done, total: None) -> Result:
    """Runs the pipeline over `docs` into `out`. `tell(stage, done, total)` is called as it goes on. Raises InputError."""
    from pipeline import package, reading, report, tables
    from pipeline import sources as sourcing
    from pipeline.publish import building

    docs, out = Path(docs), Path(out)
    tasks, given = tasks_of(docs, out, sources, listed)
    ledger = _ledger(docs, decisions)
    result = Result(out, n_documents=len(tasks))
    with building(out, OURS) as stage:
        interim = stage / "interim"
        for done, outcome in enumerate(reading.read_all(tasks, interim, out / "interim", limits, jobs), 1):
            tell("reading", done, len(tasks))
            result.n_fresh += outcome.fresh
            if outcome.status == "skipped":
                result.skipped.append((outcome.path, outcome.why))
        if strict and result.skipped:
            raise tables.InputError("\n".join(f"{_line(path)}: {why}" for path, why in result.skipped)
                                    + "\nmend or remove these documents, or leave --strict out to go on without them")
        ids = [task.source_id for task in tasks]
        rows, sketches, claims = reading.load(interim, ids)
        documents = sourcing.rows_frame(rows, sketches, given)
        texts = {i: reading.load_text(interim, i) for i in ids if rows[i]["status"] == "read"}
        frames = _frames(documents, claims, texts, ledger, tell)
        del claims
        steps = len(TABLES) + 2
        for done, name in enumerate(TABLES):
            tell("writing", done, steps)
            tables.write(name, frames[name], stage / f"{name}.csv")
        tell("writing", len(TABLES), steps)
        published = {name: frames[name] for name in TABLES if name != "documents"}
        for name, text in sorted(report.render(**published, texts=texts, decisions=ledger, title=title or _title(docs),
                                              base=_base(docs, out)).items()):
            with tables.replacing(stage / name) as handle:
                handle.write(text)
        tell("writing", len(TABLES) + 1, steps)
        for name, text in sorted(package.build(stage, frames["sources"]).items()):
            with tables.replacing(stage / name) as handle:
                handle.write(text)
        tell("writing", steps, steps)
        result.frames = frames
    return result


def tasks_of(docs: Path, out: Path, sources=None, all_listed: bool = False) -> tuple[list, dict]:
    """The documents to read, sorted by source id, and what sources.csv says of them by source id."""
    from pipeline import sources as sourcing
    from pipeline.files import InputError
    from pipeline.folder import list_files, source_ids
    from pipeline.reading import Task

    if not docs.is_dir():
        raise InputError(f"{docs}: no such folder; name the folder that holds the documents")
    if out.resolve() == docs.resolve():
        raise InputError(f"{out}: the results can not go among the documents; name another folder with -o")
    files = list_files(docs, [out])
    if not files:
        raise InputError(f"{docs}: no documents in it; put .txt, .md, .html, .pdf or .docx files there")
    ids = source_ids(file.path for file in files)
    table = sources or (docs / "sources.csv" if (docs / "sources.csv").is_file() else None)
    given = sourcing.read_sources(table, {i: path for path, i in ids.items()}, str(docs)) if table else {}
    for file in files:
        if all_listed and ids[file.path] not in given:
            raise InputError(f"{docs}/{_line(file.path)}: not listed in {table or docs / 'sources.csv'}; add a row for it there (`init` does) "
                             "or remove the file")
    tasks = [Task(ids[file.path], file, tuple(sorted(given.get(ids[file.path], {}).items()))) for file in files]
    return sorted(tasks, key=lambda task: task.source_id), given


def _ledger(docs: Path, decisions):
    from pipeline import review
    return review.ledger(decisions or docs / "decisions.csv", missing_ok=not decisions)


def _base(docs: Path, out: Path) -> str:
    """The way from the report to the documents, for its links."""
    from urllib.parse import quote
    return quote(Path(os.path.relpath(docs.resolve(), out.resolve())).as_posix(), safe="/") + "/"


def _frames(documents, claims, texts: dict[str, str], ledger, tell) -> dict:
    """The published tables and documents."""
    from pipeline import match, reconcile
    tell("matching", 0, 100)
    matched, proposals, candidates = match.matched(claims, ledger, lambda done, total: tell("matching", int(done), total))
    tell("matching", 100, 100)
    tell("comparing", 0, 100)
    frames = reconcile.reconcile(matched, proposals, documents, ledger, texts, lambda done, total: tell("comparing", int(done), total), candidates)
    tell("comparing", 100, 100)
    return {**frames, "documents": documents}


def _title(docs: Path) -> str:
    return " ".join(docs.resolve().name.replace("_", " ").replace("-", " ").split())


def _line(path: str) -> str:
    """A path on one line, whatever characters it holds."""
    return path if path.isprintable() else ascii(path)[1:-1]


def _limit_options(command):
    """An option for each limit, with the default and the meaning that limits.py gives it."""
    meanings = {"max_bytes": "bytes of a file", "max_characters": "characters of text in a document", "max_pages": "pages of a PDF",
                "max_unpacked": "bytes that a .docx unpacks to", "max_line": "characters in one line",
                "max_seconds": "seconds to read one document", "max_memory": "bytes of memory to read one document"}
    for limit in reversed(fields(Limits)):
        kind = click.FloatRange(min=0, min_open=True) if limit.name == "max_seconds" else click.IntRange(min=1)
        command = click.option("--" + limit.name.replace("_", "-"), type=kind, default=limit.default, show_default=True,
                               help=f"Most {meanings[limit.name]}; a document beyond is skipped.")(command)
    return command


@click.command()
@click.argument("docs", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="Folder for the results; made if need be.")
@click.option("--sources", type=click.Path(path_type=Path), help="List of sources; else DOCS/sources.csv, if there is one.")
@click.option("--decisions", type=click.Path(path_type=Path), help="Ledger of decisions; else DOCS/decisions.csv, if there is one.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Processes that read documents; else one for each core, up to 8.")
@click.option("--title", default="", help="Title of the report; else the name of the folder.")
@click.option("--strict", is_flag=True, help="Fail when a document must be skipped.")
@click.option("--listed", is_flag=True, help="Fail when a document is not listed in sources.csv.")
@click.option("--open", "show", is_flag=True, help="Open the report when it is done.")
@_limit_options
def run(docs, out, sources, decisions, jobs, title, strict, listed, show, **limits):
    """Read all documents of the folder DOCS and tell where they disagree.

    Text, Markdown, HTML, PDF and DOCX are read, also in sub-folders; what can't be read is named with the reason. OUT gets
    report.html to look at and the tables as CSV.

    \b
    Example:
      reconcile run my-pages -o result --open
    """
    from pipeline.talk import Progress, summarise
    with Progress() as progress:
        result = run_folder(docs, out, sources, decisions, jobs or _cores(), strict, listed, Limits(**limits), title, progress)
    click.echo(summarise(result))
    if show:
        click.launch((out / "report.html").resolve().as_uri())


def _cores() -> int:
    try:
        return min(8, len(os.sched_getaffinity(0)))
    except AttributeError:
        return min(8, os.cpu_count() or 1)
