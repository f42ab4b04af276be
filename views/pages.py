"""The pages, and the addresses that they have."""

import streamlit as st

from views import ask, quality
from views.links import READER, reader
from views.strings import say

QUALITY = "kvalitet"
PATHS = ("/", f"/{READER}", f"/{QUALITY}")


def pages() -> list[st.Page]:
    """Every page, in the order of the navigation; the first is what the bare address shows."""
    return [
        st.Page(ask.page, title=say("ask_page"), icon=":material/forum:", default=True),
        reader(),
        st.Page(
            quality.page,
            title=say("quality_page"),
            url_path=QUALITY,
            icon=":material/monitoring:",
        ),
    ]
