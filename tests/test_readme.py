"""The README's tour shows real output: its summary is that of the committed tables, and its commands say what it says."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import tables
from pipeline.cli import group

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_summary_is_that_of_the_build(tmp_path):
    done = CliRunner().invoke(group, ["summary", str(ROOT / "output"), "-o", str(tmp_path / "summary.txt")])
    assert done.exit_code == 0, done.output
    written = (tmp_path / "summary.txt").read_text(encoding="utf-8").splitlines()
    for line in written[:2]:
        assert line in README


@pytest.mark.parametrize(("a", "b", "said"), re.findall(r'\$ reconcile compare "([^"]+)" "([^"]+)"\n(.+)', README))
def test_the_comparisons_say_what_the_tour_says(a, b, said):
    done = CliRunner().invoke(group, ["compare", a, b])
    assert done.exit_code == 0
    assert done.stdout.strip() == said.strip()


def test_the_reading_of_the_tour():
    [text] = re.findall(r'\$ reconcile read "([^"]+)"', README)
    done = CliRunner().invoke(group, ["read", text.replace("\\$", "$")])
    shown = re.sub(r"\s+", " ", done.stdout)
    for row in re.findall(r"^ (\d+–\d+ .+)$", README, re.MULTILINE):
        assert re.sub(r"\s+", " ", row).strip() in shown


def test_the_changelog_counts_what_is_there():
    facts = tables.read("facts", ROOT / "output/facts.csv")
    assert f"{len(facts)} facts" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
