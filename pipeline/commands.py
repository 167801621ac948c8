"""Commands for people that try the reader on a text."""

from __future__ import annotations

import json
import sys

import click

SHOWN = ("surface", "value", "low", "high", "bound", "unit", "measure", "why")


@click.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help='one {"id", "text", optional "published"} a line in, one {"id", "claims"} a line out')
@click.option("--published", default="", help="ISO date that relative times count from")
def read(text: str | None, jsonl: bool, published: str):
    """The claims in a text: span, reading, bound, unit, what is measured, rule."""
    from pipeline.normalise import read_claims
    if jsonl:
        for number, line in enumerate(sys.stdin, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                body, when = row["text"], row.get("published") or ""
                if not isinstance(body, str) or not isinstance(when, str):
                    raise TypeError("\"text\" and \"published\" are strings")
            except (ValueError, KeyError, TypeError) as error:
                raise click.ClickException(f"line {number}: {line.strip()[:80]!r}: no JSON object with a \"text\" ({error})") from None
            claims = read_claims(body, when, whole=True)
            click.echo(json.dumps({"id": row.get("id"), "claims": claims}, ensure_ascii=False))
        return
    if text is None:
        text = sys.stdin.read()
    claims = read_claims(text, published, whole=True)
    if not claims:
        click.echo("No quantity or time was read.", err=True)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    table = Table(box=box.SIMPLE, pad_edge=False)
    for title in ("span", "as printed", "reading", "bound", "unit", "measures", "when", "rule"):
        table.add_column(title, overflow="fold")
    for c in claims:
        reading = c["value"] or f"{c['low'] or '…'} to {c['high'] or '…'}"
        note = c["why"] if c["status"] == "read" else f"ignored: {c['why']}"
        table.add_row(f"{c['start']}–{c['end']}", " ".join(c["surface"].split()), reading, c["bound"], c["unit"], c["measure"],
                      c["period"] or c["as_of"], note)
    Console(width=None if sys.stdout.isatty() else 160, soft_wrap=False).print(table)
