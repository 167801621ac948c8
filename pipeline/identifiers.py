"""Figures that are no claims: telephone and street numbers, sections, models, versions, addresses, code, list marks.

Text in, mentions of kind "identifier" out; `ignored` says in words why each is no claim. The vocabulary is
`rules/identifiers.toml`. A number that is part of a name only because nothing is counted behind it ("Planet 9")
is left to `amounts`, which asks `in_name`.

    >>> [m.ignored for m in read_identifiers("Under Article 7, call 613-555-0123.")]
    ['a number of a section, rule or document', 'a telephone number']
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline import currencies, nouns, units
from pipeline.fenced_data import opens_data
from pipeline.mention import Mention
from pipeline.plain import Plain, plain
from pipeline.repeats import repeated
from pipeline.rules import load

_RULES = load("identifiers")
CONTEXT = {}
# Words that make a name of a few figures only.
FIGURES: dict[str, frozenset[str]] = {}
for _rule in _RULES["context"]:
    for _w in _rule["words"]:
        CONTEXT.setdefault(_w, (_rule["ignored"], _rule.get("capital_or_figure", False)))
        if "figures" in _rule:
            FIGURES[_w] = frozenset(_rule["figures"])
STREET = frozenset(_RULES["street"]["words"])
NOT_CODES = frozenset(_RULES["codes"]["not_codes"])
LEVELS = frozenset(_RULES["levels"]["words"])
GLUED_NAMES = tuple(sorted(_RULES["names"]["glued"], key=len, reverse=True))

_DIGIT = re.compile("[0-9]")
_WORD = re.compile("[a-zA-Z0-9]")
_FIGURE = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")
_LIST_MARK = re.compile(
    r"(?:^|(?<=\n)) {0,12}(?:#{1,6} {1,2}|> )?"
    r"(?:\(?(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2}){0,3})(?:[.)]|\.\)) (?=\S)|(?P<m>[0-9]{1,2}):(?= ?[A-Z]))"
)
_STREET = re.compile(r"(?:-[0-9]{1,4})?[A-Za-z]? (?:[A-Z][\w'.-]{1,20} ){0,3}(?P<w>[A-Z][a-z]{1,10})(?![\w-])")
_CODE_TAIL = re.compile(r"[A-Za-z0-9]*(?:\.[0-9]+)*(?:[-/][A-Za-z0-9]*[0-9][A-Za-z0-9]*)*")
# Words beside which "5A" is a current and no class of a league.
_ELECTRIC = re.compile(r"(?<![a-z])(?:" + "|".join(_RULES["names"]["electric"]) + r")(?![a-z])|[0-9] ?(?:v|volts?)(?![a-z])")
# How far to the left a code's letters are looked for (code points).
_REACH = 24


@lru_cache(maxsize=1)
def _shapes():
    return [(r["name"], r["ignored"], tuple(r["need"]), re.compile(r["pattern"])) for r in _RULES["shape"]]


def identifier(start: int, end: int, number: tuple[int, int], rule: str, why: str) -> Mention:
    return Mention(start, end, "identifier", number=number, rule="identifier." + rule, ignored=why)


def read_identifiers(text: str) -> list[Mention]:
    """The figures of a text that are no claims, sorted by start, without overlaps."""
    p = plain(text)
    found = [identifier(a, b, (a, b), "repeat", "text that repeats itself") for a, b in repeated(p.s) if _WORD.search(p.s, a, b)]
    if not _DIGIT.search(p.s):
        return found
    for name, why, need, pattern in _shapes():
        if need and not any(n in text for n in need):
            continue
        found += [
            identifier(m.start(), m.end(), m.span(), name, why) for m in pattern.finditer(text) if _DIGIT.search(m[0]) and not (name == "code" and opens_data(m[0][:40]))
        ]
    if p.s[:14].lstrip()[:1].isdigit() or "\n" in p.s or p.s[:1] == "(":
        for m in _LIST_MARK.finditer(p.s):
            group = "n" if m["n"] else "m"
            found.append(identifier(m.start(group), m.end() - (group == "n"), m.span(group), "list", "a list number"))
        found += _numbered_headings(p)
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for m in found:
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    figures = _figures(p, kept)
    return sorted(kept + figures, key=lambda m: m.start)


_UNDERSCORED = re.compile(r"[0-9]+(?:_[0-9A-Za-z]+)+")
_HEADING = re.compile(r"(?:^|(?<=\n\n)) {0,8}(?P<n>[0-9]{1,2})(?= [A-Z][^\n.!?]{1,60}(?:\n\n|\n?$))")


def _numbered_headings(p: Plain) -> list[Mention]:
    """The numbers of headings that count up: "1 Old Town", "2 Harbour"."""
    marks = list(_HEADING.finditer(p.s))
    numbers = {int(m["n"]) for m in marks}
    return [identifier(m.start("n"), m.end("n"), m.span("n"), "list", "a list number") for m in marks
            if int(m["n"]) - 1 in numbers or int(m["n"]) + 1 in numbers]


def _figures(p: Plain, taken: list[Mention]) -> list[Mention]:
    """Codes, contexts, streets and glued names, looked at figure by figure."""
    s = p.s
    out: list[Mention] = []
    i, t = 0, 0
    search = _DIGIT.search
    while True:
        m = search(s, i)
        if not m:
            return out
        at = m.start()
        while t < len(taken) and taken[t].end <= at:
            t += 1
        if t < len(taken) and taken[t].start <= at:
            i = taken[t].end
            continue
        found = _figure(p, at, out[-1].end if out else 0)
        if found and t < len(taken) and found.end > taken[t].start:
            found = None
        if found:
            out.append(found)
            i = found.end
        else:
            i = _FIGURE.match(s, at).end()


def _figure(p: Plain, at: int, floor: int) -> Mention | None:
    s = p.s
    before = s[at - 1:at]
    if before and (before.isalpha() or (before == "-" and at > 1 and s[at - 2].isalpha())):
        code = _code(p, at, floor)
        if code:
            return code
        if before.isalpha():
            return None
    joined = _UNDERSCORED.match(s, at)
    if joined:
        return identifier(at, joined.end(), joined.span(), "code", "a code or model name")           # "1_000_000", "2024_report"
    for name in GLUED_NAMES:
        if (
            s.startswith(name, at)
            and not s[at + len(name) : at + len(name) + 1].isalnum()
            and not before.isalnum()
            and before not in "$£€.,-"
            and not (name[-1] == "A" and _ELECTRIC.search(p.low, max(0, at - _REACH), at + len(name) + _REACH))
        ):
            return identifier(at, at + len(name), (at, at + len(name)), "name", _RULES["names"]["ignored"])
    m = _FIGURE.match(s, at)
    end = m.end()
    if before == " ":
        context = _context(p, at, end)
        if context and context.start >= floor:
            return context
    if (
        end - at <= 5
        and before not in ("$", "£", "€", ".")
        and (s[end : end + 1] in " -" or s[end : end + 2] in ("A ", "B ", "C ", "D ", "a ", "b "))
        and s[at:end].isdigit()
    ):
        m = _STREET.match(s, end)
        if m and m["w"].lower() in STREET:
            return identifier(at, m.end(), (at, end), "street", _RULES["street"]["ignored"])
    return None


def _code(p: Plain, at: int, floor: int) -> Mention | None:
    """A code whose letters stand at its figure: CH-146, G5, B2Gold, COVID-19."""
    s = p.s
    start = at
    stop = max(floor, at - _REACH)
    while start > stop and (
        s[start - 1].isalnum() or (s[start - 1] in "-&/" and start - 1 > stop and s[start - 2].isalnum())
    ):
        start -= 1
    letters = s[start:at].rstrip("-")
    word = letters.lower()
    last = re.split(r"[-/&0-9]", word)[-1]
    if not letters or not letters[-1].isalpha():
        return None
    hyphen = s[at - 1] == "-"
    road = len(word) == 1 and letters.isupper() and not hyphen and word not in "qh"      # "A1", but "Q3" is a time
    if (hyphen and last in NOT_CODES) or (word in NOT_CODES and not road):
        return None
    top, _, bottom = letters.rpartition("/")
    if bottom in units.SYMBOLS and s[at] in "23" and not s[at + 1:at + 2].isalnum() and (
            top or (s[start - 1:start].strip() == "" and s[start - 2:start - 1].isdigit())):
        return None                                      # "250 km2", "2 A/cm2"
    if s[start].isdigit() or currencies.before(p, at):
        return None
    end = _CODE_TAIL.match(s, at).end()
    return identifier(start, end, (at, end), "code", "a code or model name")


# numbered, and voted on
_VOTED_ON = frozenset({"bill", "act", "amendment", "resolution", "directive", "decree", "protocol"})
_SCORE = re.compile(r"(?P<a>[0-9]{1,3})(?:-|–| to )(?P<b>[0-9]{1,3})(?![\w-]|[.,][0-9])")
_RANKING = re.compile(r"(?:ranked|world|the|as|at|is|a|was) {1,3}$")
# What else belongs to a numbered name: "12(b)", "3 of 12", "4 and 5", "12–15".
_MORE = re.compile(r"(?:[a-zA-Z]|[.(][0-9a-z]{1,3}\)?|/[0-9]{1,4})?(?: of [0-9]{1,3}(?![0-9%]|[.,][0-9]))?"
                   r"(?:(?:, ?| and | & | to | ?- ?| ?– ?)[0-9]{1,5}[a-z]?(?![0-9%]|[.,][0-9]| [a-z]{3,}s )){0,30}(?!\w)")


def _context(p: Plain, at: int, end: int) -> Mention | None:
    """A figure after a word such as "Article" or "version"."""
    s = p.s
    i = at - 1
    while i > 0 and s[i - 1] == " ":
        i -= 1
    stop = i
    if i and s[i - 1] == ".":
        i -= 1
    edge = i
    while i > max(0, at - _REACH) and (s[i - 1].isalpha() or (s[i - 1] == "&" and s[i].isalpha() and i < edge)):
        i -= 1
    word = s[i:edge]
    found = CONTEXT.get(word.lower())
    if not found or (i and s[i - 1] in "-'"):
        return None
    why, needs_capital = found
    if word.lower() == "day" and end - at == 4:
        return None                                      # "New Year's Day 2015": a year
    if word.lower() in FIGURES and s[at:end] not in FIGURES[word.lower()]:
        return None
    if needs_capital and not word[0].isupper() and not _alone(p, end):
        return None
    score = _SCORE.match(s, at) if needs_capital or word in _VOTED_ON else None
    if score and int(score["a"]) >= int(score["b"]):
        return None                                      # "won the series 2-1", "passed the bill 55 to 45"; a range of numbers would rise
    if s[end:end + 1] == "%" or (not needs_capital and not word[0].isupper() and _counts(p, end)):
        return None
    unit = units.read_unit(p, end)
    if (unit and not (unit.end == end + 1 and (s[end].isalpha() or s[end] == '"'))) or currencies.after(p, end):
        return None                                      # "phase 3 metres" is a length, "Apt. 4B" no bytes
    if word.lower() in ("no", "number") and (s[stop:stop + 1] == "" or (stop == edge and word.lower() == "no")):
        return None  # "no 5" is a denial; "No. 5" has its point
    if word.lower() in ("no", "number") and _RANKING.search(p.low, max(0, i - 10), i):
        return None                                      # "the No. 1 cause" is a rank
    more = _MORE.match(s, end)
    rule = "version" if word.lower().startswith("version") else "context"
    return identifier(i, more.end() if more else end, (at, end), rule, why)


_SPELLED = re.compile(r"(?<![a-zA-Z'-])(?P<w>[A-Za-z]{3,12}) $")
_NO_COUNT = re.compile(r"(?:[.,;:)!?]|$|\n| (?:of|in|on|at|for|and|or|to|is|was|from|with|the|which|that|when|after|before|as|by|a|an|he|she|it|they|we)(?![a-z]))")
# Words that can also end what comes before a count ("in the area two", "the goal one").
_NOT_SPELLED = frozenset({"version", "versions", "number", "numbers", "point", "goal", "act", "area", "region", "form", "note", "bill", "issue", "no", "nos"})


def spelled(p: Plain, start: int, end: int) -> Mention | None:
    """The number word of "on day two", "in chapter three", "won game seven", as what it numbers; None where it counts."""
    m = _SPELLED.search(p.s, max(0, start - 14), start)
    found = CONTEXT.get(m["w"].lower()) if m and m["w"].lower() not in _NOT_SPELLED else None
    if not found or not _NO_COUNT.match(p.low, end):
        return None
    return identifier(m.start(), end, (start, end), "context", found[0])


def _counts(p: Plain, end: int) -> bool:
    noun = nouns.read_noun(p, end) if p.s[end:end + 1] == " " else None
    return noun is not None and noun.plural and noun.phrase[0].islower()


_NEXT = re.compile(r"(?: (?P<w>[a-z]{2,})|(?P<p>[^ a-zA-Z0-9])|$|\n| [^a-z])")
_CONTEXT_AFTER = frozenset(_RULES["words"]["after"].split())


def _alone(p: Plain, end: int) -> bool:
    """Whether nothing is counted behind a figure: punctuation or a closed-class word follows."""
    m = _NEXT.match(p.s, end)
    if not m:
        return False
    return m["w"] is None or m["w"] in _CONTEXT_AFTER


_NAME_WORD = re.compile(r"[A-Za-z&][\w&.'-]*$")
NOT_NAMES = frozenset(_RULES["words"]["not_names"].split())
_PERIOD_NAME = re.compile(r"Q[1-4]|H[12]|FY[0-9]{2,4}")
_PLACE_BEFORE = re.compile(r"(?<![a-z])(?:in|at|on|from|near|across|for|by|to|of|with|and|or|,|\() ?$")


_SINGULAR_VERB = re.compile(r"(?:[0-9]{2,4}|[2-9]) (?:is|was|has|does|lands?|landed|launched|orbited|reached|returned|will|would|can|could)(?![a-z])")


def _named_first(p: Plain, start: int, word: str) -> bool:
    """Whether a sentence begins with a numbered name: "Voyager 2 is", since more than one thing would not "be"."""
    return word.isalpha() and not word.endswith("ly") and _SINGULAR_VERB.match(p.s, start) is not None


def in_name(p: Plain, start: int, strict: bool = False) -> bool:
    """Whether the word right before a bare figure at `start` looks like a name ("Planet 9", "iPhone 11", "Big 12")."""
    s = p.s
    if start < 2 or s[start - 1] != " ":
        return False
    window = s[max(0, start - 30):start - 1]
    m = _NAME_WORD.search(window)
    if not m:
        return False
    word = m[0]
    if word.endswith((".", "'", "'s")) or _PERIOD_NAME.fullmatch(word):
        return False
    if not any(c.isupper() for c in word) or word.lower() in NOT_NAMES:
        return False
    left = window[:m.start()].rstrip(" (\"'")
    gap = p.text[start - 1 - len(window) + len(left):start - 1 - len(window) + m.start()]
    if "\n" in gap:                                      # the first word of a line
        left = ""
    if strict and _PLACE_BEFORE.search((window[:m.start()]).lower()) and word[1:].islower():
        return False                                     # "In Syria 45 people": the name ends with its word
    if _named_first(p, start, word):
        return True
    # A capital at the start of a sentence says nothing.
    return not (word[0].isupper() and word[1:].islower() and (not left or left[-1] in ".!?;\n•*-–—|>"))
