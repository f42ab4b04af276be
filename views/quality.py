"""Kvalitet: how far the answers can be trusted, and where they fail."""

import html
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import streamlit as st

from assistant import FAULTS, Assistant
from eval.metrics import Mean
from eval.published import PUBLISHED, Latest, Published, latest
from eval.report import REPORT, REPORTS, BadReport, Provenance
from eval.robustness import Drop
from views.figures.curve import draw_curve
from views.figures.misses import draw_misses, draw_refusals
from views.figures.places import draw_places
from views.figures.scores import Score, cards, decimal, lines, of_100, opposite, score_of, table
from views.opened import opened
from views.plain import show, style
from views.strings import language, say

FOUND = ("first", "among_five", "facts_80", "needed_cited", "cited_needed", "modality")
TYPED = ("followups_found", "followups_facts", "own_words")
SAFE = ("alarmed", "calm", "redacted")
WAYS = {
    "typos": "quality_way_typos",
    "ae/oe/aa": "quality_way_letters",
    "lower case": "quality_way_lower",
    "split compounds": "quality_way_split",
}
"""The string for each way of mistyping that a report knows."""

DROPPED = "facts@80"
LIMITS = ("written", "one", "trial", "content", "ce")


def page() -> None:
    """Draw the latest figures, the short answer first."""
    st.title(say("quality_heading"), anchor=False)
    assistant = _assistant()
    try:
        with st.spinner(say("quality_reading")):
            shown = _latest(assistant.digest if assistant else None, REPORTS, PUBLISHED)
    except BadReport:
        st.error(say("quality_none"))
        st.code("make eval", language=None)
        return
    style("views.figures", "quality.css")
    with st.container(key="quality"):
        _draw_provenance(shown, assistant)
        _draw_figures(shown.published, assistant)


def _assistant() -> Assistant | None:
    try:
        return opened()
    except FAULTS:
        return None


def _latest(index: str | None, reports: Path, shipped: Path) -> Latest:
    return _read(index, reports, shipped, (_changed(reports / REPORT), _changed(shipped)))


@lru_cache(maxsize=2)
def _read(index: str | None, reports: Path, shipped: Path, _: tuple[int, int]) -> Latest:
    return latest(index, reports=reports, shipped=shipped)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _draw_provenance(shown: Latest, assistant: Assistant | None) -> None:
    provenance = shown.published.provenance
    commit = provenance.commit.removesuffix("-dirty")
    if commit != provenance.commit:
        commit = say("quality_uncommitted", commit=commit)
    show(
        say(
            "quality_own" if shown.own else "quality_shipped",
            made=say("quality_made", when=datetime.fromisoformat(provenance.made)),
            commit=commit,
            index=provenance.index,
        ),
        role="small",
    )
    if warning := _warning(provenance, assistant):
        st.warning(warning)


def _warning(provenance: Provenance, assistant: Assistant | None) -> str | None:
    if assistant is None:
        return say("quality_unopened")
    if provenance.guideline_sha256 != assistant.library.guideline.sha256:
        return say("quality_other_guideline")
    if provenance.index != assistant.digest:
        return say("quality_other_index", index=assistant.digest)
    return None


def _draw_figures(published: Published, assistant: Assistant | None) -> None:
    _draw_short(published)
    _draw_measured(published)
    draw_misses(published)
    draw_refusals(published)
    _draw_rows("found", FOUND, published)
    show(say("quality_words", words=round(published.words)))
    _draw_rows("typed", TYPED, published)
    _draw_drops(published)
    _draw_rows("safe", SAFE, published)
    show(say("quality_safe"))
    draw_curve(published)
    draw_places(published.places, assistant.library.contents if assistant else None)
    _draw_time(published)
    _draw_limits()


def _draw_short(published: Published) -> None:
    show(say("quality_lead", wrong=of_100(len(published.misses) / published.tested)), role="lead")
    figures = published.figures
    exact = Score(
        name=say("quality_score_exact"),
        value=published.exact_quotes,
        rests_on=say("quality_basis_quotes", quotes=published.quotes),
    )
    scores = (
        _score("quality_score_complete", figures["complete"]),
        exact,
        _score("quality_score_refused", figures["refused"]),
        _score("quality_score_needless", opposite(figures["answered"])),
    )
    st.html(cards(language(), scores))
    show(say("quality_short_note"), role="small")


def _score(name: str, mean: Mean) -> Score:
    return score_of(language(), say(name), mean)


def _draw_measured(published: Published) -> None:
    st.header(say("quality_measured_heading"), anchor=False)
    show(say("quality_measured", asked=published.asked))
    fitted = published.asked - published.tested
    show(say("quality_measured_split", fitted=fitted, tested=published.tested))


def _draw_rows(group: str, keys: Iterable[str], published: Published) -> None:
    st.header(say(f"quality_{group}_heading"), anchor=False)
    scores = [
        _score(f"quality_row_{key}", published.figures[key])
        for key in keys
        if key in published.figures
    ]
    st.html(lines(language(), scores))


def _draw_drops(published: Published) -> None:
    drops = [one for one in published.drops if one.measure == DROPPED]
    if not drops:
        return
    show(say("quality_typed", n=drops[0].difference.n))
    heads = ("quality_typed_way", "quality_typed_change", "quality_typed_range")
    st.html(table([say(head) for head in heads], map(_drop, drops)))


def _drop(drop: Drop) -> tuple[str, str, str]:
    change, low, high = (
        decimal(language(), 100 * value, "+.1f")
        for value in (drop.difference.value, drop.difference.low, drop.difference.high)
    )
    way = say(WAYS[drop.way]) if drop.way in WAYS else drop.way
    return way, change, say("quality_typed_and", low=low, high=high)


def _draw_time(published: Published) -> None:
    st.header(say("quality_time_heading"), anchor=False)
    times = {
        name: decimal(language(), published.latency_ms[percentile] / 1000, ".2f")
        for name, percentile in (("half", "p50"), ("most", "p95"))
    }
    sentences = [say("quality_time", **times)]
    if cold := published.cold:
        seconds = decimal(language(), cold.seconds, ".1f")
        sentences.append(say("quality_time_cold", seconds=seconds, megabytes=round(cold.megabytes)))
    sentences.append(say("quality_time_where"))
    show(" ".join(sentences))


def _draw_limits() -> None:
    st.header(say("quality_limits_heading"), anchor=False)
    items = "".join(f"<li>{html.escape(say(f'quality_limits_{one}'))}</li>" for one in LIMITS)
    st.html(f'<ul class="sv-limits">{items}</ul>')
