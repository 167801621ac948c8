"""Ages that print no unit: "Ann Lee, 44, said", "the driver, 53, fled", "children under five", "in her 40s", "over-65s".

    >>> m = read_group(Plain("The over-65s travel free"), 9, 0); (m.start, m.end, m.kind, m.low, m.bound)
    (4, 12, 'age', '65', 'more_than')
    >>> m = read_decade(Plain("A man in his late 20s fled"), 18); (m.start, m.end, m.low, m.high)
    (13, 21, '25', '29')
"""

from __future__ import annotations

import re

from pipeline import identifiers, nouns
from pipeline.figure import Figure
from pipeline.mention import Mention
from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("bounds")["age"]
OLDEST = 110
# Younger than this a figure between commas is as well a number of things ("two men, 2, and a dog").
_YOUNGEST_BETWEEN_COMMAS = 3
_PERSONS = frozenset(_RULES["person"])
_DECADES = _RULES["decades"]
# Decades as words: "in her thirties".
DECADE_WORDS = frozenset(_DECADES)
_PARTS = _RULES["parts"]
_BEHIND = re.compile(
    r"(?:, (?:then|now) |, ?| who is | who was | she is | he is | he was | she was | will be | is now | turned | is )$"
)
_FOLLOWED = (" by ", " and", " whe", " in ", " at ", " thi", " nex", " on ")
_SUBJECT = re.compile(r"(?<![a-z])(?:he|she|who|i)$")
_NAME = re.compile(r"[A-Z][\w'-]{1,19}$")
_NUMBERED = re.compile(r" [IVX]{1,4}$")
_NOUN = re.compile(r"(?<![A-Za-z'-])[a-z-]{3,20}$")
_SAID = re.compile(r"(?<![a-z])(?:said|says|told|added|recalled|asked)(?: [a-z.'-]+){1,4}$")
_LIMITED = re.compile(r"(?<![a-z-])(?P<w>[a-z]{3,16})(?: (?:who|that) (?:is|are|was|were))? (?:aged |just |well )?"
                      r"(?:over|under|above|below) $")
_LIMITS = ("over ", "under ", "above ", "below ")
_GROUP = re.compile(r"(?<![a-z-])(?P<w>over|under)[ -]$")
_OF_A_PERSON = re.compile(r"(?<![a-z])in (?:his|her|their|my|your|our) (?P<at>(?:(?P<part>early|mid|late)[ -]{1,2})?)$")


def is_person(word: str) -> bool:
    """Whether a word in lower case names a person or persons by sex, age, work or part in an event."""
    return word in _PERSONS or nouns.singular(word) in _PERSONS


def is_limited(p: Plain, f: Figure) -> bool:
    """Whether a person and "over" or "under" stand before a whole number no greater than an age: "adults over 65"."""
    n = f.n
    if not p.low.endswith(_LIMITS, 0, n.start) or not (n.bare or n.form == "words") or not 1 <= n.value <= OLDEST or f.start != n.start:
        return False
    m = _LIMITED.search(p.low, max(0, n.start - 45), n.start)
    return m is not None and is_person(m["w"])


def is_age(p: Plain, f: Figure) -> bool:
    """Whether a bare number is somebody's age: "Ann Lee, 44, said", "who was 10.", "adults over 65", "the driver, 53,"."""
    n, s, low = f.n, p.s, p.low
    if not (n.bare or n.form == "words") or not 1 <= n.value <= OLDEST or f.start != n.start:
        return False
    if is_limited(p, f):
        return True
    m = _BEHIND.search(low, max(0, n.start - 12), n.start)
    if not m:
        return False
    nxt = s[n.end:n.end + 1]
    if m[0].startswith(","):
        said = nxt in (".", "") and _SAID.search(low, max(0, m.start() - 40), m.start())         # "said Ann Lee, 52."
        if (nxt not in (",", ")", ";") and not said) or n.value <= _YOUNGEST_BETWEEN_COMMAS:
            return False
        word = _NAME.search(s, max(0, m.start() - 20), m.start())
        if word is None and m[0] != ", ":
            word = _NUMBERED.search(s, max(0, m.start() - 6), m.start())             # "Henry II, then 25,"
        if word is not None:
            return word[0].lower() not in identifiers.NOT_NAMES
        noun = _NOUN.search(s, max(0, m.start() - 21), m.start())
        return noun is not None and noun[0].rpartition("-")[2] in _PERSONS
    if not m[0].startswith((" he", " she", " who")) and not _SUBJECT.search(low, max(0, m.start() - 6), m.start()):
        return False
    return nxt in (".", ",", ";", ")", "") or low[n.end:n.end + 4] in _FOLLOWED


def read_group(p: Plain, at: int, floor: int) -> Mention | None:
    """The age of "under-18s", "the over 65s": two digits at `at`, glued to the plural."""
    end = at + 2
    if p.s[end:end + 1] != "s" or p.s[end + 1:end + 2].isalnum() or not p.s[at:end].isdigit():
        return None
    m = _GROUP.search(p.low, max(floor, at - 7), at)
    if not m:
        return None
    value = str(int(p.s[at:end]))
    under = m["w"] == "under"
    return Mention(m.start(), end + 1, "age", value, "" if under else value, value if under else "",
                   "less_than" if under else "more_than", "0.5", "year", "printed", (at, end), rule="age.group")


def read_decade(p: Plain, at: int) -> Mention | None:
    """The age of "in his 20s", "in her late thirties", whose decade stands at `at`; None for a decade of years."""
    word = re.compile(r"[1-9]0'?s(?!\w)|[a-z]+").match(p.low, at)
    m = _OF_A_PERSON.search(p.low, max(0, at - 20), at)
    if word is None or m is None:
        return None
    first = _DECADES.get(word[0]) or int(word[0][:2])
    low, high = _PARTS[m["part"] or "whole"]
    return Mention(m.start("at"), word.end(), "age", "", str(first + low), str(first + high), "between", "", "year", "printed",
                   (at, word.end()), rule="age.decade")
