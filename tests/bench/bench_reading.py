"""How fast figures are read, in KB of text a second: dense text with twenty figures a page and sparse prose; no test asserts a time."""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path

import pytest

from pipeline.extract import read_mentions
from pipeline.normalise import read_claims
from tests.bench.corpora import story

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "bench-reading.md"
# annotated sentences of news beside the checkout, where they are kept; they are no part of the repository
NEWS = ROOT.parent / "shared" / "gold" / "quantities" / "newsquant.jsonl"
ABOUT = """# How fast figures are read

KB of text a second of processor time on one core (`tests/bench/bench_reading.py`): `read_mentions` finds the figures, `read_claims` also
what each measures. Dense text has twenty figures a page, sparse prose one in thirty sentences; news, where it is there, is sentences
chosen for their figures. quantulum3 reads the same with its trained classifier off. Below, seconds for one line that no writer writes:
ten times the line takes about ten times as long. `make bench BENCH=--write` writes this page.

"""
PLAIN = "The council met to hear what the residents had to say about the plan, and nobody spoke against it although some asked for more time. "
TEXTS = {"dense": "\n\n".join(story(n) for n in range(20)),
         "sparse": "\n\n".join(PLAIN * 30 + f"In {1990 + n}, {n + 20} wardens were hired." for n in range(20))}
if NEWS.exists():
    TEXTS["news"] = "\n\n".join(json.loads(line)["text"] for line in NEWS.open(encoding="utf-8"))
# what no writer writes, in one line; a reader that grows with the square would not come to an end
LINES = {"digits": "7", "grouped figures": "1,234,567 ", "commas": ",", "and": "and ", "spelled figures": "one hundred and "}
SIZES = (1_000_000, 10_000_000)
SECONDS = 1.0   # each reader reads for at least this long


def kilobytes_a_second(reader, text: str) -> float:
    reader(text[:2000])   # what is loaded once is not timed
    size, count, started = len(text.encode()) / 1024, 0, time.process_time()
    while time.process_time() - started < SECONDS or not count:
        reader(text)
        count += 1
    return count * size / (time.process_time() - started)


def seconds(text: str) -> float:
    started = time.process_time()
    read_mentions(text)
    return time.process_time() - started


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


def table(head, rows) -> str:
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


@pytest.mark.slow
def test_kilobytes_a_second(capsys, request):
    found = readers()
    speeds = [[name] + [f"{kilobytes_a_second(reader, text if name != 'quantulum3' else text[:20_000]):,.0f}" for text in TEXTS.values()]
              for name, reader in found.items()]
    lines = [[name] + [f"{seconds(unit * (size // len(unit))):.1f}" for size in SIZES] for name, unit in LINES.items()]
    shown = table(("reader", *(f"{name}, KB/s" for name in TEXTS)), speeds) + "\n" \
        + table(("one line of", *(f"{size // 1_000_000} MB, s" for size in SIZES)), lines)
    with capsys.disabled():
        print("\n" + shown)
    if request.config.getoption("--write"):
        PAGE.write_text(ABOUT + shown, encoding="utf-8")
