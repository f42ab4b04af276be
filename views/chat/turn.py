"""One turn of a conversation: what was asked, what the guideline says, and where it says so."""

import html
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant import (
    Answer,
    Citation,
    Statement,
    binding_line,
    checklist_for,
    phrase,
    responsibilities_for,
    written_line,
)
from corpus import Library, select
from views.chat.actions import draw_actions
from views.chat.attention import turn_place
from views.chat.conversation import Conversation
from views.chat.source import SOURCE_PLACE, draw_source
from views.chat.suggestions import draw_questions
from views.links import checklist_link, responsibilities_link, section_link, source_name
from views.plain import badge, label, show, show_quote
from views.strings import language, say


def draw_turn(talk: Conversation, at: int, library: Library) -> None:
    """Draw turn `at` (from 0) of `talk`, with the source that is opened beside it."""
    answer = talk.answers[at]
    _, reply, right = draw_places(answer.question, at)
    with reply:
        _draw_answer(talk, at, library)
        if answer.status != "invalid":
            draw_actions(talk, at, library.guideline)
        if at == len(talk.answers) - 1 and answer.suggestions:
            draw_questions(talk, say("ask_on"), answer.suggestions, f"on-{at}")
    if talk.opened and talk.opened[0] == at:
        with right, st.container(key=f"source-{at}", border=True, gap="small"):
            source = answer.sources[talk.opened[1] - 1]
            draw_source(source, library.contents.by_number[source.section])
            st.button(
                say("ask_close"),
                key=f"close-{at}",
                icon=":material/close:",
                type="tertiary",
                on_click=_close,
                args=(talk,),
            )


def draw_places(question: str, at: int) -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Draw the question of turn `at`, and the places for the rest of it.

    The conversation's column, the answer in it, and the column for a source.
    """
    left, right = st.columns([7, 5], gap="large")
    with left:
        draw_question(question, at)
        return left, st.chat_message("assistant", avatar=":material/menu_book:"), right


def draw_question(question: str, at: int) -> None:
    """Draw what was asked in turn `at`."""
    with st.chat_message("user", avatar=":material/person:"):
        asked = html.escape(question or say("ask_empty"))
        st.html(f'<h2 id="{turn_place(at)}" class="sv-question">{asked}</h2>')


def announce_answer(talk: Conversation) -> None:
    """Have a screen reader read out the latest answer."""
    talk.attention.announce(say("ask_answered", text=talk.answers[-1].text))


def draw_notices(answer: Answer) -> None:
    """Draw what is to be known before `answer` is used; that a model failed is no alarm."""
    drawn = {"emergency": st.error, "fallback": st.info}
    for notice in answer.notices:
        drawn.get(notice.kind, st.warning)(label(notice.text))


def draw_said(statement: Statement) -> None:
    """Draw what a statement says: as a quote, or as what a language model made of one."""
    if statement.verbatim:
        show_quote(statement.text)
    else:
        show(statement.text, role="reworded", quoted=True)
        st.html(badge(None, say("ask_reworded")), width="content")


def _draw_answer(talk: Conversation, at: int, library: Library) -> None:
    answer = talk.answers[at]
    draw_notices(answer)
    if answer.asked_as != answer.question:
        show(say("ask_understood", question=answer.asked_as), role="small")
    for number, statement in enumerate(answer.statements):
        _draw_statement(talk, at, number, statement)
    if answer.status == "invalid":
        show(answer.text)
    elif not answer.statements:
        _draw_refusal(answer, library)
    else:
        if answer.generation:
            show(written_line(replace(answer, language=language())), role="small")
        _draw_onward(answer, library)


def _draw_statement(talk: Conversation, at: int, number: int, statement: Statement) -> None:
    answer = talk.answers[at]
    draw_said(statement)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"under-{at}-{number}"
    ):
        if binding := binding_line(statement):
            st.html(badge(statement.modality, binding, unseen=say("ask_binds")), width="content")
        told = {n for before in answer.statements[:number] for n in before.citations}
        for n in statement.citations:
            source = answer.sources[n - 1]
            name = say("ask_source_again", n=n) if n in told else source_name(source)
            st.button(
                label(name),
                key=f"cite-{at}-{number}-{n}",
                type="tertiary",
                on_click=_open,
                args=(talk, at, source, f".st-key-cite-{at}-{number}-{n} button"),
            )


def _draw_onward(answer: Answer, library: Library) -> None:
    """Links to the tasks and the checklist that belong to an answer."""
    wanted = responsibilities_for(answer, library)
    if wanted:
        responsibilities_link(wanted, len(select(library.responsibilities, wanted)))
    if checklist := checklist_for(answer, library.checklists):
        checklist_link(checklist)


def _draw_refusal(answer: Answer, library: Library) -> None:
    show(phrase(language(), answer.status))
    if pointer := answer.redirect:
        show(say("ask_pointer"), role="small")
        show_quote(pointer.text)
        section_link(pointer.section, library.contents.by_number[pointer.section].title)
    if answer.status == "not_covered":
        show(say("ask_nearest"), role="small")
        for number in answer.nearest:
            if not pointer or number != pointer.section:
                section_link(number, library.contents.by_number[number].title)


def _open(talk: Conversation, at: int, source: Citation, button: str) -> None:
    """Show `source`, or no longer where it is shown; `button` is what was pressed."""
    if talk.opened == (at, source.n):
        _close(talk)
        return
    talk.opened, talk.opened_by = (at, source.n), button
    talk.attention.show(f"#{SOURCE_PLACE}", focused=True)
    talk.attention.announce(say("ask_shown", n=source.n))


def _close(talk: Conversation) -> None:
    talk.opened = None
    talk.attention.show(talk.opened_by, focused=True)
