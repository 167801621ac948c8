"""The counted noun phrase after a number, and its head in the singular: shallow, from closed classes, without a tagger.

    >>> read_noun(Plain("360 peace ambassadors were trained"), 3).unit
    'peace ambassador'
    >>> read_noun(Plain("one heavy lift aircraft and"), 3, one=True).unit
    'heavy lift aircraft'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.number_words import NUMBER_WORDS
from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("nouns")
STOP = frozenset(_RULES["stop"].split()) | frozenset(_RULES["finite"].split())
STATE, _BEHIND_STATE = frozenset(_RULES["state"].split()), frozenset(_RULES["behind_state"].split())
# what follows a participle that is a verb: "one shock reaching the coast", "killing 21 making it"
_OBJECT = re.compile(r" (?:[0-9]|(?:the|an?|it|its|them|their|his|her|him|this|that|these|those|some|many|several|dozens|hundreds|thousands)(?![a-z]))")
LOWER_STOP = frozenset(_RULES["lower_stop"].split())
NOT_FIRST = frozenset(_RULES["not_first"].split())
SKIP = frozenset(_RULES["skip"])
PLURALS = frozenset(_RULES["plural"].split())
COMPOUND = frozenset(_RULES["compound"])
NOT_PLURAL = frozenset(_RULES["singular"].split())
IRREGULAR = _RULES["irregular"]
ABBREVIATIONS = _RULES["abbreviation"]
_SAME_ENDING = ("men", "women", "people", "children", "personnel")
# A counted noun phrase longer than this (words) is a sentence that was not understood.
LONGEST = 7

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŁ-ž][\wÀ-ÿ'.&-]{0,40}")
_GAP = re.compile(r" {1,12}")
_OF_THE = re.compile(
    r" {1,4}of {1,4}(?:(?:the|these|those|its|their|his|her|our|my|your) {1,4}(?:total {1,3})?|(?=[A-Z][\w'-]{1,30} ))"
)


@dataclass(slots=True, frozen=True)
class Noun:
    """A counted noun phrase `[start, end)`: `phrase` as printed, `unit` with its head in the singular.

    `plural` whether a plural head was found; without one the phrase may be a modifier or no counted noun at all.
    """

    start: int
    end: int
    phrase: str
    unit: str
    plural: bool


def is_plural(low: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if low in PLURALS:
        return True
    if not low.endswith("s"):
        return low.endswith(_SAME_ENDING) and len(low) > 5
    return not (len(low) < 3 or low in NOT_PLURAL or low.endswith(("ss", "us", "is", "'s")))


def _plural(word: str) -> bool:
    """Whether a printed word is a plural noun, "CPUs" and "MPs" included."""
    return is_plural(word.lower()) or (word[-1] == "s" and len(word) > 2 and word[:-1].isupper())


def singular(word: str) -> str:
    """The singular of a plural noun, its case kept: "ambassadors" → "ambassador", "cities" → "city"."""
    low = word.lower()
    if low in IRREGULAR:
        to = IRREGULAR[low]
        return to.capitalize() if word[0].isupper() and word[1:].islower() else to
    for ending, to in (("women", "woman"), ("men", "man"), ("children", "child"), ("people", "people")):
        if low.endswith(ending) and low not in ("specimen", "regimen", "abdomen"):
            return word[:-len(ending)] + to
    if word[:-1].isupper() and word[-1] == "s":
        return word[:-1]
    if not is_plural(low) or low in PLURALS:
        return word
    _head, _, last = low.rpartition("-")
    if last in IRREGULAR:
        return word[:-len(last)] + IRREGULAR[last]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + ("Y" if word.isupper() else "y")
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if low.endswith("oes") and len(low) > 5:
        return word[:-2]
    return word[:-1]


def _words(p: Plain, at: int, most: int = LONGEST):
    """(start, end, word, ends) of the words at `at`; `ends` is true when punctuation follows the word."""
    s = p.s
    i = at
    for _ in range(most):
        g = _GAP.match(s, i)
        if not g:
            if i == at and s[i:i + 1] == "-":
                start = i + 1
            elif i == at:
                start = i
            else:
                return
        else:
            start = g.end()
        m = _WORD.match(s, start)
        if not m:
            return
        word, end = m[0], m.end()
        ends = False
        while word[-1] in ".'-&":
            if word[-1] == "." and len(word) <= 2 * word.count(".") and word[0].isupper():
                break                                    # U.S.
            if word[-1] in ".-":
                ends = True
            word, end = word[:-1], end - 1
        yield start, end, word, ends
        if ends:
            return
        i = end


def read_noun(p: Plain, at: int, one: bool = False, substance: bool = False) -> Noun | None:
    """The counted noun phrase at `at`, right behind a number; `one` when the number is one and the head singular.

    `substance` reads what a measure is of ("pounds of cargo", "tons of crude oil"): two words without a plural will do.
    """
    words: list[tuple[int, int, str]] = []
    head = -1
    joined = 0
    for start, end, word, ends in _words(p, at):
        low = word.lower()
        if (len(word) == 1 and word not in "AB") or low in NUMBER_WORDS:
            break
        if head >= 0:
            previous = words[-1][2].lower()
            inside = previous in COMPOUND or (words[-1][2][0].isupper() and word[0].islower())
            # "staff officers", "United Nations peacekeepers"
            if inside and _plural(word) and low not in STOP:
                words.append((start, end, word))
                head = len(words) - 1
                continue
            break
        stops = word in LOWER_STOP and bool(words)       # "20 flights daily", but "20 daily flights"
        if (low in STOP and not (word.isupper() and len(word) > 1)) or stops:                   # "us", but "US"
            if low in SKIP:
                if not words:
                    continue
            if low == "and" and words and not one and not substance and not joined:
                joined = len(words)
                continue
            break
        if len(words) == 1 and low.endswith("ing") and words[0][2].endswith("ed"):
            return None                                  # "nine stayed waiting …"
        if words and words[-1][2].lower() in STATE and low in _BEHIND_STATE:
            break
        if low.endswith("ing") and not ends and _OBJECT.match(p.low, end):
            break
        if one and words and ((low.endswith("ed") and len(low) > 4 and not ends) or low.endswith("ly")):
            break
        if not words and low in SKIP:
            continue
        if not words and ends and low.endswith("ly"):
            break
        words.append((start, end, word))
        if _plural(word) and not one:
            head = len(words) - 1
        if joined and head < 0 and len(words) - joined >= 3:
            break
        if ends:
            break
    if not words:
        return None
    if head < 0 and (words[0][2].lower() in NOT_FIRST or words[0][2] in LOWER_STOP):
        return None                                      # "30k cheaper", "10 daily", but "25 old wells"
    if head < 0 and joined:
        words = words[:joined]
    if head < 0:
        words = words[:2] if substance else words[:4]
        if not one and not substance and len(words) > 1 and not words[0][2].endswith("ed"):
            words = words[:1]                            # "12 page document": pages are counted
        cut = next((i for i, w in enumerate(words) if i and w[2].endswith("ed") and len(w[2]) > 4), len(words))
        words = words[:cut]
        if one and len(words) > 1 and is_plural(words[-1][2]) and words[-1][2] not in PLURALS:
            words = words[:-1]                           # "one dose costs": the verb
        if one and len(words) == 1 and words[0][2].endswith("ing") and len(words[0][2]) > 5:
            return None                                  # "one containing …"
        if all(w[2].lower().endswith(("ed", "ly")) for w in words):
            return None
    start, end = words[0][0], words[-1][1]
    last = words[-1][2]
    if last.lower() in STATE and not words[:-1]:
        last = last.lower()                              # "11 Dead in Fire"
    parts = [w[2].removesuffix("'s") for w in words[:-1]] + [ABBREVIATIONS.get(last) or (singular(last) if head >= 0 else last)]
    return Noun(start, end, p.s[start:end], " ".join(parts), head >= 0)


def read_of(p: Plain, at: int, one: bool = False) -> Noun | None:
    """The noun of "of the three-ton satellites", "of Johnson's deputies" at `at`; None without one."""
    m = _OF_THE.match(p.s, at)
    if not m:
        return None
    noun = read_noun(p, m.end())
    if noun is None or not noun.plural:
        return None
    return noun
