"""What a figure measures, of whom, by which action, where, and how it is said: one sentence a row, the figure in [[marks]]."""

import pytest

from pipeline import phrases, tags
from tests.claims_at import check, claims_at

MEASURE = [
    # what stands behind a count is counted
    ("The charity planted [[12,000 trees]] in northern Kenya.", "trees"),
    ("The library bought [[2,000 books]] for schools in Oslo.", "books for schools"),
    ("[[Five]] of the dogs were adopted.", "dogs"),
    ("[[Nine]] of the 14 lifeboats leaked.", "lifeboats"),
    ("The choir has [[48 members]].", "members"),
    # the subject of a verb that equates
    ("In 2019, bilateral trade reached [[$29.5 million]].", "bilateral trade"),
    ("Exports fell to [[$4 billion]].", "Exports"),
    ("Unemployment rose to [[7.5 percent]] in Spain.", "Unemployment"),
    ("The death toll stands at [[62]].", "death toll"),
    ("The population of the island is [[4,210]].", "population of the island"),
    ("Monthly rainfall averaged [[80 mm]].", "Monthly rainfall"),
    # "NP of FIG"
    ("The bridge has a length of [[412 metres]].", "length"),
    ("A height of [[828 m]] was measured.", "height"),
    ("The grant of [[$5 million]] was approved.", "grant"),
    # the noun behind an amount
    ("The council approved a [[$5 million]] grant.", "grant"),
    ("They ate [[3 kilograms]] of rice.", "rice"),
    ("Trucks brought [[40 tonnes]] of wheat.", "wheat"),
    # dimensions
    ("The tower is [[300 feet]] tall.", "height"),
    ("The tower stands at [[300 feet]].", "height"),
    ("The lake, 90 km from Lima, is [[12 metres]] deep.", "depth"),
    ("The wall is [[7 miles]] long.", "length"),
    # "At FIG, X ..."
    ("At [[1,200 tonnes]], the harvest was a record.", "harvest"),
    # what a sum was for
    ("The club paid [[€3 million]] for the striker.", "striker"),
    ("The court fined the bank [[$3 million]].", "fine bank"),
    ("The dam cost [[$80 million]].", "cost dam"),
    ("The [[$9 million]] the board had sought was refused.", "seek"),
    # an event is named by its verb
    ("The museum opened on [[5 May 2014]].", "open museum"),
    ("The ferry sank on [[9 March 1987]].", "sink ferry"),
]

SUBJECT = [
    ("The company sold [[1,200 buses]] to the city of Porto.", "company"),
    ("[[360 nurses]] were trained in Lyon.", ""),
    ("The firm, which owns [[14 ships]], was sold.", "firm"),
    ("The farmers who own [[14 goats]] were glad.", "farmers"),
    ("The factory (opened in 1990) employs [[300 people]].", "factory"),
    ("The factory, built by Rossi, employs [[300 people]].", "factory"),
    ("Turbines and panels generated [[60 megawatts]].", "Turbines and panels"),
    ("There were [[12 fires]] in the valley.", ""),
    ("The hospital treated [[32 patients]], Mayor Ana Ruiz said.", "hospital"),
    ("The [[$9 million]] the board had sought was refused.", "board"),
    ("The road cut [[12 villages]] off.", "road"),
    ("In spring the zoo bought [[two bears]].", "zoo"),
]

ACTION = [
    ("The company sold [[1,200 buses]].", "sell"),
    ("[[360 nurses]] were trained in Lyon.", "train"),
    ("[[Nine people]] have been rescued.", "rescue"),
    ("The firm, which owns [[14 ships]], was sold.", "own"),
    ("The mine did not produce [[40 tonnes]] of copper.", "produce"),
    ("The dam cost [[$80 million]].", "cost"),
    ("The road cut [[12 villages]] off.", "cut"),
    ("Rescuers pulled [[six miners]] from the shaft.", "pull"),
    ("The charity planted [[12,000 trees]].", "plant"),
    ("The government plans to hire [[500 teachers]].", "hire"),
    ("The store quickly sold [[90 lamps]].", "sell"),
    ("The ferry carries [[200 passengers]].", "carry"),
    ("Workers are building [[three bridges]].", "build"),
]

OBJECT = [
    ("The court fined the bank [[$3 million]].", "bank"),
    ("The team won the cup in [[1998]].", "cup"),
    ("The museum opened on [[5 May 2014]].", ""),
]

SCOPE = [
    ("The charity planted [[12,000 trees]] in northern Kenya.", "in northern Kenya"),
    ("The company sold [[1,200 buses]] to the city of Porto.", "to city of Porto"),
    ("Unemployment rose to [[7.5 percent]] in Spain.", "in Spain"),
    ("In Peru, [[40 mines]] were closed.", "in Peru"),
    # the place that a clause with "where" hangs on
    ("Worst hit was the Orla valley, where [[41 people]] died.", "in Orla valley"),
    # a list of places is one scope
    ("The school enrolled [[90 girls]] in Central and Northern Chad.", "in Central and Northern Chad"),
    ("It sold [[12 jets]] in France, Spain and Italy.", "in France, Spain and Italy"),
    # but the next clause and the speaker are not
    ("It sold [[12 jets]] in France and Airbus sold nine.", "in France"),
    ("It sold [[12 jets]] in Oslo, Ms Berg said.", "in Oslo"),
    # a place behind another figure is that figure's
    ("It sold [[12 jets]] and built nine ships in Bremen.", ""),
    # nor what a superlative excels over
    ("The turnout of [[86 percent]] was the highest ever seen in Norway.", ""),
    ("It paid [[$40]], the highest wage, in Oslo.", "in Oslo"),
    # what is no place limits nothing unless it stands right behind
    ("They found [[six coins]] in a box.", "in box"),
]

MODALITY = [
    ("The firm hired [[500 people]].", "stated"),
    ("The government plans to hire [[500 teachers]].", "planned"),
    ("The factory will employ [[300 people]].", "planned"),
    ("The line is expected to carry [[9,000 riders]].", "planned"),
    ("The storm could displace [[9,000 families]].", "hypothetical"),
    ("The fire might cost [[$2 million]].", "hypothetical"),
    ("If rain fails, the region would lose [[$2 million]].", "hypothetical"),
    ("The mine did not produce [[40 tonnes]] of copper.", "negated"),
    ("The bank never lent [[$40 million]].", "negated"),
    ("The company didn't sell [[40 buses]].", "negated"),
    ("The firm, not the state, hired [[500 people]].", "stated"),
]


def rows(table):
    return [pytest.param(*row, id=row[0].replace("[[", "").replace("]]", "")[:60]) for row in table]


@pytest.mark.parametrize(("marked", "wanted"), rows(MEASURE))
def test_measure(marked, wanted):
    check(claims_at(marked)[0], {"measure": wanted})


@pytest.mark.parametrize(("marked", "wanted"), rows(SUBJECT))
def test_subject(marked, wanted):
    check(claims_at(marked)[0], {"subject": wanted})


@pytest.mark.parametrize(("marked", "wanted"), rows(ACTION))
def test_action_is_a_base_form(marked, wanted):
    check(claims_at(marked)[0], {"action": wanted})


@pytest.mark.parametrize(("marked", "wanted"), rows(OBJECT))
def test_object(marked, wanted):
    check(claims_at(marked)[0], {"object": wanted})


@pytest.mark.parametrize(("marked", "wanted"), rows(SCOPE))
def test_scope(marked, wanted):
    check(claims_at(marked)[0], {"scope": wanted})


@pytest.mark.parametrize(("marked", "wanted"), rows(MODALITY))
def test_modality(marked, wanted):
    check(claims_at(marked)[0], {"modality": wanted})


@pytest.mark.parametrize(("form", "base"), [
    ("sold", "sell"), ("trained", "train"), ("carries", "carry"), ("stopped", "stop"), ("dies", "die"), ("reaching", "reach"),
    ("cost", "cost"), ("dug", "dig"), ("taught", "teach"), ("flew", "fly"), ("passes", "pass"), ("planned", "plan"),
])
def test_inflections_lead_to_the_base_form(form, base):
    assert tags.verbs()[form] == base


@pytest.mark.parametrize(("sentence", "word", "tag"), [
    ("The plan failed.", "plan", "word"),
    ("They plan a school.", "plan", "verb"),
    ("An estimated 800 people left.", "estimated", "word"),
    ("She estimated the cost.", "estimated", "verb"),
    ("The building of the dam began.", "building", "word"),
    ("Workers are building the dam.", "building", "verb"),
    ("He met Mary Cook.", "Cook", "name"),
])
def test_words_that_are_nouns_as_often_as_verbs(sentence, word, tag):
    assert [t.tag for t in tags.tokens(sentence) if t.text == word] == [tag]


@pytest.mark.parametrize("sentence", ["", " ", "5", "((((", "))", "of of of", "the", "...", "5 5 5 5", "and", "in"])
def test_scraps_of_text_have_an_empty_frame_and_raise_nothing(sentence):
    spans = [(0, 1)] if sentence else [(0, 0)]
    for kind in ("count", "money", "date", "measure"):
        phrases.frame(sentence, spans, 0, kind)


def test_marks_of_emphasis_are_no_words():
    plain, marked = "The hall cost €42 million.", "The hall cost **€42 million**."
    assert phrases.frame(plain, [(14, 25)], 0, "money") == phrases.frame(marked, [(16, 27)], 0, "money")
