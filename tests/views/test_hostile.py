"""Text that attacks the browser, as question, as source text and as a model's output."""

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import started
from tests.chat import ask, settled
from tests.hostile import MODEL, PAYLOADS, SOURCE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    with started((sys.executable, "-m", "tests.hostile", str(folder))) as server:
        yield server.address


@pytest.fixture
def asked(page: Page, hostile: str) -> Iterator[list[str]]:
    """Every address that was asked for; at the end, that nothing of the payloads took effect."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(hostile)
    yield addresses
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert not [one for one in addresses if not one.startswith((hostile, "data:", "blob:"))]
    assert page.url.startswith(hostile)
    assert page.get_by_text("overtaget", exact=True).count() == 0


def test_a_question_is_shown_as_it_was_typed(page: Page, asked: list[str]) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for()
    for at, payload in enumerate(PAYLOADS):
        box.fill(f"smerter {payload} henvisning")
        box.press("Enter")
        question = page.get_by_test_id("stChatMessage").nth(2 * at)
        expect(question.locator(".sv-question")).to_have_text(f"smerter {payload} henvisning")


def test_what_a_model_says_is_shown_as_text(page: Page, asked: list[str]) -> None:
    answer = ask(page, f"{MODEL} Hvornår kan jeg henvise til smertecenter?")
    for payload in PAYLOADS:
        expect(answer.locator(".sv-statement").filter(has_text=payload).first).to_be_visible()
    answer.get_by_role("button", name="Kilde 1:").click()
    expect(page.locator("mark")).to_be_visible()
    page.get_by_role("button", name="Gem eller ny").click()
    expect(page.get_by_role("button", name="Hent som PDF")).to_be_visible()


def test_a_source_beside_the_answer_is_shown_as_text(page: Page, asked: list[str]) -> None:
    answer = ask(page, f"{SOURCE} Hvornår kan jeg henvise til smertecenter?")
    answer.get_by_role("button", name="Kilde 1: afsnit 7.2").click()
    expect(page.locator("mark")).to_be_visible()
    beside = page.locator(".sv-context").inner_text()

    assert [one for one in PAYLOADS if one not in " ".join(beside.split())] == []


def test_the_reader_shows_the_source_as_text(page: Page, hostile: str, asked: list[str]) -> None:
    page.goto(f"{hostile}/laes?sektion=7.2")
    place = page.locator("[id='afsnit-7.2']")
    place.wait_for()
    settled(page)
    search = page.get_by_role("searchbox")
    search.fill("onerror=window")
    article = " ".join(page.locator("article").first.inner_text().split())

    assert [one for one in PAYLOADS if one not in article] == []


def test_an_address_cannot_bring_markup(page: Page, hostile: str, asked: list[str]) -> None:
    for payload in PAYLOADS:
        page.goto(f"{hostile}/laes?sektion={payload}&citat={payload}&passage={payload}")
        page.locator("h1").first.wait_for()
        settled(page)


@pytest.mark.parametrize(
    "path", ["ansvar?ord=belastet", "tjeklister?liste=henvisning-smertecenter"]
)
def test_curated_rows_are_shown_as_text(
    page: Page, hostile: str, asked: list[str], path: str
) -> None:
    page.goto(f"{hostile}/{path}")
    quote = page.locator("blockquote").filter(has_text="er belastet af sine smerter")
    for payload in PAYLOADS:
        expect(quote.first).to_contain_text(payload)
