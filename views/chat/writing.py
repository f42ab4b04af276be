"""An answer that a language model is wording: each statement as it has been checked."""

import streamlit as st

from assistant import Answer
from views.chat.attention import turn_place
from views.chat.conversation import Conversation
from views.chat.pending import Follow
from views.chat.turn import announce_answer, draw_notices, draw_places, draw_question, draw_said
from views.plain import show
from views.strings import say


def draw_writing(talk: Conversation, found: Answer) -> Follow:
    """Draw the question and the notices of `found`, the answer in the guideline's own words.

    What is returned draws each statement, where they are to stand, when there is one more.
    """
    at = len(talk.answers)
    left, reply, _ = draw_places(found.question, at)
    with reply:
        draw_notices(found)
        body = st.container()
        below = st.empty()
        if not found.abstained:
            st.button(
                say("ask_instead"),
                key=f"instead-{at}",
                icon=":material/menu_book:",
                type="tertiary",
                on_click=_show_instead,
                args=(talk, at),
            )
    with left:
        for later, question in enumerate(talk.waiting[1:], start=at + 1):
            draw_question(question, later)
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


def _show_instead(talk: Conversation, at: int) -> None:
    """Answer in the guideline's own words, and bring them before whoever pressed the button."""
    if at != len(talk.answers):  # the model was faster
        return
    talk.stop_writing()
    talk.attention.show(f"#{turn_place(at)}", focused=True)
    announce_answer(talk)
