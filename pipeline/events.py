"""When two times can be of one event: what happens once to a thing, and stretches that meet only because one is open.

In: profiles of two claims of time with the features of their pair, or two EDTF values. Out: yes or no.
"""

from __future__ import annotations

from functools import cache

from pipeline import edtf
from pipeline.profiles import Profile, stem
from pipeline.rules import load

# likeness of the words of two events (feature `measure`) from which they are of one name
NAMED_ALIKE = 0.75


@cache
def once() -> frozenset[str]:
    """Stems of the verbs of what happens once to a thing."""
    return frozenset(stem(word) for word in load("verdicts")["events"]["once"].split())


def one_event(a: Profile, b: Profile, f: dict[str, float]) -> bool:
    """Whether two times are of one thing that can happen to it once: "the strike ended", "the company was founded"."""
    return (bool(a.action) and a.action == b.action and a.action in once() and bool((a.subject | a.object) & (b.subject | b.object))
            and f["measure"] >= NAMED_ALIKE and not f["names_apart"])


def loose(a: str, b: str) -> bool:
    """Whether two times meet only because one of them is open: "since 2012" and "June 2016", but not "since 2016" and it."""
    if ".." not in a + b:
        return False
    spans = [edtf.interval(value.replace("../", "").replace("/..", "")) for value in (a, b)]
    (low, high), (other_low, other_high) = spans
    return not (low and high and other_low and other_high and low <= other_high and other_low <= high)
