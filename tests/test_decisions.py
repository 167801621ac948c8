"""Decisions through the whole pipeline: preconditions, what the reviewer did, what the next build shows."""

import re

import pytest

from pipeline import review, tables
from pipeline.run import run_folder

PAGE = (
    "Report of the water office\n\nThe well programme of the district of Tessaou ran until the spring of 2019."
    " In the programme, 412 wells were repaired in Tessaou by the water office, of which 97 were deep wells."
    " The office also trained mechanics in the villages.\n"
)
ESSAY = (
    "Water in the dry lands\n\nMuch was written about the programme."
    " In the programme, 402 wells were repaired in Tessaou by the water office, of which 97 were deep wells."
    " The author visited the villages in the rain.\n"
)
LETTER = (
    "A letter\n\n"
    "In the programme, {} wells were repaired in Tessaou by the water office, of which 97 were deep wells.\n"
)


class Desk:
    """A folder of documents, its ledger, and builds of it."""

    def __init__(self, folder):
        self.docs, self.out = folder / "docs", folder / "out"
        self.docs.mkdir()
        self.write(page=PAGE, essay=ESSAY)

    def write(self, **texts):
        for name, text in texts.items():
            (self.docs / f"{name}.txt").write_text(text, encoding="utf-8")

    def decide(self, *rows):
        found = review.ledger(self.docs / "decisions.csv").to_dict("records")
        review.write(tables.frame("decisions", [*found, *rows]), self.docs / "decisions.csv")

    def build(self):
        self.frames = run_folder(self.docs, self.out).frames
        return self

    def claim(self, number, source=None):
        (row,) = [
            c
            for c in self.frames["claims"].to_dict("records")
            if re.match(rf"{number}\b", c["surface"]) and source in (None, c["source_id"])
        ]
        return row

    def fact(self, number="412", source=None):
        facts = {f["fact_id"]: f for f in self.frames["facts"].to_dict("records")}
        return facts[self.claim(number, source)["fact_id"]]

    def card(self, number="412"):
        name = self.claim(number)["claim_id"]
        return next(
            (
                d
                for d in self.frames["discrepancies"].to_dict("records")
                if name in d["claim_ids"].split() and d["kind"] == "conflict"
            ),
            None,
        )

    def ledger(self):
        return review.effective(review.ledger(self.docs / "decisions.csv"), self.frames["claims"])

    def row(self, verdict, a, b=None, **more):
        one, other = self.claim(a), self.claim(b) if b else None
        return {
            "claim_a": one["claim_id"],
            "claim_b": other["claim_id"] if other else "",
            "verdict": verdict,
            "seen_a": review.reading(one),
            "seen_b": review.reading(other) if other else "",
            "reviewer": "Ada",
            "decided_on": "2024-05-01",
        } | more


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path).build()
    assert made.fact("412")["fact_id"] == made.fact("402")["fact_id"], "precondition: one fact"
    assert (made.fact()["status"], made.card()["state"]) == ("conflict", "open"), "precondition: an open contradiction"
    return made


def test_a_preference_becomes_the_value(desk):
    desk.decide(desk.row("prefer_b", "412", "402", note="counted again"))
    fact = desk.build().fact()
    assert (fact["value"], fact["basis"], fact["decided"], fact["confidence"]) == ("402", "decision", "yes", "1.00")
    assert fact["status"] == "conflict" and "Ada" in fact["why"] and "counted again" in fact["why"]
    assert desk.card()["state"] == "decided"
    assert (desk.claim("402")["role"], desk.claim("412")["role"]) == ("chosen", "differs")


def test_both_hold_decides_without_a_value(desk):
    desk.decide(desk.row("both_hold", "412", "402"))
    fact = desk.build().fact()
    assert (fact["value"], fact["decided"], desk.card()["state"]) == ("", "yes", "decided")


def test_different_keeps_them_apart(desk):
    desk.decide(desk.row("different", "412", "402"))
    desk.build()
    assert desk.fact("412")["fact_id"] != desk.fact("402")["fact_id"] and desk.card() is None


def test_same_joins_what_the_matcher_left_apart(desk):
    desk.write(
        letter="A note\n\nThe ministry bought 55 pumps in June 2020.\n",
        notes="Notes\n\nIn 2014, an exhibition had 900 old pumps on show.\n",
    )
    desk.build()
    assert desk.fact("55")["fact_id"] != desk.fact("900")["fact_id"], "precondition"
    desk.decide(desk.row("same", "55", "900"))
    desk.build()
    assert desk.fact("55")["fact_id"] == desk.fact("900")["fact_id"]


def test_a_misread_figure_is_ignored_by_name(desk):
    desk.decide(desk.row("misread", "402"))
    claim = desk.build().claim("402")
    assert (claim["status"], claim["fact_id"]) == ("ignored", "") and "misread" in claim["why"]
    assert desk.fact("412")["status"] == "single" and desk.card() is None


def test_reads_as_gives_the_reading_everywhere(desk):
    desk.decide(desk.row("reads_as", "402", value="412"))
    claim = desk.build().claim("402")
    assert (claim["value"], claim["surface"][:3]) == ("412", "402"), "what is printed stays"
    assert desk.fact("412")["status"] == "agree" and desk.card() is None
    assert [d.state for d in desk.build().ledger()] == ["applied"], "the next build still applies it"


def test_reopen_withdraws(desk):
    desk.decide(desk.row("prefer_b", "412", "402"))
    desk.build()
    desk.decide(desk.row("reopen", "412", "402"))
    assert (desk.build().fact()["decided"], desk.card()["state"]) == ("no", "open")


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "Skip to content\n\n" + text,
        lambda text: text.replace(" were repaired", "\nwere repaired"),
        lambda text: text.replace(", of", ",\u00a0of"),
        lambda text: text.replace(" The office also trained mechanics in the villages.", ""),
    ],
    ids=["banner", "re-wrapped", "no-break space", "sentence removed"],
)
def test_a_decision_survives_an_edited_document(desk, edit):
    desk.decide(desk.row("prefer_b", "412", "402"))
    desk.write(page=edit(PAGE))
    fact = desk.build().fact()
    assert (fact["value"], fact["basis"], [d.state for d in desk.ledger()]) == ("402", "decision", ["applied"])


def test_a_decision_survives_regrouping(desk):
    """A third witness joins the fact, whose id moves; the decision hangs on claims and applies."""
    desk.decide(desk.row("prefer_b", "412", "402"))
    before = desk.build().fact()["fact_id"]
    desk.write(letter=LETTER.format("402"))
    fact = desk.build().fact()
    assert fact["fact_id"] != before and (fact["value"], fact["basis"], fact["n_claims"]) == ("402", "decision", 3)


def test_a_third_source_with_a_new_value_reopens_the_question(desk):
    desk.decide(desk.row("prefer_b", "412", "402"))
    desk.write(letter=LETTER.format("450"))
    fact = desk.build().fact()
    assert fact["n_claims"] == 3 and fact["decided"] == "no" and fact["basis"] != "decision"
    assert "letter says 450" in fact["why"] and desk.card()["state"] == "open"


def test_a_changed_reading_makes_the_decision_stale(desk):
    """The rules read 402 otherwise than on the reviewer's screen: shown as stale, not applied."""
    desk.decide(desk.row("prefer_b", "412", "402", seen_b="4020 well"))
    fact = desk.build().fact()
    assert (fact["decided"], desk.card()["state"], [d.state for d in desk.ledger()]) == ("no", "stale", ["stale"])
    page = (desk.out / "report.md").read_text(encoding="utf-8")
    assert "stale, not applied" in page and "4020 well" in page


def test_a_removed_document_orphans_the_decision_and_breaks_nothing(desk):
    desk.decide(desk.row("prefer_b", "412", "402"))
    (desk.docs / "essay.txt").unlink()
    desk.build()
    assert [d.state for d in desk.ledger()] == ["orphaned"]
    assert "orphaned, not applied" in (desk.out / "report.md").read_text(encoding="utf-8")


def test_a_malformed_row_is_refused_and_earlier_output_stays(desk):
    before = (desk.out / "facts.csv").read_bytes()
    desk.decide(desk.row("prefer_b", "412", "402", claim_b=""))
    with pytest.raises(tables.InputError, match=r"decisions.csv:2: 'prefer_b' needs a claim_b"):
        desk.build()
    assert (desk.out / "facts.csv").read_bytes() == before
