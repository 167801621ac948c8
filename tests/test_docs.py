"""The documents of the repository are held to the code: commands are described, links lead somewhere, examples run."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = sorted(p for p in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if p.is_file())
README = ROOT / "README.md"
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
MODULES = sorted(m.name for m in pkgutil.iter_modules(pipeline.__path__) if m.name != "__main__")


def prose(path):
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(not README.is_file(), reason="no README in this checkout")
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described(name):
    told = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told), f"describe `{name}` in README.md or docs/"


@pytest.mark.skipif(not README.is_file(), reason="no README in this checkout")
def test_the_commands_of_the_readme_are_targets():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)) | {""}
    named = set(re.findall(r"^(?:\$ )?make(?: ([a-z]+))?\s*(?:#.*)?$", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"", "test"} <= named, "the README shows `make` and `make test`"
    assert named <= targets


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(path):
    broken = []
    for target in LINK.findall(prose(path)):
        place, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        found = (path.parent / place) if place else path
        if not found.exists() or anchor and found.suffix == ".md" and anchor not in anchors(found):
            broken.append(target)
    assert broken == []


def anchors(path):
    """The anchors that headings of a page get on a repository's web page."""
    titles = re.findall(r"^#+\s+(.*?)\s*#*$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.replace("`", "")).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    module = importlib.import_module(f"pipeline.{name}")
    failed, _ = doctest.testmod(module)
    assert failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for(name):
    assert (importlib.import_module(f"pipeline.{name}").__doc__ or "").strip()
