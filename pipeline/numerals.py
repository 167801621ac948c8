"""The grammar of numbers: text at a position → one numeral with its exact value.

Digits with every usual grouping, decimals, powers of ten, fractions, spelled and mixed numbers, ordinals. Pure
functions of the plain text (see `plain`); no context is looked at here: hedges, units and currencies belong to others.

    >>> read_numeral(Plain("three hundred and forty-two men"), 0).value
    Decimal('342')
    >>> n = read_numeral(Plain("1.5 million"), 0); int(n.value), int(n.place)
    (1500000, 100000)
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.digits import read_digits
from pipeline.fractions_spelled import denominator, fraction_words, part_of_scale
from pipeline.number_words import DENOMINATORS, GROUPS, MULTIPLES, ORDINALS, SCALES, TENS, VULGAR, WORD, Numeral, divide
from pipeline.plain import Plain
from pipeline.spelled import cardinal, ordinal_word, spoken_decimals

_ARTICLE = re.compile(r"an? {1,3}")
# After "a fourth" these words say it is a part, any other word that it is the next in a row ("a fourth case").
_NO_NOUN = re.compile(r"[ -](?!(?:of|or|and|as|in|to|from|on|by|less|more|that|have|are|were|said) )[a-z]{3,}")
# Words that can follow "a" as the beginning of a number.
_AFTER_ARTICLE = frozenset({"hundred", "couple", "half", "quarter", *SCALES, *GROUPS, *ORDINALS, *TENS})


def read_numeral(p: Plain, at: int) -> Numeral | None:
    """The longest numeral that starts at `at`, or None. Signs, currencies and units are not part of it."""
    c = p.s[at]
    if c in VULGAR:
        a, b = VULGAR[c]
        return Numeral(at, at + 1, divide(a, b), Decimal("0.01"), "fraction", "number.fraction")
    if c.isdigit() or c == ".":
        return read_digits(p, at)
    return read_words(p, at)


def read_words(p: Plain, at: int) -> Numeral | None:
    """The spelled numeral at `at`, an article in front of it included."""
    low = p.low
    start = at
    m = _ARTICLE.match(low, at)
    article = bool(m)
    if article:
        at = m.end()
    first = WORD.match(low, at)
    if not first:
        return None
    w = first[0]
    if w in MULTIPLES and not article:
        return Numeral(start, first.end(), Decimal(MULTIPLES[w]), Decimal(1), "multiple",
                       "ratio.fold" if w.endswith("fold") else "ratio.multiple")
    n = Numeral(start, start, Decimal(0), Decimal(1), "words", "number.spelled")
    if article and w not in _AFTER_ARTICLE:
        return None
    if w in ("half", "quarter"):
        return part_of_scale(p, n, Decimal(1) / DENOMINATORS[w], first.end())
    if w == "couple":
        n.value, n.end, n.rule = Decimal(2), first.end(), "number.couple"
        return n
    n.start = n.end = at
    if not (article and w in TENS) and cardinal(p, at, n):
        n.start = start
        spoken_decimals(p, n)
        fraction_words(p, n, article)
        return n
    n.start, n.value, n.end = start, Decimal(1), at
    ordinal = ordinal_word(low, at)
    if ordinal and not article:
        n.value, n.end = Decimal(ordinal[0]), ordinal[1]
        n.form, n.rule = "ordinal", "ordinal.word"
        return n
    if article:
        den = denominator(low, at, plural=False)
        if ordinal and _NO_NOUN.match(low, ordinal[1]):
            n.start, n.value, n.end = at, Decimal(ordinal[0]), ordinal[1]
            n.form, n.rule = "ordinal", "ordinal.word"   # "a fourth case"
            return n
        if den and den[0] > 2:
            n.value, n.end, n.form, n.rule = divide(1, den[0]), den[1], "fraction", "number.part"
            n.place = Decimal("0.01")
            return n
    return None
