"""Numbers in words: "three hundred and forty-two", "two thousand six hundred", "two dozen"; also behind digits.

>>> from pipeline.plain import Plain
>>> n = Numeral(0, 0, Decimal(0), Decimal(1), "words", "number.spelled")
>>> cardinal(Plain("two hundred and two thousand"), 0, n), n.value
(True, Decimal('202000'))
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.number_words import (
    GAP,
    GROUPS,
    ONES,
    ORDINALS,
    SCALE_WORD,
    SCALES,
    TEENS,
    TENS,
    WORD,
    Numeral,
    take_scale,
)
from pipeline.plain import Plain

_AND = re.compile(r" {1,3}(?:and|&) {1,3}(?:an?(?= ) {1,3})?")
_DIGITS_AFTER_AND = re.compile(r"[0-9]{1,2}(?![0-9.,]| (?:hundred|thousand|million|billion))")
_DIGIT_HUNDREDS = re.compile(r"(?: |, )?([0-9]{1,3}) hundred(?![a-z])")
_POINT = re.compile(r" {1,3}point {1,3}")
# A number of more words than this is no number.
LONGEST = 24


def _token(low: str, at: int):
    """(class, value, start, end) of the number word at `at`, after a gap; None if there is none."""
    gap = GAP.match(low, at)
    m = WORD.match(low, gap.end())
    if not m:
        return None
    w = m[0]
    if w in ONES:
        return "one", ONES[w], m.start(), m.end()
    if w in TEENS:
        return "teen", TEENS[w], m.start(), m.end()
    if w in TENS:
        return "ten", TENS[w], m.start(), m.end()
    if w == "hundred" or w == "hundreds":
        return "hundred", 100, m.start(), m.end()
    if w in SCALES:
        return "scale", SCALES[w], m.start(), m.end()
    if w in GROUPS:
        return "group", GROUPS[w], m.start(), m.end()
    return None


def cardinal(p: Plain, at: int, n: Numeral) -> bool:
    """Extends `n` by the number words at `at`; true if any was taken. `n.value` holds what stands before."""
    low = p.low
    total = Decimal(0)
    current: Decimal | None = n.value if n.form == "digits" or n.end > n.start else None
    last_scale = Decimal(10) ** 30
    place = n.place
    end, taken, just_scaled = n.end, False, False
    previous = "digits" if current is not None else ""
    for _ in range(LONGEST):
        tok = _token(low, end)
        joined = False
        if tok is None and previous in ("hundred", "scale") and taken:
            m = _AND.match(low, end)
            tok = _token(low, m.end()) if m else None
            joined = tok is not None
            if m and tok is None and previous == "hundred" and low[m.end():m.end() + 1].isdigit():
                d = _DIGITS_AFTER_AND.match(low, m.end())
                if d and int(d[0]):
                    current += Decimal(d[0])
                    place, end, previous = Decimal(1), d.end(), "one"
            elif tok is None and previous == "scale":
                d = _DIGIT_HUNDREDS.match(low, end)
                if d and last_scale > 100:
                    current, place, end, previous = Decimal(d[1]) * 100, Decimal(100), d.end(), "hundred"
                    continue
                if low[end:end + 2] == ", ":           # "three million, two hundred and forty"
                    ahead = _token(low, end + 2)
                    if ahead and ahead[0] in ("one", "teen", "ten"):
                        after = _token(low, ahead[3])
                        if after and after[0] in ("hundred", "scale"):
                            tok, joined = ahead, True
        if tok is None:
            break
        cls, v, _, stop = tok
        if cls in ("one", "teen", "ten"):
            ok = current is None or (
                cls == "one" and previous == "ten" and v) or (previous == "hundred" and v)
            if previous == "digits":
                ok = False
            if ok and cls == "ten" and (taken or current is not None) and _tens_of_denominator(low, stop, joined):
                ok = False
            if not ok:
                break
            current = (current or 0) + v
            if joined:
                n.head = total + (current or 0) - v
                n.head_scale = last_scale if previous == "scale" else Decimal(1)
            place, previous = Decimal(1), cls
        elif cls == "hundred":
            if current is None:
                current = Decimal(1)
            elif previous == "hundred" or previous == "scale" or current >= 1000:
                break
            current, previous = current * 100, "hundred"
            place = place * 100
        elif cls == "group":
            if current is None:
                current = Decimal(1)
                place = Decimal(1)
            if previous == "one" and taken and current > 100:    # "three hundred and two dozens"
                tail = current % 100
                current = current - tail + tail * v
            else:
                current = current * v
            place = place * v
            previous, end, taken = "group", stop, True
            break
        else:
            if current is None and (total == 0 or just_scaled):
                if total == 0:
                    total = v
                else:
                    total *= v
            elif current is not None and v < last_scale:
                total += current * v
            elif current is not None and total:
                break
            else:
                break
            place = (place if previous in ("digits", "hundred") else Decimal(1)) * v
            current, last_scale, previous = None, v, "scale"
            n.scale = v
        just_scaled = cls == "scale"
        end, taken = stop, True
    if not taken:
        return False
    n.value = total + (current or 0)
    n.place, n.end = place, end
    return True


def _tens_of_denominator(low: str, at: int, joined: bool) -> bool:
    """Whether the tens that end at `at` belong to a denominator: "one hundred | thirty-fifths", "… thirty fifths"."""
    hyphen = low[at:at + 1] == "-"
    if not hyphen and (joined or low[at:at + 1] != " "):
        return False
    m = WORD.match(low, at + 1)
    return bool(m) and m[0].endswith("s") and ORDINALS.get(m[0][:-1], 10) < 10


def ordinal_word(low: str, at: int):
    """(value, end) of the ordinal word at `at`, "twenty-first" included."""
    m = WORD.match(low, at)
    if m and m[0] in ORDINALS:
        return ORDINALS[m[0]], m.end()
    if m and m[0] in TENS:
        gap = GAP.match(low, m.end())
        last = WORD.match(low, gap.end())
        if last and last[0] in ORDINALS and ORDINALS[last[0]] < 10:
            return TENS[m[0]] + ORDINALS[last[0]], last.end()
    return None


def spoken_decimals(p: Plain, n: Numeral) -> None:
    """"two point five", "nine point nought four"."""
    m = _POINT.match(p.low, n.end)
    if not m:
        return
    digits, end = "", m.end()
    while len(digits) < 12:
        tok = _token(p.low, end)
        if not tok or tok[0] not in ("one", "teen", "ten"):
            break
        text = str(tok[1])
        end = tok[3]
        if tok[0] == "ten":
            unit = _token(p.low, end)
            if unit and unit[0] == "one":
                text, end = str(tok[1] + unit[1]), unit[3]
        digits += text
    if digits:
        n.value += Decimal("0." + digits)
        n.place, n.end, n.rule = Decimal(1).scaleb(-len(digits)), end, "number.spelled"
        tok = SCALE_WORD.match(p.low, n.end)
        if tok and tok["w"] in SCALES:
            take_scale(n, SCALES[tok["w"]], tok.end())
