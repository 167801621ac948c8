"""A Chromium of this machine's packages, driven by Playwright; without one the browser tests are skipped and say why.
"""

import shutil

import pytest

# no sandbox inside containers; no background traffic: the report must not need a network, and neither must its tests
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install -e .[test]"
    )
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(
            f"no browser: none of {', '.join(NAMES)} is on PATH;"
            " install your distribution's chromium to run these tests"
        )
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """open_page(path, **options of the context) -> page; a script error or a request outside the file fails the test.
    """
    contexts, errors = [], []

    def opened(path, query="", **options):
        context = chromium.new_context(accept_downloads=True, bypass_csp=options.pop("bypass_csp", False), **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on(
            "request",
            lambda request: (
                errors.append(request.url) if request.url.split(":")[0] not in ("file", "data", "blob") else None
            ),
        )
        page.goto(path.as_uri() + query)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
