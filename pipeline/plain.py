"""The text as the readers see it: the same code points at the same offsets, in fewer spellings.

Every kind of space becomes " ", a newline that only wraps a line becomes " ", hyphens and minus signs become "-",
quotes and primes become straight, wide digits become digits, marks of emphasis become blanks. Nothing is inserted or
removed, so an offset into `Plain.s` is an offset into the text.

    >>> p = Plain("about\\n1\\u202f200 km\\n\\nNext")
    >>> p.s
    'about 1 200 km\\n\\nNext'
"""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = {
    " ": "\t\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
         "\u200b\u2060\ufeff\u00ad\x1c\x1d\x1e\x1f",
    "\n": "\u2028\u2029\x85",
    "-": "\u2010\u2011\u2212\ufe63\uff0d",
    "'": "\u2018\u2019\u2032\u02bc\u00b4`",
    '"': "\u201c\u201d\u2033\u201e\u00ab\u00bb",
    "%": "\uff05\ufe6a",
    "$": "\uff04\ufe69",
    "/": "\u2044\u2215",
    "\u2013": "\u2012",
    "\u03bc": "\u00b5",
    "\u00b0": "\u00ba\u02da",
}
_TABLE = {ord(c): to for to, group in _SAME.items() for c in group}
_TABLE |= {0xFF10 + d: str(d) for d in range(10)}
_BREAKS = re.compile("\n")
_BULLET = re.compile(r" {0,20}(?:[-*\u2022\u2013\u2014\u25cf\u25aa\u25e6\u00b7#|>]|\(?[0-9a-zA-Z]{1,3}[.)] )")
# "height: 828": a line of a record, not wrapped prose.
_QUOTED = re.compile(r" {0,20}(?:> ?)+")
_RECORD = re.compile(r" {0,20}[\w][\w /()-]{0,40}: ")
# A line shorter than this (code points) that is followed by a capital is a heading or a table cell, not wrapped prose.
WRAPPED_LINE = 50


class Plain:
    """A text with its plain copies.

    `text` the original; `s` plain; `low` plain in lower case. All have the same length.
    `no_series` remembers up to where bare figures are known to belong to no list with a unit (see `ranges.listed`), so
    that a long list is looked at once and not once for each of its figures.
    """

    __slots__ = ("low", "no_series", "s", "text")

    def __init__(self, text: str):
        self.text = text
        s = text if text.isascii() and not _ODD_ASCII.search(text) else text.translate(_TABLE)
        for mark, pattern in _MARKUP:
            if mark in s:
                s = pattern.sub(_blank, s)
        if "\n" in s:
            s = _unwrap(s)
        low = s.lower()
        if len(low) != len(s):
            low = "".join(c if len(c.lower()) != 1 else c.lower() for c in s)
        self.s, self.low, self.no_series = s, low, 0


# Marks of emphasis, escapes and entities of Markdown around figures and words: blanks of the same length.
_MARKUP = (
    ("*", re.compile(r"(?<![\w*])\*{1,3}(?=[\w$£€~<>(\"'])|(?<=[\w%)\"'.,!?])\*{1,3}(?![\w*])")),
    ("_", re.compile(r"(?<![A-Za-z0-9_])_{1,2}(?=[A-Za-z0-9$£€])|(?<=[A-Za-z0-9%.,])_{1,2}(?![A-Za-z0-9_])")),
    ("\\", re.compile(r"\\(?=[$*_~#+.<>-])")),
    ("&", re.compile(r"&(?:nbsp|thinsp|ensp|#160|#xa0);")),
)


def _blank(m: re.Match) -> str:
    return " " * len(m[0])


_ODD_ASCII = re.compile("[\t\v\f\r`\x1c-\x1f]")


def _unwrap(s: str) -> str:
    """Newlines that only wrap a line become spaces; breaks between blocks, items, headings and cells stay."""
    chars = None
    size = len(s)
    start = 0
    for m in _BREAKS.finditer(s):
        at = m.start()
        length, start = at - start, at + 1
        nxt = at + 1
        stop = min(size, nxt + 40)
        while nxt < stop and s[nxt] == " ":
            nxt += 1
        if nxt >= size or s[nxt] == "\n" or length == 0 or s[at - length:at].isspace():
            continue
        quoted = s[nxt] == ">" and _QUOTED.match(s, at + 1)
        if quoted and s[at - length:at].lstrip(" ").startswith(">") and not _BULLET.match(s, quoted.end()) \
                and quoted.end() < size and s[quoted.end()] not in "\n#":
            # a quotation bears its sign on each line; inside a paragraph the sign is a break of the line like any other
            if chars is None:
                chars = list(s)
            chars[at:quoted.end()] = " " * (quoted.end() - at)
            continue
        if _BULLET.match(s, at + 1) or (length < WRAPPED_LINE and _RECORD.match(s, at + 1)):
            continue
        if length < WRAPPED_LINE and not (s[nxt].islower() or s[nxt] in "($\u00a3\u20ac0123456789"):
            continue
        if chars is None:
            chars = list(s)
        chars[at] = " "
    return s if chars is None else "".join(chars)


@lru_cache(maxsize=2)
def plain(text: str) -> Plain:
    """The plain copy of a text, kept for the next reader of the same text."""
    return Plain(text)
