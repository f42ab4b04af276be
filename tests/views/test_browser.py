"""The chat page in a real headless Chromium."""

from collections.abc import Iterator

import pytest

from tests.browser import ARGUMENTS, CHROMIUM, SECONDS, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


def test_ask_open_a_citation_and_see_the_quote_marked(address: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    foreign: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(locale="da-DK")
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else foreign.append(request.url)
            ),
        )
        page.goto(address)
        box = page.get_by_test_id("stChatInputTextArea")
        box.wait_for(timeout=SECONDS * 1000)
        box.fill("Hvornår kan jeg henvise til et tværfagligt smertecenter?")
        box.press("Enter")
        source = page.get_by_text("[1] afsnit 7.2").first
        source.wait_for(timeout=SECONDS * 1000)
        source.click()
        mark = page.locator("mark").first
        mark.wait_for(timeout=SECONDS * 1000)
        marked = mark.inner_text()
        box.fill("<img src=x onerror=window.pwned=1> Hvem er tovholder?")
        box.press("Enter")
        hostile = page.get_by_test_id("stChatMessage").nth(2)
        hostile.get_by_text("onerror").wait_for(timeout=SECONDS * 1000)
        page.get_by_text("Kilder").or_(page.get_by_text("tovholder")).first.wait_for()
        shown = hostile.inner_text()
        pwned = page.evaluate("window.pwned")
        kept = page.get_by_text("[1] afsnit 7.2").count()
        browser.close()

    assert marked.startswith("Mennekser med komplekse kroniske smerter")
    assert marked.rstrip().endswith("multidisciplinær indsats.")
    assert "<img src=x onerror=window.pwned=1> Hvem er tovholder?" in shown
    assert pwned is None
    assert kept == 1  # the earlier turn keeps its source
    assert foreign == []
