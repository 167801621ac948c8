"""Learns the weights of `match` from annotated corpora and writes them as readable data with their training figures.

First the judges of the wording, which see no values and no rivals: claims compete on what they say. Then, with `best` known,
the judges of links. scipy fits the logistic regressions (extra "learn"); matching needs only the numbers it writes.
"""

from __future__ import annotations

import json
from pathlib import Path

import click
import numpy as np

from pipeline.annotations import Topic, claims_in, labelled, labelled_pairs
from pipeline.features import FEATURES, FOR, OF_VALUES
from pipeline.links import JUDGES, MODELS, WORDING, compete, likeness, model_of

# L2 strength: few topics, many features
C = 0.3
# most that the links, and the non-links, of one topic may weigh: a topic with one much repeated figure must not teach alone
LINKS = 60
NEGATIVE = 300
Data = tuple[np.ndarray, np.ndarray, np.ndarray]   # features, labels, weights of pairs


def _weighed(parts: list[Data]) -> Data:
    x, y, w = (np.concatenate(part) for part in zip(*parts, strict=True))
    for label, most in ((1, LINKS), (0, NEGATIVE)):
        chosen = y == label
        if chosen.any():
            w[chosen] = min(1.0, most / chosen.sum())
    return x, y, w


def wording_of(topic: Topic) -> dict[str, Data]:
    """judge -> its pairs, for the judges of the wording."""
    x, known = _matrix(topic.features, WORDING), topic.label >= 0
    time = topic.columns.time[topic.first]
    return {name: _weighed([(x[known & chosen], topic.label[known & chosen], np.ones((known & chosen).sum()))])
            for name, chosen in zip(JUDGES, (~time, time), strict=True)}


def links_of(topic: Topic, judges: dict) -> dict[str, Data]:
    """model -> its pairs, for the judges of links.

    A pair of one fact teaches the judge of differing values too, its value features blanked: a contradiction is an agreement
    with one figure changed, and there are far more agreements to learn from.
    """
    if not len(topic.first):
        return {}
    alike = likeness(topic.features, topic.columns.time[topic.first], judges)
    x = _matrix(topic.features | {"best": compete(topic.columns, topic.first, topic.second, alike)}, FEATURES)
    blank = x.copy()
    blank[:, [FEATURES.index(name) for name in OF_VALUES]] = 0.0
    same = topic.columns.same(topic.first, topic.second)
    parts: dict[str, list] = {name: [] for name in MODELS}
    for time in (False, True):
        here = (topic.columns.time[topic.first] == time) & (topic.label >= 0)
        dimension = "date" if time else "count"
        for chosen, values, equal in ((here & same, x, True), (here & ~same, blank, False), (here & same & (topic.label == 1), blank, False)):
            parts[model_of(dimension, equal)].append((values[chosen], topic.label[chosen], np.ones(chosen.sum())))
    return {name: _weighed(part) for name, part in parts.items()}


def _matrix(features, names) -> np.ndarray:
    return np.stack([features[name] for name in names], axis=1) if len(features["head"]) else np.zeros((0, len(names)))


def fit(data: list[Data], names) -> dict:
    """Intercept and weights of a logistic regression with the signs that `features` declares.

    A feature that speaks for one fact may not count against it: with few topics an unconstrained fit learns such accidents.
    """
    from scipy.optimize import minimize
    x, y, w = (np.concatenate(part) for part in zip(*data, strict=True))
    x = np.hstack([np.ones((len(x), 1)), x])

    def loss(b):
        z = x @ b
        value = float((w * (np.logaddexp(0, z) - y * z)).sum() + 0.5 / C * (b[1:] ** 2).sum())
        slope = x.T @ (w * (1 / (1 + np.exp(-z)) - y))
        slope[1:] += b[1:] / C
        return value, slope
    bounds = [(None, None)] + [(0, None) if name in FOR else (None, 0) for name in names]
    b = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x
    return {"intercept": round(float(b[0]), 3), "weights": {n: round(float(c), 3) for n, c in zip(names, b[1:], strict=True)}}


def fitted(topics: dict[str, Topic]) -> dict[str, dict]:
    """All judges, learned from some topics."""
    wording = [wording_of(topic) for topic in topics.values()]
    judges = {name: fit([data[name] for data in wording], WORDING) for name in JUDGES}
    links = [links_of(topic, judges) for topic in topics.values()]
    return judges | {name: fit([data[name] for data in links if data], FEATURES) for name in MODELS}


def figures(data: Data, model: dict, names, least=0.5) -> dict:
    """Precision, recall and F1 of the pairs at a threshold."""
    x, y, _ = data
    found = 1 / (1 + np.exp(-(model["intercept"] + x @ np.array([model["weights"][n] for n in names])))) >= least
    tp, fp, fn = ((found & (y == 1)).sum(), (found & (y == 0)).sum(), (~found & (y == 1)).sum())
    precision, recall = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    told = {"P": precision, "R": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9)}
    return {name: round(float(value), 3) for name, value in told.items()} | {"pairs": len(y)}


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pairs", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="pairs of sentences with a label")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="match_weights.json")
def learn(gold, pairs, output: Path):
    """Learn the weights of matching from annotated corpora (needs the extra "learn")."""
    topics = {folder.name: labelled(folder, claims_in(folder)) for folder in gold}
    for path in pairs:
        topics |= labelled_pairs(path)
    old = json.loads(output.read_text()) if output.exists() else {"thresholds": {}}
    models = fitted(topics)
    report: dict[str, dict] = {name: {"all": None} for name in MODELS}
    with_all = {name: links_of(topic, models) for name, topic in topics.items()}
    for model in MODELS:
        every = _weighed([data[model] for data in with_all.values() if data])
        report[model] = {"pairs": len(every[1]), "same_fact": int(every[1].sum()), "topics": len(topics), "all": figures(every, models[model], FEATURES)}
    for number, name in enumerate(sorted(topics), 1):
        rest = fitted({other: topic for other, topic in topics.items() if other != name})
        left_out = links_of(topics[name], rest)
        for model in MODELS:
            if left_out and len(left_out[model][1]):
                report[model][f"topic {number}"] = {"with": figures(with_all[name][model], models[model], FEATURES),
                                                    "left out": figures(left_out[model], rest[model], FEATURES)}
    content = {"about": "Weights of the features of pipeline/features.py, learned by `reconcile learn`; thresholds set on the same corpora.",
               "models": models, "thresholds": old["thresholds"], "figures": report}
    output.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    click.echo(json.dumps(report, indent=2))
