"""Reads the times a text prints: dates, periods, clock times; exact spans; relative ones keep what they count from.

In: any text. Out: mentions of kind date (one day, month, year ...), period (two ends, or one end open) and time (with
a clock). `value` is ISO 8601 / EDTF as coarse as printed; `low` and `high` its first and last day; a relative time
carries its spec in `relative` (the language of `relative.py`) and what it counts from in `anchor`.

    >>> [(m.value, m.relative) for m in read_times("From August 2018 until August 2019, and again last year.")]
    [('2018-08/2019-08', ''), ('', 'year:-1')]

How: `NUCLEUS` finds the words and figures without which no time can be; from the tokens just before it, the templates
of `rules/times.toml` are tried in place; what they read is joined by openers ("since"), parts ("the end of"),
connectors ("to") and clock times. Linear: every token is tried once, and a try reads a bounded stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.edtf import coarseness, contains, interval, overlap, relation
from pipeline.mention import Mention
from pipeline.relative import evaluate, needs_anchor, resolve
from pipeline.time_grammar import expression
from pipeline.time_match import Node
from pipeline.time_steps import Unresolved
from pipeline.time_words import CLASSES, NUCLEUS, TOKEN, fold

__all__ = ["coarseness", "contains", "interval", "overlap", "read_times", "relation", "resolve"]

LOOK_BACK = 40          # characters before a nucleus where its time may start ("the very beginning of the third ...")
_PARTLY_KNOWN = re.compile(r"(--\d\d(?:-\d\d)?)(?:w\d)?(?:[+-]\d)?")


def read_times(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """All times printed in `text`, by start, without overlap, leaving out what touches `taken` (sorted spans)."""
    low = fold(text)
    mentions: list[Mention] = []
    done = 0                # all that starts before it has been read, or tried in vain
    starts = [start for start, _ in taken]
    t = 0
    for nucleus in NUCLEUS.finditer(low):
        if nucleus.start() < done:
            continue
        while t < len(taken) and taken[t][1] <= nucleus.start():
            t += 1
        if t < len(taken) and taken[t][0] <= nucleus.start():
            continue
        begin = max(done, nucleus.start() - LOOK_BACK)
        for token in TOKEN.finditer(low, begin, nucleus.end()):
            classes = CLASSES.get(token[0]) if not token[0].isdigit() else ("digit",)
            if (classes is None and token[0] != "'") or (token.start() == begin > 0 and low[begin - 1].isalnum()):
                continue
            node = expression(text, low, token.start())
            if node is None or node.end <= nucleus.start():
                continue
            at = bisect_right(starts, node.end - 1) - 1
            if at >= 0 and taken[at][1] > node.start:
                continue
            mention = _mention(low, node)
            if mention is not None:
                mentions.append(mention)
                done = node.end
                break
        else:
            done = nucleus.end()
    return mentions


def _mention(low: str, node: Node) -> Mention | None:
    """The mention of a node; None when the figures name no day that exists."""
    relative = needs_anchor(node.spec)
    number = (node.start, node.end)
    if not relative:
        try:
            span = evaluate(node.spec)
        except Unresolved:
            if node.kind != "time":
                return None
            clock = "/".join(side.removeprefix("T") for side in node.spec.split("/"))
            return Mention(node.start, node.end, "time", value=clock, low=clock, high=clock, bound=node.bound,
                           number=number, rule=node.rule)
        first = span.first.isoformat() if span.first else ""
        last = span.last.isoformat() if span.last else ""
        return Mention(node.start, node.end, node.kind, value=span.value, low=first, high=last, bound=node.bound,
                       number=number, rule=node.rule)
    found = _PARTLY_KNOWN.fullmatch(node.spec)
    partial = found[1] if found else ""
    return Mention(node.start, node.end, node.kind, value=partial, bound=node.bound, number=number, rule=node.rule,
                   relative=node.spec, anchor=node.anchor or "document")
