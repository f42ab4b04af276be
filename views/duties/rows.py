"""Tasks as a list: who, how binding, what, the law, and the sentence with its place."""

import html
from collections.abc import Sequence
from itertools import groupby

from corpus import STAGES, Responsibility, wording
from views.places import quote_link
from views.plain import as_html, badge
from views.strings import Language, string


def listed(rows: Sequence[Responsibility], language: Language) -> str:
    """`rows` as HTML, stage by stage; within a stage in the guideline's order."""
    ordered = sorted(rows, key=lambda row: STAGES.index(row.stage))
    return "".join(
        _stage(stage, list(of), language) for stage, of in groupby(ordered, lambda row: row.stage)
    )


def _stage(stage: str, rows: Sequence[Responsibility], language: Language) -> str:
    heading = (
        f'<h3>{html.escape(capitalised(stage))} <span class="sv-count">{len(rows)}</span></h3>'
    )
    items = "".join(f"<li>{_row(row, language)}</li>" for row in rows)
    return f'{heading}<ul class="sv-duties">{items}</ul>'


def _row(row: Responsibility, language: Language) -> str:
    laws = "".join(f'<span class="sv-law">{html.escape(law)}</span>' for law in row.law)
    task = f"<p>{_binds(row, language)} <b>{html.escape(row.actor)}</b>{laws}</p>"
    task += f"<p>{html.escape(capitalised(row.task))}</p>"
    quote = f'<blockquote lang="da">{as_html(row.quote.text)}</blockquote>'
    return f"<div>{task}</div><div>{quote}{quote_link(row.quote, language)}</div>"


def _binds(row: Responsibility, language: Language) -> str:
    said = binding(row)
    return badge(row.modality, said or string(language, "duties_states"))


def binding(row: Responsibility) -> str:
    """How a task binds: a limit as its quote says it; empty where that only states whose it is.

    A task that is not to be done says so itself ("ikke ordinere mere medicin, end ...").
    """
    return wording(row.quote.text, "kan ikke") if row.modality == "kan ikke" else row.modality or ""


def capitalised(text: str) -> str:
    """`text` with a capital; the rest as it is."""
    return text[:1].upper() + text[1:]
