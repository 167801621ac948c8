"""Choosing a value: the order of decision, agreement, latest, precise, weight and none; roles, confidence and reliability."""

import pytest

from pipeline import facts
from pipeline.profiles import EMPTY
from tests.tiny import Corpus

DAM = "The Orla dam in Norway cost {} to build."
OTHER = "Orla: building the great dam up there in Norway cost the state {} in all, Ms Berg told us."


def claim(name, source="a", **more):
    row = {**EMPTY, "claim_id": f"c-{name}", "source_id": source, "kind": "count", "value": "5", "low": "5", "high": "5", "bound": "exact",
           "precision": "0.5", "unit": "ship", "modality": "stated", "status": "read", "surface": "5 ships", "fact_id": "f-1",
           "quote": f"Source {source} says so.", **more}
    if "value" in more and "low" not in more:
        row |= {"low": more["value"], "high": more["value"]}
    return {**row, "surface": more.get("surface", f"{row['value'] or row['low']} ships")}


def build(*claims, documents=None):
    """The fact of some claims, and the claims by id with their roles."""
    rows = [dict(c) for c in claims]
    sources = {c["source_id"]: {"source_id": c["source_id"], "cites": "", "standing": "", "published": "", **(documents or {}).get(c["source_id"], {})}
               for c in rows}
    [fact], *_ = facts.facts_and_roles(rows, sources)
    return fact, {c["claim_id"]: c["role"] for c in rows}


def test_one_source_is_the_only_basis():
    fact, roles = build(claim("1"))
    assert (fact["status"], fact["basis"], fact["value"], fact["confidence"]) == ("single", "only", "5", "0.50")
    assert roles == {"c-1": "chosen"}


def test_agreement_grows_surer_with_witnesses():
    two, _ = build(claim("1"), claim("2", "b"))
    three, roles = build(claim("1"), claim("2", "b"), claim("3", "c"))
    assert two["basis"] == three["basis"] == "agreement" and two["why"] == "All 2 sources say the same."
    assert float(two["confidence"]) < float(three["confidence"]) < 1
    assert sorted(roles.values()) == ["agrees", "agrees", "chosen"]


def test_a_copy_is_no_second_witness():
    fact, roles = build(claim("1"), claim("2", "b"), documents={"b": {"cites": "a"}})
    assert (fact["n_sources"], fact["n_independent"]) == (2, 1)
    assert fact["why"] == "All 2 sources say the same; 1 of them on their own."
    assert roles == {"c-1": "chosen", "c-2": "copied"}
    assert float(fact["confidence"]) < float(build(claim("1"), claim("2", "b"))[0]["confidence"])


def test_the_latest_of_a_running_total():
    toll = {"measure": "deaths", "unit": "death", "as_of_basis": "printed"}
    fact, roles = build(claim("1", value="62", as_of="2021-05-03", **toll), claim("2", "b", value="81", as_of="2021-05-09", **toll))
    assert (fact["status"], fact["basis"], fact["value"], fact["as_of"]) == ("updated", "latest", "81", "2021-05-09")
    assert roles == {"c-1": "superseded", "c-2": "chosen"}


def test_the_most_precise_of_compatible_readings():
    fact, roles = build(claim("1", value="200", high="", bound="more_than", low="200"), claim("2", "b", value="214"))
    assert (fact["status"], fact["basis"], fact["value"]) == ("compatible", "precise", "214")
    assert roles == {"c-1": "agrees", "c-2": "chosen"}


def test_a_contradiction_without_weight_has_no_value():
    fact, roles = build(claim("1", value="412"), claim("2", "b", value="402"))
    assert (fact["status"], fact["basis"], fact["value"], fact["chosen_claim_id"], fact["confidence"]) == ("conflict", "", "", "", "0.00")
    assert fact["why"].endswith("a person has to decide.") and set(roles.values()) == {"differs"}


def test_the_majority_of_independent_sources():
    fact, roles = build(claim("1", value="412"), claim("2", "b", value="412"), claim("3", "c", value="402"))
    assert (fact["status"], fact["basis"], fact["value"]) == ("conflict", "majority", "412")
    assert fact["why"] == "2 independent sources say so against 1 other reading(s)."
    assert roles == {"c-1": "chosen", "c-2": "agrees", "c-3": "differs"}


def test_copies_make_no_majority():
    fact, _ = build(claim("1", value="412"), claim("2", "b", value="412"), claim("3", "c", value="402"), documents={"b": {"cites": "a"}})
    assert (fact["basis"], fact["value"]) == ("", "")


def test_a_reading_that_only_a_copy_holds_gives_way_to_its_original():
    fact, roles = build(claim("1", value="412"), claim("2", "b", value="402"), documents={"b": {"cites": "a"}})
    assert (fact["basis"], fact["value"]) == ("primary", "412")
    assert fact["why"] == "b cites a, so the other reading is a copy and no second witness."
    assert roles == {"c-1": "chosen", "c-2": "differs"}


def test_standing_weighs():
    near = {"a": {"standing": "primary"}, "b": {"standing": "tertiary"}}
    fact, _ = build(claim("1", value="412"), claim("2", "b", value="402"), documents=near)
    assert (fact["basis"], fact["value"]) == ("primary", "412")
    assert fact["why"] == "The source is nearer to the matter (primary)."


def test_a_decision_comes_first():
    corpus = Corpus(a=DAM.format("$80 million"), b=OTHER.format("$80 million"), c=DAM.format("$95 million"),
                    decisions=[("c", "$95 million", "prefer_a", "a", "$80 million")])
    fact = corpus.fact("c", "$95 million")
    assert (fact["basis"], fact["value"], fact["decided"], fact["confidence"]) == ("decision", "95000000", "yes", "1.00")


@pytest.mark.parametrize(("bound", "modality", "less"), [("about", "stated", 0.05), ("vague", "stated", 0.15), ("exact", "planned", 0.10)])
def test_hedges_and_plans_take_from_confidence(bound, modality, less):
    plain, _ = build(claim("1"))
    fact, _ = build(claim("1", bound=bound, modality=modality))
    assert float(plain["confidence"]) - float(fact["confidence"]) == pytest.approx(less)


@pytest.mark.parametrize(("values", "spread"), [(("412", "402"), "0.0243"), (("5", "5"), ""), (("0", "0"), ""), (("-4", "4"), "2.0000"), (("4",), "")])
def test_spread(values, spread):
    assert facts.spread_of([claim(str(n), value=v) for n, v in enumerate(values)]) == spread


def test_the_spread_of_dates_is_in_days():
    assert facts.spread_of([claim("1", kind="date", value="1998-05-04"), claim("2", kind="date", value="1998-05-06")]) == "2"


def test_status_is_the_worst_relation():
    fact, _ = build(claim("1", value="214"), claim("2", "b", value="200", low="200", high="", bound="more_than"), claim("3", "c", value="190"))
    assert fact["status"] == "conflict"


@pytest.mark.parametrize(("values", "status"), [
    # two roundings of the finer reading between them
    (("T16:05:57", "T16:05", "T16:06"), "compatible"),
    (("T16:05:57", "T16:05", "T16:09"), "conflict"),
    (("T16:05", "T16:06"), "conflict"),
])
def test_a_finer_reading_reconciles_its_roundings(values, status):
    claims = [claim(str(n), f"s{n}", kind="time", unit="", value=value, low=value, high=value, surface=value[1:]) for n, value in enumerate(values)]
    assert build(*claims)[0]["status"] == status


def reliability(*claims, copies=None):
    facts_of = {}
    for c in claims:
        facts_of.setdefault(c["fact_id"], []).append(c)
    return facts.reliability_of(list(claims), facts_of, copies)


def test_reliability_is_agreement_drawn_towards_one_half():
    found = reliability(claim("1"), claim("2", "b"), claim("3", "c", value="9"), claim("4", "d", fact_id="f-2"))
    assert found["a"] == (1, 1, 2, 0.5, 0.5)
    assert found["c"][3] == 0.0 and found["c"][4] == 0.25
    assert found["d"] == (1, 0, 0, None, 0.5)


def test_who_is_copied_is_not_confirmed_by_it():
    pair = claim("1"), claim("2", "b")
    assert reliability(*pair)["a"][2] == 1
    assert reliability(*pair, copies={"f-1": {"c-2": "b cites a"}})["a"][2] == 0


def test_a_figure_that_moved_speaks_against_nobody():
    toll = {"measure": "deaths", "unit": "death", "as_of_basis": "printed"}
    found = reliability(claim("1", value="62", as_of="2021-05-03", **toll), claim("2", "b", value="81", as_of="2021-05-09", **toll))
    assert found["a"][2:] == (0, None, 0.5)
