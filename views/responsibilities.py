"""Ansvar: who does what, by which law, and where the guideline says so."""

from collections.abc import Sequence

import streamlit as st

from assistant import FAULTS
from corpus import ACTORS, MODALITIES, STAGES, Responsibility, Wanted, laws_of, select
from views.down import draw_down
from views.duties.matrix import draw_matrix
from views.duties.picture import picture
from views.duties.rows import listed
from views.duties.swimlanes import draw_course
from views.export.format import CSV, EXCEL, SVG
from views.export.sheet import as_csv, as_xlsx
from views.frame import conversation
from views.opened import opened
from views.plain import show, style
from views.saving import draw_save
from views.strings import language, say

ACTOR, BINDING, STAGE, LAW, WORDS = "aktoer", "binding", "fase", "lov", "ord"
"""The choices by their names in the address, which are their keys too."""

CHOICES = {ACTOR, BINDING, STAGE, LAW, WORDS}

MOST_TYPED = 200


def page() -> None:
    """Draw the course as a picture, the tasks in numbers, and those that are chosen."""
    st.title(say("duties_heading"), anchor=False)
    try:
        library = opened().library
    except FAULTS:
        draw_down()
        return
    rows = library.responsibilities
    if ACTOR not in st.session_state and st.query_params.keys() & CHOICES:  # a link to some of them
        _show_list()
    style("views.duties", "duties.css")
    with st.container(key="duties"):
        show(say("duties_lead"), role="lead")
        _draw_picture(rows)
        st.header(say("duties_matrix_heading"), anchor=False)
        show(say("duties_matrix"), role="small")
        draw_matrix(rows, chosen=_chosen_cell(), on_cell=_choose_cell)
        st.header(say("duties_list_heading"), anchor=False)
        show(say("duties_unnamed"), role="small")
        wanted = _draw_choices(rows)
        found = select(rows, wanted)
        _draw_found(found, len(rows))


def _draw_picture(rows: Sequence[Responsibility]) -> None:
    st.header(say("duties_picture_heading"), anchor=False)
    draw_course(rows)
    saved = picture(rows, language(), base=f"{_address()}/")
    draw_save(SVG, saved, "smerteforloeb", label=say("duties_picture_save"))


def _address() -> str:
    """Where the app is, as this browser knows it, without the page's own path."""
    return (st.context.url or "").rsplit("/", 1)[0]


def _draw_choices(rows: Sequence[Responsibility]) -> Wanted:
    actors = [actor for actor in ACTORS if any(row.actor == actor for row in rows)]
    with st.container(horizontal=True, gap="small", key="choices"):
        _draw_choice(ACTOR, "duties_actor", actors)
        _draw_choice(STAGE, "duties_stage", STAGES)
        _draw_choice(LAW, "duties_law", laws_of(rows))
        st.text_input(
            say("duties_words"),
            key=WORDS,
            type="search",
            placeholder=say("duties_words_example"),
            max_chars=MOST_TYPED,
            bind="query-params",
        )
    st.pills(
        say("duties_binding"),
        MODALITIES,
        selection_mode="multi",
        key=BINDING,
        bind="query-params",
    )
    chosen = st.session_state
    return Wanted(
        actors=tuple(chosen[ACTOR]),
        modalities=tuple(chosen[BINDING]),
        stages=tuple(chosen[STAGE]),
        laws=tuple(chosen[LAW]),
        words=chosen[WORDS],
    )


def _draw_choice(key: str, name: str, options: Sequence[str]) -> None:
    st.multiselect(say(name), options, key=key, placeholder=say("duties_any"), bind="query-params")


def _draw_found(found: Sequence[Responsibility], all_of_them: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="found"):
        show(say("duties_count", n=len(found), all=all_of_them), role="status")
        st.button(say("duties_clear"), key="clear", type="tertiary", on_click=_clear)
        draw_save(CSV, as_csv(found, language()), "ansvar")
        draw_save(EXCEL, as_xlsx(found, language()), "ansvar")
    if found:
        st.html(listed(found, language()))
    else:
        st.info(say("duties_none"))


def _show_list() -> None:
    conversation().attention.show(".st-key-choices", focused=False)


def _choose_cell() -> None:
    _show_list()
    actor, stage = st.session_state["matrix"]["cell"]
    chosen = _chosen_cell() == (actor, stage)
    _clear()
    if not chosen:  # else it is pressed to be let go
        st.session_state[ACTOR], st.session_state[STAGE] = [actor], [stage]


def _chosen_cell() -> tuple[str, str] | None:
    actors, stages = (st.session_state.get(key, []) for key in (ACTOR, STAGE))
    return (actors[0], stages[0]) if len(actors) == len(stages) == 1 else None


def _clear() -> None:
    for key in (ACTOR, BINDING, STAGE, LAW):
        st.session_state[key] = []
    st.session_state[WORDS] = ""
