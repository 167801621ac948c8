"""PDF to text with the offsets at which its pages start, through pypdfium2.

In: the bytes. Out: text, page offsets (one a page, from 0), what the file says of itself. Lines stay lines; a blank line
stands where the page leaves a gap or changes the size of its letters, and between pages unless a sentence runs on. A word
divided at a line's end is joined. Lines that head or foot most pages ("Annual report 2019 · 7") are dropped: their
figures are furniture. Raises Unreadable.
"""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
from pypdfium2 import PdfiumError

from pipeline.limits import LIMITS, Limits, Unreadable
from pipeline.read_plain import check_length

# a vertical gap of this share of a line's height is a new paragraph; ordinary leading leaves up to .35
_GAP = 0.6
# letters this much larger or smaller begin a new block: a heading, a note
_SIZE = 1.2
# a line at the edge of at least this many pages, and of more than half of them, is a running head
_REPEATS = 3
_HYPHEN = re.compile("(?<=\\w)[\ufffe\x02\xad]\n?[ ]?(?=\\w)")
# a page without words of its own: fewer letters than this on average is a scan with stamps
_LEAST_LETTERS = 5
_ENDS = (".", "!", "?", ":", "”", '"', ")")
_JUNK_TITLE = re.compile(r"^(?:microsoft \w+|untitled|document|slide|untitled document)\b|\.(?:docx?|indd|pdf|xlsx?|pptx?|qxd)$", re.I)
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, limits: Limits = LIMITS) -> tuple[str, tuple[int, ...], dict]:
    """Text, page offsets and the file's own facts (title, author, published). Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if "assword" in str(error):
            raise Unreadable("an encrypted PDF; save it without a password") from None
        raise Unreadable("a broken PDF; open it in a viewer and save it again") from None
    try:
        count = len(document)
        if count > limits.max_pages:
            raise Unreadable(f"{count:,} pages, more than the limit of {limits.max_pages:,}; split it or raise --max-pages")
        pages, total, broken = [], 0, 0
        for number in range(count):
            try:
                lines = _page(document, number)
            except PdfiumError:
                lines, broken = [], broken + 1
            total += sum(map(len, lines))
            if total > limits.max_characters:
                raise Unreadable(f"more than the limit of {limits.max_characters:,} characters; split it or raise --max-characters")
            pages.append(lines)
        if broken == count:
            raise Unreadable("a broken PDF; none of its pages can be read")
        if sum(c.isalnum() for lines in pages for line in lines for c in line) < _LEAST_LETTERS * count:
            raise Unreadable(f"a PDF of images only ({count} page{'s' * (count > 1)}); recognise its text (OCR) first")
        facts = _facts(document)
    finally:
        document.close()
    text, starts = _join(_without_heads(pages))
    return check_length(text, limits), starts, facts


def _page(document, number: int) -> list[str]:
    """The lines of a page; "" stands for a gap."""
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            count = words.count_chars()
            if not count:
                return []
            text = words.get_text_range(errors="replace")
            if len(text) != count:
                # some characters have no letter, so places can not be told from offsets
                return _clean(words.get_text_bounded(errors="replace")).split("\n")
            return _lines(words, text)
        finally:
            words.close()
    finally:
        page.close()


def _lines(words, text: str) -> list[str]:
    lines: list[str] = []
    before = None
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group()
        first = match.start() + len(line) - len(line.lstrip())
        if not line.strip():
            continue
        _, bottom, _, top = words.get_charbox(first, loose=True)
        height = top - bottom
        if before is not None and height > 0:
            above, size = before
            gap = above - top
            ratio = height / size if size > 0 else 1
            if gap > _GAP * min(height, size) or ratio > _SIZE or ratio < 1 / _SIZE or (gap < -height and lines[-1].endswith(_ENDS)):
                lines.append("")
        before = (bottom, height)
        lines.append(line)
    return _clean("\n".join(lines)).split("\n")


def _clean(text: str) -> str:
    text = _HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub("[\ufffe\uffff\x00-\x08\x0b-\x1f]", " ", text)
    return "\n".join(line.strip(" ") for line in text.split("\n"))


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without running heads and feet: outermost lines that most pages share but for their digits, and then
    the next ones where they are the same to the letter (figures in the body of a form may differ by digits alone)."""
    for shape in (_shape, str):
        for outer in (0, -1):
            edges = [next((i for i in range(len(lines))[::1 if outer == 0 else -1] if lines[i]), None) for lines in pages]
            seen = Counter(shape(lines[i]) for lines, i in zip(pages, edges, strict=True) if i is not None)
            heads = {head for head, n in seen.items() if n >= _REPEATS and n * 2 > len(pages)}
            pages = [lines if i is None or shape(lines[i]) not in heads else lines[:i] + lines[i + 1:]
                     for lines, i in zip(pages, edges, strict=True)]
    return pages


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _join(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for lines in pages:
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
        if parts and text:
            last = next((p for p in reversed(parts) if p.strip()), "")
            runs_on = last and not last.rstrip().endswith(_ENDS) and text[:1].islower()
            parts.append("\n" if runs_on else "\n\n")
            length += len(parts[-1])
        starts.append(length)
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(starts)


def _facts(document) -> dict:
    found = {key: " ".join(value.replace("\x00", "").split()) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    facts = {}
    if (title := found.get("Title", "")) and not _JUNK_TITLE.search(title) and len(title) > 3:
        facts["title"] = title[:300]
    if (author := found.get("Author", "")) and " " in author:
        facts["author"] = author[:200]
    if match := _DATE.match(found.get("CreationDate", "")):
        facts["published"] = "-".join(match.groups())
    return facts
