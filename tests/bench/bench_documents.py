"""What a corpus costs by its size: reading, all stages, and one changed document; no test asserts a time.

Each run is a process of its own: `python -m tests.bench.bench_documents DOCS OUT` measures one and prints it as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.corpora import write

ROOT = Path(__file__).parents[2]
SIZES = (100, 1_000)
WRITTEN = (100, 1_000, 10_000)
PAGE = ROOT / "docs" / "bench-documents.md"
# the reading stage holds no texts: what it takes may grow by names alone, a few hundred bytes a document
GROWTH = 40_000_000
HEAD = ("documents", "figures", "reading, ms a document", "reading, documents a second", "all stages, ms a document", "all stages, documents a second",
        "memory while reading, MB", "memory of all, MB", "one changed, s", "of that reading, s", "report, MB")
ABOUT = """# What a corpus costs

Made-up news of 3,500 characters and forty figures a document, three in ten of them web pages, five papers to a story
(`tests/bench/corpora.py`), through `reconcile run` with {jobs}. Milliseconds and seconds are processor time of all
processes together (of reading, with bringing together what was read); documents a second are by the clock, on a machine with
other work. Memory is the peak of the process that directs the run, with Python and pandas; a reading process takes {reader:,} MB. The
second run is after a change of one document:
it reads that one and does the later stages anew, since a new figure may be the rival of any other and moves the weight of its words.
`make bench` measures up to {most:,} documents, `make bench BENCH="--documents 300,3000"` other sizes; `make bench BENCH=--write`
writes this page, which takes about half an hour.

"""


def cpu() -> float:
    """Seconds of processor time of this process and the ended ones it started."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def peak(who=resource.RUSAGE_SELF) -> float:
    """Most megabytes held so far."""
    return resource.getrusage(who).ru_maxrss / (1024 ** 2 if sys.platform == "darwin" else 1024)


def held() -> int:
    """Bytes held now."""
    with open("/proc/self/statm", encoding="ascii") as handle:
        return int(handle.read().split()[1]) * resource.getpagesize()


def jobs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2


def measure(docs: str, out: str) -> dict:
    """One run, by its parts."""
    from pipeline.run import run_folder
    found: dict = {}
    marks: dict = {}

    def tell(stage, done, total):
        if stage == "reading" and sys.platform == "linux" and done in (max(1, total // 10), total):
            marks[done == total] = held()
        if stage == "reading" and done == total:
            found.update(read_wall=time.perf_counter() - started, read_peak=peak())
        if stage == "matching" and "read_cpu" not in found:
            # only now the reading processes have ended and their time is known
            found["read_cpu"] = cpu() - begun

    begun, started = cpu(), time.perf_counter()
    result = run_folder(docs, out, jobs=jobs(), tell=tell)
    kinds = result.frames["discrepancies"]["kind"].value_counts()
    return found | {"cpu": cpu() - begun, "wall": time.perf_counter() - started, "peak": peak(), "reader": peak(resource.RUSAGE_CHILDREN),
                    "documents": result.n_documents, "fresh": result.n_fresh, "figures": int((result.frames["claims"]["status"] == "read").sum()),
                    "conflicts": int(kinds.get("conflict", 0)), "grown": marks.get(True, 0) - marks.get(False, 0),
                    "report": (Path(out) / "report.html").stat().st_size}


def apart(docs: Path, out: Path) -> dict:
    """`measure` in a process of its own, so that memory is of this run alone."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.bench_documents", str(docs), str(out)], cwd=ROOT, capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def table(rows: list[tuple[dict, dict]]) -> str:
    lines = ["| " + " | ".join(HEAD) + " |", "| " + " | ".join(["---:"] * len(HEAD)) + " |"]
    for first, again in sorted(rows, key=lambda row: row[0]["documents"]):
        n = first["documents"]
        cells = (f"{n:,}", f"{first['figures']:,}", f"{1000 * first['read_cpu'] / n:.1f}", f"{n / first['read_wall']:.0f}", f"{1000 * first['cpu'] / n:.0f}",
                 f"{n / first['wall']:.0f}", f"{first['read_peak']:,.0f}", f"{max(first['peak'], again['peak']):,.0f}", f"{again['cpu']:,.1f}",
                 f"{again['read_cpu']:,.1f}", f"{first['report'] / 1e6:.1f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_documents(tmp_path, request):
    chosen, writing = request.config.getoption("--documents"), request.config.getoption("--write")
    sizes = [int(size) for size in chosen.split(",")] if chosen else WRITTEN if writing else SIZES
    rows = []
    for size in sizes:
        docs, out = write(tmp_path / f"docs{size}", size, share_html=0.3), tmp_path / f"out{size}"
        first = apart(docs, out)
        (docs / "story-00050.txt").write_text("In 2018 the town had 5 bridges.", encoding="utf-8")
        again = apart(docs, out)
        rows.append((first, again))
        print(table(rows[-1:]).splitlines()[-1], file=sys.stderr)
        assert (first["fresh"], again["fresh"]) == (size, 1)
        assert first["grown"] < GROWTH
    print("\n" + table(rows))
    if writing:
        used = f"{jobs()} reading processes"
        PAGE.write_text(ABOUT.format(jobs=used, reader=round(max(first["reader"] for first, _ in rows)), most=SIZES[-1]) + table(rows), encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:])))
