"""Front matter of a Markdown file: the lines between `---` at its very top (YAML) or `+++` (TOML), as text values.

In: the text. Out: key in lower case -> value. Only flat `key: value` and lists of plain words are understood; all else is
left out, since it is metadata and never worth an error.

    >>> read_front_matter("---\\ntitle: 'Bridges'\\ndate: 2019-05-01T10:00\\ntags:\\n  - x\\n---\\n# Bridges")["title"]
    'Bridges'
"""

from __future__ import annotations

import re

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_KEY = re.compile(r"([A-Za-z][\w .-]{0,60}?)[ \t]*[:=][ \t]*(.*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
# longer is a document that merely begins with a rule
_MAX_LINES = 200


def read_front_matter(text: str) -> dict[str, str]:
    """Key -> value; {} where there is none."""
    body = _body(text)
    found: dict[str, str] = {}
    key = ""
    for line in body:
        if match := _KEY.match(line):
            key = match.group(1).strip().lower().replace(" ", "_").replace("-", "_")
            found.setdefault(key, _bare(match.group(2)))
        elif key and (match := _ITEM.match(line)):
            found[key] = ", ".join(filter(None, (found[key], _bare(match.group(1)))))
    return found


def _body(text: str) -> list[str]:
    opened = _OPEN.match(text)
    if not opened:
        return []
    lines = []
    for number, line in enumerate(_some_lines(text, opened.end())):
        if line.strip() in (opened.group(1), "..."):
            return lines
        if number > _MAX_LINES:
            break
        lines.append(line)
    return []


def _some_lines(text: str, start: int):
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:min(end, start + 2000)].rstrip("\r")
        start = end + 1


def _bare(value: str) -> str:
    value = value.strip()
    if value[:1] == value[-1:] and value[:1] in "\"'" and len(value) > 1:
        value = value[1:-1]
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        value = ", ".join(_bare(part) for part in value[1:-1].split(","))
    return " ".join(value.split())
