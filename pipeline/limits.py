"""How much one document may cost before it is skipped by name: sane for what people write, small against an attack.

Each limit is an option of `run` (`--max-bytes` and so on) and a field here, with its unit and reason.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one document.

    `max_bytes`       size of the file; the longest books are below 10 MB of text, scanned PDF may need more.
    `max_characters`  length of the text that is read from it, in code points.
    `max_pages`       pages of a PDF.
    `max_unpacked`    bytes that a .docx unpacks to; a zip bomb is told by this before anything is unpacked.
    `max_line`        code points in one line without any white space around: encoded data, not sentences.
    `max_seconds`     time to read one document, after which its process is stopped. Depends on the machine, so it is
                      far above what the other limits let through.
    `max_memory`      bytes that the process reading a document may take beyond what it starts with (on Linux).
    """

    max_bytes: int = 50_000_000
    max_characters: int = 10_000_000
    max_pages: int = 3_000
    max_unpacked: int = 200_000_000
    max_line: int = 1_000_000
    max_seconds: float = 120.0
    max_memory: int = 2_000_000_000


LIMITS = Limits()


class Unreadable(Exception):
    """This document can not be read; the message is the reason, for people, without the document's name."""


def amount(n: int) -> str:
    """Bytes for people: 1500000 -> "1.5 MB"."""
    for size, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "KB")):
        if n >= size:
            return f"{n / size:.1f} {unit}"
    return f"{n} bytes"
