"""Ordinals, ranks and steps of a scale: "the 75th", "third-largest", "ranked 5th", "No. 3", "alert level 4".

    >>> from pipeline.figure import read_figure
    >>> from pipeline.numerals import read_numeral
    >>> p = Plain("the third-largest town")
    >>> m = read_ordinal(p, read_figure(p, read_numeral(p, 4))); (m.kind, m.value, p.s[m.start:m.end])
    ('rank', '3', 'third-largest')
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline import identifiers
from pipeline.emit import text
from pipeline.figure import Figure
from pipeline.mention import Mention
from pipeline.plain import Plain
from pipeline.rules import load

_IDLE = re.compile("(?:" + "|".join(re.escape(w) for w in load("numbers")["idle_ordinals"]["after"]) + ")(?![a-z])")
_SUPERLATIVE = re.compile(r"[- ](?:[a-z]{2,20}est|(?:most|least)(?:[- ][a-z]{3,20})?)(?![a-z])")
_RANKED = re.compile(
    r"(?<![a-z])(?:ranked|ranks|ranking|rank|rated|placed|finished|came|come|finishing|finish|finishes|seeded)"
    r"(?: in| at| as)?(?: the)?(?: [a-z]{3,15}){0,2} {1,2}(?:no\. |number |#)?$"
)
_TOP_OR_NO = re.compile(r"(?<![a-z])(?:top|bottom|no\.|number) ?$")
_LEVEL = re.compile(r"(?<![a-z-])(?P<w>" + "|".join(sorted(identifiers.LEVELS)) + r")s?[ -]$")
# Steps that are a measurement of their own, and need no ordering.
_MEASURED = frozenset({"magnitude", "ph", "mach"})
# A rank or a step beyond this is a house number.
_HIGHEST = 1000


def is_idle(p: Plain, f: Figure) -> bool:
    """Whether an ordinal orders the text or belongs to a name: "First, …", "third-party", "the Fifth Republic"."""
    s, n = p.s, f.n
    if _IDLE.match(p.low, n.end) or (s[n.end:n.end + 1] == "," and s[n.start].isupper()):
        return True
    named = (
        (s[n.start].isupper() or s[n.start].isdigit())
        and s[n.end : n.end + 1] == " "
        and s[n.end + 1 : n.end + 2].isupper()
    )
    return named and n.start > 1 and s[n.start - 1] == " " and s[n.start - 2] not in ".!?\n"


def is_rank(p: Plain, f: Figure) -> bool:
    """Whether a bare number is a place in an order; takes "top", "No." in front of it into the figure."""
    top = _TOP_OR_NO.search(p.low, max(0, f.start - 9), f.start)
    if top and 0 < f.value <= _HIGHEST and (f.value > 1 or top[0][0] == "n"):
        f.start = top.start()
        return True
    return is_ranked(p, f)


def is_ranked(p: Plain, f: Figure) -> bool:
    """Whether a verb of ranking stands before the figure: "ranked the town 5th"."""
    return _RANKED.search(p.low, max(0, f.start - 50), f.start) is not None


def read_ordinal(p: Plain, f: Figure) -> Mention | None:
    """The mention of an ordinal: a rank behind a verb of ranking or before a superlative, else an ordinal."""
    n = f.n
    if is_idle(p, f):
        return None
    m = _SUPERLATIVE.match(p.low, n.end)
    kind, end, rule = "ordinal", n.end, n.rule
    if m:
        kind, end, rule = "rank", m.end(), "rank.superlative"
    elif is_rank(p, f):
        kind, rule = "rank", "rank.placed"
    v = text(n.value)
    return Mention(f.start, end, kind, v, v, v, number=(n.start, n.end), rule=rule)


def as_levels(p: Plain, m: Mention, f: Figure, floor: int) -> Mention:
    """The mention of a range that starts with `f`, as steps of a scale when it stands behind one: "floors 124-125"."""
    level = _LEVEL.search(p.low, max(floor, f.start - 12), f.start) if not m.unit and f.n.bare else None
    if level is None or level["w"] in _MEASURED:
        return m
    return replace(m, start=level.start(), kind="ordinal", unit=level["w"], unit_basis="printed", rule="ordinal.level")


def read_level(p: Plain, f: Figure, floor: int) -> Mention | None:
    """"alert level 4", "category three storm", "magnitude 6.5": a step of a scale."""
    n = f.n
    if f.kind not in ("", "count") or f.start != n.start:
        return None
    if n.form not in ("digits", "words") or n.value >= _HIGHEST:
        return None
    m = _LEVEL.search(p.low, max(floor, n.start - 12), n.start)
    if not m or f.kind and f.plural and n.value > 1 and not (m["w"] in _MEASURED and n.place < 1):
        return None                                      # "in phase 3 teams met"
    v = text(n.value)
    measured = m["w"] in _MEASURED
    return Mention(
        m.start(),
        n.end,
        "measure" if measured else "ordinal",
        v,
        v,
        v,
        "exact",
        text(n.place / 2) if measured else "",
        m["w"],
        "printed",
        (n.start, n.end),
        rule="ordinal.level",
    )
