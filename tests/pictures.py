"""`make pictures`: the pictures in docs/, taken of the real pages in a real browser."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from eval.page import PAGE
from eval.report import REPORTS
from tests.browser import ARGUMENTS, CHROMIUM, served
from tests.chat import REFERRAL, ask, settled

DOCS = Path(__file__).parents[1] / "docs"
SIZES = ((1280, 900), (390, 844))


def main() -> int:
    """Take each page at the width of a desk and of a telephone, and the latest report."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width, height in SIZES:
            _ask(browser, address, width, height)
            _read(browser, address, width, height)
            for path in ("ansvar", "tjeklister?liste=henvisning-smertecenter"):
                _page(browser, address, path, width, height)
            _course(browser, address, width, height)
            _quality(browser, address, width, height)
        page = browser.new_page(viewport={"width": 1100, "height": 2300})
        page.goto((REPORTS / PAGE).as_uri())
        page.screenshot(path=DOCS / "report.png")
        browser.close()
    return 0


def _ask(browser: Browser, address: str, width: int, height: int) -> None:
    page = browser.new_page(locale="da-DK", viewport={"width": width, "height": height})
    page.goto(address)
    page.locator("h1").wait_for()
    _take(page, f"start-{width}")
    answer = ask(page, REFERRAL)
    if width > SIZES[-1][0]:
        answer.get_by_role("button", name="Kilde 1").click()
        expect(page.locator("mark")).to_be_visible()
    _take(page, f"spoerg-{width}")
    answer = ask(page, "Hvad koster pregabalin?")
    expect(answer).to_contain_text("Nærmeste afsnit")
    _take(page, f"afvist-{width}")


def _read(browser: Browser, address: str, width: int, height: int) -> None:
    page = browser.new_page(locale="da-DK", viewport={"width": width, "height": height})
    page.goto(f"{address}/laes?sektion=7")
    page.locator("[id='afsnit-7']").wait_for()
    _take(page, f"laes-{width}")


def _page(browser: Browser, address: str, path: str, width: int, height: int) -> None:
    page = browser.new_page(locale="da-DK", viewport={"width": width, "height": 2 * height})
    page.goto(f"{address}/{path}")
    page.locator("h1").wait_for()
    _take(page, f"{path.split('?')[0]}-{width}")


def _course(browser: Browser, address: str, width: int, height: int) -> None:
    page = browser.new_page(locale="da-DK", viewport={"width": width, "height": height})
    page.goto(f"{address}/kursus?emne=smertecenter")
    page.get_by_role("button", name="Begynd quizzen").click()
    page.get_by_role("radiogroup", name="Vælg et svar").locator("label").first.click()
    page.get_by_role("button", name="Svar", exact=True).click()
    page.locator(".sv-decides").wait_for()
    _take(page, f"kursus-{width}")


def _quality(browser: Browser, address: str, width: int, height: int) -> None:
    page = browser.new_page(
        locale="da-DK", viewport={"width": width, "height": height}, color_scheme="dark"
    )
    page.goto(f"{address}/kvalitet")
    page.locator("h1").wait_for()
    _take(page, f"kvalitet-{width}")


def _take(page: Page, name: str) -> None:
    settled(page)
    page.wait_for_timeout(1_500)  # until all has faded in and scrolled to its place
    page.screenshot(path=DOCS / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
