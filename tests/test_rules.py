"""Every rules/*.toml brings its examples and counter-examples: all of them must hold."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from pipeline.extract import read_mentions
from tests.marks import same, unmark

FIELDS = ("kind", "value", "low", "high", "bound", "unit", "noun", "rule")
READ_HERE = ("numbers", "units", "currencies", "bounds", "identifiers", "nouns")


def _rules(key: str) -> list:
    found = []
    for path in sorted(files("pipeline.rules").iterdir(), key=lambda f: f.name):
        if path.name.endswith(".toml") and path.name[:-5] in READ_HERE:
            for entry in tomllib.loads(path.read_text(encoding="utf-8")).get(key, ()):
                found.append(pytest.param(entry, id=f"{path.name[:-5]}-{entry['text'][:50]}"))
    return found


@pytest.mark.parametrize("entry", _rules("example"))
def test_example_is_read(entry):
    text, spans = unmark(entry["text"])
    found = [m for m in read_mentions(text) if (m.start, m.end) in spans]
    got = [text[m.start:m.end] for m in read_mentions(text)]
    assert len(found) == len(spans), f"spans read: {got}"
    for name in FIELDS:
        if name in entry and name != "rule":
            for m in found:
                assert same(getattr(m, name), entry[name]), f"{name}: {getattr(m, name)!r}, wanted {entry[name]!r}"


@pytest.mark.parametrize("entry", _rules("counter"))
def test_counter_example_is_not_read_so(entry):
    text, _ = unmark(entry["text"])
    for m in read_mentions(text):
        assert entry["not"] not in (m.kind, m.value, m.unit, m.bound, m.noun)


SHAPES = tomllib.loads(files("pipeline.rules").joinpath("identifiers.toml").read_text(encoding="utf-8"))["shape"]


@pytest.mark.parametrize("shape", SHAPES, ids=[s["name"] for s in SHAPES])
def test_shape_of_identifiers(shape):
    rule = "identifier." + shape["name"]
    assert shape["examples"]
    assert shape["not"]
    for marked in shape["examples"]:
        text, spans = unmark(marked)
        assert [(m.start, m.end) for m in read_mentions(text) if m.rule == rule] == spans, marked
    for text in shape["not"]:
        assert not [m for m in read_mentions(text) if m.rule == rule], text
