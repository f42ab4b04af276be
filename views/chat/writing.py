"""An answer that a language model is wording: each statement as it has been checked."""

import streamlit as st

from assistant import Answer
from views.chat.attention import turn_place
from views.chat.conversation import Conversation
from views.chat.pending import Follow
from views.chat.turn import draw_notices, draw_question, draw_said
from views.plain import show
from views.strings import say


def draw_writing(talk: Conversation, found: Answer) -> Follow:
    """Draw the question and the notices of `found`, the answer in the guideline's own words.

    What is returned draws each statement, where they are to stand, when there is one more.
    """
    place = turn_place(len(talk.answers))
    left, _ = st.columns([7, 5], gap="large")
    with left:
        draw_question(found.question, place)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            draw_notices(found)
            body = st.container()
            below = st.empty()
            if not found.abstained:
                st.button(
                    say("ask_instead"),
                    key=f"instead-{place}",
                    icon=":material/menu_book:",
                    type="tertiary",
                    on_click=_show_instead,
                    args=(talk, place),
                )
        for later, question in enumerate(talk.waiting[1:], start=len(talk.answers) + 1):
            draw_question(question, turn_place(later))
    drawn = 0

    def follow(so_far: Answer | None, seconds: float) -> None:
        nonlocal drawn
        if so_far:
            with body:
                for statement in so_far.statements[drawn:]:
                    draw_said(statement)
            drawn = len(so_far.statements)
        with below:
            show(f"{say('ask_writing')} {seconds:.0f} s", role="writing")

    return follow


def _show_instead(talk: Conversation, place: str) -> None:
    """Answer in the guideline's own words, and bring them before whoever pressed the button."""
    if place != turn_place(len(talk.answers)):  # the model was faster
        return
    talk.stop_writing()
    talk.attention.show(f"#{place}", focused=True)
    talk.attention.announce(say("ask_answered", text=talk.answers[-1].text))
