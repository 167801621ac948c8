"""The ledger: scenarios with what is there before, what the reviewer did, and what the next build shows."""

import re

import pytest
import report_fixture as fixture
from click.testing import CliRunner

from pipeline import review, tables
from pipeline.tables import InputError

A, B, C, D = ("c-" + letter * 12 for letter in "abcd")


def claim(name, value, *, source="", bound="exact", low=None, high=None, unit="well", kind="count", **more):
    return {
        "claim_id": name,
        "source_id": source or name,
        "surface": f"{value} {unit}s",
        "kind": kind,
        "value": value,
        "low": value if low is None else low,
        "high": value if high is None else high,
        "bound": bound,
        "unit": unit,
    } | more


def decision(verdict, a=A, b=B, seen_a="360 well", seen_b="350 well", **more):
    if verdict in review.ON_ONE and b == B:
        b = seen_b = ""
    row = {
        "claim_a": a,
        "claim_b": b,
        "verdict": verdict,
        "seen_a": seen_a,
        "seen_b": seen_b,
        "value": "",
        "reviewer": "Ada",
        "decided_on": "2024-05-01",
        "note": "",
    }
    return row | more


PAIR = [claim(A, "360"), claim(B, "350")]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (claim(A, "360"), "360 well"),
        (claim(A, "1600000000", bound="more_than", unit="CAD"), "> 1600000000 CAD"),
        (claim(A, "10", bound="about", low="9", high="11", unit=""), "~ 10"),
        (claim(A, "", bound="between", low="5", high="7"), "5..7 well"),
        (claim(A, "", bound="vague", low="12", high="120"), "? 12..120 well"),
        (claim(A, "10", bound="at_most", low=""), "<= 10 well"),
        (claim(A, "2018-07", kind="date", unit=""), "2018-07"),
        (claim(A, "", bound="at_least", low="5", high=""), ">= 5.. well"),
    ],
)
def test_a_reading_is_compact_stable_text(given, text):
    assert review.reading(given) == text


@pytest.mark.parametrize(
    ("text", "kind", "reading"),
    [
        ("360", "count", ("360", "360", "360", "exact")),
        ("> 5", "count", ("5", "5", "", "more_than")),
        ("<= 5", "count", ("5", "", "5", "at_most")),
        ("5..7", "count", ("", "5", "7", "between")),
        ("2018", "date", ("2018", "2018-01-01", "2018-12-31", "exact")),
        ("2018", "count", ("2018", "2018", "2018", "exact")),
        ("2018-07/2018-09", "period", ("2018-07/2018-09", "2018-07-01", "2018-09-30", "exact")),
        ("16:45", "time", ("16:45", "16:45", "16:45", "exact")),
    ],
)
def test_the_value_of_reads_as_is_written_as_a_reading(text, kind, reading):
    assert review.parse(text, kind) == reading


@pytest.mark.parametrize("text", ["", "many", "5 wells", "1,000", "2018-13", ">"])
def test_what_is_no_reading_is_refused(text):
    with pytest.raises(ValueError):
        review.parse(text)


def test_the_last_row_about_a_pair_wins_whichever_claim_it_names_first():
    rows = [decision("prefer_a"), decision("both_hold", a=B, b=A, seen_a="350 well", seen_b="360 well")]
    (found,) = review.effective(rows, PAIR)
    assert (found.row, found.verdict, found.state) == (2, "both_hold", "applied")


def test_reopen_withdraws_what_was_decided():
    assert review.effective([decision("prefer_a"), decision("reopen")], PAIR) == []


def test_a_changed_reading_makes_the_decision_stale_and_says_what_changed():
    (found,) = review.effective([decision("prefer_a")], [claim(A, "365"), claim(B, "350")])
    assert found.state == "stale"
    assert found.reason == f"{A} was read as '360 well' when this was decided and is '365 well' now"


def test_a_claim_that_is_gone_makes_the_decision_orphaned_and_no_crash():
    (found,) = review.effective([decision("prefer_a")], [claim(A, "360")])
    assert (found.state, B in found.reason) == ("orphaned", True)


def test_a_wider_tolerance_of_about_makes_nothing_stale():
    rows = [decision("prefer_a", seen_a="~ 360 well")]
    (found,) = review.effective(rows, [claim(A, "360", bound="about", low="300", high="400"), claim(B, "350")])
    assert found.state == "applied"


def test_reads_as_replaces_the_reading_and_names_the_decision():
    claims = fixture.corpus()["claims"]
    name = fixture.rows()["ids"]["a360"]
    rows = [decision("reads_as", a=name, seen_a="360 peace ambassador", value="365")]
    after = review.apply(claims, review.effective(rows, claims)).set_index("claim_id").loc[name]
    assert (after["value"], after["low"], after["high"]) == ("365", "365", "365")
    assert "decision 1 by Ada" in after["why"]
    assert claims.set_index("claim_id").loc[name, "value"] == "360", "an argument is never changed"


def test_states_are_the_same_on_claims_to_which_the_decisions_were_applied():
    claims = fixture.corpus()["claims"]
    names = fixture.rows()["ids"]
    rows = [
        decision("reads_as", a=names["a360"], seen_a="360 peace ambassador", value="365"),
        decision("misread", a=names["pa"], seen_a="1"),
        decision(
            "prefer_a", a=names["a360"], b=names["a350"], seen_a="365 peace ambassador", seen_b="350 peace ambassador"
        ),
    ]
    found = review.effective(rows, claims)
    assert [d.state for d in found] == ["applied"] * 3
    assert review.effective(rows, review.apply(claims, found)) == found


def test_a_misread_claim_is_ignored_by_name():
    claims = fixture.corpus()["claims"]
    name = fixture.rows()["ids"]["pa"]
    after = (
        review.apply(claims, review.effective([decision("misread", a=name, seen_a="1")], claims))
        .set_index("claim_id")
        .loc[name]
    )
    assert (after["status"], after["fact_id"], after["role"]) == ("ignored", "", "")
    assert after["why"].startswith("misread, says decision 1")
    tables.validate("claims", review.apply(claims, []), "claims")


def settle(rows, claims):
    return review.settle(review.effective(rows, claims), claims)


def test_a_preference_settles_the_fact():
    found = settle([decision("prefer_b", note="see the annex")], PAIR)
    assert (found.state, found.chosen) == ("decided", B)
    assert found.why == f"350 wells of {B}, decided by Ada on 2024-05-01 (see the annex)."


def test_both_hold_settles_without_a_value():
    assert settle([decision("both_hold")], PAIR).chosen == ""
    assert settle([decision("both_hold")], PAIR).state == "decided"


def test_a_third_source_with_a_new_value_reopens_the_question_by_itself():
    found = settle([decision("prefer_a")], [*PAIR, claim(C, "340", source="late")])
    assert (found.state, found.chosen) == ("", "")
    assert found.reopened == "late says 340 well, a value that was not among those decided between"


def test_a_third_source_with_a_known_value_reopens_nothing():
    assert (
        settle([decision("prefer_a")], [*PAIR, claim(C, "350"), claim(D, "360", bound="about", low="340")]).chosen == A
    )


def test_three_readings_need_the_winner_over_both_others():
    three = [*PAIR, claim(C, "340")]
    rows = [decision("prefer_a"), decision("prefer_a", b=C, seen_b="340 well")]
    assert settle(rows, three).chosen == A
    circle = [
        *rows[:1],
        decision("prefer_a", a=B, b=C, seen_a="350 well", seen_b="340 well"),
        decision("prefer_a", a=C, b=A, seen_a="340 well", seen_b="360 well"),
    ]
    assert "circle" in settle(circle, three).reopened


def test_a_stale_decision_is_shown_and_not_applied():
    found = settle([decision("prefer_a", seen_b="351 well")], PAIR)
    assert (found.state, found.chosen) == ("stale", "")
    assert "'351 well'" in found.why


def test_a_decision_on_claims_of_another_fact_settles_nothing():
    assert settle([decision("prefer_a")], [claim(A, "360"), claim(C, "1")]) == review.Settlement()


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([], "open"),
        ([decision("different")], "decided"),
        ([decision("both_hold")], "decided"),
        ([decision("prefer_a")], "open"),
        ([decision("different", seen_a="1 well")], "stale"),
        ([decision("both_hold", b="", seen_b="")], "open"),
    ],
)
def test_a_difference_between_facts_is_decided_when_all_its_claims_are_named(rows, state):
    assert review.state_of([A, B], review.effective(rows, PAIR)) == state


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (decision("prefer_a", b="", seen_b=""), "needs a claim_b"),
        (decision("misread", b=C), "is about one claim"),
        (decision("same", b=A), "both"),
        (decision("reads_as", value="many"), "write it as"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_with_its_line(tmp_path, row, words):
    path = tmp_path / "decisions.csv"
    review.write(tables.frame("decisions", [decision("prefer_a"), row]), path)
    with pytest.raises(InputError, match=re.escape(f"{path}:3:")) as error:
        review.ledger(path)
    assert words in str(error.value)


def test_no_ledger_is_an_empty_ledger(tmp_path):
    assert len(review.ledger(tmp_path / "none.csv")) == 0


def test_import_appends_in_order_and_leaves_out_what_is_there(tmp_path):
    ledger, downloaded = tmp_path / "decisions.csv", tmp_path / "download.csv"
    review.write(tables.frame("decisions", [decision("prefer_b")]), ledger)
    review.write(
        tables.frame(
            "decisions",
            [decision("prefer_b"), decision("prefer_a", a=D, reviewer="", note="=1+1"), decision("prefer_a")],
        ),
        downloaded,
    )
    for added in (2, 0):
        result = CliRunner().invoke(
            review.review,
            [
                "import",
                str(downloaded),
                "--ledger",
                str(ledger),
                "--reviewer",
                "Ben",
                "--claims",
                str(tmp_path / "none"),
            ],
        )
        assert result.exit_code == 0, result.output
        assert f"{added} of 3 decisions added" in result.stderr
    rows = review.ledger(ledger).to_dict("records")
    assert [(r["verdict"], r["claim_a"], r["reviewer"], r["note"]) for r in rows] == [
        ("prefer_b", A, "Ada", ""),
        ("prefer_a", D, "Ben", "=1+1"),
        ("prefer_a", A, "Ada", ""),
    ]
    assert ",'=1+1\n" in ledger.read_text(encoding="utf-8"), "no cell of the ledger runs as a formula"


def test_import_reads_what_a_spreadsheet_saved(tmp_path):
    downloaded = tmp_path / "download.csv"
    review.write(tables.frame("decisions", [decision("prefer_a")]), downloaded)
    downloaded.write_bytes(b"\xef\xbb\xbf" + downloaded.read_bytes().replace(b"\n", b"\r\n"))
    result = CliRunner().invoke(
        review.review, ["import", str(downloaded), "--ledger", str(tmp_path / "d.csv"), "--claims", "none"]
    )
    assert result.exit_code == 0 and "1 of 1 decisions added" in result.stderr


def test_import_tells_of_rows_that_name_no_claim_of_the_last_build(tmp_path):
    claims, downloaded = tmp_path / "claims.csv", tmp_path / "download.csv"
    tables.write("claims", fixture.corpus()["claims"], claims)
    review.write(tables.frame("decisions", [decision("prefer_a")]), downloaded)
    result = CliRunner().invoke(
        review.review, ["import", str(downloaded), "--ledger", str(tmp_path / "d.csv"), "--claims", str(claims)]
    )
    assert "orphaned" in result.stderr
