"""Reads every number of a text that is no date: money, counts, percents, measures, ratios, ranks, ages, durations.

Text in, mentions out (see `mention`), sorted, without overlaps. A cheap search finds digits and number words; all else
happens at the places found: the numeral, its currency, unit or noun (`figure`), ranges (`ranges`), hedges (`emit`).

    >>> [(m.kind, m.value, m.low, m.bound, m.unit) for m in read_amounts("More than 360 peace ambassadors met.")]
    [('count', '360', '360', 'more_than', 'peace ambassador')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline import (
    ages,
    bounds,
    elapsed,
    emit,
    gapping,
    guards,
    identifiers,
    number_words,
    ordinals,
    ranges,
    tallies,
    unit_alone,
    units,
    vague,
)
from pipeline.digits import run_end
from pipeline.figure import Figure, read_figure
from pipeline.mention import Mention
from pipeline.numerals import read_numeral
from pipeline.plain import Plain, plain
from pipeline.rules import load


def trie(words: Iterable[str]) -> str:
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


_GLUED_HEDGES = load("numbers")["glued"]["words"]
# Words that only ever follow a number are no places to start.
_NO_START = ({*number_words.DENOMINATORS} - {"half", "quarter"}) | {"doz", "dzs", "dozs"}
_WORDS = {
    *number_words.NUMBER_WORDS,
    *number_words.SCALES,
    *number_words.GROUPS,
    *number_words.ORDINALS,
    *number_words.MULTIPLES,
    *bounds.VAGUE_FIRST,
    "hundred",
    "hundreds",
    "half",
    "quarter",
    "couple",
} - _NO_START
# Words that are a quantity only as the beginning of a vague one.
_ONLY_VAGUE = bounds.VAGUE_FIRST - {*number_words.SCALES, *number_words.GROUPS, "hundred", "hundreds", "half"}
_PLURAL_TIME = {f"for {w}" for w in bounds.PLURAL_TIME}
# "quad-core": how many of the noun, told by a prefix
_PREFIXED = {f"{w}{joint}{noun}": (n, noun.removesuffix("s")) for w, n in load("numbers")["prefixes"]["words"].items()
             for noun in load("numbers")["prefixes"]["nouns"] for joint in "- "}
_GLUED = {hedge + w: len(hedge) for hedge in _GLUED_HEDGES for w in number_words.NUMBER_WORDS if w != "one"}
_TRIGGER = re.compile("[0-9]|[" + "".join(number_words.VULGAR) + "]|(?<![a-z])(?:(?:" +
                      trie(_WORDS | {*_GLUED} | _PLURAL_TIME | {"none of"} | {*_PREFIXED} | ages.DECADE_WORDS) + ")(?![a-z])"
                      "|(?:" + trie(unit_alone.HEDGES) + ")" + unit_alone.AHEAD + ")")
_PART_BEFORE = re.compile(r"(?<![a-z])(?:hundred|thousand|million|billion)(?: and)? $")
_SLASH_AT_END = re.compile(r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}$")
_MULTIPLE = re.compile(r" (?:as (?:many|much|[a-z]+ as)(?![a-z])|the |that |its |their |his |her )")
_ARTICLE = re.compile(r"(?<![a-z])an? {1,3}$")

Found = tuple[list[Mention], int]


def read_amounts(text: str, taken: Iterable[tuple[int, int]] = (), names: frozenset = frozenset()) -> list[Mention]:
    """The amounts of a text outside the spans `taken` (sorted pairs of offsets), sorted, without overlaps.

    `names` are those of the spans that a counted noun may hold: "300 T-9 kennels".
    """
    p = plain(text)
    p.no_series = 0                                      # the copy may have been read before
    spans = list(taken)
    out: list[Mention] = []
    at = t = floor = 0
    size, low, search = len(p.s), p.low, _TRIGGER.search
    while at < size:
        m = search(low, at)
        if not m:
            break
        start = m.start()
        while t < len(spans) and spans[t][1] <= start:
            t += 1
        if t < len(spans) and spans[t][0] <= start:
            at = floor = max(at, spans[t][1])
            continue
        span = spans[t] if t < len(spans) else (size + 1, size + 1)
        found, at = _at(p, start, m.end(), floor)
        for mention in found:
            if mention.kind != "count" or span not in names or not mention.number[1] <= span[0] < span[1] < mention.end:
                mention = _within(mention, span[0])
            if mention and mention.start >= floor:
                out.append(mention)
                floor = mention.end
                at = max(at, floor)
    gapping.fill(p, out)
    return out


def _within(m: Mention, limit: int) -> Mention | None:
    """A mention that ends before the next span that is taken: its bare number when its unit belongs to that span."""
    if m.end <= limit:
        return m
    if m.number[1] > limit or m.kind == "ratio" or m.rule.endswith((".half", ".alone")):
        return None
    return replace(m, end=m.number[1], kind="count", unit="", unit_basis="", noun="", rule="number.cut")


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether the year or short date read at `[start, end)` is an amount: by a unit or currency at it."""
    p = plain(text)
    slash = _SLASH_AT_END.search(p.s, max(start, end - 5), end)
    n = read_numeral(p, slash.start() if slash else start)
    if n is None:
        return False
    if n.form == "words" and (n.end != end or _PART_BEFORE.search(p.low, max(0, start - 16), start)):
        return True
    f = read_figure(p, n)
    if f and f.kind == "money" and p.low.startswith(" dollars", end) and p.low.endswith("in ", 0, start):
        return False                                     # "in 2019 dollars"
    if f and n.form == "fraction":
        return f.kind in ("measure", "duration")         # "1/2 inch" is no first of February
    return f is not None and (f.kind in ("money", "percent") or (n.form == "words" and f.kind == "count" and f.plural))


def _at(p: Plain, start: int, end: int, floor: int) -> Found:
    """The mentions at a trigger `[start, end)` and where to search on."""
    s = p.s
    if p.low[start].isalpha():
        return _at_word(p, start, end, floor)
    if s.find(":", start + 1, start + 3) > 0:
        found = elapsed.read_elapsed(p, start)
        if found:
            return [found], found.end
    if s[start - 1:start] == ":" and start > 1 and s[start - 2].isdigit():
        return [], run_end(p, start)                     # a part of a clock time
    if s[start - 1:start] == "." and start > floor and s[start].isdigit() and not s[start - 2:start - 1].isalnum():
        start -= 1                                       # ".25"
    aged = ages.read_group(p, start, floor) or (ages.read_decade(p, start) if s.startswith("0", start + 1) else None)
    if aged:
        return [aged], aged.end
    n = read_numeral(p, start)
    if n is None:
        return [], max(end, run_end(p, end - 1))
    f = read_figure(p, n, floor)
    return _figure(p, f, floor) if f else ([], max(n.end, end))


def _at_word(p: Plain, start: int, end: int, floor: int) -> Found:
    word = p.low[start:end]
    found: Mention | None
    if word in _GLUED:
        return _word_number(p, start + _GLUED[word], end, floor, glued=start)
    if word in _PLURAL_TIME:
        found = vague.plural_time(p, start, end)
        return ([found], found.end) if found else ([], end)
    if word in unit_alone.HEDGES:
        found = unit_alone.read_unit_alone(p, start, end, floor)
        return ([found], found.end) if found else ([], end)
    if word in ages.DECADE_WORDS:
        found = ages.read_decade(p, start)
        return ([found], found.end) if found else ([], end)
    if word in _PREFIXED:
        n, noun = _PREFIXED[word]
        return [Mention(start, end, "count", str(n), str(n), str(n), "exact", "0.5", noun, "printed", (start, end), noun, rule="count.prefix")], end
    if word == "none of":
        found = vague.none_of(p, start)
        return ([found], found.end) if found else ([], end)
    article = _ARTICLE.search(p.low, max(floor, start - 5), start)
    if article:
        start = article.start()
    if word in bounds.VAGUE_FIRST:
        found = vague.read_vague(p, start, floor)
        if found:
            return [found], found.end
        if word in _ONLY_VAGUE:
            return [], end
    return _word_number(p, start, end, floor)


def _word_number(p: Plain, start: int, end: int, floor: int, glued: int = -1) -> Found:
    """The mentions at a number word; `glued` is where a hedge without its space begins, or -1."""
    s = p.s
    n = read_numeral(p, start)
    if n is None and p.low.startswith(("a ", "an "), start):
        n = read_numeral(p, p.low.index(" ", start) + 1)
    if n is None:
        return [], end
    if (
        glued < 0
        and n.start - 1 > floor
        and s[n.start - 1] == "-"
        and s[n.start - 2].isalnum()
        and not p.low.endswith("minus-", 0, n.start)
    ):
        return [], n.end                                 # the tail of "all-one", "7-Eleven"
    f = read_figure(p, n, floor)
    if f is None:
        return [], max(end, n.end)
    if glued >= 0:
        f.start = n.start
    elif n.form != "ordinal" and guards.idle_word(p, f) and not (n.form == "words" and ranges.pair(p, f)):
        return [], max(end, f.number[1])
    return _figure(p, f, floor, glued)


def _figure(p: Plain, f: Figure, floor: int, glued: int = -1) -> Found:
    """The mentions that start with figure `f`: a range, a share, a list, a rank, a name, or the figure alone."""
    n = f.n
    if n.form == "multiple":
        if n.rule != "ratio.fold" and not _MULTIPLE.match(p.low, n.end):
            per = units.read_per(p, n.end)
            if per is None:
                return [], n.end
            f.take("count", f"count/{per[0]}", per[1], "count.rate")         # "twice a day"
            return [emit.single(p, f, floor)], f.end
        f.kind, f.rule = "ratio", n.rule
    if f.kind == "count" and not f.plural and not f.hyphen and ages.is_limited(p, f):
        f.take("", "", f.number[1], n.rule)              # "children under five ride free": the verb is no noun
        f.noun = ""
    pair = ranges.pair(p, f)
    if pair and pair.shape == "tally" and not guards.is_model(p, f, pair.last):
        found = tallies.read(p, f, pair.last, floor)
        return found, max(pair.end, found[-1].end)
    if pair:
        return [_pair(p, pair, floor)], pair.end
    if n.form == "ordinal":
        ordinal = ordinals.read_ordinal(p, f)
        return ([ordinal], ordinal.end) if ordinal else ([], n.end)
    if not f.kind:
        series = ranges.listed(p, f) if not guards.is_version(p, f) else []
        if series:
            return _series(p, series, floor)
        few = vague.one_or_two(p, f, floor) if f.value == 2 else None
        if few:
            return [few], few.end
    special = ordinals.read_level(p, f, floor) or guards.as_name(p, f)
    if special:
        return [special], max(special.end, n.end)
    if not f.kind:
        if ages.is_age(p, f):
            f.kind, f.unit, f.rule = "age", "year", "age.bare"
        elif (n.bare or n.form == "words") and ordinals.is_rank(p, f):
            f.kind, f.rule = "rank", "rank.number"
        else:
            f.kind, f.rule = "count", n.rule
    mention = emit.single(p, f, floor, glued)
    if mention.bound in emit.LOWER + emit.UPPER and f.kind in ("count", "ratio"):
        mention = emit.two_bounds(p, mention, f) or mention
    return [mention], max(f.end, mention.end)


def _pair(p: Plain, pair: ranges.Pair, floor: int) -> Mention:
    f = pair.first
    if pair.shape == "share":
        return emit.share(p, pair, floor, ordinals.is_ranked(p, f))
    if guards.is_model(p, f, pair.last):
        return identifiers.identifier(f.start, pair.end, (f.start, pair.end), "name", "part of a name")
    return ordinals.as_levels(p, emit.range_of(p, pair, floor), f, floor)


def _series(p: Plain, series: list[Figure], floor: int) -> Found:
    """"2, 3 and 5 GB": every figure takes the unit of the last."""
    last = series[-1]
    out: list[Mention] = []
    for f in series:
        f.kind, f.unit, f.noun, f.rule = last.kind, last.unit, last.noun, last.rule
        out.append(emit.single(p, f, out[-1].end if out else floor))
    return out, last.end
