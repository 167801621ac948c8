"""For tests: a tiny corpus from texts, taken through all stages in memory."""

from __future__ import annotations

from pipeline import match, normalise, reconcile, review, tables
from pipeline.extract import read_mentions
from pipeline.mention import mention_rows


class Corpus:
    """`Corpus(a="text", b="text", sources={"b": {"cites": "a"}})`: frames of all tables, and short ways to look at them."""

    def __init__(self, sources=None, decisions=(), order=None, **texts):
        names = order or sorted(texts)
        known = {"kind": "press", "published_basis": "given", "status": "read"}
        self.texts = texts
        self.documents = tables.frame("documents", [{"source_id": n, "path": f"{n}.txt", **known, **(sources or {}).get(n, {})} for n in names])
        self.mentions = tables.frame("mentions", [r for n in names for r in mention_rows(n, texts[n], read_mentions(texts[n]))])
        self.claims = normalise.normalise(self.documents, self.mentions, texts)
        ledger = tables.frame("decisions", [self._row(*d) for d in decisions])
        self.matched, self.proposals = match.match(self.claims, ledger)
        self.frames = reconcile.reconcile(self.matched, self.proposals, self.documents, ledger, texts)

    def _row(self, source_a, surface_a, verdict, source_b="", surface_b=""):
        one, other = self._find(self.claims, source_a, surface_a), self._find(self.claims, source_b, surface_b) if source_b else None
        return {"claim_a": one["claim_id"], "claim_b": other["claim_id"] if other else "", "verdict": verdict,
                "seen_a": review.reading(one), "seen_b": review.reading(other) if other else "", "reviewer": "Ada", "decided_on": "2024-05-01"}

    @staticmethod
    def _find(frame, source, surface):
        [row] = [r for r in frame.to_dict("records") if r["source_id"] == source and r["surface"] == surface]
        return row

    def claim(self, source, surface):
        return self._find(self.frames["claims"], source, surface)

    def fact(self, source, surface):
        wanted = self.claim(source, surface)["fact_id"]
        [row] = [f for f in self.frames["facts"].to_dict("records") if f["fact_id"] == wanted]
        return row

    def same(self, one, other):
        """Whether two claims, each (source, surface), share a fact."""
        return self.claim(*one)["fact_id"] == self.claim(*other)["fact_id"]

    def shared(self):
        """The facts that several sources speak of, as sets of (source, surface)."""
        found = {}
        for row in self.frames["claims"].to_dict("records"):
            if row["fact_id"]:
                found.setdefault(row["fact_id"], set()).add((row["source_id"], row["surface"]))
        return [group for group in found.values() if len({s for s, _ in group}) > 1]

    def found(self, kind):
        return [d for d in self.frames["discrepancies"].to_dict("records") if d["kind"] == kind]
