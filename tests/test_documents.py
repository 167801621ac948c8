"""Every format to text: what is kept, where offsets lead, and how a file is recognised."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement

from pipeline.documents import load, read_document, read_folder, save
from pipeline.folder import list_files, source_ids
from pipeline.formats import recognise
from pipeline.limits import Limits, Unreadable
from pipeline.pipe_rows import grid, guess_header, rows
from pipeline.read_html import read_html
from pipeline.read_plain import decode
from tests.pdfs import pdf

PAGE = """<!DOCTYPE html><html><head><title>Bridges of the town</title>
<meta property="og:site_name" content="Town News"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2019-05-01T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/9">99 more pages</a></nav>
<script>var visitors = 12345;</script><style>p { margin: 77px }</style>
<article><h1>Bridges of the town</h1>
<p>The town has <b>5 bridges</b>.<sup>[3]</sup> The oldest was built in 1804 by a guild of masons from the coast, who took 6 years.</p>
<table><caption>Traffic in 2018</caption>
<tr><th rowspan="2">Bridge</th><th colspan="2">Vehicles a day</th></tr><tr><th>cars</th><th>lorries</th></tr>
<tr><td>North</td><td>1,200</td><td>80</td></tr><tr><td>South</td><td>900</td><td>75</td></tr></table>
<h2>Costs</h2><p>Repairs cost<br>$4 million in all, of which the county paid half, as the council said.</p>
<ul><li>North: $3 million</li><li>South: $1 million</li></ul>
<pre>x = 31337</pre>
</article><footer>Copyright 2023 Town News</footer></body></html>"""


@pytest.fixture
def folder(tmp_path):
    def put(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path
    return put


def test_text_is_the_decoded_file(folder):
    raw = "First\r\nsecond\u00a0line\r\n\r\n\tthird \u2009 \u201cfigure\u201d 5\n"
    assert read_document(folder("a.txt", raw)).text == raw
    assert read_document(folder("a.md", "\ufeff# 5 cars\n")).text == "# 5 cars\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"])
def test_encodings(encoding):
    text = "The café paid £5,000 to Señor Núñez – half of it in 1999.\n" * 3
    if encoding == "latin-1":
        text = text.replace("–", "-")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("encoding", "text"), [
    ("cp1251", "В городе пять мостов, и каждый из них был построен в прошлом веке на деньги купцов. " * 4),
    ("shift_jis", "この町には橋が五つあり、すべて前世紀に商人の資金で建てられました。" * 4),
    ("gb18030", "这座城市有五座桥，都是上个世纪用商人的钱建造的。每年有三百万辆汽车通过。" * 4),
    ("cp1253", "Η πόλη έχει πέντε γέφυρες και όλες χτίστηκαν τον περασμένο αιώνα. " * 4),
])
def test_encodings_that_must_be_guessed(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_page_is_read_with_its_structure():
    text, facts = read_html(PAGE.encode())
    assert text.split("\n\n") == [
        "# Bridges of the town",
        "The town has 5 bridges. The oldest was built in 1804 by a guild of masons from the coast, who took 6 years.",
        "Traffic in 2018",
        "| Bridge | Vehicles a day cars | Vehicles a day lorries |\n| --- | --- | --- |\n| North | 1,200 | 80 |\n| South | 900 | 75 |",
        "## Costs",
        "Repairs cost\n$4 million in all, of which the county paid half, as the council said.",
        "- North: $3 million\n- South: $1 million",
        "```\nx = 31337\n```",
    ]
    assert facts == {"title": "Bridges of the town", "publisher": "Town News", "author": "Ann Lee",
                     "published": "2019-05-01", "published_basis": "metadata"}


def test_page_without_article_is_read_whole():
    text, _ = read_html(b"<html><body><div>5 cars<p>and 6 boats</div><script>7</script></body></html>")
    assert text == "5 cars\n\nand 6 boats"


def test_page_in_a_declared_encoding():
    page = "<html><head><meta charset='windows-1251'></head><body><p>Мосты: 5</p></body></html>"
    assert "Мосты: 5" in read_html(page.encode("cp1251"))[0]


def test_pdf_has_pages(folder):
    document = read_document(folder("a.pdf", pdf([["The town has 5 bridges."], ["In 2018 it sold 2 of them."]], title="Bridges of the town")))
    assert document.text == "The town has 5 bridges.\n\nIn 2018 it sold 2 of them."
    assert document.pages == (0, 25)
    assert document.text[25:].startswith("In 2018")
    assert document.metadata["title"] == "Bridges of the town"


def test_pdf_gap_is_a_blank_line_and_running_heads_go(folder):
    pages = [[f"Annual report - page {n}", "", f"The {'abcd'[n]} town had {n}00 cars in the year", "and they were red.", "", "", f"A new {'abcd'[n]}."] for n in range(4)]
    document = read_document(folder("a.pdf", pdf(pages)))
    assert "Annual report" not in document.text
    assert document.text.split("\n\n")[:2] == ["The a town had 000 cars in the year\nand they were red.", "A new a."]
    assert [document.text[p:p + 5] for p in document.pages] == ["The a", "The b", "The c", "The d"]


def word_document():
    document = docx.Document()
    document.core_properties.title = "Bridges of the town"
    document.core_properties.author = "Ann Lee"
    document.core_properties.comments = ""
    document.add_heading("Bridges", 1)
    paragraph = document.add_paragraph("The town has ")
    paragraph.add_run("5 bridges").bold = True
    paragraph.add_run(".")
    for tag, words in (("w:ins", " One is new."), ("w:del", " One is 99.")):
        change, run = OxmlElement(tag), OxmlElement("w:r")
        text = OxmlElement("w:t" if tag == "w:ins" else "w:delText")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    document.add_paragraph("North", style="List Bullet")
    document.add_paragraph("South", style="List Bullet")
    table = document.add_table(3, 3)
    for row, cells in zip(table.rows, (["Year", "Cars", "Lorries"], ["2017", "1,200", "80"], ["2018", "900", "75"]), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_is_read_with_its_structure(folder):
    document = read_document(folder("a.docx", word_document()))
    assert document.text.split("\n\n") == [
        "# Bridges", "The town has 5 bridges. One is new.", "- North\n- South",
        "| Year | Cars | Lorries |\n| --- | --- | --- |\n| 2017 | 1,200 | 80 |\n| 2018 | 900 | 75 |"]
    assert document.metadata["title"] == "Bridges of the town"
    assert document.metadata["author"] == "Ann Lee"


def test_docx_footnotes_stand_below_their_paragraph(folder):
    source, out = zipfile.ZipFile(io.BytesIO(word_document())), io.BytesIO()
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name).decode() if name.endswith((".xml", ".rels")) else source.read(name)
            if name == "word/document.xml":
                data = data.replace("5 bridges</w:t></w:r>", '5 bridges</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
            if name == "word/_rels/document.xml.rels":
                data = data.replace("</Relationships>", '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                                                        'relationships/footnotes" Target="footnotes.xml"/></Relationships>')
            if name == "[Content_Types].xml":
                data = data.replace("</Types>", '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
                                                'officedocument.wordprocessingml.footnotes+xml"/></Types>')
            archive.writestr(name, data)
        archive.writestr("word/footnotes.xml", f'<w:footnotes {w}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2"><w:p><w:r>'
                                               "<w:t>Not counting 2 footbridges.</w:t></w:r></w:p></w:footnote></w:footnotes>")
    blocks = read_document(folder("a.docx", out.getvalue())).text.split("\n\n")
    assert blocks[1:3] == ["The town has 5 bridges. One is new.", "Not counting 2 footbridges."]


@pytest.mark.parametrize(("name", "data", "format"), [
    ("a.txt", b"Five cars", "txt"), ("a", b"Five cars", "txt"), ("a.log", b"Five cars", "txt"),
    ("a.md", b"# Five", "md"), ("a.MARKDOWN", b"# Five", "md"),
    ("a.txt", PAGE.encode(), "html"), ("a.pdf", PAGE.encode(), "html"), ("a.htm", b"<p>5", "html"), ("a.html", b"5 cars", "txt"),
    ("a.html", PAGE.encode("utf-16"), "html"), ("a.txt", b"%PDF-1.4 ...", "pdf"), ("a.pdf", word_document(), "docx"),
    ("a.md", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>", "html"),
    ("a.docx", b"PK\x03\x04broken", ""), ("a.csv", b"a,b", ""), ("a.xml", b"<?xml version='1.0'?><a/>", ""), ("a.txt", b"", ""),
    ("a.txt", b" \n\t", ""), ("a.pdf", b"\x89PNG\r\n\x1a\n", ""), ("a.txt", b"BMW sold 5 cars", "txt"), ("a.txt", b"a\x00\x01\x02b", ""),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""), ("a.rtf", b"{\\rtf1 five}", ""),
])
def test_content_tells_the_format_before_the_name(name, data, format):
    assert recognise(name, data)[0] == format
    assert bool(recognise(name, data)[1]) == (not format)


def test_grid_fills_spans_and_header_is_guessed():
    assert grid([[("a", 2, 1), ("b", 1, 2)], [("c", 1, 1), ("d", 1, 1)]], 1) == [["a", "a", "b"], ["c", "d", "b"]]
    assert grid([[("a", 2, 1)]], 0) == [["a", ""]]
    assert guess_header([["Year", "Cars", "Boats"], ["x", "1", "2"]]) == 1
    assert guess_header([["Architect", "Lee"], ["Height", "5 m"]]) == 0
    assert rows([["a|b", " c\n d "]]) == "| a/b | c d |"


def test_source_ids_are_unique_and_depend_on_the_set_alone():
    paths = ["x/a.txt", "x-a.txt", "x/a.md", "b c\n.html", "Ä/ö.txt", "A.txt", "a.txt", "n" * 300 + ".txt", ".."]
    ids = source_ids(paths)
    assert len({i.casefold() for i in ids.values()}) == len(paths)
    assert ids == source_ids(reversed(paths))
    assert not any(c.isspace() or c == "/" for i in ids.values() for c in i)
    assert ids["b c\n.html"] == "b-c"
    assert ids["Ä/ö.txt"] == "Ä-ö"
    assert source_ids(["press.txt"]) == {"press.txt": "press"}


def test_folder_is_listed_sorted_without_hidden_files_and_tables(folder, tmp_path):
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/x.txt", "sources.csv", "~$lock.docx", "out/claims.txt"):
        folder(name, "5 cars")
    assert [f.path for f in list_files(tmp_path, [tmp_path / "out"])] == ["a/c.txt", "b.txt"]


def test_read_folder_is_the_same_with_any_number_of_jobs_and_from_the_cache(folder, tmp_path):
    for n in range(12):
        folder(f"docs/d{n}.txt", f"The town had {n} bridges in 201{n % 10}.")
    folder("docs/page.html", PAGE)
    folder("docs/empty.txt", "")
    first = read_folder(tmp_path / "docs", jobs=1)
    assert list(first) == sorted(first)
    assert read_folder(tmp_path / "docs", jobs=3, cache=tmp_path / "cache") == first
    assert read_folder(tmp_path / "docs", jobs=2, cache=tmp_path / "cache") == first
    assert first["empty"][1].status == "skipped"


def test_saved_document_comes_back(tmp_path, folder):
    document = read_document(folder("a.txt", "Five\r\ncars\u2028and 6 \U0001F6A2\n"))
    save(document, "a", tmp_path / "text")
    assert load("a", tmp_path / "text") == document
    (tmp_path / "text" / "a.txt").write_text("5")
    with pytest.raises(Exception, match=r"a\.json: damaged"):
        load("a", tmp_path / "text")


def test_limits_are_told_by_name(folder):
    assert "--max-bytes" in read_document(folder("a.txt", "5" * 100), Limits(max_bytes=50)).why
    assert "--max-characters" in read_document(folder("a.txt", "5 " * 100), Limits(max_characters=50)).why
    assert "--max-line" in read_document(folder("a.txt", "5" * 100), Limits(max_line=50)).why
    assert "--max-pages" in read_document(folder("a.pdf", pdf([["five"]] * 3)), Limits(max_pages=2)).why
    with pytest.raises(Unreadable):
        read_html(b"<html></html>")
