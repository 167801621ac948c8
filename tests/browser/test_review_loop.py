"""The whole loop with nothing made up: build a folder, decide in the browser, import the download, build again, look
again."""

import pytest
from click.testing import CliRunner
from test_decisions import Desk

from pipeline import review

pytestmark = pytest.mark.browser


def test_a_decision_made_in_the_report_is_in_the_next_report(open_page, tmp_path):
    desk = Desk(tmp_path).build()
    card = desk.card()["discrepancy_id"]
    page = open_page(desk.out / "report.html", "?state=open&kind=conflict")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == card
    side = page.locator(f"#{card} .side", has_text="402 wells").first.get_attribute("data-n")
    page.keyboard.press(side)
    page.keyboard.press("u")
    page.locator(f"#{card}").get_by_role("button", name="Take 402 wells").click()
    with page.expect_download() as info:
        page.get_by_role("button", name="Download decisions.csv").click()
    info.value.save_as(tmp_path / "decisions.csv")
    done = CliRunner().invoke(
        review.review,
        [
            "import",
            str(tmp_path / "decisions.csv"),
            "--ledger",
            str(desk.docs / "decisions.csv"),
            "--reviewer",
            "Ada",
            "--claims",
            str(desk.out / "claims.csv"),
        ],
    )
    assert done.exit_code == 0 and "1 of 1 decisions added" in done.stderr and "orphaned" not in done.stderr

    fact = desk.build().fact()
    assert (fact["value"], fact["basis"]) == ("402", "decision") and "Ada" in fact["why"]
    page = open_page(desk.out / "report.html", f"?state=decided#{card}")
    assert page.locator(f"#{card}").is_visible() and page.locator(f"#{card}").get_attribute("data-state") == "decided"
    assert "Decision by Ada" in page.locator(f"#{card}").inner_text()
    assert page.locator("#count").inner_text() == "No decisions yet.", (
        "what was downloaded of an earlier build is not offered again"
    )
    assert page.locator("#older").count() == 0
