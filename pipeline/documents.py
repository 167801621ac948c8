"""Any supported file to text and metadata, with a way back to the page or line.

In: a path. Out: a `Document`, whatever the file is: one that can not be read has the status "skipped" and the reason.
For .txt and .md the text is the decoded file itself, so offsets are code points of the file; for the other formats it is
what was read, which `save` keeps beside its facts as <source_id>.txt and <source_id>.json.

    read_document("raw/report.pdf")  ->  Document(text="Annual report...", pages=(0, 1810, ...), format="pdf", status="read", ...)
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline import metadata
from pipeline.duplicates import sketch
from pipeline.files import InputError, replacing
from pipeline.folder import Found, list_files, source_ids
from pipeline.formats import ENDINGS, ending, recognise
from pipeline.limits import LIMITS, Limits, Unreadable, amount
from pipeline.read_plain import read_plain
from pipeline.workers import Failure, each


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of one file.

    `text`      the text that all offsets refer to, in code points; "" when skipped.
    `pages`     offsets at which its pages start, the first is 0; () where there are no pages.
    `metadata`  the keys of `metadata.KEYS` -> text; `metadata["why"]` says what of it is doubtful.
    `format`    one of `formats.FORMATS`, "" when it was not recognised.
    `sha256`    digest of the file's bytes; "" when they could not be read.
    `status`    "read" or "skipped", `why` the reason for people.
    `sketch`    what `duplicates` compares; `characters` the length of the text, known also where the text was let go.
    """

    text: str = ""
    pages: tuple[int, ...] = ()
    metadata: dict[str, str] = field(default_factory=lambda: dict.fromkeys(metadata.KEYS, ""))
    format: str = ""
    sha256: str = ""
    status: str = "read"
    why: str = ""
    sketch: tuple[int, ...] = ()
    characters: int = 0


def skipped(why: str, format: str = "", digest: str = "") -> Document:
    """A document that was not read."""
    return Document(metadata=dict.fromkeys(metadata.KEYS, "") | {"published_basis": "unknown"}, format=format, sha256=digest,
                    status="skipped", why=why)


def read_document(path, limits: Limits = LIMITS) -> Document:
    """The document at `path`. Never raises for what a file may hold or be; MemoryError passes."""
    try:
        data = read_bytes(path, limits)
    except Unreadable as error:
        return skipped(str(error))
    except OSError as error:
        return skipped(f"it can't be opened: {error.strerror or type(error).__name__}")
    return document_of(data, os.path.basename(os.fspath(path)), limits)


def document_of(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """The document that these bytes are; `name` is its file name. Never raises for what the bytes may be."""
    digest, format = sha256(data).hexdigest(), ""
    try:
        format, why = recognise(name, data)
        return _read(data, format, name, digest, limits) if format else skipped(why, digest=digest)
    except Unreadable as error:
        return skipped(str(error), format, digest)
    except RecursionError:
        return skipped("it is nested too deep to be read", format, digest)


def read_bytes(path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file within the limit. Raises Unreadable, OSError."""
    # a named pipe must not block the reader; of a file that grows while it is read no more than the limit is taken
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limits.max_bytes:
            raise Unreadable(f"{amount(size)}, more than the limit of {amount(limits.max_bytes)}; split it or raise --max-bytes")
        data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise Unreadable(f"more than the limit of {amount(limits.max_bytes)}; split it or raise --max-bytes")
    return data


def _read(data: bytes, format: str, name: str, digest: str, limits: Limits) -> Document:
    pages: tuple[int, ...] = ()
    facts: dict[str, str] = {}
    # the readers' libraries take half a second to load, so each is loaded when its first file comes
    if format == "html":
        from pipeline.read_html import read_html
        try:
            text, facts = read_html(data, limits)
        except Unreadable:
            raise
        except ValueError as error:  # lxml, of markup that no parser can hold
            raise Unreadable(f"its markup can not be read: {error}") from None
    elif format == "pdf":
        from pipeline.read_pdf import read_pdf
        text, pages, facts = read_pdf(data, limits)
    elif format == "docx":
        from pipeline.read_docx import read_docx
        text, facts = read_docx(data, limits)
    else:
        text = read_plain(data, limits)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # half a surrogate pair can not be written; a mark of the same length stands for it
        text = text.encode("utf-8", "replace").decode("utf-8")
    found = metadata.infer(text, format, facts, name)
    return Document(text, pages, found, format, digest, "read", found["why"], sketch(text), len(text))


def save(document: Document, source_id: str, folder) -> None:
    """Writes <source_id>.txt and <source_id>.json into `folder`, each at once; the .json last, so that it vouches for both."""
    folder = Path(folder)
    with replacing(folder / f"{source_id}.txt") as handle:
        handle.write(document.text)
    facts = asdict(replace(document, text=""))
    del facts["text"]
    with replacing(folder / f"{source_id}.json") as handle:
        json.dump(facts, handle, ensure_ascii=False, indent=1, sort_keys=True)
        handle.write("\n")


def load(source_id: str, folder) -> Document:
    """The document that `save` wrote. Raises InputError when it is missing or the two files do not belong together."""
    folder = Path(folder)
    where = folder / f"{source_id}.json"
    try:
        with open(where, encoding="utf-8") as handle:
            facts = json.load(handle)
        with open(folder / f"{source_id}.txt", encoding="utf-8", newline="") as handle:
            text = handle.read()
        if facts["characters"] != len(text):
            raise ValueError("its text has another length")
        return Document(text=text, **facts | {name: tuple(facts[name]) for name in ("pages", "sketch")})
    except FileNotFoundError as error:
        raise InputError(f"{error.filename}: no such file; read the document first (the command `text`)") from None
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{where}: damaged ({error}); remove it and build again") from None


def documents_in(folder) -> list[Path]:
    """The documents of a corpus under make, sorted: files of known endings directly in `folder`, each with its own stem.

    Raises InputError for a file that no rule of the Makefile would read, and for two files of one name.
    """
    found: dict[str, Path] = {}
    for file in list_files(folder):
        path = Path(file.file)
        if "/" in file.path or ending(path.name) not in ENDINGS or path.suffix != path.suffix.lower():
            raise InputError(f"{path}: not read under make; a document stands directly in {folder} and ends in "
                             f"{', '.join('.' + e for e in ENDINGS)}: move or rename it, or take it out")
        if path.stem in found:
            raise InputError(f"{path}: has the name of {found[path.stem]}; a source is named after its file: rename one")
        found[path.stem] = path
    return [found[stem] for stem in sorted(found)]


def read_each(files: Iterable[Found], jobs: int = 1, limits: Limits = LIMITS, then: Callable | None = None) -> Iterator[tuple[Found, object]]:
    """Reads files in `jobs` processes and yields (file, document) in their order, holding only a few at a time.

    `then` runs on (file, document) inside the process and what it returns is yielded instead of the document: what is made
    of a text need not come back with the text. When a file stops or kills its process, a skipped document is passed on.
    """
    work = partial(_one, limits=limits, then=then)
    for file, result in each(((f, f) for f in files), work, jobs, limits.max_seconds, limits.max_memory):
        if isinstance(result, Failure):
            document = skipped(result.why)
            result = document if then is None else then(file, document)
        yield file, result


def _one(file: Found, limits: Limits, then: Callable | None):
    document = skipped(file.why) if file.why else read_document(file.file, limits)
    return document if then is None else then(file, document)


def read_folder(folder, jobs: int = 1, cache=None, limits: Limits = LIMITS, leave_out: Iterable = ()) -> dict[str, tuple[str, Document]]:
    """Source id -> (path below the folder, document), sorted by source id.

    `cache` is a folder: a document whose bytes, name and limits were read before is taken from there.
    """
    files = list_files(folder, leave_out)
    ids = source_ids(f.path for f in files)
    found = {}
    todo = []
    for file in files:
        name = cache and cache_name(file, limits)
        if name and (Path(cache) / f"{name}.json").is_file():
            found[ids[file.path]] = (file.path, load(name, cache))
        else:
            todo.append(file)
    for file, document in read_each(todo, jobs, limits):
        found[ids[file.path]] = (file.path, document)
        name = cache and cache_name(file, limits)
        if name:
            save(document, name, cache)
    return dict(sorted(found.items()))


def cache_name(file: Found, limits: Limits) -> str:
    """The name under which what was read of a file is kept: its bytes, its name, the limits. "" when it can't be opened."""
    if file.why:
        return ""
    digest = sha256(f"{os.path.basename(file.path)}\0{limits}\0".encode("utf-8", "surrogatepass"))
    try:
        with open(file.file, "rb") as handle:
            if os.fstat(handle.fileno()).st_size > limits.max_bytes:
                return ""
            while chunk := handle.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()[:32]
