"""How far a long stage has come: `tell(done, total)` is called as it goes on, and a stage hands parts of itself on to its steps.

    >>> said = []
    >>> for _ in told("abc", share(lambda done, total: said.append((done, total)), 20, 50), every=1): pass
    >>> said
    [(30.0, 100), (40.0, 100), (50.0, 100)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Tell = Callable[[float, float], None]


def quiet(done: float, total: float) -> None:
    """Tells nobody."""


def share(tell: Tell, low: float, high: float) -> Tell:
    """For a step that takes its stage from `low` to `high` per cent."""
    return lambda done, total: tell(low + (high - low) * done / max(total, 1), 100)


def told(items: Sequence, tell: Tell, every: int = 1000) -> Iterator:
    """The items; tells after each `every` of them, and at the end."""
    for n, item in enumerate(items, 1):
        yield item
        if n % every == 0 or n == len(items):
            tell(n, len(items))
