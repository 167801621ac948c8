"""Learns the weights of `match` from annotated corpora and writes them as readable data with their training figures.

A gold folder holds documents, sources.csv and gold.jsonl: one fact a line with `status` and `mentions` (`file`, `quote`,
`start`, `value`). Pairs of claims that stand at mentions of one fact are positive, all other candidate pairs negative; pairs
that the annotators left open are left out. scipy fits the logistic regression (extra "learn"); matching needs only the
numbers it writes.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import click

from pipeline import match
from pipeline.features import FEATURES, FOR, OF_VALUES
from pipeline.links import Candidates, model_of, score_pairs

# L2 strength: few topics, many features
C = 0.3
# most that the links, and the non-links, of one topic may weigh: a topic with one much repeated figure must not teach alone
LINKS = 60
NEGATIVE = 300


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


def labelled(folder: Path, claims: list[dict]):
    """(profiles, features by pair, label by pair): 1 same fact, 0 not; pairs left open by the annotators are missing."""
    match.infer_units(claims)
    candidates = Candidates(sorted(claims, key=lambda c: c["claim_id"]))
    made = candidates.made
    scored = dict(score_pairs(candidates))
    at: dict[int, set] = {}
    same, free = set(), set()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
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
            pair = frozenset((a, b))
            (free if "different_scope" in words or fact.get("optional") or oa or ob else same).add(pair)
    labels = {}
    for i, j in scored:
        pairs = {frozenset((a, b)) for a in at.get(i, ()) for b in at.get(j, ())}
        if pairs & same:
            labels[i, j] = 1
        elif not pairs & free:
            labels[i, j] = 0
    return made, scored, labels


MODELS = ("quantity_same", "quantity_differs", "date_same", "date_differs")


def rows_of(made, scored, labels) -> list[tuple[dict, int, float, str]]:
    """(features, label, weight, model) of a topic's pairs; a topic's weight is capped.

    A pair of one fact teaches the judge of differing values too, its value features blanked: a contradiction is an agreement
    with one figure changed, and there are far more agreements to learn from.
    """
    rows: list[tuple[dict, int, str]] = []
    for (i, j), y in sorted(labels.items()):
        f, same = scored[i, j], made[i].key == made[j].key
        rows.append((f, y, model_of(made[i].dimension, same)))
        if y and same:
            rows.append(({**f, **dict.fromkeys(OF_VALUES, 0.0)}, y, model_of(made[i].dimension, False)))
    rows = [({**f, **dict.fromkeys(OF_VALUES, 0.0)} if model.endswith("differs") else f, y, model) for f, y, model in rows]
    total: dict[tuple, int] = {}
    for _, y, model in rows:
        total[y, model] = total.get((y, model), 0) + 1
    return [(f, y, min(1.0, (LINKS if y else NEGATIVE) / total[y, model]), model) for f, y, model in rows]


def labelled_pairs(path: Path) -> dict:
    """topic -> (profiles, features, labels) from pairs of sentences with the figures meant (`num_a`, `num_b`) and a fine label.

    The sentences of one document make one text, so that siblings compete as they do in a corpus.
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
        claims = [c for name in sorted(texts) for c in read_claims("\n\n".join(texts[name]), source_id=name)]
        candidates = Candidates(sorted(claims, key=lambda c: c["claim_id"]))
        made = candidates.made
        scored = dict(score_pairs(candidates))
        labels = {}
        for row in rows:
            if row["topic"] != topic:
                continue
            sides = [[i for i, p in enumerate(made) if p.row["source_id"] == row[f"doc_{s}"] and p.row["quote"] in row[f"text_{s}"]
                      and (p.row["surface"] in row[f"num_{s}"] or row[f"num_{s}"] in p.row["surface"])] for s in "ab"]
            for i in sides[0]:
                for j in sides[1]:
                    pair = (min(i, j), max(i, j))
                    if pair in scored:
                        labels[pair] = int(row["fine"] not in ("different_scope", "unrelated"))
        found[f"pairs {topic}"] = (made, scored, labels)
    return found


def fit(data):
    """(intercept, weights) of a logistic regression over [(features, label, weight)] with the signs that match declares.

    A feature that speaks for one fact may not count against it: with few topics an unconstrained fit learns such accidents.
    """
    import numpy as np
    from scipy.optimize import minimize
    x = np.array([[1.0, *(f[name] for name in FEATURES)] for f, _, _ in data])
    y = np.array([label for _, label, _ in data], dtype=float)
    w = np.array([weight for _, _, weight in data])

    def loss(b):
        z = x @ b
        value = float((w * (np.logaddexp(0, z) - y * z)).sum() + 0.5 / C * (b[1:] ** 2).sum())
        slope = x.T @ (w * (1 / (1 + np.exp(-z)) - y))
        slope[1:] += b[1:] / C
        return value, slope
    bounds = [(None, None)] + [(0, None) if name in FOR else (None, 0) for name in FEATURES]
    b = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x
    return round(float(b[0]), 3), {n: round(float(c), 3) for n, c in zip(FEATURES, b[1:], strict=True)}


def figures(data, intercept, weights, least=0.5) -> dict:
    """Precision, recall and F1 of the pairs at a threshold."""
    import math
    tp = fp = fn = 0
    for f, y, _ in data:
        p = 1 / (1 + math.exp(-max(-30, min(30, intercept + sum(weights[n] * f[n] for n in FEATURES)))))
        tp, fp, fn = tp + (y and p >= least), fp + (not y and p >= least), fn + (y and p < least)
    precision, recall = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    return {"P": round(precision, 3), "R": round(recall, 3), "F1": round(2 * precision * recall / max(precision + recall, 1e-9), 3), "pairs": len(data)}


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


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pairs", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="pairs of sentences with a label")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="match_weights.json")
def learn(gold, pairs, output: Path):
    """Learn the weights of matching from annotated corpora (needs the extra "learn")."""
    sets = {}
    for folder in gold:
        sets[folder.name] = rows_of(*labelled(folder, claims_in(folder)))
    for path in pairs:
        sets |= {topic: rows_of(made, scored, labels) for topic, (made, scored, labels) in labelled_pairs(path).items()}
    old = json.loads(output.read_text()) if output.exists() else {"thresholds": {}}
    models, report = {}, {}
    for model in MODELS:
        chosen = {name: [row[:3] for row in rows if row[3] == model] for name, rows in sets.items()}
        every = [row for rows in chosen.values() for row in rows]
        intercept, weights = fit(every)
        models[model] = {"intercept": intercept, "weights": weights}
        told = report[model] = {"pairs": len(every), "same_fact": sum(y for _, y, _ in every), "topics": len(sets),
                                "all": figures(every, intercept, weights)}
        for number, name in enumerate(sorted(sets), 1):
            rest = [row for other, rows in chosen.items() if other != name for row in rows]
            if any(y for _, y, _ in rest) and chosen[name]:
                b, w = fit(rest)
                told[f"topic {number}"] = {"with": figures(chosen[name], intercept, weights), "left out": figures(chosen[name], b, w)}
    content = {"about": "Weights of the features of pipeline/features.py, learned by `reconcile learn`; thresholds set on the same corpora.",
               "models": models, "thresholds": old["thresholds"], "figures": report}
    output.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    click.echo(json.dumps(report, indent=2))
