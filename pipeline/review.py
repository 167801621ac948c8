"""The ledger of decisions: what a reviewer said about claims, and what of it still holds.

In: `raw/decisions.csv` (append-only; the last row about a claim or a pair of claims wins) and the claims as the rules
read them. Out: `Decision` records with a state and a reason, claims with the decided readings, and for one fact the
`Settlement`. All functions are pure; only the command `review import` touches the ledger.

A decision hangs on claims, never on a fact, and keeps the readings that were on the reviewer's screen. So it survives
a re-wrapped document, better rules and another grouping; it goes stale, loudly, only when a reading it judged has
changed.

    >>> reading({"value": "1600000000", "bound": "more_than", "unit": "CAD"})
    '> 1600000000 CAD'
    >>> parse("> 1600000000")
    ('1600000000', '1600000000', '', 'more_than')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
import pandas as pd

from pipeline import edtf, schemas, tables
from pipeline.files import InputError

ON_PAIRS = ("prefer_a", "prefer_b", "same", "different")
ON_ONE = ("misread", "reads_as")
SIGNS = {
    "exact": "",
    "about": "~",
    "at_least": ">=",
    "more_than": ">",
    "at_most": "<=",
    "less_than": "<",
    "between": "",
    "vague": "?",
}
_READING = re.compile(r"^(?P<sign>~|>=|<=|>|<|\?|)\s*(?P<value>\S+)$")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_CLOCK = re.compile(r"^\d\d:\d\d")


def figure(claim) -> str:
    """The reading without its unit: "> 5", "10..20", "2018-07", "~ 7"."""
    value, low, high = (claim.get(name, "") for name in ("value", "low", "high"))
    bound = claim.get("bound", "") or "exact"
    # the tolerance of "about" belongs to the rules data and not to the text: changing it makes no decision stale
    figure = value or f"{low}..{high}"
    return f"{SIGNS[bound]} {figure}".strip()


def reading(claim) -> str:
    """A claim (mapping with value, low, high, bound, unit) as compact stable text; what `seen_a` and `seen_b` hold."""
    unit = claim.get("unit", "")
    return f"{figure(claim)} {unit}".strip()


def point(claim) -> str:
    """The number alone, without bound and unit; a range as "low..high". Tells whether a third source brings a new
    value."""
    return claim.get("value", "") or f"{claim.get('low', '')}..{claim.get('high', '')}"


def parse(text: str, kind: str = "") -> tuple[str, str, str, str]:
    """`value` of a reads_as row, written as in `reading` without a unit -> (value, low, high, bound).

    `kind` of the claim tells the year 2018 from the number 2018. Raises ValueError for what is neither a number, a
    range "5..7", a date nor a clock time.
    """
    found = _READING.match(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no reading")
    value, bound = found["value"], {sign: bound for bound, sign in SIGNS.items() if sign}.get(found["sign"], "exact")
    if _NUMBER.match(value) and kind not in ("date", "period"):
        low, high = value, value
    elif len(ends := value.split("..")) == 2 and all(_NUMBER.match(end) for end in ends):
        return "", ends[0], ends[1], "vague" if bound == "vague" else "between"
    elif _CLOCK.match(value):
        low, high = value, value
    else:
        first, last = edtf.interval(value)
        if not (first or last):
            raise ValueError(f"{text!r} is neither a number, a range, an ISO date nor a clock time")
        return value, first, last, bound
    if bound in ("more_than", "at_least"):
        high = ""
    elif bound in ("less_than", "at_most"):
        low = ""
    return value, low, high, bound


@dataclass(frozen=True)
class Decision:
    """One row of the ledger that is still the last word on its claims. `row` counts from 1, without the header."""

    row: int
    claim_a: str
    claim_b: str
    verdict: str
    seen_a: str
    seen_b: str
    value: str
    reviewer: str
    decided_on: str
    note: str
    state: str = "applied"  # applied, stale, orphaned
    reason: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        return (self.claim_a, self.claim_b) if self.claim_b else (self.claim_a,)

    @property
    def preferred(self) -> str:
        """The claim that a preference names, else ""."""
        return {"prefer_a": self.claim_a, "prefer_b": self.claim_b}.get(self.verdict, "")


@dataclass(frozen=True)
class Settlement:
    """What the decisions make of one fact: state "" (nothing decided), "decided" or "stale", and why.

    `chosen` is the preferred claim; "" where every reading holds (`both_hold`) or nothing is decided.
    `reopened` says why decisions that still apply do not settle the fact any more; its state is then "".
    """

    state: str = ""
    verdict: str = ""
    chosen: str = ""
    why: str = ""
    reopened: str = ""
    rows: tuple[int, ...] = field(default=())


def _records(frame) -> list[dict]:
    return tables.records(frame) if isinstance(frame, pd.DataFrame) else [dict(row) for row in frame]


def effective(decisions, claims) -> list[Decision]:
    """The decisions in force, in the order of the ledger, each applied, stale or orphaned, with the reason.

    `decisions` and `claims` are frames or lists of mappings. The last row about a pair (in either order) or about one
    claim wins; `reopen` withdraws it. A pair is judged on the readings after `reads_as` rows, as the report shows them.
    Feeding claims to which the decisions were already applied gives the same states.
    """
    rows = _records(decisions)
    if not rows:
        return []
    by_id = {claim["claim_id"]: claim for claim in _records(claims)}
    last: dict[frozenset, Decision] = {}
    for number, row in enumerate(rows, 1):
        key = frozenset(filter(None, (row["claim_a"], row["claim_b"])))
        last.pop(key, None)
        if row["verdict"] != "reopen":
            last[key] = Decision(number, *(row[name] for name in schemas.columns("decisions")))
    singles = {name: _judge(d, by_id, {}) for key, d in last.items() if d.verdict in ON_ONE for name in key}
    found = [singles[d.claim_a] if d.verdict in ON_ONE else _judge(d, by_id, singles) for d in last.values()]
    return sorted(found, key=lambda d: d.row)


def _judge(decision: Decision, claims: dict, singles: dict[str, Decision]) -> Decision:
    missing = [name for name in decision.claims if name not in claims]
    if missing:
        return _with(decision, "orphaned", f"no document holds {' or '.join(missing)} any more")
    if decision.verdict == "reads_as":
        try:
            parse(decision.value, claims[decision.claim_a].get("kind", ""))
        except ValueError as error:
            return _with(decision, "stale", str(error))
    for name, seen in zip(decision.claims, (decision.seen_a, decision.seen_b), strict=False):
        now = _decided(claims[name], singles.get(name))
        shown = reading(now)
        if seen and seen != shown and not (decision.verdict == "reads_as" and _is_already(decision, now)):
            return _with(decision, "stale", f"{name} was read as {seen!r} when this was decided and is {shown!r} now")
    return decision


def _is_already(decision: Decision, claim) -> bool:
    return reading(_decided(claim, decision)) == reading(claim)


def _with(decision: Decision, state: str, reason: str) -> Decision:
    return replace(decision, state=state, reason=reason)


def _decided(claim: dict, decision: Decision | None) -> dict:
    """The claim as a `reads_as` decision has it."""
    if decision is None or decision.state != "applied" or decision.verdict != "reads_as":
        return claim
    value, low, high, bound = parse(decision.value, claim.get("kind", ""))
    return dict(claim) | {"value": value, "low": low, "high": high, "bound": bound}


def apply(claims: pd.DataFrame, decisions: list[Decision]) -> pd.DataFrame:
    """Claims with `reads_as` readings taken over and `misread` claims ignored, the reason in `why`; `claims` stays as it is."""
    singles = {d.claim_a: d for d in decisions if d.verdict in ON_ONE and d.state == "applied"}
    if not singles:
        return claims
    rows = []
    for claim in _records(claims):
        decision = singles.get(claim["claim_id"])
        if decision is not None:
            by = f"decision {decision.row}" + (f" by {decision.reviewer}" if decision.reviewer else "")
            if decision.verdict == "misread":
                claim |= {"status": "ignored", "why": f"misread, says {by}", "fact_id": "", "role": "", "match_why": ""}
            else:
                claim = _decided(claim, decision) | {"why": f"reads as {decision.value}, says {by}"}
        rows.append(claim)
    columns = list(claims.columns)
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=claims[name].dtype) for name in columns}, columns=columns
    )


def reopened(decisions, fact_claims) -> str:
    """Why decisions (one or several) on a fact do not settle it: a claim brings a value that none of them weighed;
    else ""."""
    decisions = [decisions] if isinstance(decisions, Decision) else list(decisions)
    fact_claims = _records(fact_claims)
    weighed = {name for decision in decisions for name in decision.claims}
    known = {point(claim) for claim in fact_claims if claim["claim_id"] in weighed}
    new = [claim for claim in fact_claims if claim["claim_id"] not in weighed and point(claim) not in known]
    if not new:
        return ""
    first = min(new, key=lambda claim: (claim["source_id"], claim["claim_id"]))
    return f"{first['source_id']} says {reading(first)}, a value that was not among those decided between" + (
        f", and {len(new) - 1} more" if len(new) > 1 else ""
    )


def about(decisions: list[Decision]) -> Callable[[Iterable[str]], list[Decision]]:
    """From claim ids to those of the decisions whose first claim is among them, in order: most facts have none."""
    by_claim: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_claim.setdefault(decision.claim_a, []).append(decision)
    return lambda ids: sorted((d for name in sorted(set(ids) & by_claim.keys()) for d in by_claim[name]), key=lambda d: d.row)


def settle(decisions: list[Decision], fact_claims) -> Settlement:
    """What the effective decisions make of a fact with these claims (mappings or a frame, ignored claims left out)."""
    if not decisions:
        return Settlement()
    fact_claims = _records(fact_claims)
    ids = {claim["claim_id"] for claim in fact_claims}
    about = [
        d
        for d in decisions
        if d.claim_a in ids and set(d.claims) <= ids and d.verdict in ("prefer_a", "prefer_b", "both_hold")
    ]
    rows = tuple(d.row for d in about)
    stale = [d for d in about if d.state == "stale"]
    if stale:
        return Settlement("stale", stale[0].verdict, why=stale[0].reason, rows=rows)
    about = [d for d in about if d.state == "applied"]
    if not about:
        return Settlement()
    why_open = reopened(about, fact_claims)
    if why_open:
        return Settlement(reopened=why_open, rows=rows)
    signed = "; ".join(
        dict.fromkeys(
            " ".join(
                filter(
                    None,
                    (
                        "decided",
                        d.reviewer and f"by {d.reviewer}",
                        d.decided_on and f"on {d.decided_on}",
                        d.note and f"({d.note})",
                    ),
                )
            )
            for d in about
        )
    )
    by_id = {claim["claim_id"]: claim for claim in fact_claims}
    beaten = {point(by_id[name]) for d in about if d.preferred for name in d.claims if name != d.preferred}
    winners = sorted({d.preferred for d in about if d.preferred and point(by_id[d.preferred]) not in beaten})
    if not any(d.preferred for d in about):
        return Settlement("decided", "both_hold", "", f"Every reading holds, {signed}.", rows=rows)
    if len({point(by_id[name]) for name in winners}) != 1:
        return Settlement(
            reopened="the decisions on this fact prefer one another in a circle or name several winners", rows=rows
        )
    best = winners[0]
    return Settlement(
        "decided", "prefer", best, f"{by_id[best]['surface']} of {by_id[best]['source_id']}, {signed}.", rows=rows
    )


def state_of(claim_ids, decisions: list[Decision]) -> str:
    """State of a discrepancy between claims of several facts (a failed sum, two scopes): open, decided or stale.

    It is decided when the decisions that apply name all its claims, and stale when one of them does not apply any more.
    """
    about = [
        d
        for d in decisions
        if d.claim_a in claim_ids and set(d.claims) <= set(claim_ids) and d.verdict in ("both_hold", "different")
    ]
    if any(d.state == "stale" for d in about):
        return "stale"
    named = {name for d in about if d.state == "applied" for name in d.claims}
    return "decided" if claim_ids and named >= set(claim_ids) else "open"


def check(decisions: pd.DataFrame, where: str) -> pd.DataFrame:
    """The ledger, or InputError naming file, line, value and next step for rows that contradict themselves."""
    for number, row in enumerate(_records(decisions), 2):
        place = f"{where}:{number}"
        if row["verdict"] in ON_PAIRS and not row["claim_b"]:
            raise InputError(f"{place}: {row['verdict']!r} needs a claim_b; name the other claim")
        if row["verdict"] in ON_ONE and row["claim_b"]:
            raise InputError(f"{place}: {row['verdict']!r} is about one claim; empty claim_b {row['claim_b']!r}")
        if row["claim_a"] == row["claim_b"]:
            raise InputError(f"{place}: claim_a and claim_b are both {row['claim_a']!r}; name two claims")
        if row["verdict"] == "reads_as":
            try:
                parse(row["value"])
            except ValueError as error:
                raise InputError(f"{place}: value: {error}; write it as 360, > 1600000000, 5..7 or 2018-07") from None
    return decisions


def ledger(path, missing_ok: bool = True) -> pd.DataFrame:
    """The ledger at `path`, validated; an empty one where there is no file, unless `missing_ok` is false (InputError).
    """
    path = Path(path)
    if missing_ok and not path.exists():
        return tables.frame("decisions", [])
    return check(tables.read("decisions", path), str(path))


def merge(old: pd.DataFrame, new: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The ledger with the rows of `new` that it does not hold yet appended in their order, and how many were appended.
    """
    known = {tuple(row.values()) for row in _records(old)}
    fresh = []
    for row in _records(new):
        if tuple(row.values()) not in known:
            known.add(tuple(row.values()))
            fresh.append(row)
    return tables.frame("decisions", _records(old) + fresh), len(fresh)


@click.group()
def review():
    """Decisions of reviewers: bring them from the report into the ledger."""


@review.command("import", short_help="Append decisions downloaded from the report to the ledger")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--ledger", "path", default="raw/decisions.csv", show_default=True, help="the ledger to append to")
@click.option("--reviewer", default="", help="sign the rows that bear no name")
@click.option(
    "--claims",
    "claims_path",
    default="output/claims.csv",
    show_default=True,
    help="claims of the last build, to warn of rows that name none of them",
)
def import_(file, path, reviewer, claims_path):
    """Append the decisions in FILE, downloaded from report.html, to the ledger. Rows it holds already are left out."""
    new = check(tables.read("decisions", file), file)
    if reviewer:
        new = new.assign(reviewer=new["reviewer"].where(new["reviewer"] != "", reviewer))
    old = ledger(path)
    merged, added = merge(old, new)
    if added:
        write(merged, path)
    click.echo(
        f"{added} of {len(new)} decisions added to {path}; it holds {len(merged)} now. Build again to apply them.",
        err=True,
    )
    if Path(claims_path).is_file():
        for decision in effective(merged, tables.read("claims", claims_path)):
            if decision.state != "applied" and decision.row > len(old):
                click.echo(f"{path}:{decision.row + 1}: {decision.state}: {decision.reason}", err=True)


def write(decisions: pd.DataFrame, path) -> None:
    """Replaces the ledger, rows in their own order (`tables.write` would sort them, and here the last row wins)."""
    tables.validate("decisions", decisions, "decisions")
    with tables.replacing(path) as handle:
        tables.put(
            handle,
            schemas.columns("decisions"),
            ([tables.armour(c) for c in row.values()] for row in _records(decisions)),
        )
