"""One figure and its sign: what the readers of money, measures and counts fill in.

    >>> sign_before(Plain("it was minus 5"), 13, 0)
    (7, True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline import units
from pipeline.number_words import Numeral
from pipeline.plain import Plain
from pipeline.rules import load


@dataclass(slots=True)
class Figure:
    """What stands at one numeral. `number` is its span, `[start, end)` the surface with currency and unit.

    `kind` "" while nothing says what is counted, "glued" when the numeral is part of a word; `bound` of a hedge between
    figure and unit ("15+ seats"); `plural` whether a counted noun in the plural was found; `hyphen` whether the unit
    hangs on a hyphen; `prefixed` whether a currency stands in front.
    """

    n: Numeral
    start: int
    end: int
    value: Decimal
    number: tuple[int, int]
    kind: str = ""
    unit: str = ""
    noun: str = ""
    rule: str = ""
    bound: str = ""
    plural: bool = False
    hyphen: bool = False
    prefixed: bool = False

    def take(self, kind: str, unit: str, end: int, rule: str) -> None:
        """Says what the figure is and where its surface ends."""
        self.kind, self.unit, self.end, self.rule = kind, unit, end, rule

    def take_rate(self, p: Plain) -> bool:
        """Extends the unit by "a day", "per barrel", "/kg"; whether there was one."""
        per = units.read_per(p, self.end)
        if per is None or per[0] == self.unit:
            return False
        self.unit, self.end = f"{self.unit}/{per[0]}", per[1]
        return True


_PROSE = re.compile(r"[^\n]{0,40}?[A-Za-z]{3}")
SIGN_WORD = re.compile(r"(?<![a-z])(?:minus|negative)[ -]$")
# Before a figure: its age. "the age of" is part of the surface, "turned" is not.
AGE_BEFORE = re.compile(r"(?<![a-z])(?P<w>" + "|".join(sorted(load("bounds")["age"]["before"], key=len, reverse=True)) +
                        r")(?: about| around| just| only)?,? {1,2}$")
# How far before a figure words of age and sign are looked for (code points).
AGE_REACH, SIGN_REACH = 24, 10


def sign_before(p: Plain, start: int, floor: int) -> tuple[int, bool]:
    """(start with its sign, whether negative) of a figure that starts at `start`."""
    s = p.s
    c = s[start - 1:start] if start > floor else ""
    before = s[start - 2:start - 1] if start > 1 else ""
    if c == "-" and (not before or before in " \n([<>=$£€/\"'"):
        return start - 1, True
    if c == "+" and (not before or before in " \n(["):
        return start - 1, False
    if c in (" ", "-") and c:
        m = SIGN_WORD.search(p.low, max(floor, start - SIGN_REACH), start)
        if m and p.low.endswith("plus or ", floor, m.start()):
            return m.start() - 8, False                  # "plus or minus 3 points"
        if m:
            return m.start(), True
    if c == " " and before == "-" and (start - 2 <= floor or s[start - 3] in "\n([") and \
            (s[start - 3:start - 2] in ("(", "[") or not _PROSE.match(s, start)):
        return start - 2, True                           # "(- 5)"; before words at the start of a line the dash is a bullet
    return start, False
