"""What number words and bare figures must not be: pronouns, parts of names, parts of the day.

Each guard looks at a few words around one figure; nothing here changes the figure except `as_name`, which drops a dash
that is no sign.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import bounds, identifiers, nouns
from pipeline.figure import Figure
from pipeline.mention import Mention
from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("numbers")["guards"]
_ONE_BEFORE = frozenset(_RULES["one_before"])
_ZERO_BEFORE = frozenset(_RULES["zero_before"])
_ONE_IDLE = frozenset(_RULES["one_hyphen"])
_ONE_AFTER = frozenset(_RULES["one_after"])
_HALF_BEFORE = re.compile(r"(?<![a-z])(?:" + "|".join(_RULES["half_before"]) + ")[ -]$")
_HALF_AFTER = re.compile(r"(?:-| (?:" + "|".join(_RULES["half_after"]) + ")(?![a-z]))")
_MEASURED = ("measure", "duration", "money", "percent")
# Words that alone may be a part ("a third of") or a name ("the third quarter").
_LONE_PARTS = frozenset({"quarter", "a quarter", "third", "a third", "half", "a half"})
# "$6.9 million in 2020 dollars"
_PRICE_YEARS = (1900, 2050)
_IN_PRICES = re.compile(r"(?<![a-z])(?:in|at|constant|real) $")
# A name with a capital inside takes the number even before capitals: "the iPhone 11 Pro cameras".
_CAMEL = re.compile(r"[a-z][A-Z][\w]{1,18} $")
_WORD_BEFORE = re.compile(r"[A-Za-z][\w'-]{0,20} $")
# "Toll Rises to Four": a figure that is reached, in a headline
_RISEN = re.compile(r"(?<![a-z])(?:" + "|".join(bounds.CHANGE) + r") (?:to|by|past|above) $")
_LETTER = re.compile(r"(?<![\w&.'-])[B-HJ-Z] $")
# Figures of more digits are no part of a name.
_NAME_DIGITS = 4
_HIGHEST_VERSION = 30
# Models of two figures begin with three digits; smaller pairs behind a name are scores.
_LOWEST_MODEL = 100


def idle_word(p: Plain, f: Figure) -> bool:
    """Whether a number word does not count: "one" as a pronoun, "half" of a match, "quarter" of a year."""
    low, n = p.low, f.n
    word = low[n.start:n.end]
    if word == "one" and f.start == n.start:
        return _idle_one(p, f)
    if word == "zero" and not f.kind:
        return low[max(0, n.start - 12):n.start].rstrip(" -").rsplit(" ", 1)[-1] in _ZERO_BEFORE
    if word in _LONE_PARTS or (n.form == "fraction" and n.value < 1):
        return _idle_part(p, f, word)
    return False


def _idle_one(p: Plain, f: Figure) -> bool:
    low, n = p.low, f.n
    previous = low[max(0, n.start - 12):n.start].rstrip().rsplit(" ", 1)[-1]
    nxt = low[n.end:n.end + 1]
    if previous in _ONE_BEFORE and f.kind not in _MEASURED and not (f.hyphen and previous in ("a", "the", "each", "every")):
        return True
    if nxt and nxt in "-'" and f.kind not in _MEASURED:
        return not f.hyphen or f.noun in _ONE_IDLE or f.noun.endswith(("ed", "al", "ly", "er"))      # "a one-bedroom flat"
    following = low[n.end + 1:n.end + 10].split(" ")[0]
    if f.kind == "" or (f.kind == "count" and following in _ONE_AFTER):
        return True
    return f.kind == "duration" and f.unit == "day" and low[f.end:f.end + 1] != "-"


def _idle_part(p: Plain, f: Figure, word: str) -> bool:
    low, n = p.low, f.n
    if f.kind == "ratio":
        if word == "a half" and low.startswith("-", n.end):
            return True                                  # "a half-life"
        if word.startswith("a ") and word != "a half":
            nxt = low[n.end + 1:n.end + 12].split(" ")[0]
            ends = p.s[n.end:n.end + 1] in ("", ".", ")", ";") or p.s[n.end:n.end + 2] == " (" or (p.s[n.end:n.end + 1] == " " and nxt in nouns.STOP)
            return not ends and bounds.hedge_before(p, n.start) is None
        if word == "half":
            return bool(_HALF_AFTER.match(low, n.end) or _HALF_BEFORE.search(low, max(0, n.start - 10), n.start))
        return word == "quarter"
    return f.kind == "duration" and not f.rule.endswith(".half") and word in ("quarter", "a quarter", "third")


def as_name(p: Plain, f: Figure) -> Mention | None:
    """The identifier a bare figure is when it stands behind a name and nothing is counted: "Planet 9", "Python 3.9"."""
    n, s = f.n, p.s
    if f.kind == "money" and n.bare and _PRICE_YEARS[0] <= n.value <= _PRICE_YEARS[1] and not f.prefixed and \
            _IN_PRICES.search(p.low, max(0, n.start - 14), n.start):
        return identifiers.identifier(n.start, f.end, (n.start, n.end), "prices", "the year whose prices are meant")
    if f.kind not in ("", "count") or n.form not in ("digits", "words"):
        return None
    if f.kind == "count" and f.unit == "time":
        return None                                      # "saw Paris 3 times"
    number = (n.start, n.end)
    if n.bare and n.value and s[n.start] == "0" and n.end - n.start > 1:
        return identifiers.identifier(n.start, n.end, number, "code", "a code or model name")        # "Agent 007"
    name = identifiers.identifier(n.start, n.end, number, "name", "part of a name")
    if n.form == "words":
        if s[n.start].isupper() and _capital_inside(p, n.start, n.end) and not _RISEN.search(p.low, max(0, n.start - 24), n.start):
            return name
        return identifiers.spelled(p, n.start, n.end) if (not f.kind or f.rule == "count.of") and f.start == n.start else None
    if n.bare and f.kind == "count" and f.start < n.start and s[n.start - 1] == "-":
        if identifiers.in_name(p, f.start):
            return name                                  # "COVID -19 tests"
        f.value, f.start = n.value, n.start              # a dash before a count is no sign
    counted = f.kind == "count" and f.plural
    if counted and n.bare and _LETTER.search(s, max(0, n.start - 3), n.start):
        return name
    if is_version(p, f):
        return identifiers.identifier(n.start, n.end, number, "version", "a version number")
    if (
        not n.bare
        or s[f.start : n.start] not in ("", "-")
        or n.end - n.start > _NAME_DIGITS
        or s[n.end : n.end + 1] in ("%", "-", "+")
    ):
        return None
    if counted:
        behind = (
            f.rule == "count.noun"
            and (f.unit[:1].islower() or _CAMEL.search(s, max(0, n.start - 24), n.start))
            and f.unit != "time"
            and identifiers.in_name(p, f.start, strict=True)
        )
        return name if behind else None
    if f.kind == "count" and f.unit.lower() in nouns.STATE:
        return None                                      # "11 Dead in Fire"
    if f.kind == "count" and f.unit[:1].isupper() and not f.unit[:2].isupper() and f.value != 1:
        return name                                      # "11 Pro"
    return name if identifiers.in_name(p, f.start) else None


def is_version(p: Plain, f: Figure) -> bool:
    """Whether a figure with one decimal is the version of a name before it: "Python 3.9", "Python >= 3.9"."""
    n, s = f.n, p.s
    if f.kind or n.place != Decimal("0.1") or n.value >= _HIGHEST_VERSION or n.scale != 1 or f.start != n.start:
        return False
    start = f.start
    while start > 1 and s[start - 1] in "<>=~ " and s[start - 2] in "<>=~ ":
        start -= 1                                       # ">= 3.9"
    return identifiers.in_name(p, start)


def is_model(p: Plain, f: Figure, g: Figure) -> bool:
    """Whether two bare figures with a hyphen behind a name are its model ("Boeing 737-800") and no score ("Arsenal 3-1")."""
    bare = f.n.bare and g.n.bare and not f.kind and not g.kind and p.s[f.end:g.start] == "-"
    if not bare or p.s[f.start - 2:f.start] == "s " or not identifiers.in_name(p, f.start):
        return False
    return f.value >= _LOWEST_MODEL and (g.value < 10 or g.value % 100 == 0)


def _capital_inside(p: Plain, start: int, end: int) -> bool:
    """Whether a capital stands inside a sentence that is no title: "the Big Four agreed", "at Three Mile Island"."""
    before = _WORD_BEFORE.search(p.s, max(0, start - 24), start)
    if before is None:
        return False
    return not (before[0][0].isupper() and p.s[end:end + 1] == " " and p.s[end + 1:end + 2].isupper())
