"""The grammar of numbers: text at a position → one numeral with its exact value.

Digits with every usual grouping, decimals, powers of ten, fractions, spelled and mixed numbers, ordinals. Pure
functions of the plain text (see `plain`); no context is looked at here: hedges, units and currencies belong to others.

    >>> read_numeral(Plain("three hundred and forty-two men"), 0).value
    Decimal('342')
    >>> n = read_numeral(Plain("1.5 million"), 0); n.value, n.place
    (Decimal('1500000'), Decimal('100000'))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from pipeline.plain import Plain
from pipeline.rules import load

_RULES = load("numbers")
ONES, TEENS, TENS = _RULES["ones"], _RULES["teens"], _RULES["tens"]
SCALES = {w: Decimal(10) ** p for w, p in _RULES["scales"].items()}
SCALES |= {w + "s": v for w, v in SCALES.items()}
GROUPS = {w: Decimal(v) for w, v in _RULES["groups"].items()}
SHORT = {w: Decimal(10) ** p for w, p in _RULES["short"]["always"].items()}
SHORT_MONEY = SHORT | {w: Decimal(10) ** p for w, p in _RULES["short"]["money"].items()}
ORDINALS = _RULES["ordinals"]
DENOMINATORS = {w + "s": v for w, v in ORDINALS.items() if v > 2} | _RULES["denominators"]
SINGLE_DENOMINATORS = {w: v for w, v in ORDINALS.items() if v > 2} | {"half": 2, "quarter": 4}
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
          "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
          "⅑": (1, 9), "⅒": (1, 10)}
NUMBER_WORDS = {**ONES, **TEENS, **TENS}
MULTIPLES = _RULES["multiples"] | {w + "fold": v for w, v in {**NUMBER_WORDS, "hundred": 100}.items() if v > 1}

# A fraction of digits is read only with these denominators or as part of a mixed number: "9/11" and "24/7" are names.
PLAIN_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 40, 50, 64, 100, 1000})
# Figures longer than this are serial numbers.
LONGEST_FIGURE = 18
# A third in decimal is cut here; nobody prints a fraction to more places.
DIGITS = Context(prec=12)


@dataclass(slots=True)
class Numeral:
    """One number as printed: `[start, end)`, exact `value`, `place` the unit of its last printed place.

    `form`   digits, words, fraction (a part of a whole), ordinal, multiple
    `scale`  the scale word's factor (1 without one), `grouped` whether the digits carry thousands separators,
    `bare`   digits only, without point, grouping, exponent or scale: what a year or a house number looks like.
    `low`, `high` the ends of a printed tolerance ("5 ± 1"); `head` what stands before the last "and" of a spelled number,
    `head_scale` its scale: in "two hundred and three quarters" the quarters are only of the three.
    """

    start: int
    end: int
    value: Decimal
    place: Decimal
    form: str
    rule: str
    scale: Decimal = Decimal(1)
    grouped: bool = False
    bare: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    head: Decimal | None = None
    head_scale: Decimal = Decimal(1)


_DIGITS = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9]|,[0-9]{3})(?:\.[0-9]{1,12}(?![0-9]))?)"
    r"|(?P<indian>[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9]|,[0-9])(?:\.[0-9]{1,12}(?![0-9]))?)"
    r"|(?P<spaced>[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9]| [0-9]{3}(?![0-9]))(?:[.][0-9]{1,12}(?![0-9]))?)"
    r"|(?P<dotted>[0-9]{1,3}(?:\.[0-9]{3}){1,5},[0-9]{1,2}(?![0-9])|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,5}(?![0-9.]))"
    r"|(?P<quoted>[0-9]{1,3}(?:'[0-9]{3}){1,5}(?![0-9]))"
    r"|(?P<comma>[0-9]{1,6},[0-9]{1,2}(?![0-9,]))"
    r"|(?P<plain>[0-9]{1,18}(?![0-9])(?:\.[0-9]{1,20}(?![0-9]))?|\.[0-9]{1,20}(?![0-9]))")
_RUN = re.compile(r"[0-9](?:[0-9,.']*[0-9])?")
_POWER = re.compile(r"(?:e(?P<e>[+-]?[0-9]{1,2})(?![0-9a-z])"
                    r"| ?[x×*·] ?(?P<base>10|2) ?\^? ?(?P<x>[+-]?[0-9]{1,3})(?![0-9])"
                    r"|\^(?P<raise>[+-]{0,2}[0-9]{1,3})(?![0-9]))")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_TENTO = re.compile(r" ?[x×*·] ?10(?P<x>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_MIXED = re.compile(r" {1,2}(?P<a>[0-9]{1,3})(?:/| / )(?P<b>[0-9]{1,3})(?![0-9/])"
                    r"|[ -]?(?P<v>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒])")
_SLASH = re.compile(r"/(?P<b>[0-9]{1,4})(?![0-9/.,]|[.,][0-9])")
_PLUSMINUS = re.compile(r" ?(?:±|\+/-|\+-) ?(?P<d>[0-9]{1,9}(?:\.[0-9]{1,12})?(?:e[+-]?[0-9]{1,2})?)(?![0-9])")
_SCALE = re.compile(r"(?: {1,2}|-| - )?(?P<w>" + "|".join(sorted([*SCALES, "hundred", "hundreds", *GROUPS],
                                                                 key=len, reverse=True)) + r")(?![a-z])")
_SHORT = re.compile(r" ?(?P<w>" + "|".join(sorted(SHORT_MONEY, key=len, reverse=True)) +
                    r")(?![A-Za-z0-9/^²³·µμ])| ?(?P<c>M)(?=[A-Z]{3}(?![A-Za-z0-9]))")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_WORD = re.compile(r"[a-z]+")
_GAP = re.compile(r" {0,4}(?:- {0,2})?")
_AND = re.compile(r" {1,3}(?:and|&) {1,3}(?:an?(?= ) {1,3})?")


def _decimal(text: str) -> Decimal:
    return Decimal(text)


def shift(value: Decimal, factor: Decimal) -> Decimal:
    """value × factor without a trail of exponents."""
    return (value * factor).normalize() + 0


def read_numeral(p: Plain, at: int) -> Numeral | None:
    """The longest numeral that starts at `at`, or None. Signs, currencies and units are not part of it."""
    c = p.s[at]
    if c in VULGAR:
        a, b = VULGAR[c]
        return Numeral(at, at + 1, divide(a, b), Decimal("0.01"), "fraction", "number.fraction")
    if c.isdigit() or c == ".":
        return _read_digits(p, at)
    return _read_words(p, at)


def run_end(p: Plain, at: int) -> int:
    """Where the run of digits, commas and points at `at` ends: what to skip when it is no number."""
    m = _RUN.match(p.s, at)
    return m.end() if m else at + 1


def divide(a, b) -> Decimal:
    """a/b as a plain decimal of at most twelve digits."""
    with localcontext(DIGITS):
        return Decimal(a) / Decimal(b)


def _place(figure: str) -> Decimal:
    point = figure.find(".")
    return Decimal(1).scaleb(-(len(figure) - point - 1)) if point >= 0 else Decimal(1)


def _read_digits(p: Plain, at: int) -> Numeral | None:
    s = p.s
    m = _DIGITS.match(s, at)
    if not m:
        return None
    kind, end, figure = m.lastgroup, m.end(), m[0]
    if kind == "spaced" and "\n" in p.text[at:end]:
        m = re.compile(r"(?P<plain>[0-9]{1,18})").match(s, at)
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
    n = Numeral(at, end, value, place, "digits", "number." + ("decimal" if "." in figure else kind),
                grouped=kind not in ("plain", "comma"), bare=kind == "plain" and "." not in figure)
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
        if m and n.bare:
            n.end, n.form, n.rule, n.bare = m.end(), "ordinal", "ordinal.digits", False
            return n
    if n.form == "digits":
        _scale_after(p, n)
    return n


def _power(p: Plain, n: Numeral) -> None:
    m = _POWER.match(p.low, n.end) or _TENTO.match(p.low, n.end)
    if not m:
        return
    groups = m.groupdict()
    try:
        if groups.get("raise") is not None:
            text = groups["raise"].replace("--", "-").replace("+-", "-").lstrip("+")
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
        a, b = int(n.value), int(m["b"])
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
    m = _SCALE.match(p.low, n.end)
    if m:
        done = _cardinal(p, n.end, n)
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


def take_scale(n: Numeral, factor: Decimal, end: int) -> None:
    """Multiplies the numeral by the scale that ends at `end`."""
    n.value, n.place, n.scale, n.end = n.value * factor, n.place * factor, factor, end
    n.rule, n.bare = "number.short", False


# ── spelled numbers ────────────────────────────────────────────────────────────────────────────────────────────────

def _token(low: str, at: int):
    """(class, value, start, end) of the number word at `at`, after a gap; None if there is none."""
    gap = _GAP.match(low, at)
    m = _WORD.match(low, gap.end())
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


def _denominator(low: str, at: int, plural: bool):
    """(value, end) of the denominator at `at` ("thirds", "twenty-fifths"); None if there is none."""
    gap = _GAP.match(low, at)
    m = _WORD.match(low, gap.end())
    if not m:
        return None
    table = DENOMINATORS if plural else SINGLE_DENOMINATORS
    if m[0] in table:
        return table[m[0]], m.end()
    if m[0] in TENS:
        gap = _GAP.match(low, m.end())
        last = _WORD.match(low, gap.end())
        if last:
            w = last[0][:-1] if plural and last[0].endswith("s") else last[0] if not plural else ""
            if w in ORDINALS and ORDINALS[w] < 10:
                return TENS[m[0]] + ORDINALS[w], last.end()
    return None


def _cardinal(p: Plain, at: int, n: Numeral) -> bool:
    """Extends `n` by the number words at `at`; true if any was taken. `n.value` holds what stands before."""
    low = p.low
    total = Decimal(0)
    current: Decimal | None = n.value if n.form == "digits" or n.end > n.start else None
    last_scale = Decimal(10) ** 30
    place = n.place
    end, taken, just_scaled = n.end, False, False
    previous = "digits" if current is not None else ""
    while True:
        tok = _token(low, end)
        joined = False
        if tok is None and previous in ("hundred", "scale") and taken:
            m = _AND.match(low, end)
            tok = _token(low, m.end()) if m else None
            joined = tok is not None
            if m and tok is None and previous == "hundred" and low[m.end():m.end() + 1].isdigit():
                d = re.compile(r"[0-9]{1,2}(?![0-9.,]| (?:hundred|thousand|million|billion))").match(low, m.end())
                if d and int(d[0]):
                    current += Decimal(d[0])
                    place, end, previous = Decimal(1), d.end(), "one"
            elif tok is None and previous == "scale":
                d = re.compile(r"(?: |, )?([0-9]{1,3}) hundred(?![a-z])").match(low, end)
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
            if ok and cls == "ten" and (taken or current is not None) and _hyphened_denominator(low, stop):
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


def _hyphened_denominator(low: str, at: int) -> bool:
    if low[at:at + 1] != "-":
        return False
    m = _WORD.match(low, at + 1)
    return bool(m) and m[0].endswith("s") and m[0][:-1] in ORDINALS


_POINT = re.compile(r" {1,3}point {1,3}")
_HALF_OF = re.compile(r"(?: {1,3}|-)(?:of {1,3})?(?:an? {1,3})?(?P<w>" +
                      "|".join(sorted([*SCALES, *GROUPS], key=len, reverse=True)) + r")(?![a-z])")
_OVER = re.compile(r" {1,2}over {1,2}")


def _read_words(p: Plain, at: int) -> Numeral | None:
    low = p.low
    start = at
    m = re.compile(r"an? {1,3}").match(low, at)
    article = bool(m)
    if article:
        at = m.end()
    first = _WORD.match(low, at)
    if not first:
        return None
    w = first[0]
    if w in MULTIPLES and not article:
        return Numeral(start, first.end(), Decimal(MULTIPLES[w]), Decimal(1), "multiple",
                       "ratio.fold" if w.endswith("fold") else "ratio.multiple")
    n = Numeral(start, start, Decimal(0), Decimal(1), "words", "number.spelled")
    if article and w not in ("hundred", "couple", "half", "quarter") and w not in SCALES and w not in GROUPS \
            and w not in ORDINALS and w not in TENS:
        return None
    if w in ("half", "quarter"):
        return _part_of_scale(p, n, Decimal(1) / DENOMINATORS[w], first.end(), article)
    if w == "couple":
        n.value, n.end, n.rule = Decimal(2), first.end(), "number.couple"
        return n
    n.end = start
    if article and w in TENS:
        got = False
    else:
        got = _cardinal(p, at, _at(n, at))
    if got:
        n.start = start
        _spoken_decimals(p, n)
        _fraction_words(p, n, article)
        return n
    n.start, n.value, n.end = start, Decimal(1), at
    ordinal = _ordinal(low, at)
    if ordinal and not article:
        n.value, n.end = Decimal(ordinal[0]), ordinal[1]
        n.form, n.rule = "ordinal", "ordinal.word"
        return n
    if article:
        den = _denominator(low, at, plural=False)
        if ordinal and re.compile(r" (?!of |or |and |as |in |to |from |on |by |less |more |that |have |are |were |said )[a-z]{3,}").match(low, ordinal[1]):
            n.start, n.value, n.end = at, Decimal(ordinal[0]), ordinal[1]
            n.form, n.rule = "ordinal", "ordinal.word"   # "a fourth case"
            return n
        if den and den[0] > 2:
            n.value, n.end, n.form, n.rule = divide(1, den[0]), den[1], "fraction", "number.part"
            n.place = Decimal("0.01")
            return n
    return None


def _at(n: Numeral, at: int) -> Numeral:
    n.start = n.end = at
    return n


def _ordinal(low: str, at: int):
    """(value, end) of the ordinal word at `at`, "twenty-first" included."""
    m = _WORD.match(low, at)
    if m and m[0] in ORDINALS:
        return ORDINALS[m[0]], m.end()
    if m and m[0] in TENS:
        gap = _GAP.match(low, m.end())
        last = _WORD.match(low, gap.end())
        if last and last[0] in ORDINALS and ORDINALS[last[0]] < 10:
            return TENS[m[0]] + ORDINALS[last[0]], last.end()
    return None


def _part_of_scale(p: Plain, n: Numeral, part: Decimal, end: int, article: bool) -> Numeral | None:
    m = _HALF_OF.match(p.low, end)
    if m:
        factor = SCALES.get(m["w"]) or GROUPS[m["w"]]
        n.value, n.place, n.scale, n.end, n.rule = part * factor, part * factor, factor, m.end(), "number.half"
        return n
    n.value, n.end, n.form, n.rule, n.place = part, end, "fraction", "number.part", Decimal("0.01")
    return n


def _spoken_decimals(p: Plain, n: Numeral) -> None:
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
        tok = _SCALE.match(p.low, n.end)
        if tok and tok["w"] in SCALES:
            take_scale(n, SCALES[tok["w"]], tok.end())


def _fraction_words(p: Plain, n: Numeral, article: bool) -> None:
    """Extends a spelled number by "thirds", "and a half", "and a half million"."""
    low = p.low
    den = _denominator(low, n.end, plural=True)
    if den is None or den[0] == 2 and not low[n.end:den[1]].endswith("halves"):
        single = _denominator(low, n.end, plural=False)
        if single and n.rule == "number.spelled" and (n.value == 1 or n.head is not None and n.value - n.head == 1):
            den = single
        elif single and single[0] not in (2, 4) and n.value > 1 and not article:
            ordinal = _WORD.match(low, _GAP.match(low, n.end).end())
            if ordinal and ordinal[0] in ORDINALS and _fits(n.value, ORDINALS[ordinal[0]]):
                v = Decimal(ORDINALS[ordinal[0]])
                n.value = n.value * v if v >= 100 else n.value + v
                n.end, n.form, n.rule = ordinal.end(), "ordinal", "ordinal.word"
            return
        else:
            den = None
            word = _WORD.match(low, _GAP.match(low, n.end).end())
            if word and word[0] in ("first", "second") and _fits(n.value, ORDINALS[word[0]]) and \
                    low[n.end:word.start()].strip() in ("", "-"):
                n.value += ORDINALS[word[0]]
                n.end, n.form, n.rule = word.end(), "ordinal", "ordinal.word"
                return
    if den and n.head is not None and 0 < n.value - n.head < den[0]:
        part = divide(n.value - n.head, den[0])
        m = _HALF_OF.match(low, den[1])
        factor = (SCALES.get(m["w"]) or GROUPS[m["w"]]) if m else n.head_scale
        n.value, n.end, n.place, n.rule = n.head + part * factor, m.end() if m else den[1], part, "number.mixed"
        return
    if den and not (den[0] == 4 and _time_quarters(low, n.end)):
        value = divide(n.value, den[0])
        m = _HALF_OF.match(low, den[1])
        if m:
            factor = SCALES.get(m["w"]) or GROUPS[m["w"]]
            n.value, n.scale, n.end, n.rule = divide(n.value * factor, den[0]), factor, m.end(), "number.half"
            return
        n.value, n.end, n.form, n.rule, n.place = value, den[1], "fraction", "number.part", Decimal("0.01")
        return
    add_fraction(p, n)


def _time_quarters(low: str, at: int) -> bool:
    """Whether "quarters" are of a year ("two quarters of growth", "for three straight quarters")."""
    return bool(re.compile(r"[ -]{1,2}quarters? (?:in a row|running|of (?:decline|growth|losses|profit))").match(low, at))


def _fits(value: Decimal, ordinal: int) -> bool:
    """Whether an ordinal word can end the spelled number ("one hundred twenty fifth", not "two third")."""
    if ordinal >= 100:
        return True
    if ordinal < 10:
        return value % 100 >= 20 and value % 10 == 0 or value >= 100 and value % 100 == 0
    return value >= 100 and value % 100 == 0


_AND_PART = re.compile(r"(?: {1,3}| ?- ?)(?:and|&)(?: {1,3}| ?- ?)(?:(?P<a>an?)(?: {1,3}|-)|(?P<n>[a-z]+)(?: {1,3}| ?- ?))?")


def add_fraction(p: Plain, n: Numeral) -> None:
    """Extends a number by "and a half", "and three quarters"; of a scaled one the part is of the scale."""
    m = _AND_PART.match(p.low, n.end)
    if not m:
        return
    if m["n"]:
        if m["n"] not in NUMBER_WORDS:
            return
        top = NUMBER_WORDS[m["n"]]
        den = _denominator(p.low, m.end(), plural=top != 1)
    else:
        top = 1
        den = _denominator(p.low, m.end(), plural=False)
        if den and not m["a"] and den[0] != 2:
            return
    if not den:
        return
    part = divide(top, den[0])
    scale = _HALF_OF.match(p.low, den[1])
    if scale and scale["w"] in SCALES:
        factor = SCALES[scale["w"]]
        if n.scale > factor:
            n.value += part * factor
        else:
            n.value = (n.value + part) * factor
        n.scale, n.end, n.place = factor, scale.end(), part * factor
    else:
        n.value += part * (n.scale if n.scale >= 1000 and n.value % n.scale == 0 else 1)
        n.end, n.place = den[1], part
    n.rule, n.form = "number.mixed", "words" if n.form == "words" else "digits"
