"""Pairs of figures: ranges, scores, shares and lists that share one unit.

    >>> p = Plain("8- to 16-metre mirror"); f = read_figure(p, read_numeral(p, 0))
    >>> pair(p, f).low, pair(p, f).high
    (Decimal('8'), Decimal('16'))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline import bounds, tallies
from pipeline.currencies import MINOR
from pipeline.figure import Figure, read_figure
from pipeline.number_words import divide
from pipeline.numerals import read_numeral
from pipeline.plain import Plain


@dataclass(slots=True)
class Pair:
    """Two figures read together: a range ("range"), a tally of two mentions ("tally") or a share ("1 of 7")."""

    shape: str
    first: Figure
    last: Figure
    start: int
    end: int
    low: Decimal
    high: Decimal


# Between the ends of a range: a dash, or a word with spaces or hyphens around it, and hedges of the second end.
_RANGE = re.compile(
    r"(?P<dash>-(?= (?:to|and|or) )| ?[–~] ?|-| - )?"
    r"(?P<w>(?: {0,3}(?:to|through|thru|till)(?: {1,3}|-)| {1,3}(?:and|or) {1,3})"
    r"(?:as (?:many|much|high) as |about |around |up to |nearly |almost |over |even |roughly |perhaps )?)?"
)
_CURRENCY_HEAD = re.compile(
    r"(?:[A-Za-z]{0,4}[.]?[A-Za-z]{0,2}\.? ?[$£€¥₹₽₩₺₪₦฿₱₫](?:[A-Z]{2,3})? ?|[A-Z]{2,4} ?)?-?(?:minus |negative )?"
)
_LOWER_HEAD = re.compile(r"(?:us|hk|nz|au|c|a|s|rm|rs|usd|eur|gbp) ?\$? ?(?=[0-9])")
_SHARE = re.compile(
    r"(?: {1,3}|-)(?P<w>out of|of|in every|in|over)(?: {1,3}|-)"
    r"(?:(?:the|every|all|its|their|these|those|only|some|about) {1,3})?"
)
_ODDS = re.compile(r"(?::|(?P<t>-to-|-for-|-of-|-in-))(?P<b>[0-9]{1,3}(?:,[0-9]{3}){0,3})(?![0-9:]|[.,][0-9]|-(?!year))")
_BETWEEN = re.compile(r"(?<![a-z])between {1,3}(?:the )?$")
_YEARISH = (1500, 2100)
# Denominators of shares printed with "in": "four in ten".
_SHARE_BASES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10000, 100000, 1000000}
)


def next_figure(p: Plain, at: int) -> Figure | None:
    """The figure that starts exactly at `at`, its currency and sign included."""
    c = p.s[at:at + 1]
    if not c:
        return None
    start = at
    if not (c.isdigit() or (c.isalpha() and c.islower())):
        start = _CURRENCY_HEAD.match(p.s, at).end()
    elif c.isalpha() and p.low.startswith(("minus ", "negative "), at):
        start = p.low.index(" ", at) + 1
    n = read_numeral(p, start) if start < len(p.s) else None
    if n is None and c.isalpha():
        m = _LOWER_HEAD.match(p.low, at)
        n = read_numeral(p, m.end()) if m else None
    f = read_figure(p, n, at) if n else None
    return f if f and f.start == at else None


def pair(p: Plain, f: Figure) -> Pair | None:
    """The range, score or share that starts with figure `f`, or None."""
    return _share(p, f) or _range(p, f)


def _odds(p: Plain, f: Figure, at: int) -> Pair | None:
    """"3:1", "3-to-1", "3-for-4": a ratio of two bare figures."""
    m = _ODDS.match(p.s, at) if f.n.bare and f.kind == "" else None
    b = int(m["b"].replace(",", "")) if m else 0
    if not m or not b or (not m["t"] and len(m["b"]) > 1 and not (f.value == 1 and b >= 1000)):
        return None                                      # "1:50,000" is a scale, "1:50" a time
    n = read_numeral(p, m.start("b"))
    g = read_figure(p, n, m.start("b")) if n else None
    if g is None or (g.kind not in ("", "count") and m["t"] != "-in-") or (m["t"] == "-to-" and f.value <= g.value):
        return None                                      # "10-to-15 minutes" is a range
    value = divide(f.value, g.value)
    return Pair("share", f, g, f.start, g.number[1], value, value)


_RATED = re.compile(r"(?: out of | ?/ ?)(?P<b>5|five|10|ten|100)(?![0-9/]|[.,][0-9]| ?%)(?! (?:or|to) [0-9])")


def _rated(p: Plain, f: Figure) -> Pair | None:
    """"8.5 out of 10", "4.5/5": points of a scale; whole figures are shares like any other."""
    m = _RATED.match(p.s, f.number[1]) if f.kind == "" and f.n.place < 1 and f.n.form == "digits" else None
    n = read_numeral(p, m.start("b")) if m else None
    if n is None or not 0 < f.value <= n.value:
        return None
    g = Figure(n, n.start, n.end, n.value, (n.start, n.end), rule=n.rule)
    value = divide(f.value, n.value).normalize()
    return Pair("share", f, g, f.start, n.end, value, value)


def _share(p: Plain, f: Figure) -> Pair | None:
    rated = _rated(p, f)
    if rated:
        return rated
    if (
        f.kind not in ("", "count")
        or f.n.form not in ("digits", "words")
        or f.hyphen
        or f.value != f.value.to_integral_value()
    ):
        return None
    at = f.number[1]
    odds = _odds(p, f, at)
    if odds:
        return odds
    if f.kind == "count" and f.rule == "count.noun":
        if p.low[f.end:f.end + 8] == " out of ":
            at = f.end
    m = _SHARE.match(p.low, at)
    if not m:
        return None
    n = read_numeral(p, m.end()) if m.end() < len(p.s) else None
    if n is None or n.form not in ("digits", "words") or n.value <= 0 or n.value != n.value.to_integral_value():
        return None
    g = read_figure(p, n, m.end())
    if g is None or g.kind in ("money", "measure", "duration", "percent", "age", "ratio"):
        return None
    word = m["w"]
    if f.value >= n.value or (f.value < 0 and word != "over"):
        return None
    if word == "over" and (
        g.kind or f.kind or f.value > 9 or (f.n.form == "digits" and n.form == "digits" and n.value > 10)
    ):
        return None
    one_in = f.value == 1 and (n.value < 1000 if not g.kind else g.plural and g.unit != "time")   # "1 in 59 children"
    if word == "in" and n.value not in _SHARE_BASES and not one_in:
        return None
    if word in ("in", "in every") and g.kind == "count" and g.n.form == "digits" and n.value < 10 and f.value > 1:
        return None
    if word == "of" and n.bare and _YEARISH[0] < n.value < _YEARISH[1] and g.kind == "":
        return None
    if word == "of" and m[0].strip() != "of":
        return None                                      # "18 of the 25 wells": two counts of one thing
    value = divide(f.value, n.value).normalize()
    if len(value.as_tuple().digits) > 6:
        value = value.quantize(Decimal(1).scaleb(value.adjusted() - 5)).normalize()
    return Pair("share", f, g, f.start, g.end, value, value)


def _range(p: Plain, f: Figure) -> Pair | None:
    ends = (f.end, f.number[1]) if f.kind == "count" and f.rule == "count.noun" and f.end != f.number[1] else (f.end,)
    for at in ends:
        m = _RANGE.match(p.low, at)
        if not m or m.end() == at:
            continue
        word, dash = (m["w"] or "").strip(" -").split(" ")[0], m["dash"] or ""
        if not word and dash == "-" and f.n.form == "words":
            continue
        if word == "and" and not any(_BETWEEN.search(p.low, max(0, f.start - 14), x) for x in (f.start, f.number[0])):
            continue
        ordinal = f.n.form == "ordinal"
        g = next_figure(p, m.end() + (4 if ordinal and p.low.startswith("the ", m.end()) else 0))
        if g is None or (g.n.form == "ordinal") != ordinal:
            continue
        million = g.n.scale == 1000000 and p.s[g.number[1] - 1] == "m"
        if million and f.unit == "meter" and p.s[f.end - 1] == "m":
            f.take("", "", f.end, f.n.rule)              # "1.5m to 2m people"
            f.value *= 1000000
        if f.kind == "money" and g.unit == "meter" and p.s[g.end - 1] == "m":
            g.take("", "", g.end, g.n.rule)              # "£20-30m"
            g.value *= 1000000
            g.n.scale = Decimal(1000000)
        if not _same_dimension(f, g):
            continue
        shape = _shape(p, f, g, word, dash)
        if shape:
            return _joined(f, g, shape)
    return None


def _shape(p: Plain, f: Figure, g: Figure, word: str, dash: str) -> str | None:
    """What two figures of one dimension are: a range, a score, or nothing (None); by what stands between them."""
    if not word:
        return _dashed(p, f, g, dash) if g.n.form == f.n.form else None      # "rose to 20 - four of them"
    if word == "or" and f.prefixed and g.prefixed:
        f.value = _scaled(f, g)
        return None                                      # "$50 or $80", "$3 or $4 billion": one price or another
    if word == "or":                                     # "three or four", not "25 or 40"
        close = f.value < g.value and (g.value <= f.value * Decimal("1.5") or g.value - f.value <= 1)
        return "range" if close and (f.kind or g.kind not in ("", "money")) else None
    if word == "to" and not dash:
        if not _to_range(p, f, g):
            return None
        if not (f.kind or g.kind) and f.value > g.value == 1 and (f.n.form == "words" or g.n.form == "words"):
            return "share"                               # "outnumbered two to one"
        if tallies.is_tally(p, f, g, dashed=False):
            return "tally"                               # "voted 5 to 4"
    return "range"


# A verb of change right before the first figure, hedges between them.
_CHANGE = re.compile(
    r"(?<![a-z])(?:" + "|".join(bounds.CHANGE) + r")"
    r"(?: (?:by|another|a further|about|around|nearly|almost|some|roughly|more than|over|as much as|just))*"
    r"(?: an?)? {1,2}$"
)


_VOTED = re.compile(
    r"(?<![a-z])(?:vot(?:ed?|ing|es)|pass(?:ed|es)|won|wins?|lost|beat|beaten|defeated|approved|rejected|carried|backed|ratified|"
    r"adopted|outnumber(?:s|ed)?|elected|margin of)(?: [a-z]+){0,3}? by (?:(?:a margin of|more than|almost|nearly|about|at least) )?$"
)


def _to_range(p: Plain, f: Figure, g: Figure) -> bool:
    """Whether "A to B" is a range: "won 3 to 2" is, "lost 5 players to 3 clubs" is not."""
    if _VOTED.search(p.low, max(0, f.start - 45), f.start) and f.value > g.value:
        return True                                      # "passed by 432 to 202", "won by a margin of two to one"
    if f.unit == "vote" and not g.kind:
        return True                                      # "by 311 votes to 112"
    m = _CHANGE.search(p.low, max(0, f.start - 30), f.start)
    if m and f.n.form != "ordinal" and (f.kind not in ("", "percent", g.kind) or f.kind == "money" or not g.kind):
        return False
    if f.kind == "count" and g.kind == "count" and f.unit and g.unit and f.end != f.number[1]:
        return f.unit == g.unit or f.unit.split()[-1] == g.unit.split()[-1]
    return True


def _dashed(p: Plain, f: Figure, g: Figure, dash: str) -> str | None:
    """range, tally or (of equal figures) score with a dash between them, None when they are neither."""
    s = p.s
    if s[g.end:g.end + 1] == "-" and s[g.end + 1:g.end + 2].isdigit():
        return None                                      # 2-1-0, a telephone number, a date
    if s[f.start - 1:f.start] == "-" and s[f.start - 2:f.start - 1].isdigit():
        return None
    bare = f.n.bare and g.n.bare
    if (
        g.kind == "count"
        and not ((g.plural and g.value != 1) or g.hyphen)
        and bare
        and dash in ("-", "–")
        and f.value >= g.value
    ):
        g.take("", "", g.number[1], g.n.rule)            # "a 3-0 win"
        g.noun = ""
    if f.value == g.value and bare and not (f.kind or g.kind):
        return "score"
    return "tally" if tallies.is_tally(p, f, g, dashed=True) else "range"


def _same_dimension(f: Figure, g: Figure) -> bool:
    """Whether two figures can be the ends of one range: same unit, or the first takes it from the second."""
    if f.rule == "ratio.part" and g.kind in ("measure", "duration"):
        return True                                      # "1/4 to 1/2 inch"
    if not f.kind or (f.kind == "count" and not f.unit):
        return g.kind not in ("ordinal",)
    if not g.kind:
        return f.prefixed or f.kind in ("money", "count", "percent", "ratio") or f.hyphen or f.rule == "age.before"
    if f.kind == "money" and g.kind == "money":
        if f.unit in MINOR or g.unit in MINOR:
            return f.unit == g.unit
        return f.unit == g.unit or "$" in f.unit or "$" in g.unit or f.unit.split("/")[0] == g.unit.split("/")[0]
    if f.kind == g.kind == "count":
        return f.unit == g.unit or f.unit in g.unit or f.unit.split()[-1] == g.unit.split()[-1]
    if f.kind == "duration" and g.kind == "age":
        return True
    return (f.kind == g.kind and f.unit == g.unit) or g.kind == "age"


def _scaled(f: Figure, g: Figure) -> Decimal:
    """The value of `f` with the scale of `g` where that reaches back: "$200 to $4 million", "two to three million"."""
    if f.n.scale == 1 and g.n.scale >= 1000 and f.value < 1000 and not f.n.grouped:
        alone = f.end == f.number[1] or f.prefixed
        if (f.n.form == "digits" and alone) or (f.n.form == "words" and f.value < g.value / g.n.scale):
            return f.value * g.n.scale
    return f.value


def _joined(f: Figure, g: Figure, shape: str) -> Pair:
    a, b = f.value, g.value
    if shape == "tally":
        return Pair(shape, f, g, f.start, g.end, b, a)
    if shape == "share":
        odds = divide(a, b)
        return Pair(shape, f, g, f.start, g.end, odds, odds)
    a = _scaled(f, g)
    if not g.kind:
        g.kind, g.unit, g.noun = f.kind, f.unit, f.noun
    elif f.kind == g.kind == "money" and g.unit.startswith("$") and not f.unit.startswith("$"):
        g.unit = f.unit.split("/")[0] + g.unit[1:]
    elif f.kind == "money" and g.kind != "money":
        g.kind, g.unit, g.noun, g.end = f.kind, f.unit, "", g.number[1]
    return Pair(shape, f, g, f.start, g.end, min(a, b), max(a, b))


# A list of more figures than this shares no unit.
LONGEST_LIST = 12
_MEMBERS = re.compile(r"(?<![a-z])(?:crew|team|family|father|mother|parent|panel|staff|gang|squad|group|party) of $")
_LIST = re.compile(
    r"-?(?:-?by-(?=[0-9])| ?[x×] ?(?=[0-9])| by (?=[0-9])|,? (?:and|or) |, |- (?:and|or) |-,? (?:and |or )?)"
)


def listed(p: Plain, f: Figure) -> list[Figure]:
    """The figures of a list such as "2, 3 and 5 GB" that starts with the bare figure `f`; the last one has the unit."""
    if f.start < p.no_series or _MEMBERS.search(p.low, max(0, f.start - 12), f.start):
        return []                                        # "a crew of six and 114 passengers"
    out = [f]
    at = f.end
    while len(out) < LONGEST_LIST:
        m = _LIST.match(p.low, at)
        g = next_figure(p, m.end()) if m else None
        if m is None or g is None:
            break
        out.append(g)
        if g.kind:
            if _shares_unit(m[0], out[-2], g):
                return out
            break
        at = g.end
    p.no_series = out[-1].start
    return []


def _shares_unit(joint: str, f: Figure, g: Figure) -> bool:
    """Whether the unit of `g`, the last of a list, is also that of the figures before it."""
    if g.prefixed:                                       # "about 8 or $9"
        return joint == " or " and f.value < g.value
    if joint.strip(" -") in ("x", "×", "by"):
        return g.kind == "measure"
    shared = (
        g.kind in ("measure", "duration", "percent", "age", "money") or (g.kind == "count" and g.plural) or g.hyphen
    )
    return shared and ("and" in joint or "or" in joint)
