"""Tables in plain text whose columns stand apart by tabs, runs of spaces, or single spaces under a row of headings.

In: lines of text that stand below each other. Out: which of them are a table ("columns"), and for a figure of such a line its row label
and column heading. Only a row of headings over rows of a label and figures is a table; all else stays prose.

    >>> table = ["Port  Ships  Cranes", "Bari  20  8", "Oslo  14  6"]
    >>> runs(table)
    [(0, 3)]
    >>> [table[1][a:b] for a, b in spans(table, 1)], headings(table)
    (['Bari', '20', '8'], ['Port', 'Ships', 'Cranes'])
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import nouns

# a row of headings or of figures is short, and a table has at least this many rows of figures
LONGEST, LONGEST_CELL, FEWEST = 160, 40, 2
_APART = re.compile(r"\t+[ \t]*| {2,}")
_YEAR = re.compile(r"(?:FY ?)?(?:18|19|20)\d\d")
_NUMBER = r"(?:[$€£]?[+-]?\d[\d,]*(?:\.\d+)?%?)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
# the day of a date is no figure of a column
_FIGURES = re.compile(rf"(?P<label>[A-Z][\w.'’-]*(?: (?:[A-Za-z][\w.'’-]*|&)){{0,3}})(?P<figures>(?: {_NUMBER}(?! {_MONTH}\b)(?= |$))+)(?: (?P<rest>.{{1,40}}))?$")
_SENTENCE_END = re.compile(r"[.!?:;,]$")


def runs(lines: list[str]) -> list[tuple[int, int]]:
    """Half-open ranges of lines that are a table with its row of headings."""
    found = []
    first = 0
    while first + FEWEST < len(lines):
        end = first
        if _is_heading(lines[first]):
            end = max(_wide_end(lines, first), _narrow_end(lines, first))
        if end - first > FEWEST:
            found.append((first, end))
            first = end
        else:
            first += 1
    return found


def _cells(line: str) -> list[str]:
    return [cell for cell in _APART.split(line.strip()) if cell]


def _is_heading(line: str) -> bool:
    text = line.strip()
    plain = _YEAR.sub("", text)
    return 0 < len(text) <= LONGEST and not re.search(r"\d", plain) and not _SENTENCE_END.search(text) and (len(_cells(line)) > 1 or len(text) <= 60)


def _wide_end(lines: list[str], first: int) -> int:
    """Where a table ends whose cells stand apart; `first` when none begins there."""
    head = len(_cells(lines[first]))
    if head < 2:
        return first
    wide = len(_cells(lines[first + 1]))
    if wide not in (head, head + 1) or wide < 2:
        return first
    end = first + 1
    while end < len(lines):
        cells = _cells(lines[end])
        figures = [cell for cell in cells[1:] if re.search(r"\d", cell)]
        if len(cells) != wide or not re.search(r"[A-Za-z]", cells[0]) or not figures or any(len(cell) > LONGEST_CELL for cell in cells):
            break
        if not re.match(r"[^A-Za-z]{0,4}\d", cells[1]) and wide == 2:
            break
        end += 1
    return end


def _narrow_end(lines: list[str], first: int) -> int:
    """Where a table ends whose cells stand apart by one space: two or more figures behind each label."""
    end = first + 1
    while end < len(lines) and (row := _FIGURES.match(lines[end].strip())) and row["figures"].count(" ") > 1 and not _SENTENCE_END.search(lines[end].strip()):
        end += 1
    if end - first <= FEWEST:
        return first
    words = lines[first].split()
    figures = _narrow_width(lines[first + 1:end])
    whole = figures + 1 == len(words) or figures + 1 < len(words) and any(_FIGURES.match(line.strip())["rest"] for line in lines[first + 1:end])
    return end if whole and all(word[0].isupper() or word[0].isdigit() for word in words[:figures + 1]) else first


def _narrow_width(rows: list[str]) -> int:
    return min(_FIGURES.match(row.strip())["figures"].count(" ") for row in rows)


def headings(lines: list[str]) -> list[str]:
    """The headings of a table's columns; the first is that of the labels."""
    head = _cells(lines[0])
    wide = len(_cells(lines[1]))
    if len(head) > 1 and wide > 1:
        return head if len(head) == wide else ["", *head]
    words = lines[0].split()
    figures = _narrow_width(lines[1:])
    rest = " ".join(words[figures + 1:])
    return words[:figures + 1] + ([rest] if rest else [])


def spans(lines: list[str], row: int, narrow: int = 0) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its line. `narrow`: the figures of a row whose cells stand apart by one space, where known."""
    line = lines[row]
    if _is_wide(lines):
        found, at = [], 0
        for cell in _cells(line):
            at = line.index(cell, at)
            found.append((at, at + len(cell)))
            at += len(cell)
        return found
    lead = len(line) - len(line.lstrip())
    match = _FIGURES.match(line.strip())
    if match is None:
        return []
    figures = [(m.start() + lead, m.end() + lead) for m in re.finditer(_NUMBER, line.strip()) if match.start("figures") < m.start()]
    figures = figures[:narrow or _narrow_width(lines[1:])]
    rest = (figures[-1][1] + 1, len(line.rstrip()))
    return [(lead, match.end("label") + lead), *figures, *([rest] if rest[0] < rest[1] else [])]


def _is_wide(lines: list[str]) -> bool:
    return len(_cells(lines[0])) > 1 and len(_cells(lines[1])) > 1


@dataclass(slots=True)
class Table:
    """A table of a text: the number of its first block, its lines, the headings, and the cells of each line (none for the headings)."""

    first: int
    lines: list[str]
    head: list[str]
    cells: list[list[tuple[int, int]]]


def _tables(text: str, layout) -> dict[int, Table]:
    """The table that a block is a row of, for all blocks of a text; found once."""
    made = layout.__dict__.get("_plain_tables")
    if made is None:
        made = layout.__dict__["_plain_tables"] = {}
        blocks, first = layout.blocks, 0
        while first < len(blocks):
            last = first
            if blocks[first].kind == "columns":
                while last + 1 < len(blocks) and blocks[last + 1].kind == "columns" and blocks[last].end == blocks[last + 1].start:
                    last += 1
                lines = [text[b.start:b.end].rstrip("\r\n") for b in blocks[first:last + 1]]
                for begin, end in runs(lines):
                    part = lines[begin:end]
                    narrow = 0 if _is_wide(part) else _narrow_width(part[1:])
                    table = Table(first + begin, part, headings(part), [[], *(spans(part, n, narrow) for n in range(1, len(part)))])
                    made.update((n, table) for n in range(first + begin + 1, first + end))
            first = last + 1
    return made


def revive(text: str, layout, sentence, mention, row: dict) -> None:
    """A bare figure that fills a cell is a figure, though a name stands before it ("Porto Nuovo  14")."""
    table = _tables(text, layout).get(sentence.block)
    start = layout.blocks[sentence.block].start
    digits = text[mention.start:mention.end].replace(",", "")
    if table and digits.isdigit() and (mention.start - start, mention.end - start) in table.cells[sentence.block - table.first][1:len(table.head)]:
        row.update(kind="count", value=digits, low=digits, high=digits, precision="0.5", status="read", why="number.cell")


def cell(text: str, layout, sentence, mention, row: dict) -> bool:
    """Gives a figure of such a table its row label and column heading as what is measured; whether it stands in a cell."""
    table = _tables(text, layout).get(sentence.block)
    if table is None:
        return False
    start, head, line = layout.blocks[sentence.block].start, table.head, table.lines[sentence.block - table.first]
    found = table.cells[sentence.block - table.first]
    column = next((n for n, (a, b) in enumerate(found) if a <= mention.number[0] - start < b), -1)
    if column < 1 or column >= len(head):
        return False
    end = start + found[column][1]
    if row["end"] > end:
        # "20 8 port closed": the words of the next cell count nothing
        row.update(end=end, surface=text[row["start"]:end])
        if row["kind"] == "count":
            row.update(unit="", unit_basis="")
    label = " ".join(line[slice(*found[0])].split())
    row["measure"] = " ".join(part for part in (label, head[column]) if part and not _YEAR.fullmatch(part))
    row["subject"] = label
    words = head[column].split()
    if row["kind"] == "count" and not row["unit"] and words and all(w.isalpha() for w in words) and nouns.is_plural(words[-1].lower()):
        row.update(unit=" ".join([*words[:-1], nouns.singular(words[-1])]).lower(), unit_basis="inferred")
    year = _YEAR.fullmatch(head[column])
    if year:
        row["period"] = year[0][-4:]
    row["quote"] = f"{' | '.join(head)} / {' | '.join(line[a:b] for a, b in found)}"
    return True


def date_rows(rows: list[dict]) -> None:
    """The one day printed in a row of a table is the day as of which its figures hold."""
    days = [row for row in rows if row["kind"] == "date" and row["status"] == "read" and re.fullmatch(r"\d{4}-\d\d-\d\d", row["value"])]
    if len(days) == 1:
        for row in rows:
            if row["kind"] not in ("date", "period", "time") and row["status"] == "read" and not row["period"]:
                row["as_of"], row["as_of_basis"] = days[0]["value"], "printed"
