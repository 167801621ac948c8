"""Title, publisher, author and date: inferred with their basis, and doubted when impossible. Examples live in the rules."""

import pytest

from pipeline import printed_dates
from pipeline.front_matter import read_front_matter
from pipeline.metadata import infer
from pipeline.read_html import read_html
from pipeline.rules import load

RULES = load("documents")


@pytest.mark.parametrize(("text", "date"), [*RULES["examples"].items(), *RULES["counter_examples"].items()])
def test_printed_dates_of_the_rules(text, date):
    assert printed_dates.published(text)[0] == date


def page(head="", body="<p>The town has 5 bridges, all of them built of stone by masons.</p>"):
    text, facts = read_html(f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>".encode())
    return infer(text, "html", facts)


@pytest.mark.parametrize(("head", "date", "basis"), [
    ('<meta property="article:published_time" content="2015-05-05T10:00:00+02:00">', "2015-05-05", "metadata"),
    ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2015-05-05"}</script>', "2015-05-05", "metadata"),
    ('<meta name="date" content="1970-01-01">', "", "unknown"),
    ("", "", "unknown"),
])
def test_page_dates(head, date, basis):
    found = page(head)
    assert (found["published"], found["published_basis"]) == (date, basis)


def test_date_that_the_text_contradicts_is_doubted():
    late = "<p>In 2019 the north bridge was closed and in 2019 the south bridge was sold.</p>"
    found = page('<meta property="article:published_time" content="2012-05-05">', late)
    assert (found["published"], found["published_basis"]) == ("", "unknown")
    assert "published 2012-05-05 (metadata) is doubted: the text reports 2019 as past" in found["why"]
    assert page('<meta property="article:published_time" content="2019-02-05">', late)["published"] == "2019-02-05"


@pytest.mark.parametrize(("text", "doubted"), [
    ("The dam was begun in 2006. It will open in 2009. The lake is expected to fill by 2009.", True),
    ("The dam was begun in 2006. It will open in 2009.", False),                                       # said once
    ("The dam will open in 2009. The lake is expected to fill by 2031.", False),                       # still to come
    ("It was said that it will open in 2009. It will fill in 2009, they said. It opened in 2012.", False),  # told later
])
def test_a_date_later_than_the_text_looks_ahead_to_is_doubted(text, doubted):
    found = infer(text, "md", name="dam-2018-05-05.md")
    assert (found["published"] == "") is doubted
    assert ("looks ahead to 2009" in found["why"]) is doubted


def test_a_year_that_is_planned_or_said_once_casts_no_doubt():
    planned = "<p>The bridge will be opened in 2025. By 2026 it is expected to have closed. One was found in 2024.</p>"
    assert page('<meta property="article:published_time" content="2020-05-05">', planned)["published"] == "2020-05-05"


def test_order_of_trust():
    text = "Bridges\n\nPosted 5 July 2018\n\nFive were built."
    assert infer(text, "txt", name="2001-02-03-bridges.txt")["published_basis"] == "printed"
    assert infer("Bridges are built.", "txt", name="x/2001-02-03-bridges.txt")["published"] == "2001-02-03"
    assert infer("Bridges are built.", "txt", name="x/2001-02-03-bridges.txt")["published_basis"] == "file_name"
    assert infer("---\ndate: 2017-01-02\n---\n" + text, "md")["published"] == "2017-01-02"
    assert infer(text, "pdf", {"published": "2020-01-01"})["published"] == "2018-07-05"
    assert infer("Bridges", "pdf", {"published": "2020-01-01"})["published_basis"] == "metadata"
    assert infer("Bridges of stone", "txt", name="20011345.txt")["published_basis"] == "unknown"


def test_timeline_is_not_older_than_its_last_entry():
    text = "2009-04-04\nA bridge fell.\n\n2009-04-13\nA ferry came.\n\n2009-05-04\nBoth were sold.\n"
    found = infer(text, "txt")
    assert (found["published"], found["published_basis"]) == ("2009-05-04", "not_before")


@pytest.mark.parametrize(("text", "title"), [
    ("Skip to content\n\nBridges of the town\n\nFive were built.", "Bridges of the town"),
    ("Bridges of the town\n(NORTH): all five\n\nWords.", "Bridges of the town (NORTH): all five"),
    ("3/27/2012 @ 10:05AM\n\nBridges of the town", "Bridges of the town"),
    ("---\ntitle: \"Bridges: five\"\n---\n# Other", "Bridges: five"),
    ("# **Bridges**\n\nFive", "Bridges"),
    ("The town has five bridges and one of them was closed last year after a flood of the river north of it.\nMore.", ""),
    ("", ""),
])
def test_titles(text, title):
    assert infer(text, "txt" if not text.startswith("#") else "md")["title"] == title


@pytest.mark.parametrize(("text", "author", "publisher"), [
    ("Bridges\nBy: Ann-Marie de la Tour\n\nFive.", "Ann-Marie de la Tour", ""),
    ("Bridges\nBy the end of May five were built.", "", ""),
    ("SPRINGFIELD (Town News) - Five bridges were built.", "", "Town News"),
    ("Five.\n\nThis report by The Town News was first published May 5, 2020.", "", "The Town News"),
    ("Five.\n\n© 2019 Town News Ltd. All rights reserved.", "", "Town News Ltd"),
    ("Publisher: Town News\n\nFive.", "", "Town News"),
])
def test_authors_and_publishers(text, author, publisher):
    found = infer(text, "txt")
    assert (found["author"], found["publisher"]) == (author, publisher)


def test_country_comes_from_the_address_only_where_it_tells_one():
    def country(url):
        return infer("---\nurl: " + url + "\n---\nFive.", "md")["country"]
    assert [country("https://a.gc.ca/x"), country("https://a.co.uk"), country("https://a.gov/x"), country("https://a.io"), country("https://a.com"),
            country("https://[broken")] == ["CA", "GB", "US", "", "", ""]


def test_front_matter_forms():
    assert read_front_matter("---\na: 1\nAuthors:\n - Ann Lee\n - 'Bo Li'\n---\nx") == {"a": "1", "authors": "Ann Lee, Bo Li"}
    assert read_front_matter("+++\ntitle = \"x\"\n+++\n") == {"title": "x"}
    assert read_front_matter("---\nnever closed\na: 1\n") == {}
    assert read_front_matter("a: 1") == {}
