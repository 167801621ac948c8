"""The annotated topics that matching learns from, all of them written for it: whole, and matched as well as when they were learned.

A topic is a folder of documents with gold.jsonl: one fact a line, its status, and the figures that state it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import annotations, match, tables

TOPICS = Path(__file__).parent / "topics"
NAMES = sorted(path.name for path in TOPICS.iterdir() if path.is_dir())
STATUS = {"agree", "compatible", "updated", "conflict", "different_scope"}
# of all pairs of figures of two documents that state one fact, how many are joined, and of the pairs that are joined, how many
# should be; a little below what the weights reached when they were learned
LEAST_FOUND = 0.30
LEAST_RIGHT = 0.75


def facts(name: str) -> list[dict]:
    return [json.loads(line) for line in (TOPICS / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def test_there_are_topics_of_many_kinds():
    assert len(NAMES) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_each_annotation_stands_where_it_says(name):
    texts = {path.name: path.read_text(encoding="utf-8") for path in (TOPICS / name).iterdir() if path.name not in ("gold.jsonl", "sources.csv")}
    found = facts(name)
    assert len({fact["id"] for fact in found}) == len(found)
    for fact in found:
        assert {fact["status"], fact.get("alt_status", fact["status"])} <= STATUS
        for m in fact["mentions"]:
            assert texts[m["file"]][m["start"]:m["start"] + len(m["quote"])] == m["quote"], (fact["fact"], m)


def test_matching_joins_what_it_has_learned():
    right = joined = stated = 0
    for name in NAMES:
        claims = annotations.claims_in(TOPICS / name)
        topic = annotations.labelled(TOPICS / name, claims)
        fact_of = dict(match.match(tables.frame("claims", claims), tables.frame("decisions", []))[0][["claim_id", "fact_id"]].itertuples(index=False))
        for i, j, label in zip(topic.first.tolist(), topic.second.tolist(), topic.label.tolist(), strict=True):
            a, b = topic.made[i].row, topic.made[j].row
            if label >= 0 and a["source_id"] != b["source_id"]:
                same = bool(fact_of[a["claim_id"]]) and fact_of[a["claim_id"]] == fact_of[b["claim_id"]]
                right, joined, stated = right + (same and label), joined + same, stated + label
    assert right / stated >= LEAST_FOUND
    assert right / joined >= LEAST_RIGHT
