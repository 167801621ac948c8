"""`run` over a folder: what it writes, what it says, and that it appears whole, equal and only as far as needed."""

import csv
import errno
import io
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.limits import Limits
from pipeline.publish import building
from pipeline.run import OURS, run, run_folder
from pipeline.tables import InputError
from pipeline.talk import Progress, summarise

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = {
    "council.txt": "Report of the council\n\nThe town trained 360 bridge wardens in 2018. Repairs cost $4 million in 2018.\n",
    "paper.txt": "News of the town\n\nThe town trained 350 bridge wardens in 2018. Repairs cost $4 million in 2018.\n",
    "notes.md": "---\ndate: 2018-07-09\n---\n# Notes\n\nThe town trained 350 bridge wardens in 2018.\n",
}


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(folder):
    """Relative path -> bytes of every file of a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def table(folder, name):
    with open(Path(folder) / f"{name}.csv", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def command(*words, **env):
    """The finished process of a command line."""
    return subprocess.run([sys.executable, "-m", "pipeline", *map(str, words)], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, **env}, timeout=120)


def test_results_are_those_of_output_with_a_line_for_each_document(docs, tmp_path):
    (docs / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n123")
    (docs / "deep" / "er").mkdir(parents=True)
    (docs / "deep" / "er" / "page.html").write_text("<html><body><p>In 2018 the town had 5 bridges.</p></body></html>")
    result = run_folder(docs, tmp_path / "out")
    names = set(contents(tmp_path / "out"))
    assert {"claims.csv", "facts.csv", "discrepancies.csv", "sources.csv", "documents.csv", "report.html", "report.md", "datapackage.json",
            "interim/text/council.txt"} <= names
    assert (tmp_path / "out/interim/text/council.txt").read_text() == DOCUMENTS["council.txt"]
    rows = {row["source_id"]: row for row in table(tmp_path / "out", "documents")}
    assert list(rows) == ["council", "deep-er-page", "notes", "paper", "photo"]
    assert rows["photo"]["status"] == "skipped"
    assert "PNG image" in rows["photo"]["why"]
    assert rows["notes"]["published"] == "2018-07-09"
    claims = table(tmp_path / "out", "claims")
    for claim in claims:
        text = (tmp_path / "out/interim/text" / f"{claim['source_id']}.txt").read_text()
        assert text[int(claim["start"]):int(claim["end"])] == claim["surface"]
    assert result.skipped == [("photo.png", rows["photo"]["why"])]


def test_summary_shows_the_contradiction_with_both_quotes_and_the_report(docs, tmp_path):
    said = command("run", docs, "-o", tmp_path / "out")
    assert said.returncode == 0, said.stderr
    assert "3 documents read" in said.stdout
    assert "1 contradiction" in said.stdout
    assert '"The town trained 360 bridge wardens in 2018."' in said.stdout
    assert '"The town trained 350 bridge wardens in 2018."' in said.stdout
    assert "council.txt, line 3" in said.stdout
    assert str(tmp_path / "out" / "report.html") in said.stdout
    assert said.stderr == ""


def test_same_bytes_for_any_jobs_hash_seed_locale_zone_and_file_order(docs, tmp_path):
    (docs / "empty.txt").write_text("")
    # the report links to the documents, so the two corpora lie alike: X/docs and X/out
    command("run", docs, "-o", tmp_path / "out", "--jobs", 1, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    other = tmp_path / "other" / "docs"
    other.mkdir(parents=True)
    for path in sorted(docs.iterdir(), reverse=True):
        (other / path.name).write_bytes(path.read_bytes())
    command("run", other, "-o", other.parent / "out", "--jobs", 4, PYTHONHASHSEED="77", LC_ALL="C.UTF-8", TZ="Pacific/Auckland")
    assert contents(tmp_path / "out") == contents(other.parent / "out")
    assert len(contents(tmp_path / "out")) > 10


def test_second_run_reads_only_what_changed_and_gives_what_a_first_run_gives(docs, tmp_path):
    assert run_folder(docs, tmp_path / "out").n_fresh == 3
    assert run_folder(docs, tmp_path / "out").n_fresh == 0
    (docs / "paper.txt").write_text(DOCUMENTS["paper.txt"].replace("350", "340"))
    (docs / "notes.md").unlink()
    (docs / "new.txt").write_text("The town trained 340 bridge wardens in 2018.")
    assert run_folder(docs, tmp_path / "out").n_fresh == 2
    run_folder(docs, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_given_facts_are_part_of_what_was_read(docs, tmp_path):
    run_folder(docs, tmp_path / "out")
    (docs / "sources.csv").write_text("path,published,currency\ncouncil.txt,2017,CAD\n")
    result = run_folder(docs, tmp_path / "out")
    assert result.n_fresh == 1
    units = {row["source_id"]: row["unit"] for row in table(tmp_path / "out", "claims") if row["kind"] == "money"}
    assert units["council"] == "CAD"


@pytest.mark.parametrize(("name", "text", "message"), [
    ("sources.csv", "path\nnone.txt\n", "sources.csv:2: 'none.txt' has no document"),
    ("decisions.csv", "claim_a\nx\n", "decisions.csv:1:"),
])
def test_bad_tables_leave_earlier_results_untouched(docs, tmp_path, name, text, message):
    run_folder(docs, tmp_path / "out")
    before = contents(tmp_path / "out")
    (docs / name).write_text(text)
    said = command("run", docs, "-o", tmp_path / "out")
    assert said.returncode == 2
    assert message in said.stderr
    assert contents(tmp_path / "out") == before


def test_strict_fails_by_name_and_leaves_earlier_results(docs, tmp_path):
    run_folder(docs, tmp_path / "out", strict=True)
    before = contents(tmp_path / "out")
    (docs / "empty.txt").write_text("")
    with pytest.raises(InputError, match=r"empty\.txt: the file is empty\nmend or remove"):
        run_folder(docs, tmp_path / "out", strict=True)
    assert contents(tmp_path / "out") == before
    assert not list(tmp_path.glob(".*")) or not (tmp_path / ".out.new" / "facts.csv").exists()


@pytest.mark.parametrize(("docs_name", "out_name", "message"), [
    ("none", "out", "no such folder"), ("empty", "out", "no documents in it"), ("docs", "docs", "can not go among the documents"),
    ("docs", "docs/council.txt", "a file, no folder"), ("docs", "docs/council.txt/out", r"council\.txt"),
])
def test_places_that_can_not_be(docs, tmp_path, docs_name, out_name, message):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        run_folder(tmp_path / docs_name, tmp_path / out_name)


def test_results_inside_the_documents_are_no_documents(docs):
    run_folder(docs, docs / "out")
    assert run_folder(docs, docs / "out").n_documents == 3


def test_files_of_the_user_in_the_results_stay(docs, tmp_path):
    out = tmp_path / "out"
    (out / "mine").mkdir(parents=True)
    (out / "mine" / "note.txt").write_text("keep")
    run_folder(docs, out)
    run_folder(docs, out)
    assert (out / "mine" / "note.txt").read_text() == "keep"
    assert (out / "facts.csv").is_file()
    assert not (out / ".new").exists()


def test_a_journal_left_by_a_killed_run_is_finished_first(tmp_path):
    out = tmp_path / "out"
    (out / ".new" / "interim").mkdir(parents=True)
    (out / "interim").mkdir()
    (out / "mine.txt").write_text("keep")
    (out / "facts.csv").write_text("old")
    (out / "claims.csv").write_text("old")
    (out / ".new" / "facts.csv").write_text("new")
    (out / ".new" / "interim" / "x").write_text("new")
    (out / ".new" / ".commit").write_text('{"put": ["facts.csv", "interim"], "gone": ["claims.csv"]}')
    with pytest.raises(KeyError), building(out, OURS):
        raise KeyError
    assert (out / "facts.csv").read_text() == "new"
    assert (out / "interim" / "x").read_text() == "new"
    assert not (out / "claims.csv").exists()
    assert (out / "mine.txt").read_text() == "keep"


def test_two_runs_do_not_write_one_folder(tmp_path):
    with building(tmp_path / "out", OURS), pytest.raises(InputError, match="another run is writing"), building(tmp_path / "out", OURS):
        raise AssertionError


def test_full_disk_is_told_and_leaves_earlier_results(docs, tmp_path):
    run_folder(docs, tmp_path / "out")
    before = contents(tmp_path / "out")
    (docs / "paper.txt").write_text("The town trained 340 bridge wardens in 2018.\n" * 400)
    limited = ("import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); sys.argv[0] = 'reconcile'; "
               "runpy.run_module('pipeline', run_name='__main__')")
    said = subprocess.run([sys.executable, "-c", limited, "run", str(docs), "-o", str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 2, said.stderr
    assert "while writing; free some space and run again, the earlier result is untouched" in said.stderr
    assert "Traceback" not in said.stderr
    assert contents(tmp_path / "out") == before


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_read_only_place_is_told(docs, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    said = command("run", docs, "-o", tmp_path / "locked" / "out")
    assert said.returncode == 2
    assert "that you may write" in said.stderr


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_read_only_or_full_result_is_told_in_words(tmp_path, number):
    with pytest.raises(InputError, match=r"that you may write|free some space"), building(tmp_path / "out", OURS):
        raise OSError(number, os.strerror(number), "x.csv")
    assert not (tmp_path / "out").exists()


def kill_once(docs, out, delay):
    process = subprocess.Popen([sys.executable, "-m", "pipeline", "run", str(docs), "-o", str(out), "--title", "T", "--jobs", "2"], cwd=ROOT,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    return process.wait()


@pytest.mark.parametrize("times", [4, pytest.param(50, marks=pytest.mark.slow)])
def test_a_killed_run_leaves_the_old_or_the_new_result(docs, tmp_path, times):
    out, moments = tmp_path / "out", random.Random(6)
    run_folder(docs, out, title="T")
    states = [contents(out)]
    (docs / "paper.txt").write_text(DOCUMENTS["paper.txt"].replace("350", "340"))
    start = time.monotonic()
    run_folder(docs, tmp_path / "fresh", title="T")
    length = time.monotonic() - start + 1.0
    states.append(contents(tmp_path / "fresh"))
    versions = [DOCUMENTS["paper.txt"], DOCUMENTS["paper.txt"].replace("350", "340")]
    for number in range(times):
        (docs / "paper.txt").write_text(versions[number % 2])
        kill_once(docs, out, moments.uniform(0.2, length))
        assert contents(out) in states
    for number in (0, 1):
        (docs / "paper.txt").write_text(versions[number])
        run_folder(docs, out, title="T")
        assert contents(out) == states[number]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_slow_document_is_stopped_and_the_others_are_read(docs, tmp_path, monkeypatch):
    from pipeline import reading
    original = reading.document_of

    def slow(data, name, limits):
        if name == "paper.txt":
            time.sleep(60)
        return original(data, name, limits)
    monkeypatch.setattr(reading, "document_of", slow)
    result = run_folder(docs, tmp_path / "out", jobs=2, limits=Limits(max_seconds=1.0))
    assert [path for path, _ in result.skipped] == ["paper.txt"]
    assert "--max-seconds" in result.skipped[0][1]
    monkeypatch.undo()
    assert run_folder(docs, tmp_path / "out", limits=Limits(max_seconds=1.0)).n_fresh == 1


@pytest.mark.parametrize("harm", ["os._exit(7)", "os.kill(os.getpid(), 9)", "bytearray(10**12)"])
def test_document_that_crashes_its_reader_costs_only_itself(docs, tmp_path, monkeypatch, harm):
    from pipeline import reading
    original = reading.document_of

    def hostile(data, name, limits):
        if name == "paper.txt":
            exec(harm, {"os": os})
        return original(data, name, limits)
    monkeypatch.setattr(reading, "document_of", hostile)
    result = run_folder(docs, tmp_path / "out", jobs=2)
    assert [path for path, _ in result.skipped] == ["paper.txt"]
    assert {row["status"] for row in table(tmp_path / "out", "documents") if row["source_id"] != "paper"} == {"read"}


def test_copies_are_named_in_the_summary(docs, tmp_path):
    story = "The council of the town said on Monday that all five bridges over the river will be closed for repairs until the end of the year. "
    (docs / "a.txt").write_text(story)
    (docs / "b.txt").write_text("Read more. " + story)
    assert "of its words stand in a too" in summarise(run_folder(docs, tmp_path / "out"))


def test_progress_is_shown_on_a_terminal_only():
    class Terminal(io.StringIO):
        def isatty(self):
            return True
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with Progress(stream) as tell:
            tell("reading", 1, 2)
    assert "Reading" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_report_is_opened_when_asked(docs, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("click.launch", lambda url: opened.append(url))
    assert CliRunner().invoke(run, [str(docs), "-o", str(tmp_path / "out"), "--open"]).exit_code == 0
    assert opened == [(tmp_path / "out" / "report.html").as_uri()]


def test_help_names_every_limit_with_its_default():
    said = CliRunner().invoke(run, ["--help"]).output
    assert "reconcile run my-pages -o result --open" in said
    for name in Limits.__dataclass_fields__:
        assert "--" + name.replace("_", "-") in said
