"""What two builds gained, lost and changed, in a form for a changelog.

In: two folders of published tables (only claims, facts and discrepancies are compared; sources by name). Out: a
`Changes` record, and Markdown or JSON of it. Claims are compared by their ids, which outlive rules; the ids of facts
and discrepancies move with their claims, so a fact is followed to the one that took over most of its claims.

    >>> words({"claims": {"gained": 3, "lost": 0, "re-read": 1}})
    'claims: 3 gained, 1 re-read'
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import click
import pandas as pd

from pipeline import review, tables

# columns of a claim that say what it is about; a reading is compared as `review.reading`
ABOUT = ("measure", "subject", "scope", "period", "as_of", "modality")
FACT = ("value", "low", "high", "bound", "unit", "status", "basis", "decided")
# entries listed under a heading of the Markdown before the rest is a count
LISTED = 20


@dataclass
class Changes:
    """Lists of small records, each with the words that a changelog needs. `counts` sums them up."""

    claims: dict[str, list[dict]] = field(
        default_factory=lambda: {
            name: [] for name in ("gained", "lost", "re-read", "now ignored", "now read", "re-described")
        }
    )
    facts: dict[str, list[dict]] = field(
        default_factory=lambda: {name: [] for name in ("gained", "lost", "changed", "regrouped")}
    )
    discrepancies: dict[str, list[dict]] = field(
        default_factory=lambda: {name: [] for name in ("gained", "lost", "changed")}
    )
    sources: dict[str, list[dict]] = field(default_factory=lambda: {name: [] for name in ("gained", "lost", "changed")})
    rules: list[dict] = field(default_factory=list)

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            table: {name: len(rows) for name, rows in getattr(self, table).items()}
            for table in ("sources", "claims", "facts", "discrepancies")
        }

    def none(self) -> bool:
        return not any(n for found in self.counts().values() for n in found.values())


def _by(frame: pd.DataFrame, key: str) -> dict[str, dict]:
    return {row[key]: row for row in frame.to_dict("records")}


def compare(old: dict[str, pd.DataFrame], new: dict[str, pd.DataFrame]) -> Changes:
    """What changed from `old` to `new`, each a dict of the frames claims, facts, discrepancies, sources."""
    found = Changes()
    before, after = _by(old["claims"], "claim_id"), _by(new["claims"], "claim_id")
    _claims(before, after, found)
    _facts(old["facts"], new["facts"], before, after, found)
    _discrepancies(old["discrepancies"], new["discrepancies"], found)
    was, now = _by(old["sources"], "source_id"), _by(new["sources"], "source_id")
    found.sources["gained"] = [
        {"source_id": name, "title": now[name]["title"]} for name in sorted(now.keys() - was.keys())
    ]
    found.sources["lost"] = [
        {"source_id": name, "title": was[name]["title"]} for name in sorted(was.keys() - now.keys())
    ]
    found.sources["changed"] = [
        {"source_id": name, "title": now[name]["title"]}
        for name in sorted(was.keys() & now.keys())
        if was[name]["sha256"] != now[name]["sha256"]
    ]
    return found


def _claims(before: dict, after: dict, found: Changes) -> None:
    rules: dict[str, Counter] = defaultdict(Counter)
    for name in sorted(before.keys() | after.keys(), key=lambda n: _place(after.get(n) or before[n])):
        was, now = before.get(name), after.get(name)
        entry = {"claim_id": name, **{k: (now or was)[k] for k in ("source_id", "line", "surface", "quote")}}
        if was is None:
            kind, entry = "gained", entry | {"new": _state(now)}
        elif now is None:
            kind, entry = "lost", entry | {"old": _state(was)}
        elif was["status"] != now["status"]:
            kind = "now ignored" if now["status"] == "ignored" else "now read"
            entry |= {"old": _state(was), "new": _state(now)}
        elif review.reading(was) != review.reading(now) or was["kind"] != now["kind"]:
            kind, entry = "re-read", entry | {"old": _state(was), "new": _state(now)}
        else:
            moved = {column: [was[column], now[column]] for column in ABOUT if was[column] != now[column]}
            if not moved:
                continue
            kind, entry = "re-described", entry | {"columns": moved}
        found.claims[kind].append(entry)
        if kind != "re-described":
            rules[_rule(now or was)][kind] += 1
    found.rules = [
        {"rule": rule, **dict(sorted(counts.items()))}
        for rule, counts in sorted(rules.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    ]


def _place(claim) -> tuple:
    return claim["source_id"], claim["start"], claim["claim_id"]


def _state(claim) -> str:
    return f"ignored, {claim['why']}" if claim["status"] == "ignored" else f"{claim['kind']} {review.reading(claim)}"


def _rule(claim) -> str:
    # the rule may be followed by what else was inferred; its name ends at the first blank or mark
    return claim["why"] if claim["status"] == "ignored" else claim["why"].split(";")[0].strip()


def _facts(old: pd.DataFrame, new: pd.DataFrame, before: dict, after: dict, found: Changes) -> None:
    was, now = _by(old, "fact_id"), _by(new, "fact_id")
    heirs = _heirs(before, after)
    taken = set()
    for name in sorted(was, key=lambda n: (was[n]["question"], n)):
        fact, heir = was[name], heirs.get(name, "")
        if heir not in now or heir in taken:
            # gone, or merged into a fact that took over more of another's claims
            found.facts["lost"].append(
                {
                    "fact_id": name,
                    "question": fact["question"],
                    "old": _value(fact),
                    "into": heir if heir in taken else "",
                }
            )
            continue
        taken.add(heir)
        moved = {column: [fact[column], now[heir][column]] for column in FACT if fact[column] != now[heir][column]}
        entry = {"fact_id": heir, "question": now[heir]["question"], "old": _value(fact), "new": _value(now[heir])}
        if moved:
            found.facts["changed"].append(entry | {"columns": moved})
        elif name != heir:
            found.facts["regrouped"].append(entry)
    found.facts["gained"] = [
        {"fact_id": name, "question": now[name]["question"], "new": _value(now[name])}
        for name in sorted(now.keys() - taken, key=lambda n: (now[n]["question"], n))
    ]


def _heirs(before: dict, after: dict) -> dict[str, str]:
    """Old fact -> the new fact that holds most of its claims; ties go to the same id, then to the first in order."""
    shared: dict[str, Counter] = defaultdict(Counter)
    for name in before.keys() & after.keys():
        if before[name]["fact_id"] and after[name]["fact_id"]:
            shared[before[name]["fact_id"]][after[name]["fact_id"]] += 1
    return {old: min(counts, key=lambda new: (-counts[new], new != old, new)) for old, counts in shared.items()}


def _value(fact) -> str:
    reading = review.reading(fact) if fact["value"] or fact["low"] or fact["high"] else "no value"
    return f"{reading} ({fact['status']}{', ' + fact['basis'] if fact['basis'] else ''})"


def _discrepancies(old: pd.DataFrame, new: pd.DataFrame, found: Changes) -> None:
    was, now = _by(old, "discrepancy_id"), _by(new, "discrepancy_id")

    def listed(rows, names, key):
        return [
            {
                "discrepancy_id": n,
                key: f"{rows[n]['kind']}, {rows[n]['severity']}, {rows[n]['state']}",
                "summary": rows[n]["summary"],
            }
            for n in sorted(names, key=lambda n: (rows[n]["kind"], rows[n]["summary"], n))
        ]

    found.discrepancies["gained"] = listed(now, now.keys() - was.keys(), "new")
    found.discrepancies["lost"] = listed(was, was.keys() - now.keys(), "old")
    columns = ("kind", "severity", "state", "summary")
    changed = [n for n in was.keys() & now.keys() if any(was[n][c] != now[n][c] for c in columns)]
    found.discrepancies["changed"] = [
        entry
        | {
            "old": f"{was[entry['discrepancy_id']]['kind']}, {was[entry['discrepancy_id']]['severity']}, "
            f"{was[entry['discrepancy_id']]['state']}"
        }
        for entry in listed(now, changed, "new")
    ]


def words(counts: dict[str, dict[str, int]]) -> str:
    """One line: what changed, by table; what did not is left out."""
    parts = [
        f"{table}: " + ", ".join(f"{n} {name}" for name, n in found.items() if n)
        for table, found in counts.items()
        if any(found.values())
    ]
    return "; ".join(parts) or "nothing changed"


def markdown(found: Changes, limit: int = LISTED) -> str:
    """For a changelog: one line of counts, then what a reader of the datasets must know, the rest as a count."""
    lines = [f"Data: {words(found.counts())}.", ""]

    def section(title, rows, say):
        if not rows:
            return
        lines.append(f"### {title} ({len(rows)})")
        lines.append("")
        lines.extend(f"- {_flat(say(row))}" for row in rows[:limit])
        if len(rows) > limit:
            lines.append(f"- and {len(rows) - limit} more")
        lines.append("")

    def claim(row):
        change = " → ".join(filter(None, (row.get("old"), row.get("new"))))
        return f"`{row['claim_id']}` “{row['surface']}” [{row['source_id']}, line {row['line']}]: {change}"

    def moved(row):
        return "; ".join(
            f"{column} {was or 'empty'} → {now or 'empty'}" for column, (was, now) in row["columns"].items()
        )

    section(
        "Facts whose value or status changed",
        found.facts["changed"],
        lambda r: f"{r['question']} {r['old']} → {r['new']}",
    )
    section("Facts gained", found.facts["gained"], lambda r: f"{r['question']} {r['new']}")
    section(
        "Facts lost",
        found.facts["lost"],
        lambda r: f"{r['question']} {r['old']}" + (f", now part of `{r['into']}`" if r["into"] else ""),
    )
    for name in ("gained", "lost", "changed"):
        section(
            f"Discrepancies {name}",
            found.discrepancies[name],
            lambda r: f"{r['summary']}: " + " → ".join(filter(None, (r.get("old"), r.get("new")))),
        )
    for name in ("gained", "lost", "re-read", "now ignored", "now read"):
        section(f"Claims {name}", found.claims[name], claim)
    section(
        "Claims described anew",
        found.claims["re-described"],
        lambda r: f"`{r['claim_id']}` “{r['surface']}”: {moved(r)}",
    )
    for name in ("gained", "lost", "changed"):
        section(f"Sources {name}", found.sources[name], lambda r: f"{r['source_id']} {r['title']}".strip())
    section(
        "By rule", found.rules, lambda r: f"{r['rule']}: " + ", ".join(f"{n} {k}" for k, n in r.items() if k != "rule")
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split())


def load(folder) -> dict[str, pd.DataFrame]:
    return {
        name: tables.read(name, Path(folder) / f"{name}.csv")
        for name in ("claims", "facts", "discrepancies", "sources")
    }


@click.command(short_help="What two builds gained, lost and changed, for a changelog")
@click.argument("old", type=click.Path(exists=True, file_okay=False))
@click.argument("new", type=click.Path(exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="every entry, for machines")
@click.option("--limit", default=LISTED, show_default=True, help="entries listed under a heading")
@click.option("--fail", is_flag=True, help="exit with 1 when anything changed")
@click.pass_context
def changes(ctx, old, new, as_json, limit, fail):
    """Compare the tables in folder OLD with those in folder NEW: values, groups, and what each rule gained or lost."""
    found = compare(load(old), load(new))
    if as_json:
        parts = {
            "counts": found.counts(),
            **{name: getattr(found, name) for name in ("sources", "claims", "facts", "discrepancies", "rules")},
        }
        click.echo(json.dumps(parts, ensure_ascii=False, indent=2))
    else:
        click.echo(markdown(found, limit), nl=False)
    if fail and not found.none():
        ctx.exit(1)
