"""The chat page with a language model: what is sent, what is shown, and what is marked."""

import gc
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

import views.serving.cli  # noqa: F401 - adds its command
from assistant import Answer, Assistant, BadModel, open_model
from assistant import app as command_line
from corpus import Library
from index import HybridIndex
from tests.browser import SERVE, build_index, started
from tests.chat import ask as ask_in_page
from tests.chat import settled, submit
from tests.model_server import (
    ModelServer,
    Reply,
    careless,
    passages_of,
    prompt_of,
    question_of,
    serving_model,
)
from views import ask, frame
from views.chat.conversation import Conversation, read_kept
from views.chat.pending import Follow
from views.export import as_docx, as_markdown, as_pdf, as_text
from views.plain import label
from views.strings import string

APP = str(Path(__file__).parents[2] / "app.py")
SECONDS = 30
ON = date(2026, 11, 23)
PLAN = "Hvem skal lave aftrapningsplanen efter en operation?"
QUOTED = (
    "Hvis der opstartes behandling i kirurgisk regi med opioider, skal der også udarbejdes en "
    "behandlingsplan af kirurgen, der blandt andet indeholder en aftrapningsplan"
)
REWORDED = (
    "Hvis der opstartes behandling med opioider i kirurgisk regi, skal kirurgen også udarbejde en "
    "behandlingsplan, der blandt andet indeholder en aftrapningsplan."
)
MARK = string("da", "ask_reworded")

Replying = Callable[[dict[str, Any]], Reply]


def _worded(body: dict[str, Any], between: float = 0.0) -> Reply:
    passages = passages_of(prompt_of(body))
    if question_of(prompt_of(body)) != PLAN:
        return careless(body)
    cited = next(n for n, one in enumerate(passages, start=1) if QUOTED in one)
    said = [{"text": text, "citations": [cited], "quote": ""} for text in (QUOTED, REWORDED)]
    return Reply(text=json.dumps({"statements": said}, ensure_ascii=False), between=between)


def _paced(between: float) -> Replying:
    """As _worded, with so many seconds between two pieces."""
    return lambda body: _worded(body, between)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serving_model(_worded) as served:
        yield served


@pytest.fixture
def model(server: ModelServer, library: Library, index: HybridIndex) -> Assistant:
    server.asked.clear()
    return _with_model(server.address, library, index)


@pytest.fixture
def app(model: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return _opened(model, monkeypatch)


def _with_model(address: str, library: Library, index: HybridIndex) -> Assistant:
    return Assistant(library, index, model=open_model("openai:x", base_url=f"{address}/v1"))


def _opened(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    for module in (ask, frame):
        monkeypatch.setattr(module, "opened", lambda: assistant)
    app = AppTest.from_file(APP, default_timeout=SECONDS).run()
    _talk(app).restored = True  # as a browser's tab says at once
    return app


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def _talk(app: AppTest) -> Conversation:
    talk: Conversation = app.session_state["conversation"]
    return talk


def test_without_a_model_there_is_no_setting_and_nothing_is_said_of_one(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _opened(assistant, monkeypatch)

    app.chat_input[0].set_value(PLAN).run()

    assert len(app.toggle) == 0
    assert "sprogmodel" not in _shown(app).lower()
    assert string("da", "ask_writing") not in _shown(app)


def test_with_a_model_the_page_says_where_text_is_sent(app: AppTest, server: ModelServer) -> None:
    sent = f"Spørgsmål og uddrag sendes til openai:x på {server.address}/v1."

    assert app.toggle(key="worded").value
    assert f"{sent} Skriv ikke oplysninger om patienter." in _shown(app)


def test_a_reworded_statement_is_marked_and_a_quote_is_not(
    app: AppTest, server: ModelServer
) -> None:
    app.chat_input[0].set_value(PLAN).run()

    assert not app.exception
    assert len(server.asked) == 1
    assert len(app.chat_message) == 2  # what was drawn while it was written is gone
    assert f'<div class="sv-statement" lang="da"><p>{QUOTED}</p>' in _shown(app)
    assert f'<div class="sv-reworded" lang="da">{REWORDED}</div>' in _shown(app)
    assert _shown(app).count(MARK) == 1
    assert "Formuleret af sprogmodellen openai:x" in _shown(app)
    assert string("da", "ask_writing") not in _shown(app)


def test_the_source_of_a_reworded_statement_opens_with_its_quote_marked(app: AppTest) -> None:
    app.chat_input[0].set_value(PLAN).run()

    app.button(key="cite-0-1-1").click().run()

    assert f"<mark>• {QUOTED}</mark>" in _shown(app)


def test_with_the_setting_off_nothing_is_sent(app: AppTest, server: ModelServer) -> None:
    app.toggle(key="worded").set_value(False).run()

    app.chat_input[0].set_value(PLAN).run()

    assert server.asked == []
    assert _talk(app).answers[0].mode == "extractive"
    assert string("da", "ask_sent_nowhere") in _shown(app)


def test_after_a_reload_no_model_is_asked_and_the_setting_is_kept(
    app: AppTest, server: ModelServer
) -> None:
    kept = read_kept(Conversation(unasked=(PLAN,)).kept("da", "laege", worded=False))
    assert kept is not None
    assert not kept.worded

    _talk(app).restore(kept)
    app.run()

    assert server.asked == []
    assert [one.question for one in _talk(app).answers] == [PLAN]
    assert [one.generation for one in _talk(app).answers] == [None]


def test_where_the_model_is_dead_the_guideline_answers_and_it_is_no_alarm(
    library: Library, index: HybridIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_model(_worded) as served:
        address = served.address
    app = _opened(_with_model(address, library, index), monkeypatch)

    app.chat_input[0].set_value(PLAN).run()

    assert app.info[0].value == label(
        "Sprogmodellen kan ikke nås. Svaret er anbefalingernes egne ord."
    )
    assert len(app.warning) == 0
    assert QUOTED in _shown(app)


class BrokenOff(BaseException):
    """As Streamlit's own, which no `except Exception` meets."""


def _broken_off(*_: object) -> None:
    raise BrokenOff


def _ignored(*_: object) -> None:
    pass


def test_an_emergency_is_told_of_before_the_model_has_answered(model: Assistant) -> None:
    talk = Conversation()
    told: list[str] = []

    def begin(found: Answer) -> Follow:
        told.extend(notice.kind for notice in found.notices)
        raise BrokenOff

    talk.put_in("Patienten har taget en overdosis: hvem laver aftrapningsplanen?")
    with pytest.raises(BrokenOff):
        talk.write_first(model, "laege", begin)

    assert told == ["emergency"]


def test_a_run_that_is_broken_off_while_the_answer_comes_loses_nothing_and_asks_once(
    library: Library, index: HybridIndex
) -> None:
    with serving_model(_paced(0.02)) as slow:
        model = _with_model(slow.address, library, index)
        talk = Conversation(waiting=(PLAN, "Hvem er tovholder?"))

        with pytest.raises(BrokenOff):
            talk.write_first(model, "laege", lambda _: _broken_off)
        between = talk.waiting, list(talk.answers)
        talk.write_first(model, "laege", lambda _: _ignored)

        assert between == ((PLAN, "Hvem er tovholder?"), [])
        assert talk.waiting == ("Hvem er tovholder?",)
        assert [one.mode for one in talk.answers] == ["openai:x"]
        assert talk.failed == ()
        assert len(slow.asked) == 1


def test_whoever_will_not_wait_gets_the_guidelines_words_and_the_model_is_left(
    library: Library, index: HybridIndex
) -> None:
    with serving_model(_paced(0.02)) as slow:
        model = _with_model(slow.address, library, index)
        talk = Conversation(waiting=(PLAN,))
        with pytest.raises(BrokenOff):
            talk.write_first(model, "laege", lambda _: _broken_off)

        talk.stop_writing()

        assert [one.mode for one in talk.answers] == ["extractive"]
        assert talk.waiting == ()
        assert talk.pending is None


def _comes(what: Callable[[], bool]) -> bool:
    """Whether it becomes true within five seconds."""
    for _ in range(50):
        if what():
            return True
        time.sleep(0.1)
    return False


def test_a_model_that_is_stopped_is_let_go_at_its_next_statement(
    library: Library, index: HybridIndex
) -> None:
    def replying() -> bool:
        return any(one.name == "model reply" for one in threading.enumerate())

    def endless(body: dict[str, Any]) -> Reply:
        return replace(_worded(body), between=0.02, endless=True)

    gc.disable()  # it would let go, sooner or later
    try:
        with serving_model(endless) as server:
            talk = Conversation(waiting=(PLAN,))
            model = _with_model(server.address, library, index)
            with pytest.raises(BrokenOff):
                talk.write_first(model, "laege", lambda _: _broken_off)
            begun = _comes(replying)
            talk.stop_writing()

            assert begun
            assert _comes(lambda: not replying())
    finally:
        gc.enable()


def test_the_model_is_told_what_was_said_before(model: Assistant, server: ModelServer) -> None:
    talk = Conversation(waiting=(PLAN, "Og hvornår?"))

    for _ in range(2):
        talk.write_first(model, "laege", lambda _: _ignored)

    assert PLAN in json.dumps(server.asked[-1], ensure_ascii=False)
    assert talk.answers[-1].asked_as != "Og hvornår?"


def test_a_fault_while_the_answer_comes_is_nobody_elses(model: Assistant) -> None:
    talk = Conversation(waiting=(PLAN, "Hvem er tovholder?"))

    def fault(*_: object) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        talk.write_first(model, "laege", lambda _: fault)
    between = talk.failed, talk.pending
    talk.write_first(model, "laege", lambda _: _ignored)

    assert between == ((PLAN,), None)
    assert [one.question for one in talk.answers] == ["Hvem er tovholder?"]


def test_a_source_that_was_opened_stays_open_when_the_answer_comes(model: Assistant) -> None:
    talk = Conversation(waiting=(PLAN,))
    talk.ask(model, PLAN, "laege", "guideline")
    talk.opened = (0, 1)

    talk.write_first(model, "laege", lambda _: _ignored)

    assert talk.opened == (0, 1)


def test_a_conversation_that_is_brought_back_has_what_waited(model: Assistant) -> None:
    talk = Conversation(waiting=("Hvem er tovholder?",))
    talk.ask(model, PLAN, "laege", "guideline")

    talk.clear()
    talk.undo_clear()

    assert [one.question for one in talk.answers] == [PLAN]
    assert talk.waiting == ("Hvem er tovholder?",)


def test_a_suggestion_is_asked_once(app: AppTest, server: ModelServer) -> None:
    app.chat_input[0].set_value(PLAN).run()
    server.asked.clear()

    app.button(key="on-0-0").click().run()

    assert len(_talk(app).answers) == 2
    assert len({one.question for one in _talk(app).answers}) == 2


def test_nothing_is_sent_before_the_tab_has_said_whether_a_model_is_to_be_asked(
    app: AppTest, server: ModelServer
) -> None:
    _talk(app).restored = False

    app.chat_input[0].set_value(PLAN).run()
    early = len(server.asked)
    _talk(app).restored = True
    app.run()

    assert early == 0
    assert len(server.asked) == 1
    assert [one.question for one in _talk(app).answers] == [PLAN]


@pytest.mark.parametrize("ended_by", ["clear", "switched off"])
def test_what_nobody_waits_for_is_not_shown_for_the_next_question(
    library: Library, index: HybridIndex, ended_by: str
) -> None:
    with serving_model(_paced(0.02)) as slow:
        model = _with_model(slow.address, library, index)
        talk = Conversation(waiting=(PLAN,))
        with pytest.raises(BrokenOff):
            talk.write_first(model, "laege", lambda _: _broken_off)

        if ended_by == "clear":
            talk.clear()
        else:
            talk.ask_waiting(model, "laege", "guideline")
        talk.put_in("Hvem er tovholder?")
        talk.write_first(model, "laege", lambda _: _ignored)

        assert talk.answers[-1].question == "Hvem er tovholder?"
        assert [one.question for one in talk.answers[:-1]] == [PLAN] * (ended_by != "clear")


def test_what_is_taken_along_marks_what_is_reworded_and_names_the_model(model: Assistant) -> None:
    answer, guideline = model.ask(PLAN), model.library.guideline

    markdown = as_markdown([answer], guideline, "da", ON)
    text = as_text(answer, guideline, "da", ON)

    assert f"> {QUOTED} \\[1\\]" in markdown
    assert f"\n{REWORDED} \\[1\\]\n\n(skal · kirurg · omskrevet)" in markdown
    assert "Formuleret af sprogmodellen openai:x" in markdown
    assert string("da", "export_purpose") not in markdown
    assert f"{REWORDED} [1] (skal · kirurg · omskrevet)" in text
    assert "Formuleret af sprogmodellen openai:x" in text
    assert as_docx([answer], guideline, "da", ON)[:2] == b"PK"
    assert as_pdf([answer], guideline, "da", ON)[:4] == b"%PDF"


def test_a_model_that_cannot_be_used_is_told_of_before_anything_is_served() -> None:
    told = CliRunner().invoke(command_line, ["serve", "--llm", "ingen-udbyder", "--port", "0"])

    assert isinstance(told.exception, BadModel)
    assert told.output == ""


@contextmanager
def _served(reply: Replying) -> Iterator[tuple[ModelServer, str]]:
    """A model that replies so, and the address of the app that asks it."""
    build_index()
    with serving_model(reply) as server:
        model = ("--llm", "openai:x", "--llm-base-url", server.base_url("openai"))
        with started((*SERVE, *model)) as served:
            yield server, served.address


@pytest.mark.browser
def test_the_first_statement_is_seen_before_the_last_is_written(page: Page) -> None:
    with _served(_paced(0.05)) as (server, address):
        page.goto(address)
        submit(page, PLAN)
        writing = page.locator(".sv-writing")
        expect(writing).to_be_visible()
        expect(page.locator(".sv-statement")).to_have_count(1)
        early = page.locator(".sv-reworded").count(), writing.count()
        kept = page.evaluate("sessionStorage.getItem('smertevejviser')")
        expect(page.locator(".sv-reworded")).to_have_count(1)
        expect(writing).to_have_count(0)

        assert early == (0, 1)
        assert PLAN in kept  # a reload in the meantime asks it again
        expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
        expect(page.get_by_role("button", name="Kopiér med kilder")).to_have_count(1)


@pytest.mark.browser
def test_a_click_elsewhere_while_the_answer_comes_works_at_once_and_the_model_is_asked_once(
    page: Page,
) -> None:
    with _served(_paced(0.15)) as (server, address):
        page.goto(address)
        ask_in_page(page, "Hvad koster pregabalin?")  # refused, and so no model is asked
        submit(page, PLAN)
        expect(page.locator(".sv-statement")).to_have_count(1)
        page.get_by_role("link", name="Læs", exact=True).click()
        expect(page).to_have_url(f"{address}/laes", timeout=2_000)
        page.get_by_role("link", name="Spørg", exact=True).click()
        expect(page.locator(".sv-reworded")).to_have_count(1)
        expect(page.locator(".sv-writing")).to_have_count(0)

        assert len(server.asked) == 1


@pytest.mark.browser
def test_whoever_scrolls_and_asks_on_while_the_answer_comes_is_left_alone_and_has_both(
    page: Page,
) -> None:
    with _served(_paced(0.1)) as (server, address):
        page.goto(address)
        submit(page, PLAN)
        expect(page.locator(".sv-statement")).to_have_count(1)
        page.mouse.move(600, 450)
        page.mouse.wheel(0, -200)
        box = submit(page, "Hvem er tovholder?")
        expect(page.get_by_role("heading", name="Hvem er tovholder?")).to_be_visible()
        early = page.locator(".sv-reworded").count()
        box.press_sequentially("Hvad")
        expect(page.get_by_role("button", name="Kopiér med kilder")).to_have_count(2)
        settled(page)
        place = page.get_by_role("heading", name=PLAN).bounding_box()

        assert early == 0
        assert place
        assert place["y"] > 200
        expect(box).to_be_focused()
        expect(box).to_have_value("Hvad")
        assert len(server.asked) == 2


@pytest.mark.browser
def test_whoever_cannot_wait_has_the_guidelines_words_at_once(page: Page) -> None:
    with _served(_paced(1.0)) as (server, address):
        page.goto(address)
        submit(page, PLAN)
        expect(page.locator(".sv-writing")).to_contain_text("2 s")
        page.get_by_role("button", name=string("da", "ask_instead")).press("Enter")
        expect(page.locator(".sv-writing")).to_have_count(0, timeout=2_000)
        expect(page.get_by_role("heading", name=PLAN)).to_be_focused()

        expect(page.locator(".sv-statement").first).to_contain_text(QUOTED)
        assert page.locator(".sv-reworded").count() == 0


@pytest.mark.browser
def test_the_keyboard_goes_on_at_the_answer_when_its_button_is_gone(page: Page) -> None:
    with _served(_paced(0.06)) as (server, address):
        page.goto(address)
        submit(page, PLAN)
        button = page.get_by_role("button", name=string("da", "ask_instead"))
        button.wait_for()
        page.keyboard.press("Shift+Tab")
        button.focus()
        expect(button).to_have_count(0)

        expect(page.get_by_role("heading", name=PLAN)).to_be_focused()


@pytest.mark.browser
def test_a_link_in_a_tab_that_switched_the_model_off_sends_nothing_and_is_met(page: Page) -> None:
    with _served(_worded) as (server, address):
        page.goto(address)
        for question in (PLAN, "Hvordan defineres kroniske smerter?"):
            ask_in_page(page, question)
        page.get_by_text("Sprogmodel", exact=True).click()
        settled(page)
        server.asked.clear()
        page.goto(f"{address}/?q=Hvem%20er%20tovholder%3F")
        linked = page.get_by_role("heading", name="Hvem er tovholder?")
        expect(linked).to_be_in_viewport()
        expect(page.get_by_test_id("stChatMessage")).to_have_count(6)
        settled(page)

        assert server.asked == []
        expect(linked).to_be_in_viewport()
