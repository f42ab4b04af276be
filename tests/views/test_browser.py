"""Each page's main job, in a real headless Chromium against the real server."""

import io
import re
import socket
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pypdf import PdfReader

from tests.browser import SECONDS, SERVE, build_index, started
from tests.chat import REFERRAL, ask, kept, settled, submit

pytestmark = pytest.mark.browser


def test_ask_open_the_citation_and_read_on_at_the_marked_passage(page: Page, address: str) -> None:
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            foreign.append(request.url)

    page.on("request", note)
    page.goto(address)
    answer = ask(page, REFERRAL)
    answer.get_by_role("button", name="Kilde 1: afsnit 7.2, side 43").click()
    beside = page.locator("mark")
    expect(beside).to_have_count(1)
    quoted = beside.inner_text()
    page.get_by_role("link", name="Åbn i læseren").click()
    expect(page).to_have_url(re.compile(r"/laes\?sektion=7\.2&citat=\d+-\d+$"))
    marked = page.locator("mark.sv-quote").first
    expect(marked).to_be_in_viewport()
    ask_link = page.get_by_role("link", name="Spørg")
    ask_link.click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)  # the conversation is still there

    assert quoted.startswith("Mennekser med komplekse kroniske smerter")
    assert quoted.endswith("multidisciplinær indsats.")
    assert foreign == []


def test_a_follow_up_leans_on_the_question_before(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, REFERRAL)
    answer = ask(page, "og hvad skal der stå i den?")

    expect(answer).to_contain_text("Forstået som: Hvornår kan jeg henvise")
    expect(answer).to_contain_text("Henvisningen skal endvidere indeholde")


def test_whoever_scrolls_on_right_after_the_answer_is_not_taken_back(
    page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, REFERRAL)
    submit(page, "Hvem er tovholder?")
    asked = page.get_by_role("heading", name="Hvem er tovholder?")
    for _ in range(SECONDS * 100):  # until the page has scrolled to it
        if (asked.bounding_box() or {"y": 900})["y"] < 300:
            break
        page.wait_for_timeout(10)
    page.mouse.move(600, 450)
    page.mouse.wheel(0, -300)
    settled(page)
    page.wait_for_timeout(1000)
    place = asked.bounding_box()

    assert place
    assert place["y"] > 300


def test_a_refusal_leads_to_the_nearest_section(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "Hvad koster pregabalin?")
    expect(answer).to_contain_text("Anbefalingerne svarer ikke på det spørgsmål.")
    link = answer.get_by_role("link").last
    number = re.search(r"afsnit ([\d.]+):", link.inner_text())
    link.click()

    assert number is not None
    expect(page).to_have_url(re.compile(rf"/laes\?sektion={re.escape(number[1])}$"))
    expect(page.locator(f"[id='afsnit-{number[1]}']")).to_be_in_viewport()


@pytest.mark.parametrize("ending", ["pdf", "docx", "md"])
def test_a_conversation_is_saved_with_its_letters_and_sources(
    page: Page, address: str, ending: str, tmp_path: Path
) -> None:
    page.goto(address)
    ask(page, "Hvem skal lave aftrapningsplanen efter en operation?")
    page.get_by_role("button", name="Gem eller ny").click()
    name = {"pdf": "PDF", "docx": "Word", "md": "Markdown"}[ending]
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Hent som {name}").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    assert re.fullmatch(rf"smertevejviser-\d{{4}}-\d\d-\d\d\.{ending}", path.name)
    if ending == "pdf":
        reader = PdfReader(io.BytesIO(path.read_bytes()))
        text = "\n".join(one.extract_text() for one in reader.pages).replace("\u00ad", "")
        for wanted in ("aftrapning", "Anbefalinger for tværsektorielle forløb", "afsnit 8", "side"):
            assert wanted in text
        assert set("æøå") <= set(text)


def test_a_question_in_the_address_is_answered_and_not_asked_again(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/?q=Hvem%20er%20tovholder%3F")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
    expect(page).to_have_url(f"{address}/")
    kept(page, "Hvem er tovholder?")
    page.reload()

    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)


def test_a_section_in_the_address_opens_the_reader_there(page: Page, address: str) -> None:
    page.goto(f"{address}/?sektion=7.2")

    expect(page).to_have_url(f"{address}/laes?sektion=7.2")
    expect(page.locator("[id='afsnit-7.2']")).to_be_in_viewport()


def test_a_reload_keeps_the_conversation_of_its_own_tab_only(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, REFERRAL)
    answer = ask(page, "og hvad skal der stå i den?")
    before = answer.locator(".sv-statement").all_inner_texts()
    kept(page, "og hvad skal der stå i den?")
    page.reload()
    messages = page.get_by_test_id("stChatMessage")
    expect(messages).to_have_count(4)
    again = messages.nth(3).locator(".sv-statement").all_inner_texts()
    other = page.context.new_page()
    other.goto(address)
    settled(other)

    assert again == before != []
    expect(other.get_by_test_id("stChatMessage")).to_have_count(0)


def test_a_lost_connection_keeps_the_conversation(page: Page, address: str) -> None:
    page.add_init_script(
        "window.sockets = []; const Real = WebSocket; window.WebSocket = class extends Real {"
        "constructor(...given) { super(...given); window.sockets.push(this); } };"
    )
    page.goto(address)
    ask(page, REFERRAL)
    page.evaluate("window.sockets.forEach(socket => socket.close())")
    while page.evaluate("window.sockets.length < 2 || window.sockets.at(-1).readyState !== 1"):
        page.wait_for_timeout(100)
    answer = ask(page, "og hvad skal der stå i den?")

    expect(answer).to_contain_text("Forstået som: Hvornår kan jeg henvise")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)


def test_a_restarted_server_is_given_the_conversation_and_loses_no_question(page: Page) -> None:
    build_index()
    with socket.create_server(("127.0.0.1", 0)) as free:
        command = (*SERVE[:-1], str(free.getsockname()[1]))
    with started(command) as server:
        page.goto(server.address)
        ask(page, REFERRAL)
        kept(page, REFERRAL)
        page.reload()  # so that the session has been given what was kept once already
        expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
        settled(page)
    with started(command):
        expect(page.get_by_test_id("stChatInputTextArea")).to_be_enabled()
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill("og hvad skal der stå i den?")
        box.press("Enter")
        expect(page.get_by_test_id("stChatMessage")).to_have_count(4)
        kept(page, "og hvad skal der stå i den?")
        page.reload()
        expect(page.get_by_test_id("stChatMessage")).to_have_count(4)


def test_going_back_from_the_reader_leads_to_where_one_was(page: Page, address: str) -> None:
    page.goto(address)
    first = ask(page, REFERRAL)
    ask(page, "Hvem er tovholder?")
    first.get_by_role("button", name="Kilde 1").click()
    expect(page.locator("mark")).to_be_in_viewport()
    settled(page)
    page.wait_for_timeout(700)
    page.get_by_role("link", name="Åbn i læseren").click()
    expect(page.locator("mark.sv-quote").first).to_be_in_viewport()
    page.go_back()

    expect(page.get_by_role("heading", name="Kilde 1: afsnit 7.2")).to_be_in_viewport()


@pytest.mark.parametrize("way", ["link", "back"])
def test_coming_back_from_another_page_leads_to_where_one_was(
    page: Page, address: str, way: str
) -> None:
    page.goto(address)
    for question in (REFERRAL, "Hvem er tovholder?"):
        ask(page, question)
    page.wait_for_timeout(1_000)
    page.get_by_role("link", name="Læs", exact=True).click()
    expect(page).to_have_url(f"{address}/laes")
    settled(page)
    if way == "link":
        page.get_by_role("link", name="Spørg", exact=True).click()
    else:
        page.go_back()
    asked = page.get_by_role("heading", name="Hvem er tovholder?")
    expect(asked).to_be_in_viewport()
    page.wait_for_timeout(1_000)
    place = asked.bounding_box()

    assert place
    assert place["y"] < 200


def test_every_answer_is_met_at_its_question(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    for question in (REFERRAL, "Hvem er tovholder?", "Hvordan defineres kroniske smerter?"):
        ask(page, question)
        page.wait_for_timeout(1_000)
        top = page.get_by_role("heading", name=question).bounding_box()
        assert top is not None
        assert 40 <= top["y"] <= 200, question


def test_an_answer_is_copied_with_its_sources(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    answer = ask(page, REFERRAL)
    answer.get_by_role("button", name="Kopiér med kilder").click()
    expect(answer.get_by_role("button", name="Kopieret")).to_be_visible()
    # The site itself may not read the clipboard, so it is pasted where a user would.
    box = page.get_by_test_id("stChatInputTextArea")
    box.focus()
    page.keyboard.press("Control+V")
    copied = box.input_value()

    assert copied.startswith("Mennekser med komplekse kroniske smerter kan henvises")
    assert "[1] afsnit 7.2" in copied
    assert "side 43" in copied
    assert "2023" in copied


def test_a_finished_answer_is_announced(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, REFERRAL)

    expect(page.get_by_role("status").filter(has_text="Svar: Mennekser med")).to_have_count(1)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("group", "Spørgsmål"),
        ("group", "Svar"),
        ("radiogroup", "Hjalp svaret?"),
        ("radio", "Det hjalp"),
        ("button", "Send spørgsmålet"),
    ],
)
def test_a_screen_reader_is_told_danish_names(
    page: Page,
    address: str,
    role: Literal["group", "radiogroup", "radio", "button"],
    name: str,
) -> None:
    page.goto(f"{address}/?q=Hvem%20er%20tovholder%3F")

    expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)


def test_everything_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for()
    for _ in range(30):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.type(REFERRAL)
    page.keyboard.press("Enter")
    citation = page.get_by_role("button", name="Kilde 1: afsnit 7.2")
    expect(citation).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if citation.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")

    heading = page.get_by_role("heading", name="Kilde 1: afsnit 7.2")
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Åbn i læseren")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Luk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_count(0)
    expect(citation).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/laes", "/ansvar", "/tjeklister", "/kursus", "/kvalitet"])
def test_nothing_is_wider_than_a_small_telephone(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + path)
    page.locator("h1").first.wait_for()
    settled(page)
    if path == "/":
        ask(page, REFERRAL).get_by_role("button", name="Kilde 1").click()
        expect(page.locator("mark")).to_be_in_viewport()
    main = page.locator("[data-testid=stMain], [data-testid=stAppScrollToBottomContainer]")
    wide = main.first.evaluate("main => main.scrollWidth - main.clientWidth")
    context.close()

    assert wide <= 0


def test_the_guideline_prints_whole(page: Page, address: str) -> None:
    page.goto(f"{address}/laes")
    page.locator("[id='afsnit-1.1']").wait_for()
    settled(page)
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join("\n".join(one.extract_text() for one in printed.pages).split())

    assert len(printed.pages) > 40
    assert "Mange mennesker lever med" in text
    assert "Anbefaling 3" in text.split("Bilag 4", 1)[1]
