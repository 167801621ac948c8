"""Bytes to text: byte order mark, then UTF-8, then charset-normalizer. The text is the decoded file and nothing else.

In: the bytes of a .txt or .md file. Out: the text without its byte order mark; line ends, spaces and odd characters
stay as they are, so that offsets are code points of the decoded file. Raises Unreadable.

    >>> decode(b"caf\\xc3\\xa9")
    'café'
"""

from __future__ import annotations

import codecs
import re

from pipeline.formats import looks_wide
from pipeline.limits import LIMITS, Limits, Unreadable

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# a document of words has hardly any of these; a share above this is a binary file that happens to decode
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
# the guess is made on this much: more makes it slow and no better
_SAMPLE = 200_000
# letters of the old Western sets and typographers' quotes, in bytes no UTF-8 text has alone
_WESTERN = frozenset(b"\x80\x82\x84\x85\x88\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa1\xa2\xa3\xa7\xa9\xab\xae\xb0\xb1\xb2\xb3"
                     b"\xb4\xb5\xb7\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcd\xce\xcf\xd1\xd3\xd4\xd6"
                     b"\xd8\xd9\xda\xdc\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf8"
                     b"\xf9\xfa\xfb\xfc")
_FEW = 0.04


def decode(data: bytes, declared: str = "") -> str:
    """The text of the bytes. `declared` is tried after the byte order mark and UTF-8 (a web page names its encoding)."""
    return _words(_ladder(data, declared))


def _ladder(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark):].decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(f"a binary file, or broken {encoding.upper()} at byte {error.start + len(mark)}; save it as UTF-8") from None
    wide = looks_wide(data)
    for encoding in (wide, "utf-8", declared):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    return _guess(data)


def _guess(data: bytes) -> str:
    high = [byte for byte in data[:_SAMPLE] if byte > 127]
    # mostly ASCII with a few letters of the Western set: the guess of a library is worse than the plain truth
    if len(high) <= _FEW * min(len(data), _SAMPLE) and all(byte in _WESTERN for byte in high):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    import charset_normalizer  # slow to import and rarely needed

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            # the sample decodes and the rest does not: a few broken bytes must not cost the document
            return data.decode(best.encoding, errors="replace")
    raise Unreadable("its encoding can not be told; save the file as UTF-8")


def _words(text: str) -> str:
    sample = text[:_SAMPLE]
    if sample and len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise Unreadable("a binary file; it holds characters that no text holds")
    return text


def check_length(text: str, limits: Limits = LIMITS) -> str:
    """The text, or Unreadable when it is empty, too long or has an endless line."""
    if not text.strip("\ufeff\u200b\u2060 \t\r\n\x0b\x0c\xa0"):
        raise Unreadable("it holds no text")
    if len(text) > limits.max_characters:
        raise Unreadable(f"{len(text):,} characters, more than the limit of {limits.max_characters:,}; split it or raise --max-characters")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > limits.max_line:
        raise Unreadable(f"a line of {longest:,} characters, more than the limit of {limits.max_line:,}; break it or raise --max-line")
    return text


def read_plain(data: bytes, limits: Limits = LIMITS) -> str:
    """The text of a .txt or .md file. Raises Unreadable."""
    return check_length(decode(data), limits)
