"""From a published claim, fact or discrepancy back to the sentences, on one screen.

In: the published tables and an id (or its first characters). Out: lines of text for people, or the rows as JSON.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import click

from pipeline import review, tables, wording
from pipeline.files import InputError

# a screen: longer quotes are cut around the figure, longer lists of claims end in a count
WIDTH = 100
QUOTE = 360
CLAIMS = 6


def resolve(name: str, found: dict) -> tuple[str, str]:
    """(table, id) that `name` names, whole or by unique first characters; InputError that says what to try."""
    table = {"c": "claims", "f": "facts", "d": "discrepancies"}.get(name[:1])
    if table is None or name[1:2] != "-":
        raise InputError(f"{name!r} is no id; give one of a claim (c-...), a fact (f-...) or a discrepancy (d-...)")
    key = found[table].columns[0]
    names = sorted(n for n in found[table][key] if n.startswith(name))
    if not names:
        raise InputError(
            f"{name!r} is not in {table}.csv of this build;"
            " ids of facts and discrepancies move when their claims change"
        )
    if len(names) > 1:
        raise InputError(
            f"{name!r} begins {len(names)} ids of {table}.csv ({', '.join(names[:3])}, ...); give more of it"
        )
    return table, names[0]


def rows(table: str, name: str, found: dict) -> dict:
    """The rows that explain an id: its discrepancies, its fact, its claims and their sources."""
    claims = {c["claim_id"]: c for c in found["claims"].to_dict("records")}
    facts = {f["fact_id"]: f for f in found["facts"].to_dict("records")}
    discrepancies = found["discrepancies"].to_dict("records")
    if table == "claims":
        fact = facts.get(claims[name]["fact_id"])
        wanted = [c for c in claims.values() if fact and c["fact_id"] == fact["fact_id"] and c["status"] == "read"] or [
            claims[name]
        ]
        about = [d for d in discrepancies if name in d["claim_ids"].split()]
    elif table == "facts":
        fact = facts[name]
        wanted = [c for c in claims.values() if c["fact_id"] == name and c["status"] == "read"]
        about = [d for d in discrepancies if d["fact_id"] == name]
    else:
        about = [d for d in discrepancies if d["discrepancy_id"] == name]
        wanted = [claims[n] for n in about[0]["claim_ids"].split() if n in claims]
        fact = facts.get(about[0]["fact_id"])
    order = {"chosen": 0, "agrees": 1, "differs": 2, "superseded": 3, "copied": 4}
    wanted.sort(key=lambda c: (c["claim_id"] != name, order.get(c["role"], 5), c["source_id"], c["start"]))
    sources = {s["source_id"]: s for s in found["sources"].to_dict("records")}
    return {
        "fact": fact,
        "discrepancies": about,
        "claims": wanted,
        "sources": [sources[n] for n in sorted({c["source_id"] for c in wanted}) if n in sources],
    }


def screen(name: str, found: dict) -> str:
    """The explanation of an id for people."""
    table, name = resolve(name, found)
    picked = rows(table, name, found)
    sources = {s["source_id"]: s for s in picked["sources"]}
    lines = []
    fact = picked["fact"]
    if fact:
        value = wording.said(fact) or "no value"
        lines += [
            fact["question"],
            f"  {value}"
            + (f", as of {fact['as_of']}" if fact["as_of"] else "")
            + f"   [{fact['status']}"
            + (f"; {wording.BASES[fact['basis']]}" if fact["basis"] else "")
            + f"; confidence {fact['confidence']}]",
            *_wrapped(fact["why"], "  "),
            f"  {fact['fact_id']}: {wording.several(fact['n_claims'], 'claim')} of "
            f"{wording.several(fact['n_sources'], 'source')}, {fact['n_independent']} independent",
            "",
        ]
    for d in picked["discrepancies"]:
        lines += [
            f"{wording.KINDS[d['kind']]} ({d['severity']}, {d['state']})  {d['discrepancy_id']}",
            *_wrapped(d["explanation"], "  "),
            *_wrapped(f"Suggested: {d['suggestion']}", "  "),
            "",
        ]
    for claim in picked["claims"][:CLAIMS]:
        lines += _claim(claim, sources.get(claim["source_id"], {}))
    if len(picked["claims"]) > CLAIMS:
        lines.append(f"and {len(picked['claims']) - CLAIMS} more claims in claims.csv")
    return "\n".join(lines).rstrip("\n")


def _claim(claim, source) -> list[str]:
    where = f"{claim['path']}:{claim['line']}" + (f", page {claim['page']}" if claim["page"] else "")
    state = (
        f"ignored: {claim['why']}"
        if claim["status"] == "ignored"
        else f"{claim['role'] or 'read'}: {claim['kind']} {review.reading(claim)}"
    )
    about = "; ".join(
        f"{name} {claim[column]}"
        for name, column in (
            ("period", "period"),
            ("as of", "as_of"),
            ("scope", "scope"),
            ("said by", "attributed_to"),
            ("joined by", "match_why"),
        )
        if claim[column]
    )
    who = source.get("publisher") or source.get("title") or claim["source_id"]
    lines = [
        f"{claim['surface']}   {state}",
        f"  {where}, {who}, {wording.published(source)}   {claim['claim_id']}",
        *_wrapped(f"“{_around(claim['quote'], claim['surface'])}”", "    "),
    ]
    return [*lines, *(_wrapped(about, "  ") if about else []), ""]


def _around(quote: str, surface: str) -> str:
    """The quote, or where it is long the part around the figure."""
    quote = " ".join(quote.split())
    if len(quote) <= QUOTE:
        return quote
    at = max(0, quote.find(" ".join(surface.split())))
    low = max(0, min(at - QUOTE // 2, len(quote) - QUOTE))
    return ("…" if low else "") + quote[low : low + QUOTE] + ("…" if low + QUOTE < len(quote) else "")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent) if text else []


def load(folder) -> dict:
    return {
        name: tables.read(name, Path(folder) / f"{name}.csv")
        for name in ("claims", "facts", "discrepancies", "sources")
    }


@click.command(short_help="From a published fact or claim back to the sentences")
@click.argument("name", metavar="ID")
@click.option("--output", "folder", default="output", show_default=True, help="folder of the published tables")
@click.option("--json", "as_json", is_flag=True, help="the rows, for machines")
def explain(name, folder, as_json):
    """Explain ID, a claim (c-...), a fact (f-...) or a discrepancy (d-...) or its first characters, on one screen."""
    found = load(folder)
    if as_json:
        click.echo(json.dumps(rows(*resolve(name, found), found), ensure_ascii=False, indent=2))
    else:
        click.echo(screen(name, found))
