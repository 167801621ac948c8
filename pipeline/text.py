"""The structure of a document's text: blocks, headings, sentences, noise. Marks spans, never alters the text.

In: the text that offsets refer to. Out: a `Layout` of blocks and sentences with, for each, the heading and the date of the
timeline entry it stands under, and why a block is no prose that claims anything.

    >>> layout = Layout("Costs\\n\\nIt cost $5. It was sold.")
    >>> [layout.text[s.start:s.end] for s in layout.sentences]
    ['Costs', 'It cost $5.', 'It was sold.']
    >>> layout.sentences[1].heading
    'Costs'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline import columns, fenced_data, printed_dates
from pipeline.rules import load
from pipeline.time_words import MONTH, either

HEADING_MAX = 100     # characters; longer lines are prose even without a full stop
WRAP_MAX = 130        # a text whose longest line is shorter may be hard-wrapped by width
WRAP_SHARE = 0.55     # a wrapped line reaches at least this share of its paragraph's longest line
HEAD_BLOCKS = 15      # where a page says when it was published
TAIL_BLOCKS = 4
HEAD_OF_ENTRY = 40    # characters; a time alone is shorter

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"^[ \t]*(?:[•·▪◦‣*+–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
_KEY_VALUE = re.compile(r"^[ \t]*[A-Za-z][\w /()-]{0,40}:[ \t]*\S")
_DATE_LINE = re.compile(
    r"^[ \t#*_]*(?:\d{4}-\d\d-\d\d|(?:[A-Z][a-z]+day,?[ ])?(?:\d{1,2}(?:st|nd|rd|th)?[ ])?[A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:st|nd|rd|th)?,?(?:[ ]\d{4})?"
    r"|(?:[A-Z][a-z]+day,?[ ])?\d{1,2}(?:st|nd|rd|th)?[ ][A-Z][a-z]{2,8}\.?,?(?:[ ]\d{4})?)[ \t:*_]*$")
_TABLE = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_BAR = re.compile(r"\S[ \t]+\|[ \t]+\S")
_QUOTED = re.compile(r"\s*(?:>[ \t]?)+")
_FRONT_KEY = re.compile(r"([A-Za-z][\w .-]{0,60}?)[ \t]*[:=][ \t]*\S")
_TERMINAL = re.compile(r"""[.!?:;,]['"”’)\]]*[ \t]*$""")
_END = re.compile(r"""[.!?]+['"”’)\]]*(?=\s|$)|[.!?]['"”’)\]]*(?=[A-Z][a-z])|;(?=\s)|\n(?=[ \t]*\n)""")
# a full stop after these ends no sentence
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Col|Lt|Sgt|Capt|Cpl|Maj|Adm|Gov|Sen|Rep|Rev|Hon|St|Ste|Mt|Ft|No|Nos|Fig|Art|Sec|Vol|pp|vs|etc|approx|est|ca|cf|al|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Inc|Ltd|Corp|Co|Bros|Jr|Sr|Calif|Mass|Conn|Ave|Blvd|"
    r"e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N|D\.C|sq|cu|ft|in|lb|oz|min|max|km|cm|mm|kg)|\b[A-Z])$", re.IGNORECASE)
# a time alone, as at the head of an entry: "4:13 p.m. The bell rings." is one sentence
_MONTH = either(MONTH)
_TIME_ALONE = re.compile(r"[\W_]*(?:(?:at|about|around|approximately|by|before|after|shortly (?:before|after)|just (?:before|after)) )?"
                         rf"(?:\d{{1,2}}(?:[:.]\d\d){{0,2}} ?[ap]\.m|\d{{1,2}} (?:{_MONTH})(?:,? \d{{4}})?|(?:{_MONTH})\.? \d{{1,2}}(?:,? \d{{4}})?)\W*", re.IGNORECASE)
_SINGLE_CAPITAL = re.compile(r"(?:^|[^A-Za-z])[A-Z]$")


@dataclass(slots=True)
class Block:
    """A paragraph, heading, bullet, table row or other run of lines; `noise` says why it claims nothing ("" for prose)."""

    start: int
    end: int
    kind: str
    heading: str = ""
    entry: str = ""
    noise: str = ""


@dataclass(slots=True)
class Sentence:
    """A sentence with the heading and timeline entry (as printed) it stands under, and the number of its block."""

    start: int
    end: int
    block: int
    kind: str = "paragraph"
    heading: str = ""
    entry: str = ""
    noise: str = ""


@dataclass
class Layout:
    text: str
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def __post_init__(self):
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        self.blocks = _blocks(self.text)
        _mark_datelines(self.text, self.blocks)
        _mark_noise(self.text, self.blocks)
        for number, block in enumerate(self.blocks):
            for start, end in split_sentences(self.text, block.start, block.end):
                self.sentences.append(Sentence(start, end, number, block.kind, block.heading, block.entry, block.noise))
        self._sentence_starts = [s.start for s in self.sentences]

    def line(self, offset: int) -> int:
        """Line number of an offset, from 1."""
        return bisect_right(self._line_starts, offset)

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence at or before an offset; -1 where there is none."""
        return bisect_right(self._sentence_starts, offset) - 1


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of text[start:end], white space trimmed. A semicolon ends none inside brackets."""
    spans, here = [], start
    for match in _END.finditer(text, start, end):
        stop = match.group()[0]
        if stop == ";":
            continue
        if stop == ".":
            before = text[max(here, match.start() - 8):match.start()]
            after = text[match.end():match.end() + 2].lstrip()
            if _ABBREVIATION.search(before) and (not after or not after[0].isupper() or _SINGLE_CAPITAL.search(before)
                                                 or (not before[-1:].isupper() and before[-2:].lower() not in (".m", ".s"))):
                if match.end() < end:
                    continue
            if after and (after[0].islower() or after[0] in ",;" or match.end() - here < HEAD_OF_ENTRY and _TIME_ALONE.fullmatch(text, here, match.end())):
                continue
        _add(text, here, match.end(), spans)
        here = match.end()
    _add(text, here, end, spans)
    return spans


def _add(text, start, end, spans):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _lines(text):
    position = 0
    for match in _LINE.finditer(text):
        if match.end() == match.start():
            break
        yield position, match.end(), match.group().rstrip("\r\n")
        position = match.end()


def _kind(line: str) -> str:
    stripped = line.strip()
    if not stripped:
        return "blank"
    if stripped.startswith("```") or stripped.startswith("~~~"):
        return "fence"
    if _DATE_LINE.match(line):
        return "entry"
    if _TABLE.match(line):
        return "table"
    if stripped.startswith("#") and re.match(r"#{1,6}\s", stripped):
        return "heading"
    if stripped.startswith(">"):
        rest = _kind(line[_QUOTED.match(line).end():])
        return "quoted" if rest in ("line", "field") else rest
    if _BULLET.match(line):
        return "bullet"
    if len(stripped) <= 120 and _KEY_VALUE.match(line):
        return "field"
    return "line"


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    lines = list(_lines(text))
    longest = max((len(line) for _, _, line in lines), default=0)
    chunk: list[tuple[int, int, str, str]] = []
    heading = entry = ""
    fenced = front = False
    data: dict[int, tuple[int, int, str]] = {}

    def flush():
        nonlocal heading, entry
        for first, last in _bar_rows(chunk):
            chunk[first:last] = [(start, end, line, "table") for start, end, line, _ in chunk[first:last]]
        for first, last in columns.runs([line if kind == "line" else "" for _, _, line, kind in chunk]):
            chunk[first:last] = [(start, end, line, "columns") for start, end, line, _ in chunk[first:last]]
        for start, end, kind in _group(text, chunk, longest):
            body = text[start:end].strip()
            if kind == "entry":
                entry, heading_here = body.strip("#*_: \t"), heading
                blocks.append(Block(start, end, kind, heading_here, entry))
                continue
            if kind == "heading":
                heading = body.lstrip("# ").strip()
                # a new section closes a timeline entry
                entry = ""
            blocks.append(Block(start, end, kind, heading, entry))
        chunk.clear()

    for number, (start, end, line) in enumerate(lines):
        kind = _kind(line)
        if number == 0 and line.strip() == "---":
            front = True
            blocks.append(Block(start, end, "front", noise="front matter"))
            continue
        if front:
            front = line.strip() not in ("---", "...")
            # a key of the page itself (its date, its order) claims nothing; one of its subject does ("height: 828")
            states = front and kind == "field" and _states(line)
            blocks.append(Block(start, end, "field" if states else "front", noise="" if states else "front matter"))
            continue
        if kind == "fence":
            flush()
            data = _fenced_data(lines, number) if not fenced else {}
            fenced = not fenced
            blocks.append(Block(start, end, "code", heading, entry, "code block"))
        elif fenced and number in data:
            first, last, under = data[number]
            blocks.append(Block(start + first, start + last, "record", under, entry))
            # what is behind it is a comment
            blocks.append(Block(start + last, end, "code", heading, entry, "code block"))
        elif fenced:
            blocks.append(Block(start, end, "code", heading, entry, "code block"))
        elif kind == "blank":
            flush()
        else:
            chunk.append((start, end, line, kind))
    flush()
    return blocks


def _fenced_data(lines, opening: int) -> dict[int, tuple[int, int, str]]:
    """Number of a line -> where its statement stands in it and the keys above, for a fence of data that opens at a line."""
    if not fenced_data.opens_data(lines[opening][2]):
        return {}
    first = opening + 1
    close = next((n for n in range(first, len(lines)) if lines[n][2].lstrip().startswith(("```", "~~~"))), len(lines))
    return {first + n: (a, b, under) for n, a, b, under in fenced_data.stated([line for _, _, line in lines[first:close]])}


def _bar_rows(chunk) -> Iterator[tuple[int, int]]:
    """Runs of two and more lines whose cells a bar parts, without bars at their ends: "1 May | 30 | 12"."""
    first = 0
    for at in range(len(chunk) + 1):
        bars = chunk[at][2].count("|") if at < len(chunk) and chunk[at][3] in ("line", "field") and _BAR.search(chunk[at][2]) and "`" not in chunk[at][2] else 0
        if bars and (at == first or chunk[first][2].count("|") == bars):
            continue
        # figures in one line only are those of a page's head ("By Ann Lee | 5 May 2020")
        if at - first > 1 and sum(bool(re.search(r"\d", line)) for _, _, line, _ in chunk[first:at]) > 1:
            yield first, at
        first = at if bars else at + 1


def _group(text, chunk, longest):
    """Runs of lines that make one block: wrapped lines are joined, all else stands alone."""
    if not chunk:
        return
    width = max(len(line.rstrip()) for _, _, line, _ in chunk)
    wrapped = longest <= WRAP_MAX and width >= 45
    position = 0
    while position < len(chunk):
        start, end, line, kind = chunk[position]
        position += 1
        if kind == "line":
            # a line that goes on in lower case, or behind a comma, is the same sentence however long the lines are
            while position < len(chunk) and chunk[position][3] == "line" and _goes_on(line, chunk[position][2]):
                _, end, line, _ = chunk[position]
                position += 1
        if kind in ("line", "bullet", "field") and wrapped:
            previous = line
            while (position < len(chunk) and chunk[position][3] in ("line", "field")
                   and len(previous.rstrip()) >= WRAP_SHARE * width
                   and not (chunk[position][3] == "field" and _TERMINAL.search(previous))):
                _, end, previous, _ = chunk[position]
                position += 1
        if kind == "quoted":
            # the sign of quotation stands at each line; the lines of a quoted paragraph are one
            while position < len(chunk) and chunk[position][3] == "quoted":
                _, end, _, _ = chunk[position]
                position += 1
            start, kind = start + _QUOTED.match(line).end(), "paragraph"
        if kind == "line":
            kind = "heading" if _is_heading(text[start:end].strip(), len(chunk)) else "paragraph"
        yield start, end, kind


def _states(line: str) -> bool:
    """Whether a line of front matter states something of the subject: a figure under a key that is not the page's own."""
    key = _FRONT_KEY.match(line.strip())
    if key is None or not re.search(r"\d", line[key.end() - 1:]):
        return False
    name = key.group(1).lower().replace("-", "_").replace(" ", "_")
    return name not in _page_keys() and not name.endswith(("_id", "_url", "_image", "_date")) and not name.startswith(("has_id", "og_"))


@cache
def _page_keys() -> frozenset[str]:
    return frozenset(load("documents")["front_matter"]["page_keys"].split())


def _goes_on(line: str, following: str) -> bool:
    last, first = line.rstrip()[-1:], following.lstrip()[:1]
    return len(line) > 30 and last not in ".!?:;" and (first.islower() or last == "," and first.isalnum())


def _is_heading(line: str, in_chunk: int) -> bool:
    if len(line) > HEADING_MAX or "\n" in line or _TERMINAL.search(line) or not line[:1].isalnum():
        return False
    words = line.split()
    return len(words) <= 14 and (line[0].isupper() or line[0].isdigit()) and in_chunk <= 2


def _phrases(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("|") if part.strip()]


def _mark_datelines(text: str, blocks: list[Block]) -> None:
    """The lines on which a page says when it was published: kind "dateline". A line of only a date at the top is one, and heads no
    entry, when it is the only one or when no prose stands above the second; with more of them the text is a timeline."""
    entries = [n for n, block in enumerate(blocks) if block.kind == "entry"]
    prose = next((n for n, block in enumerate(blocks) if block.kind == "paragraph"), len(blocks))
    if entries and (len(entries) == 1 and entries[0] < HEAD_BLOCKS or entries[-1] < prose):
        for number in entries:
            blocks[number].kind = "dateline"
        for block in blocks:
            block.entry = ""
    months = [n for n, b in enumerate(blocks) if b.kind == "heading" and printed_dates.month_alone(text[b.start:b.end].strip())]
    if months == [1]:
        blocks[1].kind = "dateline"
    for number, block in enumerate(blocks):
        if block.kind not in ("field", "heading", "paragraph") or block.end - block.start > WRAP_MAX or block.noise:
            continue
        line = text[block.start:block.end].strip("\n")
        titled = number or [b.kind for b in blocks[1:2]] == ["heading"]
        if (number < HEAD_BLOCKS or number >= len(blocks) - TAIL_BLOCKS) and printed_dates.labelled(line) \
                or number < printed_dates.NAMED_LINES and titled and printed_dates.signed(line):
            block.kind = "dateline"


def _mark_noise(text: str, blocks: list[Block]) -> None:
    rules = load("words")["structure"]
    furniture = frozenset(_phrases(rules["furniture"]))
    opens, more = ("|".join(map(re.escape, _phrases(rules[name]))) for name in ("bibliography", "bibliography_more"))
    opener = re.compile(rf"(?:{opens})(?:\s*(?:&|and)\s*(?:{more}))?:?")
    in_bibliography = False
    for block in blocks:
        if block.noise:
            continue
        line = " ".join(text[block.start:block.end].split()).casefold().lstrip("# ")
        if block.kind == "heading":
            # entries of a bibliography look like headings too: only a short title without a date or a quotation ends it
            if opener.fullmatch(line):
                in_bibliography = True
            elif in_bibliography and text[block.start:block.end].lstrip().startswith("#"):
                in_bibliography = False
        if line in furniture:
            block.noise = "page furniture"
        elif in_bibliography:
            block.noise = "bibliography"
    # a date alone at the very end is the page's own ("last modified"), for it heads no entry
    tail = [block for block in blocks if block.noise != "page furniture"][-1:]
    if tail and tail[0].kind in ("entry", "dateline") and _DATE_LINE.match(text[tail[0].start:tail[0].end]) and len(blocks) > 1:
        tail[0].noise = "date of the page"
