"""How a test uses the chat page in a browser."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import SECONDS

REFERRAL = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"

NOT_RUNNING = "[data-testid=stApp][data-test-script-state=notRunning]"


def ask(page: Page, question: str) -> Locator:
    """Ask, and wait for the answer, wholly drawn and scrolled to; it is what is returned."""
    messages = page.get_by_test_id("stChatMessage")
    page.get_by_test_id("stChatInputTextArea").wait_for()
    before = messages.count()
    submit(page, question)
    expect(messages).to_have_count(before + 2)
    answer = messages.nth(before + 1)
    expect(answer.locator(".sv-copy").first).to_be_visible()
    expect(page.locator(NOT_RUNNING)).to_be_visible()  # or the next click can meet the scrolling
    return answer


def submit(page: Page, question: str) -> Locator:
    """Ask, and wait for nothing; the box that it was put in is what is returned."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    return box


def settled(page: Page) -> None:
    """Wait until the page's script has run."""
    page.wait_for_timeout(150)
    expect(page.locator(NOT_RUNNING)).to_be_visible()


def kept(page: Page, question: str) -> None:
    """Wait until the tab keeps `question`, so that a reload finds it."""
    for _ in range(SECONDS * 20):
        if question in (page.evaluate("sessionStorage.getItem('smertevejviser')") or ""):
            return
        page.wait_for_timeout(50)
    raise TimeoutError(f"{question!r} was not kept within {SECONDS} s")
