"""What a web page says of itself in its markup: title, publisher, author, address, publication date.

In: the parsed page. Out: a dict with the keys title, publisher, author, url, published, published_basis (metadata for what
the markup declares, printed for what the page shows), only those that are known. Found by trafilatura and htmldate, with
their limits pinned: htmldate's newest date is today otherwise, and the same page must read the same tomorrow.
"""

from __future__ import annotations

import re
from copy import deepcopy

import htmldate
import lxml.html
from lxml import etree
from trafilatura.metadata import extract_metadata

# the first page of the web was put up in August 1991: no page was published before
MIN_DATE = "1991-08-06"
# far enough; a date in the future is doubted later by what the text says, never by the clock
MAX_DATE = "2199-12-31"
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d$")


def read_page(tree, url: str = "") -> dict:
    """The facts of a parsed page. Never raises for what a page may hold."""
    facts: dict[str, str] = {}
    dates = {"original_date": True, "extensive_search": False, "min_date": MIN_DATE, "max_date": MAX_DATE}
    try:
        found = extract_metadata(deepcopy(tree), default_url=url or None, date_config=dates, extensive=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, etree.LxmlError):
        found = None
    if found is not None:
        for name, value in (("title", found.title), ("publisher", found.sitename), ("author", found.author), ("url", found.url)):
            value = " ".join(str(value or "").split())
            if value:
                facts[name] = value[:500]
    if not _ADDRESS.match(facts.get("url", "")):
        facts.pop("url", None)
    date, basis = _published(tree, dates)
    if date:
        facts["published"], facts["published_basis"] = date, basis
    return facts


def _published(tree, dates: dict) -> tuple[str, str]:
    head = lxml.html.document_fromstring("<html><head></head><body><p>.</p></body></html>")
    for element in tree.iter("meta", "link", "script"):
        if element.tag != "script" or "json" in (element.get("type") or ""):
            head.find("head").append(deepcopy(element))
    for page, basis in ((head, "metadata"), (tree, "printed")):
        try:
            date = htmldate.find_date(deepcopy(page), **dates)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError, etree.LxmlError):
            date = None
        if date and _ISO.match(date):
            return date, basis
    return "", ""
