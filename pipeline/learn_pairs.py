"""Learns the weights of `alignment` from annotated pairs of passages and writes them as readable data with their figures.

A gold folder gives pairs of sentences with their figures named (`gold_pairs`). A pairs file has one object a line: text_a, text_b, label (agree, conflict, unrelated), optionally num_a and num_b, the
figures that were compared. The label is known of the passages and not of the figures behind it, so the likelihood is that of
the label, summed over what the figures may be doing: a conflict has some linked pair of figures that conflicts, an agreement
has none and some that agrees, unrelated passages have neither (multiple-instance learning, Dietterich et al. 1997, with the
noisy-or of Maron and Lozano-Perez 1998). Where the figures are named the label says at once whether they are one thing. The
chance of a link is the one that `alignment.pair_off` uses: a softmax against its rivals on either side and against no link.
scipy finds the weights (extra "learn"); comparing needs only the numbers it writes.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline import alignment, edits, undated
from pipeline.contexts import contexts, passage
from pipeline.pairs import meant

L2 = 0.03       # strength of the pull of all weights towards nothing ...
PULL = 0.3     # ... and of the weights for named figures towards the common ones: there are few examples of them
MOST = 1500    # pairs that one file counts for, however many it has ...
MOST_NAMED = 200  # ... and one whose figures are named: each topic of it weighs alike
SIBLINGS = 2   # non-links kept for each figure of a gold folder
FITS, CLASH = ("agree", "compatible"), "conflict"


def gold_pairs(folder: Path) -> list[dict]:
    """Pairs of sentences of a gold folder (see `learn`), with the figures named: those of one fact in two documents, and for
    each figure the `SIBLINGS` most alike ones of other facts."""
    from pipeline.learn import claims_in, reads
    claims = [c for c in claims_in(folder) if c["status"] == "read"]
    spoken: list[tuple[dict, str]] = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if fact["status"] == "different_scope" or fact.get("alt_status") == "different_scope" or fact.get("optional"):
            continue
        for m in fact["mentions"]:
            at = [c for c in claims if c["path"] == m["file"] and c["start"] < m["start"] + len(m["quote"]) and m["start"] < c["end"]
                  and reads(m["value"], c)]
            if len(at) == 1 and not m.get("optional"):
                spoken.append((at[0], fact["fact"]))
    pairs = []
    for n, (a, fact) in enumerate(spoken):
        others = [(b, f) for b, f in spoken[n + 1:] if b["path"] != a["path"] and b["quote"] != a["quote"] and alignment.comparable(a, b)]
        same = {f for c, f in spoken if c["claim_id"] == a["claim_id"]}
        apart = [b for b, f in others if f not in same and all(f2 not in same for c, f2 in spoken if c["claim_id"] == b["claim_id"])]
        words = passage(a["quote"]).all
        apart.sort(key=lambda b: (-len(words & passage(b["quote"]).all), b["claim_id"]))
        chosen = [(b, "agree") for b, f in others if f == fact] + [(b, "unrelated") for b in apart[:SIBLINGS]]
        pairs += [{"text_a": a["quote"], "text_b": b["quote"], "num_a": a["surface"], "num_b": b["surface"], "label": label} for b, label in chosen]
    return pairs


def examples(path: Path) -> list[dict]:
    """The pairs of one file that are not compared slot by slot, each with its candidate links.

    {"topic", "label", "named", "gold" (from a folder), "rows": [(a, b, features, verdict, whether meant)]}
    """
    found = []
    pairs = gold_pairs(path) if path.is_dir() else map(json.loads, path.read_text(encoding="utf-8").splitlines())
    for pair in pairs:
        if edits.alike(pair["text_a"], pair["text_b"]) is not None:
            continue
        sides = undated.claims(pair["text_a"], pair["text_b"])
        named = bool(pair.get("num_a") and pair.get("num_b"))
        whole = passage(pair["text_a"]), passage(pair["text_b"])
        made = [contexts(text, side) for text, side in zip((pair["text_a"], pair["text_b"]), sides, strict=True)]
        chosen = [{id(c) for c in meant(pair[f"text_{s}"], side, pair[f"num_{s}"])} if named else set() for s, side in zip("ab", sides, strict=True)]
        rows = []
        for k in alignment.scored(*made, *whole, named):
            a, b = sides[0][k.a], sides[1][k.b]
            rows.append((k.a, k.b, k.features, undated.judge(a, b)[0], id(a) in chosen[0] and id(b) in chosen[1]))
        label = "updated" if pair.get("fine") == "updated" else pair["label"]
        if rows and (not named or any(row[4] for row in rows)):
            found.append({"topic": pair.get("topic", ""), "label": label, "named": named, "gold": path.is_dir(), "rows": rows})
    return found


class Problem:
    """The examples as arrays: all rows under one another, and which of them are rivals or belong to one pair."""

    def __init__(self, weighed):
        """`weighed`: [(example, weight)]"""
        import numpy as np
        from scipy import sparse
        self.np = np
        rows = [(n, row) for n, (example, _) in enumerate(weighed) for row in example["rows"]]
        self.x = np.array([[1.0, *(row[2][name] for name in alignment.FEATURES)] for _, row in rows])
        self.dead = np.array([row[2]["nothing"] > 0 for _, row in rows])
        self.pair = np.array([n for n, _ in rows])
        self.weight = np.array([w for _, w in weighed], float)
        clash, fits = [], []
        for n, row in rows:
            example = weighed[n][0]
            if example["named"]:
                same = example["label"] != "unrelated"
                clash.append(row[4] and not same)
                fits.append(row[4] and same)
            elif example["label"] == "conflict":
                clash.append(False)
                fits.append(row[3] == CLASH)
            else:
                clash.append(row[3] == CLASH or (example["label"] == "unrelated" and row[3] in FITS))
                fits.append(example["label"] == "agree" and row[3] in FITS)
        self.clash, self.fits = np.array(clash), np.array(fits)
        keys = {}
        for at, (n, row) in enumerate(rows):
            keys.setdefault((n, "a", row[0]), []).append(at)
            keys.setdefault((n, "b", row[1]), []).append(at)
        near = {(i, j) for group in keys.values() for i in group for j in group}
        i, j = zip(*sorted(near), strict=True)
        self.rivals = sparse.csr_matrix((np.ones(len(i)), (i, j)), shape=(len(rows), len(rows)))
        self.any = np.bincount(self.pair, weights=self.fits, minlength=len(weighed)) > 0

    def chances(self, theta):
        np = self.np
        e = np.exp(np.clip(self.x @ theta, -30, 30)) * ~self.dead
        return e, e / (1 + self.rivals @ e), 1 + self.rivals @ e

    def loss(self, theta):
        """Negative log-likelihood of the labels and its gradient."""
        np = self.np
        e, p, d = self.chances(theta)
        rest = np.clip(1 - p, 1e-9, 1)
        n = len(self.weight)
        no_clash = np.bincount(self.pair, weights=self.clash * np.log(rest), minlength=n)
        no_fit = np.bincount(self.pair, weights=self.fits * np.log(rest), minlength=n)
        some = np.where(self.any, np.clip(1 - np.exp(no_fit), 1e-9, 1), 1.0)
        value = -np.sum(self.weight * (no_clash + np.log(some)))
        # of each row's chance: down for what must not be linked, up for what must
        up = self.weight * np.where(self.any, np.exp(no_fit) / some, 0.0)
        g = (self.weight[self.pair] * self.clash - up[self.pair] * self.fits) / rest
        dz = g * p - e * (self.rivals.T @ (g * p / d))
        return value, self.x.T @ (dz * ~self.dead)


def fit(weighed, prior=None, strength=L2):
    """(intercept, weights) that make the labels likeliest; weights keep the sign that their feature means (`alignment.SIGNS`)
    and are pulled towards `prior`, or towards nothing."""
    import numpy as np
    from scipy.optimize import minimize
    problem, names = Problem(weighed), alignment.FEATURES
    centre = np.zeros(len(names) + 1) if prior is None else np.array([prior[0], *(prior[1].get(n, 0.0) for n in names)])
    pull = np.full(len(names) + 1, strength)
    pull[0] = strength / 10  # the base rate is free to move

    def loss(theta):
        value, gradient = problem.loss(theta)
        return value + np.sum(pull * (theta - centre) ** 2), gradient + 2 * pull * (theta - centre)
    bounds = [(None, None), *(((0, None), (None, None), (None, 0))[(1, 0, -1).index(alignment.SIGNS[n])] for n in names)]
    low = np.array([-np.inf if b[0] is None else b[0] for b in bounds])
    high = np.array([np.inf if b[1] is None else b[1] for b in bounds])
    start = np.clip(centre + 0.3 * np.array([0, *(alignment.SIGNS[n] for n in names)]), low, high)
    best = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 500}).x
    return round(float(best[0]), 3), {n: round(float(c), 3) + 0.0 for n, c in zip(names, best[1:], strict=True)}


def train(sets):
    """(open weights, named weights). Gold folders teach the common weights only: their figures are those of whole documents,
    which share a topic, while figures picked by name may come from anywhere."""
    weighed = [(e, min(1.0, (MOST_NAMED if e["named"] else MOST) / len(found))) for found in sets.values() for e in found]
    common = fit(weighed)
    named = [(e, w) for e, w in weighed if e["named"] and not e["gold"]]
    return common, fit(named, common, PULL) if named else common


def figures(found, intercept, weights, least) -> dict:
    """Precision, recall and F1 of links (named figures) or of conflicts (whole passages) at a threshold."""
    import numpy as np
    problem = Problem([(e, 1.0) for e in found])
    _, chance, _ = problem.chances(np.array([intercept, *(weights[n] for n in alignment.FEATURES)]))
    tp = fp = fn = at = 0
    for example in found:
        mine = chance[at:at + len(example["rows"])]
        at += len(example["rows"])
        if example["named"]:
            want, got = example["label"] != "unrelated", any(p >= least and row[4] for p, row in zip(mine, example["rows"], strict=True))
        else:
            want, got = example["label"] == CLASH, any(p >= least and row[3] == CLASH for p, row in zip(mine, example["rows"], strict=True))
        tp, fp, fn = tp + (want and got), fp + (got and not want), fn + (want and not got)
    precision, recall = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    return {"P": round(precision, 3), "R": round(recall, 3), "F1": round(2 * precision * recall / max(precision + recall, 1e-9), 3), "pairs": len(found)}


@click.command("learn-pairs")
@click.argument("pairs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="alignment.json")
@click.option("--leave-out/--no-leave-out", default=True, help="Check by leaving each topic out in turn (slow).")
def learn_pairs(pairs, output: Path, leave_out: bool):
    """Learn the weights that align two passages from annotated pairs (needs the extra "learn")."""
    old = json.loads(output.read_text(encoding="utf-8"))
    least = {kind: old[kind]["threshold_conflict"] for kind in ("open", "named")}
    sets = {path.stem: examples(path) for path in pairs}
    # a file with topics is left out topic by topic, others as a whole
    units = sorted({(name, e["topic"]) for name, found in sets.items() for e in found})
    learned = train(sets)
    report = {}
    for number, (name, topic) in enumerate(units if leave_out else (), 1):
        held = [e for e in sets[name] if e["topic"] == topic]
        rest = {n: [e for e in found if not (n == name and e["topic"] == topic)] for n, found in sets.items()}
        without = train({n: f for n, f in rest.items() if f})
        kind = "named" if held[0]["named"] else "open"
        at = ("open", "named").index(kind)
        report[f"left_out_{number}"] = {"kind": kind, "with": figures(held, *learned[at], least[kind]), "without": figures(held, *without[at], least[kind])}
    content = {"about": "Weights of the features of pipeline/alignment.py, learned by `reconcile learn-pairs`; thresholds are set on the same pairs."}
    for kind, (intercept, weights) in zip(("open", "named"), learned, strict=True):
        content[kind] = {**old[kind], "intercept": intercept, "weights": weights}
    content["figures"] = report
    output.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    click.echo(json.dumps(report, indent=1))
