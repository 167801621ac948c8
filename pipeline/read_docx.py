"""DOCX to text: paragraphs, headings, lists, tables as pipe rows, footnotes below the paragraph that calls them.

In: the bytes. Out: text and what the file says of itself. Opened with python-docx; its paragraphs are walked here, since
the words of tracked insertions, content controls and text boxes count and those of tracked deletions do not. What a zip
bomb would unpack to is known before anything is unpacked. Raises Unreadable.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import docx
from docx.oxml.ns import qn
from lxml import etree

from pipeline.limits import LIMITS, Limits, Unreadable, amount
from pipeline.pipe_rows import grid, guess_header, rows
from pipeline.read_plain import check_length

_MAX_FILES = 5_000
# a package that unpacks to more than this many times its size, beyond a small one, is a bomb: words pack 3 to 15 fold
_MAX_RATIO = 200
_SMALL = 5_000_000
_MAX_DEPTH = 150
_P, _TBL, _SDT, _T = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:t")
_SKIP = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"), qn("w:rPr"), qn("w:fldData"),
         "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "‑", qn("w:softHyphen"): ""}
_HEADING = re.compile(r"heading\s*(\d)|^title$", re.I)


def read_docx(data: bytes, limits: Limits = LIMITS) -> tuple[str, dict]:
    """Text and the file's own facts (title, author, published). Raises Unreadable."""
    _check_package(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        if body is None:
            raise KeyError("no body")
        blocks = _Walker(document).blocks(body)
        facts = _facts(document)
    except Unreadable:
        raise
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError,
            zipfile.BadZipFile, zlib.error, etree.LxmlError, docx.opc.exceptions.OpcError) as error:
        raise Unreadable(f"a broken DOCX ({type(error).__name__}); open and save it again") from None
    return check_length("\n\n".join(blocks), limits), facts


def _check_package(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, IndexError, KeyError, RuntimeError):
        raise Unreadable("a broken DOCX; open and save it again") from None
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("an encrypted DOCX; save it without a password")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.max_unpacked or len(infos) > _MAX_FILES:
        raise Unreadable(f"it unpacks to {amount(unpacked)} in {len(infos):,} parts, more than the limit of "
                         f"{amount(limits.max_unpacked)} in {_MAX_FILES:,}; a zip bomb?")
    if unpacked > _SMALL and unpacked > _MAX_RATIO * max(len(data), 1):
        raise Unreadable(f"{amount(len(data))} unpack to {amount(unpacked)}: a zip bomb")


class _Walker:
    """Walks the body of one document; knows its styles and footnotes."""

    def __init__(self, document):
        self.headings: dict[str, int] = {}
        for style in document.styles:
            if match := _HEADING.search(style.name or ""):
                self.headings[style.style_id] = int(match.group(1) or 1)
        self.notes = {**_notes(document, "footnotes"), **_notes(document, "endnotes")}

    def blocks(self, parent, depth: int = 0) -> list[str]:
        if depth > _MAX_DEPTH:
            raise Unreadable(f"a DOCX nested more than {_MAX_DEPTH} levels deep")
        found: list[str] = []
        for child in parent:
            if child.tag == _P:
                self._paragraph(child, found)
            elif child.tag == _TBL:
                if text := self._table(child):
                    found.append(text)
            elif child.tag not in _SKIP and isinstance(child.tag, str):
                found.extend(self.blocks(child, depth + 1))
        return found

    def _paragraph(self, paragraph, found: list[str]) -> None:
        words = _words(paragraph)
        level, is_item = self._style(paragraph)
        if words:
            if level:
                words = "#" * min(level, 6) + " " + " ".join(words.split())
            elif is_item:
                words = "- " + words
            if is_item and found and found[-1].rsplit("\n", 1)[-1].startswith("- "):
                found[-1] += "\n" + words
            else:
                found.append(words)
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(a.tag in _SKIP for a in box.iterancestors()):
                found.extend(self.blocks(box, 1))
        for kind in ("footnote", "endnote"):
            for reference in paragraph.iter(qn(f"w:{kind}Reference")):
                if note := self.notes.get((kind + "s", reference.get(qn("w:id")))):
                    found.append(note)

    def _style(self, paragraph) -> tuple[int, bool]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return 0, False
        style = properties.find(qn("w:pStyle"))
        name = style.get(qn("w:val")) if style is not None else ""
        level = self.headings.get(name or "", 0)
        return level, not level and (properties.find(qn("w:numPr")) is not None or (name or "").lower().startswith("list"))

    def _table(self, table) -> str:
        lines, header = [], 0
        open_spans: dict[int, int] = {}
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(_TBL)) is not table:
                continue
            line: list[tuple[str, int, int]] = []
            column = 0
            for cell in row.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tr"))) is not row:
                    continue
                text = " ".join(" ".join(_words(p).split()) for p in cell.iter(_P))
                wide, merged = _cell_span(cell)
                if merged == "continue" and column in open_spans:
                    number = open_spans[column]
                    text = lines[number][_index(lines[number], column)][0] if number < len(lines) else text
                elif merged == "restart":
                    open_spans[column] = len(lines)
                line.append((text.strip(), wide, 1))
                column += wide
            marked = row.find(qn("w:trPr"))
            if marked is not None and marked.find(qn("w:tblHeader")) is not None and header == len(lines):
                header += 1
            lines.append(line)
        filled = grid(lines, header)
        if not header or header >= len(filled):
            header = guess_header(filled)
        return rows(filled, header)


def _index(line: list[tuple[str, int, int]], column: int) -> int:
    at = 0
    for number, (_, wide, _) in enumerate(line):
        if at + wide > column:
            return number
        at += wide
    return len(line) - 1


def _cell_span(cell) -> tuple[int, str]:
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return 1, ""
    span = properties.find(qn("w:gridSpan"))
    wide = (span.get(qn("w:val")) or "1") if span is not None else "1"
    merge = properties.find(qn("w:vMerge"))
    return (int(wide) if wide.isascii() and wide.isdigit() and len(wide) < 4 else 1,
            "" if merge is None else merge.get(qn("w:val")) or "continue")


def _words(paragraph) -> str:
    """The words of a paragraph without those of text boxes inside it and of tracked deletions."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == _T:
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _SKIP and child.tag != qn("w:txbxContent") and isinstance(child.tag, str):
            if len(stack) > _MAX_DEPTH:
                raise Unreadable(f"a DOCX nested more than {_MAX_DEPTH} levels deep")
            stack.append(iter(child))
    return re.sub(r"[ \t]*\t[ \t]*", "\t", "".join(parts)).strip()


def _notes(document, kind: str) -> dict[tuple[str, str], str]:
    found = {}
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/" + kind):
            continue
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        for note in root:
            if note.get(qn("w:type")) in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            words = " ".join(" ".join(_words(p).split()) for p in note.iter(_P)).strip()
            if words:
                found[(kind, note.get(qn("w:id")))] = words
    return found


def _facts(document) -> dict:
    core = document.core_properties
    facts = {}
    for name, value in (("title", core.title), ("author", core.author)):
        value = " ".join((value or "").split())
        if value and value.lower() not in ("python-docx", "microsoft office user", "user", "admin", "author", "word document"):
            facts[name] = value[:300]
    if core.created is not None and core.created.year > 1990 and "python-docx" not in (core.comments or ""):
        facts["published"] = core.created.date().isoformat()
    return facts
