"""Figures that no sentence holds: in a cell of a table, or behind a key ("height: 828").

In: the text, its layout, a mention and the row made of it. Out: whether the figure stands so; then the row has measure, unit
and period from the headings or the key.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import headings, nouns, tags
from pipeline.dollars import money_unit
from pipeline.fenced_data import key_of
from pipeline.mention import TIMES
from pipeline.rules import load

LONGEST_LABEL = 4   # words of a label that is a counted noun
EVENT_WORDS = 2     # words of a cell that says what happened at the time beside it
PROSE_WORDS = 6     # words of a cell that is a sentence of its own
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIELD = re.compile(r"^[ \t]*([A-Za-z][\w /()-]{0,40}):[ \t]*")
_NUMBER_OF = re.compile(r"^(?:total )?(?:number|no\.?) of (?:the )?", re.IGNORECASE)


@cache
def _times() -> frozenset[str]:
    """Column headings over the times at which something happened."""
    return frozenset(load("words")["structure"]["time_headings"].split("|"))


@cache
def _empty() -> frozenset[str]:
    """Column headings that only say that figures stand below."""
    return frozenset(load("words")["structure"]["empty_headings"].split("|"))


def field(quote, mention, start, row) -> bool:
    """"height: 828": the key names what is measured; a counted key gives the unit."""
    match = _FIELD.match(quote)
    if not match or mention.start - start < match.end() or mention.start - start > match.end() + 3:
        return False
    key = " ".join(match.group(1).replace("_", " ").split())
    row["measure"] = key
    _counted(row, key)
    return True


def record(quote: str, under: str, mention, start: int, row) -> bool:
    """A figure in fenced data: its key and the key above name what is measured; an item of words names it itself."""
    row["quote"] = f"{under} / {row['quote']}" if under else row["quote"]
    key = key_of(quote)
    if not key and under and mention.start - start <= 1 and row["kind"] in ("measure", "money", "percent", "count", "duration") and not (row["kind"] == "count" and row["unit"]):
        row["measure"] = under.rpartition(" / ")[2]
        return not quote[mention.end - start:].strip(" \"'")
    # a sign of quotation may stand between
    if not key or not key[1] <= mention.start - start <= key[1] + 4:
        return False
    row["measure"] = " ".join(filter(None, (under.rpartition(" / ")[2], key[0])))
    _counted(row, key[0])
    return True


def _counted(row: dict, label: str) -> None:
    """A bare number under "Cranes" or "Number of cranes" counts cranes."""
    if row["kind"] != "count" or row["unit"]:
        return
    noun = _NUMBER_OF.sub("", label)
    words = noun.split()
    if noun != label or words and len(words) <= LONGEST_LABEL and nouns.is_plural(words[-1].lower()) and all(w.isalpha() for w in words):
        name = " ".join(w if w[1:] != w[1:].lower() else w.lower() for w in words)
        ahead, space, head = name.rpartition(" ")
        row.update(measure=name, unit=ahead + space + nouns.singular(head), unit_basis="inferred")


def _is_header(text, layout, first) -> bool:
    """Whether the first row of a table names its columns: a line of dashes stands below it, or it holds no figure."""
    below = layout.blocks[first + 1]
    line = text[layout.blocks[first].start:layout.blocks[first].end]
    return bool(re.fullmatch(r"[\s|:+-]*-[\s|:+-]*", text[below.start:below.end])) or not re.search(r"\d", line)


def _told(row: dict, cell: str, above: str, others: list[str]) -> bool:
    """Whether a cell tells in words what its figure is of, or is the time at which another cell says that something happened."""
    if row["kind"] in TIMES and (not above or above.casefold() in _times()):
        return any(len(_WORD.findall(other)) >= EVENT_WORDS for other in others)
    timed = any(re.fullmatch(r"\d{1,2}[:.]\d\d.{0,12}", other) for other in others)
    return len(_WORD.findall(cell)) >= (EVENT_WORDS + 1 if timed else PROSE_WORDS)


def table_cell(text, layout, sentence, mention, row) -> bool:
    """A figure in a table takes its row and column headings as what is measured."""
    block = sentence.block
    first = block
    while first > 0 and layout.blocks[first - 1].kind == "table" and layout.blocks[first - 1].end == layout.blocks[first].start:
        first -= 1

    def cells(at):
        line = text[layout.blocks[at].start:layout.blocks[at].end].strip().strip("|")
        return [" ".join(cell.strip(" *_").split()) for cell in line.split("|")]
    here = layout.blocks[block]
    line = text[here.start:here.end].lstrip()
    column = text[here.start:mention.start].count("|") - line.startswith("|")
    header = cells(first) if first < block and _is_header(text, layout, first) else []
    row_cells = cells(block)
    label = row_cells[0] if column > 0 else ""
    above = header[column] if 0 <= column < len(header) else ""
    if block == first and not re.search(r"\d", row["surface"]):
        # "Cost ($ million)" over a column
        row.update(status="ignored", why="the unit of a heading: no claim")
        return True
    row["quote"] = f"{' | '.join(header)} / {' | '.join(row_cells)}" if header else row["quote"]
    own = row_cells[column] if 0 <= column < len(row_cells) else ""
    if _told(row, own, above, [cell for n, cell in enumerate(row_cells) if n != column]):
        return False
    headings.give_unit(row, above, label)
    if row["kind"] == "money":
        row["unit"], row["unit_basis"] = money_unit(row["unit"], row["_currency"])
    label, above = headings.name_of(label), headings.name_of(above)
    if label and above.casefold() in _empty():
        above = ""
    measure = " ".join(part for part in (label, above) if part and not re.fullmatch(r"[\d.,:% -]+", part))
    if not measure:
        return False
    row["measure"] = measure
    if label and not above:
        _counted(row, label)
        if row["kind"] in TIMES:
            # "Opened | June 2017"
            row["action"] = tags.verbs().get(label.lower(), "")
    year = re.fullmatch(r"(?:FY ?|in )?((?:18|19|20)\d\d)", above)
    if year and mention.kind not in TIMES:
        # a column of a year: its figures are of that year
        row["period"] = year.group(1)
    return True
