"""Proper names in a phrase, and whether two sets of them share one: by a word, its first letters, or initials.

    >>> shared(names("the United Kingdom"), names("in the U.K."))
    True
"""

from __future__ import annotations

import re

STEM = 5  # letters: "Geneva" and "Genevan", "Chile" and "Chilean" are one name
_NAME = re.compile(r"\b[A-Z][\w'’.-]*(?:\s+(?:of|the|and|de|la|el)\s+(?=[A-Z])|\s+)?(?:[A-Z][\w'’.-]*\s*)*")


def names(text: str) -> frozenset:
    """The capitalised names in a phrase, folded."""
    return frozenset(" ".join(m.split()).casefold().rstrip(".") for m in _NAME.findall(text) if m.strip())


def shared(one: frozenset, other: frozenset) -> bool:
    """Whether one of the names in the first set is one in the second."""
    if any(letters(x) & letters(y) for x in one for y in other):
        return True
    return bool(one & other) or any(
        x.startswith(y[:STEM]) or y.startswith(x[:STEM])
        for x in (w for name in one for w in name.split() if len(w) > 2) for y in (w for name in other for w in name.split() if len(w) > 2))


def letters(name: str) -> set[str]:
    """A name without dots, and its initials when it has several words: "U.K." and "United Kingdom" are one."""
    words = name.replace(".", "").split()
    return {"".join(words), *(["".join(w[0] for w in words)] if len(words) > 1 else [])}
