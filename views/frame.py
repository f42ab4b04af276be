"""What stands around every page: looks, language, the browser tab, and what this is."""

from collections.abc import Sequence

import streamlit as st

from assistant import FAULTS, Role, Words
from views.chat.attention import turn_place
from views.chat.conversation import Conversation, read_given, read_kept
from views.chat.tab import ForTab, tab
from views.opened import opened
from views.plain import show, style
from views.strings import Language, language, say

_LANGUAGES: dict[Language, str] = {"da": "Dansk", "en": "English"}

_LABELS = {
    '[data-testid="stChatMessageContent"]:has(.sv-question)': "ask_label_question",
    '[data-testid="stChatMessageContent"]:not(:has(.sv-question))': "ask_label_answer",
    '[data-testid="stChatInputSubmitButton"]': "ask_label_send",
    '[data-testid="stFeedback"] [role="radiogroup"]': "ask_label_rating",
    '[data-testid="stFeedback"] button:first-of-type': "ask_label_up",
    '[data-testid="stFeedback"] button:last-of-type': "ask_label_down",
}
"""What Streamlit names in English, to what we call it."""


def conversation() -> Conversation:
    """The conversation of this session."""
    if "conversation" not in st.session_state:
        st.session_state["conversation"] = Conversation()
    talk: Conversation = st.session_state["conversation"]
    return talk


def role() -> Role:
    """Who asks, as this session has chosen."""
    chosen: Role = st.session_state.get("role", "laege")
    return chosen


def words() -> Words:
    """In whose words answers are to be, as this session has chosen."""
    return "model" if st.session_state.get("worded", True) else "guideline"


def open_frame(pages: Sequence[st.Page]) -> None:
    """Draw what stands above a page: links to all `pages`, and the languages.

    Streamlit's own navigation hides in a drawer on a telephone.
    """
    style("views", "style.css")
    with st.container(horizontal=True, gap="xxsmall", key="navigation"):
        for page in pages:
            st.page_link(page, label=page.title)
    st.session_state.setdefault("language", "da")
    st.segmented_control(
        say("language"),
        tuple(_LANGUAGES),
        format_func=_LANGUAGES.__getitem__,
        required=True,
        key="language",
        label_visibility="collapsed",
        persist_state="session",
    )


def close_frame(page: str) -> None:
    """Draw what stands below `page` (its path), and tell the browser tab what it needs to know."""
    talk = conversation()
    with st.bottom:
        show(_about(), role="about")
    tab(
        ForTab(
            page=page,
            session=talk.session,
            kept=talk.kept(language(), role(), worded=words() == "model"),
            restored=talk.restored,
            language=language(),
            attention=talk.attention,
            copied=say("ask_copied"),
            not_copied=say("ask_not_copied"),
            labels={selector: say(name) for selector, name in _LABELS.items()},
        ),
        on_kept=_restore,
    )


def _restore() -> None:
    talk = conversation()
    given = read_given(st.session_state["tab"]["kept"] or "", talk.session)
    if given is None:
        return  # meant for a session that this server no longer has
    talk.restored = True
    if kept := read_kept(given):
        since = len(talk.answers)
        talk.restore(kept)
        if since:  # and shown, as the first of all
            place = turn_place(len(talk.unasked) - 1)
            talk.attention.show(f"#{place}", focused=talk.attention.focused)
        st.session_state["language"] = kept.language
        st.session_state["role"] = kept.role
        st.session_state["worded"] = kept.worded


def _about() -> str:
    try:
        assistant = opened()
    except FAULTS:
        return say("about_down")
    guideline = assistant.library.guideline
    name = "about_model" if assistant.model else "about"
    return say(name, publisher=guideline.publisher, title=guideline.title, year=guideline.year)
