"""Figures that count: the noun behind them, times and folds, parts of a whole, ages without a unit.

    >>> from pipeline.numerals import read_numeral
    >>> p = Plain("18 of the 25 wells"); n = read_numeral(p, 0); f = Figure(n, 0, n.end, n.value, (0, 2))
    >>> read_count(p, f); (f.kind, f.unit, f.rule, p.s[f.start:f.end])
    ('count', 'well', 'count.part', '18')
"""

from __future__ import annotations

import re

from pipeline import nouns, units
from pipeline.figure_model import AGE_BEFORE, AGE_REACH, Figure
from pipeline.number_words import NUMBER_WORDS
from pipeline.numerals import read_numeral
from pipeline.plain import Plain
from pipeline.rules import load

# Older than this (years) nobody is.
OLDEST = 130

_HYPHEN_WORD = re.compile(r"-(?P<w>[a-z]{3,20})(?![a-zA-Z])")
_NO_NOUN = frozenset({"sum", "something", "somethings"})
_OF_WHOLE = re.compile(r" {1,2}of (?:the|these|those|its|their|his|her|our)(?: [a-z-]{2,20}'s)?"
                       r"(?: only| some| first| last| estimated| roughly| nearly| about)? (?P<w>[0-9]|[a-z]+)")
_OF = re.compile(r" of (?:the |all |its |their |his |her |our |these |those )?")
_FIGURE_IN = re.compile(r"[0-9]|(?<![a-z])(?:" + "|".join(NUMBER_WORDS) + ")-")
_MULTIPLIED = frozenset(load("numbers")["times_of"]["multiplied"])
_PIECES = re.compile(r"(?: ?[x×]| x)(?= [A-Z][A-Za-z])| [x×](?= [a-z]{3})")
_FOLD = re.compile(r"-?fold(?![a-z])")
_TIMES = re.compile(r"[ -]times(?![a-z])")
# What "times" multiplies, as against how often something happened.
_TIMES_OF = re.compile(r" (?:(?:" + "|".join(load("numbers")["times_of"]["words"]) + ")(?![a-z])|[a-z]{2,12}er(?![a-z]))")
_MAGNITUDE, _MAGNITUDE_OF = re.compile(r"(?: magnitude| on the richter scale)(?![a-z])"), re.compile(r"(?<![a-z])magnitude (?:\(mw\) )?of (?:about |at least |more than |nearly |over |around )?$")
_TOP = re.compile(r"(?<![a-z])(?P<w>top|bottom) $")


def read_hyphen(p: Plain, f: Figure) -> None:
    """"six-cylinder engine", "11-member council": the word behind the hyphen is what is counted."""
    m = _HYPHEN_WORD.match(p.s, f.end)
    if not m:
        if p.s[f.end + 1:f.end + 2].isupper():
            f.kind = "glued"                             # "7-Eleven"
        return
    word = m["w"]
    if word in _NO_NOUN:
        f.kind = "glued"                                 # "zero-sum", "twenty-something"
        return
    if word in NUMBER_WORDS or word in nouns.STOP:
        return                                           # "three-nought", "3-for-4"
    if word == "strong":                                 # "a 300-strong crowd"
        f.take("count", "", m.end(), "count.hyphen")
        return
    f.take("measure" if word == "magnitude" else "count", word, m.end(), "count.hyphen")
    f.noun, f.hyphen = word, True


_GLUED_NOUN = re.compile(r"[a-z]{5,20}(?![a-z0-9])")


def read_glued(p: Plain, f: Figure) -> bool:
    """"10people": whether a lost space has glued a noun in the plural to the figure."""
    m = _GLUED_NOUN.match(p.s, f.end)
    if not m or not nouns.is_plural(m[0]):
        return False
    f.take("count", nouns.singular(m[0]), m.end(), "count.glued")
    f.noun, f.plural = m[0], True
    return True


def read_pieces(p: Plain, f: Figure) -> bool:
    """"2x USB ports", "4 x hooks": whether the figure tells how many pieces; "2x faster" multiplies."""
    m = _PIECES.match(p.s, f.end)
    noun = nouns.read_noun(p, m.end()) if m else None
    if noun is None or not noun.plural or noun.unit.rpartition(" ")[2].casefold() in _MULTIPLIED:
        return False
    f.take("count", noun.unit, noun.end, "count.pieces")
    f.noun, f.plural = noun.phrase, True
    return True


def read_fold(p: Plain, f: Figure) -> bool:
    """"3-fold", "2.5x": whether the figure multiplies."""
    m = _FOLD.match(p.low, f.end)
    if m:
        f.take("ratio", "", m.end(), "ratio.fold")
        return True
    if f.n.form == "digits" and p.low[f.end:f.end + 1] == "x" and not p.low[f.end + 1:f.end + 2].isalnum():
        f.take("ratio", "", f.end + 1, "ratio.times")
        return True
    return False


def read_count(p: Plain, f: Figure) -> None:
    """Completes a figure without currency and unit: an age, a part, a multiple, a counted noun."""
    n = f.n
    if n.form == "fraction":
        _part(p, f)
        return
    age = AGE_BEFORE.search(p.low, max(0, f.start - AGE_REACH), f.start) if 0 < f.value < OLDEST else None
    if age:
        f.take("age", "year", f.end, "age.before")
        if "age" in age["w"]:
            f.start = age.start()
        return
    if n.form == "multiple" or _times(p, f) or _part_of_whole(p, f):
        return
    if units.read_per_many(p, f.end):                    # "2.5 per 100,000 people"
        f.take("count", "count", f.end, "count.rate")
        f.take_rate(p)
        return
    magnitude = _MAGNITUDE.match(p.low, f.end)
    if magnitude or _MAGNITUDE_OF.search(p.low, max(0, f.start - 40), f.start):
        f.take("measure", "magnitude", magnitude.end() if magnitude else f.end, "measure")      # "a 6.1 magnitude quake shakes the town"
        f.noun = "magnitude"
        return
    one = f.value == 1
    noun = nouns.read_of(p, f.end, one)
    if noun:
        nested = _FIGURE_IN.search(noun.phrase.lower())  # "five of the three-ton trucks": the tons are read by themselves
        f.take("count", noun.unit, f.end if nested else noun.end, "count.of")
        f.noun, f.plural = noun.phrase, True
        return
    noun = nouns.read_noun(p, f.end, one) if p.s[f.end:f.end + 1] == " " else None
    if noun is None:
        _of_a_size(p, f)
        return
    f.take("count", noun.unit, noun.end, "count.noun")
    f.noun, f.plural = noun.phrase, noun.plural or one
    top = _TOP.search(p.low, max(0, f.start - 8), f.start)
    if top and f.plural and not one:
        f.start, f.kind, f.unit = top.start(), "rank", f"{top['w']} {f.unit}"
    if f.take_rate(p):
        f.plural = True


def _part(p: Plain, f: Figure) -> None:
    """"two thirds of the members": the noun is what it is a part of."""
    f.kind, f.rule = "ratio", "ratio.part"
    of = _OF.match(p.low, f.end)
    noun = nouns.read_noun(p, of.end() - 1 if of else f.end)
    if noun and (of or noun.plural):
        f.noun = noun.phrase


def _times(p: Plain, f: Figure) -> bool:
    """"three times as many" multiplies, "three times a day" is a rate, "three times" alone counts."""
    m = _TIMES.match(p.low, f.end)
    if not m:
        return False
    f.take("count", "count", m.end(), "count.rate")
    if f.take_rate(p):
        return True
    if f.n.place < 1 or _TIMES_OF.match(p.low, m.end()):
        f.take("ratio", "", m.end(), "ratio.times")
    else:
        f.take("count", "time", m.end(), "count.noun")
        f.noun = "times"
    return True


def _part_of_whole(p: Plain, f: Figure) -> bool:
    """"18 of the 25 wells": the first figure counts cases too; its surface is the figure alone."""
    m = _OF_WHOLE.match(p.low, f.end)
    if not m or not (m["w"][0].isdigit() or m["w"] in NUMBER_WORDS):
        return False
    whole = read_numeral(p, m.start("w"))
    noun = nouns.read_noun(p, whole.end) if whole else None
    if whole is None or noun is None or not noun.plural or whole.value <= f.value:
        return False
    f.take("count", noun.unit, f.end, "count.part")
    f.noun, f.plural = noun.phrase, True
    return True


def _of_a_size(p: Plain, f: Figure) -> None:
    """"3 million 5 litre cans", "eight 30-minute episodes": the second figure is the size of what is counted."""
    at = f.end + 1
    c = p.s[at:at + 1]
    n = read_numeral(p, at) if p.s[f.end:at] == " " and c.isalnum() else None
    if n is None or n.form not in ("digits", "words") or n.start != at:
        return
    size = units.read_unit(p, n.end)
    word = _HYPHEN_WORD.match(p.s, n.end) if size is None else None
    if size is None and word is None:
        return
    end = size.end if size else word.end()
    noun = nouns.read_noun(p, end)
    if noun and noun.plural:
        f.take("count", f"{p.s[at:end]} {noun.unit}", f.end, "count.sized")
        f.noun, f.plural = f"{p.s[at:end]} {noun.phrase}", True
