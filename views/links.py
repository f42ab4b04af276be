"""Links from page to page, inside the running app."""

import streamlit as st

from assistant import Citation, cite_as, phrase
from views import read
from views.plain import label
from views.strings import language, say

READER = "laes"


def reader() -> st.Page:
    """The reader, as the navigation knows it."""
    return st.Page(read.page, title=say("read_page"), url_path=READER, icon=":material/menu_book:")


def _place(source: Citation) -> str:
    """Where a source stands, shortly: "afsnit 7.2, side 43"."""
    section = cite_as(source.section, language())
    if source.page is None:
        return section
    return f"{section}, {phrase(language(), 'page')} {source.page}"


def source_name(source: Citation) -> str:
    """What a source is called: "Kilde 1: afsnit 7.2, side 43"."""
    return say("ask_source", n=source.n, place=_place(source))


def section_link(number: str, title: str) -> None:
    """A link to a section in the reader."""
    st.page_link(
        reader(),
        label=label(f"{cite_as(number, language())}: {title}"),
        query_params={"sektion": number},
    )


def quote_link(source: Citation) -> None:
    """A link to a quote, marked, in the reader."""
    st.page_link(
        reader(),
        label=say("ask_read"),
        icon=":material/menu_book:",
        query_params={"sektion": source.section, "citat": f"{source.start}-{source.end}"},
    )
