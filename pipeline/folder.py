"""The documents of a folder: which files there are, in which order, and the name (source id) of each.

In: a folder. Out: `Found` entries sorted by path. Hidden files, the tables of the project (sources.csv, decisions.csv) and
what editors leave behind are no documents. Links to folders are not followed, so that no loop can trap the walk.

    >>> source_ids(["a b.txt", "press/2021.html", "press/2021.pdf"])
    {'a b.txt': 'a-b', 'press/2021.html': 'press-2021-html', 'press/2021.pdf': 'press-2021-pdf'}
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pipeline.formats import ending

_NO_DOCUMENTS = frozenset(("sources.csv", "decisions.csv", "thumbs.db", "desktop.ini", "makefile"))
# a source id is a file name too (interim/text/<source_id>.txt): systems allow 255 bytes
_MAX_ID = 150
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200b-\u200f\u2028-\u202f\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its path below the folder ("/" between parts, for people), where it is, and why it can't be opened."""

    path: str
    file: str
    why: str = ""


def list_files(folder, leave_out: Iterable = ()) -> list[Found]:
    """The files below `folder` that may be documents, sorted by path. Raises NotADirectoryError, PermissionError."""
    root = os.fspath(folder)
    without = {os.path.realpath(path) for path in leave_out}
    found: list[Found] = []
    os.scandir(root).close()
    for where, folders, files in os.walk(root, followlinks=False, onerror=lambda error: _cannot_list(error, root, found)):
        for name in sorted(folders):
            path = os.path.join(where, name)
            if name.startswith(".") or os.path.realpath(path) in without:
                folders.remove(name)
            elif os.path.islink(path):
                found.append(Found(_shown(path, root), path, "a link to a folder is not followed; copy the folder here"))
                folders.remove(name)
        for name in files:
            path = os.path.join(where, name)
            if name.startswith((".", "~$")) or name.lower() in _NO_DOCUMENTS or os.path.realpath(path) in without:
                continue
            found.append(Found(_shown(path, root), path, _special(path)))
    return sorted(found, key=lambda f: (f.path, f.file))


def _cannot_list(error: OSError, root: str, found: list[Found]) -> None:
    if error.filename and os.fspath(error.filename) != root:
        found.append(Found(_shown(error.filename, root), error.filename, f"a folder that can't be listed: {error.strerror}"))
    else:
        raise error


def _shown(path, root: str) -> str:
    relative = os.path.relpath(path, root)
    return os.fsencode(relative).decode("utf-8", "replace").replace(os.sep, "/")


def _special(path: str) -> str:
    """Why a file can not be opened as a document: opening a pipe or a device may never end."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return "a link to a file that is not there"
    except OSError as error:
        loop = "a link that leads to itself" if error.errno == 40 or "symbolic" in str(error.strerror) else ""
        return loop or f"it can't be opened: {error.strerror}"
    return "" if stat.S_ISREG(mode) else "a pipe, socket or device, no file"


def source_ids(paths: Iterable[str]) -> dict[str, str]:
    """Path below the folder -> source id: the path without its ending, "/" and white space as "-".

    Where two are equal each gets its ending appended, and a number where that is equal too. Depends on nothing but the
    set of paths.
    """
    paths = sorted(set(paths))
    plain = {path: _plain(path, False) for path in paths}
    shared = _shared(plain)
    ids = {path: _plain(path, True) if plain[path] in shared else plain[path] for path in paths}
    shared = _shared(ids)
    taken = {name for name in ids.values() if name.casefold() not in shared and name not in shared}
    for path in paths:
        if ids[path] in shared:
            number, base = 1, ids[path]
            while base in taken or base.casefold() in {t.casefold() for t in taken}:
                number += 1
                base = f"{ids[path]}-{number}"
            ids[path] = base
            taken.add(base)
    return ids


def _shared(ids: dict[str, str]) -> set[str]:
    """Ids that several paths have; case does not tell ids apart, since on some systems it does not tell files apart."""
    seen = defaultdict(list)
    for name in ids.values():
        seen[name.casefold()].append(name)
    return {name for names in seen.values() if len(names) > 1 for name in names}


def _plain(path: str, with_ending: bool) -> str:
    last = ending(Path(path).name)
    stem = path[:-len(last) - 1] if last else path
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", stem)).strip("-.") or "document"
    if with_ending and last:
        name += "-" + _UNSAFE.sub("-", last)
    if len(name.encode("utf-8")) > _MAX_ID:
        cut = name.encode("utf-8")[:_MAX_ID - 13].decode("utf-8", "ignore")
        name = f"{cut}-{blake2b(path.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
    return name
