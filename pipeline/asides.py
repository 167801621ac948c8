"""Times and places of a sentence that do not limit its figures: of superlatives, of remarks in passing, of what a change is held against.

In: a sentence, the span of a time or place and of a figure. Out: whether the one is the figure's.

    >>> s = "Turnout was 84 %, a record for any town since 1918."
    >>> lends(s, (s.index("since"), len(s) - 1), (12, 16))
    False
    >>> s = "Since 1918 turnout was 84 %."
    >>> lends(s, (0, 10), (23, 27))
    True
"""

from __future__ import annotations

import re

from pipeline.rules import load

# characters between a superlative and the time or place it excels over
REACH = 100
_RULES = load("words")["asides"]


def _any(words) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


_BASE = re.compile(rf"\b({_any(_RULES['base'])})\s+(?:the\s+(?:same|corresponding)\s+(?:period|month|quarter|time|day|week)\s+(?:of\s+|in\s+|a\s+)?)?(?:in\s+)?$",
                   re.IGNORECASE)
_LEVELS = re.compile(r"(?:['’]s?)?\s+(?:levels?|figures?|highs?|lows?|peaks?|average|totals?|results?)\b")
_CHANGED = re.compile(rf"(?:%|\b(?:per ?cent|percent|points?|{_any(_RULES['changed'].split())}))(?!\w)", re.IGNORECASE)
# a stretch of years, and what names one, is no single time that a change could start from
_STRETCH = re.compile(r"\d\s?[-–/]\s?\d|\b(?:years|months|weeks|days|decade|century|period)\b")
_ONWARDS = re.compile(r"\s+(?:to|until|till|through|onwards?|on)\b|\s*[-–—]")
_SUPERLATIVE = rf"\b(?:an?|the|its|their|his|her|our|for the|by far the)\s+(?:[\w’'-]+\s+){{0,3}}?{_any(_RULES['superlative'].split())}\b"
_EXCELS_SINCE = re.compile(rf"(?:{_SUPERLATIVE}|\b(?:more|less|fewer|higher|lower) than (?:in |at )?any\b)[^.;:()]*?(?:\bsince\b[^,.;:()]*)?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_EXCELS_IN = re.compile(rf"{_SUPERLATIVE}[^,.;:()]*$", re.IGNORECASE)
_BEGUN = re.compile(rf"(?:^\W*|, |\()(?:first |originally |officially |formally )?{_any(_RULES['begun'].split())}\b(?: [^\s,;]+){{0,8}}? $", re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:, (?:with )?|\bwith )(?:the|its|their|his|her) [^,;]{3,60}? (?:being|having been|(?:being )?[a-z]{3,}ing)\b[^,;]{0,60}$")
_SAME_TIME = re.compile(rf"\W*(?:{_any(_RULES['same_time'])}|(?:in|at|on|during|for) (?:that|this|the same) {_any(_RULES['same_event'].split())}"
                        r"|that (?:same )?[a-z]+ had)\b", re.IGNORECASE)


def lends(sentence: str, time: tuple[int, int], figure: tuple[int, int]) -> bool:
    """Whether a time printed in a sentence can be the time of the figure; spans in the sentence."""
    start, end = time
    if is_base(sentence, start, end) or _excels(sentence, time, figure):
        return False
    ahead = sentence[:start]
    begun = _BEGUN.search(ahead)
    if begun:
        stop = _comma(sentence, end)
        if stop < len(sentence) or not sentence[:begun.start()].strip():
            return begun.start() <= figure[0] < stop
    absolute = _ABSOLUTE.search(ahead, max(0, start - REACH))
    return not absolute or figure[1] > absolute.start() + 2


def _comma(sentence: str, at: int) -> int:
    """Where the phrase that holds `at` is closed by a comma or bracket."""
    found = re.compile(r"[,;)](?!\d)").search(sentence, at)
    return found.start() if found else len(sentence)


def is_base(sentence: str, start: int, end: int) -> bool:
    """Whether the time [start, end) is what a change is measured from ("up 2 % on 2022", "from 2019 levels")."""
    printed = re.match(r"(?:on|from|over|against|than|above|below)\s+", sentence[start:end], re.IGNORECASE)
    found = _BASE.search(sentence, max(0, start - 70), start + (printed.end() if printed else 0))
    if not found or printed and _ONWARDS.search(sentence, start + printed.end(), end):
        return False
    word = " ".join(found[1].lower().split())
    if word not in _RULES["base_of_change"]:
        return True
    if _ONWARDS.match(sentence, end) or _STRETCH.search(sentence[start:end]):
        return False
    return bool(_LEVELS.match(sentence, end) or _CHANGED.search(sentence, max(0, found.start() - 70), found.start()))


def _excels(sentence: str, time: tuple[int, int], figure: tuple[int, int]) -> bool:
    """Whether a superlative or "more than in any" excels over the time: "since" must be said, and no figure stand between."""
    start, end = time
    since = _SINCE.match(sentence, start)
    found = _EXCELS_SINCE.search(sentence, max(0, start - REACH), start)
    if not found or not (since or _SINCE.search(found[0])):
        return False
    return not found.start() < figure[0] < start


def excels_at(sentence: str, figure_end: int, place: int) -> bool:
    """Whether the place at offset `place` behind a figure is what a superlative excels over ("the highest ever in Spain")."""
    found = _EXCELS_IN.search(sentence, figure_end, place)
    return found is not None


def same_time(sentence: str) -> bool:
    """Whether a sentence says at its start that it is of the time of the one before it."""
    return _SAME_TIME.match(sentence) is not None
