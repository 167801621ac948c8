"""Hostile words in documents, file names and sources.csv through the whole pipeline: the report opened in Chromium runs none."""

import pytest

from pipeline.run import run_folder

pytestmark = pytest.mark.browser

PAYLOADS = ("<script>window.owned=1</script>", "\"><img src=x onerror=window.owned=1>", "<svg/onload=window.owned=1>", "javascript:window.owned=1",
            "</title><script>window.owned=1</script>", "{{ self.__init__ }} {% for x in () %}", "<!--<script>window.owned=1//-->", "]]><script>window.owned=1</script>",
            "' onmouseover='window.owned=1", "</script><script>window.owned=1</script>", "\u2028window.owned=1\u2029", "<iframe srcdoc='<script>parent.owned=1</script>'>",
            "<a href=javascript:window.owned=1>5</a>", "&lt;script&gt;window.owned=1&lt;/script&gt;")


@pytest.fixture
def report(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for number, payload in enumerate(PAYLOADS):
        words = f"The town {payload} trained {360 + number % 2} bridge wardens {payload} in 2018, {payload} said.\n\nIt cost ${number + 2} million.\n"
        (docs / f"d{number}.txt").write_text(words, encoding="utf-8")
        (docs / f"m{number}.md").write_text(f"---\ntitle: {payload}\nauthor: {payload}\nurl: {payload}\n---\n# {payload}\n\n{words}", encoding="utf-8")
        (docs / f"h{number}.html").write_text(f"<html><head><title>{payload}</title><meta name=author content='{payload}'></head><body><p>{words}</p>",
                                              encoding="utf-8")
    (docs / "<img src=x onerror=window.owned=1>.txt").write_text("The town trained 350 bridge wardens in 2018.")
    (docs / "sources.csv").write_text('path,title,publisher,url\nd0.txt,<script>window.owned=1</script>,"""><script>window.owned=1</script>",'
                                      "javascript:window.owned=1\n")
    run_folder(docs, tmp_path / "out", title=PAYLOADS[0])
    return tmp_path / "out" / "report.html"


def test_report_of_hostile_documents_runs_none_of_their_words(report, open_page):
    page = open_page(report)
    page.wait_for_timeout(300)
    assert page.evaluate("window.owned") is None
    assert page.locator("a[href^='javascript:' i]").count() == 0
    assert page.locator("iframe, img, svg[onload], [onerror], [onmouseover]").count() == 0
    assert "bridge wardens" in page.inner_text("body")
