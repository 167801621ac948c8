"""What `match` compares: for each claim its words, names, figures and times, made once and weighed by rarity in the corpus.

In: rows of schemas.Claims. Out: `Profile`s and the `Rarity` of stems over the sentences they come from.

    >>> p = profile({**EMPTY, "kind": "count", "unit": "peace ambassador", "value": "360", "measure": "peace ambassadors",
    ...              "quote": "In Gao, 360 peace ambassadors were trained."})
    >>> p.head, sorted(p.measure)
    ('ambassador', ['ambassador', 'peac'])
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline import edtf
from pipeline.aspects import aspects, named, of_people
from pipeline.contrasts import place
from pipeline.movement import near
from pipeline.nouns import is_plural
from pipeline.printed_dates import OF_DOCUMENT
from pipeline.rules import load
from pipeline.schemas import columns
from pipeline.synonyms import groups, stemmer

EMPTY = dict.fromkeys(columns("claims"), "")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[A-Za-z]\b|\b[A-Z]{2,}\b")
_MINUTES = re.compile(r"\d\d:(\d\d)(:\d\d)?")
_PARTICIPLE = re.compile(r"(?:ed|en|lost|hurt|built|sold|left)$", re.IGNORECASE)
_NUMBER_OF = re.compile(r"^(?:[a-z-]+ ){0,3}?(?:number|figure|tally|count|total) (?:of|for) ", re.IGNORECASE)
_LIMITING = re.compile(r"\b(?:" + "|".join(load("words")["limits"]["words"].split()) + r")\b", re.IGNORECASE)
_PREPOSITION = re.compile(r" (?:of|for|in|with|on|from|to|at|by) ")
_ENTRY_SIGN = re.compile(r"[*_]*[ \t]*(?:[-–—|:]|$)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[“\"(]\s*|—\s*)([A-Z][\w’'-]*)")

# characters within which another sentence's figures are neighbours, and how telling these must be
NEAR = 300
TELLING = 0.5
# days before its document's date from which a figure is of another time than the document's subject
LONG_PAST = 300
# kinds that may state the same fact though they are read as different kinds
DIMENSION = {"money": "money", "count": "count", "percent": "share", "ratio": "share", "measure": "measure", "rank": "rank",
             "ordinal": "rank", "age": "age", "duration": "duration", "date": "date", "period": "date", "time": "clock"}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball (Porter2) stem of a word in lower case, possessive ending taken off; that of its group for a synonym."""
    word = word.lower().replace("’", "'")
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending):
            word = word[: -len(ending)] + ("s" if ending == "s'" else "")
            break
    made = stemmer().stemWord(_american(word))
    return groups().get(made, made)


def _american(word: str) -> str:
    """One spelling for what British and American English write differently."""
    word = load("words")["spelling"].get(word, word)
    for british, american in (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("our", "or"),
                              ("ours", "ors"), ("oured", "ored"), ("tre", "ter"), ("tres", "ters"), ("logue", "log"), ("ogramme", "ogram")):
        if word.endswith(british) and len(word) > len(british) + 3:
            return word[: -len(british)] + american
    return word


@cache
def stop_words() -> frozenset[str]:
    words = load("words")
    names = ("determiners", "prepositions", "conjunctions", "relatives", "pronouns", "auxiliaries", "negations", "adverbs")
    stops = set()
    for name in names:
        stops.update(words[name].split())
    stops.update(("said", "says", "say", "according", "percent", "cent", "million", "billion", "trillion", "thousand", "hundred", "dozen", "total", "number"))
    return frozenset(stops)


@lru_cache(maxsize=100_000)
def stems(text: str) -> frozenset[str]:
    """Stems of the content words of a phrase."""
    stops = stop_words()
    return frozenset(stem(w) for w in _WORD.findall(text) if len(w) > 1 and w.lower().replace("’", "'") not in stops)


@lru_cache(maxsize=100_000)
def names(quote: str) -> frozenset[str]:
    """Stems of capitalised words that do not merely open a sentence, unless they look like a name all the same."""
    openers = {m.group(1) for m in _SENTENCE_START.finditer(quote)}
    found = Counter(_NAME.findall(quote))
    stops = stop_words()
    months = load("calendar_words")["names"].split()
    return frozenset(stem(w) for w, n in found.items()
                     if w.lower() not in stops and w.lower() not in months and (w not in openers or n > 1 or (w.isupper() and len(w) > 1)))


@dataclass(slots=True)
class Profile:
    """A claim as `match` sees it; sets hold stems."""

    row: dict
    dimension: str
    head: str
    measure: frozenset
    subject: frozenset
    action: str
    object: frozenset
    scope: frozenset
    local: frozenset
    quote: frozenset
    names: frozenset
    low: float | None
    high: float | None
    digits: int
    telling: float
    period: tuple[str, str]
    figures: frozenset = field(default_factory=frozenset)
    around: frozenset = field(default_factory=frozenset)
    past: bool = False
    # what limits the figure to some: "severe", "women"; of a share, an amount or a measure also the place
    limits: frozenset = field(default_factory=frozenset)
    key: str = ""
    topic: str = ""
    person: bool = False
    aspect: str = ""
    # of a clock time: minutes after midnight, and whether it is told to the second
    minutes: float | None = None
    to_second: bool = False


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _clock(row: dict) -> tuple[float | None, bool]:
    """Minutes after midnight, and whether the time is told to the second; (None, False) for what is no clock time."""
    found = _MINUTES.search(row["value"]) if row["kind"] == "time" else None
    if not found:
        return None, False
    return int(found[0][:2]) * 60 + int(found[1]) + (int(found[2][1:]) / 60 if found[2] else 0.0), bool(found[2])


def _digits(row: dict) -> int:
    """Significant digits of the printed figure: how telling an equal value is."""
    number = row["value"] or row["low"] or row["high"]
    if DIMENSION.get(row["kind"]) == "date":
        return {"day": 3, "month": 2}.get(edtf.coarseness(row["value"]), 1) if row["value"] else 1
    digits = number.lstrip("-").replace(".", "").strip("0")
    return len(digits)


def telling(row: dict) -> float:
    """How unlikely it is that two figures are equal by chance, 0 to 1: from the printed digits and the size of the number.

    "2" tells nothing, "35" something, "163" and "800,000" nearly as much as a figure can.
    """
    number = (row["value"] or row["low"] or row["high"]).lstrip("-")
    if DIMENSION.get(row["kind"]) == "clock":
        # a full or half hour is told of much, a minute of little, a second of one thing
        minutes = _MINUTES.search(row["value"])
        return 0.1 if not minutes else 0.9 if minutes[2] else 0.1 if minutes[1] in ("00", "30") else 0.3 if minutes[1][1] in "05" else 0.6
    if DIMENSION.get(row["kind"]) == "date":
        return {"day": 0.6, "month": 0.3}.get(edtf.coarseness(row["value"]) if row["value"] else "", 0.1)
    digits = number.replace(".", "").strip("0")
    whole = number.partition(".")[0].lstrip("0")
    return max(0.0, min(1.0, (len(digits) + 0.33 * max(0, len(whole) - 1) - 1.3) / 2.2))


def _day_number(iso: str) -> float | None:
    from datetime import date
    try:
        return float(date.fromisoformat(iso[:10]).toordinal())
    except ValueError:
        return None


def profile(row: dict, aspect: str = "") -> Profile:
    kind = row["kind"]
    dimension = DIMENSION.get(kind, kind)
    unit = row["unit"]
    if dimension in ("count", "rank"):
        # without a counted noun the phrase that stands for it: "the number of confirmed cases rose to 15"
        words = _WORD.findall(re.split(r" (?:of|for|in|with|on|from) ", unit or _NUMBER_OF.sub("", row["measure"]))[0])
        if not unit and len(words) > 1 and _PARTICIPLE.search(words[-1]) and is_plural(words[-2].lower()):
            words.pop()                                  # "People affected", "Homes destroyed"
        head = stem(words[-1]) if words else ""
    else:
        head = unit
    if dimension == "date":
        low, high = edtf.interval(row["value"]) if row["value"] else (row["low"], row["high"])
        low, high = _day_number(low), _day_number(high)
    else:
        value = _float(row["value"])
        low, high = (value, value) if value is not None else (_float(row["low"]), _float(row["high"]))
    if dimension == "count" and aspect in of_people() and not unit:
        # "the death toll stands at 87", "340 injured", "87 dead", "87 bodies": people are counted
        head = stem("person")
    measure = stems(row["measure"]) | (stems(unit) if dimension == "count" else frozenset())
    subject, thing, scope = stems(row["subject"]), stems(row["object"]), stems(row["scope"])
    if dimension == "date":
        # an event is who did what: any of its words name it
        measure = measure | subject | thing
    action = stem(row["action"]) if row["action"] and row["action"] not in ("be", "have", "do") else ""
    local = measure | subject | thing | scope | ({action} if action else set())
    minutes, to_second = _clock(row)
    topic = head if dimension in ("count", "rank") else action if dimension in ("date", "clock") else _topic(row)
    return Profile(row, dimension, head, measure, subject, action, thing, scope, local, stems(row["quote"]), names(row["quote"]),
                   low, high, _digits(row), telling(row), edtf.interval(row["period"]) if row["period"] else ("", ""),
                   key=value_key(row), topic=topic, person=dimension == "count" and head in persons(), aspect=aspect,
                   limits=_limits(row, dimension), minutes=minutes, to_second=to_second)


def _limits(row: dict, dimension: str) -> frozenset:
    # counts of an event are told with its place or without; a share or a length in one town is none of the country's
    if dimension not in ("share", "money", "measure"):
        return frozenset()
    return frozenset(stem(word) for word in _LIMITING.findall(near(row))) | stems(" ".join(sorted(place(row))))


def _topic(row: dict) -> str:
    """The stem that names what is measured: "height" of "height of the tower", "cost" of "cost bridge" (who costs it)."""
    words = _WORD.findall(_PREPOSITION.split(row["measure"])[0])
    if not words:
        return ""
    return stem(words[0] if row["action"] and words[0] == row["action"] else words[-1])


@cache
def persons() -> frozenset[str]:
    """Stems of the nouns for people."""
    return frozenset(stem(word) for word in load("verdicts")["persons"]["nouns"].split())


def value_key(row: dict) -> str:
    """Equal for equal readings: dimension, value or ends."""
    value = row["value"] or f"{row['low']}..{row['high']}"
    return f"{DIMENSION.get(row['kind'], row['kind'])}:{value}"


def profiles(rows) -> list[Profile]:
    """Profiles of claims, each with the other figures of its sentence (for shared sub-figures)."""
    rows = list(rows)
    sentences: dict[tuple[str, str], list[int]] = {}
    for n, row in enumerate(rows):
        sentences.setdefault((row["source_id"], row["quote"]), []).append(n)
    made: list = [None] * len(rows)
    # the claims of a sentence in turn, so that they share its sets of words
    for (_, quote), group in sorted(sentences.items()):
        for n, aspect in zip(group, _aspects(quote, [rows[n] for n in group]), strict=True):
            made[n] = profile(rows[n], aspect)
    by_sentence: dict[tuple[str, str], list[Profile]] = {}
    for p in made:
        by_sentence.setdefault((p.row["source_id"], p.row["quote"]), []).append(p)
    for group in by_sentence.values():
        if len(group) > 1:
            for p in group:
                p.figures = frozenset(q.key for q in group if q is not p and q.key != p.key and (q.digits > 1 or q.dimension == "date"))
    _neighbours(made)
    return made


def _neighbours(made: list[Profile]) -> None:
    """Fills the telling figures that stand within NEAR characters in other sentences, and which figures are of a time long past."""
    documents: dict[str, list[Profile]] = {}
    for p in made:
        documents.setdefault(p.row["source_id"], []).append(p)
    for group in documents.values():
        group.sort(key=lambda p: int(p.row["start"] or 0))
        at = [int(p.row["start"] or 0) for p in group]
        published = next((_day_number(p.row["as_of"]) for p in group if p.row["as_of_basis"] == "document date"), None)
        for n, p in enumerate(group):
            near = group[bisect_left(at, at[n] - NEAR):bisect_right(at, at[n] + NEAR)]
            p.around = frozenset(q.key for q in near if q.telling >= TELLING and q.key != p.key and q.row["quote"] != p.row["quote"] and q.dimension != "date")
            own = p.row["as_of"] if p.row["as_of_basis"] not in ("", "document date") else p.period[1]
            day = _day_number(own) if own else None
            p.past = published is not None and day is not None and published - day > LONG_PAST


def _aspects(quote: str, rows: list[dict]) -> list[str]:
    """What each figure of a sentence says of its subject. The figures are found in the quote one behind the other, as they are printed."""
    spans, at = {}, 0
    for n in sorted(range(len(rows)), key=lambda n: int(rows[n]["start"] or 0)):
        surface = rows[n]["surface"]
        found = quote.find(surface, at) if surface else -1
        if found < 0:
            found = max(quote.find(surface), 0)
        at = found + len(surface)
        words = _WORD.findall(rows[n]["unit"].partition(" of ")[0])
        lent = words[-1] if words and rows[n]["unit_basis"] == "inferred" else ""
        spans[n] = (found, at, DIMENSION.get(rows[n]["kind"], rows[n]["kind"]), bool(words) and stem(words[-1]) in persons(), lent)
    if " | " in quote:
        # a row of a table: the headings say what each figure is of, not its neighbours
        return [aspects(f"{row['measure']} 0", [(len(row["measure"]) + 1, len(row["measure"]) + 2, *spans[n][2:])])[0] for n, row in enumerate(rows)]
    return [own or found for own, found in zip(map(_headed, rows), aspects(quote, [spans[n] for n in range(len(rows))]), strict=True)]


def _headed(row: dict) -> str:
    """The aspect that the head of a bare figure's measure names: "death toll in the collapse" is of the dead, whatever stands nearer."""
    if row["kind"] != "count" or row["unit"] or not row["measure"]:
        return ""
    head = _PREPOSITION.split(f"{_NUMBER_OF.sub('', row['measure'])} ")[0].strip()
    return named("count", head) if head != row["action"] else ""


def dated(made: list[Profile]) -> set[int]:
    """Indices of times that only say for when another figure of their sentence holds: they state no event of their own."""
    periods: dict[tuple[str, str], set[str]] = {}
    for p in made:
        if p.dimension in ("count", "money", "share", "measure") and p.row["period"]:
            periods.setdefault((p.row["source_id"], p.row["quote"]), set()).add(p.row["period"])
    return {i for i, p in enumerate(made) if p.dimension in ("date", "clock") and p.row["measure"] == OF_DOCUMENT or p.dimension == "date"
            and p.row["value"] in periods.get((p.row["source_id"], p.row["quote"]), ()) and not _heads(p.row)}


def _heads(row: dict) -> bool:
    """Whether a date heads an entry of a timeline, and so is when the entry's event took place: "May 2 - The loan is agreed"."""
    ahead, printed, behind = row["quote"].partition(row["surface"])
    return not any(c.isalnum() for c in ahead) and _ENTRY_SIGN.match(behind) is not None


class Rarity:
    """Inverse frequency of stems over the distinct sentences of the claims; weights are kept once computed."""

    def __init__(self, made: list[Profile]):
        quotes = {(p.row["source_id"], p.row["quote"]): p.quote for p in made}
        self.n = max(len(quotes), 1)
        self.df = Counter(s for quote in quotes.values() for s in quote)
        self._words: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = math.log((self.n + 1) / (self.df.get(word, 0) + 0.5))
        return known

    def rarest(self, words) -> list[str]:
        """Words by falling weight, ties by the alphabet."""
        return sorted(words, key=lambda w: (-self(w), w))
