"""WCAG 2.2 AA by axe-core, on every page, in both themes."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import SECONDS
from tests.chat import REFERRAL, ask, settled

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")


def _findings(page: Page) -> list[str]:
    """What axe finds serious, with the place of each."""
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {one['help']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/laes", "/ansvar", "/tjeklister", "/kursus", "/kvalitet"])
def test_a_page_has_no_serious_finding(
    browser: Browser, address: str, path: str, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(locale="da-DK", color_scheme=theme)
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    page.goto(address + path)
    page.locator("h1").first.wait_for()
    settled(page)
    if path == "/kursus":
        page.get_by_role("button", name="Begynd quizzen").click()
        page.get_by_role("radiogroup", name="Vælg et svar").locator("label").first.click()
        page.get_by_role("button", name="Svar", exact=True).click()
        page.locator(".sv-decides").wait_for()
    if path == "/":
        found = _findings(page)
        ask(page, "Har taget en overdosis, 010190-1234. Hvad koster pregabalin?")
        ask(page, REFERRAL).get_by_role("button", name="Kilde 1").click()
        expect(page.locator("mark")).to_be_visible()
        settled(page)
    else:
        found = []
    page.wait_for_timeout(500)  # what fades in has its colours then
    found += _findings(page)
    context.close()

    assert found == []
