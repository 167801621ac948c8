"""Mentions and documents -> claims: what each figure measures, of whom, where, for which period, as of when.

In: mentions of a document, its text and what is known of the source. Out: rows of schemas.Claims without fact_id, role and
match_why, which `match` and `reconcile` fill.

    >>> [c] = [c for c in read_claims("In 2019, bilateral trade reached $29.5 million.") if c["kind"] == "money"]
    >>> c["value"], c["measure"], c["period"]
    ('29500000', 'bilateral trade', '2019')
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from pipeline import (
    asides,
    cells,
    columns,
    dayclock,
    ids,
    nouns,
    periods,
    persons,
    phrases,
    printed_dates,
    series,
    tables,
    tags,
    timelines,
    totals,
)
from pipeline.attach import attach_parts, attach_times
from pipeline.dollars import country_currency, money_unit
from pipeline.extract import read_mentions
from pipeline.gapping import name_before
from pipeline.mention import TIMES, Mention, mentions_of
from pipeline.printed_dates import OF_DOCUMENT
from pipeline.rules import load
from pipeline.text import Layout

# characters of an entry that are quoted beside its date
ENTRY_MAX = 400
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?((?:[A-Z][\w.’'-]*|of|the|for|and|a)(?:\s+(?:[A-Z][\w.’'-]*|of|the|for|and))*)")
_YEAR = re.compile(r"\d{4}(?:-\d\d){0,2}$")
_DAY, _DAY_OF_MONTH = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"--\d\d-\d\d(?:w\d)?")
_OF_THESE = re.compile(r"\b(?:of|among) (?:which|whom|them|these|those|the \w+)\s*,?\s*$", re.IGNORECASE)
_STATE_BEHIND = re.compile(r"\s+(?:still\s+|more\s+|others?\s+|seriously\s+|badly\s+|critically\s+|slightly\s+|confirmed\s+|feared\s+|reported\s+)*"
                           r"(injured|wounded|hurt|missing|dead|killed|unaccounted for|homeless|displaced|arrested|detained|hospitali[sz]ed)\b", re.IGNORECASE)
# the words of an entry behind its time, to the first mark
_HEADED = re.compile(r"(?:\s*\b(?:[A-Z]{2,4}|[ap]\.?m\.?)\b\.?)?[\s|:,–—-]*(?=[^\W\d_])((?:[\w’'./&-]+\s){1,7}[\w’'./&-]*[\w’'])")
_COUNTED_BEHIND = re.compile(r"\s+(?:were|are|was|is)\s+([a-z]{3,})\b(?!\s+(?:to|by|in|at|from|on|with|of)\b)")


def read_claims(text: str, published: str = "", source_id: str = "text", currency: str = "", whole: bool = False) -> list[dict]:
    """Claims of one text, as rows of schemas.Claims. `published` is an ISO date that relative times count from; `whole` leaves a day
    with its clock time one row, as it is printed."""
    source = {"source_id": source_id, "path": "", "published": published, "currency": currency, "country": "", "pages": ""}
    return claims_of(source, text, read_mentions(text), whole)


def normalise(documents: pd.DataFrame, mentions: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """schemas.Claims of all documents that were read, without fact_id."""
    by_source = mentions_of(mentions.to_dict("records"))
    rows = []
    for source in documents.to_dict("records"):
        if source["status"] == "read":
            rows += claims_of(source, texts[source["source_id"]], by_source.get(source["source_id"], []))
    return tables.frame("claims", rows)


def claims_of(source: dict, text: str, mentions: list[Mention], whole: bool = False) -> list[dict]:
    """Claims of one document, in text order. `source` is a row of schemas.Documents (as a mapping), `whole` as in `read_claims`."""
    layout = Layout(text)
    currency = source.get("currency") or country_currency(source.get("country") or "")
    pages = [int(p) for p in (source.get("pages") or "").split()]
    sentence_of = _id_sentences(text)
    by_sentence: dict[int, list[int]] = {}
    mentions = sorted(mentions, key=lambda m: (m.start, m.end))
    for number, mention in enumerate(mentions):
        by_sentence.setdefault(layout.sentence_index(mention.start), []).append(number)
    timeline = timelines.timeline(layout.blocks, text, mentions)
    claims: list[dict] = []
    seen: dict[tuple[str, str], int] = {}
    previous, told, near = "", (-1, ""), (-9, "")         # the number of a sentence and the time it told of, and the day it printed
    for index in sorted(by_sentence):
        sentence = layout.sentences[index] if index >= 0 else None
        start, end = (sentence.start, sentence.end) if sentence else (0, len(text))
        group = [mentions[n] for n in by_sentence[index]]
        anchor, basis = _anchor(sentence, source, timeline.day_of)
        rows = []
        if sentence is not None:
            group = [_within(mention, layout.blocks[sentence.block].end, text) for mention in group]
        if not whole:
            group = [part for mention in group for part in dayclock.parted(mention, text)]
        for number, mention in enumerate(group):
            mention, time_basis = _resolve(mention, anchor, basis, previous, near[1] if near[0] >= index - 1 else "",
                                           timeline.year_of.get(sentence.block, "") if sentence is not None else "")
            day = mention.value.partition("T")[0]
            if mention.kind in TIMES and not mention.ignored and periods.coarseness(day) in ("day", "month", "year"):
                previous = day                       # "five years later" counts from the year named before it
                if _DAY.fullmatch(day) and time_basis == "printed":
                    near = (index, day)
            group[number] = mention
            row = _row(source, text, layout, mention, sentence, start, end, currency, pages)
            row["_time_basis"] = time_basis
            rows.append(row)
        dayclock.lend_days(group, rows, text)
        if sentence is not None and sentence.kind == "entry":
            _entry(text, layout, sentence, rows)
        elif sentence is not None and sentence.kind == "dateline":
            _dateline(rows)
        else:
            _phrases(text, layout, sentence, start, end, group, rows)
            _dateline(rows, start, text[start:end])
        attach_times(text[start:end], start, rows, anchor, basis, source.get("published") or "", told[1] if told[0] == index - 1 else "")
        days = [row["value"] for row in rows if row["kind"] == "date" and row["status"] == "read" and _YEAR.match(row["value"])]
        told = (index, days[-1] if days else told[1] if told[0] == index - 1 and asides.same_time(text[start:end]) else "")
        if sentence is not None and sentence.kind == "columns":
            columns.date_rows(rows)
        for row in rows:
            surface = text[row["start"]:row["end"]]
            sentence_text = sentence_of(row["start"])
            key = (ids.fold(sentence_text), ids.fold(surface))
            nth = seen.get(key, 0)
            seen[key] = nth + 1
            row["claim_id"] = ids.claim_id(source["source_id"], sentence_text, surface, nth)
        attach_parts(text[start:end], start, rows)
        claims += rows
    for row in claims:
        for name in [name for name in row if name.startswith("_")]:
            del row[name]
    return claims


def _id_sentences(text):
    spans = ids.id_sentences(text)
    starts = [s for s, _ in spans]

    def sentence(offset):
        at = bisect_right(starts, offset) - 1
        return text[spans[at][0]:spans[at][1]] if at >= 0 else ""
    return sentence


def _anchor(sentence, source, day_of: dict[int, str]) -> tuple[str, str]:
    """The date that relative times of a sentence count from, and what it is. `day_of`: the days that entries of a timeline begin with."""
    if sentence is not None and sentence.block in day_of:
        return day_of[sentence.block], "entry heading"
    if sentence is not None and sentence.entry:
        for time in periods.read_times(sentence.entry):
            value = periods.resolve(time, source.get("published") or "")[0]
            if re.match(r"\d{4}-\d\d-\d\d", value):
                return value[:10], "entry heading"
    return source.get("published") or "", "document date"


def _within(mention: Mention, block_end: int, text: str) -> Mention:
    """The mention cut where its block ends: a reader takes a line break for a space, and a table or list does not."""
    if mention.end <= block_end or mention.number[1] > block_end:
        return mention
    end = max(block_end, mention.number[1])
    while end > mention.number[1] and text[end - 1].isspace():
        end -= 1
    if mention.kind != "count":
        return replace(mention, end=end)
    kept = text[mention.number[1]:end].strip()
    return replace(mention, end=end, unit=mention.unit if kept and mention.noun == kept else "", noun=kept)


def _entry_text(text: str, layout: Layout, sentence) -> str:
    """What a timeline's date heads: the first sentences of its entry."""
    block = layout.blocks[sentence.block]
    end = block.end
    for following in layout.blocks[sentence.block + 1:sentence.block + 4]:
        if following.kind in ("entry", "heading"):
            break
        end = following.end
    return " ".join(text[block.start:min(end, block.start + ENTRY_MAX)].split())


def _resolve(mention: Mention, anchor: str, basis: str, previous: str, near: str = "", year: str = "") -> tuple[Mention, str]:
    """The time with its value. `near`: a day printed with its year in the sentence or the one before it; a day and month without
    a year is of that year. `year`: that of the entry of a timeline, for a day or a month without one."""
    if mention.kind not in TIMES or mention.ignored:
        return mention, ""
    if year:
        value = timelines.in_year(mention.relative, year)
        if value:
            return replace(mention, value=value, low=value, high=value), "year of the entry"
    if near and _DAY_OF_MONTH.fullmatch(mention.relative) and basis != "entry heading":
        value, low, high, how = periods.resolve(replace(mention, anchor="previous"), anchor, near)
        return replace(mention, value=value, low=low, high=high), how
    value, low, high, how = periods.resolve(mention, anchor, previous)
    if mention.relative and anchor and basis == "entry heading":
        how = how.replace("document date", "entry heading")
    return replace(mention, value=value, low=low, high=high), how


def _row(source, text, layout, mention, sentence, start, end, currency, pages) -> dict:
    unit, unit_basis = mention.unit, mention.unit_basis
    if mention.kind == "money":
        unit, unit_basis = money_unit(unit, currency)
    noise = sentence.noise if sentence else ""
    ignored = mention.ignored or (noise and f"{noise}: no claim")
    page = ""
    if pages:
        page = str(sum(1 for p in pages if p <= mention.start))
    return {
        "claim_id": "", "source_id": source["source_id"], "path": source.get("path") or "", "start": mention.start, "end": mention.end,
        "line": layout.line(mention.start), "page": page, "surface": text[mention.start:mention.end],
        "quote": text[start:end].strip(), "kind": mention.kind, "value": mention.value, "low": mention.low, "high": mention.high,
        "bound": mention.bound, "precision": mention.precision, "unit": unit, "unit_basis": unit_basis if unit else "",
        "measure": "", "subject": "", "action": "", "object": "", "scope": "", "period": "", "as_of": "", "as_of_basis": "",
        "part_of": "", "attributed_to": "", "modality": "stated", "status": "ignored" if ignored else "read",
        "why": ignored or mention.rule, "fact_id": "", "role": "", "match_why": "",
        "_currency": currency, "_mention": mention, "_entry": sentence.entry if sentence else "",
    }


def _phrases(text, layout, sentence, start, end, group, rows) -> None:
    quote = text[start:end]
    # names with a number in them ("a CH-47", "the Index 500") are words of the sentence like others
    claimed = [number for number, row in enumerate(rows) if row["status"] != "ignored"]
    figures = [(group[n].start - start, group[n].end - start) for n in claimed]
    place = {number: at for at, number in enumerate(claimed)}
    found = None
    for number, (mention, row) in enumerate(zip(group, rows, strict=True)):
        if sentence is not None and sentence.kind == "columns" and row["kind"] == "identifier":
            columns.revive(text, layout, sentence, mention, row)
        if row["status"] == "ignored":
            continue
        if sentence is not None and sentence.kind == "table" and cells.table_cell(text, layout, sentence, mention, row):
            continue
        if sentence is not None and sentence.kind == "columns" and columns.cell(text, layout, sentence, mention, row):
            continue
        if sentence is not None and sentence.kind == "field" and cells.field(quote, mention, start, row):
            continue
        if sentence is not None and sentence.kind == "record" and cells.record(quote, sentence.heading, mention, start, row):
            continue
        found = tags.tokens(quote, figures) if found is None else found
        frame = phrases.frame(quote, figures, place[number], mention.kind, mention.noun, found)
        row.update(measure=frame.measure, subject=frame.subject, action=frame.action, object=frame.object, scope=frame.scope)
        if mention.kind in TIMES and not frame.action and not frame.measure:
            row["measure"] = _headed(quote, mention.end - start, mention.start - start)
        if mention.rule == "count.gapped":
            row["subject"] = name_before(quote, mention.start - start)
        row["modality"] = ("negated" if frame.negated else "hypothetical" if frame.hypothetical
                           else "planned" if frame.planned else "stated")
        row["attributed_to"] = _attributed(quote, found)
        if not row["measure"]:
            row["measure"] = row["unit"] if mention.kind == "count" else ""
    for mention, row in zip(group, rows, strict=True):
        if row["kind"] == "count" and row["unit_basis"] != "printed" and row["status"] == "read":
            _named_behind(quote, mention, start, row)
    if sentence is not None and sentence.kind == "columns":
        return
    series.carry(quote, start, rows)
    persons.count(quote, start, rows)
    for row in rows:
        if row["kind"] == "count" and row["status"] == "read" and row["unit_basis"] != "printed" and (total := totals.named(quote, row["start"] - start)):
            # a noun that the total itself names stays what is counted; one that another figure lent goes
            if row["unit"].rpartition(" ")[2] not in map(nouns.singular, total.split()):
                row.update(unit="", unit_basis="")
            row.update(measure=total, subject=total)


def _headed(quote: str, end: int, start: int) -> str:
    """What stands behind a time at the head of its sentence or row, where no verb tells of what: "15:06 | North bridge closed", "3:06 p.m. The bridge shuts"."""
    if any(c.isalpha() for c in quote[:start]):
        return ""
    match = _HEADED.match(quote, end)
    return " ".join(match[1].split()) if match else ""


def _entry(text, layout, sentence, rows) -> None:
    """The date over a timeline's entry is the date of what the entry tells."""
    quote = _entry_text(text, layout, sentence)
    body = quote[sentence.end - sentence.start:].strip()
    first = quote[:sentence.end - sentence.start] + " " + body.split(". ")[0]
    frame = phrases.frame(first, [(0, sentence.end - sentence.start)], 0, "date") if body else phrases.Frame()
    for row in rows:
        if row["kind"] in TIMES and row["status"] == "read":
            row.update(quote=quote, measure=frame.measure, subject=frame.subject, action=frame.action, object=frame.object)


def _dateline(rows, offset: int = 0, opening: str | None = None) -> None:
    """The line on which a page says when it was published tells of no event; nor does the date before the prose that opens a report."""
    first, last = printed_dates.opening_day(opening) if opening is not None else (0, 0)
    for row in rows:
        if row["status"] == "read" and row["kind"] in TIMES and (opening is None or last and offset + first <= row["start"] < offset + last):
            row.update(measure=OF_DOCUMENT, subject="", action="", object="", scope="")


def _named_behind(quote, mention, start, row) -> None:
    """"of which 151 were women": the verb stands between the figure and what it counts."""
    ahead = quote[:mention.start - start]
    state = _STATE_BEHIND.match(quote, mention.end - start)
    if state and not row["unit"]:
        # "340 injured": people in a state
        row.update(unit="person", unit_basis="inferred", measure=state[1].lower())
        return
    match = _COUNTED_BEHIND.match(quote, mention.end - start)
    if match and _OF_THESE.search(ahead) and match.group(1).lower() not in tags.verbs():
        row["unit"], row["unit_basis"], row["measure"] = nouns.singular(match.group(1)), "printed", match.group(1)


def _attributed(quote, found) -> str:
    match = _ACCORDING.search(quote)
    if match:
        name = match.group(1).strip()
        return name if name.count(".") > 1 else name.rstrip(".")
    says = frozenset(load("words")["modality"]["attributing"].split())
    for i, token in enumerate(found):
        if token.low in says and token.low != "according" and i:
            if found[i - 1].tag in ("name", "word"):
                span = tags.noun_phrase_left(found, i)
                name = quote[found[span[0]].start:found[span[1] - 1].end] if span[1] > span[0] else ""
                if any(w.tag == "name" or w.text[0].isupper() for w in found[span[0]:span[1]]):
                    return " ".join(name.split())
            elif found[i - 1].tag == "punct" and i + 1 < len(found):
                # “…,” said Ana Ruiz
                span = tags.noun_phrase_right(found, i + 1, with_of=False)
                if span[1] > span[0] and found[span[0]].text[0].isupper():
                    return " ".join(quote[found[span[0]].start:found[span[1] - 1].end].split())
    return ""
