"""How many tasks each actor has at each stage of a course."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from corpus import ACTORS, STAGES, Responsibility
from views.strings import say


def draw_matrix(
    rows: Sequence[Responsibility], *, chosen: tuple[str, str] | None, on_cell: Callable[[], None]
) -> None:
    """Draw the numbers as a heat map; the one of the `chosen` actor and stage is marked.

    `on_cell` is called when st.session_state["matrix"]["cell"] has an actor and a stage.
    """
    counts = Counter((row.actor, row.stage) for row in rows)
    actors = [actor for actor in ACTORS if any(row.actor == actor for row in rows)]
    stages = [stage for stage in STAGES if any(row.stage == stage for row in rows)]
    _component()(
        key="matrix",
        data={
            "name": say("duties_matrix_heading"),
            "corner": say("duties_actor"),
            "actors": actors,
            "stages": stages,
            "counts": [[counts[actor, stage] for stage in stages] for actor in actors],
            "chosen": "|".join(chosen) if chosen else "",
        },
        on_cell_change=on_cell,
    )


@lru_cache(maxsize=1)
def _component() -> ComponentRenderer:
    folder = files("views.duties")
    return st.components.v2.component(
        "matrix",
        html='<div class="matrix"></div>',
        css=folder.joinpath("matrix.css").read_text("utf-8"),
        js=folder.joinpath("matrix.js").read_text("utf-8"),
    )
