"""Every table of the pipeline, declared once: columns, keys, types, words allowed and what each column means.

In: nothing. Out: pandera models that `tables` validates with on every read and write, and from which `package` makes
datapackage.json and the data dictionary. No other module names the columns of a table it does not compute.

Cells are text unless a column is declared int: numbers stay the plain decimals that were read ("1600000000", "0.3"),
dates ISO 8601/EDTF as coarse as printed; an empty cell is unknown. `metadata["type"]` is the type that a consumer may
cast to (Data Package names), `metadata["key"]` marks the primary key, `metadata["ref"]` a foreign key.

    >>> columns("facts")[:3]
    ['fact_id', 'question', 'measure']
"""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.mention import BOUNDS, KINDS

VERDICTS = ("agree", "compatible", "updated", "different_scope", "incomparable", "conflict", "unrelated")
FACT_STATUS = ("single", "agree", "compatible", "updated", "conflict")
BASES = ("only", "agreement", "latest", "primary", "majority", "precise", "decision")
ROLES = ("chosen", "agrees", "differs", "superseded", "copied")
DISCREPANCY_KINDS = ("conflict", "updated", "different_scope", "vague", "arithmetic", "calendar")
SEVERITIES = ("high", "medium", "low")
STATES = ("open", "decided", "stale")
DECISIONS = ("prefer_a", "prefer_b", "both_hold", "same", "different", "misread", "reads_as", "reopen")
PUBLISHED_BASES = ("given", "printed", "dateline", "metadata", "file_name", "not_before", "unknown")
MODALITIES = ("stated", "planned", "hypothetical", "negated")
STANDINGS = ("primary", "secondary", "tertiary")

DECIMAL = r"^(-?\d+(\.\d+)?)?$"
CLAIM_ID = r"^(c-[0-9a-f]{12})?$"
FACT_ID = r"^(f-[0-9a-f]{12})?$"
# a decimal, or an ISO/EDTF date, period or clock time
READING = r"^(-?\d+(\.\d+)?|[-\dXTWE:.+Z/QH~?a-z]*)$"


def text(description: str, *, words=None, pattern=None, type="string", **extra):
    checks = {}
    if words:
        checks["isin"] = ["", *words] if extra.pop("optional", False) else list(words)
    if pattern:
        checks["str_matches"] = pattern
    extra.pop("optional", None)
    unique = bool(extra.get("key")) and not extra.get("part_of_key")
    return pa.Field(description=description, unique=unique, metadata={"type": type, **extra}, **checks)


def whole(description: str, *, least=0, **extra):
    return pa.Field(description=description, ge=least, metadata={"type": "integer", **extra})


class Table(pa.DataFrameModel):
    class Config:
        strict = True
        ordered = True


class Documents(Table):
    """One document that was found: where it is, what it is, when it was published, and whether it was read."""

    source_id: Series[str] = text("name of the source: the document's file name without its ending", key=True)
    path: Series[str] = text("the document's path below the folder of documents")
    title: Series[str] = text("title, as given or printed")
    publisher: Series[str] = text("who published it")
    author: Series[str] = text("who wrote it")
    kind: Series[str] = text("what sort of document: government, press, reference, essay, minutes, ...")
    published: Series[str] = text("publication date, ISO 8601, as coarse as known", type="date")
    published_basis: Series[str] = text("where the publication date comes from", words=PUBLISHED_BASES)
    url: Series[str] = text("web address")
    country: Series[str] = text("ISO 3166 code of the country it writes from; says what $ means")
    currency: Series[str] = text("ISO 4217 code that a bare currency sign stands for")
    cites: Series[str] = text("source ids this document cites or copies, separated by a space", list=True)
    standing: Series[str] = text("how near to the matter", words=STANDINGS, optional=True)
    sha256: Series[str] = text("digest of the document's bytes")
    characters: Series[int] = whole("length of the text that was read, in code points")
    pages: Series[str] = text("offsets at which pages start, separated by a space; empty where there are no pages", list=True)
    status: Series[str] = text("read or skipped", words=("read", "skipped"))
    why: Series[str] = text("why it was skipped, or what is doubtful about it")


class Mentions(Table):
    """One printed figure of one document, with its exact span, as the readers gave it; nothing resolved yet."""

    source_id: Series[str] = text("the document", key=True, part_of_key=True, ref="documents.source_id")
    start: Series[int] = whole("first code point of the surface in the document's text", key=True, part_of_key=True)
    end: Series[int] = whole("one past the last code point")
    surface: Series[str] = text("the figure as printed, with its hedge and unit")
    kind: Series[str] = text("what sort of figure", words=KINDS)
    value: Series[str] = text("the number or date", pattern=READING)
    low: Series[str] = text("least that the text admits", pattern=READING)
    high: Series[str] = text("most that the text admits", pattern=READING)
    bound: Series[str] = text("how the figure is limited", words=BOUNDS)
    precision: Series[str] = text("half a unit of the last printed place", pattern=DECIMAL, type="number")
    unit: Series[str] = text("unit or counted noun")
    unit_basis: Series[str] = text("printed or inferred", words=("printed", "inferred"), optional=True)
    number_start: Series[int] = whole("first code point of the number itself")
    number_end: Series[int] = whole("one past the last code point of the number itself")
    noun: Series[str] = text("the counted noun phrase as printed")
    relative: Series[str] = text("a time that counts from another, in the language of `periods.resolve`")
    anchor: Series[str] = text("what a relative time counts from", words=("document", "previous"), optional=True)
    rule: Series[str] = text("the rule that read it")
    status: Series[str] = text("read, or ignored because it is no claim", words=("read", "ignored"))
    why: Series[str] = text("the rule that read it or the reason to ignore it")


class Claims(Table):
    """One passage of one source says one figure of one thing: as printed, as read, and the fact it speaks of."""

    claim_id: Series[str] = text("c- and 12 hex digits of the source, the sentence and the surface", key=True, pattern=CLAIM_ID)
    source_id: Series[str] = text("the document", ref="sources.source_id")
    path: Series[str] = text("the document's path")
    start: Series[int] = whole("first code point of the surface in the document's text")
    end: Series[int] = whole("one past the last code point")
    line: Series[int] = whole("line of the text, from 1", least=1)
    page: Series[str] = text("page, where the document has pages", pattern=r"^\d*$", type="integer")
    surface: Series[str] = text("the figure as printed, with its modifier and unit")
    quote: Series[str] = text("the sentence around it")
    kind: Series[str] = text("what sort of figure", words=KINDS)
    value: Series[str] = text("the number (in units of `unit`) or the date; empty for a range or a vague word", pattern=READING)
    low: Series[str] = text("least that the text admits; empty when open", pattern=READING)
    high: Series[str] = text("most that the text admits; empty when open", pattern=READING)
    bound: Series[str] = text("how the figure is limited", words=BOUNDS)
    precision: Series[str] = text("half a unit of the last printed place", pattern=DECIMAL, type="number")
    unit: Series[str] = text("ISO 4217 code, pint's name of the measure, percent, or the counted noun in the singular")
    unit_basis: Series[str] = text("printed, or inferred from the document", words=("printed", "inferred"), optional=True)
    measure: Series[str] = text("what is measured, as a phrase")
    subject: Series[str] = text("who did or has it")
    action: Series[str] = text("the verb")
    object: Series[str] = text("what the action is done to")
    scope: Series[str] = text("place, population or part that limits it")
    period: Series[str] = text("the period it covers, ISO 8601/EDTF")
    as_of: Series[str] = text("the date it is as of, ISO 8601/EDTF", type="date")
    as_of_basis: Series[str] = text("where the as-of date comes from")
    part_of: Series[str] = text("the claim that states the whole this is a part of", pattern=CLAIM_ID, ref="claims.claim_id")
    attributed_to: Series[str] = text("who says so, when the document quotes somebody")
    modality: Series[str] = text("how it is said", words=MODALITIES)
    status: Series[str] = text("read, or ignored because it is no claim", words=("read", "ignored"))
    why: Series[str] = text("the rule that read it, or the reason to ignore it")
    fact_id: Series[str] = text("the fact it speaks of; empty for ignored figures and for times that only date another figure", pattern=FACT_ID, ref="facts.fact_id")
    role: Series[str] = text("its part in the fact", words=ROLES, optional=True)
    match_why: Series[str] = text("why it was joined to the other claims of the fact")


class Facts(Table):
    """One thing that can be known, from all the claims about it: the value to use, on what basis, and how sure."""

    fact_id: Series[str] = text("f- and 12 hex digits, derived from its claims; may move between builds", key=True, pattern=FACT_ID)
    question: Series[str] = text("the fact as a question for people")
    measure: Series[str] = text("what is measured")
    subject: Series[str] = text("who did or has it")
    scope: Series[str] = text("place, population or part that limits it")
    period: Series[str] = text("the period it covers")
    unit: Series[str] = text("unit of value, low and high")
    status: Series[str] = text("the worst relation among its claims", words=FACT_STATUS)
    value: Series[str] = text("the value to use; empty when disputed without a sound basis", pattern=READING)
    low: Series[str] = text("least value the basis admits", pattern=READING)
    high: Series[str] = text("most the basis admits", pattern=READING)
    bound: Series[str] = text("how the value is limited", words=BOUNDS, optional=True)
    as_of: Series[str] = text("date the value is as of", type="date")
    basis: Series[str] = text("what the choice rests on", words=BASES, optional=True)
    confidence: Series[str] = text("0 to 1, see docs/choosing.md", pattern=r"^(0\.\d\d|1\.00)$", type="number")
    why: Series[str] = text("the choice in a sentence")
    chosen_claim_id: Series[str] = text("the claim whose reading is the value", pattern=CLAIM_ID, ref="claims.claim_id")
    n_claims: Series[int] = whole("claims about it", least=1)
    n_sources: Series[int] = whole("documents that speak of it", least=1)
    n_independent: Series[int] = whole("documents that are no copies of one another", least=1)
    spread: Series[str] = text("(greatest - least) / greatest of the values; days for dates; empty when one value",
                               pattern=DECIMAL, type="number")
    decided: Series[str] = text("whether a reviewer has decided it", words=("yes", "no"))


class Discrepancies(Table):
    """One difference that a person should know: contradictions, and differences that are explained."""

    discrepancy_id: Series[str] = text("d- and 12 hex digits, derived from the claims", key=True, pattern=r"^d-[0-9a-f]{12}$")
    fact_id: Series[str] = text("the fact; empty where the claims are of several facts", pattern=FACT_ID, ref="facts.fact_id")
    kind: Series[str] = text("what sort of difference", words=DISCREPANCY_KINDS)
    severity: Series[str] = text("how much it matters", words=SEVERITIES)
    summary: Series[str] = text('the rival readings with their sources, "360 [a] against 350 [b]"')
    values: Series[str] = text("the distinct readings, separated by ' | '")
    spread: Series[str] = text("as in facts", pattern=DECIMAL, type="number")
    explanation: Series[str] = text("what differs and why, in two plain sentences")
    suggestion: Series[str] = text("what to use, and because of what")
    state: Series[str] = text("open, decided by a reviewer, or decided on a reading that has changed", words=STATES)
    claim_ids: Series[str] = text("the claims, separated by a space", list=True)


class Sources(Table):
    """One source: what it is, and how often it agrees with the others where they overlap."""

    source_id: Series[str] = text("name of the source", key=True)
    path: Series[str] = text("the document's path below the folder of documents")
    title: Series[str] = text("title")
    publisher: Series[str] = text("who published it")
    author: Series[str] = text("who wrote it")
    kind: Series[str] = text("what sort of document")
    published: Series[str] = text("publication date, as coarse as known", type="date")
    published_basis: Series[str] = text("where the publication date comes from", words=PUBLISHED_BASES)
    url: Series[str] = text("web address")
    country: Series[str] = text("ISO 3166 code of the country it writes from")
    currency: Series[str] = text("ISO 4217 code that a bare currency sign stands for")
    cites: Series[str] = text("source ids it cites or copies, separated by a space", list=True)
    standing: Series[str] = text("how near to the matter", words=STANDINGS, optional=True)
    sha256: Series[str] = text("digest of the document's bytes")
    status: Series[str] = text("read or skipped", words=("read", "skipped"))
    why: Series[str] = text("why it was skipped, or what is doubtful about it")
    n_claims: Series[int] = whole("claims read from it")
    n_shared: Series[int] = whole("of those, claims of facts that another source speaks of too")
    agreement: Series[str] = text("share of the pairs with another source's claim of the same fact and as-of date that do not conflict",
                                  pattern=DECIMAL, type="number")
    reliability: Series[str] = text("agreement smoothed towards one half for few pairs; weighs the source in a dispute",
                                    pattern=DECIMAL, type="number")


class Decisions(Table):
    """What a reviewer decided, one row a decision, append-only; the last row about a claim or pair wins."""

    claim_a: Series[str] = text("a claim", pattern=r"^c-[0-9a-f]{12}$")
    claim_b: Series[str] = text("the other claim; empty for a verdict on one claim", pattern=CLAIM_ID)
    verdict: Series[str] = text("what was decided", words=DECISIONS)
    seen_a: Series[str] = text("the reading of claim_a on the reviewer's screen")
    seen_b: Series[str] = text("the reading of claim_b on the reviewer's screen")
    value: Series[str] = text("the value to use, for reads_as")
    reviewer: Series[str] = text("who decided")
    decided_on: Series[str] = text("ISO date", pattern=r"^(\d{4}-\d\d-\d\d)?$", type="date")
    note: Series[str] = text("why")


class Proposals(Table):
    """Two claims that may be of one fact but were not joined: a question for the reviewer."""

    claim_a: Series[str] = text("a claim", key=True, part_of_key=True, pattern=CLAIM_ID, ref="claims.claim_id")
    claim_b: Series[str] = text("the other", key=True, part_of_key=True, pattern=CLAIM_ID, ref="claims.claim_id")
    score: Series[str] = text("how alike, 0 to 1", pattern=DECIMAL, type="number")
    why: Series[str] = text("what speaks for it")


class Checks(Table):
    """One sum, share, duration, weekday, conversion or announced count inside a document that was checked."""

    source_id: Series[str] = text("the document", ref="sources.source_id")
    kind: Series[str] = text("what was checked", words=("sum", "share", "difference", "duration", "weekday", "conversion",
                                                        "count", "anniversary", "repeat"))
    holds: Series[str] = text("whether it holds", words=("yes", "no"))
    stated: Series[str] = text("what the text states")
    computed: Series[str] = text("what follows from the other figures")
    explanation: Series[str] = text("the check in a sentence")
    claim_ids: Series[str] = text("the claims it is about, separated by a space", list=True)


TABLES: dict[str, type[Table]] = {
    "documents": Documents, "mentions": Mentions, "claims": Claims, "facts": Facts, "discrepancies": Discrepancies,
    "sources": Sources, "decisions": Decisions, "proposals": Proposals, "checks": Checks,
}
# what output/ holds; the rest is interim or raw
PUBLISHED = ("claims", "facts", "discrepancies", "sources", "proposals", "checks")


def fields(table: str) -> dict[str, dict]:
    """Column name -> {"type", "description", "key", "ref", "words", "pattern"} of a table, in order.

    Raises KeyError for a table that is not declared.
    """
    schema = TABLES[table].to_schema()
    found = {}
    for name, column in schema.columns.items():
        metadata = column.metadata or {}
        words = pattern = None
        for check in column.checks:
            if check.name == "isin":
                words = list(check.statistics["allowed_values"])
            elif check.name == "str_matches":
                pattern = check.statistics["pattern"]
                pattern = getattr(pattern, "pattern", pattern)
        found[name] = {"type": metadata.get("type", "string"), "description": column.description,
                       "key": bool(metadata.get("key")), "ref": metadata.get("ref", ""), "words": words, "pattern": pattern,
                       "list": bool(metadata.get("list")), "int": str(column.dtype).startswith("int")}
    return found


def columns(table: str) -> list[str]:
    """The columns of a table, in order."""
    return list(TABLES[table].to_schema().columns)


def keys(table: str) -> list[str]:
    """The primary key columns of a table, in order; may be empty."""
    return [name for name, field in fields(table).items() if field["key"]]
