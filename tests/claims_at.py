"""For tests: the claims that stand at the marked spans of a text ("trained [[360 nurses]] in Lyon")."""

from __future__ import annotations

from pipeline.extract import read_mentions
from pipeline.normalise import claims_of, read_claims
from tests.marks import unmark


def claims_at(marked: str, published: str = "", currency: str = "", source_id: str = "text") -> list[dict]:
    """One claim for each marked span, the one that covers most of it; an error when nothing was read there."""
    text, spans = unmark(marked)
    found = read_claims(text, published, source_id, currency)
    return [_best(found, span, text) for span in spans]


def claims_of_source(marked: str, **source) -> list[dict]:
    """As `claims_at`, for a source of which more is known (columns of schemas.Documents)."""
    text, spans = unmark(marked)
    known = {"source_id": "text", "path": "", "published": "", "currency": "", "country": "", "pages": "", **source}
    found = claims_of(known, text, read_mentions(text))
    return [_best(found, span, text) for span in spans]


def _best(found, span, text):
    start, end = span
    met = [c for c in found if c["start"] < end and c["end"] > start]
    assert met, f"nothing was read at {text[start:end]!r}; read: {[c['surface'] for c in found]}"
    return max(met, key=lambda c: min(c["end"], end) - max(c["start"], start))


def check(claim: dict, expected: dict) -> None:
    """Every expected column, with all differences in one message."""
    wrong = {name: (claim[name], wanted) for name, wanted in expected.items() if claim[name] != wanted}
    assert not wrong, f"{claim['surface']!r}: {{column: (read, wanted)}} {wrong}"
