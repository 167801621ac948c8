"""Text → mentions: identifiers, times and amounts in one list without overlaps.

    >>> [m.kind for m in read_mentions("Resolution 12 of 2013 paid 2000 people $5.")]  # doctest: +SKIP
    ['identifier', 'date', 'count', 'money']
"""

from __future__ import annotations

from pipeline import amounts, identifiers
from pipeline.mention import Mention

try:
    from pipeline import periods
except ImportError:                                      # the reader of times is optional while a text is read for amounts
    periods = None


def read_mentions(text: str) -> list[Mention]:
    """Every figure of a text, sorted by start; identifiers are among them (kind "identifier", `ignored` says why)."""
    names = identifiers.read_identifiers(text)
    taken = [(m.start, m.end) for m in names]
    times = list(periods.read_times(text, taken)) if periods else []
    spans = sorted(taken + [(m.start, m.end) for m in times])
    found = amounts.read_amounts(text, spans)
    return sorted([*names, *times, *found], key=lambda m: (m.start, m.end))
