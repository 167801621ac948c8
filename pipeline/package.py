"""Describes the datasets: datapackage.json (Data Package v2), a Croissant description, and the data dictionary.

In: the folder of published tables and the sources. Out: plain dicts and Markdown, generated from `schemas` alone, so
that a column is described in one place. `describe` reads the CSV files only for their size and digest; no clock.

A cell whose type is looser than a CSV type is declared a string: dates are as coarse as the text ("2018-07"), and a
value is a number or a date according to the kind of the claim.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import click

from pipeline import __version__, schemas, tables

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
TITLES = {
    "claims": "Claims: every printed figure with its reading",
    "facts": "Facts: the value to use and its basis",
    "discrepancies": "Discrepancies: where claims differ, and why",
    "sources": "Sources: what they are and how often they agree",
    "proposals": "Proposals: pairs of claims that may be of one fact",
    "checks": "Checks: sums and dates inside documents",
}
FREE = "Quotes belong to the publishers of their sources."
_WEB = re.compile(r"^https?://\S+$")


def field(name: str, spec: dict) -> dict:
    """One column as a Table Schema field. Coarse dates stay strings: no CSV type holds "2018-07/2018-09"."""
    kind = spec["type"] if spec["type"] in ("integer", "number") else "string"
    found = {"name": name, "type": kind, "description": spec["description"]}
    limits = {}
    if spec["key"]:
        limits["required"] = True
    if spec["words"]:
        limits["enum"] = [word for word in spec["words"] if word]
    elif spec["pattern"] and kind == "string":
        # a date without its year ("--08-18") is guarded in the CSV as all that a spreadsheet might run
        limits["pattern"] = (
            spec["pattern"].replace("^", "^'?", 1) if re.match(spec["pattern"], "--08-18") else spec["pattern"]
        )
    if kind == "integer" and spec["int"]:
        limits["minimum"] = 0
    return found | ({"constraints": limits} if limits else {})


def schema(table: str) -> dict:
    """The Table Schema of a published table: fields, keys and references to the other published tables."""
    specs = schemas.fields(table)
    found = {"fields": [field(name, spec) for name, spec in specs.items()], "missingValues": [""]}
    keys = schemas.keys(table)
    if keys:
        found["primaryKey"] = keys
    references = []
    for name, spec in specs.items():
        other, _, column = spec["ref"].partition(".")
        if other in schemas.PUBLISHED:
            references.append(
                {"fields": [name], "reference": {"resource": "" if other == table else other, "fields": [column]}}
            )
    if references:
        found["foreignKeys"] = references
    return found


def describe(
    out_dir, sources=None, *, title: str = "What documents say, figure by figure", licence: dict | None = None
) -> dict:
    """The datapackage of the tables found in `out_dir`; `sources` is the frame of the documents they were made
    from (by default the one found there)."""
    out_dir = Path(out_dir)
    if sources is None:
        sources = tables.read("sources", out_dir / "sources.csv")
    resources = []
    for table in schemas.PUBLISHED:
        path = out_dir / f"{table}.csv"
        if not path.is_file():
            continue
        data = path.read_bytes()
        resources.append(
            {
                "name": table,
                "type": "table",
                "path": path.name,
                "title": TITLES[table],
                "description": " ".join((schemas.TABLES[table].__doc__ or "").split()),
                "scheme": "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "dialect": {
                    "delimiter": ",",
                    "lineTerminator": "\n",
                    "quoteChar": '"',
                    "doubleQuote": True,
                    "header": True,
                },
                "schema": schema(table),
            }
        )
    digest = hashlib.sha256("".join(resource["hash"] for resource in resources).encode()).hexdigest()
    return {
        "$schema": PROFILE,
        "name": "source-reconciliation",
        "id": f"sha256:{digest}",
        "title": title,
        "version": __version__,
        "description": "Every figure that the documents state, as printed and as read, which of them speak of the same"
        f" fact, where they differ and why, and which value to use. {FREE} A leading apostrophe before = + - @ in a"
        " text cell guards spreadsheets"
        " against formulas and is no part of the text.",
        "licenses": [licence or LICENCE],
        "sources": [_source(row) for row in tables.records(tables.order("sources", sources))],
        "resources": resources,
    }


def _source(row: dict) -> dict:
    found = {"title": row["title"] or row["source_id"]}
    if _WEB.match(row["url"]):
        found["path"] = row["url"]
    return found | ({"version": row["published"]} if row["published"] else {})


# the context that the Croissant 1.0 specification asks for, word for word
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    **{
        name: f"cr:{name}"
        for name in (
            "citeAs",
            "column",
            "equivalentProperty",
            "extract",
            "field",
            "fileProperty",
            "fileObject",
            "fileSet",
            "format",
            "includes",
            "isLiveDataset",
            "jsonPath",
            "key",
            "md5",
            "parentField",
            "path",
            "recordSet",
            "references",
            "regex",
            "repeated",
            "replace",
            "samplingRate",
            "separator",
            "source",
            "subField",
            "transform",
        )
    },
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
_CROISSANT = {"integer": "sc:Integer", "number": "sc:Float", "string": "sc:Text"}


def croissant(package: dict) -> dict:
    """The same declaration as a Croissant 1.0 description, for machine-learning tools.

    Without the references: a Croissant reference is a join that fails on an empty cell, and joins may not run in
    circles.
    """
    files = [
        {
            "@type": "cr:FileObject",
            "@id": f"{r['name']}.csv",
            "name": f"{r['name']}.csv",
            "contentUrl": r["path"],
            "encodingFormat": r["mediatype"],
            "contentSize": f"{r['bytes']} B",
            "sha256": r["hash"].partition(":")[2],
        }
        for r in package["resources"]
    ]
    records = []
    for r in package["resources"]:
        fields = []
        for f in r["schema"]["fields"]:
            fields.append(
                {
                    "@type": "cr:Field",
                    "@id": f"{r['name']}/{f['name']}",
                    "name": f"{r['name']}/{f['name']}",
                    "description": f["description"],
                    "dataType": _CROISSANT[f["type"]],
                    "source": {"fileObject": {"@id": f"{r['name']}.csv"}, "extract": {"column": f["name"]}},
                }
            )
        records.append(
            {
                "@type": "cr:RecordSet",
                "@id": r["name"],
                "name": r["name"],
                "description": r["description"],
                "key": [{"@id": f"{r['name']}/{name}"} for name in r["schema"].get("primaryKey", [])],
                "field": fields,
            }
        )
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": package["name"],
        "description": package["description"],
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": package["licenses"][0]["path"],
        "version": package["version"],
        "distribution": files,
        "recordSet": records,
    }


def dumps(package: dict) -> str:
    """Text of a description, the same bytes each time."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def build(out_dir, sources) -> dict[str, str]:
    """File name -> text of the two descriptions of the tables in `out_dir`."""
    described = describe(out_dir, sources)
    return {"datapackage.json": dumps(described), "croissant.json": dumps(croissant(described))}


def dictionary() -> str:
    """The data dictionary in Markdown: every published table, then the ones that lie between, column by column."""
    inner = [name for name in schemas.TABLES if name not in schemas.PUBLISHED]
    parts = [
        "# Data dictionary",
        "",
        "Generated from `pipeline/schemas.py` by `reconcile dictionary -o docs/data-dictionary.md`; a test holds"
        " it to the schemas. An empty cell is unknown. Numbers are plain decimals; dates are ISO 8601/EDTF, as coarse"
        " as the text."
        " How to load the tables: [using-the-data.md](using-the-data.md).",
        "",
    ]
    for name in (*schemas.PUBLISHED, *inner):
        parts += _section(name, name in schemas.PUBLISHED)
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(table: str, published: bool) -> list[str]:
    where = (
        f"`output/{table}.csv`" if published else "`raw/decisions.csv`" if table == "decisions" else "below `interim/`"
    )
    lines = [
        f"## {table}",
        "",
        " ".join((schemas.TABLES[table].__doc__ or "").split()) + f" In {where}.",
        "",
        "| column | type | meaning |",
        "| --- | --- | --- |",
    ]
    for name, spec in schemas.fields(table).items():
        notes = [spec["description"]]
        if spec["words"]:
            notes.append(
                "One of "
                + ", ".join(f"`{word}`" for word in spec["words"] if word)
                + ("; may be empty" if "" in spec["words"] else "")
            )
        if spec["ref"]:
            notes.append(f"Refers to `{spec['ref']}`")
        # "c- and 12 hex digits" begins with the prefix of an id, which keeps its case
        text = (
            ". ".join(note if note[1:2] == "-" else note[0].upper() + note[1:] for note in notes)
            .replace("|", "\\|")
            .replace("<", "&lt;")
            .replace("*", "\\*")
        )
        lines.append(f"| `{name}`{' (key)' if spec['key'] else ''} | {spec['type']} | {text}. |")
    return [*lines, ""]


@click.command(short_help="Write the data dictionary, generated from the schemas")
@click.option("-o", "--output", required=True, help="the Markdown file to write")
def data_dictionary(output):
    """Write the data dictionary to OUTPUT."""
    with tables.replacing(output) as handle:
        handle.write(dictionary())
