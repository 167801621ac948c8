"""Annotated corpora as labelled pairs of claims, for `learn`.

A gold folder holds documents, sources.csv and gold.jsonl: one fact a line with `status` and `mentions` (`file`, `quote`,
`start`, `value`). Pairs of claims that stand at mentions of one fact are positive, all other candidate pairs negative; pairs
that the annotators left open are left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from pipeline import match
from pipeline.features import FEATURES, Features, chunks
from pipeline.links import Candidates
from pipeline.profiles import Profile


@dataclass
class Topic:
    """The candidate pairs (first[n], second[n]) of a corpus: `features` name -> array without `best`; `label` 1 one fact, 0 not, -1 open."""

    made: list[Profile]
    columns: Features
    first: np.ndarray
    second: np.ndarray
    features: dict[str, np.ndarray]
    label: np.ndarray


def _topic(claims: list[dict], label) -> Topic:
    """`label(made)` gives a function of two claim numbers."""
    match.infer_units(claims)
    candidates = Candidates(sorted(claims, key=lambda c: c["claim_id"]))
    made, columns, first, second = candidates.made, candidates.columns, candidates.first, candidates.second
    found = [columns.of(i, j) for _, i, j in chunks(first, second)]
    features = {name: np.concatenate([f[name] for f in found]) if found else np.zeros(0) for name in FEATURES}
    of = label(made)
    labels = np.array([of(i, j) for i, j in zip(first.tolist(), second.tolist(), strict=True)], int)
    # "103,000 square metres (1.1 million square feet)": annotators mark one of the two, and the other is no other fact
    code = columns.code["head"]
    labels[(labels == 0) & columns.unit[first] & (code[first] != code[second]) & (features["head"] == 1)] = -1
    return Topic(made, columns, first, second, features, labels)


def _close(a, b) -> bool:
    try:
        a, b = float(a), float(b)
    except (TypeError, ValueError):
        return False
    return abs(a - b) <= 0.005 * max(abs(a), abs(b), 1e-12)


def reads(gold, claim) -> bool:
    """Whether a claim reads a gold value: a number, [low, high] or an ISO date."""
    cells = [claim["value"], claim["low"], claim["high"]]
    if isinstance(gold, list):
        return any(reads(g, claim) for g in gold if g is not None)
    if isinstance(gold, (int, float)):
        return any(_close(gold, c) for c in cells)
    return any(part.startswith(str(gold)[:10]) or str(gold) in part for c in cells for part in c.split("/") if part)


def labelled(folder: Path, claims: list[dict]) -> Topic:
    """The pairs of a gold folder; `claims` are those of its documents before matching."""
    facts = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]

    def label(made):
        at: dict[int, set] = {}
        same, free = set(), set()
        for fact in facts:
            keys = []
            for m in fact["mentions"]:
                key = (m["file"], m.get("start"), m["quote"], json.dumps(m["value"]))
                keys.append((key, m.get("optional")))
                for i, p in enumerate(made):
                    if p.row["path"] == m["file"] and p.row["start"] < m["start"] + len(m["quote"]) and m["start"] < p.row["end"] and reads(m["value"], p.row):
                        at.setdefault(i, set()).add(key)
            words = {fact["status"], fact.get("alt_status") or fact["status"]}
            if words == {"different_scope"}:
                continue
            for (a, oa), (b, ob) in combinations(keys, 2):
                (free if "different_scope" in words or fact.get("optional") or oa or ob else same).add(frozenset((a, b)))

        def of(i, j):
            pairs = {frozenset((a, b)) for a in at.get(i, ()) for b in at.get(j, ())}
            return 1 if pairs & same else -1 if pairs & free else 0
        return of
    return _topic(claims, label)


def labelled_pairs(path: Path) -> dict[str, Topic]:
    """topic -> its pairs, from pairs of sentences with the figures meant (`num_a`, `num_b`) and a fine label.

    The sentences of one document make one text, so that siblings compete as they do in a corpus; what no line names is left open.
    """
    from pipeline.normalise import read_claims
    topics: dict[str, dict[str, list[str]]] = {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for side in "ab":
            texts = topics.setdefault(row["topic"], {}).setdefault(row[f"doc_{side}"], [])
            if row[f"text_{side}"] not in texts:
                texts.append(row[f"text_{side}"])
    found = {}
    for topic, texts in sorted(topics.items()):
        def label(made, topic=topic):
            labels = {}
            for row in rows:
                if row["topic"] != topic:
                    continue
                sides = [[i for i, p in enumerate(made) if p.row["source_id"] == row[f"doc_{s}"] and p.row["quote"] in row[f"text_{s}"]
                          and (p.row["surface"] in row[f"num_{s}"] or row[f"num_{s}"] in p.row["surface"])] for s in "ab"]
                labels |= {(min(i, j), max(i, j)): int(row["fine"] not in ("different_scope", "unrelated")) for i in sides[0] for j in sides[1]}
            return lambda i, j: labels.get((i, j), -1)
        claims = [c for name in sorted(texts) for c in read_claims("\n\n".join(texts[name]), source_id=name)]
        found[f"pairs {topic}"] = _topic(claims, label)
    return found


def claims_in(folder: Path) -> list[dict]:
    """Claims of the folder's documents, as a build makes them before matching."""
    from pipeline import documents, sources
    from pipeline.extract import read_mentions
    from pipeline.normalise import claims_of
    found = documents.read_folder(folder)
    listed = folder / "sources.csv"
    frame = sources.documents_frame(found, listed if listed.exists() else None)
    rows = []
    for source in frame.to_dict("records"):
        if source["status"] == "read":
            text = found[source["source_id"]][1].text
            rows += claims_of(source, text, read_mentions(text))
    return rows
