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
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache

import snowballstemmer

from pipeline import edtf
from pipeline.rules import load
from pipeline.schemas import columns

EMPTY = dict.fromkeys(columns("claims"), "")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[A-Za-z]\b|\b[A-Z]{2,}\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[“\"(]\s*|—\s*)([A-Z][\w’'-]*)")

# kinds that may state the same fact though they are read as different kinds
DIMENSION = {"money": "money", "count": "count", "percent": "share", "ratio": "share", "measure": "measure", "rank": "rank",
             "ordinal": "rank", "age": "age", "duration": "duration", "date": "date", "period": "date", "time": "clock"}


@cache
def _stemmer():
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball (Porter2) stem of a word in lower case, possessive ending taken off."""
    word = word.lower().replace("’", "'")
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending):
            word = word[: -len(ending)] + ("s" if ending == "s'" else "")
            break
    return _stemmer().stemWord(_american(word))


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
    exact: bool
    telling: float
    period: tuple[str, str]
    figures: frozenset = field(default_factory=frozenset)
    key: str = ""


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


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
    if DIMENSION.get(row["kind"]) in ("date", "clock"):
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


def profile(row: dict) -> Profile:
    kind = row["kind"]
    dimension = DIMENSION.get(kind, kind)
    unit = row["unit"]
    if dimension in ("count", "rank"):
        # without a counted noun the phrase that stands for it: "the number of confirmed cases rose to 15"
        words = _WORD.findall(re.split(r" (?:of|for|in|with|on|from) ", unit or re.sub(r"^(?:the )?(?:total )?(?:number|figure|tally|count) (?:of|for) ", "", row["measure"]))[0])
        head = stem(words[-1]) if words else ""
    else:
        head = unit
    if dimension == "date":
        low, high = edtf.interval(row["value"]) if row["value"] else (row["low"], row["high"])
        low, high = _day_number(low), _day_number(high)
    else:
        value = _float(row["value"])
        low, high = (value, value) if value is not None else (_float(row["low"]), _float(row["high"]))
    measure = stems(row["measure"]) | (stems(unit) if dimension == "count" else frozenset())
    subject, thing, scope = stems(row["subject"]), stems(row["object"]), stems(row["scope"])
    if dimension == "date":
        # an event is who did what: any of its words name it
        measure = measure | subject | thing
    action = stem(row["action"]) if row["action"] and row["action"] not in ("be", "have", "do") else ""
    local = measure | subject | thing | scope | ({action} if action else set())
    return Profile(row, dimension, head, measure, subject, action, thing, scope, local, stems(row["quote"]), names(row["quote"]),
                   low, high, _digits(row), row["bound"] == "exact", telling(row), edtf.interval(row["period"]) if row["period"] else ("", ""),
                   key=value_key(row))


def value_key(row: dict) -> str:
    """Equal for equal readings: dimension, value or ends."""
    value = row["value"] or f"{row['low']}..{row['high']}"
    return f"{DIMENSION.get(row['kind'], row['kind'])}:{value}"


def profiles(rows) -> list[Profile]:
    """Profiles of claims, each with the other figures of its sentence (for shared sub-figures)."""
    rows = list(rows)
    made: list = [None] * len(rows)
    # the claims of a sentence in turn, so that they share its sets of words
    for n in sorted(range(len(rows)), key=lambda n: (rows[n]["source_id"], rows[n]["quote"])):
        made[n] = profile(rows[n])
    by_sentence: dict[tuple[str, str], list[Profile]] = {}
    for p in made:
        by_sentence.setdefault((p.row["source_id"], p.row["quote"]), []).append(p)
    for group in by_sentence.values():
        if len(group) > 1:
            for p in group:
                p.figures = frozenset(q.key for q in group if q is not p and q.key != p.key and (q.digits > 1 or q.dimension == "date"))
    return made


def dated(made: list[Profile]) -> set[int]:
    """Indices of times that only say for when another figure of their sentence holds: they state no event of their own."""
    periods: dict[tuple[str, str], set[str]] = {}
    for p in made:
        if p.dimension in ("count", "money", "share", "measure") and p.row["period"]:
            periods.setdefault((p.row["source_id"], p.row["quote"]), set()).add(p.row["period"])
    return {i for i, p in enumerate(made) if p.dimension == "date"
            and p.row["value"] in periods.get((p.row["source_id"], p.row["quote"]), ())}


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
