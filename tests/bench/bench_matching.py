"""How matching grows: generated corpora of 10^3, 10^4 and 10^5 claims, each in a process of its own; no test asserts a time.

`python -m tests.bench.bench_matching 1000` measures one size and prints it as JSON.
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

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
PAGE = ROOT / "docs" / "bench-matching.md"
HEAD = ("claims", "documents", "candidate pairs a claim", "match, s", "reconcile, s", "ms a claim", "peak memory, MB", "facts", "contradictions")
ABOUT = """# How matching grows

Made-up topics of four documents each (`tests/bench/topics.py`), so that blocks are as large as in news: names belong to a topic,
counted nouns and places are shared by many. Seconds are processor time of one process, memory is its peak with Python,
pandas and all claims in it. Candidate pairs a claim stay the same as the corpus grows a hundredfold, so time grows with the number of
claims and not with its square. `make bench BENCH=--write` writes this page.

"""


def measure(size: int) -> dict:
    from pipeline import match, reconcile, tables
    from pipeline.links import Candidates
    from tests.bench import topics
    rows = topics.claims(size)
    claims, ledger = tables.frame("claims", rows), tables.frame("decisions", [])
    names = sorted({r["source_id"] for r in rows})
    documents = tables.frame("documents", [{"source_id": n, "path": n, "published_basis": "given", "status": "read"} for n in names])
    n_pairs = len(Candidates(sorted(rows, key=lambda r: r["claim_id"])).first)
    del rows
    started = time.process_time()
    matched, proposals = match.match(claims, ledger)
    between = time.process_time()
    found = reconcile.reconcile(matched, proposals, documents, ledger, {})
    done = time.process_time()
    return {"claims": len(claims), "documents": len(names), "pairs": n_pairs / len(claims), "match": between - started, "reconcile": done - between,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 ** 2 if sys.platform == "darwin" else 1024),
            "facts": len(found["facts"]), "conflicts": int((found["discrepancies"]["kind"] == "conflict").sum())}


def table(rows: list[dict]) -> str:
    lines = ["| " + " | ".join(HEAD) + " |", "| " + " | ".join(["---:"] * len(HEAD)) + " |"]
    for r in rows:
        cells = (f"{r['claims']:,}", f"{r['documents']:,}", f"{r['pairs']:.1f}", f"{r['match']:.1f}", f"{r['reconcile']:.1f}",
                 f"{1000 * (r['match'] + r['reconcile']) / r['claims']:.1f}", f"{r['memory']:,.0f}", f"{r['facts']:,}", f"{r['conflicts']:,}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_matching_grows_with_the_claims_and_not_with_their_square(request):
    rows = []
    for size in SIZES:
        done = subprocess.run([sys.executable, "-m", "tests.bench.bench_matching", str(size)], cwd=ROOT, capture_output=True, text=True,
                              env=os.environ | {"PYTHONPATH": str(ROOT)})
        assert done.returncode == 0, done.stderr
        rows.append(json.loads(done.stdout))
        print(("\n" + table(rows)).splitlines()[-1], file=sys.stderr)
    print("\n" + table(rows))
    # the law behind the times: pairs a claim do not grow with the corpus
    assert rows[-1]["pairs"] < 3 * rows[0]["pairs"]
    if request.config.getoption("--write"):
        PAGE.write_text(ABOUT + table(rows), encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
