"""Currencies before and after a number: symbols, codes and names → ISO 4217 codes.

A bare dollar keeps the unit "$" and a part of a currency its own name ("cent"): the document decides which one it is.

    >>> before(Plain("about US$ 30"), 10)
    (6, 'USD')
    >>> after(Plain("30 Swiss francs"), 2)
    ('CHF', 15)
"""

from __future__ import annotations

import re

from pipeline.plain import Plain
from pipeline.rules import load
from pipeline.units import plural_of

_RULES = load("currencies")
BEFORE = {sym: c["code"] for c in reversed(_RULES["currency"]) for sym in c.get("before", ())}
AFTER = {sym: c["code"] for c in reversed(_RULES["currency"]) for sym in c.get("after", ())}
MONEY_WORDS = frozenset(_RULES["pounds"]["money"])
_LONGEST = max(map(len, BEFORE))
# The last characters a currency before a number can have.
LAST = frozenset(sym[-1] for sym in BEFORE)
MINOR = frozenset({"cent", "penny", "sen", "dime", "nickel", "satoshi"})
# Single letters and "PS" are read only glued to the figure; "PS5" is a console.
_GLUED_ONLY = frozenset({"R", "PS", "Re", "Y="})


def _names():
    table: dict[str, list[tuple[str, str]]] = {}
    for c in _RULES["currency"]:
        for w in c.get("words", ()):
            for form in {w, plural_of(w)}:
                table.setdefault(re.match(r"[a-z]+", form)[0], []).append((form, c["code"]))
    for group in table.values():
        group.sort(key=lambda x: (-len(x[0]), x[0]))
    return table


NAMES = _names()
SCALED_NAMES = {w: c["code"] for c in _RULES["currency"] for w in c.get("scaled", ())}
_WORD = re.compile(r"[a-z]+")
_QUALIFIER = re.compile(
    r" ?(?P<w>USD|US|U\.S\.|CAD|CDN|Cdn|AUD|NZD|Canadian|Australian|American|NZ|HKD|SGD)(?![A-Za-z0-9])"
    r"(?: dollars?(?![a-z]))?"
)
_QUALIFIED = {"US": "USD", "U.S.": "USD", "American": "USD", "Canadian": "CAD", "CDN": "CAD", "Cdn": "CAD",
              "Australian": "AUD", "NZ": "NZD"}


def before(p: Plain, at: int, floor: int = 0) -> tuple[int, str] | None:
    """(start, code) of the currency that ends right before `at` (one space allowed), or None."""
    s = p.s
    end = at
    if end > floor and s[end - 1] == " ":
        end -= 1
    spaced = end != at
    if end <= floor or s[end - 1] not in LAST:
        return None
    for size in range(min(_LONGEST, end - floor), 0, -1):
        sym = s[end - size:end]
        code = BEFORE.get(sym)
        if code is None:
            continue
        start = end - size
        if spaced and (sym in _GLUED_ONLY or (len(sym) == 1 and sym.isalpha())):
            continue
        if start and sym[0].isalpha() and (s[start - 1].isalnum() or s[start - 1] in "-&'"):
            continue
        if sym[0] == "$" and len(sym) > 1 and spaced:
            continue
        if sym[-1] == "s" and spaced and sym == "sen":
            continue
        return start, code
    return None


def after(p: Plain, at: int, large: bool = False) -> tuple[str, int] | None:
    """(code, end) of the currency that follows a number ending at `at`, or None; `large` for thousands and more."""
    s, low = p.s, p.low
    i = at
    while s[i:i + 1] == " " and i < at + 4:
        i += 1
    if s[i:i + 1] == "-" and i == at:
        if not s[i + 1:i + 2].isalpha():
            return None
        i += 1
    elif s[i:i + 3] == " - ":
        i += 3
    m = _WORD.match(low, i)
    if m:
        if large and m[0] in SCALED_NAMES:
            return SCALED_NAMES[m[0]], m.end()
        for text, code in NAMES.get(m[0], ()):
            end = i + len(text)
            if low.startswith(text, i) and not low[end:end + 1].isalpha():
                return code, end
        if s[i:i + 1] == "M" and len(s[i + 1:i + 4]) == 3 and AFTER.get(s[i + 1:i + 4]):
            return None
        for size in (4, 3, 2):
            code = AFTER.get(s[i:i + size])
            if code and i + size <= len(s) and not s[i + size:i + size + 1].isalnum():
                return code, i + size
        if s[i] in AFTER and s[i].isalpha() and (s[i + 1:i + 2] in (".", ",", ")", ";", "") and i > at):
            return AFTER[s[i]], i + 1
        if i == at and m[0] in ("p", "c") and not s[i + 1:i + 2].isalnum() and not (
                s[i + 1:i + 2] == "." and s[i + 2:i + 3].isalnum()) and s[i] == m[0]:
            return ("penny" if m[0] == "p" else "cent"), i + 1
        return None
    for size in (3, 2, 1):
        code = AFTER.get(s[i:i + size])
        if code and i + size <= len(s):
            if code == "$" and s[i + 1:i + 2].isdigit():
                return None
            return code, i + size
    return None


def qualified(p: Plain, at: int) -> tuple[str, int] | None:
    """The country behind a dollar figure: "$31.20 US", "$5 million Canadian"."""
    m = _QUALIFIER.match(p.s, at)
    if not m:
        return None
    w = m["w"]
    if w in ("US", "U.S.", "Canadian", "Australian", "American", "NZ"):
        nxt = p.s[m.end():m.end() + 2]
        # "$5 US aid", "$5 million Canadian company": the word belongs to the noun, except after decimals.
        if nxt[:1] == " " and nxt[1:2].isalpha() and "dollar" not in m[0] and w != "US":
            return None
    return _QUALIFIED.get(w, w), m.end()
