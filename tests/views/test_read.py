"""The reader: where an address leads, and what it does in a real headless Chromium."""

import io
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from corpus import Library
from index import NoIndex
from tests.browser import SECONDS
from tests.chat import settled
from views import read
from views.read import Target, find_target
from views.strings import string


def _script() -> None:
    from views import read

    read.page()


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(read, "opened", lambda: assistant)
    return AppTest.from_function(_script, default_timeout=SECONDS)


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ({"sektion": "7.2"}, Target(element="afsnit-7.2", start=0, end=0)),
        ({"sektion": "Bilag 4"}, Target(element="bilag-4", start=0, end=0)),
        (
            {"sektion": "7.2", "citat": "120-480"},
            Target(element="afsnit-7.2", start=120, end=480),
        ),
        ({"passage": "ks23:1.1:1"}, Target(element="afsnit-1.1", start=0, end=502)),
    ],
)
def test_an_address_leads_to_its_place(
    library: Library, asked: dict[str, str], target: Target
) -> None:
    assert find_target(library, asked) == target


@pytest.mark.parametrize(
    "asked",
    [
        {"sektion": "7.9"},
        {"sektion": ""},
        {"passage": "ks23:7.2:99"},
        {"sektion": "7.2", "citat": "120-99999"},  # the section is shorter
        {"sektion": "7.2", "citat": "480-120"},
        {"sektion": "7.2", "citat": "0-0"},
        {"sektion": "7.2", "citat": "-1-5"},
        {"sektion": "7.2", "citat": "<b>"},
        {"citat": "120-480"},
    ],
)
def test_an_address_of_no_place_is_answered_kindly(app: AppTest, asked: dict[str, str]) -> None:
    for name, value in asked.items():
        app.query_params[name] = value

    app.run()

    assert not app.exception
    assert app.info[0].value == string("da", "read_nowhere")
    assert "sv-article" in app.get("html")[-1].proto.body


def test_no_message_where_nothing_was_asked_for(app: AppTest) -> None:
    app.run()

    assert not app.exception
    assert not app.info


def test_a_guideline_that_cannot_be_opened_is_told_with_the_way_out(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Assistant:
        raise NoIndex("there is no index in var/index")

    monkeypatch.setattr(read, "opened", fails)

    app.run()

    assert not app.exception
    assert app.error[0].value == string("da", "down")
    assert "smertevejviser index" in app.get("html")[0].proto.body


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".sv-article").wait_for()
    settled(page)
    expect(page.locator(".sv-outline [aria-current=location]")).to_have_count(1)


def _text(page: Page, id_: str) -> str:
    """The section's text as it stands in the browser, without what is ours."""
    text: str = page.locator(f"[id='{id_}'] .sv-text").evaluate(
        "text => { const own = text.cloneNode(true);"
        "own.querySelectorAll('.sv-own').forEach(one => one.remove()); return own.textContent }"
    )
    return text


def _texts(marks: Locator) -> str:
    return "".join(marks.evaluate_all("marks => marks.map(mark => mark.textContent)"))


@pytest.mark.browser
def test_a_quote_in_the_address_is_marked_exactly(
    page: Page, address: str, library: Library
) -> None:
    _open(page, f"{address}/laes?sektion=7.2&citat=120-480")
    marks = page.locator("mark.sv-quote")
    expect(marks.first).to_be_in_viewport()

    assert _texts(marks) == library.contents.by_number["7.2"].text[120:480]
    assert _text(page, "afsnit-7.2") == library.contents.by_number["7.2"].text


@pytest.mark.browser
def test_a_section_opens_below_the_bars_and_is_current_in_the_outline(
    browser: Browser, address: str
) -> None:
    for width in (1280, 360):
        context = browser.new_context(locale="da-DK", viewport={"width": width, "height": 740})
        page = context.new_page()
        _open(page, f"{address}/laes?sektion=Bilag+2")
        heading = page.locator(".sv-title.sv-here")
        expect(heading).to_have_text("Bilag 2 Medlemmer af faglig følgegruppe")
        page.wait_for_timeout(500)
        top = heading.evaluate("heading => heading.getBoundingClientRect().top")
        bars = page.locator("[data-testid=stHeader], .sv-side").evaluate_all(
            "(bars, wide) => bars.slice(0, wide ? 1 : 2)"
            ".map(bar => bar.getBoundingClientRect().bottom)",
            width > 1000,
        )
        current = page.locator(".sv-outline [aria-current=location]").text_content()
        context.close()

        assert max(bars) <= top < 300
        assert current == "Bilag 2 Medlemmer af faglig følgegruppe"


@pytest.mark.browser
def test_search_counts_goes_round_and_leaves_the_text_as_it_was(
    page: Page, address: str, library: Library
) -> None:
    text = "\n".join(f"{one.title}\n{one.text}" for one in library.contents.sections)
    count = len(re.findall("smertecenter", text, re.IGNORECASE))
    _open(page, f"{address}/laes")
    page.locator("h1").click()
    page.keyboard.press("/")
    field = page.get_by_label("Søg i teksten")
    expect(field).to_be_focused()
    page.keyboard.type("SMERTECENTER")
    said = page.locator(".sv-count")
    expect(said).to_have_text(f"{count} steder")
    field.press("Enter")
    expect(said).to_have_text(f"1 af {count} steder")
    expect(page.locator("mark.sv-now")).to_be_in_viewport()
    field.press("Shift+Enter")
    expect(said).to_have_text(f"{count} af {count} steder")
    page.get_by_role("button", name="Næste sted").click()
    expect(said).to_have_text(f"1 af {count} steder")
    kept = _text(page, "afsnit-7.2")
    page.keyboard.press("Escape")
    expect(page.locator("mark")).to_have_count(0)

    assert kept == _text(page, "afsnit-7.2") == library.contents.by_number["7.2"].text


@pytest.mark.browser
@pytest.mark.parametrize("asked", ["(kapitel 5)", "få støtte til en god dialog"])
def test_search_finds_what_is_cut(page: Page, address: str, asked: str) -> None:
    """By a link in chapter 2; by the end of page 29, which stands after "støtte"."""
    _open(page, f"{address}/laes")
    page.get_by_label("Søg i teksten").fill(asked)
    expect(page.locator(".sv-count")).to_have_text("1 sted")

    assert _texts(page.locator("mark.sv-hit")) == asked
    assert page.locator("mark.sv-hit").count() > 1


@pytest.mark.browser
def test_search_says_that_nothing_was_found(page: Page, address: str) -> None:
    _open(page, f"{address}/laes")
    page.get_by_label("Søg i teksten").fill("findes ikke her")

    expect(page.locator(".sv-count")).to_have_text("Ingen steder")


@pytest.mark.browser
def test_links_inside_the_page_do_not_load_it_anew(page: Page, address: str) -> None:
    _open(page, f"{address}/laes")
    page.evaluate("window.same = true")
    page.locator("#afsnit-3\\.2 .sv-reference", has_text="afsnit 7.5").click()
    expect(page.locator(".sv-title.sv-here")).to_have_text(re.compile("^7.5 Snitflade"))
    expect(page.locator(".sv-title.sv-here")).to_be_in_viewport()
    page.locator("#afsnit-7\\.2 .sv-repeats a").first.click()
    expect(page.locator("mark.sv-quote").first).to_be_in_viewport()
    page.locator("#afsnit-6\\.2 .sv-note").first.click()
    expect(page.locator(":focus")).to_have_class(re.compile("sv-back"))
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_class(re.compile("sv-note"))

    assert page.evaluate("window.same")


@pytest.mark.browser
def test_a_permanent_link_is_copied_and_stands_in_the_address_bar(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page, f"{address}/laes")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Link til afsnit 7.2, stykke 3").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/laes?passage=ks23:7.2:3")
    expect(page.get_by_text("Linket er kopieret")).to_be_visible()
    marked = _texts(page.locator("mark.sv-quote"))

    assert page.evaluate("window.same")
    assert marked.startswith("Det er desuden vigtigt, at den henvisende læge")


@pytest.mark.browser
def test_another_language_keeps_the_place_and_the_text(
    page: Page, address: str, library: Library
) -> None:
    _open(page, f"{address}/laes?sektion=7.2&citat=120-480")
    scrolled = "[...document.querySelectorAll('*')].reduce((top, one) => top + one.scrollTop, 0)"
    there = page.evaluate(scrolled)
    page.mouse.move(640, 450)
    page.mouse.wheel(0, -5000)
    page.wait_for_timeout(500)
    before = page.evaluate(scrolled)
    page.get_by_text("English").click()
    expect(page.get_by_label("Search the text")).to_be_visible()
    quote = library.contents.by_number["7.2"].text[120:480]

    assert before < there - 4000
    assert page.evaluate(scrolled) == pytest.approx(before, abs=300)
    assert _texts(page.locator("mark.sv-quote")) == quote


@pytest.mark.browser
def test_the_outline_closes_on_a_small_telephone(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="da-DK", viewport={"width": 360, "height": 740})
    page = context.new_page()
    _open(page, f"{address}/laes")
    link = page.locator(".sv-outline a", has_text="7.2 Henvisning")
    expect(link).to_be_hidden()
    page.locator(".sv-outline summary").press("Enter")
    link.click()
    expect(link).to_be_hidden()
    expect(page.locator(".sv-title.sv-here")).to_be_in_viewport()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_whole_guideline_is_printed(
    browser: Browser, address: str, library: Library, theme: str
) -> None:
    context = browser.new_context(locale="da-DK", color_scheme="dark" if theme == "dark" else None)
    page = context.new_page()
    _open(page, f"{address}/laes")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="print")
    colour = page.locator(".sv-article").evaluate("one => getComputedStyle(one).color")
    context.close()
    pages = [_letters(one.extract_text()) for one in printed.pages]
    last = library.contents.sections[-1].text

    assert 45 <= len(pages) <= 75  # 160,000 characters, some 2,800 a page with its headings
    assert _letters("Anbefalinger for tværsektorielle forløb") in pages[0]
    assert _letters(last[-60:]) in pages[-1]
    assert "Kilde:Sundhedsstyrelsen" in pages[-1]
    assert not any("Søgiteksten" in one or "Indhold1" in one for one in pages)
    assert colour == "rgb(0, 0, 0)"


def _letters(text: str) -> str:
    return "".join(text.split())
