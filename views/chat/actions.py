"""What can be done with an answer: copy it, say whether it helped."""

import html
from datetime import date

import streamlit as st

from assistant import FeedbackStore, FeedbackUnwritable, told
from corpus import Guideline
from views.chat.conversation import Conversation
from views.export import as_text
from views.plain import label
from views.strings import language, say

LONGEST_COMMENT = 1_000
"""Characters of a comment."""


def draw_actions(talk: Conversation, at: int, guideline: Guideline) -> None:
    """Draw what can be done with the answer of turn `at`."""
    text = as_text(talk.answers[at], guideline, language(), date.today())
    thumbs, comment = f"thumbs-{talk.token}-{at}", f"comment-{talk.token}-{at}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<button type="button" class="sv-copy" data-copy="{html.escape(text)}">'
            f"{html.escape(say('ask_copy'))}</button>",
            width="content",
        )
        st.feedback("thumbs", key=thumbs, on_change=_rate, args=(talk, at), persist_state="session")
    if st.session_state[thumbs] is not None:
        st.text_input(
            say("ask_thanks"),
            key=comment,
            placeholder=say("ask_comment"),
            max_chars=LONGEST_COMMENT,
            on_change=_rate,
            args=(talk, at),
        )
    if talk.unrated and talk.unrated[0] == at:
        st.warning(label(talk.unrated[1]))


def _rate(talk: Conversation, at: int) -> None:
    thumbs = st.session_state[f"thumbs-{talk.token}-{at}"]
    if thumbs is None:
        return
    comment = st.session_state.get(f"comment-{talk.token}-{at}", "")
    try:
        FeedbackStore().add(
            talk.answers[at], helpful=bool(thumbs), comment=comment, key=f"{talk.token}-{at}"
        )
    except FeedbackUnwritable as error:
        talk.unrated = (at, told(error))
    else:
        talk.unrated = None
        if comment:
            st.toast(say("ask_sent"))
