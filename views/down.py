"""What a page shows while the guideline can't be asked."""

import streamlit as st

from views.plain import show
from views.strings import say


def draw_down() -> None:
    """Say that it can't be asked, what whoever runs the server can do, and offer to try again.

    The cause is in the log: it names folders of the server.
    """
    st.error(say("down"))
    show(say("down_way_out"))
    st.button(say("down_again"), key="again", icon=":material/refresh:")
