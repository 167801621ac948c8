"""Units after a number: text at a position → pint's name of the unit, with rates and compounds.

The vocabulary is `rules/units.toml`. Words are looked up by their first word, symbols by the longest match; no pattern
is built from the vocabulary, so a thousand units cost no more than ten.

    >>> read_unit(Plain("90 km/h"), 2).name
    'kilometer/hour'
    >>> read_unit(Plain("60 miles an hour"), 2).name
    'mile/hour'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import nouns
from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("units")
# how far back a quotation may have opened (code points)
QUOTED = 200


@dataclass(slots=True, frozen=True)
class Unit:
    """A unit at `[start, end)`: pint's `name`, the mention's `kind` (measure, duration, percent)."""

    start: int
    end: int
    name: str
    kind: str
    symbol: bool = False
    hyphen: bool = False


def plural_of(word: str) -> str:
    """The plural of a unit's name; also of the last word of a name of several words."""
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _vocabulary():
    words: dict[str, list[tuple[str, str, str]]] = {}
    symbols: dict[str, tuple[str, str, str]] = {}
    prefixes = _RULES["prefixes"]

    def add_word(text: str, name: str, kind: str):
        first = re.match(r"[a-z]+\.?|.", text)[0].rstrip(".")
        words.setdefault(first, []).append((text, name, kind))

    for u in _RULES["unit"]:
        kind, guard = u.get("kind", "measure"), u.get("guard", "")
        for w in u.get("words", ()):
            forms = [w] if not u.get("plural", True) else [w, plural_of(w)]
            for form in forms:
                add_word(form, u["name"], kind)
                for prefix in u.get("prefix", ()):
                    add_word(prefix + form, _prefixed(prefix, u["name"]), kind)
        for sym in u.get("symbols", ()):
            symbols.setdefault(sym, (u["name"], kind, guard))
            for prefix in u.get("prefix", ()):
                if sym.isalpha() or sym in ("Ω",):
                    symbols.setdefault(prefixes[prefix] + sym, (_prefixed(prefix, u["name"]), kind, ""))
                    if prefix == "micro":
                        symbols.setdefault("u" + sym, (_prefixed(prefix, u["name"]), kind, ""))
    for group in words.values():
        group.sort(key=lambda x: (-len(x[0]), x[0]))
    return words, symbols


def _prefixed(prefix: str, name: str) -> str:
    """kilo + watt hour → kilowatt hour, centi + meter → centimeter."""
    return prefix + name


WORDS, SYMBOLS = _vocabulary()
_LONGEST_SYMBOL = max(map(len, SYMBOLS))
_SYMBOL_STARTS = frozenset(s[0] for s in SYMBOLS)
_FIRST = re.compile(r"[a-zμ]+")
_POWER_WORD = re.compile(r"(?P<w>square|sq\.?|cubic|cu\.?)[ -](?=[a-z])")
_EXTENT = re.compile(
    r" (?:" + "|".join(re.escape(w) for w in _RULES["extent"]["words"]) + r")(?![a-z])|[ ]?[.,;:)\]}]|\s*$|-"
)
_NEXT_WORD = re.compile(r" ([a-z]+)(?![A-Za-z])")
_PUNCTUATION = re.compile(r" ?[.,;:)\]!?]|\s*$")
_SENTENCE_END = re.compile(r" *(?:$|\n)| +[A-Z\"(]")
_BRACKET = re.compile(r" ?[(\[{<](?P<u>[A-Za-z°μ/²³]{1,6})[)\]}>]")
_TAIL = re.compile(r"(?: ?/ ?| per |·|-per-| p/)(?=[a-zA-Zμ])")
_A_TAIL = re.compile(r"(?: an? |-an?-| every | each )(?=[a-z])")
_THOUSANDS = re.compile(r"[0-9](?:,[0-9]{3}|[0-9]{3}|k) ?$")
_RATES = re.compile(r"spread|yield|interest|treasur|bond|coupon")
_EXPONENT = re.compile(r"\^?(?:-?[1-4](?![0-9])|[²³])|⁻[¹²³]")
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
PER_A = frozenset(_RULES["per"]["a"])


def _word_unit(p: Plain, at: int, start: int, hyphen: bool) -> Unit | None:
    low = p.low
    m = _FIRST.match(low, at)
    if not m:
        return None
    for text, name, kind in WORDS.get(m[0], ()):
        end = at + len(text)
        if low.startswith(text, at) and not low[end:end + 1].isalpha():
            if text[-1] == "." and _SENTENCE_END.match(p.s, end):
                end -= 1
            return Unit(start, end, name, kind, False, hyphen)
    power = _POWER_WORD.match(low, at)
    if power:
        base = atom(p, power.end(), power.end(), True)
        if base and base.kind == "measure" and "/" not in base.name:
            word = "square" if power["w"][0] == "s" else "cubic"
            return Unit(start, base.end, f"{word} {base.name}", "measure", False, hyphen)
    return None


def _symbol_unit(p: Plain, at: int, start: int, glued: bool, bare_word: bool = False) -> Unit | None:
    s = p.s
    if s[at:at + 1] not in _SYMBOL_STARTS:
        return None
    for size in range(min(_LONGEST_SYMBOL, len(s) - at), 0, -1):
        sym = s[at:at + size]
        found = SYMBOLS.get(sym)
        if not found:
            continue
        end = at + size
        nxt = s[end:end + 1]
        if (sym[-1].isalpha() or sym[-1] == ".") and (
            nxt.isalpha() or (nxt.isdigit() and not sym[-1].isdigit() and sym[-1] != ".")
        ):
            continue
        if sym[-1].isdigit() and nxt.isdigit():
            continue
        name, kind, guard = found
        if sym == "bps" and _THOUSANDS.search(s, max(0, at - 9), at) and not _RATES.search(p.low, max(0, at - 60), at + 40):
            name, kind = "bit/second", "measure"         # "9,600 bps" is a rate of a line, "25 bps" one of interest
        if guard == "glued" and not glued:
            if not (len(sym) == 1 and (nxt == "/" or _PUNCTUATION.match(s, end))):
                continue
        if sym == "s" and (
            (s[at - 1] == "0" and at > 1 and s[at - 2].isdigit()) or (s[at - 4 : at].isdigit() and at > 3)
        ):
            continue                                     # the 1990s, the 60s
        if guard in ("end", "loose") and not glued and not _EXTENT.match(s, end):
            word = _NEXT_WORD.match(s, end) if guard == "loose" else None
            if word is None or word[1] not in nouns.STOP:
                continue
        if sym[-1] == "." and len(sym) > 1 and _SENTENCE_END.match(s, end):
            end -= 1
        if guard == "near" and not glued and sym.isalpha() and nxt == "'":
            continue
        return Unit(start, end, name, kind, True)
    return None


def atom(p: Plain, at: int, start: int, glued: bool, hyphen: bool = False) -> Unit | None:
    """One unit without a rate at `at`; the longer of the word and the symbol."""
    word = _word_unit(p, at, start, hyphen)
    symbol = _symbol_unit(p, at, start, glued)
    if word and symbol:
        return word if word.end >= symbol.end else symbol
    return word or symbol


def read_unit(p: Plain, at: int) -> Unit | None:
    """The unit that follows a number ending at `at` (glued, after a space, a hyphen or in brackets), rates included."""
    s = p.s
    c = s[at:at + 1]
    if not c:
        return None
    if c == " ":
        i = at + 1
        while s[i:i + 1] == " " and i < at + 6:
            i += 1
        c = s[i:i + 1]
        if not c:
            return None
        if c in "([{<":
            m = _BRACKET.match(s, i)
            if m and m["u"] in SYMBOLS:
                name, kind, _ = SYMBOLS[m["u"]]
                return Unit(i, m.end(), name, kind, True)
            return None
        if c == "-" and s[i + 1:i + 2] == " ":         # "9 - inch", a tokeniser's spaces
            unit = _word_unit(p, i + 2, i + 2, True)
            return unit
        if c == '"' or c == "'":
            nxt = s[i + 1:i + 2]
            return (
                Unit(i, i + 1, "inch" if c == '"' else "foot", "measure", True)
                if nxt == " " and _EXTENT.match(s, i + 1)
                else None
            )
        unit = atom(p, i, i, False)
        if unit and unit.symbol and s[unit.end:unit.end + 1] == "-" and s[unit.end + 1:unit.end + 2].isdigit() \
                and not re.match(rf"-[0-9.,]+ ?{re.escape(s[unit.start:unit.end])}(?![a-zA-Z])", s[unit.end:unit.end + 20]):
            return None                                  # "12 F-16 fighters"
    elif c == "-":
        unit = atom(p, at + 1, at + 1, True, True)
        if unit and unit.symbol and (not s[at + 1:unit.end].isalpha() or s[unit.end:unit.end + 1] == "-"):
            return None                                  # "1-in-5"
    else:
        unit = atom(p, at, at, True)
        if unit and unit.symbol and c in "'\"":
            if s[at - 1:at].isalpha() or _closes(s, at, c) or (c == '"' and s[at + 1:at + 2].isalnum()):
                return None
    if unit is None:
        return None
    return rates(p, unit)


def _closes(s: str, at: int, sign: str) -> bool:
    """Whether the sign at `at` closes a quotation of its line: "Tarn codec 2.1" in signs of quotation."""
    line = s.rfind("\n", 0, at) + 1
    last = s.rfind(sign, max(line, at - QUOTED), at)
    if last < 0 or not (last == line or s[last - 1] in " ([{:=,") or s[last + 1].isspace():
        return False
    stop = s.find("\n", at, at + QUOTED)
    return s.count(sign, at + 1, stop if stop >= 0 else at + QUOTED) % 2 == 0


_NO_RATE = re.compile(r" (?:earlier|ago|later|before|after|old)(?![a-z])")


def rates(p: Plain, unit: Unit) -> Unit:
    """Extends a unit by exponents and by "per X", "an X" and "/X"."""
    s, low = p.s, p.low
    end, name = unit.end, unit.name
    for _ in range(3):
        m = _TAIL.match(low, end)
        if not m:
            m = _A_TAIL.match(low, end)
            if not m:
                break
            word = _FIRST.match(low, m.end())
            if not word or word[0] not in PER_A or _NO_RATE.match(low, word.end()):
                break
        per = atom(p, m.end(), m.end(), True)
        if per is None or per.kind == "percent":
            break
        bottom, stop = per.name, per.end
        e = _EXPONENT.match(s, stop) if per.symbol else None
        if e and not s[e.end():e.end() + 1].isalnum():
            power = e[0].strip("^")
            bottom, stop = f"{_POWERS[power]} {bottom}" if power in _POWERS else bottom, e.end()
        name, end = f"{name}/{bottom}", stop
    if end == unit.end and unit.symbol:
        e = _EXPONENT.match(s, end)
        if e and e[0].strip("^") in _POWERS and s[end - 1].isalpha() and not s[e.end():e.end() + 1].isalnum():
            name, end = f"{_POWERS[e[0].strip('^')]} {name}", e.end()
    if end == unit.end:
        return unit
    kind = "measure" if unit.kind == "duration" and "/" in name else unit.kind
    return Unit(unit.start, end, name, kind, unit.symbol, unit.hyphen)


_PER_WORD = re.compile(r"(?: ?/ ?| per |-per-)(?P<w>[a-z]+)(?![a-z])")
_PER_A = re.compile(
    r"(?: an? |-an?-| every | each )(?P<w>square foot|[a-z]+)"
    r"(?![a-z]| (?:earlier|ago|later|before|after|old|or )(?![a-z]))"
)


_PER_MANY = re.compile(
    r" (?:per|for every|out of every) (?P<n>100|1,?000|10,?000|100,?000|1,?000,?000|million|thousand|hundred)"
    r"(?![\w%]|[.,][0-9]| (?:km|kilomet|mile|gram|g )| (?:million|thousand|billion))"
)
_MANY = {"hundred": "100", "thousand": "1000", "million": "1000000"}


def read_per_many(p: Plain, at: int) -> tuple[str, int] | None:
    """("100000 birth", end) of "per 100,000 births" at `at`; the number alone where no noun follows."""
    m = _PER_MANY.match(p.low, at)
    if not m:
        return None
    many = _MANY.get(m["n"], m["n"].replace(",", ""))
    noun = nouns.read_noun(p, m.end())
    return (f"{many} {noun.unit}", noun.end) if noun and noun.plural else (many, m.end())


def read_per(p: Plain, at: int) -> tuple[str, int] | None:
    """("barrel", end) of "a barrel", "per barrel", "/barrel", "each month" at `at`; None without one."""
    many = read_per_many(p, at)
    if many:
        return many
    m = _PER_WORD.match(p.low, at)
    if m:
        u = atom(p, m.start("w"), m.start("w"), True)
        if u and u.kind != "percent":
            return u.name, u.end
        if m["w"] in ("cent", "cents", "se", "capita", "annum") or len(m["w"]) < 3:
            return ("year", m.end()) if m["w"] == "annum" else ("person", m.end()) if m["w"] == "capita" else None
        return m["w"], m.end()
    m = _PER_A.match(p.low, at)
    if m and (m["w"] in PER_A):
        u = _word_unit(p, m.start("w"), m.start("w"), False)
        return (u.name if u else m["w"], m.end())
    return None
