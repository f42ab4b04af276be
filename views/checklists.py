"""Tjeklister: what the guideline asks for in one situation, to be ticked and copied."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from assistant import FAULTS
from corpus import Checklist, ChecklistItem, Guideline
from views.down import draw_down
from views.opened import opened
from views.places import quote_link
from views.plain import as_html, badge, copy_button, label, show, style
from views.strings import language, say
from views.ticking.text import as_text, plain, ticked_as_text

LIST = "liste"
"""What names the chosen list in the address."""


def page() -> None:
    """Draw the list that is chosen."""
    st.title(say("lists_heading"), anchor=False)
    try:
        library = opened().library
    except FAULTS:
        draw_down()
        return
    style("views.ticking", "ticking.css")
    with st.container(key="lists"):
        show(say("lists_lead"), role="lead")
        titles = {one.name: one.title for one in library.checklists}
        asked = st.query_params.get(LIST, "")
        if LIST not in st.session_state and asked in titles:
            st.session_state[LIST] = asked
        name = st.selectbox(
            say("lists_choose"),
            titles,
            format_func=titles.__getitem__,
            key=LIST,
            on_change=_note_in_address,
        )
        chosen = next(one for one in library.checklists if one.name == name)
        _draw(chosen, library.guideline)


def _note_in_address() -> None:
    st.query_params[LIST] = st.session_state[LIST]


def _draw(checklist: Checklist, guideline: Guideline) -> None:
    st.header(label(checklist.title), anchor=False)
    show(checklist.use)
    actions = st.container(horizontal=True, key="list-actions")
    numbered = list(enumerate(checklist.items))
    for group, items in groupby(numbered, lambda one: one[1].group):
        st.subheader(label(group), anchor=False)
        for at, item in items:
            _draw_item(item, _key(checklist, at))
    ticked = [at for at, _ in numbered if st.session_state[_key(checklist, at)]]
    with actions:
        copy_button(say("lists_copy"), as_text(checklist, ticked, guideline, language()))
        if ticked:
            some = ticked_as_text(checklist, ticked, guideline, language())
            copy_button(say("lists_copy_ticked"), some)
            keys = [_key(checklist, at) for at in ticked]
            st.button(
                say("lists_clear"), key="untick", type="tertiary", on_click=_untick, args=(keys,)
            )
    show(say("lists_note"), role="small")


def _key(checklist: Checklist, at: int) -> str:
    return f"tick-{checklist.name}-{at}"


def _draw_item(item: ChecklistItem, key: str) -> None:
    with st.container(key=f"item-{key}", gap="xxsmall"):
        st.checkbox(label(plain(item.text)), key=key)
        binds = (
            badge(item.modality, item.modality, unseen=say("ask_binds")) if item.modality else ""
        )
        quoted = ""
        if item.task:
            quoted = f'<blockquote lang="da">{as_html(item.quote.text)}</blockquote>'
        link = quote_link(item.quote, language())
        st.html(f'<div class="sv-item"><p>{binds} {link}</p>{quoted}</div>')


def _untick(keys: Sequence[str]) -> None:
    for key in keys:
        st.session_state[key] = False
