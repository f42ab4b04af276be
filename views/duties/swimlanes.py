"""The picture of the course in the page, where its boxes and arrows can be followed."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from corpus import Responsibility
from views.duties.picture import picture
from views.strings import language


def draw_course(rows: Iterable[Responsibility]) -> None:
    """Draw the course of `rows`; where it is wider than the page, it scrolls on its own."""
    _component()(key="course", data={"svg": picture(rows, language())})


@lru_cache(maxsize=1)
def _component() -> ComponentRenderer:
    folder = files("views.duties")
    return st.components.v2.component(
        "course",
        html='<div class="picture" tabindex="0"></div>',
        css=folder.joinpath("picture.css").read_text("utf-8"),
        js=folder.joinpath("picture.js").read_text("utf-8"),
    )
