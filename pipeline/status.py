"""How a build stands: counts, what is open, and decisions that do not apply any more.

In: the published tables and the ledger. Out: a plain dict, a few lines for people, and an exit code when asked for one.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline import review, schemas, tables, view, wording

SHOWN = 10


def measure(found: dict, decisions) -> dict:
    """{"counts": ..., "open": [discrepancies], "stale": [...], "orphaned": [...]} of the published tables and the
    ledger."""
    rows = {name: table.to_dict("records") for name, table in found.items()}
    ledger = review.effective(decisions, rows["claims"])
    severe = {name: n for n, name in enumerate(schemas.SEVERITIES)}
    waiting = [d for d in rows["discrepancies"] if d["state"] != "decided"]
    waiting.sort(
        key=lambda d: (
            d["kind"] not in wording.CONTRADICTIONS,
            d["kind"] in wording.EXPLAINED,
            severe[d["severity"]],
            -float(d["spread"] or 0),
            d["discrepancy_id"],
        )
    )
    surfaces = {c["claim_id"]: f"{c['surface']} [{c['source_id']}]" for c in rows["claims"]}
    told = {
        state: [
            {"line": d.row + 1, "decision": wording.decided(d, surfaces), "reviewer": d.reviewer, "reason": d.reason}
            for d in ledger
            if d.state == state
        ]
        for state in ("stale", "orphaned")
    }
    listed = [{name: d[name] for name in ("discrepancy_id", "kind", "severity", "state", "summary")} for d in waiting]
    return {"counts": view.tally(rows, ledger), "open": listed, **told}


def lines(status: dict) -> list[str]:
    """For people."""
    n = status["counts"]
    found = [
        f"{wording.several(n['documents'], 'document')}, {wording.several(n['claims'], 'claim')} "
        f"({n['ignored']} figures ignored by name), "
        f"{wording.several(n['facts'], 'fact')}",
        f"{wording.several(n['contradictions'], 'contradiction')}, "
        f"{wording.several(n['explained'], 'explained difference')}, "
        f"{n['agree'] + n['compatible']} facts agree, {n['single']} are said once",
        f"{n['open']} open, {n['decided']} decided, {n['stale']} stale; checks: {n['hold']} hold, {n['fail']} fail; "
        f"{wording.several(n['proposals'], 'proposal')}",
    ]
    for state in ("stale", "orphaned"):
        found += [f"{state}: decisions.csv:{d['line']}: {d['decision']}; {d['reason']}" for d in status[state]]
    found += [
        f"{d['severity']:6} {d['discrepancy_id']}  {wording.KINDS[d['kind']]}: {d['summary']}"
        for d in status["open"][:SHOWN]
    ]
    if len(status["open"]) > SHOWN:
        found.append(f"and {len(status['open']) - SHOWN} more in discrepancies.csv")
    return found


@click.command(short_help="Counts, open discrepancies, stale and orphaned decisions")
@click.option("--output", "folder", default="output", show_default=True, help="folder of the published tables")
@click.option("--decisions", default="raw/decisions.csv", show_default=True, help="the ledger")
@click.option("--json", "as_json", is_flag=True, help="everything, for machines")
@click.option(
    "--fail-on",
    type=click.Choice(["conflict", "high", "stale"]),
    multiple=True,
    help="exit with 1 on an undecided contradiction, one of high severity, or a decision that does not apply",
)
@click.pass_context
def status(ctx, folder, decisions, as_json, fail_on):
    """Tell how the build in the folder of tables stands."""
    found = {name: tables.read(name, Path(folder) / f"{name}.csv") for name in schemas.PUBLISHED}
    stands = measure(found, review.ledger(decisions))
    click.echo(json.dumps(stands, ensure_ascii=False, indent=2) if as_json else "\n".join(lines(stands)))
    contradictions = [d for d in stands["open"] if d["kind"] in wording.CONTRADICTIONS]
    failing = {
        "conflict": contradictions,
        "high": [d for d in contradictions if d["severity"] == "high"],
        "stale": stands["stale"] + stands["orphaned"],
    }
    if any(failing[name] for name in fail_on):
        ctx.exit(1)
