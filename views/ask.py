"""Spørg: a conversation with the guideline."""

import streamlit as st

from assistant import FAULTS, ROLES, Assistant, Role
from views.chat.conversation import Conversation
from views.chat.save import draw_conversation_menu
from views.chat.suggestions import draw_questions
from views.chat.turn import draw_turn, turn_place
from views.down import draw_down
from views.frame import conversation, role
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
    if asked and not talk.taken:
        talk.put_in(asked)
    _take_up(talk, assistant, typed=bool(asked))
    _draw_tools(talk, assistant)
    if not talk.answers:
        _draw_examples(talk, role())
    for at in range(len(talk.answers) - 1):
        draw_turn(talk, at, assistant.library)
    if talk.answers:
        with st.container(key="latest"):
            draw_turn(talk, len(talk.answers) - 1, assistant.library)


def _put_in(talk: Conversation) -> None:
    talk.take(st.session_state["asked"])


def _take_up(talk: Conversation, assistant: Assistant, *, typed: bool) -> None:
    """Ask what is to be asked, and see to it that the user meets the answer."""
    talk.taken = False
    talk.ask_again(assistant, role())
    talk.put_in_linked(st.query_params.get("q"))
    if talk.ask_waiting(assistant, role()):
        said = say("ask_answered", text=talk.answers[-1].text)
        talk.attention.show(f"#{turn_place(len(talk.answers) - 1)}", focused=not typed)
        talk.attention.announce(said)
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
        if talk.answers:
            draw_conversation_menu(talk, assistant.library.guideline)


def _draw_examples(talk: Conversation, asks: Role) -> None:
    show(say("ask_lead"), role="lead")
    questions = tuple(say(f"ask_example_{asks}_{n}") for n in range(1, EXAMPLES + 1))
    draw_questions(talk, say("ask_examples"), questions, f"example-{asks}")
    if talk.former:
        st.button(say("ask_undo"), key="undo", icon=":material/undo:", on_click=talk.undo_clear)
