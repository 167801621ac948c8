"""The build as a reader looks things up in it: claims, facts, sources and texts by their ids, a claim with its passage.

In: rows of the published tables and the documents' texts. Out: a `Book`, and `witness`: one claim as a card shows it,
with the quote in marked pieces, its neighbours and the ways to the passage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from pipeline import passages, review, schemas, wording
from pipeline.text import Layout

# characters of a neighbouring sentence: enough to see what the passage is about
NEIGHBOUR = 180


class Book:
    """Claims, facts, sources and texts by their ids, with the sentences that were found so far. `shown` names the sources
    whose documents the page holds, so that a link leads somewhere."""

    def __init__(self, claims, facts, sources, texts, base, shown):
        self.shown = shown
        self.claims = {claim["claim_id"]: claim for claim in claims}
        self.facts = {fact["fact_id"]: fact for fact in facts}
        self.sources = {source["source_id"]: source for source in sources}
        self.texts, self.base = texts, base
        self.by_source: dict[str, list[dict]] = defaultdict(list)
        self.by_fact: dict[str, list[dict]] = defaultdict(list)
        for claim in sorted(claims, key=lambda c: (c["source_id"], c["start"], c["claim_id"])):
            self.by_source[claim["source_id"]].append(claim)
            self.by_fact[claim["fact_id"]].append(claim)
        self._starts = {source: [c["start"] for c in found] for source, found in self.by_source.items()}
        self._spans: dict[str, tuple[int, int]] = {}
        self._layouts: dict[str, Layout] = {}

    def holds(self, claim) -> bool:
        """Whether the claim has a place on the page, in its document."""
        return claim["source_id"] in self.shown

    def span(self, claim) -> tuple[int, int]:
        """Span of the claim's sentence in its document."""
        name = claim["claim_id"]
        if name not in self._spans:
            text = self.texts.get(claim["source_id"], "")
            self._spans[name] = passages.sentence_span(text, claim["quote"], claim["start"], claim["end"])
        return self._spans[name]

    def neighbours(self, claim) -> list[tuple[str, str]]:
        """The heading that the claim's sentence stands under, and the sentences before and after it, cut to a line."""
        source = claim["source_id"]
        if not self.texts.get(source):
            return []
        if source not in self._layouts:
            self._layouts[source] = Layout(self.texts[source])
        layout = self._layouts[source]
        at = layout.sentence_index(claim["start"])
        if at < 0:
            return []
        here, found = layout.sentences[at], []
        if here.heading:
            found.append(("under", _cut(here.heading)))
        for name, other in (("before", at - 1), ("after", at + 1)):
            if 0 <= other < len(layout.sentences) and layout.sentences[other].block == here.block:
                found.append(
                    (
                        name,
                        _cut(
                            layout.text[layout.sentences[other].start : layout.sentences[other].end], name == "before"
                        ),
                    )
                )
        return found

    def rank(self, claim) -> tuple:
        """Nearer to the matter first, then by name."""
        standing = self.sources.get(claim["source_id"], {}).get("standing", "")
        order = schemas.STANDINGS.index(standing) if standing in schemas.STANDINGS else len(schemas.STANDINGS)
        return order, claim["source_id"], claim["start"]

    def value(self, fact) -> str:
        """The fact's value for people; without the counted noun, which its question names already."""
        chosen = self.claims.get(fact["chosen_claim_id"], {})
        return wording.said(fact | {"unit": ""} if chosen.get("kind") == "count" else fact)

    def beside(self, claim) -> list[dict]:
        """The other claims of the same sentence, in order."""
        low, high = self.span(claim)
        starts, found = self._starts[claim["source_id"]], self.by_source[claim["source_id"]]
        return [
            c
            for c in found[bisect_left(starts, low) : bisect_left(starts, high)]
            if c["status"] == "read" and c["claim_id"] != claim["claim_id"]
        ]


def _cut(text: str, tail: bool = False) -> str:
    """At most a line of text, the part next to the claim."""
    text = " ".join(text.split())
    if len(text) <= NEIGHBOUR:
        return text
    return "…" + text[-NEIGHBOUR:].partition(" ")[2] if tail else text[:NEIGHBOUR].rpartition(" ")[0] + "…"


def source_name(source) -> str:
    return source.get("publisher") or source.get("title") or source.get("source_id", "")


def witness(claim, book: Book, shared=frozenset(), together=frozenset(), quoted: set | None = None) -> dict:
    """One claim as a card shows it: who says it, the quote in pieces, and the ways to the passage.

    Figures with a point in `shared` are dotted, claims in `together` marked as well. A sentence in `quoted` is not
    quoted again; it is added there.
    """
    source = book.sources.get(claim["source_id"], {"source_id": claim["source_id"]})
    text = book.texts.get(claim["source_id"], "")
    within = book.span(claim)
    spot = passages.place(text, claim["quote"], claim["surface"], claim["start"], claim["end"], within)
    marks = [(*spot, "mark")] + [
        (
            *passages.place(text, claim["quote"], other["surface"], other["start"], other["end"], within),
            "mark" if other["claim_id"] in together else "same",
        )
        for other in book.beside(claim)
        if other["claim_id"] in together or (review.point(other) in shared and other["kind"] != "identifier")
    ]
    again = quoted is not None and (claim["source_id"], claim["quote"]) in quoted
    if quoted is not None:
        quoted.add((claim["source_id"], claim["quote"]))
    page = f"page {claim['page']}, " if claim["page"] else ""
    return {
        "id": claim["claim_id"],
        "seen": review.reading(claim),
        "said": wording.said(claim),
        "surface": claim["surface"],
        "who": source_name(source),
        "kind": source.get("kind", ""),
        "published": wording.published(source),
        "cites": source.get("cites", ""),
        "source_id": claim["source_id"],
        "role": claim["role"],
        "quote": [] if again else passages.pieces(claim["quote"], marks),
        "where": f"{claim['source_id']}, {page}line {claim['line']}, characters {claim['start']} to {claim['end']}",
        "short_where": f"{claim['source_id']}, {page}line {claim['line']}",
        "file": passages.local(book.base, claim),
        "here": book.holds(claim),
        "web": passages.web(source.get("url", ""), text, claim["start"], claim["end"]),
        "details": book.neighbours(claim)
        + [
            (name, claim[column])
            for name, column in (
                ("period", "period"),
                ("as of", "as_of"),
                ("scope", "scope"),
                ("said by", "attributed_to"),
                ("unit", "unit_basis"),
                ("joined because", "match_why"),
                ("rule", "why"),
            )
            if claim[column]
        ]
        + ([("said as", claim["modality"])] if claim["modality"] != "stated" else []),
    }
