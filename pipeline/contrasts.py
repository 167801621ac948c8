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
from typing import NamedTuple

from pipeline.aspects import named
from pipeline.movement import before, near, toll
from pipeline.number_words import NUMBER_WORDS
from pipeline.readings import days
from pipeline.rules import load

TIMES = ("date", "period", "time")
YEAR = 366  # days
ROW_WORDS = 6  # of the heading of a row; a longer one is a sentence
STEM = 5  # letters: "Geneva" and "Genevan", "Chile" and "Chilean" are one name
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLACE = re.compile(r"(?:the\s+)?(?:\w+ern\s+|central\s+|downtown\s+)?[A-Z]")
_ALONE = re.compile(r"\b(?:(?:[Ii]n|[Aa]t|[Oo]n|[Ff]rom|[Oo]f|[Ff]or|[Tt]o) (?:the )?)?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*),? alone\b")
_COMPARED = re.compile(r"(?: ?\([^()]{1,30}\))?\)? ([a-z]+)\b")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
_LIST_MARK = re.compile(r"^\d{1,3}[.)]\s+|\s*\[\d+\]")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_ALL = frozenset(("total", "all", "sum", "overall", "world", "average"))
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|his|her)\s")
_SOME = re.compile(r"([\w.,]+)\s+of\s+(?:the|its|their|his|her|these|those)\s")
_THAN = re.compile(r"\bthan (?:that of )?((?:the |an? )[a-z][^.;,()\d]{1,40}?|(?:the )?[A-Z][^.;,()\d]{1,40}?) ?\($")
_TO = re.compile(r"(?: (?:in|last|on) [\w ]{1,12})? to (?:about |nearly |almost |over |some |just )?(?:(?:the )?(?:phase|level|category|stage) [\da-z]|[$€£]?(?:\d|([a-z]+)\b))")
_SEVERE = re.compile(r"^(?:\S+\s+)?(?:(?!and\b|but\b)[^\W\d_]+\s+){0,5}?(?:seriously|critically|severely|gravely|grievously|badly)[\s-]+(?:injured|hurt|wounded|ill|sick|burned|burnt|damaged)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b([A-Z][\w’']*)[ -](\d{1,3}[A-Za-z]?|I{1,3}|IV|V|VI{1,3})\b(?![.,]?\d)")
_OF = re.compile(r"\s+of\b")
_NEXT = re.compile(r"(?: +[^\W\d_]+){1,2}")
_NAME = re.compile(r"\b[A-Z][\w'’.-]*(?:\s+(?:of|the|and|de|la|el)\s+(?=[A-Z])|\s+)?(?:[A-Z][\w'’.-]*\s*)*")


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
    found = _NEXT.match(_after({"quote": quote, "surface": surface}, 40))
    return found[0] if found else ""


def _after(claim, length: int) -> str:
    quote, surface = claim.get("quote", ""), claim.get("surface", "")
    at = quote.find(surface) if surface else -1
    return quote[at + len(surface):at + len(surface) + length] if at >= 0 else ""


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
    if all(places) and not _share(*places) and not any(w in (a if p is places[1] else b).get("quote", "").casefold() for p in places for w in p):
        return f"they are limited to different places or parts ({' '.join(sorted(places[0]))} and {' '.join(sorted(places[1]))})"
    differ = a.get("value", "") != b.get("value", "")
    rows = _row(a), _row(b)
    if all(rows) and differ and not _one_heading(*rows):
        return f"they stand in different rows ({rows[0]} and {rows[1]})"
    for mine, its, other in ((rows[0], rows[1], b), (rows[1], rows[0], a)):
        if mine and (its or differ) and not _named(mine, its or other.get("quote", "")):
            return f"one stands in the row of {mine} and the other does not name it"
    model = _numbered_apart(a, b)
    if model:
        return f"one is about {model[0]} and the other about {model[1]}"
    return _of_another_sort(a, b) if differ else ""


def _of_another_sort(a, b) -> str:
    """Why two figures that differ are of different things: what they count or measure is limited in one and not in the other."""
    columns = _column(a, b) or _column(b, a)
    if columns:
        return f"one stands in the column of {columns[0]} and the other is about {columns[1]}"
    part = _alone(a, b) or _alone(b, a)
    if part:
        return f"one is limited to {part} alone"
    one, other = _sort(a), _sort(b)
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


class Sort(NamedTuple):
    """What limits a figure, by its own words: found once a claim, for it meets dozens of others."""

    share: bool
    stage: bool
    left: bool
    difference: bool
    added: bool
    further: bool
    severe: bool
    some: bool
    beside: str


_OF_SORT = ("kind", "quote", "surface", "unit", "measure", "action", "bound", "modality")


def _sort(claim) -> Sort:
    return _sorted(*(claim.get(name, "") for name in _OF_SORT))


@lru_cache(maxsize=400_000)
def _sorted(*values: str) -> Sort:
    claim = dict(zip(_OF_SORT, values, strict=True))
    than = _THAN.search(before(claim, 60)) if claim["kind"] in ("measure", "money", "count", "duration") else None
    return Sort(_share_of(claim), _stage(claim), _left(claim), _difference(claim), _added(claim), _further(claim), _severe(claim), _some(claim),
                than[1] if than else "")


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


def _row(claim) -> str:
    """What heads the claim's row of a table ("North ward | 8 | 6"); "" for prose, for totals and for a key in words with its one value."""
    quote = claim.get("quote", "")
    return _row_heading(quote) if "|" in quote else ""


@lru_cache(maxsize=100_000)
def _row_heading(quote: str) -> str:
    cells = [cell.strip() for cell in quote.rpartition(" / ")[2].strip().strip("|").split("|")]
    heading = _LIST_MARK.sub("", _BRACKET.sub("", cells[0])).strip()
    words = _WORD.findall(heading)
    if any(named(sort, heading) not in ("", "distance") for sort in ("count", "money", "measure")) or any(word.casefold() in _months() for word in words):
        return ""                                        # "Number of deaths", "5 May": what is counted, or when, and not of whom
    key = len(cells) == 2 and " / " in quote and all(w[0].isupper() for w in heading.split())
    if len(cells) < 3 and not key or not words or words[0].casefold() in _ALL or len(words) > ROW_WORDS:
        return ""
    return heading


def _severe(claim) -> bool:
    """Whether a count is of the serious cases: "90 riders were seriously hurt"."""
    return claim.get("kind") == "count" and _SEVERE.search(f"{claim.get('surface', '')}{_after(claim, 48)}") is not None


def _left(claim) -> bool:
    """Whether a figure is the one that a change leaves: the first of "raised from phase 3 to phase 4"."""
    found = _TO.match(_after(claim, 24)) if claim.get("kind") not in TIMES and before(claim, 5).endswith("from ") else None
    return found is not None and (not found[1] or found[1] in NUMBER_WORDS)


def _level(claim) -> bool:
    """Whether a figure is a step of a scale: "category 3", "the alert level is at five"."""
    steps = load("identifiers")["levels"]["words"]
    return claim.get("unit", "") in steps or not claim.get("unit") and claim.get("measure", "").rpartition(" ")[2].casefold() in steps


def _one_heading(one: str, other: str) -> bool:
    """Whether two rows have one heading: the words of the shorter are among those of the longer, or it is its initials."""
    words = [frozenset(word[:STEM] for word in _WORD.findall(heading.casefold())) | frozenset(re.findall(r"\d+", heading)) for heading in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0] or bool(_letters(one.casefold()) & _letters(other.casefold()))


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
        if name.casefold() not in _months():
            found.setdefault(name, set()).add(_ROMAN.get(number, number))
    return {name: frozenset(numbers) for name, numbers in found.items()}


@lru_cache(maxsize=1)
def _months() -> frozenset:
    return frozenset(word for words in load("times")["vocabulary"]["month"].values() for word in words)


def _column(a, b) -> tuple[str, str] | None:
    """(the heading of the claim's column, that of another column of its table which `b` names instead); None otherwise."""
    header, bar, _ = a.get("quote", "").partition(" / ")
    if not bar or "|" not in header:
        return None
    names_ = [cell.strip() for cell in header.strip().strip("|").split("|")][1:]
    mine = next((name for name in names_ if name and a.get("measure", "").endswith(name)), "")
    if not mine:
        return None
    told = f" {b.get('quote', '').casefold()} "
    if re.search(rf"(?<!\w){re.escape(mine.casefold())}(?!\w)", told):
        return None
    other = next((name for name in names_ if name != mine and len(name) > 1 and name.casefold() in told and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", told)), "")
    return (mine, other) if other else None


def _named(heading: str, text: str) -> bool:
    """Whether a text has any word of a heading, by its first letters, or its initials; all its figures where it has some."""
    low = text.casefold()
    figures = re.findall(r"\d+", heading)
    if figures:
        return all(re.search(rf"(?<!\d){figure}(?!\d)", low) for figure in figures)
    return any(word[:STEM] in low for word in heading.casefold().split() if len(word) > 2) or _share(names(heading), names(text))


def _alone(a, b) -> str:
    """The part that `a` is limited to by "alone" ("In Lyon alone, 14 people died") and that `b` does not name; "" for none."""
    if a.get("value", "") == b.get("value", "") or " alone" not in a.get("quote", ""):
        return ""
    found = _ALONE.search(near(a))
    return found[1] if found and not _share(names(found[1]), names(b.get("quote", ""))) else ""


def names(text: str) -> frozenset:
    """The capitalised names in a phrase, folded."""
    return frozenset(" ".join(m.split()).casefold().rstrip(".") for m in _NAME.findall(text) if m.strip())


def _share(one: frozenset, other: frozenset) -> bool:
    if any(_letters(x) & _letters(y) for x in one for y in other):
        return True
    return bool(one & other) or any(
        x.startswith(y[:STEM]) or y.startswith(x[:STEM])
        for x in (w for name in one for w in name.split() if len(w) > 2) for y in (w for name in other for w in name.split() if len(w) > 2))


def _letters(name: str) -> set[str]:
    """A name without dots, and its initials when it has several words: "U.K." and "United Kingdom" are one."""
    words = name.replace(".", "").split()
    return {"".join(words), *(["".join(w[0] for w in words)] if len(words) > 1 else [])}


def _life(claim) -> tuple[int, int] | None:
    """First day of the first and last day of the last date of a bracket "(1848–1912)" behind a name."""
    if claim.get("kind") != "period" or not before(claim, 2).rstrip().endswith("("):
        return None
    span = days(claim.get("value", ""))
    return span if span and None not in span else None


def _share_of(claim) -> bool:
    """Whether the text makes the amount a part: "$281 million of the price"."""
    return _is_share(claim.get("quote", ""), claim.get("surface", ""))


def _some(claim) -> bool:
    """Whether a count is of some of those named: "four of the dead"."""
    if claim.get("kind") != "count":
        return False
    surface = claim.get("surface", "")
    found = _SOME.search(surface + _after(claim, 12))
    return bool(found) and not before(claim, 5).casefold().endswith("all ") and (found[1][0].isdigit() or found[1].casefold() in NUMBER_WORDS)


@lru_cache(maxsize=400_000)
def _is_share(quote: str, surface: str) -> bool:
    return bool(_OF_THE.match(_after({"quote": quote, "surface": surface}, 12)))


def _narrower(a, b) -> str:
    """The whole of which `a` is a share, where a common word limits it that `b` lacks: "40 % of young adults", "35 % of adults"."""
    if not a.get("kind") == b.get("kind") == "percent" or not (_OF.match(_after(a, 4)) or _OF.match(_after(b, 4))):
        return ""
    one, other = (_WORD.findall(claim.get("measure", "").partition(" of ")[0]) for claim in (a, b))
    low, folded = [w.casefold() for w in one], [w.casefold() for w in other]
    at = next((i for i in range(1, len(one)) if folded and low[i:i + len(other)] == folded), 0)
    extra = one[:at]
    told = frozenset(_WORD.findall(b.get("quote", "").casefold()))
    limits = [w for w in extra if w.islower() and "'" not in w and w not in told and w not in load("verdicts")["increments"]["share_of_all"].split()]
    return a["measure"] if limits else ""


def _difference(claim) -> bool:
    """Whether a measure tells how much more or less something is: "62 feet taller than the dome"."""
    if claim.get("kind") != "measure":
        return False
    found = _COMPARED.match(_after(claim, 40))
    return bool(found) and found[1] in load("verdicts")["increments"]["comparatives"].split()


def _stage(claim) -> bool:
    """Whether the counted thing is limited to its beginning: "12 original members"."""
    return _tells_stage(f"{claim.get('surface', '')} {claim.get('unit', '')} {claim.get('measure', '')}")


@lru_cache(maxsize=400_000)
def _tells_stage(text: str) -> bool:
    return not frozenset(load("verdicts")["increments"]["stages"].split()).isdisjoint(_WORD.findall(text.casefold()))


def _added(claim, name: str = "words") -> bool:
    if claim.get("kind") != "count":
        return False
    ahead = before(claim).split()[-1:]  # "another 4 sailors"
    words = set(_WORD.findall(f"{' '.join(ahead)} {claim.get('surface', '')}".casefold()))
    if claim.get("bound", "exact") not in ("", "exact"):
        words -= {"more"}  # "more than 30", "no more than 30" add nothing
    return bool(words & frozenset(load("verdicts")["increments"][name].split()))


def _further(claim) -> bool:
    """Whether a toll goes on from an earlier one: "two more bodies", "another 4 dead"; "4 new cases" are those of a day."""
    return claim.get("modality", "stated") == "stated" and toll(claim) and _added(claim, "further")


def _before(one, other) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]
