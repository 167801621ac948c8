"""The whole pipeline over any folder of documents, in one process: `run DOCS -o OUT` gives the files that make gives in output/."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="folder for the tables and reports")
@click.option("--sources", "sources_csv", type=click.Path(path_type=Path), help="list of sources (default: DOCS/sources.csv, if it is there)")
@click.option("--decisions", type=click.Path(path_type=Path), help="the reviewer's ledger (default: DOCS/decisions.csv, if it is there)")
def run(docs: Path, output: Path, sources_csv: Path | None, decisions: Path | None):
    """Reconcile a folder of documents: claims, facts, discrepancies and the report into OUT."""
    import pandas as pd

    from pipeline import documents as reading
    from pipeline import match, mention, normalise, reconcile, report, sources, tables
    from pipeline.extract import read_mentions
    found = reading.read_folder(docs)
    listed = sources_csv or (docs / "sources.csv" if (docs / "sources.csv").is_file() else None)
    ledger = decisions or (docs / "decisions.csv" if (docs / "decisions.csv").is_file() else None)
    frame = sources.documents_frame(found, listed)
    ids = [r.source_id for r in frame.itertuples() if r.status == "read"]
    texts = {source_id: found[source_id][1].text for source_id in ids}
    read = [tables.frame("mentions", mention.mention_rows(s, texts[s], read_mentions(texts[s]))) for s in ids]
    mentions = pd.concat(read, ignore_index=True) if read else tables.frame("mentions", [])
    decided = tables.read("decisions", ledger) if ledger else tables.frame("decisions", [])
    claims, proposals = match.match(normalise.normalise(frame, mentions, texts), decided)
    built = reconcile.reconcile(claims, proposals, frame, decided, texts)
    for name, table in built.items():
        tables.write(name, table, output / f"{name}.csv")
    for name, page in report.render(**built, texts=texts, decisions=decided, title=docs.resolve().name).items():
        with tables.replacing(output / name) as handle:
            handle.write(page)
    click.echo(f"report: {output / 'report.html'}", err=True)
