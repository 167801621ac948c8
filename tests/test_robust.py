"""Broken and hostile documents: each is read safely or skipped by name with its reason, in bounded time and memory."""

import csv
import io
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.documents import document_of, read_document, read_folder
from pipeline.duplicates import overlap, repeats, sketch
from pipeline.folder import list_files, source_ids
from pipeline.formats import FORMATS
from pipeline.limits import Limits
from pipeline.metadata import KEYS, infer
from pipeline.read_html import read_html
from pipeline.run import run_folder
from tests.fuzz import readers as fuzzer
from tests.pdfs import pdf
from tests.test_documents import PAGE, word_document

GOOD = "The town trained 360 bridge wardens in 2018."
# how many inputs a reader is tried with; `pytest -m slow` tries the larger number, as docs/documents.md tells
FEW, MANY = 60, 3_000
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


def bomb():
    """A .docx of some 100 KB that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:t>" + " " * 300_000_000)
    return out.getvalue()


def with_part(name, change):
    """The good .docx with one part changed."""
    source, out = zipfile.ZipFile(io.BytesIO(word_document())), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            data = source.read(part)
            archive.writestr(part, change(data) if part == name else data)
    return out.getvalue()


def laughs(data):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head, tail = data.split(b"<w:document", 1)
    return head + f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'.encode() + b"<w:document" + tail.replace(b"<w:t", b"<w:t>&l11;</w:t><w:t", 1)


def deep(data):
    return data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 3000, 1)


LAUGHS = ('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">'
          + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)) + "]><lolz>&l11;</lolz>").encode()

# name -> bytes, and a word of the reason; "" where it must be read
HOSTILE = {
    "empty.txt": (b"", "empty"), "blank.txt": (b" \n\t\r\n\xef\xbb\xbf", "no text|empty"), "nuls.txt": (b"\x00" * 500, "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"), "binary.pdf": (bytes(range(255, -1, -1)) * 40, "binary"),
    "noise.txt": (b"\x01\x02\x03\x04\x05\x06\x07\x08" * 900, "binary"),
    "broken.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "broken PDF"),
    "cut.pdf": (pdf([["five"]] * 3)[:400], "broken PDF|images"),
    "encrypted.pdf": (pdf([["five"]], password=True), "encrypted PDF"), "images.pdf": (pdf([[], []]), "images only"),
    "broken.docx": (word_document()[:5000], "broken"), "no-body.docx": (with_part("word/document.xml", lambda d: b"<x/>"), "broken DOCX"),
    "bomb.docx": (bomb(), "unpack"), "laughs.docx": (with_part("word/document.xml", laughs), "|broken"), "deep.docx": (with_part("word/document.xml", deep), "broken DOCX|deep"),
    "laughs.xml": (LAUGHS, "XML"), "laughs.html": (LAUGHS, "XML"), "laughs.txt": (LAUGHS, "XML"),
    "laughs.xhtml": (LAUGHS.replace(b"lolz [", b"html ["), "|no text|broken"),
    "secret.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "line.txt": (b"5 " * 700_000, "a line of"), "deep.html": (b"<html>" + b"<div>" * 50_000 + b"5 cars", "deep"),
    "wrong.pdf": (GOOD.encode(), ""), "wrong.txt": (pdf([[GOOD]]), ""), "wrong.docx": (PAGE.encode(), ""), "page.pdf": (word_document(), ""),
    "table.html": (b"<html><table>" + b"<tr><td colspan=1000 rowspan=1000>5" * 3000, ""),
    "scripts.html": (b"<html><body><p>The town has 5 cars</p><script>alert(1)</script><img src=x onerror=alert(2)></body></html>", ""),
    "a b\n\u00e9\u4e2d\u202e.txt": (GOOD.encode(), ""), "-rf.txt": (GOOD.encode(), ""), "=1+1.txt": (GOOD.encode(), ""),
    "<img src=x onerror=alert(1)>.txt": (GOOD.encode(), ""), "n" * 251 + ".txt": (GOOD.encode(), ""),
    "utf16.txt": (b"\xff\xfe" + GOOD.encode("utf-16-le"), ""),
    "half.txt": (b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8", "broken UTF-16"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_read_or_skipped_with_its_reason_in_time(name):
    data, reasons = HOSTILE[name]
    start = time.monotonic()
    document = document_of(data, name)
    assert time.monotonic() - start < 10
    if document.status == "skipped":
        assert document.why
        assert document.text == ""
        assert any(reason and reason in document.why for reason in reasons.split("|")), document.why
    else:
        assert "" in reasons.split("|"), document.text[:100]
        assert document.text.strip()
        assert "alert" not in document.text


@pytest.fixture
def hostile(tmp_path):
    """A folder of all of them, with links, a pipe, an unreadable file and a good document."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, (data, _) in HOSTILE.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD)
    (folder / "sub").mkdir()
    os.symlink("..", folder / "sub" / "up")
    os.symlink("loop.txt", folder / "loop.txt")
    os.symlink("nowhere.txt", folder / "dangling.txt")
    os.symlink("/etc/passwd/../hostname", folder / "sub" / "link.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "locked.txt").write_text(GOOD)
    os.chmod(folder / "locked.txt", 0)
    (folder / os.fsdecode(b"raw-\xff.txt")).write_text(GOOD)
    return folder


def test_a_folder_of_all_of_them_loses_nothing_else(hostile, tmp_path):
    result = run_folder(hostile, tmp_path / "out", jobs=2)
    with open(tmp_path / "out" / "documents.csv", encoding="utf-8", newline="") as handle:
        rows = {row["path"].lstrip("'"): row for row in csv.DictReader(handle)}
    assert rows["good.txt"]["status"] == "read"
    assert rows["a b\n\u00e9\u4e2d\u202e.txt"]["source_id"] == "a-b-\u00e9\u4e2d"
    assert rows["a b\n\u00e9\u4e2d\u202e.txt"]["status"] == "read"
    for name, (_, reasons) in HOSTILE.items():
        assert rows[name]["status"] in ("read", "skipped")
        assert rows[name]["status"] == "read" or rows[name]["why"], name
        if "" not in reasons.split("|"):
            assert rows[name]["status"] == "skipped", name
    for name, why in (("loop.txt", "leads to itself"), ("dangling.txt", "not there"), ("pipe.txt", "no file"), ("sub/up", "not followed")):
        assert rows[name]["status"] == "skipped"
        assert why in rows[name]["why"]
    assert rows["raw-\ufffd.txt"]["status"] == "read"
    if os.geteuid():
        assert "can't be opened" in rows["locked.txt"]["why"]
    assert dict(result.skipped).keys() == {name for name, row in rows.items() if row["status"] == "skipped"}
    # nothing was written outside of the result, and every name in it stays in its folder
    assert sorted(p.name for p in tmp_path.iterdir()) == ["docs", "out"]
    texts = [p.relative_to(tmp_path / "out" / "interim" / "text") for p in (tmp_path / "out" / "interim" / "text").rglob("*")]
    assert len(texts) == len(rows)
    assert all(len(p.parts) == 1 for p in texts)


@pytest.mark.parametrize("cell", ["=1+1", "+1+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "'=1"])
def test_text_cells_can_not_become_formulas(tmp_path, cell):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text(f"---\ntitle: >\nauthor: {cell}\npublisher: {cell}\n---\n{cell} people came in 2018, {cell} of them from 3 towns.\n")
    run_folder(docs, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        with open(path, encoding="utf-8", newline="") as handle:
            for row in csv.reader(handle):
                for value in row:
                    assert not value.startswith(("=", "@", "\t", "\r")), (path.name, value)
                    assert not value.startswith(("+", "-")) or value[1:2].isdigit(), (path.name, value)


def test_huge_text_is_skipped_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    with open(path, "wb") as handle:
        handle.truncate(1_000_000_000)
    start = time.monotonic()
    document = read_document(path)
    assert time.monotonic() - start < 1
    assert document.why == "1.0 GB, more than the limit of 50.0 MB; split it or raise --max-bytes"


def test_names_keep_a_source_inside_its_folder():
    ids = source_ids(["../../etc/passwd", "..", ".../x.txt", "a/../b.txt", "C:\\x.txt", "con.txt\x00", "/abs.txt"])
    assert not any("/" in name or "\\" in name or name.startswith(".") or "\x00" in name for name in ids.values())
    assert len(set(ids.values())) == len(ids)


def test_link_to_its_own_folder_is_not_walked(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(GOOD)
    os.symlink(tmp_path, tmp_path / "a" / "again")
    assert [(f.path, bool(f.why)) for f in list_files(tmp_path)] == [("a/again", True), ("a/x.txt", False)]


@pytest.mark.parametrize("size", [20_000, 40_000])
@pytest.mark.parametrize("unit", ["<p>5 cars", "<b>", "<a href=x>y</a>", "&amp;", "<!--", "<table><tr><td>5", "<td>5</td>", "<li>5", "<sup>[1]</sup>", "<pre>x",
                                  "<script type='application/ld+json'>{", "By By By ", "Posted ", "© ", "1/2/2018 ", "| ", "# ", "January ", "---\n", "A" * 9 + ", "])
def test_time_is_linear_in_repeated_markup(unit, size):
    start = time.monotonic()
    document_of((unit * (size // len(unit))).encode(), "a.html", Limits(max_line=10**9))
    document_of((unit * (size // len(unit))).encode(), "a.md", Limits(max_line=10**9))
    assert time.monotonic() - start < 5


def never_raises(data, name):
    document = document_of(data, name)
    assert document.status in ("read", "skipped")
    assert set(document.metadata) == set(KEYS)
    if document.status == "read":
        assert document.format in FORMATS
        assert document.text.encode("utf-8").decode("utf-8") == document.text
        assert list(document.pages) == sorted(document.pages)
        assert all(0 <= page <= len(document.text) for page in document.pages)
        assert document_of(data, name) == document
    else:
        assert document.why


SEEDS = {"txt": GOOD.encode() * 3, "md": b"---\ntitle: x\n---\n# A\n\n" + GOOD.encode(), "html": PAGE.encode(), "pdf": pdf([[GOOD], ["5 cars"]]),
         "docx": word_document()}


PIECES = [b"<", b">", b"&#x0;", b"<table>", b"<![CDATA[", b"\x00", b"\xff\xfe", b"endobj", b"PK\x05\x06", b"<td rowspan=99999>", b"\xed\xa0\x80",
          b"%%EOF", b"<w:t>", b"---\n", b"&l1;", b"\r", b"9" * 50]
# where (a share of the length), how many bytes, what: small to print where a test fails
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(["cut", "double"]), st.sampled_from(PIECES), st.binary(max_size=8))),
                 min_size=1, max_size=6)


def mutated(seed, edits):
    """A good document with pieces cut, doubled, overwritten or put in."""
    data = bytearray(seed)
    for share, length, how in edits:
        at = int(share * len(data))
        if how == "cut":
            del data[at:at + length]
        elif how == "double":
            data[at:at] = data[at:at + length]
        else:
            data[at:at + length % 2 * len(how)] = how
    return bytes(data)


def tries(format, count):
    """Runs the reader over `count` mutations of a good document and as many runs of any bytes."""
    @settings(max_examples=count, **QUIET)
    @given(EDITS)
    def changed(edits):
        never_raises(mutated(SEEDS[format], edits), f"a.{format}")

    @settings(max_examples=count, **QUIET)
    @given(st.binary(max_size=600))
    def any_bytes(data):
        never_raises(data, f"a.{format}")
    changed()
    any_bytes()


def fuzz(count):
    def decorate(body):
        return settings(max_examples=count, **QUIET)(body)
    return decorate


@pytest.mark.parametrize("format", SEEDS)
def test_readers_never_raise(format):
    tries(format, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("format", SEEDS)
def test_readers_never_raise_on_many(format):
    tries(format, MANY)


@pytest.mark.parametrize("name", fuzzer.SEEDS)
def test_the_seeds_of_the_fuzzer_are_read(name):
    seed = fuzzer.SEEDS[name]
    fuzzer.check(seed)
    file, made = fuzzer.KINDS[seed[0]]
    assert document_of(made(seed[1:]), file).status == "read", "a seed that is skipped leads nowhere"


def test_the_fuzzer_names_its_extra(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert fuzzer.main(["1"]) == 2
    assert "pip install -e '.[fuzz]'" in capsys.readouterr().err


@fuzz(FEW)
@given(st.text(max_size=400), st.sampled_from(["txt", "md", "html", "pdf"]), st.text(max_size=30))
def test_metadata_never_raises_on_any_text(text, format, name):
    found = infer(text, format, {}, name)
    assert set(found) == set(KEYS)
    assert all(isinstance(value, str) and "\n" not in value for value in found.values())


@fuzz(FEW)
@given(st.text(max_size=300))
def test_plain_text_is_kept_to_the_letter(text):
    document = document_of(text.encode("utf-8", "replace"), "a.txt")
    if document.status == "read" and document.format == "txt":
        assert document.text == text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")


@fuzz(FEW)
@given(st.lists(st.text(st.sampled_from("ab \n"), min_size=60, max_size=200), min_size=2, max_size=5))
def test_repeats_do_not_depend_on_the_order(texts):
    sketches = {f"d{n}": sketch(text) for n, text in enumerate(texts)}
    found = repeats(sketches)
    assert repeats(dict(reversed(sketches.items()))) == found
    for copy, (original, share) in found.items():
        assert copy != original
        assert 0.69 < share <= 1
        assert max(overlap(sketches[copy], sketches[original])) >= 0.7


def test_page_of_a_megabyte_is_read_in_time():
    page = "<html><body>" + "".join(f"<p>In 2018 the town had {n} cars and one bridge of stone over the river.</p>" for n in range(15_000)) + "</body></html>"
    start = time.monotonic()
    text, _ = read_html(page.encode())
    assert "had 14999 cars" in text
    assert time.monotonic() - start < 20


def test_many_documents_do_not_need_many_times_the_memory(tmp_path):
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(GOOD * 100)
    assert len(read_folder(tmp_path, jobs=2)) == 200
    assert Path(tmp_path / "0.txt").exists()
