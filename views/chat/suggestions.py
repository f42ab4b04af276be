"""Questions to click on."""

from collections.abc import Sequence

import streamlit as st

from views.chat.conversation import Conversation
from views.plain import label, show


def draw_questions(talk: Conversation, heading: str, questions: Sequence[str], key: str) -> None:
    """Draw `questions` under `heading`, each a button that asks it."""
    show(heading, role="small")
    with st.container(horizontal=True, gap="small"):
        for at, question in enumerate(questions):
            clicked = st.button(
                label(question),
                key=f"{key}-{at}",
                wrap=True,
                on_click=talk.put_in,
                args=(question,),
            )
            if clicked and talk.put_in_missed(question):
                st.rerun()
