"""Spørg: a conversation with the guideline."""

import streamlit as st

from assistant import FAULTS, ROLES, Assistant, Role, told
from views.chat.conversation import Conversation
from views.chat.save import draw_conversation_menu
from views.chat.turn import draw_turn, turn_place
from views.frame import conversation, role
from views.opened import opened
from views.plain import label, show
from views.strings import say

EXAMPLES = 4


def page() -> None:
    """Draw the conversation so far, with what is asked now."""
    talk = conversation()
    st.title(say("ask_heading"), anchor=False)
    try:
        with st.spinner(say("ask_opening")):
            assistant = opened()
    except FAULTS as error:
        st.error(say("ask_down"))
        show(told(error))
        return
    st.chat_input(say("ask_placeholder"), key="asked", on_submit=_put_in, args=(talk,))
    _take_up(talk, assistant)
    _draw_tools(talk, assistant)
    if not talk.answers:
        _draw_examples(talk, role())
    for at in range(len(talk.answers) - 1):
        draw_turn(talk, at, assistant.library)
    if talk.answers:
        with st.container(key="latest"):
            draw_turn(talk, len(talk.answers) - 1, assistant.library)
            if suggestions := talk.answers[-1].suggestions:
                _draw_questions(talk, say("ask_on"), suggestions, f"on-{len(talk.answers)}")


def _put_in(talk: Conversation) -> None:
    talk.put_in(st.session_state["asked"])


def _take_up(talk: Conversation, assistant: Assistant) -> None:
    """Ask what is to be asked, and see to it that the user meets the answer."""
    talk.put_in_linked(st.query_params.get("q"))
    if talk.ask_all(assistant, role()):
        talk.scrolled_to = turn_place(len(talk.answers) - 1)
        talk.announce(say("ask_answered", text=talk.answers[-1].text))
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
        )
        if talk.answers:
            draw_conversation_menu(talk, assistant.library.guideline)


def _draw_examples(talk: Conversation, asks: Role) -> None:
    show(say("ask_lead"), role="lead")
    questions = tuple(say(f"ask_example_{asks}_{n}") for n in range(1, EXAMPLES + 1))
    _draw_questions(talk, say("ask_examples"), questions, f"example-{asks}")


def _draw_questions(talk: Conversation, heading: str, questions: tuple[str, ...], key: str) -> None:
    show(heading, role="small")
    with st.container(horizontal=True, gap="small"):
        for at, question in enumerate(questions):
            st.button(
                label(question),
                key=f"{key}-{at}",
                wrap=True,
                on_click=talk.put_in,
                args=(question,),
            )
