"""What makes two claims speak of different things, however alike they look: the must-not-links of matching.

In: two claim mappings. Out: the reason in one sentence, or "". Only what the claims themselves print counts; a column that
is empty in either says nothing. The vocabulary is rules/verdicts.toml.

    >>> a = {"kind": "money", "measure": "exports", "period": "2018"}
    >>> different(a, {"kind": "money", "measure": "imports", "period": "2018"})
    'one is about exports and the other about imports'
    >>> different(a, {"kind": "money", "measure": "exports", "period": "2019"})
    'they cover different periods (2018 and 2019)'
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.movement import before, near
from pipeline.proper_names import names, shared
from pipeline.readings import days
from pipeline.restrictions import after, restrictions
from pipeline.rules import load
from pipeline.table_rows import column_apart, heading_of, named, one_heading
from pipeline.time_words import MONTH

YEAR = 366  # days
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLACE = re.compile(r"(?:the\s+)?(?:\w+ern\s+|central\s+|downtown\s+)?[A-Z]")
_ALONE = re.compile(r"\b(?:(?:[Ii]n|[Aa]t|[Oo]n|[Ff]rom|[Oo]f|[Ff]or|[Tt]o) (?:the )?)?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*),? alone\b")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
_NUMBERED = re.compile(r"\b([A-Z][\w’']*)[ -](\d{1,3}[A-Za-z]?|I{1,3}|IV|V|VI{1,3})\b(?![.,]?\d)")
_OF = re.compile(r"\s+of\b")
_NEXT = re.compile(r"(?: +[^\W\d_]+){1,2}")


@lru_cache(maxsize=1)
def _lines() -> dict[str, tuple[tuple[str, str], ...]]:
    """word -> ((name of the line, group), ...)"""
    found: dict[str, list] = {}
    for name, line in load("verdicts")["contrasts"].items():
        for group in line.split():
            words = group.split("=")
            for word in words:
                found.setdefault(word, []).append((name, words[0]))
    return {word: tuple(groups) for word, groups in found.items()}


@lru_cache(maxsize=400_000)
def sides(text: str) -> dict[str, dict[str, str]]:
    """The contrasting words of a text: line -> group -> the word as it stands. Kept, for a claim meets dozens of others: only to be read."""
    lines, found = _lines(), {}
    for word in _WORD.findall(text.casefold()):
        for name, group in lines.get(word, ()):
            found.setdefault(name, {}).setdefault(group, word)
    return found


def contrast(text_a: str, text_b: str) -> tuple[str, str] | None:
    """A pair of words that shut each other out, one in either text; None when the texts share a word of that line."""
    return opposed(sides(text_a), sides(text_b))


def opposed(one: dict, other: dict) -> tuple[str, str] | None:
    """As `contrast`, for texts that were looked through before."""
    for name in one:
        if name in other and not one[name].keys() & other[name].keys():
            return next(iter(one[name].values())), next(iter(other[name].values()))
    return None


def own_words(claim) -> str:
    """The words that name the measured thing itself, and the two that follow the figure ("3 people dead")."""
    return " ".join(filter(None, (claim.get("measure", ""), claim.get("unit", "") if claim.get("kind") == "count" else "", _behind(claim))))


def _behind(claim) -> str:
    return _next(claim.get("quote", ""), claim.get("surface", ""))


@lru_cache(maxsize=400_000)
def _next(quote: str, surface: str) -> str:
    found = _NEXT.match(after({"quote": quote, "surface": surface}, 40))
    return found[0] if found else ""


def different(a, b) -> str:
    """Why the two claims are not about one fact; "" when nothing printed keeps them apart."""
    if a.get("part_of") and a.get("part_of") == b.get("claim_id"):
        return "the first is a part of the second"
    if b.get("part_of") and b.get("part_of") == a.get("claim_id"):
        return "the second is a part of the first"
    if {a.get("kind"), b.get("kind")} in ({"ordinal", "count"}, {"rank", "count"}) and not (_level(a) and _level(b)):
        return "one is a place in an order and the other a count"
    if a.get("period") and b.get("period"):
        spans = days(a["period"]), days(b["period"])
        if spans[0] and spans[1] and (_before(spans[0], spans[1]) or _before(spans[1], spans[0])):
            return f"they cover different periods ({a['period']} and {b['period']})"
    if _life(a) and _life(b) and all(abs(x - y) > YEAR for x, y in zip(_life(a), _life(b), strict=True)):
        return "the life spans differ at both ends: they are of two persons or things of one name"
    pair = contrast(own_words(a), own_words(b)) or contrast(a.get("action", ""), b.get("action", ""))
    if pair:
        return f"one is about {pair[0]} and the other about {pair[1]}"
    pair = contrast(a.get("scope", ""), b.get("scope", ""))
    if pair:
        return f"one is limited to {pair[0]} and the other to {pair[1]}"
    places = place(a), place(b)
    if all(places) and not shared(*places) and not any(w in (a if p is places[1] else b).get("quote", "").casefold() for p in places for w in p):
        return f"they are limited to different places or parts ({' '.join(sorted(places[0]))} and {' '.join(sorted(places[1]))})"
    differ = a.get("value", "") != b.get("value", "")
    rows = heading_of(a), heading_of(b)
    if all(rows) and differ and not one_heading(*rows):
        return f"they stand in different rows ({rows[0]} and {rows[1]})"
    for mine, its, other in ((rows[0], rows[1], b), (rows[1], rows[0], a)):
        if mine and (its or differ) and not named(mine, its or other.get("quote", "")):
            return f"one stands in the row of {mine} and the other does not name it"
    model = _numbered_apart(a, b)
    if model:
        return f"one is about {model[0]} and the other about {model[1]}"
    return _of_another_sort(a, b) if differ else ""


def _of_another_sort(a, b) -> str:
    """Why two figures that differ are of different things: what they count or measure is limited in one and not in the other."""
    columns = column_apart(a, b) or column_apart(b, a)
    if columns:
        return f"one stands in the column of {columns[0]} and the other is about {columns[1]}"
    part = _alone(a, b) or _alone(b, a)
    if part:
        return f"one is limited to {part} alone"
    one, other = restrictions(a), restrictions(b)
    compared = _compared_with(one.beside, b) or _compared_with(other.beside, a)
    if compared:
        return f"one is of {compared}, which something else is compared with"
    if a.get("kind") == b.get("kind") == "money" and one.share != other.share:
        return "one is a part of an amount and the other a whole amount"
    if one.stage != other.stage:
        return "one is of the beginning or of former times and the other is not"
    if one.left != other.left:
        return "one is what it was before a change and the other is not"
    if one.difference != other.difference:
        return "one is a difference to something else and the other a measure"
    narrower = _narrower(a, b) or _narrower(b, a)
    if narrower:
        return f"one is a share of {narrower} and the other is not limited to these"
    if one.added != other.added:
        return "one counts what was added and the other the whole"
    if one.further and other.further and not (a.get("as_of") and a.get("as_of") == b.get("as_of")):
        return "each counts what was added at its own time"
    if one.severe != other.severe:
        return "one counts the serious cases only and the other does not"
    if one.some != other.some and not (a.get("action") == b.get("action") not in ("", "be", "have")):
        return "one counts some of a whole and the other does not"
    return ""


def place(claim) -> frozenset:
    """The names in the parts of the scope that say where ("in Lyon; with others")."""
    return _places(claim.get("scope", ""))


@lru_cache(maxsize=400_000)
def _places(scope: str) -> frozenset:
    found = frozenset()
    for part in scope.split("; "):
        head, _, rest = part.partition(" ")
        if head.casefold() in ("in", "at", "within", "across") and _PLACE.match(rest):
            found |= names(rest)
    return found


def _level(claim) -> bool:
    """Whether a figure is a step of a scale: "category 3", "the alert level is at five"."""
    steps = load("identifiers")["levels"]["words"]
    return claim.get("unit", "") in steps or not claim.get("unit") and claim.get("measure", "").rpartition(" ")[2].casefold() in steps


def _compared_with(beside: str, other) -> str:
    """What a figure in brackets is of, where its sentence compares another thing with it: "taller than the town hall (84 m)".

    "" where the other claim is of that very thing.
    """
    own = frozenset(_WORD.findall(f"{other.get('subject', '')} {other.get('measure', '')}".casefold())) if beside else frozenset()
    return beside if own.isdisjoint(_WORD.findall(beside.casefold().removeprefix("the "))) else ""


def _numbered_apart(a, b) -> tuple[str, str] | None:
    """Two things of one name that only a number tells apart ("Unit 4", "Unit 5"), where the own words of either claim name one."""
    one, other = (_numbered(" ; ".join(claim.get(name, "") for name in ("measure", "subject", "object", "scope"))) for claim in (a, b))
    for name in one:
        if name in other and not any(x.startswith(y) or y.startswith(x) for x in one[name] for y in other[name]):
            return f"{name} {min(one[name])}", f"{name} {min(other[name])}"
    return None


@lru_cache(maxsize=200_000)
def _numbered(text: str) -> dict[str, frozenset]:
    """The numbered names of a text: "Kestrel 5" -> {"Kestrel": {"5"}}. Kept: only to be read."""
    found: dict[str, set] = {}
    for name, number in _NUMBERED.findall(text):
        if name.casefold() not in MONTH:
            found.setdefault(name, set()).add(_ROMAN.get(number, number))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _alone(a, b) -> str:
    """The part that `a` is limited to by "alone" ("In Lyon alone, 14 people died") and that `b` does not name; "" for none."""
    if a.get("value", "") == b.get("value", "") or " alone" not in a.get("quote", ""):
        return ""
    found = _ALONE.search(near(a))
    return found[1] if found and not shared(names(found[1]), names(b.get("quote", ""))) else ""


def _life(claim) -> tuple[int, int] | None:
    """First day of the first and last day of the last date of a bracket "(1848–1912)" behind a name."""
    if claim.get("kind") != "period" or not before(claim, 2).rstrip().endswith("("):
        return None
    span = days(claim.get("value", ""))
    return span if span and None not in span else None


def _narrower(a, b) -> str:
    """The whole of which `a` is a share, where a common word limits it that `b` lacks: "40 % of young adults", "35 % of adults"."""
    if not a.get("kind") == b.get("kind") == "percent" or not (_OF.match(after(a, 4)) or _OF.match(after(b, 4))):
        return ""
    one, other = (_WORD.findall(claim.get("measure", "").partition(" of ")[0]) for claim in (a, b))
    low, folded = [w.casefold() for w in one], [w.casefold() for w in other]
    at = next((i for i in range(1, len(one)) if folded and low[i:i + len(other)] == folded), 0)
    extra = one[:at]
    told = frozenset(_WORD.findall(b.get("quote", "").casefold()))
    limits = [w for w in extra if w.islower() and "'" not in w and w not in told and w not in load("verdicts")["increments"]["share_of_all"].split()]
    return a["measure"] if limits else ""


def _before(one, other) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]
