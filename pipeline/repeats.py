"""Stretches of a text that repeat the same few characters on and on: no prose, so no figure of them is a claim.

Reading figure by figure, a file of "1/1/1/1/…" or "one one one …" would cost as much as a library; here it costs one look.

    >>> repeated("12, " * 600)
    [(0, 1024), (1024, 2048)]
"""

from __future__ import annotations

# A stretch is looked at in windows of this many code points, from the start of the text on.
WINDOW = 1024
# A window in which no more than this many different runs of `_RUN` code points occur repeats itself; prose passes that
# number within its first line.
MOST_RUNS = 40
_RUN = 12


def repeated(text: str) -> list[tuple[int, int]]:
    """The windows of a text that repeat themselves, as spans in order."""
    return [(start, start + WINDOW) for start in range(0, len(text) - WINDOW - _RUN, WINDOW) if _repeats(text, start)]


def _repeats(text: str, start: int) -> bool:
    seen: set[str] = set()
    for at in range(start, start + WINDOW):
        seen.add(text[at:at + _RUN])
        if len(seen) > MOST_RUNS:
            return False
    return True
