"""What a printed time must not be: checks on a template's match against the text around it.

In: the text, its folded form, a span. Out: whether the reading stands. They exist because "may", "march" and "sun" are
also other words and four digits are often a quantity; the words they go by are in `rules/times.toml`.
"""

from __future__ import annotations

import re

from pipeline.time_words import VOCABULARY, either, expand

BEFORE = 24             # characters looked at on either side
PLAIN_YEARS = range(1500, 2100)      # four digits outside are years only after a word of time ("in 1066")
BARE_YEARS = range(1800, 2051)       # four digits are a year without any word of time around them


def _words(name: str) -> str:
    return either(VOCABULARY[name]["_"])


def _before(name: str) -> re.Pattern:
    return re.compile(expand(rf"(?:^|[^\w])(?:{_words(name)}) ?#?\Z"))


_TIME_BEFORE = re.compile(expand(rf"(?:^|[^\w])(?:{_words('time_before')}|mid-|early-|late-|[(,:\n-]) ?\Z"))
_IN_BEFORE = re.compile(expand(rf"(?:^|[^\w])(?:{_words('dating_before')}) \Z"))
_YEAR_THEN = re.compile(expand(r"(?:^|[^\w])1\d\d\d ?(?:-|,|;|&|to|and|or|until|through|, and) ?\Z"))
_QUANTITY_BEFORE = _before("quantity_before")
_YEAR_BEFORE = re.compile(expand(
    rf"(?:^|[^\w])(?:{_words('time_before')}|{_words('dating_before')}|{_words('year_before')}|[a-z]+'s|[a-z]+s') ?\Z"))
_HEDGED_BEFORE = re.compile(expand(
    rf"(?:(?:later|earlier) than|(?:{_words('dating_before')}) (?:{_words('about_before')})) \Z"))
_UNIT_AFTER = re.compile(expand(
    rf" ?%|(?: |-)(?:{_words('unit_after')})(?![a-z])|(?: |-)?(?:m|km|mm|cm|kg|g|w|kw|mw|hp|cc|k|x|mah|sq)(?!\w)"))
_PEOPLE_AFTER = re.compile(expand(r" (?:people|persons|men|women|children|cases|deaths|residents|workers|employees|"
                                  r"troops|soldiers|members|students|patients)\b"))
_JOINED_AFTER = re.compile(
    r"[-/]\d|:\d|'\d|,\d\d\d|\.\d|[%°$€£]|-(?:strong|odd|plus|foot|page|seat|mile|year|meter|metre)\b")
_JOINED_BEFORE = re.compile(r"\w[/.:+_=&-]\Z")
_PREFIX_BEFORE = re.compile(r"(?:^|\W)(?:mid|pre|post|early|late|then|since)-\Z")
_SPAN_AFTER = re.compile(expand(
    r" ?(?:-|to) ?(?:(?:[12]?\d|3[01])(?:st|nd|rd|th)? [a-z]{3,9}\.? ?|[a-z]{3,9}\.? (?:\d\d?,? )?)?\d{4}(?!\w)"))
_CLOSED_AFTER = re.compile(r" {0,9}[);,]")
_NEXT_WORD = re.compile(expand(r" ([a-z]+)(?![a-z'])"))
_OF_A_YEAR = frozenset(VOCABULARY["of_a_year"]["_"])
_NO_PLURAL = frozenset(VOCABULARY["no_plural"]["_"])
_SET_BEFORE = re.compile(expand(rf"(?:^|[^\w])(?:{_words('set_before')}) \Z"))
_MONTH_TAIL = re.compile(expand(r",? ?(?:of |in )?\d{4}|(?: |-)?\d{1,2}(?:st|nd|rd|th)"))
_MONTH_RANGE = re.compile(expand(
    r" ?(?:-|/|to|until|through) ?(?:the )?(?:early |late |mid-?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"))
_VERB_AFTER = re.compile(expand(r" (?:have|be|not|also|well|i|you|he|she|we|they|it|or may not)\b"))
_DAY_AFTER = re.compile(expand(r"\.?,? ?(?:\d|{month} ?\d|night|morning|evening|afternoon)"))
_WEAK_BEFORE = re.compile(expand(r"(?:(?:^|[^\w])(?:by|and|of|for|to|or|about|around|on)|[(,:\n-]) ?\Z"))
_NAME_AFTER = re.compile(r" +[A-Z][a-z]")
_MARCH_OF_PEOPLE = re.compile(expand(r" (?:on|for|against|to|of)\b"))
_LIFE_OR_DEGREES = re.compile(expand(
    r"(?:(?:^|[^\w])(?:his|her|their|my|your|our)(?: early| mid| late)?"
    r"|(?:^|[^\w])(?:highs?|lows?|temperatures?|mercury|readings)[^.!?]{0,25}(?: the)?(?: lower| upper| low| high| mid)?)[ -]{0,2}\Z"))
_AMOUNT_BEFORE = re.compile(r"(?:[$€£¥]|\d[.,/:]|(?<!:\d)\d-)\Z")
_EVENT_OF = _before("event_of")
_VERBS = ("may", "march", "mar")                                  # in small letters these are other words
_ALSO_NAMES = ("may", "march", "mar", "april", "june", "jan", "august", "dec", "sep")


def month_word(text: str, low: str, start: int, end: int, groups: dict, lone: bool) -> bool:
    """Whether a month's name is the month: capital where it is also another word; a lone one next to a word of time."""
    word = groups["m"]
    at = start + low[start:end].find(word)
    capital = text[at].isupper()
    before = low[max(0, at - BEFORE):at]
    if word in _VERBS and not capital:
        tail = low[at + len(word):end]
        numbered = word == "march" and any(map(str.isdigit, tail))
        return numbered or bool(_MONTH_TAIL.match(tail)) or before.endswith(" of ")
    if not lone or _MONTH_RANGE.match(low, end):
        return True
    timely = bool(_TIME_BEFORE.search(before))
    if (word == "march" and _MARCH_OF_PEOPLE.match(low, end) and not _IN_BEFORE.search(before)) \
            or re.match(" +day(?![a-z])", low[end:end + 12]):
        return False                                    # "the March on Rome", "May Day"
    if word in _ALSO_NAMES:
        named = _NAME_AFTER.match(text, end) and _WEAK_BEFORE.search(before)         # "by Jan Vermeer"
        return timely and not named and not (word == "may" and _VERB_AFTER.match(low, end))
    if len(word) <= 3 and not capital:
        return bool(_IN_BEFORE.search(before))
    return capital or timely


def year_number(text: str, low: str, start: int, end: int) -> bool:
    """Whether four digits alone are a year and not a quantity or the number of something."""
    if not low[start:end].isdecimal():
        return False
    year = int(low[start:end])
    before = low[max(0, start - BEFORE):start]
    if _JOINED_AFTER.match(low, end) or (_JOINED_BEFORE.search(before) and not _PREFIX_BEFORE.search(before)):
        return False
    bracketed = before.rstrip(" ").endswith("(") and bool(_CLOSED_AFTER.match(low, end))
    listed = bool(_YEAR_THEN.search(before) or _SPAN_AFTER.match(low, end))
    spanned = bracketed or listed or bool(_HEDGED_BEFORE.search(before))
    timely = spanned or bool(_YEAR_BEFORE.search(before))
    if year not in BARE_YEARS:              # "the 1734 orders" counts, "in 1734" dates
        named = year in PLAIN_YEARS and year % 100 != 0 and before.endswith(" of ") or bool(_EVENT_OF.search(before))
        timely = spanned or named or bool(_IN_BEFORE.search(before))
    if _UNIT_AFTER.match(low, end):         # "in 2012 people left" is a year, "in 2000 people" may be none
        return bool(_IN_BEFORE.search(before)) and year % 100 != 0 and bool(_PEOPLE_AFTER.match(low, end))
    if _QUANTITY_BEFORE.search(before) and not _HEDGED_BEFORE.search(before):
        return False
    if year not in PLAIN_YEARS:
        turn = year == 2100 and not low.startswith(" to ", end)          # "by 2100", but "fell by 2100 to 900"
        return year < 2200 and (year % 100 != 0 or turn) and timely and not _counted(text, low, end)
    if _counted(text, low, end):
        return timely and year % 100 != 0 and not before.endswith(" of ")
    return timely or (year in BARE_YEARS and (year % 500 != 0 or year == 2000))


def _counted(text: str, low: str, end: int) -> bool:
    """Whether the next word is a plural noun in small letters that the digits may count."""
    found = _NEXT_WORD.match(low, end)
    if not found or text[found.start(1)].isupper():
        return False
    word = found[1]
    return len(word) > 3 and word.endswith("s") and word[-2] not in "su" and word not in _NO_PLURAL | _OF_A_YEAR


def weekday_word(text: str, low: str, start: int, end: int, groups: dict) -> bool:
    """Whether a weekday's name alone is that day: no set expression, no holiday, no "sat" or "sun"."""
    word = groups["w"]
    at = start + low[start:end].find(word)
    if len(word) <= 4 and not text[at].isupper():
        return False
    if word in ("sun", "sat", "mon", "wed") and not _DAY_AFTER.match(low, end):
        return False
    before = low[max(0, start - BEFORE):start]
    if before.endswith("the ") and _NAME_AFTER.match(text, end):
        return False                                    # "the Sunday Chronicle"
    return not _SET_BEFORE.search(before) and low[end:end + 1] != "s"


_LASTS = re.compile(r"(?<![a-z])(?:(?:expected|likely|supposed|set|able|scheduled|designed|meant|going|due|has|have|had|need|needs) to"
                    r"|will|would|could|can|may|might|must|should|not|n't|to only|can only|only|usually|often|typically|they|that|which) \Z")


def lasts(low: str, start: int) -> bool:
    """Whether "last" before a number of weeks is the verb: "is expected to last ten weeks"."""
    return bool(_LASTS.search(low[max(0, start - 24):start]))


def of_a_person(low: str, start: int) -> bool:
    """Whether a decade is of someone's life ("in his late 60s") or of degrees ("highs in the mid-90s")."""
    return bool(_LIFE_OR_DEGREES.search(low[max(0, start - 50):start]))


def no_amount(low: str, start: int) -> bool:
    """Whether the digits at `start` are not the tail of a larger figure or of a sum of money."""
    return _AMOUNT_BEFORE.search(low[max(0, start - 5):start]) is None


def iso_month(low: str, start: int, groups: dict) -> bool:
    """Whether "2010-11" is a month and not two years that follow one another, as in "the 2010-11 season"."""
    follows = int(groups["m"]) == (int(groups["y"]) + 1) % 100
    return not (follows and re.search(r"[a-z] +\Z", low[max(0, start - BEFORE):start]))


def year_range(low: str, start: int) -> bool:
    """Whether "1998-2004" is years: no pages, no sum, no route."""
    return not _QUANTITY_BEFORE.search(low[max(0, start - BEFORE):start])
