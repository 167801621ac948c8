"""The command line: help, versions, `read`; data on stdout and talk on stderr; bad input ends with 2 and a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli import COMMANDS, group

ROOT = Path(__file__).parent.parent


def call(*arguments, text=None):
    return CliRunner().invoke(group, list(arguments), input=text)


def shell(*arguments, text=None, **environment):
    return subprocess.run([sys.executable, "-m", "pipeline", *arguments], input=text, capture_output=True, text=True, encoding="utf-8",
                          cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment, timeout=120)


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_every_command(flag):
    done = call(flag)
    assert done.exit_code == 0
    assert [name for name in COMMANDS if f"  {name} " not in done.output] == []


def test_version():
    done = call("--version")
    assert done.exit_code == 0 and __version__ in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    done = call(name, "-h")
    assert done.exit_code == 0 and done.output.startswith("Usage: ")
    assert group.get_command(None, name).get_short_help_str().strip()


def test_read_shows_a_table():
    done = call("read", "The clinic in Oruro has 40 beds.")
    assert done.exit_code == 0
    assert "40 beds" in done.stdout and "bed" in done.stdout and "count.noun" in done.stdout


def test_read_takes_standard_input():
    assert "40 beds" in call("read", text="The clinic in Oruro has 40 beds.").stdout


def test_read_says_on_stderr_that_nothing_was_read():
    done = call("read", "Nothing happened.")
    assert (done.exit_code, done.stdout) == (0, "") and "No quantity" in done.stderr


def test_read_counts_relative_times_from_the_published_date():
    assert "2014" in call("read", "It opened last year.", "--published", "2015-03-04").stdout


def test_read_jsonl_gives_a_line_for_a_line():
    lines = [{"id": 1, "text": "The clinic has 40 beds."}, {"id": "é", "text": ""}, {"text": "It opened last year.", "published": "2015-03-04"}]
    done = call("read", "--jsonl", text="\n".join(map(json.dumps, lines)) + "\n\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, "é", None]
    assert [[c["value"] for c in row["claims"]] for row in rows] == [["40"], [], ["2014"]]
    [claim] = rows[0]["claims"]
    assert lines[0]["text"][claim["start"]:claim["end"]] == claim["surface"] == "40 beds"


@pytest.mark.parametrize("line", ["{", "5", "[]", "null", '{"id": 1}', '"text"', '{"text": 5}', '{"text": null}'])
def test_a_line_that_is_no_pair_of_id_and_text_is_named(line):
    done = shell("read", "--jsonl", text='{"id": 1, "text": "5 km"}\n' + line + "\n")
    assert done.returncode == 2
    assert "line 2" in done.stderr and '"text"' in done.stderr and "Traceback" not in done.stderr
    # what was read before stays on stdout, and stays JSON
    assert [json.loads(row)["id"] for row in done.stdout.splitlines()] == [1]


@pytest.mark.parametrize(("arguments", "said"), [
    (("nonsense",), "nonsense"), (("read", "--nonsense"), "--nonsense"), (("run",), "DOCS"), (("run", "no-such-folder", "-o", "out"), "no-such-folder"),
    (("match", "no-such.csv", "--decisions", "none.csv", "-o", "out.csv"), "no-such.csv"),
])
def test_bad_use_ends_with_2_and_says_what_is_wrong(arguments, said, tmp_path):
    done = shell(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr


def test_no_colour_into_a_pipe():
    for environment in ({}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "TERM": "xterm-256color"}):
        done = shell("read", "The clinic in Oruro has 40 beds.", **environment)
        assert done.returncode == 0 and "\x1b" not in done.stdout + done.stderr


def test_any_locale_gives_the_same_bytes():
    text = "The clinic in Oruro had 40 beds in May 2014 and spent €3 million."
    outputs = {shell("read", text, LC_ALL=name, TZ=zone).stdout for name, zone in (("C", "UTC"), ("C.UTF-8", "Asia/Tokyo"), ("tr_TR.UTF-8", "America/Lima"))}
    assert len(outputs) == 1
