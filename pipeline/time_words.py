"""The vocabulary and templates of printed times: `rules/times.toml` compiled.

In: the rules file. Out: `TEMPLATES` and `HEADS` by the class of the token they start with, the word tables, and the
scanners of folded text: `NUCLEUS` (what no time can do without: the cheap prefilter), `TOKEN` (where a time may start).

Folded text is what every pattern here reads: as long as the original, lower case, blanks for all white space but a
blank line, straight quotes and hyphens.

    >>> fold("On 5\u00a0July\\n2018")
    'on 5 july 2018'
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

RULES = tomllib.loads((Path(__file__).with_name("rules") / "times.toml").read_text(encoding="utf-8"))
VOCABULARY = RULES["vocabulary"]

_WIDE_SPACES = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_SPACES = dict.fromkeys((9, 11, 12, 13, *range(28, 32), *_WIDE_SPACES), " ")
_SIGNS = _SPACES | dict.fromkeys(map(ord, "‘’ʼ′`´"), "'") | dict.fromkeys(map(ord, "“”″"), '"') \
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "\u2028\u2029"), "\n")
_ASCII_SPACES = {9: " ", 11: " ", 12: " ", 13: " ", 28: " ", 29: " ", 30: " ", 31: " "}
_SOFT_BREAK = re.compile(r"(?<!\n)\n(?! *\n)")


def fold(text: str) -> str:
    """The text every pattern here reads; as long as `text`, so that offsets hold."""
    low = text.lower()
    if len(low) != len(text):           # a few capitals grow when lowered ("İ"): lower them one by one, or leave them
        low = "".join(c if len(c) == 1 else o for o in text for c in (o.lower(),))
    low = low.translate(_ASCII_SPACES if low.isascii() else _SIGNS)
    return _SOFT_BREAK.sub(" ", low) if "\n" in low else low


def table(name: str) -> dict[str, str]:
    """Word → key of a vocabulary."""
    return {word: key for key, words in VOCABULARY[name].items() for word in words}


def either(words) -> str:
    """Alternation, longest first so that the longest word wins."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


MONTH, WEEKDAY, UNIT, SEASON = table("month"), table("weekday"), table("unit"), table("season")
SHIFT, DAYWORD, PART, OPENER, DECADE = table("shift"), table("dayword"), table("part"), table("opener"), table("decade")
ZONE, HOLIDAY = table("zone"), table("holiday")
VAGUE = table("vague")
UNITS_OF_NUMBER = {w: int(k) for w, k in table("number").items()}
ORDINAL = {w: int(k) for w, k in table("ordinal").items()}


def _compounds(ones: dict[str, int]) -> dict[str, int]:
    """"twenty-one", "twenty one" and so on, beside the words themselves."""
    tens = {w: n for w, n in UNITS_OF_NUMBER.items() if 20 <= n <= 90}
    units = {w: n for w, n in ones.items() if 1 <= n <= 9 and " " not in w and w not in ("a", "an")}
    return dict(ones) | {f"{t}{sep}{u}": tens[t] + units[u] for t in tens for u in units for sep in ("-", " ")}


NUMBER, NTH = _compounds(UNITS_OF_NUMBER), _compounds(ORDINAL)
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_NOT_AMOUNT = r"(?![\w%]|[:.,/]\d| ?(?:percent|per cent|million|billion|thousand|[ap]\.?m|o'clock)\b)"
_ONES = either(w for w, n in UNITS_OF_NUMBER.items() if n < 10 and " " not in w and w[0] != "a")
_TENS = either(w for w, n in UNITS_OF_NUMBER.items() if 20 <= n < 100)
# The words of NUMBER and NTH, put together instead of listed: patterns this small compile in a tenth of the time.
BELOW_100 = (rf"(?:{_TENS})(?:[ -](?:{_ONES}))?"
              rf"|{either(w for w, n in UNITS_OF_NUMBER.items() if n < 20 and ' ' not in w and w[0] != 'a')}")
_NTH = rf"(?:{_TENS})[ -](?:{either(w for w, n in ORDINAL.items() if n < 10)})|{either(ORDINAL)}"
_NUMBER = rf"{either(VAGUE | {w: n for w, n in UNITS_OF_NUMBER.items() if ' ' in w})}|{BELOW_100}|an?"
_YEAR_WORDS = (rf"(?:nineteen|eighteen|seventeen|twenty)(?: hundred)?(?: and)?[ -](?:(?:oh|o)[ -])?(?:{BELOW_100})"
               rf"|two thousand(?:(?: and)? (?:{BELOW_100}))?")

ATOMS = {
    "month": rf"(?:(?P<m>{either(w for w in MONTH if len(w) > 4 or w in ('may', 'june', 'july'))})(?![a-z])"
             rf"|(?P<ms>{either(w for w in MONTH if len(w) < 5 and w not in ('may', 'june', 'july'))})(?![a-z])\.?)",
    "weekday": rf"(?P<w>{either(WEEKDAY)})(?![a-z])\.?",
    "wd": rf"(?:(?:(?P<ws>this|next|last) )?(?P<w>{either(WEEKDAY)})(?![a-z])\.? ?,?(?: the| -)? ?-?)?",
    "day": rf"(?:(?P<d>{_DAY_NUMBER}(?:st|nd|rd|th)?){_NOT_AMOUNT}|(?P<dw>{_NTH}|{BELOW_100})(?![a-z]))",
    "dayth": rf"(?:(?P<d>{_DAY_NUMBER}(?:st|nd|rd|th)?){_NOT_AMOUNT}|(?P<dw>{_NTH})(?![a-z]))",
    "year": rf"(?:(?P<y>(?:1[0-9]|2[01])\d\d)(?!\w|[.,]\d)|(?P<yw>{_YEAR_WORDS})(?![a-z])|'(?P<yq>\d\d)(?!\w))",
    "yearwords": _YEAR_WORDS,
    "yyyy": r"(?P<y>(?:1[0-9]|2[01])\d\d)(?!\w|[.,]\d)",
    "yy2": r"(?P<y2>(?:1[0-9]|2[01])\d\d|\d\d)(?!\w|[.,]\d)",
    "unit": rf"(?P<u>{either(UNIT)})(?![a-z])",
    "season": rf"(?P<season>{either(SEASON)})(?![a-z])",
    "holiday": rf"(?P<hol>{either(HOLIDAY)})(?![a-z])",
    "shift": rf"(?P<s>{either(SHIFT)})(?![a-z])",
    "dayword": rf"(?P<day>{either(DAYWORD)})(?![a-z])",
    "decade": rf"(?P<decade>{either(DECADE)})(?![a-z])",
    "number": rf"(?P<n>\d{{1,3}}(?![\w.,])|half an?(?![a-z])|(?<!half\s)(?:{_NUMBER})(?![a-z]))"
              r"(?P<nh> and a half)?",
    "least": rf"(?P<least>\d{{1,3}}(?![\w.,])|{BELOW_100})(?![a-z])",
    "nth": rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_NTH})(?![a-z])",
}


@dataclass(frozen=True, slots=True)
class Template:
    """One way to print a point in time. `only_after`: what must stand before it. `inner`: of a head, what it may lead
    to (a "day", a "wide" span, or "any"). `ahead`: only in a sentence that looks forward ("will")."""

    name: str
    pattern: re.Pattern
    only_after: re.Pattern | None
    inner: str = ""
    ahead: bool = False


_BLANK = re.compile(r"\[[^\]]*\]| \??")      # in a template a blank is white space of any width


def expand(text: str) -> str:
    """A template's regular expression: {atom} by its pattern; {atom2} by the same with "2" after its group names."""
    def atom(found: re.Match) -> str:
        if found[0][1:-1] in ATOMS:
            return ATOMS[found[0][1:-1]]
        return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{found[2]}>", ATOMS[found[1]])
    pattern = re.sub(r"\{([a-z][a-z_]*)([2-9]?)\}", atom, text)
    return _BLANK.sub(_wide, pattern)


def _wide(found: re.Match) -> str:
    if found[0].startswith("["):
        return rf"(?: {{1,9}}|[{found[0][1:-1].replace(' ', '')}])" if " " in found[0] else found[0]
    return {" ": " {1,9}", " ?": " {0,9}"}[found[0]]


def _templates(key: str) -> dict[str, list[Template]]:
    """The templates, or the heads, by the class of their first token."""
    by_class: dict[str, list[Template]] = {}
    for row in RULES[key]:
        after = row.get("only_after")
        only_after = re.compile(f"(?<![a-z])(?:{after})\\Z") if after else None
        template = Template(row["name"], re.compile(expand(row["text"])), only_after, row.get("inner", ""),
                            row.get("ahead", False))
        for start in row["starts"]:
            by_class.setdefault(start, []).append(template)
    return by_class


TEMPLATES, HEADS = _templates("template"), _templates("head")


def _classes() -> dict[str, tuple[str, ...]]:
    """First word of a time → the classes of templates it may start, in the order of the rules file."""
    kinds: dict[str, set[str]] = {}
    for kind, words in (("month", MONTH), ("weekday", WEEKDAY), ("season", SEASON), ("shift", SHIFT), ("unit", UNIT),
                        ("dayword", DAYWORD), ("decade", DECADE), ("number", NUMBER | VAGUE), ("ordinal", NTH),
                        ("part", PART), ("holiday", HOLIDAY), ("opener", OPENER), ("hedge", VOCABULARY["hedge"]["_"])):
        for word in words:
            kinds.setdefault(re.match(r"'?[a-z]+", word)[0], set()).add(kind)
    kinds["between"] = {"opener"}
    kinds.setdefault("half", set()).add("number")
    for kind, words in VOCABULARY["start"].items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    return {word: tuple(sorted(found)) for word, found in kinds.items()}


CLASSES = _classes()
TOKEN = re.compile(r"(?<![\w$€£¥#@])(?<!\d[.,])(?:[a-z]+|\d+|')")
_ABOUT = rf"(?:(?:{either(VOCABULARY['about_before']['_'])}) )?"
OPENERS = re.compile(expand(rf"(?P<opener>{either(OPENER)})(?![a-z]) {_ABOUT}(?:the )?"))
HEDGES = re.compile(expand(rf"(?:{either(VOCABULARY['hedge']['_'])}) (?=half|an?|\d|[a-z]+)"))
PARTS = re.compile(expand(rf"(?P<part>{either(PART)})(?:(?<=-)|(?![a-z])[ -])(?:the )?"))
_WORDS = sorted({w for words in (MONTH, WEEKDAY, UNIT, DECADE, SEASON) for w in words if " " not in w}
                | {"today", "todays", "tonight", "yesterday", "tomorrow", "tmrw", "noon", "midnight", "night"})
_FIGURES = (r"\d{4}(?!\d|,\d)", r"(?:19|20)\d{6}(?!\d)",
            r"\d{1,2}(?=(?:st|nd|rd|th)\b|[:/.-]\d|(?:[:.]\d\d)? ?[ap]\.?m?\b)",
            r"'\d0s", r"\d0s", r"[qh][1-4](?!\w)", r"[1-4]q(?:\d\d){0,2}(?!\w)", r"[fsc]y ?'?\d\d")
_OTHERS = (r"o'clock", "nineteen", "thousand(?![a-z])", "t(?:o|ill) date",
           "(?:this|that|next|following|previous|same|very) (?:morning|afternoon|evening)",
           "(?:half|quarter|minutes?) (?:past|to|before|after)", r"[ap]\. ?m\.", "in the (?:morning|afternoon|evening)",
           "centur(?:y|ies)", "(?:christmas|year'?s) eve", "halloween")
NUCLEUS = re.compile(rf"(?<![\w$€£¥#])(?:(?:{either(_WORDS)})(?![a-z])|{'|'.join((*_FIGURES, *_OTHERS))})")
