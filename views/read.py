"""The reader: the whole guideline, to be read, searched, linked to and printed."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from assistant import FAULTS
from corpus import Library
from views.down import draw_down
from views.opened import opened
from views.plain import style
from views.reading.additions import section_id
from views.reading.article import article
from views.strings import Language, language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the reader opens at."""

    element: str
    """The id of its section's element."""
    start: int
    end: int
    """Of the section's text; alike where the section itself is meant."""


def page() -> None:
    """Draw the guideline, at the place that the address asks for."""
    try:
        library = opened().library
    except FAULTS:
        draw_down()
        return
    asked = st.query_params.to_dict()
    target = find_target(library, asked)
    if target is None and asked.keys() & {"sektion", "passage", "citat"}:
        st.info(say("read_nowhere"))
    style("views.reading", "read.css")
    st.html(_article(library.guideline.sha256, language()))
    _reader()(key="reader", data={"target": asdict(target) if target else None})


def find_target(library: Library, asked: Mapping[str, str]) -> Target | None:
    """The place that `asked` names by "passage", "sektion", or "sektion" and "citat".

    None where there is no such place, or none is named.
    """
    if "passage" in asked:
        passage = library.by_id.get(asked["passage"])
        if passage is None:
            return None
        element = section_id(passage.section)
        return Target(element=element, start=passage.start, end=passage.end)
    section = library.contents.by_number.get(asked.get("sektion", ""))
    quote = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", asked.get("citat", "0-0"))
    if section is None or quote is None:
        return None
    start, end = int(quote[1]), int(quote[2])
    if end > len(section.text) or ("citat" in asked and start >= end):
        return None
    return Target(element=section_id(section.number), start=start, end=end)


@lru_cache(maxsize=4)
def _article(sha256: str, language: Language) -> str:
    """The article of the guideline whose source has that hash: the one that is open."""
    return article(opened().library, language)


@lru_cache(maxsize=1)
def _reader() -> ComponentRenderer:
    return st.components.v2.component(
        "laeser", js=files("views.reading").joinpath("reader.js").read_text("utf-8")
    )
