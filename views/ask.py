"""Spørg: a conversation with the guideline."""

from functools import partial

import streamlit as st

from assistant import FAULTS, ROLES, Assistant, LanguageModel, Role
from views.chat.attention import turn_place
from views.chat.conversation import Conversation
from views.chat.save import draw_conversation_menu
from views.chat.suggestions import draw_questions
from views.chat.turn import announce_answer, draw_turn
from views.chat.writing import draw_writing
from views.down import draw_down
from views.frame import conversation, role, words
from views.opened import opened
from views.plain import show
from views.strings import say

EXAMPLES = 4

MOST_TYPED = 10_000
"""Characters that can be put in: enough to be told that a question is too long."""


def page() -> None:
    """Draw the conversation so far, with what is asked now."""
    talk = conversation()
    st.title(say("ask_heading"), anchor=False)
    try:
        with st.spinner(say("ask_opening")):
            assistant = opened()
    except FAULTS:
        draw_down()
        return
    with st.bottom:  # drawn on its own it would have the page scrolled to its end, again and again
        asked = st.chat_input(
            say("ask_placeholder"),
            key="asked",
            max_chars=MOST_TYPED,
            on_submit=_put_in,
            args=(talk,),
        )
    if asked:
        talk.put_in_missed(asked)
    _take_up(talk, assistant, typed=bool(asked))
    _draw_tools(talk, assistant)
    if not talk.answers and not talk.waiting:
        with st.container(key="begin"):  # one thing, for the first answer to take its place
            _draw_examples(talk, assistant.model)
    for at in range(len(talk.answers)):
        if at == len(talk.answers) - 1 and not talk.waiting:  # or what waits will be the latest
            with st.container(key="latest"):
                draw_turn(talk, at, assistant.library)
        else:
            draw_turn(talk, at, assistant.library)


def write_waiting() -> None:
    """Have a language model word the answer to what waits, and show it as it comes.

    The page has been drawn, and begins again when the answer is there.
    """
    talk = conversation()
    if not (talk.waiting and talk.restored and words() == "model"):
        return
    try:
        assistant = opened()
    except FAULTS:
        return
    place = turn_place(len(talk.answers))
    with st.container(key="latest"):
        talk.write_first(assistant, role(), partial(draw_writing, talk))
    talk.attention.show_again(f"#{place}")
    announce_answer(talk)
    st.rerun()


def _put_in(talk: Conversation) -> None:
    talk.put_in(st.session_state["asked"])


def _take_up(talk: Conversation, assistant: Assistant, *, typed: bool) -> None:
    """Ask what is to be asked, and see to it that the user meets the answer."""
    wanted = words()
    asks_model = bool(assistant.model) and wanted == "model"
    talk.ask_again(assistant, role(), "kept" if wanted == "model" else wanted)
    talk.put_in_linked(st.query_params.get("q"))
    if asks_model and not talk.restored:
        return  # the tab may say that none is to be asked
    new, talk.new = talk.new, False
    if asks_model:  # see write_waiting
        if new and talk.pending:
            talk.attention.announce(say("ask_queued"))
        elif new:
            talk.attention.show(f"#{turn_place(len(talk.answers))}", focused=not typed)
            talk.attention.announce(say("ask_writing"))
    elif talk.ask_waiting(assistant, role(), wanted):
        if new:
            talk.attention.show(f"#{turn_place(len(talk.answers) - 1)}", focused=not typed)
        announce_answer(talk)
    st.query_params.pop("q", None)  # a reload must not ask it again


def _draw_tools(talk: Conversation, assistant: Assistant) -> None:
    st.session_state.setdefault("role", "laege")
    with st.container(horizontal=True, vertical_alignment="bottom", key="tools"):
        st.segmented_control(
            say("ask_role"),
            ROLES,
            format_func=lambda one: say(f"ask_role_{one}"),
            required=True,
            key="role",
            persist_state="session",
            wrap=True,
        )
        if assistant.model:
            st.session_state.setdefault("worded", True)
            st.toggle(say("ask_model"), key="worded", persist_state="session")
        if talk.answers:
            draw_conversation_menu(talk, assistant.library.guideline)
    if model := assistant.model:
        sent = say("ask_sent_to", model=model.name, address=model.address)
        show(sent if words() == "model" else say("ask_sent_nowhere"), role="small")


def _draw_examples(talk: Conversation, model: LanguageModel | None) -> None:
    asks: Role = role()
    lead = "ask_lead_model" if model and words() == "model" else "ask_lead"
    show(say(lead), role="lead")
    questions = tuple(say(f"ask_example_{asks}_{n}") for n in range(1, EXAMPLES + 1))
    draw_questions(talk, say("ask_examples"), questions, f"example-{asks}")
    if talk.former or talk.former_waiting:
        st.button(say("ask_undo"), key="undo", icon=":material/undo:", on_click=talk.undo_clear)
