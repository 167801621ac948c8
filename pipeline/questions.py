"""A fact as a question that a person would ask, made from a claim's words by templates.

In: a row of schemas.Claims. Out: a sentence with a question mark. Articles that the phrases leave out are taken from the quote
again, and so is whether the verb stands in the passive.

    >>> question({"kind": "count", "unit": "peace ambassador", "measure": "peace ambassadors", "subject": "", "action": "train",
    ...           "object": "", "scope": "with Search", "period": "", "modality": "stated", "as_of": "", "surface": "360",
    ...           "quote": "360 peace ambassadors were trained with Search."})
    'How many peace ambassadors were trained with Search?'
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.rules import load
from pipeline.tags import verbs

_PRONOUNS = frozenset(["it", "they", "he", "she", "we", "you", "i", "this", "that", "these", "those", "which", "who", "whom", "one", "us", "them", "him", "her", "there"])
_EMPTY = ("be", "have", "do", "")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_BE = r"(?:is|are|was|were|be|been|being)"
_ARTICLES = [[word] for word in ["the", "a", "an", "its", "his", "her", "their", "our", "my", "this", "these", "those"]]
# characters before a phrase in which the word before it is looked for; longer than any article
ARTICLE_REACH = 20
_GIVES = {"count": "number", "money": "amount", "percent": "percentage", "ratio": "share", "measure": "measure", "rank": "rank",
          "ordinal": "place in an order", "age": "age", "duration": "duration", "date": "date", "period": "period", "time": "time"}
# what a sum stands before: it was paid "for" or "to" that, where "of" and "in" only name it
_TOWARDS = re.compile(r"\s+(for|to|on|from|towards?|into|at)\b")
_HANGING = frozenset((load("words")["prepositions"] + " " + load("words")["determiners"] + " and or").split())
# characters of the quote that stand for a question where the words do not say what is measured
SNIPPET = 70


# people in a state, which no "how many" can stand before
_STATES = {"dead": "died", "deads": "died", "injured": "were injured", "wounded": "were wounded", "missing": "were missing", "homeless": "were homeless",
           "unaccounted": "were unaccounted for", "critical": "were in a critical state", "displaced": "were displaced", "live": "", "alive": "were alive"}
# nouns of which there are not many but a size
_SIZES = frozenset(["magnitude", "degree", "height", "length", "width", "depth", "weight", "size", "score", "rating"])
# verbs whose subject does nothing to a figure, so that "how many ... did it rise" is no question
_BARE = frozenset(["rise", "fall", "occur", "happen", "die", "come", "go", "climb", "grow", "arrive", "remain", "sit", "tumble", "plummet", "jump", "drop", "increase", "decrease", "decline", "stand", "close", "open", "live", "exist", "appear", "seem", "stay", "soar", "surge", "sink", "range", "vary", "amount", "total", "cross", "pass", "reach", "exceed", "last", "begin", "start", "end", "continue"])
# and those that say little without what stands behind them
_LIGHT = frozenset(["make", "leave", "put", "take", "give", "get", "set", "keep", "find", "let", "do", "bring", "see", "have", "turn"])
_IRREGULAR = {"person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "storey": "storeys", "half": "halves"}
# counted in the singular as in the plural
_SAME = frozenset(["people", "police", "cattle", "sheep", "fish", "deer", "aircraft", "crew", "staff", "personnel", "species", "series", "headquarters", "troops"])


@cache
def _reporting() -> frozenset:
    forms = verbs()
    return frozenset(forms.get(word, word) for word in load("words")["modality"]["attributing"].split()) - {"estimate", "find", "show", "according"}


def _plural(phrase: str) -> str:
    """The phrase with its head in the plural: "member of the team" -> "members of the team"."""
    head, *rest = re.split(r"( (?:of|in|on|for|to|at|with|from)\b)", phrase, maxsplit=1)
    words = head.split()
    last = words[-1] if words else ""
    if not last or not last.isalpha() or last.casefold() in _SAME or last.endswith(("s", "men", "ing")) or last.casefold() in _IRREGULAR.values():
        return phrase
    if last in _IRREGULAR:
        words[-1] = _IRREGULAR[last]
    elif last[0].islower():
        words[-1] = last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in tuple("aeiou") else last + ("es" if last.endswith(("ch", "sh", "x")) else "s")
    return " ".join(words) + "".join(rest)


def _plain(w, row) -> str:
    """A question that is always English: "Which number is given for “animals” (kilogram)?"; "" where only a verb is known."""
    thing = next((t for t in (w.measure, w.bare, " ".join((row.get("object") or "").split())) if t and not w.verbal(t)), "")
    unit = row["unit"].replace("_", " ").replace("/", " per ")
    if not thing:
        return ""
    named = f" ({unit})" if row["kind"] == "measure" and unit and unit != thing else ""
    return f"Which {_GIVES.get(row['kind'], 'figure')} is given for “{thing}”{named}"


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Base form -> past tense and past participle."""
    found: dict[str, tuple[str, str]] = {}
    for form, base in verbs().items():
        if form.endswith("ed") and base not in found:
            found[base] = (form, form)
    for entry in load("words")["verbs"]["irregular"].replace("\n", "|").split("|"):
        base, _, rest = entry.partition(":")
        past = [form for form in rest.split() if not form.endswith(("ing", "s"))]
        found[base] = (past[0], past[-1]) if past else (base, base)
    return found | {"be": ("was", "been")}


def _date(text: str) -> str:
    """An ISO/EDTF date in words: "July 2014", "4 May 1998", "the 1990s"."""
    day = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    if day and 1 <= int(day[2]) <= 12:
        month = f"{_MONTHS[int(day[2]) - 1]} {day[1]}"
        return f"{int(day[3])} {month}" if day[3] else month
    part = re.fullmatch(r"(\d{4})-([QH])(\d)", text)
    if part:
        number = ("first", "second", "third", "fourth")[int(part[3]) - 1]
        return f"the {number} {'quarter' if part[2] == 'Q' else 'half'} of {part[1]}"
    if text.endswith("X"):
        return f"the {text.replace('X', '0')}s"
    return text


def _when(period: str) -> str:
    if not period:
        return ""
    start, slash, end = period.partition("/")
    if not slash:
        return f" on {_date(period)}" if len(period) == 10 else f" in {_date(period)}"
    if end in ("..", ""):
        return f" since {_date(start)}"
    if start in ("", ".."):
        return f" until {_date(end)}"
    return f" from {_date(start)} to {_date(end)}"


def _articled(phrase: str, quote: str) -> str:
    """The phrase with the article that it has in the quote: "clinic" in "The clinic has 40 beds" -> "the clinic"."""
    at = quote.find(phrase) if phrase else -1
    while at >= 0:
        if quote[max(0, at - ARTICLE_REACH):at].casefold().split()[-1:] in _ARTICLES:
            return f"the {phrase}"
        at = quote.find(phrase, at + 1)
    return phrase


def _passive(action: str, quote: str) -> bool:
    """Whether the verb stands in the passive; without a quote it is taken for one."""
    participle = _forms().get(action, ("", action))[1]
    said = re.escape(participle)
    return not quote or bool(re.search(rf"\b{_BE}\s+(?:\w+ly\s+|also\s+|not\s+|being\s+)?{said}\b|[,(]\s*(?:\w+ly\s+)?{said}\s+(?:in|on|by|at)\b",
                                       quote, re.IGNORECASE))


def _many(phrase: str) -> bool:
    head = phrase.split(" of ")[0].split(" in ")[0].split()[-1:] or [""]
    return " and " in phrase or head[0].endswith("s") and not head[0].endswith("ss") and head[0].islower() or head[0] in ("people", "police")


class _Words:
    """A claim's phrases, ready for a template."""

    def __init__(self, row):
        get = lambda name: " ".join((row.get(name) or "").split())  # noqa: E731
        self.quote, self.modality = get("quote"), row.get("modality") or "stated"
        subject = get("subject")
        self.bare = "" if subject.casefold() in _PRONOUNS else subject
        self.action = row["action"] if row["action"] in _forms() and row["action"] not in _EMPTY else ""
        self.said = row["action"]
        self.owns = row["action"] == "have"
        measure = get("measure") or row["unit"]
        self.measure = "" if measure.casefold() in _PRONOUNS else measure
        # "trained in Lyon": the place is no object
        thing = "" if get("object") and get("object") in get("scope") else get("object")
        self.subject, self.object = (_articled(p, self.quote) for p in (self.bare, thing))
        self.when = _when(row["period"])
        said = f"{self.measure} {self.subject}".casefold()
        parts = []
        for part in filter(None, get("scope").split("; ")):
            head, _, rest = part.partition(" ")
            if rest.casefold() not in said:
                parts.append(f"{head} {_articled(rest, self.quote)}")
        self.where = "".join(f" {part}" for part in parts[:2])
        at = self.quote.find(get("surface"))
        after = self.quote[at + len(get("surface")):] if at >= 0 and get("surface") else ""
        self.towards = _TOWARDS.match(after)
        self.named_by = bool(self.measure) and after.startswith(" " + self.measure)
        self.share_of = after.startswith(" of ")

    @property
    def past(self):
        return _forms()[self.action][0]

    @property
    def done(self):
        return _forms()[self.action][1]

    def verbal(self, phrase: str) -> bool:
        """Whether a phrase is a verb with what stands behind it, and no noun."""
        first = phrase.split()[0] if phrase else ""
        return first == self.said and first not in ("cost", "estimate", "report", "work", "rank", "score", "vote", "result") or phrase in ("year", "month", "week", "day")

    def apart(self) -> bool:
        """Whether the subject is named and not part of what is measured."""
        return bool(self.subject) and self.bare.casefold() not in self.measure.casefold()

    def active(self, rest: str = "") -> str:
        """"did the council approve", "has Canada provided ... since 2000", "will the city plant"."""
        rest = f" {rest}" if rest else ""
        if self.modality == "stated" and self.when.startswith(" since"):
            return f"{'have' if _many(self.bare) else 'has'} {self.subject} {self.done}{rest}"
        aid = {"planned": "will", "hypothetical": "could"}.get(self.modality, "did")
        denied = " not" if self.modality == "negated" else ""
        return f"{aid} {self.subject}{denied} {self.action}{rest}"

    def passive(self) -> str:
        aid = {"planned": "will be", "hypothetical": "could be", "negated": "were not"}.get(self.modality, "were")
        return f"{aid} {self.done}"


def question(row: dict) -> str:
    """The question that a claim answers."""
    words = _Words(row)
    kind = row["kind"]
    made = {"count": _count, "money": _money, "percent": _share, "ratio": _share, "date": _time, "period": _time, "time": _time,
            "age": _age, "duration": _duration, "rank": _rank, "ordinal": _rank}.get(kind, _level)(words, row)
    if not made:
        snippet = words.quote if len(words.quote) <= SNIPPET else words.quote[:SNIPPET].rsplit(" ", 1)[0] + " …"
        return f"Which {_GIVES.get(kind, 'figure')} does “{snippet}” give?" if snippet else f"Which {_GIVES.get(kind, 'figure')}?"
    return " ".join(f"{made.strip()}{words.where}{words.when}?".split())


def _count(w: _Words, row) -> str:
    if not w.measure or w.verbal(w.measure):
        return _plain(w, row)
    state = w.measure.split()[-1].casefold()
    if state in _STATES:
        return f"How many people {_STATES[state]}" if _STATES[state] and row["modality"] == "stated" else _plain(w, row)
    if state in _SIZES:
        return f"What was the {w.measure}" if w.measure.islower() else _plain(w, row)
    if not row["unit"] and not (w.action and not w.subject and _many(w.measure)) and (_many(w.measure) or not w.measure[:1].islower()):
        return _plain(w, row)
    if row["unit"]:
        w.measure = _plural(w.measure)
    if w.action in _reporting() or w.action in _LIGHT and not w.apart() and (row.get("object") or _passive(w.action, w.quote)):
        return f"How many {w.measure} were there" if w.action in _reporting() and _many(w.measure) else _plain(w, row)
    if w.action in _BARE and w.apart() or state.endswith("ing"):
        return _plain(w, row)
    if not row["unit"]:
        return f"How many {w.measure} {w.passive()}" if w.action and not w.subject and _many(w.measure) else f"What was {_articled(w.measure, w.quote)}"
    if w.apart() and w.owns:
        return f"How many {w.measure} {'do' if _many(w.bare) else 'does'} {w.subject} have"
    if not w.action:
        return f"How many {w.measure} were there"
    if w.apart():
        return f"How many {w.measure} {w.active()}"
    if w.subject or _passive(w.action, w.quote):
        return f"How many {w.measure} {w.passive()}" if not w.subject else f"How many {w.measure} were there"
    return f"How many {w.measure} {w.past} {w.object}"


def _money(w: _Words, row) -> str:
    acted = bool(w.action) and (w.measure in ("", w.action) or w.measure.startswith(w.action + " "))
    if acted and w.subject:
        thing = w.object if w.object and w.object in w.measure or w.measure == f"{w.action} {row['object']}" else ""
        return f"How much {w.active(thing)}"
    if acted:
        return f"How much was {w.done}" + (f" for {w.object}" if w.object else "")
    if not w.measure:
        return ""
    if w.action and w.apart() and (w.action in _BARE or w.action in _reporting()):
        return _plain(w, row)
    if w.action and w.apart():
        if w.towards:
            w.where = w.where.replace(f" {w.towards[1]} {w.measure}", "")
            return f"How much {w.active(f'{w.towards[1]} {_articled(w.measure, w.quote)}')}"
        if w.named_by and w.modality == "stated" and not w.when:
            # "approved a $5 million grant"
            return f"How much was the {w.measure} that {w.subject} {w.past}"
        if _passive(w.action, w.quote):
            return f"How much was {_articled(w.measure, w.quote)}"
        return f"How much {w.measure} {w.active()}"
    if w.verbal(w.measure):
        return _plain(w, row)
    return f"How much {'were' if _many(w.measure) else 'was'} {_articled(w.measure, w.quote)}"


def _share(w: _Words, row) -> str:
    if not w.measure or w.verbal(w.measure) or not w.share_of and _many(w.measure):
        return _plain(w, row)
    return f"What share of {_articled(w.measure, w.quote)} was it" if w.share_of else f"What percentage was {_articled(w.measure, w.quote)}"


def _time(w: _Words, row) -> str:
    w.when = ""
    if w.action in _reporting() or w.action in _LIGHT and not w.object:
        return ""
    if w.action and w.subject:
        if w.modality == "stated" and _passive(w.action, w.quote) and w.quote:
            return f"When {'were' if _many(w.bare) else 'was'} {w.subject} {w.done}"
        return f"When {w.active(w.object or _behind(w, row))}"
    if w.action and w.object:
        return f"When {'were' if _many(w.object) else 'was'} {w.object} {w.done}"
    thing = w.subject if w.subject and row["action"] in ("be", "") else ""
    return f"When {'were' if _many(thing) else 'was'} {thing}" if thing else ""


def _behind(w: _Words, row) -> str:
    """What stands behind the verb where its object is a figure: "provided [over $1.6 billion in aid] since 2000"."""
    forms = sorted(form for form, base in verbs().items() if base == w.action)
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, forms))})\s+((?:[^,.;:()]|[.,](?=\d)){{3,}})", w.quote)
    rest = found[1].partition(" ".join((row.get("surface") or "\x00").split()))[0].split() if found else []
    rest = rest[:7]
    while rest and rest[-1].casefold() in _HANGING:
        rest.pop()
    if not any(word[:1].isdigit() or word[:1] in "$€£" for word in rest):
        return ""
    w.where = ""
    return " ".join(rest)


def _age(w: _Words, row) -> str:
    who = w.subject if w.apart() else _articled(w.measure, w.quote)
    return f"How old was {who}" if who and who not in ("year", "month") else ""


def _duration(w: _Words, row) -> str:
    if w.action and w.subject:
        return f"How long {w.active(w.object)}"
    return f"How long was {_articled(w.measure, w.quote)}" if w.measure and w.measure != row["unit"] and not w.action else ""


def _rank(w: _Words, row) -> str:
    return f"Which place or number in an order has {_articled(w.measure, w.quote)}" if w.measure and not w.action else ""


def _level(w: _Words, row) -> str:
    """Measures of length, weight and the like."""
    if row["unit"] == "magnitude":
        return "What was the magnitude"
    if not w.measure or _many(w.measure) or w.action in _reporting():
        return _plain(w, row)
    if w.action and (w.measure == w.action or w.measure.startswith(w.action + " ")):
        return f"How much {w.active()}" if w.subject else ""
    if w.action and w.apart() and not w.where and row["action"] not in ("stand", "rise", "tower", "soar", "reach"):
        return f"How much {w.measure} {w.active()}" if not _passive(w.action, w.quote) else f"What was the {w.measure}"
    of = f" of {w.subject}" if w.apart() and not w.action or w.apart() and row["action"] in ("stand", "rise", "tower", "soar", "reach") else ""
    whole = w.measure if of or w.measure[:1].isupper() else f"the {w.measure}"
    return f"What is {'the ' if of else ''}{whole}{of}"
