"""The structure of texts: sentences, headings, wrapped lines, timelines, noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import Layout


def sentences(text):
    layout = Layout(text)
    return [" ".join(text[s.start:s.end].split()) for s in layout.sentences]


@pytest.mark.parametrize(("text", "expected"), [
    ("It cost $1.5 million. It sold.", ["It cost $1.5 million.", "It sold."]),
    ("Mr. Smith met Dr. Jones on Jan. 5, 2010. They left.", ["Mr. Smith met Dr. Jones on Jan. 5, 2010.", "They left."]),
    ("The U.S. Army sent 5 men. Nine came.", ["The U.S. Army sent 5 men.", "Nine came."]),
    ("He left at 5 p.m. on Friday. Rain fell.", ["He left at 5 p.m. on Friday.", "Rain fell."]),
    ("4:13 p.m. The bell rings. It is dark.", ["4:13 p.m. The bell rings.", "It is dark."]),
    ("- 3 May 1990. The mill burns.", ["- 3 May 1990. The mill burns."]),
    ("\r> We lost 5.", ["We lost 5."]),
    ("“We lost 5.” He wept.", ["“We lost 5.”", "He wept."]),
    ("Was it 5? Yes! It was.", ["Was it 5?", "Yes!", "It was."]),
    ("partners.Through these, 5 came.", ["partners.", "Through these, 5 came."]),
    ("See www.example.org for 5 more.", ["See www.example.org for 5 more."]),
    ("Costs\n\nIt was 5.", ["Costs", "It was 5."]),
])
def test_sentences(text, expected):
    assert sentences(text) == expected


WRAPPED = ("The committee met in the old town hall and counted the ballots that had\n"
           "been cast by 4,210 voters in the first round of the election, of which\n"
           "12 were found to be void.\n"
           "\n"
           "A second paragraph follows.\n")


def test_hard_wrapped_lines_are_one_paragraph():
    assert len(sentences(WRAPPED)) == 2


def test_lines_of_a_list_stay_apart():
    text = "• 5 apples were sold in the market\n• 7 pears were sold in the market\n"
    assert sentences(text) == ["• 5 apples were sold in the market", "• 7 pears were sold in the market"]


def test_a_sentence_knows_its_heading_and_timeline_entry():
    text = "Chronology\n\n2009-04-29\nNine fell ill.\n\n2009-04-28\nFive fell ill.\n\nBackground\n\nIt began in March."
    layout = Layout(text)
    found = {text[s.start:s.end]: (s.heading, s.entry) for s in layout.sentences}
    assert found["Nine fell ill."] == ("Chronology", "2009-04-29")
    assert found["Five fell ill."] == ("Chronology", "2009-04-28")
    assert found["It began in March."] == ("Background", "")


@pytest.mark.parametrize(("text", "kinds"), [
    # one date at the top, or two above the prose, are the page's own; more of them make a timeline
    ("Ten hurt\n\n12 April 2019\n\nA tram left its rails.", "heading dateline paragraph"),
    ("By Ana Ruiz\nMay 3, 2011\nUpdated: May 4, 2011\n\nA tram left its rails.", "paragraph dateline dateline paragraph"),
    ("The Herald, 12 March 2021\n\nTen hurt\n\nA tram left its rails.", "dateline heading paragraph"),
    ("Ten hurt\n\nBy Ana Ruiz, The Herald | 12 March 2021\n\nA tram left its rails.", "heading dateline paragraph"),
    ("Ten hurt\n\nMay 2, 2015 1:11 PM by AP\n\nA tram left its rails.", "heading dateline paragraph"),
    ("Ten hurt\n\nPOSTED 9:30 AM, JUNE 13, 2016\n\nA tram left its rails.", "heading dateline paragraph"),
    ("Ten hurt\n\nPress release No. 041, 5 February 2024\n\nA tram left its rails.", "heading dateline paragraph"),
    ("The state of trams\n\nMarch 2025\n\nA tram left its rails.", "heading dateline paragraph"),
    ("A year of trams\n\nMarch 2025\n\nA tram left its rails.\n\nApril 2025\n\nThe line opened.", "heading heading paragraph heading paragraph"),
    ("Battle of Orla, 3 May 1863\n\nThe army crossed the river.", "heading paragraph"),
    ("2009-04-16\nA tram left its rails.\n\n2009-04-19\nThe line opened again.", "entry paragraph entry paragraph"),
    ("A tram left its rails.\n\nPosted 5 July 2018 by the editors", "paragraph dateline"),
])
def test_the_date_of_the_page_is_no_entry_of_a_timeline(text, kinds):
    layout = Layout(text)
    assert " ".join(block.kind for block in layout.blocks) == kinds
    assert "entry" in kinds or not any(s.entry for s in layout.sentences)


@pytest.mark.parametrize(("text", "line", "noise"), [
    ("Text.\n\nReferences\n\nSmith, A. (2010). Ten years on.\n", "Smith", "bibliography"),
    ("Text.\n\nSources & Further Readings\n\nSmith, A. (2010).\n", "Smith", "bibliography"),
    ("Skip to content\n\nText.", "Skip", "page furniture"),
    ("```\nx = 5\n```\nText.", "x = 5", "code block"),
    ("---\ntitle: 5 things\n---\nText.", "title", "front matter"),
    ("A long text came here.\n\nPage details\n\n2018-07-05", "2018", "date of the page"),
])
def test_noise_is_named(text, line, noise):
    layout = Layout(text)
    assert [b.noise for b in layout.blocks if text[b.start:b.end].startswith(line)] == [noise]


@given(st.text(alphabet="ab .!?\n\n#|•-0123456789(\"'”\u00a0", max_size=200))
def test_sentences_lie_in_order_inside_the_text(text):
    last = 0
    for s in Layout(text).sentences:
        assert last <= s.start < s.end <= len(text)
        last = s.end


@given(st.text(max_size=200))
def test_lines_count_newlines(text):
    layout = Layout(text)
    for offset in range(0, len(text), 7):
        assert layout.line(offset) == text.count("\n", 0, offset) + 1


@pytest.mark.parametrize(("text", "count"), [
    ("The mast has a total height of 829 m (2,720 ft, or half a mile)\nand a roof height of 828 m.\n", 1),
    ("The town has a school, a mill and a church,\nCanon Street and 3 wells.\n", 1),
    ("Height: 30 m\nWidth: 5 m\n", 2),
])
def test_a_line_that_goes_on_is_the_same_sentence(text, count):
    assert len(sentences(text)) == count
