"""Laws of the whole: spans, order of documents, agreeing and unrelated sources, ids, schemas. Texts are made at random."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import schemas, tables
from pipeline.extract import read_mentions
from pipeline.normalise import read_claims
from tests.tiny import Corpus

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=60, deadline=None)
BITS = ("5", "12,000", "$3 million", "1.6 billion", "40%", "in 2018", "on 5 May 2014", "since 2000", "more than", "dozens of", "(", ")", "\n\n", "\n",
        " ", "ships", "were sold", "of which", "women", "Oslo", "£", "km", "|", "- ", ": ", ".", ",", "“", "’", "\u00a0", "\u2009", "half", "third", "é", "😀", "İ",
        "№ 5", "height: 9", "2009-04-29", "according to", "\t", "\r\n", "```", "References", "not", "will", "10 feet (3 m)", "1/2", "½", "v2.0.1", "IIRC", "A320")
MIXED = st.lists(st.sampled_from(BITS), max_size=30).map(" ".join) | st.lists(st.sampled_from(BITS), max_size=30).map("".join)
ANY = st.text(max_size=200) | MIXED

PLACES, NOUNS, VERBS = ("Oruro", "Tessaou", "Halden"), ("beds", "wells", "keepers", "ferries"), ("repaired", "sold", "counted")
SENTENCES = st.builds(
    lambda shape, number, noun, verb, place, year: shape.format(number=number, noun=noun, verb=verb, place=place, year=year),
    st.sampled_from(("In {year}, {number} {noun} were {verb} in {place}.", "The office of {place} {verb} more than {number} {noun} in {year}.",
                     "In {place}, {noun} cost ${number} million in {year}.", "The hall of {place} opened in {year}.",
                     "About {number} percent of the {noun} of {place} were {verb}.")),
    st.integers(2, 900), st.sampled_from(NOUNS), st.sampled_from(VERBS), st.sampled_from(PLACES), st.integers(2015, 2018))
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
CORPORA = st.lists(TEXTS, min_size=2, max_size=4).map(lambda texts: {f"d{n}": text for n, text in enumerate(texts)})


@MANY
@given(ANY)
def test_a_surface_is_what_stands_at_its_offsets(text):
    last = 0
    for m in read_mentions(text):
        assert 0 <= last <= m.start < m.end <= len(text)
        last = m.end
    for c in read_claims(text, "2020-05-04"):
        assert text[c["start"]:c["end"]] == c["surface"] and c["surface"]


@MANY
@given(ANY)
def test_claims_of_any_text_have_ids_of_their_own_and_fit_the_table(text):
    rows = read_claims(text, "2020-05-04")
    ids = [c["claim_id"] for c in rows]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"c-[0-9a-f]{12}", i) for i in ids)
    tables.validate("claims", tables.frame("claims", rows), "claims")
    assert {c["part_of"] for c in rows} - {""} <= set(ids)


@FEW
@given(CORPORA, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_byte(texts, random):
    shuffled = list(texts)
    random.shuffle(shuffled)
    one, other = Corpus(**texts), Corpus(**texts, order=shuffled)
    for name, frame in one.frames.items():
        assert tables.order(name, frame).to_csv() == tables.order(name, other.frames[name]).to_csv()


@FEW
@given(CORPORA)
def test_every_table_of_a_corpus_is_valid_and_its_references_hold(texts):
    frames = Corpus(**texts).frames
    for name, frame in frames.items():
        tables.validate(name, frame[schemas.columns(name)], name)
    claims, facts = frames["claims"], frames["facts"]
    read = claims[claims["status"] == "read"]
    # a time that only dates another figure speaks of no fact of its own
    states = read[read["match_why"] != "says for when another figure of the sentence holds"]
    assert set(states["fact_id"]) == set(facts["fact_id"])
    assert all(states["role"].isin(schemas.ROLES))
    assert set(facts["chosen_claim_id"]) - {""} == set(read.loc[read["role"] == "chosen", "claim_id"])
    assert {i for ids in frames["discrepancies"]["claim_ids"] for i in ids.split()} <= set(claims["claim_id"])
    assert frames["discrepancies"]["discrepancy_id"].is_unique


STORY = {"a": "As part of the Blue Coast programme, 412 lighthouse keepers were trained in Tessaou, of whom 97 were women.",
         "b": "Under the Blue Coast programme, 402 lighthouse keepers, of whom 97 are women, were trained in Tessaou.",
         "c": "The Halden bridge opened in May 1998.", "d": "The Halden bridge opened on 4 May 1998."}
UNRELATED = ("The zoo of Porto bought 31 penguins.", "Rainfall in Peru averaged 83 mm in March 2007.", "A violin was sold for €45,300 in Vienna.",
             "He ran the 26 miles in 3 hours.", "Nothing happened.", "The choir sang 17 songs on 9 June 2011.")


def verdicts(corpus, sources):
    """How the facts that the sources speak of stand: claims, status, value."""
    found = set()
    claims = corpus.frames["claims"].to_dict("records")
    facts = {f["fact_id"]: f for f in corpus.frames["facts"].to_dict("records")}
    for fact_id, fact in facts.items():
        members = frozenset(c["claim_id"] for c in claims if c["fact_id"] == fact_id and c["source_id"] in sources)
        if members:
            found.add((members, fact["status"], fact["value"], fact["basis"]))
    return found


@pytest.mark.parametrize("text", UNRELATED)
def test_an_unrelated_document_changes_no_verdict(text):
    assert verdicts(Corpus(**STORY), STORY) == verdicts(Corpus(**STORY, z=text), STORY)


@pytest.mark.parametrize("text", [STORY["d"], STORY["a"], STORY["c"]])
def test_a_source_that_agrees_adds_no_discrepancy(text):
    few = {"a": STORY["a"], "d": STORY["d"], "c": STORY["c"]}
    before, after = Corpus(**few), Corpus(**few, z=text)

    def kinds(corpus):
        return sorted(k for k in corpus.frames["discrepancies"]["kind"])
    assert kinds(after) == kinds(before)


def test_no_claims_make_empty_tables():
    frames = Corpus(a="Nothing happened.", b="Nor here.").frames
    assert all(frames[name].empty for name in ("claims", "facts", "discrepancies", "proposals", "checks"))
    assert len(frames["sources"]) == 2
