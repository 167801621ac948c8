"""Text → mentions: identifiers, times and amounts in one list without overlaps.

    >>> [m.kind for m in read_mentions("Resolution 12 of 2013 paid 2000 people $5.")]
    ['identifier', 'date', 'count', 'money']
"""

from __future__ import annotations

from bisect import bisect_right

from pipeline import amounts, eras, identifiers, periods
from pipeline.mention import Mention

# Times of bare figures, which a unit, a currency or a part of a number turns into amounts.
_BARE = ("year", "date.numeric_short")


def read_mentions(text: str) -> list[Mention]:
    """Every figure of a text, sorted by start; identifiers are among them (kind "identifier", `ignored` says why)."""
    names = identifiers.read_identifiers(text)
    names = sorted([*names, *eras.read_eras(text, [(m.start, m.end) for m in names])], key=lambda m: m.start)
    taken = [(m.start, m.end) for m in names]
    times = [m for m in periods.read_times(text, taken)
             if not (m.rule.startswith(_BARE) and amounts.is_amount(text, m.start, m.end))]
    spans = sorted(taken + [(m.start, m.end) for m in times])
    found = amounts.read_amounts(text, spans, frozenset(taken))
    starts = [m.start for m in found]

    def held(name: Mention) -> bool:
        """Whether an amount has the name in its noun."""
        i = bisect_right(starts, name.start) - 1
        return i >= 0 and found[i].end > name.start

    return sorted([*(n for n in names if not held(n)), *times, *found], key=lambda m: (m.start, m.end))
