"""sources.csv joined with what was inferred, near-duplicates named, and every slip told with file, line and next step."""

import pytest

from pipeline.documents import documents_in, read_folder
from pipeline.sources import documents_frame
from pipeline.tables import InputError

TEXT = "Bridges of the town\n\nBy Ann Lee\n\nPosted 5 July 2018\n\nThe town has 5 bridges."


@pytest.fixture
def corpus(tmp_path):
    """Writes documents and sources.csv; returns the frame of documents as rows by source id."""
    def make(sources=None, strict=False, **documents):
        for name, text in ({"press_txt": TEXT} | documents).items():
            (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8")
        path = None
        if sources is not None:
            path = tmp_path / "sources.csv"
            path.write_bytes(sources if isinstance(sources, bytes) else sources.encode())
        frame = documents_frame(read_folder(tmp_path), path, strict)
        return {row["source_id"]: row for row in frame.to_dict("records")}
    return make


def test_all_is_inferred_without_sources(corpus):
    row = corpus()["press"]
    assert (row["title"], row["author"], row["published"], row["published_basis"]) == ("Bridges of the town", "Ann Lee", "2018-07-05", "printed")
    assert row["characters"] == len(TEXT)
    assert len(row["sha256"]) == 64


@pytest.mark.parametrize("given", ["2017-03-02T09:30", "2017-03-02 09:30:15Z", "2017-03-02T0930+02:00", "2017-03-02"])
def test_a_time_of_day_behind_the_date_is_left_out(corpus, given):
    assert corpus(f"path,published\npress.txt,{given}\n")["press"]["published"] == "2017-03-02"


def test_what_is_given_wins_and_the_rest_is_inferred(corpus):
    row = corpus("path,published,publisher\npress.txt,2017-03,Town News\n")["press"]
    assert (row["published"], row["published_basis"], row["publisher"], row["author"]) == ("2017-03", "given", "Town News", "Ann Lee")


def test_basis_is_kept_and_unknown_overrules_the_guess(corpus):
    assert corpus("path,published,published_basis\npress.txt,2017,not_before\n")["press"]["published_basis"] == "not_before"
    row = corpus("path,published_basis\npress.txt,unknown\n")["press"]
    assert (row["published"], row["published_basis"]) == ("", "unknown")


@pytest.mark.parametrize("sources", ["\ufeffpath\npress.txt\n", "path\r\n./press.txt\r\n\r\n", 'title,path,note\n"a,\nb",press.txt,mine\n', "path\n"])
def test_forms_of_sources(corpus, sources):
    assert "press" in corpus(sources)


@pytest.mark.parametrize(("sources", "message"), [
    ("", r"sources.csv:1: no column 'path'"),
    ("title;path\n", r"sources.csv:1: .*separated by semicolons"),
    ("path,publsher\n", r"sources.csv:1: column 'publsher' is unknown; did you mean 'publisher'"),
    ("path,path\n", r"sources.csv:1: column 'path' stands there twice"),
    ("path\nprss.txt\n", r"sources.csv:2: 'prss.txt' has no document \(did you mean 'press.txt'\?\); add the file or remove the row"),
    ("path\npress.txt\npress.txt\n", r"sources.csv:3: 'press.txt' is listed again, first in line 2"),
    ('path,title\npress.txt,"a\nb"\nx.txt,c\n', r"sources.csv:4: 'x.txt' has no document"),
    ("path,title\npress.txt\n", r"sources.csv:2: 1 cells, expected 2"),
    ("path,title\n,x\n", r"sources.csv:2: path: '' is empty"),
    ("path,published\npress.txt,5 July 2018\n", r"sources.csv:2: published: '5 July 2018' is no ISO date.*2018-07-05"),
    ("path,published\npress.txt,2018-13\n", r"sources.csv:2: published: '2018-13'"),
    ("path,published_basis\npress.txt,guess\n", r"sources.csv:2: published_basis: 'guess' is none of given, printed"),
    ("path,standing\npress.txt,high\n", r"sources.csv:2: standing: 'high'"),
    ("path,country\npress.txt,Canada\n", r"sources.csv:2: country: 'Canada'.*two letters"),
    ("path,cites\npress.txt,other\n", r"sources.csv:2: cites: 'other' is no other source"),
    ("path,source_id\npress.txt,other\n", r"sources.csv:2: source_id: 'other'"),
    ('path\n"press.txt\n', r"sources.csv:\d: .*quoting"),
    (b"path\npr\xe9ss.txt\n", r"sources.csv: not UTF-8 at byte 7"),
])
def test_slips_are_told_with_line_and_next_step(corpus, sources, message):
    with pytest.raises(InputError, match=message):
        corpus(sources)


def test_missing_sources_file(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        documents_frame({}, tmp_path / "none.csv")


def test_strict_wants_every_file_listed_and_readable(corpus):
    with pytest.raises(InputError, match=r"raw/late.txt: not listed in .*sources.csv; add a row"):
        corpus("path\npress.txt\n", strict=True, late_txt="5 cars")
    with pytest.raises(InputError, match=r"raw/late.txt: the file is empty"):
        corpus("path\npress.txt\nlate.txt\n", strict=True, late_txt="")


def test_near_duplicates_are_named_and_count_as_citing(corpus):
    story = ("The council of the town said on Monday that all five bridges over the river will be closed for repairs from the first "
             "week of June until the end of the year, which will cost the county more than four million dollars in the coming two years.")
    rows = corpus(a_txt=f"Posted 5 July 2018\n\n{story}", b_txt=f"Read more\n\nPosted 3 July 2018\n\n{story}", c_txt=story.replace("bridges", "cats")[:80])
    assert rows["a"]["cites"] == "b"
    assert "of its words stand in b too" in rows["a"]["why"]
    assert rows["b"]["cites"] == rows["c"]["cites"] == ""


def test_corpus_under_make_holds_only_what_make_reads(tmp_path):
    (tmp_path / "a.txt").write_text("5")
    (tmp_path / "sources.csv").write_text("path\na.txt\n")
    assert documents_in(tmp_path) == [tmp_path / "a.txt"]
    (tmp_path / "a.md").write_text("5")
    with pytest.raises(InputError, match="rename one"):
        documents_in(tmp_path)
    (tmp_path / "a.md").unlink()
    (tmp_path / "photo.png").write_text("5")
    with pytest.raises(InputError, match=r"photo\.png: not read under make"):
        documents_in(tmp_path)
