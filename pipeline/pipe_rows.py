"""A table of a web page or a DOCX as lines of text: `| a | b |`, with `| --- | --- |` below a header row.

A table without header row (label and value side by side) has no such line. Cells are one line each, a bar inside a cell
becomes a slash; the grid is filled first, so that a heading that spans rows or columns stands over each of them.

    >>> print(rows([["Year", "Cars"], ["2001", "1,000"]], 1))
    | Year | Cars |
    | --- | --- |
    | 2001 | 1,000 |
"""

from __future__ import annotations

import re

# a span wider than this is a mistake or an attack; no table of figures that people read is wider
MAX_SPAN = 100
# header rows above each other; a table with more is one of headings only
MAX_HEADER = 3
_DIGIT = re.compile(r"\d")


def grid(cells: list[list[tuple[str, int, int]]], n_header: int = 0) -> list[list[str]]:
    """Rows of (text, column span, row span) as a full grid.

    A cell that spans rows stands in each of them. One that spans columns stands over each in the header; below it only
    once, since a figure that is printed once is said once.
    """
    found: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    # what spans may add in all; beyond it a cell stands once, since such spans are a mistake or an attack
    spare = 3 * sum(map(len, cells)) + 500
    for number, row in enumerate(cells):
        line: list[str] = []
        # column -> text and rows left, for the rows below this one
        below: dict[int, tuple[str, int]] = {}

        def place(text, left, line=line, below=below, room=spare > 0):
            if left > 1 and room:
                below[len(line)] = (text, left - 1)
            line.append(text)

        for text, wide, high in row:
            while len(line) in hanging:
                place(*hanging[len(line)])
            for nth in range(max(1, min(wide, MAX_SPAN, 1 + max(spare, 0)))):
                if nth and len(line) in hanging:
                    break
                place(text if nth == 0 or number < n_header else "", min(high, MAX_SPAN))
        while len(line) in hanging:
            place(*hanging[len(line)])
        hanging = below
        found.append(line)
        spare -= len(line) - len(row)
    return found


def guess_header(lines: list[list[str]]) -> int:
    """1 when the first row of a grid names the columns though nothing marks it, else 0.

    It names them when it is full and without a figure while every row below has one. With two columns the table may as
    well be labels with their values, so there it must have three rows and figures all down the second column.
    """
    full = [line for line in lines if any(line)]
    if len(full) < 2 or full[0] != lines[0]:
        return 0
    first, rest, width = full[0], full[1:], max(map(len, full))
    if len(first) < width or not all(first[1:]) or any(_DIGIT.search(cell) for cell in first):
        return 0
    if width == 2:
        return int(len(rest) > 1 and all(len(line) > 1 and _DIGIT.search(line[1]) for line in rest))
    return int(width > 2 and all(any(_DIGIT.search(cell) for cell in line) for line in rest))


def merge_header(lines: list[list[str]], n_header: int) -> tuple[list[list[str]], int]:
    """Several header rows as one: the words above each other, "Vehicles Cars"."""
    if n_header < 2 or n_header >= len(lines):
        return lines, min(n_header, 1)
    width = max(map(len, lines))
    head = []
    for column in range(width):
        words: list[str] = []
        for line in lines[:n_header]:
            cell = line[column] if column < len(line) else ""
            if cell and cell not in words:
                words.append(cell)
        head.append(" ".join(words))
    return [head, *lines[n_header:]], 1


def rows(lines: list[list[str]], n_header: int = 0) -> str:
    """The lines of text of a filled grid; its first `n_header` rows are the header. "" for an empty table."""
    lines, n_header = merge_header(lines, n_header)
    lines = [[" ".join(cell.split()).replace("|", "/") for cell in line] for line in lines]
    width = max((len(line) for line in lines), default=0)
    # filling up short rows is for looks; it must not make a small page large
    full = width if width * len(lines) <= 4 * sum(map(len, lines)) + 500 else 0
    out = []
    for number, line in enumerate(lines):
        if any(line):
            out.append("| " + " | ".join(line + [""] * (full - len(line))) + " |")
        if number + 1 == n_header and out:
            out.append("| " + " | ".join(["---"] * width) + " |")
    return "\n".join(out)
