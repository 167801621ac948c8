"""Puts a whole folder of results in place at once: a killed run leaves the old or the new complete result.

The new folder is built beside its target (`.NAME.new`). When the target holds nothing but results of this program, the two
folders are exchanged by one call of the system (Linux renameat2, macOS renamex_np; a plain rename where there is no target
yet), so that no moment shows a mix. Where that can't be (a file system without the call, a mount point, files of the user
beside the results, a shell that stands in the folder) the files are moved one by one behind a journal: a kill among these
few renames is mended by the next run, which first moves what is left.

    with building("out") as stage:      # yields the folder to write into; on a clean exit it becomes out
        (stage / "facts.csv").write_text("...")
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import sys
from pathlib import Path

from pipeline.files import InputError, replacing

try:
    import fcntl
except ImportError:
    # a system without file locks: two runs into one folder are then the user's care
    fcntl = None

_JOURNAL = ".commit"
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


@contextlib.contextmanager
def building(out, ours: frozenset[str] | set[str]):
    """Yields a folder beside (or in) `out` that replaces what `out` holds when the block ends without an exception.

    `ours`  names that results of this program have directly in `out`; all else there belongs to the user and stays.
    The folder may hold what an interrupted run left in its sub-folders: check what you reuse. Raises InputError for a place
    that can't be written.
    """
    out = Path(os.path.realpath(out))
    try:
        if out.exists() and not out.is_dir():
            raise InputError(f"{out}: a file, no folder; name another folder with -o")
        out.parent.mkdir(parents=True, exist_ok=True)
        stage = _place(out, ours)
        stage.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{error.filename or out}: {error.strerror}; name a folder with -o that you may write") from None
    with contextlib.ExitStack() as locks:
        for folder in (stage, out):
            if folder.is_dir():
                _lock(folder, out, locks)
        try:
            _roll_forward(stage, out)
            _sweep(stage)
            yield stage
            _publish(stage, out, ours)
        except OSError as error:
            raise _told(error, out) from error


def _told(error: OSError, out: Path) -> Exception:
    """The errors of a full or read-only disk in words; any other as it is."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return InputError(f"{out}: {error.strerror} while writing; free some space and run again, the earlier result is untouched")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return InputError(f"{error.filename or out}: {error.strerror}; name a folder with -o that you may write")
    return error


def _place(out: Path, ours) -> Path:
    """Where to build: beside the target when the two can be exchanged as wholes, else inside it."""
    beside, inside = out.parent / f".{out.name}.new", out / ".new"
    if inside.exists():
        return inside
    if not out.exists():
        return beside
    here = os.path.realpath(os.getcwd())
    foreign = any(name not in ours for name in os.listdir(out))
    stands_here = here == str(out) or here.startswith(str(out) + os.sep)
    if foreign or stands_here or os.path.ismount(out) or not os.access(out.parent, os.W_OK):
        return inside
    return beside


def _lock(folder: Path, out: Path, locks: contextlib.ExitStack) -> None:
    if fcntl is None:
        return
    handle = os.open(folder, os.O_RDONLY)
    locks.callback(os.close, handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(f"{out}: another run is writing this folder; wait for it, or name another folder with -o") from None
    except OSError:
        # a file system without locks
        return
    if not folder.is_dir() or os.stat(folder).st_ino != os.fstat(handle).st_ino:
        raise InputError(f"{out}: another run has just written this folder; run again")


def _sweep(stage: Path) -> None:
    """Removes the files of an interrupted run; sub-folders stay, since what was read of a document can be used again."""
    for entry in stage.iterdir():
        if not entry.is_dir() or entry.is_symlink():
            entry.unlink()


def _publish(stage: Path, out: Path, ours) -> None:
    if stage.parent != out:
        if not out.exists():
            os.rename(stage, out)
            return
        # what the user has put there while we were building must not be thrown away
        if all(name in ours for name in os.listdir(out)):
            shutil.copymode(out, stage)
            if _exchange(stage, out):
                shutil.rmtree(stage, ignore_errors=True)
                return
    _write_journal(stage, out, ours)
    _roll_forward(stage, out)
    shutil.rmtree(stage, ignore_errors=True)


def _write_journal(stage: Path, out: Path, ours) -> None:
    put = sorted(entry.name for entry in stage.iterdir())
    gone = sorted(name for name in os.listdir(out) if name in ours and name not in put)
    with replacing(stage / _JOURNAL) as handle:
        json.dump({"put": put, "gone": gone}, handle)


def _roll_forward(stage: Path, out: Path) -> None:
    """Does what is left of a journal; nothing when there is none."""
    journal = stage / _JOURNAL
    if not journal.is_file():
        return
    todo = json.loads(journal.read_text(encoding="utf-8"))
    for name in todo["put"]:
        source, target = stage / name, out / name
        if not os.path.lexists(source):
            continue
        if target.is_dir() and not target.is_symlink():
            old = stage / f".old.{name}"
            shutil.rmtree(old, ignore_errors=True)
            os.rename(target, old)
        os.replace(source, target)
    for name in todo["gone"]:
        if (out / name).is_dir():
            shutil.rmtree(out / name, ignore_errors=True)
        else:
            (out / name).unlink(missing_ok=True)
    journal.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step; False where the system can't."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return libc.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP) == 0
        return libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    except AttributeError:
        return False
