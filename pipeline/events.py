"""When two times can be of one event: what happens once to a thing, and stretches that meet only because one is open.

In: profiles of two claims of time, or two EDTF values. Out: yes or no.
"""

from __future__ import annotations

from functools import cache

from pipeline import edtf
from pipeline.profiles import Profile, stem
from pipeline.rules import load

# share of the words of two events that they have in common, from which they are of one name
NAMED_ALIKE = 0.75
# years from which a stretch meets too much to say anything
WIDE = 9


@cache
def once() -> frozenset[str]:
    """Stems of the verbs of what happens once to a thing."""
    return frozenset(stem(word) for word in load("verdicts")["events"]["once"].split())


def one_event(a: Profile, b: Profile) -> bool:
    """Whether two times are of one thing that can happen to it once: "the strike ended", "the company was founded"."""
    return (bool(a.action) and a.action == b.action and a.action in once() and bool((a.subject | a.object) & (b.subject | b.object))
            and 2 * len(a.measure & b.measure) >= NAMED_ALIKE * (len(a.measure) + len(b.measure))
            and not (a.names and b.names and a.names.isdisjoint(b.names)))


def loose(a: str, b: str) -> bool:
    """Whether two times meet only because one of them is open ("since 2012" and "June 2016", but not "since 2016" and it) or wide
    ("this century")."""
    if a != b and (_wide(a) or _wide(b)):
        return True
    if ".." not in a + b:
        return False
    spans = [edtf.interval(value.replace("../", "").replace("/..", "")) for value in (a, b)]
    (low, high), (other_low, other_high) = spans
    return not (low and high and other_low and other_high and low <= other_high and other_low <= high)


def _wide(value: str) -> bool:
    """Whether a time is a decade or longer."""
    low, high = edtf.interval(value) if value else ("", "")
    return bool(low and high) and int(high[:4]) - int(low[:4]) >= WIDE
