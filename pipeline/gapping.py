"""Units left out because the sentence has just said them: "to 3.4 million radios, up from 2.1 million".

Mentions of one sentence in, the same mentions out; a bare count takes the unit of an earlier one when the words between
them or their printed form make them one series. Conversions in brackets take the bound of what they convert.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import nouns
from pipeline.mention import Mention
from pipeline.plain import Plain

# How far back a unit is looked for (code points); longer sentences have changed their subject.
REACH = 160
_BREAK = re.compile(r"[.!?] +[A-Z\"(]|\n")
_HEDGES = r"(?:about |around |only |just |roughly |nearly |almost |some |more than |over |at least )*$"
_FROM = re.compile(
    r"\b(?:from|versus|vs\.?|against|compared (?:with|to)|including|of (?:which|whom|them|those),?|but|with) " + _HEDGES
)
_STEP = re.compile(r",? (?:up|down|off|a (?:gain|loss|rise|fall) of) (?:about |nearly |some |almost )?")
_SERIES = (" and ", ", ", " or ", ", and ", " & ")
_WHO = re.compile(r",? (?:who|whose)\b")
# Behind a bare figure: it is of what was counted before ("23 of them", "14 survived").
_OF_THEM = re.compile(
    r" (?:of (?:them|these|those|whom|which)|"
    r"were|are|was|is|have|had|has|remain|remained|survived|died|escaped|perished|drowned|fled)\b"
)
_POINTS_TO = re.compile(r"\b(?:to|at|\() ?$")
_SCALED = re.compile(r"million|billion|trillion|thousand|[0-9](?:m|bn|k)\b")


def _bare(m: Mention) -> bool:
    return m.kind == "count" and not m.unit and m.rule.startswith("number.")


def _smaller(part: Mention, whole: Mention) -> bool:
    return bool(part.value and whole.value) and Decimal(part.value) <= Decimal(whole.value)


def _decimals(surface: str) -> int:
    figure = re.search(r"[0-9][0-9,]*\.([0-9]+)", surface)
    return len(figure[1]) if figure else 0


def fill(p: Plain, mentions: list[Mention]) -> None:
    """Gives bare counts the unit their sentence has said, bracketed conversions their bound; changes the mentions."""
    for i, m in enumerate(mentions):
        previous = mentions[i - 1] if i else m
        if m.rule == "identifier.name" and i and _same_verb(p, previous, m):
            value = str(int(p.s[m.start:m.end]))
            m.kind, m.value, m.low, m.high, m.precision, m.ignored = previous.kind, value, value, value, "0.5", ""
            m.unit, m.noun, m.unit_basis, m.rule = previous.unit, previous.noun, "inferred", "count.gapped"
            continue
        if i and m.kind == previous.kind and m.kind in ("measure", "money") and m.bound == "exact" and \
                previous.bound in ("more_than", "less_than", "at_least", "at_most") and _converts(p, previous, m):
            m.bound = previous.bound
            m.low = m.value if m.bound in ("more_than", "at_least") else ""
            m.high = m.value if m.bound in ("less_than", "at_most") else ""
        if i and m.kind == "count" and m.rule == "range" and not m.unit and previous.kind == "age" and \
                p.s[previous.end:m.start] in _SERIES:    # "aged 5-11 and 12-17"
            m.kind, m.unit, m.unit_basis = "age", previous.unit, "inferred"
        if _bare(m) and previous.rule == "age.before" and p.s[previous.end:m.start] in _SERIES:
            m.kind, m.unit, m.rule, m.unit_basis = "age", previous.unit, previous.rule, "inferred"
        if _bare(m):
            source = _source(p, mentions, i)
            if source is None:
                m.unit, m.noun = _number_of(p, m) or ("", "")
                m.unit_basis = "inferred" if m.unit else ""
            else:
                m.kind, m.unit, m.noun, m.unit_basis = source.kind, source.unit, source.noun, "inferred"


_NUMBER_OF = re.compile(
    r"\b(?:number|total|count) of (?P<n>[a-z][\w' -]{2,50}?)(?: (?:has|have|had|is|was|were|are|stood|now))?"
    r"(?: [a-z]+)?(?: by| to| at| from|:)? " + _HEDGES
)


def _number_of(p: Plain, m: Mention) -> tuple[str, str] | None:
    """The noun of "the number of hungry people fell by" before a bare figure."""
    found = _NUMBER_OF.search(p.low, max(0, m.start - 90), m.start)
    if not found:
        return None
    noun = nouns.read_noun(p, found.start("n") - 1)
    if noun is None or not noun.plural:
        return None
    return noun.unit, noun.phrase


# "the Liberals took 184 seats, the Conservatives 99 and the NDP 44": between one figure and the next stands only a name.
_NEXT_NAME = re.compile(r"(?:,|;)?(?: and| while| but)? (?:the )?[A-Z][\w&.'-]{1,20}(?: (?:of )?[A-Z][\w'-]{1,20}){0,2} ")
# Up to here "two phones, the Comet 7 and the Comet 8" is as likely a list of what was counted.
_FEW = 3


_NAME_BEFORE = re.compile(r"[A-Z][\w&.'-]{1,20}(?: (?:of )?[A-Z][\w'-]{1,20}){0,2}(?= $)")


def name_before(text: str, at: int) -> str:
    """The name whose verb was left out before the figure at `at`; "" without one."""
    m = _NAME_BEFORE.search(text, max(0, at - 64), at)
    return m[0] if m else ""


def _same_verb(p: Plain, whole: Mention, m: Mention) -> bool:
    """Whether the number `m` behind a name counts what the figure before it counted of another name."""
    counted = whole.rule in ("count.noun", "count.gapped") and whole.kind == "count" and whole.unit and whole.value
    if not counted or not p.s[m.start:m.end].isdigit() or not _NEXT_NAME.fullmatch(p.s, whole.end, m.start):
        return False
    return whole.rule == "count.gapped" or Decimal(whole.value) > _FEW


# "exports rose to 1.2 trillion euros and imports to 1.35 trillion": what may stand right before and behind a sum without its currency
_SUM_BEFORE = re.compile(r"(?:\b(?:to|from|at|by|of|and|or|than|against|versus|worth|only|total+ed|[a-z]{3,}s)) " + _HEDGES)
_SUM_BEHIND = re.compile(r"(?: (?:in|on|for|from|to|at|by|last|this|a year|after|before|while|over|and|but|or|the|as|during|between)\b|[.,;:)]|$|\n)")


def _elided_sum(p: Plain, money: Mention, m: Mention) -> bool:
    """Whether a scaled figure without a unit is a sum like the one before it in its sentence."""
    if money.kind != "money" or not _SCALED.search(p.low[money.start:money.end]) or not _SCALED.search(p.low[m.start:m.end]):
        return False
    if not _SUM_BEHIND.match(p.low, m.end) or ";" in p.s[money.end:m.start]:
        return False
    # "the states give 440 billion euros and the Fund 220 billion": the verb is left out with the currency
    return bool(_SUM_BEFORE.search(p.low[max(money.end, m.start - 40):m.start]) or _NEXT_NAME.fullmatch(p.s, money.end, m.start))


def _converts(p: Plain, a: Mention, b: Mention) -> bool:
    between = p.s[a.end:b.start]
    return between in (" (", "(") or (between.strip() == "/" and a.unit != b.unit)


def _source(p: Plain, mentions: list[Mention], i: int) -> Mention | None:
    m = mentions[i]
    surface, before = p.low[m.start:m.end], p.low[max(0, m.start - 40):m.start]
    follows = p.low[m.end:m.end + 10]
    for other in reversed(mentions[max(0, i - 4):i]):
        gap = p.s[other.end:m.start]
        if len(gap) > REACH or _BREAK.search(gap):
            return None
        if other.kind not in ("count", "measure", "money", "percent") or not other.unit or other.rule.startswith("score"):
            continue
        said = p.low[other.start:other.end]
        if _elided_sum(p, other, m):
            return other
        if before.endswith("by ") and p.low[max(0, other.start - 3):other.start] == "by " and not _SCALED.search(said):
            return other
        if other.unit == "point" and _POINTS_TO.search(before) and ("," in surface or "." in surface):
            return other
        if _WHO.match(follows) and other.unit in ("person", "people"):
            return other
        if other.kind == "count" and other.rule.startswith("count.") and other.rule != "count.hyphen" and _OF_THEM.match(p.low, m.end) and \
                _smaller(m, other):
            return other
        if other.kind == "percent":
            if _decimals(surface) and _decimals(surface) == _decimals(said) and not _POINTS_TO.search(before):
                return other
            continue
        if bool(_SCALED.search(surface)) == bool(_SCALED.search(said)) and _FROM.search(before):
            return other
        if (
            _decimals(surface)
            and _decimals(surface) == _decimals(said)
            and not _SCALED.search(surface)
            and not _SCALED.search(said)
        ):
            return other
    if (
        i + 1 < len(mentions)
        and mentions[i + 1].unit == "point"
        and "." in surface
        and _STEP.fullmatch(p.low, m.end, mentions[i + 1].start)
    ):
        return mentions[i + 1]                           # "9,120.40, up 35.10 points"
    if follows.startswith(" (") and i + 1 < len(mentions):
        # "500,000 yen ($4,600) … and 480,000 ($4,400)": the same conversion follows both.
        for j in range(max(0, i - 4), i - 1):
            a, b, c = mentions[j], mentions[j + 1], mentions[i + 1]
            if a.kind == "money" and b.kind == c.kind == "money" and b.unit == c.unit and p.s[a.end:b.start] == " (":
                return a
    return None
