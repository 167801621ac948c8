"""Recognises what a file is, by its content first and its name second.

In: the file's name and its first bytes (`HEAD`), for zip archives the whole file. Out: `(format, why)`: one of `FORMATS`
with "" or ("", the reason a person can act on). A wrong ending does not matter: a PDF named .txt is a PDF.

    >>> recognise("page.txt", b"<!DOCTYPE html><html><body>5 cars")
    ('html', '')
    >>> recognise("photo.txt", b"\\x89PNG\\r\\n\\x1a\\n....")
    ('', 'a PNG image holds no text that can be read; add a text version of it')
"""

from __future__ import annotations

import io
import re
import zipfile

FORMATS = ("txt", "md", "html", "pdf", "docx")
# the endings that the Makefile lists, so that a corpus under make holds nothing that is passed over
ENDINGS = ("txt", "md", "html", "htm", "pdf", "docx")
HEAD = 65536

# magic bytes -> what a person calls it; each of them holds no prose that this program can read
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF87a", "a GIF image"), (b"GIF89a", "a GIF image"),
    (b"BM", "a BMP image"), (b"II*\x00", "a TIFF image"), (b"MM\x00*", "a TIFF image"), (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"), (b"Rar!\x1a\x07", "a RAR archive"), (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a Zstandard archive"), (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"), (b"SQLite format 3\x00", "an SQLite database"), (b"ID3", "an audio file"), (b"OggS", "an audio or video file"),
    (b"fLaC", "an audio file"), (b"\x1a\x45\xdf\xa3", "a video file"), (b"PAR1", "a Parquet table"), (b"%!PS", "a PostScript file"),
    (b"wOFF", "a font"), (b"wOF2", "a font"),
)
# these two-letter signatures are also how a text may begin, so they count only beside bytes that no text holds
_WEAK = (b"BM", b"MZ", b"BZh", b"ID3", b"OggS", b"fLaC", b"PAR1", b"wOFF", b"wOF2")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# text, but rows and code rather than sentences: reading figures in them would flood the report
_DATA = frozenset(["csv", "tsv", "psv", "json", "jsonl", "ndjson", "geojson", "yaml", "yml", "toml", "ini", "cfg", "conf", "xml", "xsd", "xsl", "svg", "sql", "parquet", "bib", "ris", "ipynb", "py", "js", "ts", "css", "scss", "java", "c", "h", "cpp", "go", "rs", "rb", "php", "sh", "bat", "ps1", "r", "lock", "map", "po"])
_HTML_NAMES = frozenset(("html", "htm", "xhtml", "xht", "shtml"))
_MD_NAMES = frozenset(("md", "markdown", "mdown", "mkd", "mdx"))
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?:<!--.{0,4000}?-->\s*){0,8}<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_HTML_TAG = re.compile(rb"<(?:html|head|body|p|div|span|table|h[1-6]|br|ul|ol|a|meta|title|article|section)[\s/>]", re.I)
_XML_START = re.compile(rb"\s*<\?xml|\s*<!DOCTYPE\s+(?!html)|\s*<!ENTITY", re.I)


def ending(name: str) -> str:
    """The last ending of a file name in lower case, without the dot; "" where there is none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""


def recognise(name: str, data: bytes) -> tuple[str, str]:
    """The format of a file, or "" and the reason it can not be read.

    `data`  the whole file or its first `HEAD` bytes or more; a zip archive must be whole to be told apart.
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        return "", "the file is empty"
    head, last = data[:HEAD], ending(name)
    if b"%PDF-" in head[:1024]:
        return "pdf", ""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _archive(data)
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "", "an encrypted Office document; save it without a password"
        return "", "an old binary Office document; save it as .docx"
    if head.startswith(b"{\\rtf"):
        return "", "a rich text (RTF) document; save it as .docx or .txt"
    for magic, what in _FOREIGN:
        if head.startswith(magic) and (magic not in _WEAK or b"\x00" in head):
            return "", f"{what} holds no text that can be read; add a text version of it"
    if head[4:8] == b"ftyp":
        return "", "a video or audio file holds no text that can be read; add a transcript"
    wide = head.startswith(_TEXT_MARKS) or looks_wide(head)
    if not wide and b"\x00" in head:
        return "", "a binary file; it holds bytes that no text holds"
    plain = head.replace(b"\x00", b"") if wide else head
    if plain.startswith(b"\xef\xbb\xbf"):
        plain = plain[3:]
    elif wide:
        plain = plain.lstrip(b"\xff\xfe")
    if _HTML_START.match(plain):
        return "html", ""
    if _XML_START.match(plain):
        return "", "an XML file; only HTML, Markdown, text, PDF and DOCX are read"
    if last in _HTML_NAMES:
        return ("html", "") if _HTML_TAG.search(plain) else ("txt", "")
    if last in _MD_NAMES:
        return "md", ""
    if last in _DATA:
        return "", f"a .{last} file is data or code, no document of sentences; add it as .txt to read it all the same"
    return "txt", ""


def looks_wide(head: bytes) -> str:
    """The encoding of text in two or four bytes a letter without a byte order mark; "" when it is none.

    Western letters leave a zero in every other byte (or three of four); no other text does.
    """
    sample = head[:4096 - len(head[:4096]) % 4]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    share = [sample[i::4].count(0) / (len(sample) // 4) for i in range(4)]
    for name, zeros in (("utf-32-le", (1, 2, 3)), ("utf-32-be", (0, 1, 2)), ("utf-16-le", (1, 3)), ("utf-16-be", (0, 2))):
        if all(share[i] > 0.7 for i in zeros) and all(share[i] < 0.1 for i in range(4) if i not in zeros):
            return name
    return ""


def _archive(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, KeyError, IndexError, RuntimeError):
        return "", "a broken ZIP or DOCX file; open and save it again"
    if "word/document.xml" in names:
        return "docx", ""
    if any(n.startswith("xl/") for n in names):
        return "", "a spreadsheet (XLSX); save the sheet with its words as .docx or .txt"
    if any(n.startswith("ppt/") for n in names):
        return "", "a presentation (PPTX); save it as .pdf"
    if "mimetype" in names and any(n.startswith("META-INF/") for n in names):
        return "", "an OpenDocument or EPUB file; save it as .docx or .pdf"
    return "", "a ZIP archive; unpack it into the folder"
