"""Documents per second: reading, end to end, and what one changed document costs. `make bench` prints the figures.

RECONCILE_BENCH is the number of documents that are read (default 1,000; 10,000 is the size the design aims at), and
RECONCILE_BENCH_RUN the number that goes through all stages (default 60).
"""

import os
import resource
import time

from pipeline.limits import LIMITS
from pipeline.reading import read_all
from pipeline.run import run_folder
from pipeline.run import tasks_of as documents_to_read
from tests.bench.corpora import write

READ = int(os.environ.get("RECONCILE_BENCH", "1000"))
WHOLE = int(os.environ.get("RECONCILE_BENCH_RUN", "60"))
JOBS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
# the reading stage holds no texts: what it takes may grow by names alone, a few hundred bytes a document
GROWTH = 40_000_000


def memory() -> int:
    """Bytes this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as handle:
        return int(handle.read().split()[1]) * resource.getpagesize()


def reads(docs, out):
    """Seconds for the reading stage, how many were read anew, and by how much the memory grew from the tenth part to the end."""
    tasks, _ = documents_to_read(docs, out)
    start, early, fresh = time.perf_counter(), 0, 0
    for done, outcome in enumerate(read_all(tasks, out / "interim", out / "none", LIMITS, JOBS), 1):
        fresh += outcome.fresh
        if done == max(1, len(tasks) // 10):
            early = memory()
    return time.perf_counter() - start, fresh, memory() - early


def test_reading(tmp_path):
    docs = write(tmp_path / "docs", READ, share_html=0.3)
    seconds, fresh, grown = reads(docs, tmp_path / "out")
    print(f"\nreading: {READ / seconds:.0f} documents a second with {JOBS} processes; memory grew by {grown / 1e6:.1f} MB over {READ} documents")
    assert fresh == READ
    assert grown < GROWTH
    again, fresh, _ = reads(docs, tmp_path / "out")
    print(f"reading again, nothing changed: {READ / again:.0f} documents a second")
    assert fresh == 0
    (docs / "story-00050.txt").write_text("In 2018 the town had 5 bridges.")
    once, fresh, _ = reads(docs, tmp_path / "out")
    print(f"reading again, one of {READ} changed: {once:.1f} s")
    assert fresh == 1


def test_end_to_end(tmp_path):
    docs = write(tmp_path / "docs", WHOLE, share_html=0.3)
    start = time.perf_counter()
    run_folder(docs, tmp_path / "out", jobs=JOBS)
    first = time.perf_counter() - start
    (docs / "story-00050.txt").write_text("In 2018 the town had 5 bridges.")
    start = time.perf_counter()
    result = run_folder(docs, tmp_path / "out", jobs=JOBS)
    print(f"\nend to end: {WHOLE / first:.1f} documents a second; one of {WHOLE} changed: {time.perf_counter() - start:.1f} s")
    assert result.n_fresh == 1
