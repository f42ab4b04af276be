"""The guideline as a map: in which sections answers lacked something."""

import html
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from corpus import Contents
from eval.published import Place
from views.places import section_link
from views.plain import show
from views.strings import say

WEAKEST = 2
"""So many answers of a section lacked something, and it is named."""


def draw_places(places: Sequence[Place], contents: Contents | None) -> None:
    """Draw how the questions on each section went; titles are those of `contents`."""
    st.header(say("quality_places_heading"), anchor=False)
    whole = sum(one.complete == one.n for one in places)
    show(say("quality_places", whole=whole, all=len(places)))
    weakest = sorted(places, key=lambda one: one.complete - one.n)
    named = [one.section for one in weakest if one.n - one.complete >= WEAKEST]
    if named:
        show(say("quality_places_weakest", sections=", ".join(named)))
    st.html("".join(_chapter(name, list(of), contents) for name, of in groupby(places, _of)))


def _of(place: Place) -> str:
    return place.section.split(",")[0].split(".")[0]


def _chapter(name: str, places: Sequence[Place], contents: Contents | None) -> str:
    title = name if name.startswith("Bilag") else say("quality_chapter", number=name)
    if contents and name in contents.by_number:
        title += f": {contents.by_number[name].title}"
    squares = "".join(map(_square, places))
    return f'<p class="sv-chapter">{html.escape(title)}</p><ul class="sv-map">{squares}</ul>'


def _square(place: Place) -> str:
    lacking = "" if place.complete == place.n else ' class="sv-lacking"'
    link = section_link(place.section, place.section.split(", ")[-1])
    return f"<li{lacking}>{link} {place.complete}/{place.n}</li>"
