"""Numbers printed in digits: every usual grouping, decimals, powers of ten, slashed and mixed fractions, scales.

>>> from pipeline.plain import Plain
>>> [str(read_digits(Plain(t), 0).value) for t in ("1,234,567", "6,78,413", "1 234", "1.111,11", "3/4", "2½")]
['1234567', '678413', '1234', '1111.11', '0.75', '2.5']
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from pipeline.fractions_spelled import add_fraction
from pipeline.number_words import (
    DIGITS,
    PLAIN_DENOMINATORS,
    SCALE_WORD,
    SHORT,
    SHORT_MONEY,
    VULGAR,
    Numeral,
    divide,
    take_scale,
)
from pipeline.plain import Plain
from pipeline.spelled import cardinal

_DIGITS = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9]|,[0-9]{3})(?:\.[0-9]{1,12}(?![0-9]))?)"
    r"|(?P<indian>[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9]|,[0-9])(?:\.[0-9]{1,12}(?![0-9]))?)"
    r"|(?P<spaced>[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9]| [0-9]{3}(?![0-9]))(?:[.][0-9]{1,12}(?![0-9]))?)"
    r"|(?P<dotted>[0-9]{1,3}(?:\.[0-9]{3}){1,5},[0-9]{1,2}(?![0-9])|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,5}(?![0-9.]))"
    r"|(?P<quoted>[0-9]{1,3}(?:'[0-9]{3}){1,5}(?![0-9]))"
    r"|(?P<comma>[0-9]{1,6},[0-9]{1,2}(?![0-9,]))"
    r"|(?P<tokens>[0-9]{1,3}(?: , [0-9]{3}){1,5}(?![0-9])|[0-9]{1,9} \. [0-9]{1,6}(?![0-9]))"
    r"|(?P<plain>[0-9]{1,18}(?![0-9])(?:\.[0-9]{1,20}(?![0-9]))?|\.[0-9]{1,20}(?![0-9]))")
_RUN = re.compile(r"[0-9](?:[0-9,.']*[0-9])?")
_POWER = re.compile(r"(?:e(?P<e>[+-]?[0-9]{1,2})(?![0-9a-z])"
                    r"| ?[x×*·] ?(?P<base>10|2) ?\^? ?(?P<x>[+-]?[0-9]{1,3})(?![0-9])"
                    r"|\^(?P<raise>[+-]{0,2}[0-9]{1,3})(?![0-9]))")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_TENTO = re.compile(r" ?[x×*·] ?10(?P<x>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_MIXED = re.compile(r" {1,2}(?P<a>[0-9]{1,3})(?:/| / )(?P<b>[0-9]{1,3})(?![0-9/])"
                    r"|[ -]?(?P<v>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒])")
_SLASH = re.compile(r"(?:/(?P<b>[0-9]{1,4})| / (?P<c>2|3|4|8|16|32|64))(?![0-9/]|[.,][0-9])")
_PLUSMINUS = re.compile(r" ?(?:±|\+/-|\+-) ?(?P<d>[0-9]{1,9}(?:\.[0-9]{1,12})?(?:e[+-]?[0-9]{1,2})?)(?![0-9])")
_SHORT = re.compile(r" {0,2}(?P<w>" + "|".join(sorted(SHORT_MONEY, key=len, reverse=True)) +
                    r")(?![\w/^·])| ?(?P<c>M)(?=[A-Z]{3}(?![A-Za-z0-9]))")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_INTEGER = re.compile(r"(?P<plain>[0-9]{1,18})")


def run_end(p: Plain, at: int) -> int:
    """Where the run of digits, commas and points at `at` ends: what to skip when it is no number."""
    m = _RUN.match(p.s, at)
    return m.end() if m else at + 1


def _place(figure: str) -> Decimal:
    point = figure.find(".")
    return Decimal(1).scaleb(-(len(figure) - point - 1)) if point >= 0 else Decimal(1)


def read_digits(p: Plain, at: int) -> Numeral | None:
    s = p.s
    m = _DIGITS.match(s, at)
    if not m:
        return None
    kind, end, figure = m.lastgroup, m.end(), m[0]
    if kind == "spaced" and "\n" in p.text[at:end]:
        m = _INTEGER.match(s, at)
        kind, end, figure = "plain", m.end(), m[0]
    if kind == "comma" and at > 1 and s[at - 1] == "," and s[at - 2].isdigit():
        figure = figure.split(",")[0]
        kind, end = "plain", at + len(figure)
    if kind == "dotted":
        figure = figure.replace(".", "").replace(",", ".")
    elif kind == "comma":
        figure = figure.replace(",", ".")
    else:
        figure = figure.replace(",", "").replace(" ", "").replace("'", "")
    if kind == "plain" and s[end:end + 1] == "." and s[end + 1:end + 2].isdigit() and "." in figure:
        return None                                    # 1.2.3: a version, a section or an address
    value, place = Decimal(figure), _place(figure)
    n = Numeral(
        at,
        end,
        value,
        place,
        "digits",
        "number." + ("decimal" if "." in figure else kind),  # "tokens": "10 , 000"
        grouped=kind not in ("plain", "comma"),
        bare=kind == "plain" and "." not in figure,
    )
    nxt = s[end:end + 1]
    if nxt in "e^ x×*·" or nxt == "":
        _power(p, n)
    if nxt in " /-½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒" and nxt:
        _fraction_after(p, n)
    nxt = s[n.end:n.end + 1]
    if nxt in " ±+":
        m = _PLUSMINUS.match(s, n.end) if nxt else None
        if m:
            d = Decimal(m["d"])
            n.low, n.high, n.end, n.bare = n.value - d, n.value + d, m.end(), False
    if nxt in "snrt" and nxt:
        m = _ORDINAL_END.match(p.low, n.end)
        if m and n.bare and _ends_so(int(n.value), m[0]):
            n.end, n.form, n.rule, n.bare = m.end(), "ordinal", "ordinal.digits", False
            return n
    if n.form == "digits":
        _scale_after(p, n)
    return n


def _ends_so(n: int, ending: str) -> bool:
    """Whether an ordinal is printed so: 21st and 11th, but 13st is a weight."""
    right = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return ending == right


def _power(p: Plain, n: Numeral) -> None:
    m = _POWER.match(p.low, n.end) or _TENTO.match(p.low, n.end)
    if not m:
        return
    groups = m.groupdict()
    try:
        if groups.get("raise") is not None:
            text = groups["raise"].replace("--", "").replace("+-", "-").lstrip("+")
            power = int(text)
            if abs(power) > 99 or n.value == 0:
                return
            with localcontext(DIGITS):
                n.value = (n.value ** power).normalize() + 0
            n.place = abs(n.value) / 1000
        else:
            digits = groups.get("e") or groups.get("x") or ""
            power = int(digits.translate(_SUPERSCRIPT))
            base = 2 if groups.get("base") == "2" else 10
            if abs(power) > (30 if base == 10 else 80):
                return
            if base == 2 and "^" not in m[0]:
                return
            factor = Decimal(base) ** power
            n.value, n.place = n.value * factor, n.place * factor
    except (ValueError, ArithmeticError):
        return
    n.end, n.bare, n.rule = m.end(), False, "number.scientific"


def _fraction_after(p: Plain, n: Numeral) -> None:
    s = p.s
    m = _SLASH.match(s, n.end) if n.bare else None
    if m:
        a, b = int(n.value), int(m["b"] or m["c"])
        if 0 < a < b and b in PLAIN_DENOMINATORS and a < 100 and not (n.start and s[n.start - 1] == "/"):
            n.value, n.place, n.end = divide(a, b), Decimal("0.01"), m.end()
            n.form, n.rule, n.bare = "fraction", "number.fraction", False
        return
    m = _MIXED.match(s, n.end)
    if m and n.rule in ("number.plain", "number.grouped"):
        a, b = VULGAR[m["v"]] if m["v"] else (int(m["a"]), int(m["b"]))
        if 0 < a < b and (m["v"] or b in PLAIN_DENOMINATORS):
            n.value, n.place, n.end = n.value + divide(a, b), divide(1, b), m.end()
            n.rule, n.bare = "number.mixed", False


def _scale_after(p: Plain, n: Numeral) -> None:
    m = SCALE_WORD.match(p.low, n.end)
    if m:
        done = cardinal(p, n.end, n)
        if done:
            n.bare = False
            n.rule = "number.mixed" if n.rule == "number.plain" else n.rule
            add_fraction(p, n)


def short_scale(p: Plain, n: Numeral, money: bool) -> bool:
    """Takes a short scale ("m", "bn", "k") that stands at the numeral; `money` admits the ambiguous ones."""
    if n.form != "digits" or n.scale != 1:
        return False
    m = _SHORT.match(p.s, n.end)
    if m and m["c"]:                                     # "30 MUSD"
        take_scale(n, Decimal(1000000), m.end())
        return True
    if not m or m["w"] not in (SHORT_MONEY if money else SHORT):
        return False
    if m[0][0] == " " and len(m["w"]) == 1 and not money and m["w"] not in "kK" and \
            not (n.grouped and p.s[m.end():m.end() + 1] in ("", ".", ",", ")")):
        return False
    if m["w"] == "b" and not money and "." not in p.s[n.start:n.end]:
        return False                                     # "1500b" are bits
    take_scale(n, (SHORT_MONEY if money else SHORT)[m["w"]], m.end())
    return True
