"""Tasks as text, for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus import STAGES, Responsibility
from views.duties.rows import binding, capitalised
from views.places import place_name
from views.strings import Language


def as_text(rows: Sequence[Responsibility], language: Language) -> str:
    """`rows`, stage by stage: the task, its place, and its sentence; empty where there are none."""
    ordered = sorted(rows, key=lambda row: STAGES.index(row.stage))
    return "\n\n".join(
        "\n".join([capitalised(stage), *(line for row in of for line in _lines(row, language))])
        for stage, of in groupby(ordered, lambda row: row.stage)
    )


def _lines(row: Responsibility, language: Language) -> Iterator[str]:
    place = place_name(row.quote.section, row.quote.page, language)
    yield f"• {' '.join(filter(None, [row.actor, binding(row), row.task]))}"
    yield f"  ({'; '.join([*row.law, place])})"
    yield f"  »{' '.join(row.quote.unmarked.split())}«"
