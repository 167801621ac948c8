"""Tables of a small build, made by hand from the documents in raw/: what the report, the ledger and the datasets are
tested on.

`corpus()` gives the arguments of `report.render`; `many(n)` the same with n further contradictions of made-up
documents. Spans are found in the documents, so the law `text[start:end] == surface` holds here too.
"""

from __future__ import annotations

from pathlib import Path

from report_rows import CLAIMS, DISCREPANCIES, FACTS, SOURCES

from pipeline import ids, tables

RAW = Path(__file__).parent.parent / "raw"


def _claim(name, source, quote, surface, reading, more, texts):
    text = texts[source]
    at = text.index(quote) + quote.index(surface)
    kind, value, low, high, bound, unit = reading
    return {
        "claim_id": ids.claim_id(source, quote, surface, 0),
        "source_id": source,
        "path": f"{source}.txt",
        "start": at,
        "end": at + len(surface),
        "line": text.count("\n", 0, at) + 1,
        "surface": surface,
        "quote": quote,
        "kind": kind,
        "value": value,
        "low": low,
        "high": high,
        "bound": bound,
        "unit": unit,
        "status": "read",
        "modality": "stated",
        "why": f"{kind}.rule",
    } | more


def rows(texts=None) -> dict:
    """Lists of dicts for every table, and `ids`: short name -> claim id."""
    texts = texts or {name: (RAW / f"{name}.txt").read_text(encoding="utf-8") for name in SOURCES}
    claims = {name: _claim(name, *rest, texts) for name, *rest in CLAIMS}
    named = {name: claim["claim_id"] for name, claim in claims.items()}
    facts = []
    for question, status, members, chosen, basis in FACTS:
        fact = ids.fact_id(named[m] for m in members)
        best = claims[chosen] if chosen else {}
        witnesses = {claims[m]["source_id"] for m in members}
        facts.append(
            {
                "fact_id": fact,
                "question": question,
                "status": status,
                "basis": basis,
                "decided": "no",
                "chosen_claim_id": best.get("claim_id", ""),
                "confidence": "0.70" if chosen else "0.00",
                "value": best.get("value", ""),
                "low": best.get("low", ""),
                "high": best.get("high", ""),
                "bound": best.get("bound", ""),
                "unit": claims[members[0]]["unit"],
                "n_claims": len(members),
                "as_of": best.get("as_of", ""),
                "period": claims[members[0]].get("period", ""),
                "n_sources": len(witnesses),
                "n_independent": len(witnesses),
                "why": f"{best['surface']}: {basis}." if chosen else "No sound basis for a choice.",
            }
        )
        for member in members:
            role = "chosen" if member == chosen else "agrees" if status == "agree" else "differs"
            claims[member] |= {"fact_id": fact, "role": role, "match_why": "same project, same part"}
    for claim in claims.values():
        claim["part_of"] = named.get(claim.get("part_of", ""), "")
    discrepancies = [
        {
            "discrepancy_id": ids.discrepancy_id(kind, [named[m] for m in members]),
            "fact_id": claims[members[0]]["fact_id"],
            "kind": kind,
            "severity": severity,
            "summary": summary,
            "values": values,
            "spread": spread,
            "explanation": explanation,
            "suggestion": suggestion,
            "state": "open",
            "claim_ids": " ".join(named[m] for m in members),
        }
        for kind, severity, members, summary, values, spread, explanation, suggestion in DISCREPANCIES
    ]
    checks = [
        {
            "source_id": "gac-engagement",
            "kind": "sum",
            "holds": "yes",
            "stated": "23100000",
            "computed": "23100000",
            "explanation": "$20.9 million and $2.2 million make $23.1 million.",
            "claim_ids": " ".join(named[m] for m in ("trade", "exports", "imports")),
        }
    ]
    proposals = [
        {
            "claim_a": min(named["y139"], named["b18"]),
            "claim_b": max(named["y139"], named["b18"]),
            "score": "0.47",
            "why": "same giver and receiver; the period differs",
        }
    ]
    sources = [
        {
            "source_id": name,
            "path": f"{name}.txt",
            "published_basis": "unknown",
            "sha256": "0" * 64,
            "status": "read",
            "country": "CA",
            "currency": "CAD",
            "agreement": "0.75",
            "n_claims": sum(c["source_id"] == name for c in claims.values()),
            "n_shared": 2,
        }
        | given
        for name, given in SOURCES.items()
    ]
    return {
        "claims": list(claims.values()),
        "facts": facts,
        "discrepancies": discrepancies,
        "sources": sources,
        "proposals": proposals,
        "checks": checks,
        "decisions": [],
        "texts": texts,
        "ids": named,
    }


def frames(found: dict) -> dict:
    """The arguments of `report.render` from what `rows` gives."""
    names = ("claims", "facts", "discrepancies", "sources", "proposals", "checks", "decisions")
    made = {
        name: tables.validate(name, tables.order(name, tables.frame(name, found[name])), name)
        if name != "decisions"
        else tables.frame(name, found[name])
        for name in names
    }
    return made | {"texts": found["texts"], "title": "Canada in Mali"}


def corpus() -> dict:
    return frames(rows())


def many(count: int) -> dict:
    """`corpus()` with `count` further contradictions, each between two of `count // 10` made-up documents."""
    found = rows()
    documents = [f"made-{n:04d}" for n in range(max(2, count // 10))]
    texts = dict.fromkeys(documents, "")
    for n in range(count):
        members = []
        for side in range(2):
            source = documents[(n + side) % len(documents)]
            quote = (
                f"In district {n} the survey of the water board counted {1000 + n + side * (1 + n % 9)} wells in use at"
                " the end"
                f" of the season, of which {100 + n} were new, and the board promised to publish the list."
            )
            surface = f"{1000 + n + side * (1 + n % 9)} wells"
            at = len(texts[source]) + quote.index(surface)
            texts[source] += quote + "\n\n"
            value = surface.split()[0]
            members.append(
                {
                    "claim_id": ids.claim_id(source, quote, surface, 0),
                    "source_id": source,
                    "path": f"{source}.txt",
                    "start": at,
                    "end": at + len(surface),
                    "line": texts[source].count("\n", 0, at) + 1,
                    "surface": surface,
                    "quote": quote,
                    "kind": "count",
                    "value": value,
                    "low": value,
                    "high": value,
                    "bound": "exact",
                    "unit": "well",
                    "status": "read",
                    "modality": "stated",
                    "why": "count.noun",
                    "role": "differs",
                }
            )
        fact = ids.fact_id(m["claim_id"] for m in members)
        for member in members:
            member["fact_id"] = fact
        found["claims"] += members
        found["facts"].append(
            {
                "fact_id": fact,
                "question": f"How many wells were in use in district {n}?",
                "status": "conflict",
                "unit": "well",
                "n_claims": 2,
                "n_sources": 2,
                "n_independent": 2,
                "decided": "no",
                "confidence": "0.00",
                "why": "No sound basis for a choice.",
            }
        )
        found["discrepancies"].append(
            {
                "discrepancy_id": ids.discrepancy_id("conflict", [m["claim_id"] for m in members]),
                "fact_id": fact,
                "kind": "conflict",
                "severity": ("high", "medium", "low")[n % 3],
                "state": "open",
                "spread": f"0.{n % 97:02d}",
                "summary": " against ".join(f"{m['value']} [{m['source_id']}]" for m in members),
                "values": " | ".join(m["value"] for m in members),
                "explanation": "Both speak of the same district. They differ.",
                "suggestion": "none; neither is hedged.",
                "claim_ids": " ".join(m["claim_id"] for m in members),
            }
        )
    found["sources"] += [
        {
            "source_id": name,
            "path": f"{name}.txt",
            "published_basis": "unknown",
            "sha256": "0" * 64,
            "status": "read",
            "publisher": "Water board",
            "kind": "report",
            "n_claims": sum(c["source_id"] == name for c in found["claims"]),
        }
        for name in documents
    ]
    found["texts"] = found["texts"] | texts
    return frames(found)
