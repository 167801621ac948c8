"""Inline span marks for tests: "trained [[360 peace ambassadors]] in" → the text and the span."""

from __future__ import annotations

from decimal import Decimal


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the marked spans in order; "[[[3]]]" marks "[3]"."""
    text, spans, i = "", [], 0
    while True:
        a = marked.find("[[", i)
        if a < 0:
            return text + marked[i:], spans
        b = marked.find("]]", a)
        while marked[b + 2:b + 3] == "]":
            b += 1
        text += marked[i:a]
        inner = marked[a + 2:b]
        spans.append((len(text), len(text) + len(inner)))
        text += inner
        i = b + 2


def same(printed: str, wanted: str) -> bool:
    """Whether two cells say the same: numbers by value, everything else to the letter."""
    if printed == wanted:
        return True
    try:
        a, b = Decimal(printed), Decimal(wanted)
    except ArithmeticError:
        return False
    return abs(a - b) <= abs(b) * Decimal("1e-9")
