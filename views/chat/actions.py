"""What can be done with an answer: copy it, say whether it helped."""

import logging
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from assistant import LONGEST_COMMENT, FeedbackStore, FeedbackUnwritable
from corpus import Guideline
from views.chat.conversation import Conversation
from views.export import as_text
from views.plain import copy_button
from views.strings import language, say

_log = logging.getLogger(__name__)


def draw_actions(talk: Conversation, at: int, guideline: Guideline) -> None:
    """Draw what can be done with the answer of turn `at`."""
    text = as_text(talk.answers[at], guideline, language(), date.today())
    thumbs, comment = f"thumbs-{talk.token}-{at}", f"comment-{talk.token}-{at}"
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button(say("ask_copy"), text)
        link = f"/?{urlencode({'q': talk.answers[at].question})}"
        copy_button(say("ask_link"), link, about=" data-link")
        st.feedback("thumbs", key=thumbs, on_change=_rate, args=(talk, at), persist_state="session")
    if st.session_state[thumbs] is not None:
        with st.form(f"form-{at}", border=False, clear_on_submit=False):
            st.text_input(
                say("ask_thanks"),
                key=comment,
                placeholder=say("ask_comment"),
                max_chars=LONGEST_COMMENT,
                persist_state="session",
            )
            st.form_submit_button(say("ask_send"), on_click=_rate, args=(talk, at))
    if talk.unrated == at:
        st.warning(say("ask_not_rated"))


def _rate(talk: Conversation, at: int) -> None:
    thumbs = st.session_state[f"thumbs-{talk.token}-{at}"]
    store, key = FeedbackStore(), f"{talk.token}-{talk.session}-{at}"
    comment = st.session_state.get(f"comment-{talk.token}-{at}", "")
    try:
        if thumbs is None:
            store.withdraw(key)
        else:
            store.add(talk.answers[at], helpful=bool(thumbs), comment=comment, key=key)
    except FeedbackUnwritable as error:
        _log.warning("%s", error)
        talk.unrated = at
    else:
        talk.unrated = None
        if comment:
            st.toast(say("ask_sent"))
