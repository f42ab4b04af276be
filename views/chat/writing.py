"""An answer that a language model is wording: each statement as it has been checked."""

import streamlit as st

from assistant import Answer, Watch
from views.chat.turn import draw_notices, draw_question, draw_said
from views.plain import show
from views.strings import say


def draw_writing(found: Answer, place: str) -> Watch:
    """Draw the question and the notices of `found`, the answer in the guideline's own words.

    What is returned draws each statement, where they are to stand, when it gets one more.
    `place` is the id of the turn.
    """
    left, _ = st.columns([7, 5], gap="large")
    with left:
        draw_question(found.question, place)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            draw_notices(found)
            body = st.container()
            if not found.abstained:
                show(say("ask_writing"), role="writing")
    drawn = 0

    def watch(so_far: Answer) -> None:
        nonlocal drawn
        with body:
            for statement in so_far.statements[drawn:]:
                draw_said(statement)
        drawn = len(so_far.statements)

    return watch
