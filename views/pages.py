"""The pages, and the addresses that they have."""

import streamlit as st

from views import ask, course, quality
from views.links import CHECKLISTS, RESPONSIBILITIES, checklists_page, reader, responsibilities_page
from views.places import READER
from views.strings import say

COURSE = "kursus"
QUALITY = "kvalitet"
PATHS = tuple(f"/{path}" for path in ("", READER, RESPONSIBILITIES, CHECKLISTS, COURSE, QUALITY))


def pages() -> list[st.Page]:
    """Every page, in the order of the navigation; the first is what the bare address shows."""
    return [
        st.Page(ask.page, title=say("ask_page"), icon=":material/forum:", default=True),
        reader(),
        responsibilities_page(),
        checklists_page(),
        st.Page(
            course.page,
            title=say("course_page_title"),
            url_path=COURSE,
            icon=":material/school:",
        ),
        st.Page(
            quality.page,
            title=say("quality_page"),
            url_path=QUALITY,
            icon=":material/monitoring:",
        ),
    ]
