"""Links from page to page, inside the running app."""

import streamlit as st

from assistant import Citation, cite_as
from corpus import Checklist, Wanted
from views import checklists, read, responsibilities
from views.places import READER, place_name
from views.plain import label
from views.strings import language, say

RESPONSIBILITIES = "ansvar"
CHECKLISTS = "tjeklister"


def reader() -> st.Page:
    """The reader, as the navigation knows it."""
    return st.Page(read.page, title=say("read_page"), url_path=READER, icon=":material/menu_book:")


def responsibilities_page() -> st.Page:
    """The page with the tasks, as the navigation knows it."""
    return st.Page(
        responsibilities.page,
        title=say("duties_page"),
        url_path=RESPONSIBILITIES,
        icon=":material/groups:",
    )


def checklists_page() -> st.Page:
    """The page with the checklists, as the navigation knows it."""
    return st.Page(
        checklists.page,
        title=say("lists_page"),
        url_path=CHECKLISTS,
        icon=":material/checklist:",
    )


def source_name(source: Citation) -> str:
    """What a source is called: "Kilde 1: afsnit 7.2, side 43"."""
    place = place_name(source.section, source.page, language())
    return say("ask_source", n=source.n, place=place)


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


def responsibilities_link(wanted: Wanted, n: int) -> None:
    """A link to the `n` tasks that are `wanted`."""
    asked = {responsibilities.ACTOR: wanted.actors, responsibilities.STAGE: wanted.stages}
    st.page_link(
        responsibilities_page(),
        label=label(say("duties_fits", actors=", ".join(wanted.actors), n=n)),
        query_params=[(key, value) for key, values in asked.items() for value in values],
    )


def checklist_link(checklist: Checklist) -> None:
    """A link to a checklist."""
    st.page_link(
        checklists_page(),
        label=label(say("lists_fits", title=checklist.title)),
        query_params={checklists.LIST: checklist.name},
    )
