"""`init`: a folder becomes a project whose make works, and nothing that was there is changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.init import init, make_project
from pipeline.tables import InputError

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path):
    project = tmp_path / "town-bridges"
    project.mkdir()
    (project / "council.txt").write_text("Bridges of the town\n\nPosted 5 July 2018\n\nThe town trained 360 bridge wardens in 2018.\n")
    (project / "my paper.txt").write_text("News\n\nThe town trained 350 bridge wardens in 2018.\n")
    (project / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return project


def make(project, *words):
    program = f"env PYTHONPATH={ROOT} {sys.executable} -m pipeline"
    return subprocess.run(["make", f"RECONCILE={program}", *words], cwd=project, capture_output=True, text=True, timeout=120,
                          env={k: v for k, v in os.environ.items() if not k.startswith("MAKE")})


def test_documents_are_copied_and_listed_with_what_was_inferred(folder):
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    said = make_project(folder)
    assert (folder / "raw" / "council.txt").read_bytes() == before["council.txt"]
    assert (folder / "raw" / "my-paper.txt").read_bytes() == before["my paper.txt"]
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.name in before} == before
    rows = (folder / "raw" / "sources.csv").read_text().splitlines()
    assert rows[0].startswith("path,title,publisher,author,kind,published,published_basis")
    assert rows[1].startswith("council.txt,Bridges of the town,,,,2018-07-05,printed")
    assert len(rows) == 3
    assert any("photo.png: left out: a PNG image" in line for line in said)
    assert said[-1] == f"next: cd {folder} && make"


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
def test_its_make_works_and_a_second_one_does_nothing(folder):
    make_project(folder)
    first = make(folder)
    assert first.returncode == 0, first.stderr
    assert "2 documents read" in first.stdout
    assert "360 bridge wardens" in first.stdout
    assert (folder / "output" / "report.html").is_file()
    assert make(folder, "-q").returncode == 0
    (folder / "raw" / "late.txt").write_text("The town trained 340 bridge wardens in 2018.\n")
    late = make(folder)
    assert late.returncode != 0
    assert "raw/late.txt: not listed in raw/sources.csv; add a row for it there" in late.stderr
    make_project(folder)
    again = make(folder)
    assert "3 documents read (1 anew)" in again.stdout, again.stderr
    (folder / "raw" / "late.txt").unlink()
    gone = make(folder)
    assert gone.returncode != 0
    assert "raw/sources.csv:4: 'late.txt' has no document" in gone.stderr


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
def test_an_empty_project_says_what_to_do(tmp_path):
    assert "put documents into" in make_project(tmp_path / "new")[-1]
    said = make(tmp_path / "new")
    assert said.returncode == 0, said.stderr
    assert "No documents yet" in said.stdout


def test_a_second_call_adds_rows_and_changes_none(folder):
    make_project(folder)
    listed, makefile = folder / "raw" / "sources.csv", folder / "Makefile"
    listed.write_text("path,publisher,mine\ncouncil.txt,Town Hall,x\n")
    makefile.write_text("all:\n")
    said = make_project(folder)
    assert listed.read_text() == "path,publisher,mine\ncouncil.txt,Town Hall,x\nmy-paper.txt,,\n"
    assert makefile.read_text() == "all:\n"
    assert any("was there already and is as it was" in line for line in said)


def test_documents_of_another_folder_are_copied_with_their_sub_folders_in_the_name(folder, tmp_path):
    (folder / "deep").mkdir()
    (folder / "deep" / "page.html").write_text("<html><p>5 cars</html>")
    make_project(tmp_path / "project", folder)
    assert sorted(p.name for p in (tmp_path / "project" / "raw").iterdir()) == ["council.txt", "decisions.csv", "deep-page.html", "my-paper.txt", "sources.csv"]


def test_names_that_make_can_not_handle_are_told(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a b.txt").write_text("5 cars")
    assert any("raw/a b.txt: make can't handle this name" in line for line in make_project(tmp_path))


def test_places_that_can_not_be(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(InputError, match="a file, no folder"):
        make_project(tmp_path / "x")
    assert CliRunner().invoke(init, ["--help"]).exit_code == 0
