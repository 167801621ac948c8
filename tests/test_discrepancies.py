"""Differences as a reader gets them: kind, severity, order, and sentences that can be read."""

import pytest

from pipeline import discrepancies
from pipeline.ids import discrepancy_id
from tests.tiny import Corpus

KEEPERS = {"a": "As part of the Blue Coast programme, 412 lighthouse keepers were trained in Tessaou, of whom 97 were women.",
           "b": "Under the Blue Coast programme, 402 lighthouse keepers, of whom 97 are women, were trained in Tessaou."}
TOLL = {"a": "As of 3 May 2021, 62 people had died in the Karang flood.", "b": "As of 9 May 2021, 81 people had died in the Karang flood."}
BOUND = {"a": "The ferry Aurora carried more than 200 passengers when it sank off Kiel.", "b": "The ferry Aurora carried 214 passengers when it sank off Kiel."}
YEARS = {"a": "In 2018, exports of copper from Zambia reached $6.1 billion.", "b": "In 2019, exports of copper from Zambia reached $6.4 billion."}


@pytest.mark.parametrize(("texts", "kind", "severity"), [
    (KEEPERS, "conflict", "high"), (TOLL, "updated", "medium"), (BOUND, "vague", "low"), (YEARS, "different_scope", "low"),
])
def test_kind_and_severity(texts, kind, severity):
    [found] = Corpus(**texts).found(kind)
    assert found["severity"] == severity and found["state"] == "open"


@pytest.mark.parametrize("texts", [KEEPERS, TOLL, BOUND, YEARS])
def test_explanations_are_sentences(texts):
    for row in Corpus(**texts).frames["discrepancies"].to_dict("records"):
        assert row["explanation"][0].isupper() or row["explanation"][0].isdigit()
        assert row["explanation"].endswith(".") and ".." not in row["explanation"] and "  " not in row["explanation"]
        assert row["suggestion"].endswith(".") and row["suggestion"][0].isupper()
        assert row["explanation"].count("be true") <= 1


def test_a_conflict_names_its_rivals_and_its_evidence():
    [found] = Corpus(**KEEPERS).found("conflict")
    assert found["summary"] in ("412 lighthouse keepers [a] against 402 lighthouse keepers [b]", "402 lighthouse keepers [b] against 412 lighthouse keepers [a]")
    assert found["explanation"].startswith(("412 lighthouse keepers and 402", "402 lighthouse keepers and 412"))
    assert "It is the same fact because of the shared “97" in found["explanation"]
    assert found["suggestion"].startswith("No value is suggested.")


def test_an_update_says_what_to_use_today():
    [found] = Corpus(**TOLL).found("updated")
    assert found["suggestion"].startswith("Keep each with its date; for today use 81 people [b].")
    assert "running total that grew" in found["explanation"]


def test_agreement_is_no_discrepancy():
    assert Corpus(a="The clinic in Oruro has 40 beds.", b="The clinic in Oruro has 40 beds.").frames["discrepancies"].empty


def claim(**more):
    return {"kind": "count", "bound": "exact", "modality": "stated", **more}


@pytest.mark.parametrize(("status", "spread", "claims", "wanted"), [
    ("conflict", "0.2", [claim(), claim()], "high"),
    ("conflict", "0.2", [claim(), claim(bound="about")], "medium"),
    ("conflict", "0.2", [claim(), claim(modality="planned")], "medium"),
    ("conflict", "0.004", [claim(), claim()], "low"),
    ("conflict", "2", [claim(kind="date"), claim(kind="date")], "high"),
    ("updated", "0.9", [claim(), claim()], "medium"),
    ("compatible", "0.9", [claim(), claim()], "low"),
])
def test_severity(status, spread, claims, wanted):
    assert discrepancies.severity({"status": status, "spread": spread}, claims, claims) == wanted


def test_contradictions_come_first_then_the_wider_spread():
    def row(kind, severity, spread, name):
        return {"kind": kind, "severity": severity, "spread": spread, "discrepancy_id": name}
    rows = [row("different_scope", "low", "", "f"), row("updated", "medium", "0.9", "e"), row("arithmetic", "medium", "", "d"),
            row("conflict", "low", "0.9", "c"), row("conflict", "high", "0.1", "b"), row("conflict", "high", "0.2", "a")]
    assert "".join(r["discrepancy_id"] for r in discrepancies.order(rows)) == "abcdef"
    assert discrepancies.order(rows[::-1]) == discrepancies.order(rows)


def test_a_failed_check_is_a_discrepancy_and_one_that_holds_is_none():
    check = {"kind": "sum", "holds": "no", "stated": "90 boats", "computed": "80", "source_id": "a", "explanation": "40 and 40 make 80.",
             "claim_ids": "c-1 c-2"}
    [row] = discrepancies.of_checks([check, {**check, "holds": "yes"}], {"c-1": {}, "c-2": {}})
    assert (row["kind"], row["claim_ids"], row["summary"]) == ("arithmetic", "c-1 c-2", "90 boats stated, 80 computed [a]")
    [row] = discrepancies.of_checks([{**check, "kind": "weekday"}], {"c-1": {}, "c-2": {}})
    assert row["kind"] == "calendar" and row["discrepancy_id"] == discrepancy_id("calendar", ["c-1", "c-2"])
