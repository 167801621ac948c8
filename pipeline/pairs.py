"""The verdict on two passages: which of their figures speak of one thing, and the gravest relation among those.

In: two texts, optionally the figures meant and the dates of publication. Out: a mapping with `verdict` (schemas.VERDICTS),
`why` in one sentence, `claim_a`, `claim_b` (the two figures the verdict rests on, as printed) and `readings` of them.

Passages that are worded alike (one is the other with some words changed) are compared slot by slot; others are aligned by
the words near each figure (`alignment`).
"""

from __future__ import annotations

import json
import re
import sys

import click

from pipeline import alignment, edits, undated
from pipeline.compare import ORDER, different
from pipeline.contexts import contexts, passage
from pipeline.movement import nature
from pipeline.readings import show

# a passage longer than this is a document: `run` compares those
LONGEST = 20_000
FRAMES = ("date", "period")
# share of names of its own on either side from which a figure that is no date is that of a namesake; people and places that
# share a name are told apart by their dates first of all, so for dates a single name of their own is enough
NAMESAKES = 0.3
# the chance from which counts of differently named things may contradict each other
OTHER_NAMES = 0.44
SIBLING = 0.3  # nearness (alignment feature) from which two figures can be confused
_AS_OF = re.compile(r"(?:as of|as at|by|until|till|through|up to|since|before|after|from)\b", re.IGNORECASE)


def compare_passages(text_a: str, text_b: str, num_a: str = "", num_b: str = "", published_a: str = "", published_b: str = "") -> dict:
    """The worst verdict among the pairs of claims that speak of the same thing; "unrelated" if none does."""
    text_a, text_b, num_a, num_b = map(_quotes, (text_a, text_b, num_a, num_b))
    claims_a, claims_b = undated.claims(text_a, text_b, published_a, published_b)
    edit = edits.alike(text_a, text_b)
    side_a, side_b = meant(text_a, claims_a, num_a), meant(text_b, claims_b, num_b)
    found = []
    if edit is not None:
        named = bool(num_a or num_b)
        found = _slots(edit, side_a, side_b, named)
        if not named and (edit.versions or not found) and not any(item[0] == "conflict" for item in found):
            why = edits.turned(edit, claims_a, claims_b)
            found += [("conflict", why, None, None)] if why else []
    if not found:
        if not side_a or not side_b:
            lacking = "neither passage has a figure" if not side_a and not side_b else "one of the passages has no figure"
            return _answer("unrelated", f"{lacking} to compare", None, None)
        found = _aligned(text_a, text_b, claims_a, claims_b, side_a, side_b, bool(num_a and num_b))
    if not found:
        return _answer("unrelated", "nothing shows that the figures speak of one thing", None, None)
    return _answer(*max(enumerate(found), key=lambda item: (ORDER.index(item[1][0]), -item[0]))[1])


def _quotes(text: str) -> str:
    """Quotation marks as some corpora keep them, ``so'', would be read as code. The length stays."""
    return text.replace("``", ' "').replace("''", '" ')


def _answer(verdict: str, why: str, a, b) -> dict:
    return {"verdict": verdict, "why": why, "claim_a": show(a) if a else "", "claim_b": show(b) if b else ""}


def meant(text: str, claims, num: str) -> list[dict]:
    """The claims that a printed figure names; all of them when none is named."""
    if not num:
        return list(claims)
    at = text.find(num)
    while at >= 0:
        inside = [c for c in claims if c["start"] < at + len(num) and c["end"] > at]
        if inside:
            return [max(inside, key=lambda c: (min(c["end"], at + len(num)) - max(c["start"], at), -c["start"]))]
        at = text.find(num, at + 1)
    return []


def _slots(edit, side_a, side_b, named: bool):
    """Verdicts of the figures that stand in the same slot of two passages worded alike."""
    pairs = edits.slots(edit, side_a, side_b)
    names = None if edit.versions else edits.renamed(edit, side_a, side_b)
    judged = []
    for i, j in pairs:
        a, b = side_a[i], side_b[j]
        if alignment.comparable(a, b):
            apart = "" if edit.versions else f"one is about {names[0]} and the other about {names[1]}" if names else different(a, b)
            verdict = ("different_scope", apart) if apart else undated.judge(a, b, same_words=edit.versions)
            judged.append((*verdict, a, b))
        elif len(pairs) == 1 or named:
            judged.append(("incomparable", f"{show(a)} and {show(b)} stand in one place but measure different things", a, b))
    times = [item for item in judged if item[2]["kind"] in FRAMES]
    figures = [item for item in judged if item[2]["kind"] not in FRAMES]
    if named or not any(item[0] in ("conflict", "updated", "different_scope") for item in figures):
        return judged
    # another date and other figures: the passages speak of two dates, and the dates themselves do not contradict each other
    moved = [item for item in times if item[0] == "conflict" and _frames(item[2], figures, 2) and _frames(item[3], figures, 3)
             and (not edit.versions or _as_of(item, figures))]
    if not moved:
        return judged
    return [_reframed(item, moved[0]) if item in figures and item[0] == "conflict" else item for item in judged if item not in moved]


def _as_of(time, figures) -> bool:
    return any(time[side]["value"] and time[side]["value"] == item[side]["as_of"] for item in figures for side in (2, 3))


def _frames(time, figures, side: int) -> bool:
    """Whether a date is the period or the as-of date of one of the figures."""
    return any(time["value"] and time["value"] in (item[side]["period"], item[side]["as_of"]) for item in figures)


def _reframed(item, moved):
    a, b = item[2:]
    if a["as_of"] and b["as_of"]:
        return item  # the relation has weighed the dates: a total that fell
    apart = different(a, b)
    if apart:
        return "different_scope", apart, a, b
    return "updated", f"the passages speak of two dates ({show(moved[2])}, {show(moved[3])}): {show(a)}, {show(b)}", a, b


def _aligned(text_a, text_b, all_a, all_b, side_a, side_b, picked: bool):
    """Verdicts of the figures that the words around them align. Figures that are not meant take part as rivals."""
    whole_a, whole_b = passage(text_a), passage(text_b)
    named = len(side_a) < len(all_a) or len(side_b) < len(all_b) or picked
    scored = alignment.scored(contexts(text_a, all_a), contexts(text_b, all_b), whole_a, whole_b, named)
    meant_a, meant_b = ({id(c) for c in side} for side in (side_a, side_b))
    links = alignment.pair_off([k for k in scored if id(all_a[k.a]) in meant_a and id(all_b[k.b]) in meant_b])
    bars = alignment.weights()["named" if named else "open"]
    good = [link for link in links if link.chance >= bars["threshold"]]
    found = []
    for link in good:
        a, b = all_a[link.a], all_b[link.b]
        apart = different(a, b)
        verdict = ("different_scope", apart) if apart else undated.judge(a, b)
        if verdict[0] == "conflict" and link.features["far"]:
            verdict = "different_scope", f"{show(a)} and {show(b)} are too far apart to be figures of one thing"
        if named and verdict[0] == "conflict" and link.features["names_mixed"] and (a["kind"] in FRAMES or link.features["names_less"] >= NAMESAKES):
            # nothing says that figures picked by name are of one subject, and the names near them differ in part
            verdict = "different_scope", f"the names near {show(a)} and {show(b)} are not the same ones"
        # a false alarm costs more than a silent miss: a contradiction must be of surely one thing
        bar = bars["threshold_date" if a["kind"] in FRAMES else "threshold_conflict"]
        if link.features["head_differs"] and link.features["measure_none"]:
            # things of different names, and nothing measured in common
            bar = max(bar, OTHER_NAMES)
        if verdict[0] != "conflict" or link.chance >= bar:
            found.append((*verdict, a, b))
    if not found:
        # not surely one thing, and what keeps them apart can be named: siblings that a reader could confuse
        apart = [(k, different(all_a[k.a], all_b[k.b])) for k in links if k.features["head_same"] or k.features["near"] >= SIBLING]
        return [("different_scope", why, all_a[k.a], all_b[k.b]) for k, why in apart if why]
    return found if named else [item for item in found if item[2]["kind"] not in FRAMES or not _framing(item, found, all_a, all_b)]


def _framing(time, found, all_a, all_b) -> bool:
    """Whether two dates only say of when the figures of their passages are, and are no statements of their own."""
    sides = ((time[2], all_a, 2), (time[3], all_b, 3))
    if not all(any(t["value"] and t["value"] in (c["period"], c["as_of"]) for c in rows if c["kind"] not in FRAMES) for t, rows, _ in sides):
        return False
    if any(_AS_OF.match(t["surface"]) for t, _, _ in sides):
        return True
    framed = [item for item in found if item[2]["kind"] not in FRAMES
              and any(t["value"] in (item[side]["period"], item[side]["as_of"]) for t, _, side in sides)]
    # equal figures of an event that does not move: then its date is a statement as well
    return not framed or any(item[0] != "agree" or "fixed" not in (nature(item[2]), nature(item[3])) for item in framed)


@click.command()
@click.argument("passages", nargs=-1, metavar="[A B]")
@click.option("--jsonl", is_flag=True, help="One pair a line on stdin, one verdict a line on stdout.")
@click.option("--num-a", default="", help="The figure meant in A, as printed there.")
@click.option("--num-b", default="", help="The figure meant in B, as printed there.")
@click.option("--published-a", default="", help="ISO date at which A was published.")
@click.option("--published-b", default="", help="ISO date at which B was published.")
def compare(passages, jsonl, num_a, num_b, published_a, published_b):
    """The verdict on two passages, and why.

    \b
    reconcile compare "360 ambassadors were trained" "350 ambassadors were trained"
    reconcile compare --jsonl < pairs.jsonl

    A line of the input is {"id", "text_a", "text_b"} with optional "num_a", "num_b", "published_a", "published_b"; a line of
    the output {"id", "verdict", "why", "claim_a", "claim_b"}. The words are agree, compatible, updated, different_scope,
    incomparable, conflict and unrelated.
    """
    if jsonl:
        if passages:
            raise click.UsageError("--jsonl reads the pairs from stdin; give no passages")
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                click.echo(json.dumps(_line(line, number), ensure_ascii=False))
        return
    if len(passages) != 2:
        raise click.UsageError('give two passages, as in: compare "360 were trained" "350 were trained"')
    found = compare_passages(*passages, num_a, num_b, published_a, published_b)
    click.echo(f"{found['verdict']}: {found['why']}")


def _line(line: str, number: int) -> dict:
    try:
        pair = json.loads(line)
        texts = pair["text_a"], pair["text_b"]
        extra = [pair.get(name) or "" for name in ("num_a", "num_b", "published_a", "published_b")]
        if not all(isinstance(t, str) for t in (*texts, *extra)):
            raise TypeError("texts, figures and dates must be strings")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.ClickException(f"stdin:{number}: {error!r}; a line must be an object with text_a and text_b") from None
    return {"id": pair.get("id", ""), **compare_passages(*texts, *extra)}
