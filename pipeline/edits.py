"""Passages that are worded alike: where the one is the other with a few words changed, and what was changed.

In: two passages. Out: an `Edit` with the slots that correspond, or None when the wording differs too much. A changed word
counts as a contradiction only when it turns the sense round: a negation put in or taken out, a word and its opposite, one
name for another. Other words may be a paraphrase.

    >>> edit = alike("The board approved the plan for the old harbour on Monday.", "The board rejected the plan for the old harbour on Monday.")
    >>> turned(edit)
    'worded alike, but one says "approved" and the other "rejected"'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pipeline.contexts import closed_class, stem
from pipeline.rules import load

# Share of the words (figures left out) that two passages have in common, in order, to count as worded alike. Passages that an
# editor changed keep 85 to 98 of 100 words, two reports of one event seldom more than 60.
SHARE = 0.72
LEAST_WORDS = 6
# from so many words on, and so much in common, the passages are one text in two versions: what differs is not a sibling
VERSION_WORDS = 12
VERSION_SHARE = 0.85
# longer replacements are rewritten, not changed
LONGEST_CHANGE = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*(?:\w+)?|[%$£€]")
_NEGATION = re.compile(r".+n['’]t")


@dataclass(slots=True)
class Edit:
    """Words of both passages as (text, start, end), and the opcodes of `difflib` between them."""

    a: list[tuple[str, int, int]]
    b: list[tuple[str, int, int]]
    opcodes: list[tuple[str, int, int, int, int]]
    share: float

    @property
    def versions(self) -> bool:
        """Whether the passages are two versions of one text, and not merely two sentences of one pattern."""
        return min(len(self.a), len(self.b)) >= VERSION_WORDS and self.share >= VERSION_SHARE


def words(text: str) -> list[tuple[str, int, int]]:
    return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").rstrip(".,")


def alike(text_a: str, text_b: str) -> Edit | None:
    """The edit between two passages; None when they are too short or worded otherwise."""
    a, b = words(text_a), words(text_b)
    if min(len(a), len(b)) < LEAST_WORDS or max(len(a), len(b)) > 1.6 * min(len(a), len(b)):
        return None
    keys_a, keys_b = [_key(w) for w, _, _ in a], [_key(w) for w, _, _ in b]
    plain_a, plain_b = {k for k in keys_a if k[:1].isalpha()}, {k for k in keys_b if k[:1].isalpha()}
    if 2 * len(plain_a & plain_b) < (SHARE - 0.1) * (len(plain_a) + len(plain_b)):
        return None
    matcher = SequenceMatcher(None, keys_a, keys_b, autojunk=False)
    opcodes = matcher.get_opcodes()
    same = sum(1 for tag, i, j, _, _ in opcodes if tag == "equal" for k in keys_a[i:j] if k[:1].isalpha())
    total = sum(k[:1].isalpha() for k in keys_a) + sum(k[:1].isalpha() for k in keys_b)
    share = 2 * same / total if total else 0.0
    return Edit(a, b, opcodes, share) if share >= SHARE else None


def slots(edit: Edit, claims_a, claims_b) -> list[tuple[int, int]]:
    """Pairs of claims (indexes) that stand in the same slot: between the same words left and right of them."""
    to_b, to_a = _mapping(edit.opcodes, len(edit.a), len(edit.b), False), _mapping(edit.opcodes, len(edit.a), len(edit.b), True)
    places_b = [_covered(edit.b, c) for c in claims_b]
    pairs, taken = [], set()
    for i, claim in enumerate(claims_a):
        first, last = _covered(edit.a, claim)
        if first == last:
            continue
        low, high = to_b[first][0], to_b[last - 1][1]
        best = None
        for j, (start, end) in enumerate(places_b):
            if j in taken or start == end or start >= high or end <= low:
                continue
            back = to_a[start][0], to_a[end - 1][1]
            if back[0] >= last or back[1] <= first:
                continue
            overlap = min(high, end) - max(low, start)
            fit = (overlap / max(high - low, end - start), claims_b[j].get("kind") == claim.get("kind"))
            # two figures in one rewritten stretch: the kind tells them apart
            if best is None or (fit[1], fit[0]) > best[0]:
                best = (fit[1], fit[0]), j
        if best is not None:
            taken.add(best[1])
            pairs.append((i, best[1]))
    return pairs


def _covered(tokens, claim) -> tuple[int, int]:
    start, end = int(claim["start"]), int(claim["end"])
    inside = [n for n, (_, s, e) in enumerate(tokens) if s < end and e > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _mapping(opcodes, size_a, size_b, back: bool) -> list[tuple[int, int]]:
    """For each word of one passage the span of words of the other that it corresponds to."""
    spans: list[tuple[int, int]] = [(0, 0)] * (size_b if back else size_a)
    for tag, i1, i2, j1, j2 in opcodes:
        if back:
            i1, i2, j1, j2 = j1, j2, i1, i2
        for n in range(i1, i2):
            spans[n] = (j1 + n - i1, j1 + n - i1 + 1) if tag == "equal" else (j1, j2)
    return spans


@cache
def _opposites() -> dict[str, frozenset]:
    found: dict[str, set] = {}
    for line in load("verdicts")["opposites"]["pairs"]:
        sides = [[stem(w) for w in side.split()] for side in line.split("/")]
        for one, other in ((sides[0], sides[1]), (sides[1], sides[0])):
            for word in one:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _negations() -> frozenset:
    return frozenset(load("words")["negations"].split())


def _negated(stretch) -> list[str]:
    return [w for w, _, _ in stretch if _key(w) in _negations() or _NEGATION.fullmatch(_key(w))]


def _changes(edit: Edit, claims_a, claims_b):
    """The changed stretches without the figures, which are compared by themselves."""
    spans = [[(int(c["start"]), int(c["end"])) for c in claims] for claims in (claims_a, claims_b)]
    for tag, i1, i2, j1, j2 in edit.opcodes:
        if tag != "equal":
            yield tuple([w for w in stretch if not any(s < w[2] and w[1] < e for s, e in taken)]
                        for stretch, taken in ((edit.a[i1:i2], spans[0]), (edit.b[j1:j2], spans[1])))


def turned(edit: Edit, claims_a=(), claims_b=()) -> str:
    """Why the passages contradict each other apart from their figures; "" when no change turns the sense round."""
    changes = list(_changes(edit, claims_a, claims_b))
    left, right = ([w for change in changes for w in _negated(change[side])] for side in (0, 1))
    if len(left) != len(right):
        word = (left or right)[0]
        return f'worded alike, but only one of them says "{word}"'
    opposites = _opposites()
    for one, other in changes:
        if not one or not other or max(len(one), len(other)) > LONGEST_CHANGE:
            continue
        for word, _, _ in one:
            for rival, _, _ in other:
                if stem(rival) in opposites.get(stem(word), ()):
                    return f'worded alike, but one says "{word}" and the other "{rival}"'
    names = renamed(edit, claims_a, claims_b)
    return f'worded alike, but one says "{names[0]}" and the other "{names[1]}"' if names else ""


def renamed(edit: Edit, claims_a=(), claims_b=()) -> tuple[str, str] | None:
    """A name that stands in the place of another one; None when no name was exchanged."""
    for one, other in _changes(edit, claims_a, claims_b):
        if one and len(one) == len(other) <= LONGEST_CHANGE and _name(one, edit.a) and _name(other, edit.b):
            names = " ".join(w for w, _, _ in one), " ".join(w for w, _, _ in other)
            low = [n.casefold() for n in names]
            if low[0] not in low[1] and low[1] not in low[0] and not _initials(*names):
                return names
    return None


def _name(stretch, tokens) -> bool:
    """Capitalised words; one that opens its passage must stand alone before a verb or another name to be one."""
    return all(w[:1].isupper() and len(w) > 1 and _key(w) not in closed_class() for w, _, _ in stretch)


def _initials(one: str, other: str) -> bool:
    """"UN" for "United Nations" is one name."""
    letters = ["".join(w[0] for w in name.split()).casefold() for name in (one, other)]
    return one.casefold().replace(".", "") == letters[1] or other.casefold().replace(".", "") == letters[0]
