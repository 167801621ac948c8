"""Learns the weights of `alignment` from annotated pairs of passages and writes them as readable data with their figures.

A pairs file has one object a line: text_a, text_b, label (agree, conflict, unrelated), optionally num_a and num_b, the
figures that were compared. Where those are named, the label says at once whether they speak of one thing. Where they are not,
it is known only of the passages, and the pairs of figures behind it are inferred: an agreement rules out every pair that
would conflict, a conflict must have one; which one is chosen by the weights of the round before (`ROUNDS`). scipy
fits the logistic regression (extra "learn"); comparing needs only the numbers it writes.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import click

from pipeline import alignment, edits, undated
from pipeline.contexts import contexts, passage
from pipeline.pairs import meant

L2 = 0.1       # strength of the pull of all weights towards nothing ...
PULL = 0.3     # ... and of the weights for named figures towards the common ones: there are few examples of them
ROUNDS = 4     # of choosing the pairs behind a label and fitting anew; the choice is settled after three
MOST = 600     # examples that one file counts for, however many it has


def examples(path: Path):
    """[(pair id, label, named, [(features, relation verdict)])] of one file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if edits.alike(pair["text_a"], pair["text_b"]) is not None:
            continue  # compared slot by slot, without these weights
        sides = undated.claims(pair["text_a"], pair["text_b"])
        named = bool(pair.get("num_a") and pair.get("num_b"))
        made = [contexts(text, side) for text, side in zip((pair["text_a"], pair["text_b"]), sides, strict=True)]
        links = alignment.scored(*made, passage(pair["text_a"]), passage(pair["text_b"]), named)
        if named:
            chosen = [{id(c) for c in meant(pair[f"text_{s}"], side, pair[f"num_{s}"])} for s, side in zip("ab", sides, strict=True)]
            links = [k for k in links if id(sides[0][k.a]) in chosen[0] and id(sides[1][k.b]) in chosen[1]]
        rows = [(k.a, k.b, k.features, undated.judge(sides[0][k.a], sides[1][k.b])[0]) for k in links]
        found.append((pair.get("topic", ""), pair["label"], pair.get("fine", ""), named, rows))
    return found


def labelled(found, raw):
    """[(features, 0 or 1, weight)] under the weights `raw(features)` of the round before."""
    data = []
    for _, label, fine, named, rows in found:
        if named:
            same = label in ("agree", "conflict") or fine == "updated"
            data += [(f, int(same), 1.0) for _, _, f, _ in rows]
            continue
        if label == "unrelated" and fine != "updated":
            data += [(f, 0, 1.0 / len(rows)) for _, _, f, _ in rows]
            continue
        clash = [row for row in rows if row[3] == "conflict"]
        for a in {row[0] for row in rows}:
            mine = [row for row in rows if row[0] == a]
            if label == "agree":
                fits = [row for row in mine if row[3] in ("agree", "compatible")]
                best = max(fits, key=lambda row: raw(row[2]), default=None)
                data += [(row[2], 0, 1.0) for row in mine if row[3] == "conflict"]
                if best is not None and (len(mine) == 1 or raw(best[2]) > 0):
                    data.append((best[2], 1, 1.0))
            elif len(rows) > 1:
                fits = [row for row in mine if row[3] in ("agree", "compatible")]
                best = max(fits, key=lambda row: raw(row[2]), default=None)
                if best is not None and raw(best[2]) > 1:
                    data.append((best[2], 1, 0.5))
        if label == "conflict" and clash:
            best = max(clash, key=lambda row: raw(row[2]))
            data.append((best[2], 1, 1.0))
    return data


def fit(data, prior=None, strength=L2):
    """(intercept, weights) of a logistic regression over [(features, label, weight)] whose weights keep the sign that their
    feature means (`alignment.SIGNS`); pulled towards `prior`, or towards nothing."""
    import numpy as np
    from scipy.optimize import minimize
    names = alignment.FEATURES
    x = np.array([[1.0, *(f[n] for n in names)] for f, _, _ in data])
    y, w = np.array([y for _, y, _ in data], float), np.array([w for _, _, w in data], float)
    centre = np.zeros(len(names) + 1) if prior is None else np.array([prior[0], *(prior[1].get(n, 0.0) for n in names)])
    pull = np.full(len(names) + 1, strength)
    pull[0] = strength / 10  # the base rate is free to move

    def loss(theta):
        z = x @ theta
        value = np.sum(w * (np.logaddexp(0, z) - y * z)) + np.sum(pull * (theta - centre) ** 2)
        return value, x.T @ (w * (1 / (1 + np.exp(-z)) - y)) + 2 * pull * (theta - centre)
    bounds = [(None, None), *(((0, None), (None, None), (None, 0))[(1, 0, -1).index(alignment.SIGNS[n])] for n in names)]
    best = minimize(loss, np.clip(centre, [b[0] if b[0] is not None else -9e9 for b in bounds], [b[1] if b[1] is not None else 9e9 for b in bounds]),
                    jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000}).x
    return round(float(best[0]), 3), {n: round(float(c), 3) + 0.0 for n, c in zip(names, best[1:], strict=True)}


def train(sets, start):
    """(open weights, named weights, the examples of both) after `ROUNDS` rounds; the first choice is made with `start`."""
    found = start
    for _ in range(ROUNDS):
        def raw(f, b=found[0], w=found[1]):
            return b + sum(w.get(n, 0.0) * f[n] for n in alignment.FEATURES)
        data, named = [], []
        for rows in sets.values():
            chosen = labelled(rows, raw)
            share = min(1.0, MOST / max(len(chosen), 1))
            chosen = [(f, y, w * share) for f, y, w in chosen]
            data += chosen
            if rows and rows[0][3]:
                named += chosen
        found = fit(data)
    return found, fit(named, found, PULL) if named else found, data, named


def figures(data, intercept, weights, least) -> dict:
    """Precision, recall and F1 of the pairs of figures at a threshold."""
    tp = fp = fn = 0.0
    for f, y, w in data:
        p = 1 / (1 + math.exp(-max(-30.0, min(30.0, intercept + sum(weights[n] * f[n] for n in alignment.FEATURES)))))
        tp, fp, fn = tp + w * (y and p >= least), fp + w * (not y and p >= least), fn + w * (y and p < least)
    precision, recall = tp / max(tp + fp, 1e-9), tp / max(tp + fn, 1e-9)
    return {"P": round(precision, 3), "R": round(recall, 3), "F1": round(2 * precision * recall / max(precision + recall, 1e-9), 3), "pairs": len(data)}


@click.command("learn-pairs")
@click.argument("pairs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="alignment.json")
def learn_pairs(pairs, output: Path):
    """Learn the weights that align two passages from annotated pairs (needs the extra "learn")."""
    old = json.loads(output.read_text(encoding="utf-8"))
    start = old["open"]["intercept"], old["open"]["weights"]
    least = {kind: old[kind]["threshold"] for kind in ("open", "named")}
    sets = {path.stem: examples(path) for path in pairs}
    # a file with topics is left out topic by topic, others as a whole
    units = sorted({(name, row[0]) for name, found in sets.items() for row in found})
    common, picked, data, named = train(sets, start)
    report = {"open": figures(data, *common, least["open"]), "named": figures(named, *picked, least["named"])}
    for number, (name, topic) in enumerate(units, 1):
        held = [row for row in sets[name] if row[0] == topic]
        rest = {n: [row for row in found if not (n == name and row[0] == topic)] for n, found in sets.items()}
        without = train({n: f for n, f in rest.items() if f}, start)
        kind, at = ("named", 1) if held[0][3] else ("open", 0)
        mine = (common, picked)[at]

        def raw(f, b=mine[0], w=mine[1]):
            return b + sum(w[n] * f[n] for n in alignment.FEATURES)
        rows = labelled(held, raw)
        report[f"left_out_{number}"] = {"kind": kind, "with": figures(rows, *mine, least[kind]), "without": figures(rows, *without[at], least[kind])}
    content = {"about": "Weights of the features of pipeline/alignment.py, learned by `reconcile learn-pairs`; thresholds are set on the same pairs."}
    for kind, (intercept, weights) in (("open", common), ("named", picked)):
        content[kind] = {**old[kind], "intercept": intercept, "weights": weights}
    content["figures"] = report
    output.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    click.echo(json.dumps(report, indent=1))
