"""A source beside the answer: the quote, marked, in its surroundings."""

import html
from dataclasses import dataclass

import streamlit as st

from assistant import Citation, cite_as
from corpus import Section
from views.links import quote_link, source_name
from views.plain import show
from views.strings import language, say

SOURCE_PLACE = "source"
"""The id of the source that is shown."""

SURROUNDINGS = 300
"""Characters of the section shown on each side of a quote, to the nearest paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A quote in its surroundings."""

    text: str
    start: int
    end: int
    """text[start:end] is the quote."""


def draw_source(source: Citation, section: Section) -> None:
    """Draw `source`, which quotes `section`."""
    excerpt = surroundings(section.text, source.start, source.end)
    heading = html.escape(source_name(source))
    st.html(f'<h3 id="{SOURCE_PLACE}" class="sv-heading">{heading}</h3>')
    quote_link(source)
    show(" › ".join([*section.path, section.title]), role="small", quoted=True)
    show(excerpt.text, marked=(excerpt.start, excerpt.end), role="context", quoted=True)
    if source.also_in:
        places = ", ".join(cite_as(number, language()) for number in source.also_in)
        show(say("ask_also", places=places), role="small")


def surroundings(text: str, start: int, end: int) -> Excerpt:
    """The quote text[start:end] with whole paragraphs around it; … where more is left out."""
    opened = text.rfind("\n\n", 0, max(0, start - SURROUNDINGS)) if start > SURROUNDINGS else -2
    first = opened + 2 if opened != -1 else 0
    closed = text.find("\n\n", end + SURROUNDINGS)
    last = closed if closed != -1 else len(text)
    before = "…\n\n" if first else ""
    after = "\n\n…" if last < len(text) else ""
    shift = len(before) - first
    return Excerpt(text=before + text[first:last] + after, start=start + shift, end=end + shift)
