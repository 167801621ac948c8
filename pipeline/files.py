"""Files that appear whole or not at all, and the error that bad input raises. Light: no table library is imported here."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class InputError(Exception):
    """Bad input, said so that a person can mend it: file, line, value, next step."""


class replacing:
    """A text file that takes the place of `path` only when it was written to the end.

    Written beside its target, flushed to disk and renamed, so that a reader or a killed process never sees half a file.
    """

    def __init__(self, path, mode="w"):
        self.path = Path(path)
        self.mode = mode

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, self.temporary = tempfile.mkstemp(prefix=f".{self.path.name}.", suffix=".part", dir=self.path.parent)
        os.chmod(self.temporary, 0o666 & ~_UMASK)
        kwargs = {} if "b" in self.mode else {"encoding": "utf-8", "newline": ""}
        self.handle = os.fdopen(handle, self.mode, **kwargs)
        return self.handle

    def __exit__(self, kind, error, trace):
        try:
            if kind is None:
                self.handle.flush()
                os.fsync(self.handle.fileno())
            self.handle.close()
            if kind is None:
                os.replace(self.temporary, self.path)
        finally:
            if os.path.exists(self.temporary):
                os.unlink(self.temporary)
        return False


_UMASK = os.umask(0)
os.umask(_UMASK)
