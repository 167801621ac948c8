"""The report as text: what it says is what the tables say, the same bytes each time, and no document can put markup
in it."""

import re
from html.parser import HTMLParser

import pytest
import report_fixture as fixture
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import report, tables, view

PAYLOADS = (
    "<script>window.owned=1</script>",
    "</script><script>window.owned=1</script>",
    '"><img src=x onerror=window.owned=1>',
    "' onmouseover='window.owned=1",
    "javascript:window.owned=1",
    "<!-- --><svg onload=window.owned=1>",
    "{{ 7*7 }}{% raw %}",
    "</style><script>window.owned=1</script>",
    "]]><script>window.owned=1</script>",
    "a\u2028b\u2029c\x00d",
    "\u202egnp.exe",
    "[link](javascript:window.owned=1)",
    "`${window.owned=1}`",
    '<a href="javascript:window.owned=1">x</a>',
    "&lt;script&gt;",
)


def hostile():
    """The corpus with every text cell and every document replaced or followed by payloads."""
    found = fixture.rows()
    payload = "".join(PAYLOADS)
    for table in ("claims", "facts", "discrepancies", "sources", "proposals", "checks"):
        for row in found[table]:
            for name in (
                "surface",
                "quote",
                "subject",
                "why",
                "match_why",
                "question",
                "summary",
                "explanation",
                "suggestion",
                "title",
                "publisher",
                "path",
                "url",
                "kind",
                "unit",
            ):
                if name in row and isinstance(row[name], str) and (name != "kind" or table == "sources"):
                    row[name] += payload
    found["texts"] = {name: text + payload for name, text in found["texts"].items()}
    found["decisions"] = [
        {
            "claim_a": found["ids"]["a360"],
            "claim_b": found["ids"]["a350"],
            "verdict": "prefer_a",
            "seen_a": payload,
            "seen_b": payload,
            "reviewer": payload,
            "note": payload,
        }
    ]
    return fixture.frames(found) | {"title": payload}


class Page(HTMLParser):
    """Collects ids, link targets, tags and attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.attributes = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src", "action"):
                self.links.append(value)

    handle_startendtag = handle_starttag


@pytest.fixture(scope="module")
def built():
    return report.render(**fixture.corpus())


@pytest.fixture(scope="module")
def page(built):
    return Page(built["report.html"])


def test_same_tables_give_the_same_bytes_in_any_order_of_rows(built):
    found = fixture.corpus()
    for name in ("claims", "facts", "discrepancies", "sources", "proposals", "checks"):
        found[name] = found[name].iloc[::-1].reset_index(drop=True)
    found["texts"] = dict(reversed(found["texts"].items()))
    assert report.render(**found) == built


def test_another_cell_is_another_build():
    found = fixture.corpus()
    before = report.render(**found)["report.html"]
    found["facts"].loc[0, "why"] = "Otherwise."
    assert (
        re.search(r'data-build="(\w+)"', before)[1]
        != re.search(r'data-build="(\w+)"', report.render(**found)["report.html"])[1]
    )


def test_arguments_are_not_changed():
    found, fresh = fixture.corpus(), fixture.corpus()
    report.render(**found)
    assert all(found[name].equals(fresh[name]) for name in ("claims", "facts", "discrepancies", "sources"))


def test_the_counts_of_the_page_are_the_rows_of_the_tables(built):
    found = fixture.corpus()
    numbers = [
        len(found["sources"]),
        len(found["claims"]),
        (found["claims"]["status"] == "ignored").sum(),
        len(found["facts"]),
        len(found["discrepancies"]),
        len(found["proposals"]),
        len(found["checks"]),
        len(found["decisions"]),
    ]
    for text in built.values():
        line = re.search(r"Rows: .* decisions in force", text)[0]
        assert [int(n) for n in re.findall(r"\d+", line)] == numbers


def test_every_discrepancy_has_one_card_and_every_claim_one_place(page):
    found = fixture.corpus()
    assert [i for i in page.ids if re.fullmatch(r"d-[0-9a-f]{12}", i)] and set(
        found["discrepancies"]["discrepancy_id"]
    ) <= set(page.ids)
    assert set(found["claims"]["claim_id"]) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_link_inside_the_page_has_a_target(page):
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside and inside <= set(page.ids)


def test_nothing_is_fetched_from_anywhere(page):
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(page.tags)
    assert "src" not in page.attributes and "style" not in page.attributes
    outside = [link for link in page.links if not link.startswith(("#", "../raw/"))]
    assert outside and all(link.startswith("https://example.org/mali") for link in outside)


def test_every_file_link_names_a_document_of_the_corpus(built):
    for text in built.values():
        names = set(re.findall(r"\.\./raw/([^\"#)]+)", text))
        assert names and all((fixture.RAW / name).is_file() for name in names)


def test_contradictions_come_before_explained_differences(built):
    for text in built.values():
        places = [
            text.index(words)
            for words in (
                "How many peace ambassadors were trained with",
                "When did Operation Serval",
                "How much international assistance has",
            )
        ]
        assert places == sorted(places)


def test_a_card_marks_the_figure_and_dots_the_shared_evidence(built):
    html = built["report.html"]
    assert "<mark>360 peace ambassadors</mark>" in html
    assert re.search(r'<mark class="same"[^>]*>151 were women</mark>', html)
    assert re.search(r'<mark class="same"[^>]*>151 are women</mark>', html)


def test_passages_are_linked_by_line_and_by_text_fragment(built):
    where = "https://example.org/mali?lang=eng#:~:text=for%20Common%20Ground%2C-,360%20peace%20ambassadors,-were%20trained%20on"
    assert where in built["report.md"] and where.replace("&", "&amp;") in built["report.html"]
    assert "(../raw/gac-engagement.txt#L84)" in built["report.md"]


def test_the_base_of_file_links_can_be_set():
    assert "(docs/gac-engagement.txt#L84)" in report.render(**fixture.corpus(), base="docs/")["report.md"]


def test_ignored_figures_are_marked_with_the_reason(built):
    assert "ignored, date of the page" in built["report.html"]


def test_a_decision_that_does_not_apply_is_announced_first():
    found = fixture.rows()
    names = found["ids"]
    common = {"claim_a": names["a360"], "verdict": "prefer_a", "reviewer": "Ada"}
    found["decisions"] = [
        common | {"claim_b": names["a350"], "seen_a": "3600 peace ambassador"},
        common | {"claim_b": "c-" + "0" * 12},
    ]
    found["discrepancies"][0]["state"] = "stale"
    made = report.render(**fixture.frames(found))
    assert "2 decisions not applied" in made["report.html"]
    for text in made.values():
        assert "was read as" in text and "no document holds c-000000000000 any more" in text
    assert "stale, not applied" in made["report.md"] and "orphaned, not applied" in made["report.md"]


def test_an_empty_build_still_reads():
    found = {
        name: tables.frame(name, [])
        for name in ("claims", "facts", "discrepancies", "sources", "proposals", "checks", "decisions")
    }
    made = report.render(**found, texts={}, title="Nothing")
    assert (
        "no two claims of one fact exclude each other" in made["report.html"] and "no two claims" in made["report.md"]
    )


def test_a_document_without_text_still_lists_its_claims():
    page = Page(report.render(**fixture.corpus() | {"texts": {}})["report.html"])
    assert set(fixture.corpus()["claims"]["claim_id"]) <= set(page.ids)


def test_no_document_puts_markup_into_the_page(built):
    made = report.render(**hostile())
    page, clean = Page(made["report.html"]), Page(built["report.html"])
    assert set(page.tags) <= set(clean.tags) and page.tags.count("script") == 1
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if re.match(r"\s*javascript", link or "", re.IGNORECASE)]
    assert "{{ 7*7 }}" in made["report.html"], "templates of documents are not run"
    assert "\x00" not in made["report.html"]


def test_no_document_puts_markup_into_the_markdown():
    text = report.render(**hostile())["report.md"]
    assert "<script" not in text and "<img" not in text and "<svg" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$5 and $6", r"\$5 and \$6"),
        ("a*b_c", r"a\*b\_c"),
        ("360 [gac]", r"360 \[gac\]"),
        ("<b>", "&lt;b&gt;"),
        ("- x", r"\- x"),
        ("2018-07-05", "2018-07-05"),
        ("1. x", r"1\. x"),
        ("0.70", "0.70"),
        ("http://x.example", r"http\://x.example"),
        ("a\n\nb", "a b"),
    ],
)
def test_markdown_shows_text_as_it_is(text, shown):
    assert report.escape_markdown(text) == shown


def test_figures_of_one_sentence_share_its_quote():
    found = fixture.rows()
    members = [found["ids"][name] for name in ("trade", "exports", "imports")]
    found["discrepancies"].append(
        {
            "discrepancy_id": "d-" + "0" * 12,
            "kind": "arithmetic",
            "severity": "medium",
            "state": "open",
            "summary": "23.1 stated, 23 computed",
            "claim_ids": " ".join(members),
        }
    )
    (card,) = [c for c in view.build(**fixture.frames(found))["misfits"] if c["kind"] == "arithmetic"]
    witnesses = [w for side in card["sides"] for w in side["shown"]]
    assert [bool(w["quote"]) for w in witnesses] == [True, False, False] and card["plot"] is None
    assert [text for text, how in witnesses[0]["quote"] if how == "mark"] == [
        "$23.1 million",
        "$20.9 million",
        "$2.2 million",
    ]


def test_equal_readings_share_a_column_and_the_rest_folds():
    found = fixture.rows()
    extra = [dict(found["claims"][0], claim_id=f"c-{n:012d}", role="copied") for n in range(5)]
    found["claims"] += extra
    found["discrepancies"][0]["claim_ids"] += "".join(f" {c['claim_id']}" for c in extra)
    model = view.build(**fixture.frames(found))
    sides = model["contradictions"][0]["sides"]
    assert [(len(s["shown"]), len(s["more"])) for s in sides] == [(3, 3), (1, 0)]


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_markdown_of_any_text_opens_no_tag_and_no_link(text):
    shown = report.escape_markdown(text)
    assert "<" not in shown and "\n" not in shown and not re.search(r"(?<!\\)(?:\\\\)*[\[\]`]", shown)
