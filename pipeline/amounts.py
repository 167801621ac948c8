"""Reads every number of a text that is no date: money, counts, percents, measures, ratios, ranks, ordinals, ages, durations.

Text in, mentions out (see `mention`), sorted, without overlaps. A cheap search finds digits and number words; everything
else happens at the places found.

    >>> [(m.kind, m.value, m.low, m.bound, m.unit) for m in read_amounts("More than 360 peace ambassadors met.")]
    [('count', '360', '360', 'more_than', 'peace ambassador')]
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline import bounds, currencies, gapping, identifiers, nouns, numerals, ranges, units
from pipeline.figure import Figure, read_figure
from pipeline.mention import Mention
from pipeline.numerals import read_numeral, run_end
from pipeline.plain import Plain, plain
from pipeline.rules import load


def trie(words) -> str:
    """A pattern that matches the words, with shared beginnings written once."""
    tree: dict = {}
    for w in words:
        node = tree
        for c in w:
            node = node.setdefault(c, {})
        node[""] = {}

    def write(node: dict) -> str:
        ends = "" in node
        parts = [re.escape(c) + write(node[c]) for c in sorted(k for k in node if k)]
        if not parts:
            return ""
        body = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
        return body + "?" if ends else body

    return write(tree)


_NUMBERS = load("numbers")
_WORDS = {*numerals.NUMBER_WORDS, *numerals.SCALES, *numerals.GROUPS, "hundred", "hundreds", *numerals.ORDINALS,
          *numerals.DENOMINATORS, "half", "quarter", "couple", *numerals.MULTIPLES, *bounds.VAGUE_FIRST}
_TIME_TRIGGERS = {f"for {w}" for w in bounds.PLURAL_TIME}
_GLUED = {g + w for g in _NUMBERS["glued"]["words"] for w in numerals.NUMBER_WORDS if w != "one"}
# Words that only ever follow a number are no places to start.
_WORDS -= {w for w in numerals.DENOMINATORS if w not in ("half", "quarter")} | {"doz", "dzs", "dozs"}
_SKIP_WORD = re.compile("[a-z]+")
_TRIGGER = re.compile(r"[0-9]|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒]|(?<![a-z])(?:" + trie(_WORDS | _GLUED | _TIME_TRIGGERS | {"none of"}) + r")(?![a-z])")
_PERCENT_OF = re.compile(r"(?:^|(?<=[.;:\n] )|(?<=\n)) ?per ?cents?(?:age)? of (?=[0-9a-z])")


def read_amounts(text: str, taken=()) -> list[Mention]:
    """The amounts of a text outside the spans `taken` (sorted pairs of offsets)."""
    p = plain(text)
    out: list[Mention] = []
    at, t, floor = 0, 0, 0
    taken = list(taken)
    size = len(p.s)
    search = _TRIGGER.search
    low = p.low
    while at < size:
        m = search(low, at)
        if not m:
            break
        start = m.start()
        while t < len(taken) and taken[t][1] <= start:
            t += 1
        if t < len(taken) and taken[t][0] <= start:
            at = floor = max(at, taken[t][1])
            continue
        limit = taken[t][0] if t < len(taken) else size + 1
        found, at = _at(p, start, m.end(), floor, limit)
        for mention in found:
            if mention.end > limit and mention.number[1] <= limit and mention.kind != "ratio" and mention.rule != "duration.half":
                mention = replace(mention, end=mention.number[1], kind="count", unit="", noun="", rule="number.cut")
            if mention.start >= floor and mention.end <= limit:
                out.append(mention)
                floor = mention.end
                at = max(at, floor)
    gapping.fill(p, out)
    return out


_PART_BEFORE = re.compile(r"(?<![a-z])(?:hundred|thousand|million|billion)(?: and)? $")


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether the bare year read at `[start, end)` is an amount: a unit, a currency or a part of a number stands at it."""
    p = plain(text)
    n = read_numeral(p, start)
    if n is None:
        return False
    if n.form == "words" and (n.end != end or _PART_BEFORE.search(p.low, max(0, start - 16), start)):
        return True
    f = read_figure(p, n)
    return f is not None and (f.kind in ("money", "percent") or n.form == "words" and f.kind == "count" and f.plural)


def _at(p: Plain, start: int, end: int, floor: int, limit: int) -> tuple[list[Mention], int]:
    """The mentions at a trigger `[start, end)` and where to search on."""
    low = p.low
    first = low[start]
    if first.isalpha():
        word = low[start:end]
        if word in _GLUED:
            cut = next(len(g) for g in _NUMBERS["glued"]["words"] if word.startswith(g) and word[len(g):] in numerals.NUMBER_WORDS)
            return _word_number(p, start + cut, end, floor, glued=start)
        if word in _TIME_TRIGGERS:
            at = start + 4
            unit = units.read_unit(p, start + 3)
            if low.startswith((" to come", " on end"), end) and False or unit is None:
                return [], end
            return [Mention(at, end, "duration", "", bounds.PLURAL_TIME[word[4:]], "", "vague", "", unit.name, "printed",
                            (at, end), rule="bound.plural_time")], end
        if word == "none of":
            noun = nouns.read_of(p, start + 4)
            if noun is None:
                return [], end
            return [Mention(start, noun.end, "count", "0", "0", "0", "exact", "0.5", noun.unit, "printed", (start, start + 4),
                            noun=noun.phrase, rule="count.none")], noun.end
        start = _article(p, start, floor)
        if word in bounds.VAGUE_FIRST:
            vague = _vague(p, start, floor)
            if vague:
                return vague
            if word not in numerals.SCALES and word not in ("hundreds",) and word not in _WORDS - bounds.VAGUE_FIRST | set(numerals.SCALES):
                return [], end
        return _word_number(p, start, end, floor)
    if p.s[start - 1:start] == ":" and p.s[start - 2:start - 1].isdigit() and start > 1:
        return [], run_end(p, start)                     # a part of a clock time
    if p.s[start - 1:start] == "." and start > floor and not p.s[start - 2:start - 1].isalnum() and first.isdigit():
        start -= 1
    n = read_numeral(p, start)
    if n is None:
        return [], max(end, run_end(p, end - 1))
    f = read_figure(p, n, floor)
    if f is None:
        return [], max(n.end, end)
    return _figure(p, f, floor)


def _article(p: Plain, start: int, floor: int) -> int:
    """Takes "a" or "an" in front of a number word into it."""
    low = p.low
    i = start
    while i > floor and low[i - 1] == " " and start - i < 3:
        i -= 1
    if i < start and i - 1 >= floor and low[i - 1] == "a" and (i == 1 or not low[i - 2].isalpha()):
        return i - 1
    if i < start and i - 2 >= floor and low[i - 2:i] == "an" and (i == 2 or not low[i - 3].isalpha()):
        return i - 2
    return start


def _vague(p: Plain, start: int, floor: int):
    found = bounds.read_vague(p, start)
    if not found and p.low.startswith("a ", start):
        found = bounds.read_vague(p, start + 2)
        start = start + 2 if found else start
    if not found:
        return None
    end, lo, hi, of, needs_noun = found
    low = p.low
    previous = low[max(floor, start - 8):start].rstrip(" -").rsplit(" ", 1)[-1]
    if p.low[start:end] in ("tens", "hundreds", "thousands", "millions", "billions", "trillions") and re.search(r"[0-9]$", previous):
        return [], end
    if needs_noun and previous in ("how", "as", "so", "too", "very", "great", "the", "these", "those", "not", "good"):
        return [], end
    kind, unit, noun, stop = "count", "", "", end
    m = re.compile(r" {1,3}of {1,3}(?:the {1,3}|these {1,3}|those {1,3}|its {1,3}|their {1,3}|his {1,3}|her {1,3}|our {1,3})?").match(low, end)
    after = m.end() if m and (of or needs_noun) else end
    money = currencies.after(p, after - (1 if m else 0))
    u = units.read_unit(p, after - (1 if m else 0))
    if money:
        kind, unit, stop = "money", money[0], money[1]
        per = units.read_per(p, stop)
        if per:
            unit, stop = f"{unit}/{per[0]}", per[1]
    elif u:
        kind, unit, stop = u.kind, u.name, u.end
    else:
        got = nouns.read_noun(p, after - 1 if m else after)
        if got and (got.plural or m):
            unit, noun, stop = got.unit, got.phrase, got.end
        elif needs_noun:
            return [], end
        elif of and p.low[start:end].split()[-1] in ("tens", "scores"):
            return [], end
    hedge = bounds.hedge_before(p, start, floor)
    begin = start
    if hedge and hedge[1] in ("more_than", "at_least"):
        begin, hi = hedge[0], ""
    elif hedge and hedge[1] == "about":
        begin = hedge[0]
    return [Mention(begin, stop, kind, "", lo, hi, "vague", "", unit, number=(start, end), noun=noun, rule="bound.vague")], stop


def _word_number(p: Plain, start: int, end: int, floor: int, glued: int = -1) -> tuple[list[Mention], int]:
    n = read_numeral(p, start)
    if n is None:
        if p.low.startswith(("a ", "an "), start):
            n = read_numeral(p, p.low.index(" ", start) + 1)
        if n is None:
            return [], end
    s = p.s
    before = s[n.start - 1:n.start] if n.start > floor else ""
    if glued < 0 and (before == "-" and n.start - 1 > floor and s[n.start - 2].isalnum() and not p.low[:n.start].endswith(("minus-",))):
        return [], n.end
    f = read_figure(p, n, floor)
    if f is None:
        return [], max(end, n.end)
    if glued >= 0:
        f.start = n.start
        out, at = _figure(p, f, floor, glued)
        return out, at
    if _not_a_number(p, f) and not (f.n.form == "words" and ranges.pair(p, f)):
        return [], max(end, f.number[1])
    return _figure(p, f, floor)


_ONE_BEFORE = frozenset("""the this that which no any each every some another only other's every such last next previous wrong right
new old big small good bad first former latter either neither day's a""".split())
_ONE_AFTER = frozenset("another day way of thing time".split())


def _not_a_number(p: Plain, f: Figure) -> bool:
    """Number words that do not count: "one" as a pronoun, "second" and "quarter" as names, a lone "half"."""
    low = p.low
    n = f.n
    word = low[n.start:n.end]
    if n.form == "ordinal":
        return _idle_ordinal(p, f)
    if word == "one" and f.start < n.start:
        return False
    if word == "one":
        previous = low[max(0, n.start - 12):n.start].rstrip().rsplit(" ", 1)[-1]
        if previous in _ONE_BEFORE and f.kind not in ("measure", "duration", "money", "percent"):
            return True
        if low[n.end:n.end + 1] in "-'" and f.kind not in ("measure", "duration", "money") and low[n.end:n.end + 1]:
            return True
        if f.kind == "" or f.kind == "count" and low[n.end:n.end + 8].split(" ")[1:2] in (["another"], ["day"], ["thing"], ["time"], ["way"], ["who"]):
            return True
        if f.kind == "duration" and f.unit == "day" and low[f.end:f.end + 1] != "-":
            return True
    if word in ("quarter", "a quarter", "third", "a third", "half", "a half") or n.form == "fraction" and n.value < 1:
        if f.kind == "duration" and f.rule == "duration.half":
            return False
        if f.kind == "ratio":
            if word.startswith("a ") and word != "a half":
                return not (low[n.end:n.end + 4] == " of " or _more(p, n.start) or p.s[n.end:n.end + 1] in ("", ".", ")", ";"))
            if word == "half":
                return bool(re.match(r"(?:-| (?:time|year|century|way|hour|back|marathon|term|brother|sister))", low[n.end:n.end + 10])) \
                    or bool(re.search(r"(?:first|second|other|better|latter|last|final|the|opening|1st|2nd|top|bottom|this|each|one) $", low[max(0, n.start - 10):n.start]))
            if word == "quarter":
                return True
        if f.kind == "duration" and word in ("quarter", "a quarter", "third"):
            return True
    return False


def _more(p: Plain, start: int) -> bool:
    return bounds.hedge_before(p, start) is not None


_SUPERLATIVE = re.compile(r"[- ](?:[a-z]+est|most|least)(?![a-z])")
_RANKED = re.compile(r"(?<![a-z])(?:ranked|ranks|ranking|rank|rated|placed|finished|came|come|finishing|finish|finishes|seeded)(?: in| at| as)?(?: the)?(?: [a-z]{3,15}){0,2} {1,2}(?:no\. |number |#)?$")


_IDLE = re.compile("(?:" + "|".join(re.escape(w) for w in _NUMBERS["idle_ordinals"]["after"]) + ")(?![a-z])")


def _idle_ordinal(p: Plain, f: Figure) -> bool:
    """Ordinals that order the text or belong to a name: "First, …", "the Fifth Republic", "10 seconds"."""
    low, s, n = p.low, p.s, f.n
    if s[n.end:n.end + 1] == ",":
        return True
    word = low[n.start:n.end]
    if _IDLE.match(low, n.end):
        return True
    if s[n.start].isupper() and re.match(r" [A-Z]", s[n.end:n.end + 2]) and n.start and s[n.start - 1] == " " and s[n.start - 2:n.start - 1] not in ".!?\n":
        return True
    return False


_MULTIPLE = re.compile(r" (?:as (?:many|much|[a-z]+ as)(?![a-z])|the |that |its |their |his |her )")


def _figure(p: Plain, f: Figure, floor: int, glued: int = -1) -> tuple[list[Mention], int]:
    """The mentions that start with figure `f`: a range, a share, a list, or the figure alone."""
    if f.n.form == "ordinal":
        return _ordinal(p, f, floor)
    if f.n.form == "multiple":
        if f.n.rule != "ratio.fold" and not _MULTIPLE.match(p.low, f.n.end):
            return [], f.n.end
        f.kind, f.rule = "ratio", "ratio.multiple"
    pair = ranges.pair(p, f)
    if pair:
        return _pair(p, pair, floor)
    if not f.kind and f.value == 2:
        few = _one_or_two(p, f, floor)
        if few:
            return [few], few.end
    if f.n.low is not None:
        return [_mention(p, f, floor, low=f.n.low, high=f.n.high, bound="between", value=None)], f.end
    if not f.kind or f.kind == "count" and not f.plural:
        same = ranges.listed(p, f) if not f.kind else []
        if same:
            last = same[-1]
            out = []
            for g in same:
                g.kind, g.unit, g.noun, g.rule = last.kind, last.unit, last.noun, last.rule
                out.append(_mention(p, g, out[-1].end if out else floor))
            return out, last.end
    level = _level(p, f, floor)
    if level:
        return [level], level.end
    name = _as_name(p, f)
    if name:
        return [name], name.end
    if not f.kind and _age_after_name(p, f):
        f.kind, f.unit, f.rule = "age", "year", "age.name"
    if not f.kind:
        f.kind, f.rule = "count", f.n.rule
        if (f.n.bare or f.n.form == "words") and _rank(p, f):
            f.kind, f.rule = "rank", "rank"
    mention = _mention(p, f, floor, glued=glued)
    if mention.bound in _LOWER + _UPPER and f.kind in ("", "count", "ratio"):
        both = _two_bounds(p, mention, f)
        if both:
            return [both], both.end
    return [mention], max(f.end, mention.end)


_OR_TWO = re.compile(r"(?<![a-z])(?:an?|another) (?P<w>[a-z]+(?: [a-z]+)?) or $")


def _one_or_two(p: Plain, f: Figure, floor: int) -> Mention | None:
    """"a day or two": about two of the thing, at least one."""
    m = _OR_TWO.search(p.low, max(floor, f.start - 30), f.start)
    if not m:
        return None
    unit = units.atom(p, m.start("w"), m.start("w"), False)
    if unit and unit.end != m.end("w"):
        unit = None
    return Mention(m.start(), f.end, unit.kind if unit else "count", "2", "1", "2", "about", "0.5", unit.name if unit else m["w"],
                   "printed", f.number, noun="" if unit else m["w"], rule="count.one_or_two")


_LOWER, _UPPER = ("more_than", "at_least"), ("less_than", "at_most")
_AND_BOUND = re.compile(r"(?: and| but|,| and is| but is|, and|, but) (?=[a-z<>=])")


def _two_bounds(p: Plain, a: Mention, f: Figure) -> Mention | None:
    """"greater than 100 and smaller than 300" is one range."""
    m = _AND_BOUND.match(p.low, a.end)
    hedge = bounds.hedge_forward(p, m.end()) if m else None
    if not hedge or (hedge[1] in _LOWER) == (a.bound in _LOWER) or hedge[1] == "about":
        return None
    at = hedge[0] + (1 if p.s[hedge[0]:hedge[0] + 1] == " " else 0)
    if p.low.startswith("the ", at):
        at += 4
    g = ranges.next_figure(p, at)
    if g is None or g.kind not in ("", f.kind) and f.kind:
        return None
    low, high = (f.value, g.value) if a.bound in _LOWER else (g.value, f.value)
    if low >= high:
        return None
    return replace(a, end=g.end, kind=g.kind or a.kind, value="", low=_text(low), high=_text(high), bound="between",
                   unit=g.unit or a.unit, noun=g.noun or a.noun, number=(f.number[0], g.number[1]), rule="range.bounds")


def _as_name(p: Plain, f: Figure) -> Mention | None:
    """A bare figure behind a name and without anything counted is part of the name."""
    n = f.n
    if f.kind not in ("", "count"):
        return None
    if p.s[n.start - 1:n.start] == "-" and f.start < n.start and n.bare and f.kind == "count":
        if identifiers.in_name(p, f.start):              # "COVID -19 tests"
            return identifiers.identifier(n.start, n.end, (n.start, n.end), "name", "part of a name")
        f.value, f.start = n.value, n.start              # a dash before a count is no sign
    if f.kind == "count" and f.plural and n.bare and re.search(r"(?<![\w&.'-])[B-HJ-Z] $", p.s[max(0, n.start - 3):n.start]):
        return identifiers.identifier(n.start, n.end, (n.start, n.end), "name", "part of a name")
    if n.form == "digits" and not f.kind and n.place == Decimal("0.1") and n.value < 30 and f.start == n.start and n.scale == 1 \
            and identifiers.in_name(p, f.start):
        return identifiers.identifier(n.start, n.end, (n.start, n.end), "version", "a version number")
    if n.form != "digits" or not n.bare or p.s[f.start:n.start] not in ("", "-") or n.end - n.start > 4 or p.s[n.end:n.end + 1] in ("%", "-", "+"):
        return None
    if f.kind == "count" and f.plural:
        if f.rule == "count.noun" and f.unit[:1].islower() and identifiers.in_name(p, f.start, strict=True):
            return identifiers.identifier(n.start, n.end, (n.start, n.end), "name", "part of a name")
        return None
    if f.kind == "count" and f.unit[:1].isupper() and not f.unit[:2].isupper() and f.value != 1:
        return identifiers.identifier(n.start, n.end, (n.start, n.end), "name", "part of a name")
    if not identifiers.in_name(p, f.start):
        return None
    return identifiers.identifier(n.start, n.end, (n.start, n.end), "name", "part of a name")


_LEVEL = re.compile(r"(?<![a-z-])(?P<w>" + "|".join(sorted(identifiers.LEVELS)) + r")s? $")


def _level(p: Plain, f: Figure, floor: int) -> Mention | None:
    """"alert level 4", "category three storm": a step of a scale."""
    n = f.n
    if f.kind not in ("", "count") or f.start != n.start or not (n.form in ("digits", "words") and n.value < 1000) or f.kind and f.plural and n.value > 1:
        return None
    m = _LEVEL.search(p.low, max(floor, n.start - 12), n.start)
    if not m:
        return None
    v = _text(n.value)
    kind = "measure" if m["w"] == "magnitude" else "ordinal"
    return Mention(m.start(), n.end, kind, v, v, v, "exact", _text(n.place / 2) if kind == "measure" else "", m["w"], "printed",
                   (n.start, n.end), rule="ordinal.level")


_AGE_NAME = re.compile(r"(?:, ?| who is | who was | she is | he is | he was | she was | will be | is now | turned | is )$")


def _age_after_name(p: Plain, f: Figure) -> bool:
    """"Ann Lee, 44, said", "who was 10.", "He will be 35 by": an age without its unit."""
    n = f.n
    if not n.bare and n.form != "words" or not 1 <= n.value <= 110 or f.start != n.start:
        return False
    s, low = p.s, p.low
    m = _AGE_NAME.search(low, max(0, n.start - 12), n.start)
    if not m:
        return False
    nxt = s[n.end:n.end + 1]
    if m[0].startswith(","):
        before = s[max(0, m.start() - 20):m.start()]
        word = re.search(r"[A-Z][\w'-]+$", before)
        return bool(word) and nxt in (",", ")", ";") and n.value > 3 and word[0].lower() not in identifiers._NOT_NAMES
    subject = re.search(r"(?<![a-z])(?:he|she|who|i|maria)$", low[max(0, m.start() - 6):m.start()]) or m[0].startswith((" he", " she", " who"))
    return bool(subject) and (nxt in (".", ",", ";", ")", "") or low[n.end:n.end + 4] in (" by ", " and", " whe", " in ", " at ", " thi", " nex", " on "))


_TOP_OR_NO = re.compile(r"(?<![a-z])(?:top|bottom|no\.|number) ?$")


def _rank(p: Plain, f: Figure) -> bool:
    top = _TOP_OR_NO.search(p.low, max(0, f.start - 9), f.start)
    if top and 0 < f.value <= 1000 and (f.value > 1 or "o" in top[0]):
        f.start = top.start()
        return True
    return bool(_RANKED.search(p.low, max(0, f.start - 44), f.start))


def _ordinal(p: Plain, f: Figure, floor: int) -> tuple[list[Mention], int]:
    n = f.n
    pair = ranges.pair(p, f)
    if pair:
        return _pair(p, pair, floor)
    if n.form == "ordinal" and _idle_ordinal(p, f):
        return [], n.end
    m = _SUPERLATIVE.match(p.low, n.end)
    v = str(n.value)
    kind, end, rule = "ordinal", n.end, n.rule
    if m:
        kind, end, rule = "rank", m.end(), "rank.superlative"
    elif _rank(p, f):
        kind, rule = "rank", "rank.placed"
    return [Mention(n.start, end, kind, v, v, v, "exact", "", "", number=(n.start, n.end), rule=rule)], end


def _text(v: Decimal | None) -> str:
    """A plain decimal without exponent or trailing zeros."""
    if v is None:
        return ""
    if v == v.to_integral_value():
        return str(v.quantize(Decimal(1))) if abs(v) < Decimal(10) ** 26 else format(v.to_integral_value(), "f")
    text = format(v, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _mention(p: Plain, f: Figure, floor: int, low=None, high=None, bound="exact", value=True, glued: int = -1) -> Mention:
    """The mention of a figure with the hedges around it."""
    n = f.n
    start, end = f.start, f.end
    shape = ""
    if bound == "exact":
        hedge = bounds.hedge_before(p, start, floor) if start > floor else None
        if glued >= 0:
            hedge = bounds.hedge_forward(Plain(p.low[glued:n.start] + " "), 0)
            hedge = (glued, hedge[1], hedge[2]) if hedge else None
        if hedge and glued < 0 and f.kind == "duration" and hedge[1] == "more_than" and p.low.startswith("over", hedge[0]) and bounds.is_span(p, hedge[0]):
            hedge = None
        if hedge:
            start, bound, shape = hedge
        after = (end, f.bound) if f.bound else bounds.hedge_after(p, end)
        if after:
            end = max(end, after[0])
            if bound == "exact" or bound == "about":
                bound = after[1]
        low, high = bounds.limits(f.value, bound, shape)
    kind, unit = f.kind or "count", f.unit
    return Mention(start, end, kind, _text(f.value) if value else "", _text(low), _text(high), bound,
                   _text(n.place / 2) if kind != "ratio" or n.form != "fraction" else "", unit,
                   "printed" if unit and unit != "$" else "", number=f.number, noun=f.noun, rule=f.rule)


def _pair(p: Plain, pair: ranges.Pair, floor: int) -> tuple[list[Mention], int]:
    f, g = pair.first, pair.last
    start, end = pair.start, pair.end
    low = p.low
    if pair.shape == "share":
        hedge = bounds.hedge_before(p, start, floor)
        bound, shape = "exact", ""
        if hedge:
            start, bound, shape = hedge
        lo, hi = bounds.limits(pair.low, bound, shape)
        kind = "rank" if _RANKED.search(low, max(0, f.start - 44), f.start) else "ratio"
        value = f.value if kind == "rank" else pair.low
        if kind == "rank":
            lo, hi = value, value
        return [Mention(start, end, kind, _text(value), _text(lo), _text(hi), bound, "", "", number=(f.number[0], g.number[1]),
                        noun=g.noun, rule="rank.of" if kind == "rank" else "ratio.share")], end
    m = re.compile(r"(?<![a-z])(?:between|from|about|around|roughly|some|approximately|an estimated|nearly|almost|up to|~) {0,2}$").search(low, max(floor, start - 14), start)
    about = False
    if m:
        word = m[0].strip()
        if word != "from":
            start = m.start()
        about = word in ("about", "around", "roughly", "some", "approximately", "an estimated", "nearly", "almost", "~")
    kind, unit, rule = g.kind or f.kind or "count", g.unit or f.unit, "range"
    if pair.shape == "score":
        kind, unit, rule = "ratio", "", "score"
    if f.n.form == "ordinal":
        kind = "rank"
    lo, hi = _text(pair.low), _text(pair.high)
    value = lo if lo == hi else ""
    return [Mention(start, end, kind, value, lo, hi, "about" if about else "between", "", unit,
                    "printed" if unit and unit != "$" else "", number=(f.number[0], g.number[1]), noun=g.noun or f.noun, rule=rule)], end
