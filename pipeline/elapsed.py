"""Times taken, printed with colons: "a record of 14:11.15", "won in 2:05:11", "a lap of 1:12.9" → seconds.

Clock times are read before (see `clock`); what is left here has fractions of a second or stands behind words of a race.

    >>> m = read_elapsed(Plain("She won in 2:05:11 there"), 11); (m.kind, m.value, m.unit, m.end)
    ('duration', '7511', 'second', 18)
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.emit import text
from pipeline.mention import Mention
from pipeline.plain import Plain
from pipeline.time_grammar import TIME_TAKEN

_PARTS = re.compile(r"(?P<a>[0-9]{1,2}):(?P<b>[0-5][0-9])(?::(?P<c>[0-5][0-9]))?(?P<f>\.[0-9]{1,3})?(?![\w:]|[.,][0-9]| ?[ap]\.?m)")


def read_elapsed(p: Plain, at: int) -> Mention | None:
    """The time taken at `at`; None for a clock time, a ratio or a verse."""
    m = _PARTS.match(p.s, at)
    if not m or p.s[at - 1:at] in (":", ".", "-") or (not m["f"] and not TIME_TAKEN.search(p.low[max(0, at - 12):at])):
        return None
    numbers = [int(m[k]) for k in ("a", "b", "c") if m[k]]
    value = Decimal(0)
    for number in numbers:
        value = value * 60 + number
    value += Decimal("0" + m["f"]) if m["f"] else 0
    place = Decimal(1).scaleb(-(len(m["f"]) - 1)) if m["f"] else Decimal(1)
    v = text(value)
    return Mention(at, m.end(), "duration", v, v, v, "exact", text(place / 2), "second", "printed", m.span(), rule="duration.elapsed")
