"""Which claims share a fact: two or three tiny documents a row, and what must never be joined, however alike it looks."""

import numpy as np
import pytest

from pipeline.candidates import BLOCK_MAX, pairs
from pipeline.features import AGAINST, FEATURES, FOR, Features
from pipeline.grouping import threshold
from pipeline.links import JUDGES, WORDING, Candidates, compete, likeness, weights
from pipeline.profiles import Rarity, profiles
from tests.claims_at import claims_at
from tests.tiny import Corpus

# name, document a, document b, claims that share a fact
JOINED = [
    ("the same figure worded anew", "In June the water office of Tessaou repaired 412 wells.",
     "The water office repaired 412 wells in Tessaou in June.", ("412 wells", "412 wells")),
    ("rival counts of one event", "As part of the Blue Coast programme, 412 lighthouse keepers were trained in Tessaou, of whom 97 were women.",
     "Under the Blue Coast programme, 402 lighthouse keepers, of whom 97 are women, were trained in Tessaou.",
     ("412 lighthouse keepers", "402 lighthouse keepers")),
    ("a figure and its bound", "The ferry Aurora carried more than 200 passengers when it sank off Kiel.",
     "The ferry Aurora carried 214 passengers when it sank off Kiel.", ("more than 200 passengers", "214 passengers")),
    ("a toll that grows", "As of 3 May 2021, 62 people had died in the Karang flood.", "As of 9 May 2021, 81 people had died in the Karang flood.",
     ("62 people", "81 people")),
    ("a month and its day", "The Halden bridge opened in May 1998.", "The Halden bridge opened on 4 May 1998.", ("May 1998", "4 May 1998")),
    ("two units", "The Orla tower is 300 metres tall.", "The Orla tower is 984 feet tall.", ("300 metres", "984 feet")),
    ("rival costs", "The Orla dam in Norway cost $80 million to build.", "The Orla dam in Norway cost $95 million to build.",
     ("$80 million", "$95 million")),
]

# two days of what happens once, and of what happens again
JOINED += [
    ("an end on two days", "The strike at the port of Orla began on 3 March 2019 and ended on 31 March 2019.",
     "The strike ended on 29 March 2019 after a vote in Orla.", ("31 March 2019", "29 March 2019")),
    ("two years of one founding", "The Orla union was founded in 1921.", "The Orla union, founded in 1923, is the oldest in Norway.", ("1921", "1923")),
    ("synonyms", "A blaze in Tessaou destroyed 412 barns in June.", "A fire destroyed 412 barns in Tessaou.", ("412 barns", "412 barns")),
]

APART = [
    ("an opening and a start of work", "Work on the Halden bridge began in 2004.", "The Halden bridge opened in 2010.", ("2004", "2010")),
    ("visits on two days", "The king visited Oruro on 3 May 2019.", "The king visited Oruro on 9 June 2019.", ("3 May 2019", "9 June 2019")),
    ("births of two people", "He was born in 1950.", "She was born in 1972.", ("1950", "1972")),
    ("disjoint periods", "In 2018, exports of copper from Zambia reached $6.1 billion.", "In 2019, exports of copper from Zambia reached $6.4 billion.",
     ("$6.1 billion", "$6.4 billion")),
    ("siblings", "Exports of copper from Zambia reached $6.1 billion in 2018.", "Imports of copper to Zambia reached $2.4 billion in 2018.",
     ("$6.1 billion", "$2.4 billion")),
    ("siblings with one value", "Exports of copper by Zambia reached $6.1 billion in 2018.", "Imports of copper by Zambia reached $6.1 billion in 2018.",
     ("$6.1 billion", "$6.1 billion")),
    ("places", "The Red Cross opened 14 shelters in Lyon after the flood.", "The Red Cross opened 9 shelters in Nantes after the flood.",
     ("14 shelters", "9 shelters")),
    ("a part and a whole", "The clinic in Oruro has 40 beds, including 12 for children.", "The clinic in Oruro has 40 beds.", ("12", "40 beds")),
    ("other topics", "The zoo bought 40 bears.", "The navy sold 40 ships.", ("40 bears", "40 ships")),
    ("women and men", "The school in Oruro trained 40 women in 2018.", "The school in Oruro trained 35 men in 2018.", ("40 women", "35 men")),
    ("money and people", "The flood in Karang cost 62 lives.", "The flood in Karang cost $62 million.", ("62 lives", "$62 million")),
]


SELF = [
    # prose seldom contradicts itself: two figures of one document are two facts, however alike they are told
    ("The Orla ferry carried 180 passengers. The Orla ferry carried 64 passengers from Kiel.", "The Orla ferry carried 175 passengers.",
     "180 passengers", "64 passengers", False),
    ("The Halden mill took over $38.7 million of doubtful loans. The Halden mill found $41.2 million of doubtful loans.",
     "The Halden mill, which took over $38.7 million of doubtful loans, sold them.", "$38.7 million", "$41.2 million", False),
    # the keys of a page are kept by another hand than its prose
    ("floors: 163\n\nThe Orla tower has 160 floors.", "The Orla tower has 160 floors.", "163", "160 floors", True),
]


@pytest.mark.parametrize(("a", "b", "one", "other", "joined"), SELF)
def test_two_figures_of_one_document(a, b, one, other, joined):
    corpus = Corpus(a=a, b=b)
    assert (corpus.claim("a", one)["fact_id"] == corpus.claim("a", other)["fact_id"]) is joined


DATELINES = [
    # the dateline is what "today" and the weekday mean
    ("ORLA, 3 May 2019 - The Halden mill said today that it has bought 12 barges.", "2019-05-03", "today", True),
    ("ORLA, 3 May 2019 - The Halden mill bought 12 barges on Friday.", "2019-05-03", "Friday", True),
    ("ORLA, 3 May 2019 (Agency) 20:15 - The Halden mill bought 12 barges on Friday.", "2019-05-03", "Friday", True),
    ("ORLA, 3 May 2019 - The Halden mill bought 12 barges on Tuesday.", "2019-05-03", "Tuesday", False),
    ("ORLA, 3 May 2019 - The Halden mill was not opened today.", "2019-05-03", "today", False),
    ("Published 3 May 2019\n\nThe Halden mill bought 12 barges on Friday.", "2019-05-03", "Friday", False),
]


@pytest.mark.parametrize(("text", "published", "word", "joined"), DATELINES)
def test_the_word_for_the_day_is_one_date_with_the_dateline_over_it(text, published, word, joined):
    corpus = Corpus(a=text, sources={"a": {"published": published}})
    assert (corpus.claim("a", "3 May 2019")["fact_id"] == corpus.claim("a", word)["fact_id"]) is joined


def test_the_date_of_an_entry_is_matched_though_its_figure_has_it_as_period():
    corpus = Corpus(a="2 May 2010 - Ministers of Orla grant Tessaou a loan of 90 million euros.",
                    b="In May 2010 the ministers of Orla granted Tessaou a loan of 90 million euros.\n\n"
                      "2 May 2010 - The loan of the ministers of Orla to Tessaou is granted.")
    assert corpus.fact("a", "2 May 2010") == corpus.fact("b", "2 May 2010")


@pytest.mark.parametrize(("a", "b", "claims"), [pytest.param(*row[1:], id=row[0]) for row in JOINED])
def test_joined(a, b, claims):
    corpus = Corpus(a=a, b=b)
    assert corpus.same(("a", claims[0]), ("b", claims[1]))
    assert all(corpus.claim(source, surface)["match_why"] for source, surface in zip("ab", claims, strict=True))


@pytest.mark.parametrize(("a", "b", "claims"), [pytest.param(*row[1:], id=row[0]) for row in APART])
def test_apart(a, b, claims):
    corpus = Corpus(a=a, b=b)
    assert not corpus.same(("a", claims[0]), ("b", claims[1]))
    assert not corpus.found("conflict")


def test_two_figures_of_one_sentence_are_never_one_fact():
    corpus = Corpus(a="The clinic in Oruro has 40 beds and the clinic in Oruro has 44 beds.", b="The clinic in Oruro has 40 beds.",
                    c="The clinic in Oruro has 44 beds.")
    assert not corpus.same(("a", "40 beds"), ("a", "44 beds"))


def test_why_names_what_is_shared():
    corpus = Corpus(a=JOINED[1][1], b=JOINED[1][2])
    why = corpus.claim("a", "412 lighthouse keepers")["match_why"]
    assert "same counted noun “lighthouse keeper”" in why and "shared figure 97" in why and "Tessaou" in why


def test_a_near_miss_is_a_proposal_and_no_more():
    corpus = Corpus(a="The clinic in Oruro has 40 beds and 25 beds for children.", b="The clinic in Oruro has 40 beds.")
    [proposal] = corpus.proposals.to_dict("records")
    ids = {corpus.claim("a", "25 beds")["claim_id"], corpus.claim("b", "40 beds")["claim_id"]}
    assert {proposal["claim_a"], proposal["claim_b"]} == ids and proposal["claim_a"] < proposal["claim_b"]
    assert 0 < float(proposal["score"]) < 1 and proposal["why"].startswith("conflict; same counted noun “bed”")


def test_a_reviewer_parts_and_joins():
    a, b = JOINED[0][1], JOINED[0][2]
    parted = Corpus(a=a, b=b, decisions=[("a", "412 wells", "different", "b", "412 wells")])
    assert not parted.same(("a", "412 wells"), ("b", "412 wells"))
    far = {"a": "The zoo bought 40 bears.", "b": "There were 44 animals."}
    assert not Corpus(**far).same(("a", "40 bears"), ("b", "44 animals"))
    joined = Corpus(**far, decisions=[("a", "40 bears", "same", "b", "44 animals")])
    assert joined.same(("a", "40 bears"), ("b", "44 animals"))
    assert joined.claim("a", "40 bears")["match_why"] == "joined by a reviewer"


def test_ignored_figures_have_no_fact():
    corpus = Corpus(a="It burned.\n\nReferences\n\nRossi, A. (2010). Old roads.\n")
    assert corpus.claim("a", "2010")["fact_id"] == ""


def made_from(*texts):
    rows = [c for n, text in enumerate(texts) for c in claims_at(text, source_id=f"s{n:03d}")]
    return profiles(rows)


def test_candidates_are_ordered_pairs_of_different_claims():
    made = made_from(*["The clinic in Oruro has [[40 beds]]."] * 5)
    found = list(pairs(made, Rarity(made)))
    assert found == sorted(set(found)) and all(i < j for i, j in found)
    assert len(found) == 10


def test_a_block_that_is_too_large_opens_no_pairs_but_those_of_like_values():
    made = made_from(*[f"[[{n + 1000} beds]] stood there." for n in range(BLOCK_MAX + 1)])
    assert all(f"{made[i].low:.1e}" == f"{made[j].low:.1e}" for i, j in pairs(made, Rarity(made)))


def test_features_are_symmetric_and_bounded():
    made = made_from("Under the Blue Coast programme, [[412 lighthouse keepers]] were trained in Tessaou.",
                     "[[402 keepers]] of lighthouses were trained in Tessaou in the Blue Coast programme.", "In 2014, [[62 people]] died in Karang.")
    first, second = np.divmod(np.arange(len(made) ** 2), len(made))
    columns = Features(made, Rarity(made))
    one, other = columns.of(first, second), columns.of(second, first)
    assert set(one) == set(FEATURES)
    for name in one:
        assert one[name].tolist() == other[name].tolist()
        assert all(0 <= value <= 1 for value in one[name].tolist())


def test_the_best_rival_of_a_document_has_the_whole_of_best():
    made = made_from("The clinic in Oruro has [[40 beds]] for children.", "The clinic in Oruro has [[44 beds]] for children. The inn has [[9 beds]].")
    found = Candidates([p.row for p in made])
    alike = likeness(found.columns.of(found.first, found.second), found.columns.time[found.first], weights()["models"])
    best = dict(zip(zip(found.first.tolist(), found.second.tolist(), strict=True), compete(found.columns, found.first, found.second, alike).tolist(), strict=True))
    assert best[0, 1] == 1.0
    assert all(0 <= value <= 1 for value in best.values())


def test_every_feature_has_a_weight_of_its_declared_sign():
    for name, model in weights()["models"].items():
        names = set(WORDING if name in JUDGES else FEATURES)
        assert set(model["weights"]) == names
        assert all(model["weights"][n] >= 0 for n in names & set(FOR)) and all(model["weights"][n] <= 0 for n in names & set(AGAINST))


@pytest.mark.parametrize("verdict", ["agree", "compatible", "updated", "conflict"])
def test_within_a_document_more_is_asked(verdict):
    assert threshold(verdict, True, "count", False) > threshold(verdict, False, "count", False)
