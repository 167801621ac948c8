"""The view model of the report: what every card, list and document of it says, before a template says how it looks.

In: the published tables, the documents' texts and the ledger. Out: one `dict` for the templates, made of plain
values; all numbers in it are counted from the tables, and tests hold the counts of the page to them. Nothing is
decided here: order, severity, state and words of explanation come from the tables.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote as percent

from pipeline import passages, plots, review, wording
from pipeline.book import Book, source_name, witness
from pipeline.excerpt import SEVERITY_RANK, excerpt
from pipeline.tables import records

SEVERITY_SIGNS = {"high": "▲", "medium": "◆", "low": "●"}
STATE_WORDS = {"open": "open", "decided": "decided", "stale": "stale: decided before, a reading has changed"}
# units of these kinds are part of the reading; the counted noun of a count is only how the sentence puts it
_UNIT_MATTERS = ("money", "measure", "duration", "age", "percent")
# claims shown in a column before the rest folds: a reader compares columns, not long lists of witnesses
SHOWN_IN_COLUMN = 3


def build(claims, facts, discrepancies, sources, proposals, checks, texts, decisions, title, *, base="../raw/") -> dict:
    """The view model of all there is, or of a large build's `excerpt`; arguments as in `report.render`. `base` leads from
    the report to the folder of documents."""
    tables = {
        "claims": claims,
        "facts": facts,
        "discrepancies": discrepancies,
        "sources": sources,
        "proposals": proposals,
        "checks": checks,
    }
    rows = {name: records(table) for name, table in tables.items()}
    chosen = excerpt(rows, {row["claim_id"]: row["source_id"] for row in rows["claims"]})
    book = Book(rows["claims"], rows["facts"], rows["sources"], texts, base, {row["source_id"] for row in chosen.sources})
    ledger = review.effective(decisions, rows["claims"])
    cards = [_card(row, book, ledger) for row in chosen.discrepancies]
    agreements = [_agreement(fact, book) for fact in chosen.agreements]
    cards_of = {claim: card["id"] for card in reversed(cards) for claim in card["claim_ids"]}
    agreed = {fact["id"] for fact in agreements}
    return {
        "title": title,
        "contradictions": [card for card in cards if card["kind"] in wording.CONTRADICTIONS],
        "misfits": [card for card in cards if card["kind"] in wording.MISFITS],
        "explained": [card for card in cards if card["kind"] in wording.EXPLAINED],
        "proposals": [_proposal(row, n, book) for n, row in enumerate(chosen.proposals, 1)],
        "agreements": agreements,
        "n_agreements": chosen.n_agreements,
        "checks": [_check(row, book) for row in chosen.checks],
        "ledger": [
            _ruling(decision, book, cards_of)
            for decision in sorted(ledger, key=lambda d: (("stale", "orphaned", "applied").index(d.state), d.row))
        ],
        "sources": [_source(row, book) for row in chosen.sources],
        "documents": [_document(row, book, cards_of, agreed) for row in chosen.sources],
        "tally": tally(rows, ledger),
        "kinds": wording.KINDS,
        "severities": tuple(SEVERITY_RANK),
        "states": STATE_WORDS,
    }


def tally(rows: dict[str, list[dict]], ledger) -> dict[str, int]:
    """The counts that the report prints, from lists of table rows; each is a plain count of rows."""
    found = rows["discrepancies"]
    kinds, states = Counter(row["kind"] for row in found), Counter(row["state"] for row in found)
    facts = Counter(row["status"] for row in rows["facts"])
    return {
        "documents": len(rows["sources"]),
        "claims": sum(row["status"] == "read" for row in rows["claims"]),
        "ignored": sum(row["status"] == "ignored" for row in rows["claims"]),
        "facts": len(rows["facts"]),
        "discrepancies": len(found),
        "contradictions": sum(kinds[kind] for kind in wording.CONTRADICTIONS),
        "misfits": sum(kinds[kind] for kind in wording.MISFITS),
        "explained": sum(kinds[kind] for kind in wording.EXPLAINED),
        "agree": facts["agree"],
        "compatible": facts["compatible"],
        "single": facts["single"],
        "open": states["open"],
        "decided": states["decided"],
        "stale": states["stale"],
        "proposals": len(rows["proposals"]),
        "hold": sum(row["holds"] == "yes" for row in rows["checks"]),
        "fail": sum(row["holds"] == "no" for row in rows["checks"]),
        "decisions": len(ledger),
        "stale_decisions": sum(d.state == "stale" for d in ledger),
        "orphaned_decisions": sum(d.state == "orphaned" for d in ledger),
    }


def document_anchor(source_id: str) -> str:
    # an id may not hold white space, and a source id is whatever a file was called
    return "s-" + percent(source_id, safe="")


def _card(row, book: Book, ledger) -> dict:
    claims = [book.claims[name] for name in row["claim_ids"].split() if name in book.claims]
    fact = book.facts.get(row["fact_id"], {})
    columns: dict[tuple, list[dict]] = {}
    for claim in sorted(claims, key=lambda c: (c["source_id"], c["start"], c["claim_id"])):
        unit = claim["unit"] if claim["kind"] in _UNIT_MATTERS else ""
        # claims of several facts (a sum that fails) are shown one by one even where two print the same figure
        apart = "" if row["fact_id"] and row["kind"] in ("conflict", "updated", "vague") else claim["claim_id"]
        columns.setdefault((review.figure(claim), unit, apart), []).append(claim)
    ranked = sorted(
        columns.items(),
        key=lambda item: (-len({c["source_id"] for c in item[1]}), min(book.rank(c) for c in item[1]), item[0]),
    )
    figures = [{review.point(other) for claim in members for other in book.beside(claim)} for _, members in ranked]
    # figures of one sentence that do not add up share its quote: all are marked where it stands first
    quoted: set[tuple] | None = set() if row["kind"] in ("arithmetic", "calendar") else None
    together = {claim["claim_id"] for claim in claims} if quoted is not None else set()
    sides = []
    for n, (_, members) in enumerate(ranked):
        elsewhere = set().union(*(found for m, found in enumerate(figures) if m != n))
        witnesses = [witness(claim, book, elsewhere, together, quoted) for claim in members]
        sides.append(
            {
                "n": n + 1,
                "printed": members[0]["surface"],
                "said": wording.said(members[0]),
                "long": len(members[0]["surface"]) > 40,
                "shown": witnesses[:SHOWN_IN_COLUMN],
                "more": witnesses[SHOWN_IN_COLUMN:],
            }
        )
    marks = [
        {"label": side["printed"], "text": side["said"], "claim": members[0]}
        for side, (_, members) in zip(sides, ranked, strict=True)
    ]
    ids = [claim["claim_id"] for claim in claims]
    known = set(ids)
    about = [d for d in ledger if d.claim_a in known and set(d.claims) <= known]
    surfaces = {claim["claim_id"]: claim["surface"] for claim in claims}
    return {
        "id": row["discrepancy_id"],
        "fact_id": row["fact_id"],
        "question": fact.get("question") or row["summary"],
        "kind": row["kind"],
        "kind_words": wording.KINDS[row["kind"]],
        "severity": row["severity"],
        "sign": SEVERITY_SIGNS[row["severity"]],
        "state": row["state"],
        "state_words": STATE_WORDS[row["state"]],
        "summary": row["summary"],
        "spread": row["spread"],
        "spread_words": _spread(row["spread"], claims),
        "explanation": row["explanation"],
        "suggestion": row["suggestion"],
        "sides": sides,
        "claim_ids": ids,
        "missing": len(row["claim_ids"].split()) - len(ids),
        "sources": sorted({claim["source_id"] for claim in claims}),
        "plot": plots.dots(marks) if quoted is None else None,
        "strip": plots.strip(marks) if row["kind"] == "updated" else None,
        "value": book.value(fact) if fact else "",
        "basis": wording.BASES.get(fact.get("basis", ""), ""),
        "confidence": fact.get("confidence", ""),
        "fact_why": fact.get("why", ""),
        "rulings": [_row(d) for d in about],
        "decisions": [
            {
                "words": wording.decided(d, surfaces),
                "signed": _signed(d),
                "state": d.state,
                "reason": d.reason,
                "note": d.note,
            }
            for d in about
        ],
    }


def _spread(spread: str, claims) -> str:
    """The distance of the readings in words; empty where there is none."""
    if not spread or float(spread) == 0:
        return ""
    if all(claim["kind"] in ("date", "period") for claim in claims):
        return wording.several(int(float(spread)), "day") + " apart"
    return f"{float(spread) * 100:.2g} % apart" if float(spread) < 1 else f"{float(spread) * 100:.0f} % apart"


def _row(decision) -> list[str]:
    """What a page needs to say a decision again or withdraw it."""
    return [decision.claim_a, decision.claim_b, decision.verdict, decision.value]


def _signed(decision) -> str:
    return " ".join(filter(None, (decision.reviewer, decision.decided_on)))


def _agreement(fact, book: Book) -> dict:
    return {
        "id": fact["fact_id"],
        "question": fact["question"],
        "value": book.value(fact),
        "status": fact["status"],
        "n_sources": fact["n_sources"],
        "n_claims": fact["n_claims"],
        "n_independent": fact["n_independent"],
        "claims": [
            {
                "id": c["claim_id"],
                "surface": c["surface"],
                "file": passages.local(book.base, c),
                "short_where": f"{c['source_id']}, line {c['line']}",
                "here": book.holds(c),
            }
            for c in book.by_fact[fact["fact_id"]]
        ],
    }


def _proposal(row, number: int, book: Book) -> dict:
    pair = [book.claims[name] for name in (row["claim_a"], row["claim_b"]) if name in book.claims]
    figures = [{review.point(other) for other in book.beside(claim)} for claim in pair]
    sides = [
        {
            "n": n + 1,
            "printed": claim["surface"],
            "said": wording.said(claim),
            "long": len(claim["surface"]) > 40,
            "shown": [witness(claim, book, figures[1 - n] if len(pair) == 2 else frozenset())],
            "more": [],
        }
        for n, claim in enumerate(pair)
    ]
    return {
        "id": f"p-{row['claim_a'][2:]}-{row['claim_b'][2:]}",
        "n": number,
        "why": row["why"],
        "score": row["score"],
        "sides": sides,
        "sources": sorted({claim["source_id"] for claim in pair}),
    }


def _check(row, book: Book) -> dict:
    claims = [book.claims[name] for name in row["claim_ids"].split() if name in book.claims]
    return {
        "source_id": row["source_id"],
        "kind": row["kind"],
        "holds": row["holds"] == "yes",
        "explanation": row["explanation"],
        "stated": wording.number(row["stated"]),
        "computed": wording.number(row["computed"]),
        "claims": [
            {"id": c["claim_id"], "surface": c["surface"], "file": passages.local(book.base, c), "here": book.holds(c)}
            for c in claims
        ],
    }


def _ruling(decision, book: Book, cards_of) -> dict:
    surfaces = {
        name: f"{book.claims[name]['surface']} ({book.claims[name]['source_id']})"
        for name in decision.claims
        if name in book.claims
    }
    return {
        "row": decision.row,
        "line": decision.row + 1,
        "state": decision.state,
        "reason": decision.reason,
        "note": decision.note,
        "words": wording.decided(decision, surfaces),
        "signed": _signed(decision),
        "seen": [seen for seen in (decision.seen_a, decision.seen_b) if seen],
        "claims": [name for name in decision.claims if name in book.claims and book.holds(book.claims[name])],
        "ruling": _row(decision),
        "now": {name: review.reading(book.claims[name]) for name in decision.claims if name in book.claims},
        "card": next((cards_of[name] for name in decision.claims if name in cards_of), ""),
    }


def _source(row, book: Book) -> dict:
    return row | {
        "name": source_name(row),
        "anchor": document_anchor(row["source_id"]),
        "when": wording.published(row),
        "web": passages.web(row["url"], "", 0, 0),
        "file": book.base + percent(row["path"], safe="/"),
    }


def _document(row, book: Book, cards_of, agreed) -> dict:
    """A document with every claim marked in its text; claims that have no place in the text are listed after it."""
    text = book.texts.get(row["source_id"], "")
    marks, loose, at = [], [], 0
    for claim in book.by_source[row["source_id"]]:
        fact = book.facts.get(claim["fact_id"], {})
        card = cards_of.get(claim["claim_id"], "")
        ignored = claim["status"] == "ignored"
        status = "ignored" if ignored else fact.get("status", "single")
        label = f"{claim['surface']}: " + (
            f"ignored, {claim['why']}"
            if ignored
            else f"read as {claim['kind']} {wording.said(claim)}; {_STATUS_WORDS[status]}"
        )
        entry = {
            "id": claim["claim_id"],
            "status": status,
            "label": label,
            "surface": claim["surface"],
            "line": claim["line"],
            "href": card or (claim["fact_id"] if claim["fact_id"] in agreed else claim["claim_id"]),
        }
        if (
            text[claim["start"] : claim["end"]] == claim["surface"]
            and claim["start"] >= at
            and claim["end"] > claim["start"]
        ):
            marks.append((claim["start"], claim["end"], entry))
            at = claim["end"]
        else:
            loose.append(entry)
    return {
        "source_id": row["source_id"],
        "anchor": document_anchor(row["source_id"]),
        "title": row["title"] or row["source_id"],
        "n_claims": sum(c["status"] == "read" for c in book.by_source[row["source_id"]]),
        "n_ignored": sum(c["status"] == "ignored" for c in book.by_source[row["source_id"]]),
        "pieces": passages.pieces(text, marks),
        "loose": loose,
        "file": book.base + percent(row["path"], safe="/"),
        "status": row["status"],
        "why": row["why"],
    }


_STATUS_WORDS = {
    "single": "no other claim of this fact",
    "agree": "agrees with others",
    "compatible": "fits with others",
    "updated": "differs, explained",
    "conflict": "in conflict",
}
