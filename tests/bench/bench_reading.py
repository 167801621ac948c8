"""How fast figures are read, in KB of text a second: dense text with twenty figures a page and sparse prose; no test asserts a time."""

from __future__ import annotations

import importlib.util
import time

import pytest

from pipeline.extract import read_mentions
from pipeline.normalise import read_claims
from tests.bench.corpora import story

PLAIN = "The council met to hear what the residents had to say about the plan, and nobody spoke against it although some asked for more time. "
TEXTS = {"dense": "\n\n".join(story(n) for n in range(20)),
         "sparse": "\n\n".join(PLAIN * 30 + f"In {1990 + n}, {n + 20} wardens were hired." for n in range(20))}
SECONDS = 1.0   # each reader reads for at least this long


def kilobytes_a_second(reader, text: str) -> float:
    reader(text[:2000])   # what is loaded once is not timed
    size, count, started = len(text.encode()) / 1024, 0, time.process_time()
    while time.process_time() - started < SECONDS or not count:
        reader(text)
        count += 1
    return count * size / (time.process_time() - started)


def readers():
    found = {"read_mentions": read_mentions, "read_claims": read_claims}
    if importlib.util.find_spec("quantulum3"):
        try:
            from quantulum3 import classifier, parser
            classifier.USE_CLF = False   # its trained classifier fits one version of scikit-learn; without it the units are chosen by rule
            parser.parse("5 km and 3 pounds")
        except Exception as error:  # it is not ours: without the data it wants it raises whatever comes
            print(f"quantulum3 is installed but does not read: {type(error).__name__}: {error}")
        else:
            found["quantulum3"] = lambda text: [parser.parse(paragraph) for paragraph in text.split("\n\n")]
    return found


@pytest.mark.slow
def test_kilobytes_a_second(capsys):
    rows = [f"| {'reader':<14} | {'dense, KB/s':>12} | {'sparse, KB/s':>12} |", "| --- | ---: | ---: |"]
    for name, reader in readers().items():
        speeds = [kilobytes_a_second(reader, text if name != "quantulum3" else text[:20_000]) for text in TEXTS.values()]
        rows.append(f"| {name:<14} | {speeds[0]:>12,.0f} | {speeds[1]:>12,.0f} |")
    with capsys.disabled():
        print("\n" + "\n".join(rows))
