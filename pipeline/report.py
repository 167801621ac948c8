"""Renders the published tables as report.html (one file, no network) and report.md.

In: the published tables, the texts of the documents by source id, the ledger, a title. Out: {"report.html",
"report.md"} as text, the same bytes for the same tables: no clock, no locale; the build is named by a digest of its
tables.

Documents are hostile: Jinja2 escapes every value, ready-made markup is taken from the template files alone, and the
page's own policy allows no script and no style but those two files, by their hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources

import jinja2
from markupsafe import Markup

from pipeline import __version__, schemas, tables, view, wording

TEMPLATES = resources.files("pipeline.templates")
# what Markdown or its mathematics would take as markup anywhere; further what would start a list, and bare addresses
_MARKDOWN = re.compile(r"[\\`*_{}\[\]#|~$]|^[-+](?= )|^\d+(?=[.)](?:\s|$))|:(?=//)|(?<=\bwww)\.", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def render(
    claims, facts, discrepancies, sources, proposals, checks, texts, decisions, title, *, base="../raw/"
) -> dict[str, str]:
    """The two reports. Tables are frames as in `schemas`; `texts` maps source id to text; `base` leads from the
    report's folder to the documents."""
    build = digest(
        {
            "claims": claims,
            "facts": facts,
            "discrepancies": discrepancies,
            "sources": sources,
            "proposals": proposals,
            "checks": checks,
            "decisions": decisions,
        }
    )
    model = view.build(claims, facts, discrepancies, sources, proposals, checks, texts, decisions, title, base=base)
    css, js = (TEMPLATES.joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    shared = {**model, "build": build, "version": __version__, "several": wording.several}
    # the hash in the page's policy is of the very characters between the tags
    html = (
        _environment(True)
        .get_template("report.html.j2")
        .render(**shared, css=Markup(css), js=Markup(js), css_hash=_hash(css), js_hash=_hash(js))
    )
    markdown = _environment(False).get_template("report.md.j2").render(**shared)
    return {"report.html": _clean(html), "report.md": _clean(re.sub(r"\n{3,}", "\n\n", markdown).strip() + "\n")}


def digest(found: dict) -> str:
    """12 hex digits that name a build: of every cell of its tables, whatever the order of their rows (of decisions it
    counts)."""
    hashed = hashlib.sha256()
    for name in sorted(found):
        frame = found[name] if name == "decisions" else tables.order(name, found[name])
        cells = [list(row.values()) for row in tables.records(frame[schemas.columns(name)])]
        hashed.update(json.dumps([name, cells], ensure_ascii=True).encode("ascii"))
    return hashed.hexdigest()[:12]


def escape_markdown(text) -> str:
    """Text that Markdown shows as it is, on one line: no markup, no links, no HTML."""
    flat = " ".join(str(text).split())
    safe = _MARKDOWN.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", flat)
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    # a lone surrogate cannot be written as UTF-8, and control characters are not allowed in HTML
    return _CONTROL.sub("�", text.encode("utf-8", "replace").decode("utf-8"))


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _environment(html: bool) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: TEMPLATES.joinpath(name).read_text(encoding="utf-8")),
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = escape_markdown
    return environment
