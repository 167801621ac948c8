"""What the headings of a table's row and column say that its figures are of, and whether another claim is of the same.

In: claims whose quote is a row of a table ("header | header / cell | cell", or the row alone). Out: the headings.

    >>> heading_of({"quote": "Ward | Beds | Nurses / North wing | 40 | 12"})
    'North wing'
    >>> named("North wing", "the beds of the northern wing"), named("North wing", "the hospital")
    (True, False)
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline import aspects
from pipeline.proper_names import STEM, letters, names, shared
from pipeline.time_words import MONTH

ROW_WORDS = 6  # of the heading of a row; a longer one is a sentence
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LIST_MARK = re.compile(r"^\d{1,3}[.)]\s+|\s*\[\d+\]")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_ALL = frozenset(("total", "all", "sum", "overall", "world", "average"))


def heading_of(claim) -> str:
    """What heads the claim's row of a table ("North ward | 8 | 6"); "" for prose, for totals and for a key in words with its one value."""
    quote = claim.get("quote", "")
    return _row_heading(quote) if "|" in quote else ""


@lru_cache(maxsize=100_000)
def _row_heading(quote: str) -> str:
    cells = [cell.strip() for cell in quote.rpartition(" / ")[2].strip().strip("|").split("|")]
    heading = _LIST_MARK.sub("", _BRACKET.sub("", cells[0])).strip()
    words = _WORD.findall(heading)
    if any(aspects.named(sort, heading) not in ("", "distance") for sort in ("count", "money", "measure")) or any(word.casefold() in MONTH for word in words):
        return ""                                        # "Number of deaths", "5 May": what is counted, or when, and not of whom
    key = len(cells) == 2 and " / " in quote and all(w[0].isupper() for w in heading.split())
    if len(cells) < 3 and not key or not words or words[0].casefold() in _ALL or len(words) > ROW_WORDS:
        return ""
    return heading


def one_heading(one: str, other: str) -> bool:
    """Whether two rows have one heading: the words of the shorter are among those of the longer, or it is its initials."""
    words = [frozenset(word[:STEM] for word in _WORD.findall(heading.casefold())) | frozenset(re.findall(r"\d+", heading)) for heading in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0] or bool(letters(one.casefold()) & letters(other.casefold()))


def column_apart(a, b) -> tuple[str, str] | None:
    """(the heading of the claim's column, that of another column of its table which `b` names instead); None otherwise."""
    header, bar, _ = a.get("quote", "").partition(" / ")
    if not bar or "|" not in header:
        return None
    names_ = [cell.strip() for cell in header.split("|")][1:]
    mine = next((name for name in names_ if name and a.get("measure", "").endswith(name)), "")
    if not mine:
        return None
    told = f" {b.get('quote', '').casefold()} "
    if re.search(rf"(?<!\w){re.escape(mine.casefold())}(?!\w)", told):
        return None
    other = next((name for name in names_ if name != mine and len(name) > 1 and name.casefold() in told and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", told)), "")
    return (mine, other) if other else None


def named(heading: str, text: str) -> bool:
    """Whether a text has any word of a heading, by its first letters, or its initials; all its figures where it has some."""
    low = text.casefold()
    figures = re.findall(r"\d+", heading)
    if figures:
        return all(re.search(rf"(?<!\d){figure}(?!\d)", low) for figure in figures)
    return any(word[:STEM] in low for word in heading.casefold().split() if len(word) > 2) or shared(names(heading), names(text))
