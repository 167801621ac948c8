"""One thin command a stage, as the Makefile calls them: STAGE INPUT... -o OUTPUT. Reading and writing is all they add."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)


def _output(help_text):
    return click.option("-o", "--output", required=True, type=FILE, help=help_text)


@click.command()
@click.argument("document", type=FILE)
@_output("the text file to write; what is known of the document goes beside it as .json")
def text(document: Path, output: Path):
    """A document -> its text, and what it says of itself."""
    from pipeline import documents as reading
    from pipeline.files import InputError
    if not document.is_file():
        raise InputError(f"{document}: no such document; add the file or run make again")
    found = reading.read_document(document)
    if found.status != "read":
        raise InputError(f"{document}: {found.why}; mend the file or take it out of {document.parent}")
    reading.save(found, output.stem, output.parent)


@click.command()
@click.argument("texts", type=FOLDER)
@click.option("--raw", type=FOLDER, required=True, help="the folder of documents")
@click.option("--sources", "sources_csv", type=FILE, help="the hand-written list of sources")
@_output("documents.csv")
def documents(texts: Path, raw: Path, sources_csv: Path | None, output: Path):
    """Texts and sources.csv -> one row a document."""
    from pipeline import documents as reading
    from pipeline import sources, tables
    found = {}
    for path in reading.documents_in(raw):
        source_id = path.stem
        found[source_id] = (path.relative_to(raw).as_posix(), reading.load(source_id, texts))
    tables.write("documents", sources.documents_frame(found, sources_csv, strict=True), output)


@click.command()
@click.argument("document", type=FILE)
@_output("the mentions of this document")
def extract(document: Path, output: Path):
    """A text -> its mentions: every printed quantity and time with its exact span."""
    from pipeline import extract as reader
    from pipeline import mention, tables
    with open(document, encoding="utf-8", newline="") as handle:
        body = handle.read()
    tables.write("mentions", tables.frame("mentions", mention.mention_rows(document.stem, body, reader.read_mentions(body))), output)


def read_texts(folder: Path, source_ids) -> dict[str, str]:
    """source id -> text, as the offsets count it."""
    found = {}
    for source_id in source_ids:
        with open(folder / f"{source_id}.txt", encoding="utf-8", newline="") as handle:
            found[source_id] = handle.read()
    return found


def _documents(path: Path):
    from pipeline import tables
    frame = tables.read("documents", path)
    return frame, [r.source_id for r in frame.itertuples() if r.status == "read"]


@click.command()
@click.argument("documents_csv", type=FILE)
@click.argument("mentions", type=FOLDER)
@click.argument("texts", type=FOLDER)
@_output("claims.csv")
def normalise(documents_csv: Path, mentions: Path, texts: Path, output: Path):
    """Mentions and documents -> claims: what is measured, of whom, where, which period, as of when."""
    import pandas as pd

    from pipeline import normalise as stage
    from pipeline import tables
    frame, source_ids = _documents(documents_csv)
    read = [tables.read("mentions", mentions / f"{source_id}.csv") for source_id in source_ids]
    every = pd.concat(read, ignore_index=True) if read else tables.frame("mentions", [])
    tables.write("claims", stage.normalise(frame, every, read_texts(texts, source_ids)), output)


@click.command()
@click.argument("claims_csv", type=FILE)
@click.option("--decisions", type=FILE, required=True, help="the reviewer's ledger")
@_output("matched.csv; the near misses go beside it as proposals.csv")
def match(claims_csv: Path, decisions: Path, output: Path):
    """Claims -> claims of the same fact share a fact_id."""
    from pipeline import match as stage
    from pipeline import review, tables
    claims, proposals = stage.match(tables.read("claims", claims_csv), review.ledger(decisions, missing_ok=False))
    # proposals first: Make looks at the time of matched.csv alone
    tables.write("proposals", proposals, output.parent / "proposals.csv")
    tables.write("claims", claims, output)


@click.command()
@click.argument("matched_csv", type=FILE)
@click.argument("documents_csv", type=FILE)
@click.argument("texts", type=FOLDER)
@click.option("--decisions", type=FILE, required=True, help="the reviewer's ledger")
@_output("folder for claims, facts, discrepancies, sources, proposals and checks")
def reconcile(matched_csv: Path, documents_csv: Path, texts: Path, decisions: Path, output: Path):
    """Matched claims -> facts with a value and a basis, discrepancies with a reason."""
    from pipeline import reconcile as stage
    from pipeline import tables
    frame, source_ids = _documents(documents_csv)
    found = stage.reconcile(tables.read("claims", matched_csv), tables.read("proposals", matched_csv.parent / "proposals.csv"),
                            frame, tables.read("decisions", decisions), read_texts(texts, source_ids))
    # facts.csv first: the other tables depend on it in the Makefile, so that a killed run is noticed by their age
    for name in ("facts", "claims", "discrepancies", "sources", "proposals", "checks"):
        tables.write(name, found[name], output / f"{name}.csv")


@click.command()
@click.argument("built", type=FOLDER)
@click.argument("texts", type=FOLDER)
@click.option("--decisions", type=FILE, required=True, help="the reviewer's ledger")
@click.option("--title", default="", help="what the corpus is about")
@_output("report.html; report.md goes beside it")
def report(built: Path, texts: Path, decisions: Path, title: str, output: Path):
    """The published tables -> report.html and report.md."""
    from pipeline import report as rendering
    from pipeline import tables
    frames = {name: tables.read(name, built / f"{name}.csv") for name in ("claims", "facts", "discrepancies", "sources", "proposals", "checks")}
    source_ids = [r.source_id for r in frames["sources"].itertuples() if r.status == "read"]
    pages = rendering.render(**frames, texts=read_texts(texts, source_ids), decisions=tables.read("decisions", decisions), title=title)
    # report.html first, report.md after it, as the Makefile has them
    for name in sorted(pages):
        with tables.replacing(output.parent / name) as handle:
            handle.write(pages[name])


@click.command()
@click.argument("built", type=FOLDER)
@_output("datapackage.json; croissant.json goes beside it")
def package(built: Path, output: Path):
    """The published tables -> datapackage.json and croissant.json: schemas, keys, checksums."""
    from pipeline import package as packaging
    from pipeline import tables
    described = packaging.build(built, tables.read("sources", built / "sources.csv"))
    # datapackage.json first, croissant.json after it, as the Makefile has them
    for name in ("datapackage.json", "croissant.json"):
        with tables.replacing(output.parent / name) as handle:
            handle.write(described[name])


@click.command()
@click.argument("built", type=FOLDER)
@_output("text file for the lines")
def summary(built: Path, output: Path):
    """A few lines for people on what was built."""
    from pipeline import tables
    from pipeline.wording import EXPLAINED, several
    facts, claims, found, documents, checks = (tables.read(name, built / f"{name}.csv")
                                               for name in ("facts", "claims", "discrepancies", "sources", "checks"))
    kinds = found["kind"].value_counts().to_dict()
    read = int((claims["status"] == "read").sum())
    failed = int((checks["holds"] == "no").sum())
    with tables.replacing(output) as handle:
        handle.write(
            f"{len(documents)} documents, {read} claims ({len(claims) - read} figures are no claims and ignored by name), {len(facts)} facts\n"
            f"{several(kinds.get('conflict', 0), 'contradiction')}, {several(sum(kinds.get(kind, 0) for kind in EXPLAINED), 'explained difference')}, "
            f"{several(int(facts['status'].isin(['agree', 'compatible']).sum()), 'fact')} on which the claims agree, "
            f"{len(checks) - failed} checks inside documents hold and {failed} fail\n"
            f"report: {built / 'report.html'}\n")
