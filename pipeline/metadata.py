"""Who published a document, who wrote it, when, and under what title: inferred, with its basis, and doubted when impossible.

In: the text, the format, what the file says of itself (`facts` of a reader) and its name. Out: a dict of text values with
the keys of `KEYS`; "" is unknown. `published_basis` says where the date comes from, in this order of trust: what a page or
front matter declares (metadata), a printed line (printed), a dateline (dateline), the properties of a PDF or DOCX file
(metadata: often only the day it was saved), the file's name (file_name), the last entry of a timeline (not_before),
unknown. `why` names what was doubted.

    >>> found = infer("Bridges of the town\\n\\nBy Ann Lee\\n\\nPosted 5 July 2018\\n\\nFive were built.", "txt")
    >>> found["title"], found["author"], found["published"], found["published_basis"]
    ('Bridges of the town', 'Ann Lee', '2018-07-05', 'printed')
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline import printed_dates
from pipeline.front_matter import read_front_matter
from pipeline.rules import load

KEYS = ("title", "publisher", "author", "published", "published_basis", "url", "kind", "country", "currency", "why")
# no page of the web is older; a page's markup that says so means something else
FIRST_WEB_YEAR = "1991"
TITLE_MAX = 200
_TOP = 4_000
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FILE_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](0[1-9]|1[0-2])(?!\d)")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*|(?:de|van|von|der|den|la|le|el|al|bin|di|da|dos|y)\b)(?:[ ]+(?:[A-ZÀ-Þ][\w.'’-]*|(?:de|van|von|der|den|la|le|el|al|bin|di|da|dos|y)\b)){1,4}")
_ORGANISATION = r"(?:The[ ])?[A-Z][\w.&'’-]*(?:[ ]+(?:of|for|and|the|on|&|[A-Z][\w.&'’-]*)){0,7}"
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|[Cc]opyright)(?:[ ]*(?:©|\(c\)))?[ ]*(?:(?:19|20)\d\d(?:[ ]*[-–][ ]*(?:19|20)\d\d)?,?)?[ ]+(?:by[ ])?({_ORGANISATION})")
_REPORT_BY = re.compile(rf"\b[Tt]his (?:report|article|story) (?:by|from) ({_ORGANISATION}) (?:was|is)\b")
_AGENCY = re.compile(rf"^[ \t]*[A-Z][A-Z.'’ ,-]{{2,40}}[^()\n]{{0,30}}\(({_ORGANISATION})\)[ ]*[—–-]", re.M)
_FIELD = re.compile(r"^[ \t]*(?:publisher|published by|source|issued by)[ ]*:[ \t]*([^\n]{3,100})$", re.I | re.M)


def infer(text: str, format: str, facts: dict | None = None, name: str = "", url: str = "") -> dict[str, str]:
    """The metadata of a document; `facts` is what its reader found in the file, `name` its path."""
    facts = dict(facts or {})
    front = read_front_matter(text) if format in ("md", "txt") else {}
    found = dict.fromkeys(KEYS, "")
    found["title"] = facts.get("title") or _first(front, "title", "headline", "name") or printed_title(text)
    found["publisher"] = facts.get("publisher") or _first(front, "publisher", "site", "site_name", "publication", "organisation", "organization") or _publisher(text)
    found["author"] = facts.get("author") or _first(front, "author", "authors", "by", "byline") or _author(text)
    found["url"] = facts.get("url") or _address(front) or url
    found["country"] = _first(front, "country").upper() if len(_first(front, "country")) == 2 else _country(found["url"])
    found["currency"] = _first(front, "currency").upper() if len(_first(front, "currency")) == 3 else ""
    found["kind"] = _first(front, "kind", "type").lower() or _kind(found, text)
    found["published"], found["published_basis"], found["why"] = _published(text, format, facts, front, name)
    return {key: " ".join(value.split())[:500] for key, value in found.items()}


def _first(front: dict, *names: str) -> str:
    return next((front[name] for name in names if front.get(name)), "")


def _address(front: dict) -> str:
    value = _first(front, "url", "source_url", "canonical", "canonical_url", "link", "source", "permalink")
    return value if re.match(r"https?://\S+$", value) else ""


def _published(text: str, format: str, facts: dict, front: dict, name: str) -> tuple[str, str, str]:
    """The first candidate that is possible, its basis, and what is to be said of those that were not."""
    declared = printed_dates.parse(_first(front, "date", "published", "publication_date", "date_published", "pubdate", "created", "lastmod"))
    printed, basis = printed_dates.published(text)
    candidates = [(declared, "metadata")]
    if format == "html":
        candidates.append((facts.get("published", ""), facts.get("published_basis", "metadata")))
    candidates.append((printed, basis))
    if format in ("pdf", "docx"):
        candidates.append((facts.get("published", ""), "metadata"))
    candidates.append((_in_name(name), "file_name"))
    years = list(printed_dates.years_of(text))
    newest, coming = printed_dates.newest_past(years), printed_dates.last_to_come(years)
    doubts = []
    for date, basis in candidates:
        if not date:
            continue
        if doubt := doubtful(date, basis, format, newest, coming):
            doubts.append(doubt)
        else:
            return date, basis, "; ".join(doubts)
    # that the text tells of a year says only that it is not older: no date to reckon "last year" or an as-of date from
    return "", "unknown", "; ".join(doubts)


def doubtful(date: str, basis: str, format: str, newest: str, coming: str = "") -> str:
    """Why a publication date can not be right, "" when it can. `newest`: newest date the text reports as past; `coming`: last year
    that it still looks ahead to."""
    if format == "html" and date[:4] < FIRST_WEB_YEAR:
        return f"published {date} ({basis}) is doubted: it is before the web"
    if newest and date < newest[:len(date)]:
        return f"published {date} ({basis}) is doubted: the text reports {newest} as past"
    if coming and date[:4] > coming:
        return f"published {date} ({basis}) is doubted: the text still looks ahead to {coming}"
    return ""


def _in_name(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    if match := _FILE_DATE.search(name):
        return printed_dates.parse("-".join(match.groups()))
    if match := _FILE_MONTH.search(name):
        return "-".join(match.groups())
    return ""


def printed_title(text: str) -> str:
    """The first line that reads as a title, with the line it runs on into; "" when the text begins with prose."""
    furniture = {" ".join(part.split()) for part in load("words")["structure"]["furniture"].split("|")}
    lines = [line.strip() for line in _body(text[:_TOP]).split("\n")]
    for number, line in enumerate(lines):
        bare = re.sub(r"^[#>*_\s]+|[#*_\s]+$", "", line)
        if line.startswith("# ") and len(bare) > 2:
            return bare[:TITLE_MAX]
        words = bare.split()
        if not words or bare.casefold() in furniture or (not bare[0].isalnum() and bare[0] not in "“\"'‘«¿¡$£€"):
            continue
        if printed_dates.parse(bare) or printed_dates._only_date(bare) or printed_dates.signed(bare) and any(lines[number + 1:number + 3]) or (re.match(r"\w+:\s", bare) and len(words) < 4):
            continue
        if len(words) < 2 and number + 1 < len(lines) and len(words[0]) < 4:
            continue
        if len(bare) > TITLE_MAX or (bare.endswith((".", ";")) and len(words) > 12):
            return ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if after and after[0] in "(:–—-" and len(bare) + len(after) < TITLE_MAX:
            bare += " " + after
        return bare[:TITLE_MAX]
    return ""


def _body(text: str) -> str:
    """The text after its front matter."""
    if text.startswith(("---\n", "---\r\n", "+++\n")):
        end = re.search(r"\n(?:---|\+\+\+|\.\.\.)[ \t]*\r?(?:\n|$)", text[3:])
        if end:
            return text[3 + end.end():]
    return text


def _author(text: str) -> str:
    words = "|".join(map(re.escape, sorted(load("documents")["bylines"]["words"], key=lambda w: (-len(w), w))))
    for line in text[:_TOP].split("\n"):
        match = re.match(rf"[ \t*_]*(?:{words})(?:[ ]*:[ ]*|[ ]+)(.+)$", line.rstrip(), re.I)
        if match and len(line) < 120:
            names = _NAME.match(match.group(1).strip(" *_"))
            if names and not re.search(r"[.!?]$", match.group(1).strip()):
                return names.group()
    return ""


def _publisher(text: str) -> str:
    for pattern in (_FIELD, _REPORT_BY, _AGENCY, _COPYRIGHT):
        for part in (text[:_TOP], text[-_TOP:]):
            if match := pattern.search(part):
                return match.group(1).split(". ")[0].strip(" .,")
    return ""


def _country(url: str) -> str:
    """The country of a web address by its top level domain; "" where that tells none."""
    rules = load("documents")["countries"]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    last = host.rsplit(".", 1)[-1]
    if last in rules and last != "none":
        return rules[last]
    return last.upper() if len(last) == 2 and last.isalpha() and last.isascii() and last not in rules["none"] else ""


def _kind(found: dict, text: str) -> str:
    kinds = load("documents")["kinds"]
    try:
        host = (urlsplit(found["url"]).hostname or "") + " "
    except ValueError:
        host = ""
    title = found["title"].casefold()
    for kind in ("government", "reference", "minutes", "press"):
        for mark in kinds[kind]:
            if (mark.startswith(".") and (mark + " " in host or (mark.endswith(".") and mark in host))) or \
                    (not mark.startswith(".") and (mark in title or (kind == "reference" and mark in host))):
                return kind
    return "press" if _AGENCY.search(text[:_TOP]) or _REPORT_BY.search(text[-_TOP:]) else ""
