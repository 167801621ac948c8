"""What `run` tells people: progress on a terminal (nothing when piped) and the summary at the end.

In: a `run.Result`. Out: text of a few lines, with the three worst contradictions and their quotes.
"""

from __future__ import annotations

import sys
from itertools import combinations

WORST = 3
# quotes longer than this are cut around the figure, in characters
QUOTE = 240
_STAGES = {"reading": "Reading", "matching": "Matching figures", "comparing": "Comparing", "writing": "Writing the report"}


class Progress:
    """Called with (stage, done, total); shows a bar on a terminal's stderr and is silent elsewhere."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stderr
        self.bar = None
        self.tasks: dict[str, int] = {}

    def __enter__(self):
        if self.stream.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar
            # no thread of its own: the reading processes are forked while it runs
            self.bar = Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                           console=Console(file=self.stream), auto_refresh=False, transient=True)
            self.bar.start()
        return self

    def __exit__(self, *_):
        if self.bar is not None:
            self.bar.stop()
        return False

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.bar is None:
            return
        if stage not in self.tasks:
            self.tasks[stage] = self.bar.add_task(_STAGES.get(stage, stage), total=total)
        self.bar.update(self.tasks[stage], completed=done, total=total)
        self.bar.refresh()


def count(n: int, one: str, many: str = "") -> str:
    """ "1 fact", "3 facts"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def summarise(result) -> str:
    """The lines printed at the end of a run."""
    frames = result.frames
    claims, facts, found = frames["claims"], frames["facts"], frames["discrepancies"]
    kinds = found["kind"].value_counts().to_dict()
    n_read = result.n_documents - len(result.skipped)
    n_claims = int((claims["status"] == "read").sum())
    lines = [f"{count(n_read, 'document')} read" + (f" ({result.n_fresh:,} anew)" if result.n_fresh < result.n_documents else "")
             + f", {count(n_claims, 'figure')} of {count(len(facts), 'fact')}"]
    if result.skipped:
        lines.append(f"{count(len(result.skipped), 'document')} skipped:")
        lines += [f"  {one_line(path)}: {why}" for path, why in result.skipped[:20]]
        if len(result.skipped) > 20:
            lines.append(f"  ... and {len(result.skipped) - 20:,} more, all with their reason in {result.out / 'documents.csv'}")
    repeated = frames["documents"].query("status == 'read' and why != ''")
    lines += [f"note: {row.source_id}: {row.why}" for row in list(repeated.itertuples())[:10]]
    explained = sum(n for kind, n in kinds.items() if kind not in ("conflict", "arithmetic", "calendar"))
    checks = kinds.get("arithmetic", 0) + kinds.get("calendar", 0)
    lines.append(f"{count(kinds.get('conflict', 0), 'contradiction')}, {count(explained, 'explained difference')}, "
                 f"{count(checks, 'figure')} that {'does' if checks == 1 else 'do'} not add up, "
                 f"{count(int(facts['status'].isin(['agree', 'compatible']).sum()), 'fact')} on which sources agree")
    lines += _worst(found, facts, claims)
    lines += ["", f"Report: {result.out / 'report.html'}"]
    return "\n".join(lines)


def one_line(path: str) -> str:
    """A path on one line, whatever characters it holds."""
    return path if path.isprintable() else ascii(path)[1:-1]


def _worst(found, facts, claims) -> list[str]:
    rank = {"high": 0, "medium": 1, "low": 2}
    conflicts = sorted((row for row in found.to_dict("records") if row["kind"] == "conflict"),
                       key=lambda row: (rank[row["severity"]], -_spread(row["spread"]), row["discrepancy_id"]))
    questions = dict(zip(facts["fact_id"], facts["question"], strict=True))
    wanted = {claim_id for row in conflicts[:WORST] for claim_id in row["claim_ids"].split()}
    by_id = {row["claim_id"]: row for row in claims[claims["claim_id"].isin(wanted)].to_dict("records")}
    lines: list[str] = []
    for number, row in enumerate(conflicts[:WORST], 1):
        pair = _rivals([by_id[c] for c in row["claim_ids"].split() if c in by_id])
        lines += ["", f"{number}. {one_line(questions.get(row['fact_id']) or row['summary'])}"]
        for claim in pair:
            where = f"page {claim['page']}" if claim["page"] else f"line {claim['line']}"
            lines.append(f"   {' '.join(claim['surface'].split())}  ({one_line(claim['path'])}, {where})")
            lines.append(f"     \"{_cut(claim['quote'], claim['surface'])}\"")
    return lines


def _spread(cell: str) -> float:
    return float(cell) if cell else 0.0


def _rivals(claims: list[dict]) -> list[dict]:
    """Two claims of different sources that contradict each other, of one source if need be."""
    from pipeline.compare import relation
    pairs = (pair for same in (False, True) for pair in combinations(claims, 2) if (pair[0]["source_id"] == pair[1]["source_id"]) is same)
    return list(next((pair for pair in pairs if relation(*pair)[0] == "conflict"), claims[:2]))


def _cut(quote: str, surface: str) -> str:
    """The quote on one line, cut around the figure when it is long."""
    quote, surface = (" ".join("".join(c if c.isprintable() else " " for c in text).split()) for text in (quote, surface))
    if len(quote) <= QUOTE:
        return quote
    at = max(quote.find(surface), 0)
    start = max(0, min(at - QUOTE // 2, len(quote) - QUOTE))
    return ("…" if start else "") + quote[start:start + QUOTE].strip() + ("…" if start + QUOTE < len(quote) else "")
