"""Fences of Markdown that hold data and no program: YAML, TOML, JSON, INI. Their keys and items state figures as a table does.

In: the lines of such a fence. Out: for each line that gives a value, where it stands and the keys it lies under.

    >>> opens_data("```yaml"), opens_data("```python"), opens_data("```")
    (True, False, False)
    >>> lines = ["Motor:", "  power: 90 kW  # at the wheel", "  parts:", "    - 4 valves"]
    >>> [(lines[n][a:b], under) for n, a, b, under in stated(lines)]
    [('power: 90 kW', 'Motor'), ('4 valves', 'Motor / parts')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.rules import load

_OPEN = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*\{?\.?([A-Za-z0-9]+)")
_SECTION = re.compile(r"[ \t]*\[{1,2}([^\[\]\n]+)\]{1,2}[ \t]*$")
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?[\"']?([A-Za-z][\w /().-]{0,60}?)[\"']?[ \t]*[:=](?![:=/])[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+")
# a comment ends a line of all of them but JSON; a sign inside a word or a colour is none
_COMMENT = re.compile(r"(?<![ \t])[ \t]+(?:#|//)(?:[ \t].*)?$|^[ \t]*[#;].*$")
# keys above a line that are kept: deeper data names its figures by the nearest ones
DEPTH = 12
_EMPTY = re.compile(r"[\s{}\[\],|>&*-]*$")


@cache
def _languages() -> frozenset[str]:
    return frozenset(load("documents")["fences"]["data"].split())


def opens_data(line: str) -> bool:
    """Whether a fence's first line names a language of data."""
    found = _OPEN.match(line)
    return found is not None and found[1].lower() in _languages()


def key_of(line: str) -> tuple[str, int] | None:
    """(the key that opens a line of data, in words, and where its value begins); None where there is none."""
    found = _KEY.match(line)
    return (" ".join(found[1].replace("_", " ").split()), found.end()) if found else None


def stated(lines: list[str]) -> Iterator[tuple[int, int, int, str]]:
    """(number of the line, start and end of its statement in the line, the keys above it) of the lines that give a value."""
    section = ""
    above: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        comment = _COMMENT.search(line)
        end = len((line[:comment.start()] if comment else line).rstrip(" \t\r\n,"))
        start = len(line) - len(line.lstrip())
        if end <= start:
            continue
        head = _SECTION.match(line[:end])
        if head and not re.search(r"[,\"]", head[1]):
            section, above = head[1].strip(), []
            continue
        key, item = key_of(line[:end]), _ITEM.match(line[:end])
        if not key and not item:
            continue
        above = [(depth, name) for depth, name in above if depth < start or depth == start and item and not key]
        under = " / ".join(filter(None, (section, *(name for _, name in above[-DEPTH:]))))
        if key and _EMPTY.match(line[key[1]:end]):
            above.append((start, key[0]))
            continue
        # the mark of an item is no sign of its figure
        yield number, item.end() if item and not key else start, end, under
