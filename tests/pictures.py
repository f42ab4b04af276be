"""`make pictures`: the pictures in docs/, taken of the real page in a real browser."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from eval.page import PAGE
from eval.report import REPORTS
from tests.browser import ARGUMENTS, CHROMIUM, served

DOCS = Path(__file__).parents[1] / "docs"
QUESTION = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"


def main() -> int:
    """Take the pictures of an answer with its source opened, and of the latest report."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(locale="da-DK", viewport={"width": 1280, "height": 1640})
        page.goto(address)
        box = page.get_by_test_id("stChatInputTextArea")
        box.wait_for()
        box.fill(QUESTION)
        box.press("Enter")
        source = page.get_by_text("[1] afsnit 7.2").first
        source.wait_for()
        source.click()
        page.locator("mark").first.wait_for()
        page.wait_for_timeout(1_000)
        page.screenshot(path=DOCS / "chat.png")
        page.set_viewport_size({"width": 1100, "height": 2300})
        page.goto((REPORTS / PAGE).as_uri())
        page.screenshot(path=DOCS / "report.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
