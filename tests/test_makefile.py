"""The Makefile's graph: what is redone when, what is noticed, and that nothing is redone without a cause."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import closure

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")


def test_the_prerequisites_are_the_imports():
    assert (ROOT / "pipeline/stages.mk").read_text(encoding="utf-8") == closure.makefile_part(), "run: python tests/closure.py"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project that shares this checkout's code and Python, built once."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "raw").mkdir()
    (folder / "raw/a.txt").write_text("In 2019, 360 peace envoys were trained in Gao.\n")
    (folder / "raw/b.txt").write_text("In 2019, 350 peace envoys were trained in Gao.\n")
    (folder / "raw/sources.csv").write_text("path\na.txt\nb.txt\n")
    shutil.copy(ROOT / "raw/decisions.csv", folder / "raw/decisions.csv")
    # the environment is ready: the Python that runs the tests
    (folder / ".venv/bin").mkdir(parents=True)
    # (a script and not a link: a linked Python looks for its packages where the link lies)
    python = folder / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            os.utime(path, (1_600_000_000, 1_600_000_000))
    (folder / ".venv/.ready").touch()
    make(folder)
    return folder


def make(folder, *arguments, check=True):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "COV_"))} | {"PYTHONPATH": str(folder)}
    done = subprocess.run(["make", *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def stages(done) -> list[str]:
    """The stage commands that a make run calls, in order."""
    return [line.split("-m pipeline ")[1].split()[0] for line in done.stdout.splitlines() if "-m pipeline " in line]


def touched(project, name):
    path = project / name
    stamp = max(p.stat().st_mtime for p in project.rglob("*") if p.is_file()) + 2
    os.utime(path, (stamp, stamp))
    done = make(project, "-n")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return done


def test_a_second_make_does_nothing(project):
    assert make(project, "-q", check=False).returncode in (0, 1)
    assert stages(make(project, "-n")) in ([], ["summary"])


@pytest.mark.parametrize(("name", "expected"), [
    ("raw/a.txt", ["text", "extract", "documents", "normalise", "match", "reconcile"]),
    ("raw/sources.csv", ["documents", "normalise", "match", "reconcile"]),
    ("raw/decisions.csv", ["match", "reconcile"]),
    ("pipeline/rules/match_weights.json", ["match", "reconcile"]),
    ("pipeline/package.py", ["package"]),
])
def test_a_change_redoes_what_depends_on_it(project, name, expected):
    called = stages(touched(project, name))
    # extract and documents do not depend on each other, and Make may run them in either order
    assert sorted(set(called) - {"report", "package", "summary"} or {"package"}) == sorted(expected)
    assert called.count("text") == (1 if name == "raw/a.txt" else 0)
    assert called.count("extract") == (1 if name == "raw/a.txt" else 0)


def test_documents_that_come_and_go_are_noticed(project):
    listed = (project / "raw/sources.csv").read_text()
    (project / "raw/c.txt").write_text("In 2019, 350 peace envoys were trained in Gao.\n")
    done = make(project, check=False)
    assert done.returncode == 2
    assert "c.txt" in done.stderr and "sources.csv" in done.stderr
    (project / "raw/sources.csv").write_text(listed + "c.txt\n")
    make(project)
    assert "c,c.txt" in (project / "output/sources.csv").read_text()
    (project / "raw/c.txt").unlink()
    (project / "raw/sources.csv").write_text(listed)
    make(project)
    assert "c.txt" not in (project / "output/sources.csv").read_text()
    assert stages(make(project, "-n")) in ([], ["summary"])


def test_a_lost_product_is_built_again(project):
    for name in ("output/claims.csv", "output/report.md", "output/croissant.json", "interim/matched.csv"):
        before = (project / name).read_bytes()
        (project / name).unlink()
        make(project)
        assert (project / name).read_bytes() == before
    assert stages(make(project, "-n")) in ([], ["summary"])


def test_a_broken_input_leaves_earlier_output_untouched(project):
    before = {p.name: p.read_bytes() for p in (project / "output").iterdir()}
    good = (project / "raw/decisions.csv").read_text()
    (project / "raw/decisions.csv").write_text(good + "x,,same,,,,,,\n")
    done = make(project, check=False)
    assert done.returncode == 2
    assert "raw/decisions.csv:2: claim_a: 'x'" in done.stderr
    assert {p.name: p.read_bytes() for p in (project / "output").iterdir()} == before
    (project / "raw/decisions.csv").write_text(good)
    make(project)


def test_help_lists_the_targets():
    done = make(ROOT, "help")
    for target in ("all", "test", "bench", "fuzz", "parquet", "sqlite", "help"):
        assert f"make {target}" in done.stdout
