"""Coverage-guided fuzzing of the readers with atheris: bytes that reach new branches of the readers are kept and changed further.

    make fuzz                             # a minute; `make fuzz SECONDS=600` for ten
    python -m tests.fuzz.readers 600      # the same, from the root of the repository
    python -m tests.fuzz.readers FILE     # one input that was found, again, with its traceback

Needs the extra `fuzz` (pip install -e .[fuzz]) and is no part of `make test`, which runs only the seeds through `check`.

An input is one byte that chooses a kind (`KINDS`) and the content. Checked: `document_of` reads it or skips it with a reason and
raises nothing; pages start inside the text; `read_mentions` raises nothing on the text, and its spans stand in it in order. Seeds are
made here and live in a temporary folder while it runs. An input that breaks a law stays in another one, whose path is printed.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

from tests.pdfs import pdf

# with the Python that runs this, since under make it is that of .venv
MISSING = f"fuzzing needs atheris, the extra `fuzz`, which is not installed: {sys.executable} -m pip install -e '.[fuzz]'"
_OPEN = "http://schemas.openxmlformats.org"
_TYPE, _CALL = "application/vnd.openxmlformats-", f"{_OPEN}/officeDocument/2006/relationships"
# what a .docx has around its words
FRAME = {
    "[Content_Types].xml": f"""<Types xmlns="{_OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="{_TYPE}package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}officedocument.wordprocessingml.footnotes+xml"/>
<Override PartName="/core.xml" ContentType="{_TYPE}package.core-properties+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" Type="{_CALL}/officeDocument"/>
<Relationship Id="r2" Target="core.xml" Type="{_OPEN}/package/2006/relationships/metadata/core-properties"/></Relationships>""",
    "word/_rels/document.xml.rels": f"""<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1" Target="footnotes.xml" Type="{_CALL}/footnotes"/>
</Relationships>"""}
_W = f'xmlns:w="{_OPEN}/wordprocessingml/2006/main"'
PARTS = {"word/document.xml": f"<w:document {_W}><w:body>%s</w:body></w:document>", "word/footnotes.xml": f"<w:footnotes {_W}>%s</w:footnotes>",
         "core.xml": f'<c:coreProperties xmlns:c="{_OPEN}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                     'xmlns:dcterms="http://purl.org/dc/terms/">%s</c:coreProperties>'}


def word(content: bytes) -> bytes:
    """A .docx with this inside its body, footnotes and properties, which form feeds divide; markup that is not well formed is repaired."""
    out, insides = io.BytesIO(), dict.fromkeys(PARTS, b"") | dict(zip(PARTS, content.split(b"\f"), strict=False))
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in FRAME.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # a name alone would bring the time of day along
        for name, inside in insides.items():
            root = etree.fromstring(PARTS[name].encode() % inside, etree.XMLParser(recover=True, resolve_entities=False))
            archive.writestr(zipfile.ZipInfo(name), etree.tostring(root))
    return out.getvalue()


def pages(content: bytes) -> bytes:
    """A PDF of this title, date and lines; a form feed begins a page."""
    title, created, lines = ([*content.decode("latin-1").split("\n", 2), "", ""])[:3]
    return pdf([page.split("\n") for page in lines.split("\f")], title, created)


# name, and how the content becomes a file. A changed byte in a .docx or .pdf mostly breaks its frame (checksums, offsets, tags) and the
# words are never reached, so these two come also as what is inside, with a whole frame put around it.
KINDS = (("a.txt", bytes), ("a.md", bytes), ("a.html", bytes), ("a.pdf", bytes), ("a.docx", bytes), ("a.pdf", pages), ("a.docx", word))

WORDS = b"""In 2018-19, 360 of more than 1,200 wardens (30%) were trained for $1.6 million; 3\xe2\x80\x934 ships sailed on 5 May 2014 at 10:30 p.m.

| Year | Cars ('000) |\n| --- | --- |\n| 2017 | 80 |\n\n- North: half, 10 feet (3 m)\n\f- South: dozens, \xc2\xa350m, 1/2, 12th, aged 9, 9:1"""
PAGE = b"""<html><head><title>Bridges</title><meta name="author" content="Ann Lee"><script type="application/ld+json">{"datePublished": "2019-05-01"}</script>
</head><body><article><h1>Bridges</h1><p>The town has <b>5 bridges</b>.<sup>[3]</sup></p><table><caption>Traffic</caption><tr><th colspan="2">Cars</th></tr>
<tr><td rowspan="2">North</td><td>1,200</td></tr></table><ul><li>$3 million<ul><li>6</li></ul></li></ul><pre>x = 3</pre><blockquote>7</blockquote></article></body></html>"""
PART = b"""<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Bridges</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>The town has 5</w:t><w:br/>
<w:footnoteReference w:id="2"/></w:r><w:ins><w:r><w:t>One is new.</w:t></w:r></w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:tcPr>
<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Cars</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\f<w:footnote w:id="2"><w:p><w:r><w:t>In 2018.</w:t></w:r></w:p>
</w:footnote>\f<dc:title>Bridges</dc:title><dc:creator>Ann Lee</dc:creator><dcterms:created>2018-07-05T10:00:00Z</dcterms:created>"""
CONTENTS = (WORDS, b"---\ntitle: Bridges\ndate: 2018-07-05\nlength_km: 12\n---\n# Costs\n\n```\nx\n```\n" + WORDS, PAGE, pdf([["5 bridges"]], "Bridges", "20180705"),
            word(PART), b"Bridges\n20180705\n" + WORDS, PART)
SEEDS = {name.replace("a.", f"{kind}."): bytes([kind]) + content for kind, ((name, _), content) in enumerate(zip(KINDS, CONTENTS, strict=True))}
# what the readers look for in more than one byte, and chance seldom writes
TOKENS = (" million", " per cent", " percent", "$", "£", "€", "km²", " between 5 and ", "from 5 to ", "more than ", "about ", "half of ", "twenty-", "hundred ", " years old",
          "BCE", "Q3 ", "FY2018", "1990s", "century", "last year", "May ", "Monday", "p.m.", "½", "\u00a0", "–", "×", "№", "https://", "[1]", "v2.0.1", "Resolution 12",
          "References", "\n\n", "| ", "---\n", "```", "<table>", "<td rowspan=3>", "<th>", "<sup>", "<li>", "<time datetime=", "<meta property=", "<!--", "<![CDATA[", "&#x0;",
          "%PDF-", "endobj", "PK\x05\x06", "<w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:t>", "<w:vMerge/>", "<w:gridSpan w:val=", "<w:sdt>", "<w:txbxContent>")


def check(data: bytes) -> None:
    """Holds the laws of the readers on one input."""
    from pipeline.documents import document_of
    from pipeline.extract import read_mentions

    name, made = KINDS[data[0] % len(KINDS)] if data else KINDS[0]
    document = document_of(made(data[1:]), name)
    assert document.status == "read" or (document.status == "skipped" and document.why and not document.text), document
    assert list(document.pages) == sorted(document.pages) and all(0 <= page <= len(document.text) for page in document.pages), document.pages
    # what is skipped as no text is read for figures all the same: that reader is to hold on any string
    text, last = document.text or data[1:].decode("utf-8", "replace"), 0
    for mention in read_mentions(text):
        assert last <= mention.start < mention.end <= len(text), (mention, last, text)
        last = mention.end


def run(seconds: int) -> int:
    """Fuzzes for so long in a process of its own, which a crash of a native library would end. Returns its exit code."""
    found = Path(tempfile.mkdtemp(prefix="fuzz-found-"))
    try:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            corpus, words = Path(folder, "corpus"), Path(folder, "words")
            corpus.mkdir()
            for name, seed in SEEDS.items():
                (corpus / name).write_bytes(seed)
            words.write_text("".join(f'"{quoted(token)}"\n' for token in TOKENS), encoding="ascii")
            return subprocess.run([sys.executable, "-m", "tests.fuzz.readers", f"-max_total_time={seconds}", "-max_len=4096", "-timeout=30",
                                   "-print_final_stats=1", "-verbosity=0", f"-dict={words}", f"-artifact_prefix={found}/", str(corpus)]).returncode
    finally:
        inputs = sorted(found.iterdir())
        for path in inputs:
            print(f"an input that breaks a law: python -m tests.fuzz.readers {path}", file=sys.stderr)
        if not inputs:
            found.rmdir()


def quoted(token: str) -> str:
    """As libFuzzer writes a word of its dictionary."""
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


def fuzz(arguments: list[str]) -> None:
    """Hands over to libFuzzer, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        # the readers load one another late; they must be loaded here to be watched
        from pipeline import documents, extract, read_docx, read_html, read_pdf  # noqa: F401
    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    if arguments and Path(arguments[0]).is_file():
        check(Path(arguments[0]).read_bytes())
        print("every law holds")
        return 0
    try:
        import atheris  # noqa: F401
    except ImportError:
        print(MISSING, file=sys.stderr)
        return 2
    if arguments and arguments[0].startswith("-"):
        fuzz(arguments)
    return run(int(arguments[0]) if arguments else 60)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
