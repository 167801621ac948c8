"""Makes claims of many made-up topics for timing the matching: a few documents each, the same facts worded anew, siblings beside them.

Words are made of syllables. Their frequencies fall off as in prose (Zipf), and new words keep coming as the corpus grows (Heaps):
names belong to one topic, counted nouns and places are shared by many, so blocks have the sizes that news have.
"""

from __future__ import annotations

import random

from pipeline.normalise import read_claims

DOCUMENTS = 4           # documents of a topic
VERBS = ("repaired", "opened", "counted", "inspected", "trained", "rescued", "sold", "planted", "registered", "evacuated")
NOUNS = ["people", "houses", "schools", "workers", "farmers", "tents", "wells", "boats", "patients", "bridges", "engines", "parcels", "tickets", "goats", "lamps", "turbines", "pilots", "clinics", "soldiers", "nurses", "shops", "trees", "vehicles", "panels", "beds", "students", "sailors", "volunteers", "lorries", "cables"]
MONEY = ("grant", "loan", "contract", "fund", "settlement", "budget", "programme", "donation")
ONSETS, VOWELS, ENDS = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "kr", "pl", "st", "tr"], ["a", "e", "i", "o", "u", "ai", "ou"], ["n", "r", "l", "s", "t", "m", "nd", "rk"]


def word(pick: random.Random) -> str:
    made = "".join(pick.choice(ONSETS) + pick.choice(VOWELS) for _ in range(pick.randint(1, 2)))
    return made + pick.choice(ONSETS) + pick.choice(VOWELS) + pick.choice(ENDS)


def _shared(number: int) -> str:
    """The word of a rank: the same in each corpus."""
    return word(random.Random(f"shared {number}"))


def _zipf(pick: random.Random, ranks: int) -> int:
    return int(ranks ** pick.random()) - 1


class Topic:
    """Its names, and about ten facts that each document tells in words of its own."""

    def __init__(self, number: int):
        self.pick = pick = random.Random(f"topic {number}")
        ranks = 3000 + 20 * number
        self.place, self.person, self.firm = (word(pick).capitalize() for _ in range(3))
        self.region = _shared(_zipf(pick, 400)).capitalize()
        self.year = pick.randint(1990, 2022)
        self.words = [_shared(_zipf(pick, ranks)) for _ in range(12)]
        self.facts = [(pick.choice(VERBS), pick.choice(self.words), NOUNS[_zipf(pick, len(NOUNS))], pick.randint(2, 9000)) for _ in range(5)]
        self.sums = [(pick.choice(MONEY), pick.choice(self.words), pick.randint(11, 999)) for _ in range(2)]

    def sentences(self, document: int) -> list[str]:
        pick = random.Random(f"{self.place} {document}")
        lines = []
        for verb, kind, noun, value in self.facts:
            told = value if pick.random() < 0.85 else value + pick.randint(1, 40)
            lines.append(pick.choice((
                f"In {self.year}, {told:,} {kind} {noun} were {verb} in {self.place} by {self.firm}.",
                f"{self.firm} {verb} {told:,} {kind} {noun} in {self.place}, {self.region}, {self.person} said.",
                f"At least {told:,} {noun} were {verb} near {self.place} after the {self.words[0]} {self.words[1]}.")))
        for thing, kind, value in self.sums:
            lines.append(f"The {kind} {thing} for {self.place} came to ${value / 10:.1f} million in {self.year + document % 2}.")
        lines.append(f"{self.person} of {self.firm} spoke of a {self.words[2]} {self.words[3]} on {pick.randint(1, 28)} May {self.year}.")
        lines.append(f"Some {pick.randint(3, 90)} percent of the {self.words[4]} {NOUNS[_zipf(pick, len(NOUNS))]} in {self.region} had {self.words[5]} {self.words[6]}.")
        pick.shuffle(lines)
        return lines


def claims(count: int) -> list[dict]:
    """At least `count` claims (rows of schemas.Claims), whole topics."""
    rows: list[dict] = []
    number = 0
    while len(rows) < count:
        topic = Topic(number)
        for document in range(DOCUMENTS):
            source = f"topic{number:05d}-{document}"
            rows += read_claims(" ".join(topic.sentences(document)), f"{topic.year + 1}-03-0{document + 1}", source, "USD")
        number += 1
    return rows
