"""Where a claim stands: its place in the quote, the marked pieces of a quote or a document, and links to the passage.

In: claims (mappings) and the texts of the documents. Out: lists of pieces `(text, mark)` that join to the very text,
and addresses that are safe to put into a page whatever a document or a source list holds.

    >>> pieces("of which 151 were women", [(9, 12, "same")])
    [('of which ', ''), ('151', 'same'), (' were women', '')]
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent

_SPACE = re.compile(r"\s+")
_WEB = re.compile(r"^https?://[^\s<>\"']+$", re.IGNORECASE)
# words of context on each side of a text fragment: enough to tell repeats apart, few enough to survive small edits
CONTEXT_WORDS = 3
_LINED = (".txt", ".md")


def pieces(text: str, marks) -> list[tuple[str, object]]:
    """`text` cut at `marks`, (start, end, mark) sorted or not; of two that overlap the first stands."""
    found, at = [], 0
    for start, end, mark in sorted(marks, key=lambda m: (m[0], m[1])):
        if start < at or end <= start or end > len(text):
            continue
        if start > at:
            found.append((text[at:start], ""))
        found.append((text[start:end], mark))
        at = end
    if at < len(text):
        found.append((text[at:], ""))
    return found


def sentence_span(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Span of the quote around `start`..`end` in its document; (start, end) itself when the quote is not found there.

    A quote may be the very text or the text with its white space squashed to single blanks.
    """
    at = text.rfind(quote, max(0, end - len(quote)), start + len(quote))
    if at >= 0 and at <= start and end <= at + len(quote):
        return at, at + len(quote)
    words = quote.split()
    # white space of a wrapped text may be longer than the quote's: look a little further on both sides
    low, high = max(0, end - 2 * len(quote) - 200), min(len(text), start + 2 * len(quote) + 200)
    if words:
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        for found in pattern.finditer(text, low, high):
            if found.start() <= start and end <= found.end():
                return found.span()
    return start, end


def place(text: str, quote: str, surface: str, start: int, end: int, within=None) -> tuple[int, int]:
    """Where the surface at `start`..`end` of the document stands in the quote; (0, 0) when it does not.

    `within` is the quote's span in the document, when it is known already.
    """
    low, high = within or sentence_span(text, quote, start, end)
    if text[low:high] == quote:
        return start - low, end - low
    before = len(_SPACE.sub(" ", text[low:start]).lstrip())
    for probe in (surface, _SPACE.sub(" ", surface)):
        hits = [m.start() for m in re.finditer(re.escape(probe), quote)] if probe else []
        if hits:
            best = min(hits, key=lambda at: (abs(at - before), at))
            return best, best + len(probe)
    return 0, 0


def local(base: str, claim, lines: bool = True) -> str:
    """Address of the passage in its file below `base`: `#L84` for text where `lines`, `#page=3` where there are pages.
    """
    address = base + percent(claim["path"], safe="/")
    if claim.get("page"):
        return f"{address}#page={claim['page']}"
    return f"{address}#L{claim['line']}" if lines and claim["path"].lower().endswith(_LINED) else address


def web(url: str, text: str, start: int, end: int) -> str:
    """Address of the passage on the web with a text fragment; "" unless `url` is an http address."""
    if not _WEB.match(url or ""):
        return ""
    surface = text[start:end]
    if not surface:
        return url
    before = _line(text[max(0, start - 200) : start], -1).split()[-CONTEXT_WORDS:]
    after = _line(text[end : end + 200], 0).split()[:CONTEXT_WORDS]
    parts = [f"{_part(' '.join(before))}-"] if before else []
    parts.append(_part(_SPACE.sub(" ", surface)))
    parts += [f"-{_part(' '.join(after))}"] if after else []
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def _line(text: str, which: int) -> str:
    return text.split("\n")[which]


def _part(text: str) -> str:
    # the hyphen separates the parts of a text fragment, so it must not stand for itself
    return percent(text, safe="", errors="replace").replace("-", "%2D")
