"""Clauses whose verb is left out: "exports to Peru fell 5 %, exports to Chile 7 % to $3 million".

In: a sentence, the offset at which it starts and the claims of its figures in text order with their own phrases. Out: the same claims; a
figure right behind a noun phrase of its own, with no verb between, has that phrase as subject and measure, and the verb of the first.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import tags
from pipeline.mention import TIMES
from pipeline.rules import load

_HEDGES = r"(?: (?:by|to|at|only|just|about|around|nearly|almost|some|over|more than|up|down))*"
_GAPPED = re.compile(rf"(?:[,;]|\band|\bwhile|\bbut)\s+(?:(?:and|while|but)\s+)?(?:(?:the|its|their)\s+)?(?P<np>[A-Za-z][\w’'-]*(?:\s[\w’'-]+){{0,6}}?){_HEDGES}\s*$")
# a further figure of the same clause
_ON = re.compile(rf"(?:,? (?:to|or|and)|\s?\(){_HEDGES} ?")
KINDS = ("money", "percent", "measure", "count")


@cache
def never_first() -> frozenset[str]:
    """Words that begin or end no noun phrase: prepositions, pronouns, determiners, adverbs, conjunctions."""
    words = load("words")
    return frozenset(words["gapped"]["never_first"].split()) | tags.word_set(words["prepositions"]) | tags.word_set(words["pronouns"]) \
        | tags.word_set(words["determiners"]) | tags.word_set(words["adverbs"]) \
        | tags.word_set(words["conjunctions"])


@cache
def _no_noun() -> frozenset[str]:
    """Words that no noun phrase holds: auxiliaries, and forms that are only verbs."""
    words = load("words")
    finite = {form for form, base in tags.verbs().items() if form != base and not form.endswith("s") or form.endswith("ing")}
    return frozenset(finite) | tags.word_set(words["auxiliaries"]) | tags.word_set(words["relatives"]) | frozenset(words["verbs"]["changed"].split())


def subjects(quote: str, start: int, rows: list[dict]) -> None:
    """Gives the figures of gapped clauses their own subject; changes the rows."""
    seen: list[dict] = []
    end, taken = 0, None                                 # where the row before ends; subject, measure and old subject of a gapped clause
    for row in rows:
        at = row["start"] - start
        gap, end = quote[end:at], row["end"] - start
        if row["status"] != "read" or row["kind"] in TIMES:
            taken = taken if row["kind"] in TIMES else None
            continue
        own = seen and row["kind"] in KINDS and _subject_in(gap)
        if own and row["kind"] == "count" and not all(word[0].isupper() for word in own.split()):
            own = ""                                     # "30 buses, old cars 20" may list what is counted
        first = next((other for other in seen if own and _same_clause(other, row)), None)
        if first is not None:
            taken = (own, first["measure"], first["subject"])
            seen.append(dict(row))
            _give(row, *taken)
            row["_clause_of"] = first["start"]
            continue
        if taken and row["subject"] == taken[2] and _ON.fullmatch(gap):
            _give(row, *taken)
        else:
            taken = None
        seen.append(row)


def _subject_in(gap: str) -> str:
    """The noun phrase that ends the text between two figures; "" without one."""
    match = _GAPPED.search(gap)
    if not match or gap.count("(") != gap.count(")"):
        return ""
    words = match["np"].lower().split()
    if words[0] in never_first() or words[-1] in never_first() or any(word in _no_noun() or len(word) > 6 and word.endswith("ly") for word in words):
        return ""
    return " ".join(match["np"].split())


def _same_clause(first: dict, row: dict) -> bool:
    """Whether a figure was given the words of an earlier one, of its kind and with a verb."""
    return bool(first["action"] and first["subject"]) and (first["kind"], first["unit"], first["subject"], first["action"]) == (
        row["kind"], row["unit"], row["subject"], row["action"])


def _give(row: dict, subject: str, measure: str, before: str) -> None:
    if row["measure"] in (measure, before) and not subject[0].isupper():
        row["measure"] = subject
    row["subject"], row["scope"] = subject, ""
