"""What a printed time must not be: the checks on a template's match against the text around it.

Each guard takes the original text, its folded form and the span, and says whether the reading stands. They exist because
"may", "march" and "sun" are also other words, and four digits are often a quantity.
"""

from __future__ import annotations

import re

from pipeline.time_words import VOCABULARY, either

_WEAK_MONTHS = {"may", "march", "mar", "jan", "dec", "jun", "sep", "apr", "august"}
_AFTER_MONTH_WORD = re.compile(r" (?:have|be|not|also|well|i|you|he|she|we|they|it|or may not|god)\b")
_TIME_BEFORE = re.compile(
    r"(?:^|[^\w])(?:in|since|until|till|by|before|after|from|to|between|and|of|during|for|through|early|late|mid|last|next|this|"
    r"every|each|the|until|end of|beginning of|around|about|or|on|-|mid-|early-|late-|[(,:\n]) ?\Z")
_QUANTITY_BEFORE = re.compile(rf"(?:^|[^\w])(?:{either(VOCABULARY['quantity_before']['_'])}) ?#?\Z")
_UNIT_AFTER = re.compile(rf"(?:[ -]?%|[ -](?:{either(VOCABULARY['unit_after']['_'])})(?![a-z])|[ -]?(?:m|km|mm|cm|kg|g|w|kw|mw|hp|cc|k|x)(?!\w))")
_YEAR_BEFORE = re.compile(
    r"(?:^|[^\w])(?:in|since|until|till|by|before|after|from|between|during|early|late|mid|circa|c\.|year|years|the|of|to|and|for|"
    r"through|spring|summer|autumn|fall|winter|his|her|its|their|our|this|that|copyright|©|christmas|easter|election|[a-z]+'s|[a-z]+s') ?\Z")
_PLURAL_AFTER = re.compile(r" (?:[a-z]+(?:[ -])){0,1}?[a-z]{2,}(?:[^s\W]s|men|people|children)(?![a-z'])")
_PLURAL_NEXT = re.compile(r" [a-z]{2,}[a-rt-z]s(?![a-z'])")
_NO_PLURALS = {"was", "is", "has", "does", "his", "its", "this", "as", "us", "always", "thus", "plus", "versus", "perhaps"}
_NEXT_WORD = re.compile(r" ([a-z]+)")
_SET_BEFORE = re.compile(r"(?:^|[^\w])(?:every|each|every other|black|good|super|cyber|ash|palm|easter|casual|giving|holy|maundy|shrove) \Z")
_PERSON_BEFORE = re.compile(r"[A-Z][a-z]+ \Z")


def month_word(text: str, low: str, start: int, end: int, groups: dict, lone: bool) -> bool:
    """Whether a month's name is the month: capital where it is also another word; a lone one after a word of time."""
    at = start + low[start:end].find(groups["m"])
    word = groups["m"]
    capital = text[at].isupper()
    if word in ("may", "march", "mar") and not capital:
        tail = low[at + len(word):end]
        strong = re.match(r",? ?(?:of |in )?\d{4}|[ -]?\d{1,2}(?:st|nd|rd|th)", tail) or low[:at].endswith(" of ")
        return bool(strong) or (word in ("march",) and bool(re.match(r"[ -]?\d", tail)))
    if not lone:
        return True
    before = low[max(0, at - 24):at]
    if len(word) == 3 and word != "may" and not capital and not re.search(r"(?:^|\W)(?:in|since|until|by) \Z", before):
        return False
    if re.match(r" ?(?:-|to|until|through) ?(?:the )?(?:early |late |mid-?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", low[end:end + 30]):
        return True
    if word in ("may", "march", "april", "june", "august", "jan", "mar", "dec", "sep"):
        if not _TIME_BEFORE.search(before):
            return False
        if word == "may" and _AFTER_MONTH_WORD.match(low, end):
            return False
        if word in ("april", "june", "may", "jan") and _PERSON_BEFORE.search(text[max(0, at - 24):at]):
            return False
    return capital or bool(_TIME_BEFORE.search(before))


def year_number(text: str, low: str, start: int, end: int) -> bool:
    """Whether four digits alone are a year and not a quantity or a number of something."""
    year = int(low[start:end]) if low[start:end].isdigit() else 0
    if not year:
        return False
    before, after = low[max(0, start - 24):start], low[end:end + 24]
    if end < len(low) and (after[0] in "%°$€£" or re.match(r"[-/]\d|:\d|'\d|-(?:strong|odd|plus|foot|page|seat|mile|year|meter|metre)", after)):
        return False
    if start and (low[start - 1] in "/-.,:+_=&" and start > 1 and low[start - 2].isalnum() and low[start - 1] not in ":,"):
        if low[start - 1] != "-" or low[start - 2].isdigit():
            return False
    if re.match(r"(?:,\d{3})|(?:\.\d)", after):
        return False
    if _UNIT_AFTER.match(low, end):
        strong = re.search(r"(?:^|\W)(?:in|since|by|during|of|the) \Z", before) and year % 100
        return bool(strong) and not re.match(r" ?(?:rpm|percent|kg|km|mb|gb|mhz)", after)
    if _QUANTITY_BEFORE.search(before) and not re.search(r"(?:later|earlier) than \Z", before):
        return False
    strong = bool(_YEAR_BEFORE.search(before))
    word = _NEXT_WORD.match(low, end)
    plural = bool(_PLURAL_NEXT.match(low, end)) and word is not None and word[1] not in _NO_PLURALS and low[end + 1:end + 2] == text[end + 1:end + 2]
    if year < 1500 or year >= 2100:
        return strong and year % 100 != 0 and not plural and year < 2200 and bool(re.search(r"(?:in|since|until|by|before|after|from|between|circa) \Z", before))
    if plural:
        return strong and (year % 100 != 0 or (bool(re.search(r"(?:the|'s|since|in) \Z", before)) and year % 1000 == 0 and False))
    if strong:
        return True
    return 1800 <= year < 2050 and (year % 500 != 0 or year == 2000)


def weekday_word(text: str, low: str, start: int, end: int, groups: dict) -> bool:
    """Whether a weekday's name alone is that day: no set expression, no holiday, no "sat" or "sun"."""
    at = start + low[start:end].find(groups["w"])
    word = groups["w"]
    if len(word) <= 4 and not text[at].isupper():
        return False
    if word in ("sun", "sat", "mon", "wed") and not re.match(r"\.?,? ?(?:\d|[a-z]+ \d|night|morning|evening|afternoon|at\b)", low[end:end + 24]):
        return False
    if _SET_BEFORE.search(low[max(0, start - 16):start]):
        return False
    if low[end:end + 1] == "s" or re.match(r" (?:times|morning football|night live)", low[end:end + 24]):
        return False
    return True


def no_amount(low: str, start: int) -> bool:
    """Whether the digits at `start` are not the tail of a larger figure or of a sum of money."""
    return not re.search(r"(?:[$€£¥]|\d[.,/:-])\Z", low[max(0, start - 3):start])
