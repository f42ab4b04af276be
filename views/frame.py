"""What stands around every page: looks, language, the browser tab, and what this is."""

from importlib.resources import files

import streamlit as st

from assistant import FAULTS, Role
from views.chat.conversation import Conversation, read_kept
from views.chat.tab import ForTab, tab
from views.opened import opened
from views.plain import show
from views.strings import Language, language, say

_LANGUAGES: dict[Language, str] = {"da": "Dansk", "en": "English"}


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


def open_frame() -> None:
    """Draw what stands above a page."""
    css = files("views").joinpath("style.css").read_text("utf-8")
    st.html(f"<style>{css}</style>")
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


def close_frame() -> None:
    """Draw what stands below a page, and tell the browser tab what it needs to know."""
    talk = conversation()
    with st.bottom:
        show(_about(), role="about")
    tab(
        ForTab(
            session=talk.session,
            kept=talk.kept(language(), role()),
            language=language(),
            announced=talk.announced,
            announcement=talk.news,
            scrolled_to=talk.scrolled_to,
            copied=say("ask_copied"),
            not_copied=say("ask_not_copied"),
        ),
        on_kept=_restore,
    )


def _restore() -> None:
    kept = read_kept(st.session_state["tab"]["kept"] or "")
    if kept:
        conversation().restore(kept)
        st.session_state["language"] = kept.language
        st.session_state["role"] = kept.role


def _about() -> str:
    try:
        guideline = opened().library.guideline
    except FAULTS:
        return say("about_down")
    return say("about", publisher=guideline.publisher, title=guideline.title, year=guideline.year)
