"""Identity: the folded text of a claim's sentence and the ids made from it. Frozen.

A decision of a reviewer hangs on a claim id, so nothing here may change: the golden test in tests/test_ids.py pins it.
Readings, rules and offsets are not part of an id, so ids outlive re-wrapped documents and better rules.

    >>> fold("“More  than” $30 M")
    '"more than" $30 m'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")})
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"""[.!?]['")\]]*\s+(?=['"(\[]*[A-Z0-9])|\n\s*\n""")


# each claim of a sentence asks for it anew, and a table can be one sentence of thousands of claims
@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """NFKC, straight quotes and dashes, white space squashed, case folded."""
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    return _SPACE.sub(" ", text).strip().casefold()


def digest(*parts: str) -> str:
    """12 hex digits over the parts; the separator cannot occur in folded text."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def claim_id(source_id: str, sentence: str, surface: str, nth: int) -> str:
    """`nth` tells equal surfaces in equal sentences of one source apart, from 0."""
    return "c-" + digest(source_id, fold(sentence), fold(surface), str(nth))


def fact_id(claim_ids) -> str:
    """From the ids of its claims, in any order."""
    return "f-" + digest("fact", *sorted(claim_ids))


def discrepancy_id(kind: str, claim_ids) -> str:
    """From its kind and the ids of its claims, in any order."""
    return "d-" + digest(kind, *sorted(claim_ids))


def id_sentences(text: str) -> list[tuple[int, int]]:
    """The simple frozen splitter used for ids alone: spans of sentences, gaps between them left out."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if text[start:end].strip():
            spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
