"""Years counted by an era: "753 BC", "AD 79", "447–438 BCE", "the 5th century BC" → EDTF, where the year 1 BC is 0000.

They are read before other times and amounts, for the letters at them say what the figures are.

    >>> [(m.kind, m.value, m.low) for m in read_eras("Founded in 753 BC, it was sacked in AD 410.")]
    [('date', '-0752', ''), ('date', '0410', '0410-01-01')]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.edtf import interval
from pipeline.mention import Mention
from pipeline.number_words import ORDINALS
from pipeline.plain import plain

_BEFORE_CHRIST = r"(?:BCE?|B\.C\.(?:E\.)?)(?![\w])"
_OUR_ERA = r"(?:AD|A\.D\.|CE|C\.E\.)(?![\w])"
_LETTERS = ("BC", "AD", "CE", "B.C.", "A.D.", "C.E.")
_ERA = re.compile(rf"(?P<bc>{_BEFORE_CHRIST})|(?P<ad>{_OUR_ERA})")
_YEARS = re.compile(r"(?<![\w.,$£€/-])(?P<a>[0-9]{1,2}(?:,[0-9]{3})|[0-9]{1,4})(?:(?: ?[-–] ?| to | and )(?P<b>[0-9]{1,4}))? ?$")
_CENTURY = re.compile(r"(?<![\w-])(?P<n>[0-9]{1,2}(?:st|nd|rd|th)|[a-z]{5,10})[ -](?:century|centuries) $")
_YEAR_AFTER = re.compile(r" ?(?P<a>[0-9]{1,4})(?:(?: ?[-–] ?)(?P<b>[0-9]{1,4}))?(?![\w%]|[.,/][0-9])")
_BOUNDS = {"before": "less_than", "after": "more_than", "around": "about", "about": "about", "circa": "about", "c.": "about", "ca.": "about"}
_OPENER = re.compile(r"(?<![a-z])(?P<w>" + "|".join(map(re.escape, _BOUNDS)) + r") $")
# "in 2019 BC voters": a province, where the year is of our time and a word goes on.
_OUR_TIME = range(1850, 2051)
# How far before the letters the figures may start (code points).
_REACH = 26


def read_eras(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The years and centuries of a text that print their era, sorted, outside the spans `taken`."""
    p = plain(text)
    if not any(letters in p.s for letters in _LETTERS):
        return []
    out: list[Mention] = []
    done = 0
    starts = [start for start, _ in taken]
    for m in _ERA.finditer(p.s):
        found = _century(p, m, done) or _years(p, m, done)
        if found is None:
            continue
        i = bisect_left(starts, found.end) - 1
        if i < 0 or taken[i][1] <= found.start:
            out.append(found)
            done = found.end
    return out


def _value(year: int, before: bool) -> str:
    return f"{year:04d}" if not before else "0000" if year == 1 else f"-{year - 1:04d}"


def _years(p, m: re.Match, floor: int) -> Mention | None:
    before = bool(m["bc"])
    figures = _YEARS.search(p.s, max(floor, m.start() - _REACH), m.start())
    if figures is not None:
        start, end = figures.start("a"), m.end()
        if before and int(figures["a"].replace(",", "")) in _OUR_TIME and re.match(" [A-Za-z]", p.s[end:end + 2]):
            return None
    elif before or (m.start() and p.s[m.start() - 1].isalnum()):
        return None
    else:
        figures = _YEAR_AFTER.match(p.s, m.end())
        if figures is None:
            return None
        start, end = m.start(), figures.end()
    a, b = (int(figures[k].replace(",", "")) if figures[k] else 0 for k in ("a", "b"))
    if not a or (b and (b > a) == before):
        return None
    value = _value(a, before) + (f"/{_value(b, before)}" if b else "")
    low, high = ("", "") if before else interval(value)
    opener = _OPENER.search(p.low, max(floor, start - 8), start)
    bound = _BOUNDS[opener["w"]] if opener else "exact"
    return Mention(opener.start() if opener else start, end, "period" if b else "date", value, low, high, bound,
                   number=(start, end), rule="year.era")


def _century(p, m: re.Match, floor: int) -> Mention | None:
    found = _CENTURY.search(p.low, max(floor, m.start() - _REACH), m.start()) if m["bc"] else None
    if found is None:
        return None
    word = found["n"]
    n = int(re.match("[0-9]+", word)[0]) if word[0].isdigit() else ORDINALS.get(word, 0)
    if not n:
        return None
    first, last = _value(n * 100, True), _value(n * 100 - 99, True)
    return Mention(found.start(), m.end(), "period", f"{first}/{last}", number=(found.start(), m.end()), rule="century.era")
