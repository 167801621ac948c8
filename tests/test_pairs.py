"""The compare command, and the modules behind it: examples in their docstrings, conversions, contrasts, edits, alignment."""

from __future__ import annotations

import doctest
import importlib
import json
import time

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import alignment, edits
from pipeline.compare import different, relation
from pipeline.conversion import conversions, same_dimension
from pipeline.pairs import compare, compare_passages

MODULES = ("compare", "contrasts", "conversion", "movement", "readings", "contexts", "edits", "scores", "undated", "checks")


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"pipeline.{name}"))
    assert result.attempted and not result.failed


def run(*args, **kwargs):
    return CliRunner().invoke(compare, args, **kwargs)


def test_two_passages_on_the_command_line():
    result = run("360 guides were trained", "350 guides were trained")
    assert result.exit_code == 0
    assert result.output == "conflict: 360 guides and 350 guides cannot both be true\n"


def test_named_figures_on_the_command_line():
    text = "The canal is 80 km long and has 14 locks."
    result = run(text, text.replace("80", "75"), "--num-a", "14 locks", "--num-b", "14 locks")
    assert result.output.startswith("agree: ")


def test_a_stream_of_pairs_keeps_order_and_ids():
    pairs = [{"id": n, "text_a": f"The hall seats {n} people.", "text_b": "The hall seats 12 people."} for n in (11, 12, 13)]
    result = run("--jsonl", input="\n".join(map(json.dumps, pairs)) + "\n\n")
    found = [json.loads(line) for line in result.output.splitlines()]
    assert [row["id"] for row in found] == [11, 12, 13]
    assert [row["verdict"] for row in found] == ["conflict", "agree", "conflict"]
    assert all(row["why"] for row in found) and found[0]["claim_a"] == "11 people"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1, "text_a": "x"}', '{"text_a": 1, "text_b": "x"}', '{"text_a": "x", "text_b": "y", "num_a": 3}'])
def test_a_bad_line_is_named(line):
    result = run("--jsonl", input='{"text_a": "", "text_b": ""}\n' + line + "\n")
    assert result.exit_code and "stdin:2:" in result.output


def test_wrong_number_of_passages():
    assert "two passages" in run("one").output
    assert "--jsonl reads the pairs from stdin" in run("--jsonl", "a", "b").output


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_have_a_verdict_and_it_is_symmetric(a, b):
    assert compare_passages(a, b)["verdict"] == compare_passages(b, a)["verdict"]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["Of 12 ships 3 sank in 1901.", "The tower is 94 metres high.", "Turnout was 61 percent in 2014.", "More than 40 boats left.",
                        "It cost $5 million, of which $2 million were lost.", "The train left at 6:45 p.m. on Friday."]))
def test_a_passage_never_contradicts_itself(text):
    assert compare_passages(text, text)["verdict"] == "agree"


def test_units_that_print_leaves_open_have_several_meanings():
    assert len(conversions("ton", "kilogram")) == 3
    assert not same_dimension("mile", "kilogram")
    assert round(conversions("degree_Celsius", "degree_Fahrenheit")[0].apply(100)) == 212
    assert round(conversions("USD/mile", "USD/kilometer")[0].apply(1.609344), 6) == 1
    assert conversions("USD", "EUR") == () and conversions("", "mile") == () and conversions("no such unit", "mile") == ()


CLAIM = {"kind": "count", "value": "5", "bound": "exact", "precision": "0.5", "unit": "ship", "surface": "5 ships", "modality": "stated"}


@pytest.mark.parametrize(("a", "b", "piece"), [
    ({"part_of": "c-1"}, {"claim_id": "c-1"}, "part of the second"),
    ({"claim_id": "c-1"}, {"part_of": "c-1"}, "part of the first"),
    ({"kind": "ordinal"}, {}, "place in an order"),
    ({"period": "2018"}, {"period": "2019"}, "different periods"),
    ({"period": "2018-Q1"}, {"period": "2018-Q2"}, "different periods"),
    ({"measure": "confirmed cases"}, {"measure": "suspected cases"}, "confirmed"),
    ({"measure": "ships"}, {"measure": "ships lost by women"}, ""),
    ({"measure": "men"}, {"measure": "women"}, "men"),
    ({"scope": "in Lyon"}, {"scope": "in Nantes"}, "different places"),
    ({"scope": "in the United Kingdom"}, {"scope": "in the U.K."}, ""),
    ({"scope": "in Mali"}, {"scope": "in Malian cities"}, ""),
    ({"scope": "in Lyon"}, {}, ""),
    ({"measure": "founding members"}, {"measure": "members", "value": "6"}, "beginning"),
    ({"surface": "another 5 ships"}, {"surface": "6 ships", "value": "6"}, "added"),
    ({"period": "2018"}, {"period": "2018-05"}, ""),
    ({}, {}, ""),
])
def test_what_makes_two_claims_different(a, b, piece):
    found = different({**CLAIM, **a}, {**CLAIM, **b})
    assert bool(found) == bool(piece) and piece in found


def test_like_is_compared_with_like():
    plan = {**CLAIM, "modality": "planned"}
    assert relation(plan, {**plan, "value": "6", "surface": "6 ships"})[0] == "conflict"
    assert relation(plan, {**CLAIM, "value": "6", "surface": "6 ships"})[0] == "different_scope"
    assert relation(plan, CLAIM)[0] == "agree"


def test_slots_of_an_edited_text():
    a = "The yard built 12 ships and 30 boats for the navy during the long war."
    b = "The yard built 14 ships and 30 small boats for the navy during the long war."
    edit = edits.alike(a, b)
    left = [{"start": a.find(s), "end": a.find(s) + len(s), "kind": "count"} for s in ("12 ships", "30 boats")]
    right = [{"start": b.find(s), "end": b.find(s) + len(s), "kind": "count"} for s in ("14 ships", "30 small boats")]
    assert edits.slots(edit, left, right) == [(0, 0), (1, 1)]
    assert edits.alike(a, "Another sentence has other words in it and tells of a lake in the hills.") is None


def test_weights_keep_the_signs_that_their_features_mean():
    for kind in ("open", "named"):
        bars = alignment.weights()[kind]
        assert 0 < bars["threshold"] <= bars["threshold_conflict"] <= bars["threshold_date"] < 1
        assert set(bars["weights"]) <= set(alignment.FEATURES)
        assert all(w * alignment.SIGNS[name] >= 0 for name, w in bars["weights"].items())


def test_learning_goes_downhill_the_way_it_says():
    np = pytest.importorskip("numpy")
    pytest.importorskip("scipy")
    from pipeline.learn_pairs import Problem, fit
    names = dict.fromkeys(alignment.FEATURES, 0.0)

    def example(label, near, verdict, named=False):
        rows = [(0, n, {**names, "near": value}, verdict if n == 0 else "agree", n == 0) for n, value in enumerate(near)]
        return {"topic": "", "label": label, "named": named, "gold": False, "rows": rows}
    weighed = [(example("conflict", (0.9, 0.2), "conflict"), 1.0), (example("agree", (0.1, 0.8), "conflict"), 1.0),
               (example("unrelated", (0.1, 0.1), "conflict"), 1.0), (example("agree", (0.9, 0.3), "agree", True), 1.0)]
    problem, theta = Problem(weighed), np.linspace(-0.5, 0.5, len(alignment.FEATURES) + 1)
    value, slope = problem.loss(theta)
    for at in (0, 1 + alignment.FEATURES.index("near")):
        step = np.zeros_like(theta)
        step[at] = 1e-6
        assert abs((problem.loss(theta + step)[0] - value) / 1e-6 - slope[at]) < 1e-3
    assert fit(weighed)[1]["near"] > 0


def test_a_thousand_pairs_take_seconds():
    a = "As of 3 May 2011, {} people had died and {} houses were lost in the floods of the lower valley."
    begin = time.process_time()
    for n in range(300):
        compare_passages(a.format(n + 100, n + 7), f"The floods killed {n + 90} people and destroyed {n + 7} houses, officials said.")
    assert time.process_time() - begin < 15
