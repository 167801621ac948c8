"""What two builds gained, lost and changed: followed by claims, told for a changelog."""

import json

import pytest
import report_fixture as fixture
from click.testing import CliRunner

from pipeline import changes, ids, tables

NAMES = fixture.rows()["ids"]


def build(edit=lambda rows: None):
    rows = fixture.rows()
    edit(rows)
    return fixture.frames(rows)


def claim(rows, name):
    return next(c for c in rows["claims"] if c["claim_id"] == NAMES[name])


def test_the_same_build_twice_changed_nothing():
    found = changes.compare(build(), build())
    assert found.none() and changes.markdown(found) == "Data: nothing changed.\n"


def test_claims_gained_lost_and_read_anew_are_told_with_their_rule():
    def edit(rows):
        rows["claims"].remove(claim(rows, "pa"))
        claim(rows, "a350").update(value="3500", low="3500", high="3500")
        claim(rows, "noise").update(status="read", why="date.iso", value="2018-07-05", kind="date")

    found = changes.compare(build(), build(edit))
    assert {k: len(v) for k, v in found.claims.items() if v} == {"lost": 1, "re-read": 1, "now read": 1}
    (reread,) = found.claims["re-read"]
    assert (reread["old"], reread["new"], reread["surface"]) == (
        "count 350 peace ambassador",
        "count 3500 peace ambassador",
        "350 peace ambassadors",
    )
    assert {"rule": "rank.rule", "lost": 1} in found.rules and {"rule": "date.iso", "now read": 1} in found.rules


def test_a_fact_is_followed_when_its_id_moves_with_a_new_claim():
    """Before: the fact of two claims. A third claim joins, so the id moves; after: a changed fact, none gained or lost.
    """

    def edit(rows):
        fact = rows["facts"][0]
        members = [NAMES["a360"], NAMES["a350"], NAMES["pa"]]
        moved = ids.fact_id(members)
        for row in rows["claims"]:
            if row["claim_id"] in members:
                row["fact_id"] = moved
        fact.update(fact_id=moved, n_claims=3, value="350", low="350", high="350", basis="majority")
        rows["facts"] = [f for f in rows["facts"] if f["question"] != "What rank is it?"]

    found = changes.compare(build(), build(edit))
    (changed,) = found.facts["changed"]
    assert (
        changed["old"] == "360 peace ambassador (conflict, primary)"
        and changed["new"] == "350 peace ambassador (conflict, majority)"
    )
    assert not found.facts["gained"]
    (lost,) = found.facts["lost"]
    assert lost["into"] == changed["fact_id"], "a fact that was merged says where it went"


def test_discrepancies_that_come_go_and_are_decided():
    def edit(rows):
        rows["discrepancies"][0]["state"] = "decided"
        del rows["discrepancies"][2]

    found = changes.compare(build(), build(edit))
    assert [r["new"] for r in found.discrepancies["changed"]] == ["conflict, high, decided"]
    assert [r["old"] for r in found.discrepancies["lost"]] == ["conflict, low, open"]
    text = changes.markdown(found)
    assert "Data: discrepancies: 1 lost, 1 changed." in text
    assert (
        "- 360 [gac-engagement] against 350 [dmc-un-missions]: conflict, high, open → conflict, high, decided" in text
    )


def test_a_claim_that_is_described_anew_names_the_columns():
    found = changes.compare(build(), build(lambda rows: claim(rows, "b16").update(period="2000/2019", as_of="")))
    (row,) = found.claims["re-described"]
    assert row["columns"] == {"period": ["2000/..", "2000/2019"], "as_of": ["2019", ""]}
    assert "period 2000/.. → 2000/2019; as_of 2019 → empty" in changes.markdown(found)


def test_documents_that_change_are_named():
    def edit(rows):
        rows["sources"][0]["sha256"] = "1" * 64

    assert [r["source_id"] for r in changes.compare(build(), build(edit)).sources["changed"]] == ["gac-engagement"]


def test_long_lists_end_in_a_count():
    found = changes.compare(build(), fixture.many(40))
    assert "### Facts gained (40)" in changes.markdown(found, limit=5) and "- and 35 more" in changes.markdown(
        found, limit=5
    )


@pytest.fixture
def folders(tmp_path):
    for name, found in (("old", build()), ("new", build(lambda rows: claim(rows, "b16").update(as_of="")))):
        for table in ("claims", "facts", "discrepancies", "sources"):
            tables.write(table, found[table], tmp_path / name / f"{table}.csv")
    return str(tmp_path / "old"), str(tmp_path / "new")


def test_the_command_prints_markdown_or_json_and_fails_only_when_asked(folders):
    run = CliRunner().invoke
    assert run(changes.changes, folders).output.startswith("Data: claims: 1 re-described.")
    assert json.loads(run(changes.changes, [*folders, "--json"]).output)["counts"]["claims"]["re-described"] == 1
    assert [
        run(changes.changes, arguments).exit_code
        for arguments in (folders, [*folders, "--fail"], [folders[0], folders[0], "--fail"])
    ] == [0, 1, 0]
