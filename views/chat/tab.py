"""What only the browser can do: keep a conversation in its tab, copy, announce an answer."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from views.chat.attention import Attention

_HTML = '<div role="status" aria-live="polite"></div>'
_CSS = "div{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForTab:
    """What the browser tab is told at each run of a page."""

    page: str
    """The path of the page: the conversation's is empty."""
    session: str
    """Names the session: another one than before means that the server lost the former."""
    kept: str
    """To be kept by the tab, and given back to a new session."""
    restored: bool
    """The session was given back what was kept, or told that nothing was."""
    language: str
    attention: Attention
    copied: str
    """What to say when an answer was copied, and when it could not be."""
    not_copied: str
    labels: dict[str, str]
    """CSS selectors of what Streamlit names in English, to the names that it is to have."""


def tab(told: ForTab, *, on_kept: Callable[[], None]) -> None:
    """Tell the tab; `on_kept` is called when st.session_state["tab"]["kept"] has what it kept.

    That is JSON: {"session": the session it is for, "kept": what was kept}.
    """
    _component()(key="tab", data=asdict(told), on_kept_change=on_kept)


@lru_cache(maxsize=1)
def _component() -> ComponentRenderer:
    script = files("views.chat").joinpath("tab.js").read_text("utf-8")
    return st.components.v2.component("tab", html=_HTML, css=_CSS, js=script)
