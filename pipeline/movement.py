"""Whether the time between two claims explains their difference: running totals grow, levels go both ways, events stay.

In: two claims and their readings. Out: `Moved` with the verdict "updated", "conflict" (a total that fell) or "" (time
explains nothing), the reason, and whether the dates are weak, that is, only those of the documents.
The vocabulary is rules/verdicts.toml.

    >>> toll = {"kind": "count", "value": "62", "bound": "exact", "measure": "deaths", "surface": "62 deaths", "as_of": "2009-04-24"}
    >>> later = {**toll, "value": "81", "surface": "81 deaths", "as_of": "2009-04-25"}
    >>> from pipeline.readings import reading
    >>> moved(toll, later, reading(toll), reading(later)).why
    'a running total that grew: 62 deaths as of 2009-04-24, 81 deaths as of 2009-04-25'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.readings import Reading, days
from pipeline.rules import load

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTLY = re.compile(r"\b(?:(?:shortly|just|soon|right|moments|minutes)\s+(?:after|before|past)|about|around|some time (?:after|before))\s+$", re.IGNORECASE)
# an as-of date with one of these in its basis is the document's own, not one that the sentence prints
WEAK_BASES = ("document", "publish", "publication", "dateline", "metadata", "file", "source", "given", "anchor")
# the basis of a date on which something happened, which is no date of the figure: the count was taken when the text was written
EVENT_DAY = "day of the event"
# words of a sentence that says how things stood on a day, or who said so when; without one the day is that of what happened
_STANDS = re.compile(r"\b(?:as of|so far|to date|until|till|through|stood|stands?|standing|tolls?|totals?|totalled|totaled|count|number|tally|had|has|have|is|are|says?|said|"
                     r"reports?|reported|announced|confirmed|told|according|puts?|estimated|counted|recorded|risen|rose|rises|rising|climbed|climbs|climbing|"
                     r"reached|reaches|grew|grown|passed|topped|exceeded|still|now|already|remain(?:s|ed)?|there (?:was|were))\b"
                     r"|\bby\s+(?:the\s+)?(?:[A-Z]|\d|noon|midnight|morning|evening|end\b)|\b(?:was|were)\s+(?!\w+(?:ed|en|wn|ld|ught|ung|und)\b)")
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
# words of a figure that is yet to be settled
_PRELIMINARY = re.compile(r"\((?:[^()]* )?(?:prelim(?:inary)?|provisional|unofficial)\b|\b(?:preliminary|provisional|unofficial) (?:official )?"
                          r"(?:figures?|data|counts?|results?|tolls?|estimates?|numbers?|tall(?:y|ies)|totals?)\b|\bfigures? (?:is|are|was|were) (?:preliminary|provisional)\b",
                          re.IGNORECASE)
# words of a toll that is told while it grows
_GROWING = re.compile(r"\b(?:so far|(?:has|have|had) (?:already )?(?:risen|climbed|reached|passed|crossed|topped|jumped|grown|soared|exceeded|surpassed)"
                      r"|(?:rises|climbs|reaches|passes|crosses|tops|jumps|grows|soars|exceeds|surpasses|hits|nears|mounts)|(?:rising|climbing|mounting))\b",
                      re.IGNORECASE)
# what a figure was before, told right behind it: "120 classes, up from 80"
_FORMER = re.compile(r"(?: of)?(?: [a-z-]+){0,4}?(?:(?:,\s*|\s*\()(?:raised|lowered|increased|reduced|cut|revised|changed|corrected|up|down)|\s+(?:up|down))\s+from\s+(?:(?:about|around|some|nearly|almost|over|just|an? (?:earlier|previous)"
                     r"|the (?:earlier|previous)|earlier|previously)\s+)*[$€£]?(\d(?:[\d.,]*\d)?)(?=\s*(?:[.,;:)]|$|(?:in|a|the|last|at|on|before|when|and|but|years?|months?)\b))", re.IGNORECASE)
_SCALE = re.compile(r"\d\s?(thousand|million|billion|trillion|bn|mn?|k)\b")
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
# days between two documents in which a figure that is neither a toll nor a price is not taken anew
FRESH = 14
# characters of the sentence on either side of the figure in which "so far" or "total" still speaks of it
NEAR = 60
# days between the dates of two happenings from which they are two: reports of one date it within weeks
APART = 45


@dataclass(frozen=True, slots=True)
class Moved:
    verdict: str = ""
    why: str = ""
    weak: bool = False
    unordered: bool = False


@cache
def _words(name: str) -> frozenset:
    return frozenset(load("verdicts")["movement"][name].split())


@lru_cache(maxsize=100_000)
def _has(text: str, name: str) -> bool:
    words = _words(name)
    for word in _WORD.findall(text.casefold()):
        if word in words or any(len(word) > len(end) + 2 and word.endswith(end) and word[:-len(end)] + stem in words
                                for end, stem in (("s", ""), ("es", ""), ("ies", "y"))):
            return True
    return False


def taken() -> frozenset[str]:
    """Words for what is taken on its day: "Saturday's toll", "Monday's report"."""
    return _words("taken")


def near(claim) -> str:
    """The sentence's words around the figure."""
    quote, surface = claim.get("quote", ""), claim.get("surface", "")
    at = quote.find(surface) if surface else -1
    if at < 0:
        return ""
    return quote[max(0, at - NEAR):at + len(surface) + NEAR]


def before(claim, length: int = 24) -> str:
    """The sentence's words just before the figure."""
    quote, surface = claim.get("quote", ""), claim.get("surface", "")
    at = quote.find(surface) if surface else -1
    return quote[max(0, at - length):at] if at > 0 else ""


def hedged(claim) -> bool:
    """Whether a clock time stands after "shortly after", "just before" and the like."""
    return bool(_SHORTLY.search(before(claim)))


def nature(claim) -> str:
    """running, level or fixed: what time can do to the figure. Its own words decide, then those of the sentence around."""
    if claim.get("kind") in ("date", "period", "time"):
        return "level" if claim.get("modality") == "planned" else "fixed"
    if claim.get("kind") in ("percent", "ratio", "rank", "measure", "age") and not _has(claim.get("measure", ""), "running"):
        own = " ".join(claim.get(name, "") for name in ("measure", "unit", "action", "object", "surface"))
        return "level" if _has(own, "level") or claim.get("kind") in ("rank", "age") else "fixed"
    own = " ".join(claim.get(name, "") for name in ("measure", "unit", "surface"))
    acts = " ".join(claim.get(name, "") for name in ("action", "object"))
    for text in (own, acts):
        if _has(text, "level"):
            return "level"
        if _has(text, "running"):
            return "running"
    around = near(claim).casefold()
    if "so far" in around or "to date" in around or _has(around, "running"):
        return "running"
    return "level" if _has(around, "level") else "fixed"


def weak(claim) -> bool:
    """Whether the as-of date is only the document's."""
    basis = claim.get("as_of_basis", "").casefold()
    return any(word in basis for word in (*WEAK_BASES, EVENT_DAY))


def event_day(claim) -> bool:
    """Whether the day in the figure's sentence is that of what happened ("On 3 May a quake struck, killing 900")."""
    # a row or a heading without a verb tells of no event
    return claim.get("kind") in ("count", "money", "measure", "duration") and bool(claim.get("action")) and not _STANDS.search(claim.get("quote", "")) and nature(claim) != "level"


def told(published: str) -> str:
    """The basis of a figure that stands beside the day of an event, with the day of the document where that is known."""
    return f"{EVENT_DAY}, told {published}" if published else EVENT_DAY


def as_of(claim) -> str:
    """The date at which the figure stood: as printed, else that of the document; "" where only the day of the event is known."""
    basis = claim.get("as_of_basis", "")
    return basis.partition(", told ")[2] if basis.startswith(EVENT_DAY) else claim.get("as_of", "")


def _of_document(claim) -> bool:
    """Whether only the day on which the document was published dates the figure."""
    return weak(claim) and not claim.get("as_of_basis", "").startswith("relative")


def lays_down(claim) -> bool:
    """Whether the sentence lays down a rule, so that the bound itself is the figure ("must be at least 18")."""
    return _has(claim.get("quote", "") or claim.get("surface", ""), "limits")


def moved(a, b, x: Reading, y: Reading) -> Moved:
    """What the dates that two differing claims are as of make of their difference."""
    happened = _happened(a), _happened(b)
    if all(happened) and nature(a) == nature(b) == "fixed":
        early, late = sorted(((a, happened[0]), (b, happened[1])), key=lambda end: end[1])
        if late[1][0] - early[1][1] > APART:
            return Moved("different_scope", f"they are of different dates: {_shown(early[0])}, {_shown(late[0])}")
    for now, was in ((a, b), (b, a)):
        if former(now) and former(now) == _printed(was) and _scale(now) == _scale(was):
            return Moved("updated", f"the sentence of {_told_figure(now)} says that it was {' '.join(was['surface'].split())} before")
    if preliminary(a) != preliminary(b):
        return Moved("updated", f"only one of them is told as preliminary: {_told_figure(a)}, {_told_figure(b)}", True, unordered=True)
    when = days(as_of(a)), days(as_of(b))
    if when[0] is None or when[1] is None:
        if (when[0] or when[1]) and toll(a) and toll(b) and a.get("kind") == b.get("kind") == "count" and (_grows(a) or _grows(b)):
            # a toll that is told while it grows is overtaken, and nothing says by when the other was taken
            return Moved("updated", f"a toll that was still growing, and one of them is not dated: {_told_figure(a)}, {_told_figure(b)}", True, unordered=True)
        return Moved()
    early, late = (a, x, when[0]), (b, y, when[1])
    if _before(late[2], early[2]):
        early, late = late, early
    soft = weak(a) or weak(b)
    kinds = {nature(a), nature(b)}
    if not _before(early[2], late[2]):
        if when[0] == when[1] and "fixed" not in kinds and all(_by_document(claim) for claim in (a, b)) \
                and a.get("kind") == b.get("kind") == "count" and toll(a) and toll(b):
            # news of one day follow each other by the hour
            return Moved("updated", f"the toll of one day, and either may be the later: {_figure(early)}, {_figure(late)}", soft, unordered=True)
        return Moved()
    if kinds == {"fixed"} and (soft or x.dimension == "date"):
        # what happened once, and when, does not change with the day on which it is told
        return Moved()
    if _of_document(a) and _of_document(b) and "running" not in kinds and late[2][0] - early[2][1] <= FRESH and not (_has(near(a), "daily") or _has(near(b), "daily")):
        return Moved()
    dates = f"{_figure(early)}, {_figure(late)}"
    (_, before, _), (_, after, _) = early, late
    fell = after.high is not None and before.low is not None and after.high < before.low
    if "level" in kinds or "fixed" in kinds and not (soft and fell and "running" in kinds):
        return Moved("updated", f"the figure is as of different dates: {dates}", soft)
    if "fixed" in kinds:
        # one of the two is told as a total that only grows, and only the documents are dated
        return Moved()
    if after.high is not None and before.low is not None and after.high < before.low:
        # where only the documents are dated, nobody says when the figure was taken: the plain reason is the honest one
        return Moved("", "" if soft else f"a running total cannot fall: {dates}", soft)
    if before.side == after.side == "floor":
        if before.low is not None and after.low is not None and after.low < before.low:
            return Moved("", "", soft)
        return Moved("updated", f"both are floors of a running total, as of different dates: {dates}", soft)
    return Moved("updated", f"a running total that grew: {dates}", soft)


def former(claim) -> str:
    """The number that the claim's sentence gives as its earlier figure ("120 classes, up from 80"); "" for none."""
    surface, quote = claim.get("surface", ""), claim.get("quote", "")
    at = quote.find(surface) if surface and claim.get("kind") not in ("date", "period", "time") and "from" in quote else -1
    found = _FORMER.match(quote, at + len(surface)) if at >= 0 else None
    return found[1] if found else ""


def _scale(claim) -> str:
    """The word of scale of a printed figure, which an earlier one of its sentence leaves out: "120 billion, up from 80"."""
    found = _SCALE.search(claim.get("surface", "").casefold())
    return found[1][:1] if found else ""


def _printed(claim) -> str:
    found = _DIGITS.search(claim.get("surface", ""))
    return found[0] if found else ""


def preliminary(claim) -> bool:
    """Whether a count or an amount is told as one that is yet to be settled: "14.9 million (preliminary)"."""
    return claim.get("kind") in ("count", "money", "percent") and bool(_PRELIMINARY.search(near(claim)))


def _by_document(claim) -> bool:
    """Whether the figure is as of the day of its document, for want of a day of its own, or of "today", "this morning"."""
    basis = claim.get("as_of_basis", "")
    return basis.startswith(("document date", EVENT_DAY)) or basis.startswith("relative") and _TODAY.search(claim.get("quote", "")) is not None


def _grows(claim) -> bool:
    """Whether the words around the figure tell of a toll that is still being counted ("has climbed to 40", "40 so far")."""
    surface = claim.get("surface", "")
    quote = claim.get("quote", "")
    at = quote.find(surface) + len(surface) if surface else 0
    return bool(_GROWING.search(f"{before(claim, 40)}{surface}{quote[at:at + 24]}"))


def _told_figure(claim) -> str:
    surface = " ".join(claim.get("surface", "").split()) or claim.get("value", "")
    return f"{surface} as of {as_of(claim)}" if as_of(claim) else surface


def toll(claim) -> bool:
    """Whether the count is one that is taken anew by the hour: of the dead, the missing, the rescued."""
    return any(_has(claim.get(name, ""), "tolls") for name in ("measure", "unit", "action", "surface")) or _has(near(claim), "tolls")


def _happened(claim) -> tuple[int, int] | None:
    """First and last day on which the sentence itself puts the figure, if only by "on Friday"; None when it names none."""
    if claim.get("as_of") and claim.get("as_of_basis", "") not in ("", "document date"):
        span = days(claim["as_of"])
    else:
        span = days(claim.get("period", ""))
    return span if span and None not in span else None


def _shown(claim) -> str:
    return f"{' '.join(claim.get('surface', '').split())} ({claim.get('as_of') or claim.get('period')})"


def _figure(end) -> str:
    claim = end[0]
    return f"{' '.join(claim.get('surface', '').split()) or claim.get('value', '')} as of {as_of(claim)}"


def _before(one, other) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]
