"""What matching compares: stems, names, heads, how telling a figure is, how rare a word is."""

import numpy as np
import pytest

from pipeline.features import Features
from pipeline.profiles import EMPTY, Rarity, dated, names, profile, profiles, stem, stems, telling
from tests.claims_at import claims_at


@pytest.mark.parametrize(("one", "other"), [
    ("trained", "training"), ("ambassadors", "Ambassador"), ("city's", "city"), ("cities", "city"), ("Mali’s", "Mali"),
])
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


def test_words_that_say_nothing_of_the_topic_are_left_out():
    assert stems("the total number of the million people who said so") == {stem("people")}


@pytest.mark.parametrize(("quote", "found"), [
    ("The ferry left Oslo for Kiel.", {"Oslo", "Kiel"}),
    # a capital that opens a sentence is no name, unless it stands again or is an abbreviation
    ("Ferries left. Boats came.", set()),
    ("Oslo grew. In 1990 Oslo was small.", {"Oslo"}),
    ("NATO agreed.", {"NATO"}),
    ("It opened in May on a Friday.", set()),
])
def test_names(quote, found):
    assert names(quote) == {stem(name) for name in found}


@pytest.mark.parametrize(("marked", "head"), [
    ("They trained [[360 peace ambassadors]].", "ambassador"),
    ("They saw [[40 members of parliament]].", "member"),
    ("The number of confirmed cases rose to [[15]].", "case"),
    ("It cost [[€3 million]].", "EUR"),
    ("| Item | Figure |\n| --- | --- |\n| Homes destroyed | [[40]] |\n| Boats lost | 3 |", "home"),
    ("It is [[12 metres]] deep.", "meter"),
])
def test_head(marked, head):
    expected = stem(head) if head.islower() and head != "meter" else head
    assert profile(claims_at(marked)[0]).head == expected


@pytest.mark.parametrize(("less", "more"), [("2", "35"), ("35", "163"), ("500", "163"), ("20", "2000"), ("7", "12")])
def test_longer_and_less_round_figures_tell_more(less, more):
    assert telling({**EMPTY, "kind": "count", "value": less}) < telling({**EMPTY, "kind": "count", "value": more})


def test_a_day_tells_more_than_a_month_and_a_month_more_than_a_year():
    told = [telling({**EMPTY, "kind": "date", "value": value}) for value in ("2014", "2014-05", "2014-05-09")]
    assert told == sorted(set(told))


@pytest.mark.parametrize("row", [{}, {"value": "0"}, {"low": "12"}, {"value": "1" * 40}])
def test_telling_lies_between_0_and_1(row):
    assert 0 <= telling({**EMPTY, "kind": "count", **row}) <= 1


def test_a_figure_knows_the_other_figures_of_its_sentence():
    made = profiles(claims_at("The school trained [[360 guides]], of whom [[151]] were women, in [[2014]]."))
    assert made[0].figures == {"count:151", "date:2014"}
    assert made[1].figures == {"count:360", "date:2014"}


def test_small_figures_are_no_evidence():
    made = profiles(claims_at("The school trained [[360 guides]] in [[2]] rooms."))
    assert made[0].figures == frozenset()


def test_a_time_that_only_dates_another_figure_states_no_event():
    made = profiles(claims_at("In [[2014]], the school trained [[360 guides]]."))
    assert dated(made) == {0}
    made = profiles(claims_at("The school opened in [[2014]]."))
    assert dated(made) == set()


def corpus():
    return profiles([c for n, text in enumerate((
        "The [[90 lamps]] were sold in Bergen.", "The [[80 lamps]] were sold in Turin.", "The [[70 lamps]] were sold in Porto.",
        "The [[60 lamps]] were melted in Porto.")) for c in claims_at(text, source_id=f"s{n}")])


def test_what_few_sentences_hold_weighs_more():
    rarity = Rarity(corpus())
    lamps, porto, bergen, unseen = (rarity(stem(w)) for w in ("lamps", "Porto", "Bergen", "zebra"))
    assert lamps < porto < bergen < unseen


def test_rarest_words_come_first_and_ties_by_the_alphabet():
    rarity = Rarity(corpus())
    assert rarity.rarest({"zebra", "apple", stem("lamps")}) == ["apple", "zebra", stem("lamps")]


@pytest.mark.parametrize(("marked", "aspect"), [
    ("The death toll in the collapse of the mine rose to [[40]].", "dead"),
    ("[[40 bodies]] were found in the mine.", "dead"),
    ("[[40 bodies]] were identified by their families.", "identified"),
    ("[[40 miners]] were seriously injured.", "critical"),
    ("[[40 miners]] were injured.", "injured"),
    ("After the train crash the toll mounted to [[40]].", "dead"),
    ("Of the 50 dead, [[40]] were passengers.", "dead"),
    ("| Ward | Cases | Deaths |\n| --- | --- | --- |\n| North | [[40]] | 12 |", "infected"),
    ("| Ward | Cases | Deaths |\n| --- | --- | --- |\n| North | 40 | [[12]] |", "dead"),
])
def test_what_a_figure_says_of_its_subject(marked, aspect):
    assert profiles(claims_at(marked))[0].aspect == aspect


@pytest.mark.parametrize(("a", "b", "same"), [
    ("The bell rings at [[16:12:38]].", "The bell rings at [[4:13 p.m.]]", True),
    ("The bell rings at [[16:12:38]].", "The bell rings at [[4:14 p.m.]]", False),
    ("The bell rings at [[16:12]].", "The bell rings at [[4:13 p.m.]]", False),
])
def test_a_time_to_the_second_is_that_to_the_minute(a, b, same):
    made = profiles([claims_at(a)[0] | {"source_id": "a"}, claims_at(b)[0] | {"source_id": "b"}])
    assert bool(Features(made, Rarity(made)).same(np.array([0]), np.array([1]))[0]) is same
