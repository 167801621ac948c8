"""A mention: one printed quantity or time with its exact span and its reading.

The readers (`amounts`, `periods`, `identifiers`) take a text and give mentions; nothing here knows of tables.

    >>> text = "Over 360 peace ambassadors were trained."
    >>> m = Mention(0, 26, "count", low="360", bound="more_than", unit="peace ambassador", rule="count.noun")
    >>> text[m.start:m.end]
    'Over 360 peace ambassadors'
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

TIMES = ("date", "period", "time")
KINDS = ("money", "count", "percent", "measure", "ratio", "rank", "ordinal", "age", "duration",
         "date", "period", "time", "identifier")
BOUNDS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague")


@dataclass(slots=True)
class Mention:
    """One printed figure. All readings are text: plain decimals or ISO 8601/EDTF dates; "" is unknown.

    `start`, `end`  half-open code points of the text that was read; `text[start:end]` is the surface: the figure
                    with its bound or hedge word, currency, scale and unit.
    `value`         the number (base units) or the date as coarse as printed; "" when the text gives only a range
                    or a vague word.
    `low`, `high`   what the text admits; an open side is "". For an exact reading both are the value widened by nothing
                    (low == high == value); for "more than 5": value "5", low "5", high "". For a range value is "".
    `precision`     half a unit of the last printed place, as a decimal ("1.6 billion" -> "50000000").
    `unit`          ISO 4217 code for money ("$" alone -> "$", resolved later with the document's country), pint's name
                    for measures, "percent", "percentage_point", the counted noun phrase in the singular for counts.
    `number`        span of the number itself without hedge and unit (a pair of offsets).
    `noun`          counted noun phrase as printed, for counts and for measures of something ("pounds of cargo" -> "cargo").
    `relative`      a time that needs an anchor: what `periods.resolve` understands; value is then "" or partial ("--08-18").
    `anchor`        "document" or "previous": what a relative time counts from.
    `rule`          the name of the rule that read it.
    `ignored`       why it is no claim (then its status is "ignored"); "" for a claim.
    """

    start: int
    end: int
    kind: str
    value: str = ""
    low: str = ""
    high: str = ""
    bound: str = "exact"
    precision: str = ""
    unit: str = ""
    unit_basis: str = ""
    number: tuple[int, int] = (0, 0)
    noun: str = ""
    relative: str = ""
    anchor: str = ""
    rule: str = ""
    ignored: str = ""


def mention_rows(source_id: str, text: str, mentions: list[Mention]) -> list[dict]:
    """Mentions of one document as rows of schemas.Mentions."""
    return [{
        "source_id": source_id, "start": m.start, "end": m.end, "surface": text[m.start:m.end], "kind": m.kind, "value": m.value,
        "low": m.low, "high": m.high, "bound": m.bound, "precision": m.precision, "unit": m.unit, "unit_basis": m.unit_basis,
        "number_start": m.number[0], "number_end": m.number[1], "noun": m.noun, "relative": m.relative, "anchor": m.anchor,
        "rule": m.rule, "status": "ignored" if m.ignored else "read", "why": m.ignored or m.rule,
    } for m in mentions]


def mentions_of(rows) -> dict[str, list[Mention]]:
    """Rows of schemas.Mentions (mappings) as mentions, by source."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for r in rows:
        found[r["source_id"]].append(Mention(
            r["start"], r["end"], r["kind"], r["value"], r["low"], r["high"], r["bound"], r["precision"], r["unit"], r["unit_basis"],
            (r["number_start"], r["number_end"]), r["noun"], r["relative"], r["anchor"], r["rule"],
            r["why"] if r["status"] == "ignored" else ""))
    return found
