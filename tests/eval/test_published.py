"""What ships of a report is what was measured, and which report is shown."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval.cases import read_cases
from eval.metrics import RiskAtCoverage, mean_with_interval
from eval.published import (
    LANGUAGES,
    PUBLISHED,
    Published,
    latest,
    published_of,
    read_published,
    write_published,
)
from eval.report import BadReport, Provenance, Report, Told, write_report
from eval.rows import REFUSED, ROWS, values_of
from eval.run import Outcome
from index import HybridIndex

BEFORE, AFTER = "2000-01-01T00:00:00+00:00", "2100-01-01T00:00:00+00:00"


def _told(
    case: str, figures: dict[str, float], *, split: str = "test", wanted: str = "answered"
) -> Told:
    return Told(
        id=case,
        kind="fact",
        persona="laege",
        style="near",
        split=split,
        wanted=wanted,
        question=f"{case}?",
        expected="",
        got="",
        section="7.2" if wanted == "answered" else "",
        cited=("7.2", "7.2", "9") if figures.get("answered") else (),
        wanted_actors=(),
        actors=(),
        right=figures.get("complete", figures.get("refused")) == 1.0,
        figures=figures,
    )


CASES = (
    _told("full", {"answered": 1.0, "complete": 1.0, "citation recall": 1.0}),
    _told("partly", {"answered": 1.0, "complete": 0.0, "citation recall": 0.5}),
    _told("beside", {"answered": 1.0, "complete": 0.0, "citation recall": 0.0}),
    _told("needless", {"answered": 0.0, "complete": 0.0, "citation recall": 0.0}),
    _told("rightly", {"refused": 1.0}, wanted="off_topic"),
    _told("answering", {"refused": 0.0, "alarmed": 1.0}, wanted="not_covered"),
    _told("fitted", {"answered": 1.0, "complete": 0.0, "citation recall": 0.0}, split="dev"),
)


def _report(cases: Sequence[Told], made: str = AFTER, index: str = "here") -> Report:
    return Report(
        provenance=Provenance(
            commit="x",
            guideline_sha256="x",
            index=index,
            embedder="shipped",
            retriever="hybrid",
            mode="extractive",
            threshold=0.5,
            made=made,
        ),
        figures=(),
        curve=(
            RiskAtCoverage(coverage=0.5, risk=0.0, threshold=0.6),
            RiskAtCoverage(coverage=1.0, risk=0.4, threshold=0.2),
        ),
        area=0.2,
        latency_ms={"p50": 20.0, "p95": 60.0},
        cold=None,
        exact_quotes=1.0,
        repeats_itself=None,
        changes_without_its_sources=None,
        drops=(),
        cases=tuple(cases),
    )


@pytest.fixture(scope="module")
def published() -> Published:
    return published_of(_report(CASES))


def test_a_figure_is_of_the_test_cases_that_have_it(published: Published) -> None:
    # complete: 1, 0, 0, 0 of the test cases; "fitted" is dev. refused: 1 and 0.
    complete, refused = published.figures["complete"], published.figures["refused"]

    assert (complete.n, complete.value) == (4, 0.25)
    assert (refused.n, refused.value) == (2, 0.5)
    assert "MRR" not in published.figures
    assert (published.asked, published.tested) == (7, 6)


def test_the_failing_test_cases_are_told_by_how_they_failed(published: Published) -> None:
    assert {one.id: one.how for one in published.misses} == {
        "partly": "partly",
        "beside": "beside",
        "needless": "refused",
        "answering": "answered",
    }
    assert [one.id for one in published.misses if one.alarmed] == ["answering"]
    assert published.misses[0].cited == ("7.2", "9")
    assert [one.question for one in published.refused] == ["rightly?"]


def test_a_section_counts_its_answers_that_had_everything(published: Published) -> None:
    (place,) = published.places

    assert (place.section, place.n, place.complete) == ("7.2", 4, 1)


def test_sections_come_in_the_order_of_the_guideline() -> None:
    sections = ("Bilag 4", "10", "6.4.1", "6.10", "6.4")
    cases = [replace(CASES[0], id=one, section=one) for one in sections]

    places = published_of(_report(cases)).places

    assert [one.section for one in places] == ["6.4", "6.4.1", "6.10", "10", "Bilag 4"]


def test_the_curve_is_drawn_in_each_language_for_light_and_dark(published: Published) -> None:
    assert set(published.plots) == set(LANGUAGES)
    for svg in published.plots.values():
        assert svg.startswith("<svg")
        assert "<title>" in svg
        assert "prefers-color-scheme: dark" in svg


def test_what_was_published_is_read_as_it_was_written(published: Published, tmp_path: Path) -> None:
    write_published(published, tmp_path / "published.json")

    assert read_published(tmp_path / "published.json") == published


def test_the_published_figures_are_of_the_index_that_is_built_here(index: HybridIndex) -> None:
    assert read_published().provenance.index == index.digest, "make eval readme"


def test_the_published_figures_are_those_that_are_measured(outcomes: Sequence[Outcome]) -> None:
    published = read_published()
    measured = [
        replace(
            CASES[0],
            kind=one.case.kind,
            style=one.case.style,
            wanted=one.case.expect,
            figures=one.figures,
        )
        for one in outcomes
    ]

    assert published.tested == len(outcomes)
    for row in (*ROWS, REFUSED):
        now = mean_with_interval(values_of(row, measured))
        assert published.figures[row.key].n == now.n, row.key
        # another processor's last digits may turn a case or two
        assert published.figures[row.key].value == pytest.approx(now.value, abs=0.02, rel=0.05)


def test_only_cases_that_nothing_was_fitted_on_are_published() -> None:
    split = {case.id: case.split for case in read_cases()}

    assert {split[one.id] for one in read_published().misses} == {"test"}
    assert PUBLISHED.stat().st_size < 200_000


@pytest.fixture
def shipped(published: Published, tmp_path: Path) -> Path:
    path = tmp_path / "published.json"
    provenance = replace(published.provenance, made="2050-01-01T00:00:00+00:00")
    write_published(replace(published, provenance=provenance), path)
    return path


def _own(folder: Path, made: str = AFTER, index: str = "here") -> Path:
    cases = [replace(CASES[0], id=case.id) for case in read_cases()]
    write_report(_report(cases, made, index), folder)
    return folder


def test_a_newer_report_on_the_index_in_use_is_shown(shipped: Path, tmp_path: Path) -> None:
    assert latest("here", reports=_own(tmp_path), shipped=shipped).own


@pytest.mark.parametrize(("made", "index"), [(BEFORE, "here"), (AFTER, "elsewhere")])
def test_an_older_report_or_one_on_another_index_is_not(
    made: str, index: str, shipped: Path, tmp_path: Path
) -> None:
    assert not latest("here", reports=_own(tmp_path, made, index), shipped=shipped).own


def test_a_report_on_cases_of_ones_own_is_not(shipped: Path, tmp_path: Path) -> None:
    write_report(_report(CASES), tmp_path)

    assert not latest("here", reports=tmp_path, shipped=shipped).own


def test_where_nothing_ships_a_report_of_ones_own_is_shown(tmp_path: Path) -> None:
    folder = _own(tmp_path, index="elsewhere")

    assert latest("here", reports=folder, shipped=tmp_path / "nothing").own


@pytest.mark.parametrize("text", [None, "", "{}", "[1]", '{"provenance": 1}'])
def test_where_neither_can_be_read_it_is_said(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "published.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(BadReport, match="can't be read as published figures"):
        latest("here", reports=tmp_path, shipped=path)
