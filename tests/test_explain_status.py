"""`explain` leads from an id back to the sentences; `status` says how a build stands and fails only when asked."""

import json

import pytest
import report_fixture as fixture
from click.testing import CliRunner

from pipeline import explain, review, schemas, status, tables
from pipeline.tables import InputError

NAMES = fixture.rows()["ids"]
FACT = fixture.rows()["facts"][0]["fact_id"]
CARD = fixture.rows()["discrepancies"][0]["discrepancy_id"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("output")
    found = fixture.corpus()
    for table in schemas.PUBLISHED:
        tables.write(table, found[table], path / f"{table}.csv")
    return path


@pytest.mark.parametrize("name", [NAMES["a360"], FACT, CARD, CARD[:9]])
def test_any_id_leads_to_the_rival_sentences(folder, name):
    result = CliRunner().invoke(explain.explain, [name, "--output", str(folder)])
    assert result.exit_code == 0, result.output
    for words in (
        "How many peace ambassadors",
        "gac-engagement.txt:84",
        "dmc-un-missions.txt:28",
        "of which 151 are women",
        "chosen: count 360 peace ambassador",
        "Suggested: 360",
    ):
        assert words in " ".join(result.output.split()), words
    assert len(result.output.splitlines()) <= 40, "one screen"


def test_an_ignored_figure_says_why(folder):
    result = CliRunner().invoke(explain.explain, [NAMES["noise"], "--output", str(folder)])
    assert "ignored: date of the page" in result.output


def test_the_asked_claim_comes_first(folder):
    result = CliRunner().invoke(explain.explain, [NAMES["a350"], "--output", str(folder), "--json"])
    assert [c["claim_id"] for c in json.loads(result.output)["claims"]] == [NAMES["a350"], NAMES["a360"]]


@pytest.mark.parametrize(
    ("name", "words"), [("x-1", "no id"), ("c-zzz", "not in claims.csv"), ("c-", "begins 17 ids"), ("", "no id")]
)
def test_an_id_that_names_nothing_says_what_to_try(name, words):
    with pytest.raises(InputError, match=words):
        explain.resolve(name, fixture.corpus())


def ask(folder, *arguments, ledger="none.csv"):
    return CliRunner().invoke(status.status, ["--output", str(folder), "--decisions", str(ledger), *arguments])


def test_status_counts_the_rows_of_the_tables(folder):
    told = json.loads(ask(folder, "--json").output)
    assert told["counts"]["claims"] + told["counts"]["ignored"] == len(tables.read("claims", folder / "claims.csv"))
    assert [d["severity"] for d in told["open"]] == ["high", "low", "medium"], "contradictions first"
    assert "2 contradictions, 1 explained difference" in ask(folder).output


def test_status_fails_only_when_asked(folder):
    assert [
        ask(folder, *a).exit_code
        for a in ([], ["--fail-on", "conflict"], ["--fail-on", "high"], ["--fail-on", "stale"])
    ] == [0, 1, 1, 0]


def test_status_tells_of_decisions_that_do_not_apply(folder, tmp_path):
    review.write(
        tables.frame(
            "decisions",
            [
                {
                    "claim_a": NAMES["a360"],
                    "claim_b": NAMES["a350"],
                    "verdict": "prefer_a",
                    "seen_a": "3600 peace ambassador",
                },
                {"claim_a": "c-" + "0" * 12, "verdict": "misread"},
            ],
        ),
        tmp_path / "decisions.csv",
    )
    result = ask(folder, "--fail-on", "stale", ledger=tmp_path / "decisions.csv")
    assert result.exit_code == 1
    assert "stale: decisions.csv:2: take 360 peace ambassadors [gac-engagement], not 350" in result.output
    assert "orphaned: decisions.csv:3:" in result.output
