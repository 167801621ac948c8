"""A web page to text: trafilatura chooses the main text, this module writes it down with its structure.

In: the bytes of an HTML file. Out: the text, and what the page says of itself (`page_facts.read_page`). Blocks stand apart
by a blank line; headings begin with `#`, list items with `- `, quotes with `> `; code stands in fences; tables are pipe
rows (see `pipe_rows`), their caption a line above. Scripts, styles, forms and footnote marks ("[3]") are dropped.
Raises Unreadable.

    >>> read_html(b"<html><body><article><h1>Bridges</h1><p>There are 5 bridges in the town.</p></article></body></html>")[0]
    '# Bridges\\n\\nThere are 5 bridges in the town.'
"""

from __future__ import annotations

import logging
import re

import lxml.html
import trafilatura
from lxml import etree

from pipeline.limits import LIMITS, Limits, Unreadable
from pipeline.page_facts import read_page
from pipeline.pipe_rows import MAX_HEADER, grid, guess_header, rows
from pipeline.read_plain import check_length, decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
# NUL and the control characters make lxml refuse a document
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DROP = ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas")
_FURNITURE = ("nav", "header", "footer", "aside", "form", "button", "select")
_NOTE_MARK = re.compile(r"\s*\[\s*(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed|edit)\s*\]\s*", re.I)
# a cell longer than this is a column of a page laid out by a table, not a cell of data
_LONG_CELL = 600
# main text below this share of what the page shows: the chooser has taken the wrong part, so the whole page is read
_LEAST_SHARE = 0.05
_SMALL = 200
MAX_DEPTH = 200

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(data: bytes, limits: Limits = LIMITS, url: str = "") -> tuple[str, dict]:
    """Text and the page's own facts (title, publisher, author, published, url, ...). Raises Unreadable."""
    head = data[:4096]
    declared = ((m := _CHARSET.search(head) or _DECLARED.match(head.lstrip())) and m.group(1).decode("ascii", "ignore")) or ""
    source = _CONTROL.sub(" ", _XML_DECLARATION.sub("", decode(data, declared), count=1))
    if len(source) > limits.max_characters * 4:
        raise Unreadable(f"{len(source):,} characters of markup, more than 4 times the limit of {limits.max_characters:,}; "
                         "split it or raise --max-characters")
    try:
        tree = lxml.html.document_fromstring(source, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise Unreadable("a broken web page; it holds no markup that can be read") from None
    if _too_deep(tree):
        raise Unreadable(f"a web page nested more than {MAX_DEPTH} levels deep")
    facts = read_page(tree, url)
    _prepare(tree)
    title = next((words for h in tree.iter("h1") if (words := " ".join(h.text_content().split()))), "")
    text = _main_text(tree)
    if title and len(title) < 300 and title not in text:
        # the chooser often leaves the page's own heading out, yet it says what the page is about
        text = f"# {title}\n\n{text}"
    return check_length(text, limits), facts


def _too_deep(tree) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _prepare(tree) -> None:
    """Drops what is no text, and fills the grid of data tables, in place."""
    for element in list(tree.iter(*_DROP)):
        element.drop_tree()
    for element in list(tree.iter("sup", "span")):
        words = element.text_content()
        if len(words) < 20 and _NOTE_MARK.fullmatch(words):
            element.drop_tree()
    for caption in list(tree.iter("figcaption")):
        # trafilatura drops figures with their captions, which often hold the figures of a picture
        caption.tag = "p"
        figure = caption.getparent()
        if figure is not None and figure.tag == "figure":
            figure.tag = "div"
    for block in list(tree.iter("pre")):
        # without <code> inside trafilatura takes it for a quotation
        if next(block.iterdescendants("code"), None) is None:
            words = block.text_content()
            for child in list(block):
                block.remove(child)
            block.text = None
            etree.SubElement(block, "code").text = words
    for table in list(tree.iter("table")):
        if table.getparent() is not None and not _is_layout(table):
            _simplify(table)


def _is_layout(table) -> bool:
    if next(table.iterdescendants("table"), None) is not None or (table.get("role") or "") in ("presentation", "none"):
        return True
    return any(len(cell.text_content()) > _LONG_CELL for cell in table.iter("td", "th"))


def _simplify(table) -> None:
    lines, header, above = [], 0, True
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not cells:
            continue
        heads = all(cell.tag == "th" for cell in cells) or (row.getparent() is not None and row.getparent().tag == "thead")
        if above and heads and header < MAX_HEADER and not (len(cells) == 1 and not lines):
            header += 1
        elif lines or not heads:
            above = False
        lines.append([(_words(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells])
    caption = next((_words(c) for c in table.iter("caption")), "")
    if lines and len(lines[0]) == 1 and len(lines) > 1 and max(map(len, lines)) > 1:
        caption = " ".join(filter(None, (caption, lines.pop(0)[0][0])))
    filled = grid(lines, header)
    if not header or header >= len(filled):
        header = guess_header(filled)
    tail = table.tail
    attributes = {k: v for k, v in table.attrib.items() if k in ("class", "id")}
    table.clear()
    table.attrib.update(attributes)
    table.tail = tail
    # the finished lines travel through trafilatura as one preformatted cell each, so that it can not cut them
    for number, line in enumerate(rows(filled, header).split("\n")):
        row = etree.SubElement(table, "tr")
        for cell in _cells(line):
            etree.SubElement(row, "th" if number < header else "td").text = cell
    if caption:
        element = etree.Element("p")
        element.text = caption
        table.addprevious(element)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")] if line else []


def _span(cell, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _words(element) -> str:
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    for block in element.iter("p", "li", "div"):
        block.tail = " " + (block.tail or "")
    return " ".join(element.text_content().split())


def _main_text(tree) -> str:
    shown = _visible(tree)
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, include_formatting=True,
                                            with_metadata=False)
        text = render(found.body) if found is not None and found.body is not None else ""
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError, KeyError, IndexError):
        text = ""
    if (len(text) < _SMALL and len(text) < len(shown)) or len(text) < _LEAST_SHARE * len(shown):
        text = shown
    return text


def _visible(tree) -> str:
    """All that the page shows outside of its furniture, for pages that the chooser can make nothing of."""
    body = tree.find("body")
    return render(body if body is not None else tree)


_HEADS = {f"h{n}": n for n in range(1, 7)}
_INLINE = frozenset(["a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "hi", "i", "kbd", "mark", "q", "ref", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "del", "ins"])


def render(body) -> str:
    """A tree (HTML, or trafilatura's own tags) as text with light Markdown structure."""
    blocks: list[str] = []
    _blocks(body, blocks, 0)
    return "\n\n".join(blocks)


def _blocks(element, blocks: list[str], depth: int) -> None:
    """Appends the blocks below `element`; text between blocks becomes a block of its own."""
    loose: list[str] = [_soft(element.text)]

    def flush():
        blocks.extend(filter(None, map(_squash, re.split(r"\n[ \t]*\n", "".join(loose)))))
        loose.clear()

    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _FURNITURE or tag in _DROP or (tag == "head" and child.getparent().tag == "html"):
            pass
        elif tag in ("lb", "br"):
            loose.append("\n")
        elif tag == "code" and not "".join(loose).strip() and not (child.tail or "").strip():
            flush()
            _block(child, tag, blocks, depth)
        elif tag in _INLINE and not any(c.tag in ("p", "div", "table", "ul", "list") for c in child):
            loose.append(_inline(child))
        else:
            flush()
            _block(child, tag, blocks, depth)
        loose.append(_soft(child.tail))
    flush()


def _block(child, tag: str, blocks: list[str], depth: int) -> None:
    if tag == "head" or tag in _HEADS:
        words = _flat(child)
        level = _HEADS.get(tag) or int((child.get("rend") or "h2")[-1:].replace("h", "2") or 2)
        if words:
            blocks.append("#" * level + " " + words)
    elif tag == "table":
        text = _table(child)
        if text:
            blocks.append(text)
    elif tag in ("list", "ul", "ol", "dl"):
        lines: list[str] = []
        _items(child, lines, 0)
        if lines:
            blocks.append("\n".join(lines))
    elif tag in ("quote", "blockquote"):
        inner: list[str] = []
        _blocks(child, inner, depth + 1)
        blocks.extend("\n".join("> " + line for line in block.split("\n")) for block in inner)
    elif tag in ("code", "pre"):
        words = "".join(child.itertext()).strip("\n")
        if words.strip():
            blocks.append("```\n" + words.replace("```", "'''") + "\n```")
    else:
        _blocks(child, blocks, depth)


def _items(element, lines: list[str], depth: int) -> None:
    for item in element:
        if not isinstance(item.tag, str):
            continue
        if item.tag in ("item", "li", "dt", "dd"):
            nested = [child for child in item if child.tag in ("list", "ul", "ol", "dl")]
            words = _squash(_inline(item, skip=nested)).replace("\n", " ")
            if words:
                lines.append("  " * min(depth, 8) + "- " + words)
            for child in nested:
                _items(child, lines, depth + 1)
        else:
            _items(element=item, lines=lines, depth=depth)


def _table(table) -> str:
    lines, header = [], 0
    for row in table.iter("row", "tr"):
        cells = [cell for cell in row if cell.tag in ("cell", "td", "th")]
        if cells and not header and not lines and all(c.tag == "th" or c.get("role") == "head" for c in cells):
            header = 1
        line = [_flat(cell) for cell in cells]
        if lines or any(line):
            lines.append(line)
    lines = [line for line in lines if not line or any(cell.strip("-: ") for cell in line)]
    return rows(lines, header)


def _inline(element, skip=()) -> str:
    parts = [_soft(element.text)]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag and tag not in _DROP and child not in skip:
            if tag in ("lb", "br"):
                parts.append("\n")
            elif tag in _INLINE:
                parts.append(_inline(child))
            else:
                parts.extend((" ", _inline(child), " "))
        parts.append(_soft(child.tail))
    return "".join(parts)


def _flat(element) -> str:
    return " ".join(_inline(element).split())


def _soft(words: str | None) -> str:
    """Line ends of the markup are blanks; only <br> breaks a line."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", words or "")


def _squash(words: str) -> str:
    """Lines without outer blanks. No-break spaces stay: they hold "5 km" together."""
    lines = (re.sub(r"[ \t]+", " ", line).strip(" ") for line in words.split("\n"))
    return "\n".join(filter(None, lines))
