"""Which sources of a fact are witnesses of their own, and which only repeat another.

In: the claims of a fact and what each source cites. Out: the claims that copy, by claim id. A source that cites another of the
same fact, or whose sentence is nearly the same words (wire text), is no further witness.

    >>> a = {"claim_id": "a", "source_id": "x", "quote": "Some 360 peace ambassadors were trained in the north by June."}
    >>> b = {"claim_id": "b", "source_id": "y", "quote": "Some 350 peace ambassadors were trained in the north by June."}
    >>> copies([a, b], {"y": {"x"}}, {})
    {'b': 'y cites x'}
"""

from __future__ import annotations

import re
from itertools import combinations

_WORD = re.compile(r"\w+")
# Shared share of word triples from which two passages count as one text; paraphrases of the same fact stay below .3
SAME_TEXT = 0.6
LEAST_WORDS = 8


def triples(quote: str) -> frozenset[tuple[str, ...]]:
    """Word triples of a passage, figures left out, so that a changed figure does not hide a copy."""
    words = [w.casefold() for w in _WORD.findall(quote) if not w[0].isdigit()]
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def copies(claims: list[dict], cites: dict[str, set[str]], published: dict[str, str]) -> dict[str, str]:
    """claim id -> why it is a copy. The earlier published source stays the witness; without dates the first in id order."""
    found: dict[str, str] = {}
    sources = {c["source_id"] for c in claims}
    for claim in claims:
        cited = sorted((cites.get(claim["source_id"], set()) & sources) - {claim["source_id"]})
        if cited:
            found[claim["claim_id"]] = f"{claim['source_id']} cites {cited[0]}"
    shapes = {c["claim_id"]: triples(c["quote"]) for c in claims}
    for a, b in combinations(sorted(claims, key=lambda c: (published.get(c["source_id"]) or "9999", c["source_id"], c["claim_id"])), 2):
        if a["source_id"] == b["source_id"] or b["claim_id"] in found or a["claim_id"] in found:
            continue
        one, two = shapes[a["claim_id"]], shapes[b["claim_id"]]
        if one and two and len(one & two) / len(one | two) >= SAME_TEXT:
            found[b["claim_id"]] = f"nearly the same words as in {a['source_id']}"
    return found
