import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from corpus import Contents
from eval.cases import read_cases
from eval.page import write_page
from eval.perturb import perturbations
from eval.report import (
    BadReport,
    Report,
    make_report,
    provenance_of,
    read_report,
    write_report,
)
from eval.robustness import changes_without_its_sources, drops, repeats_itself
from eval.run import Outcome, run
from eval.table import compared, table
from index import HybridIndex


@pytest.fixture(scope="module")
def outcomes(assistant: Assistant) -> list[Outcome]:
    return run(assistant, read_cases()[::6])


@pytest.fixture(scope="module")
def report(assistant: Assistant, index: HybridIndex, outcomes: list[Outcome]) -> Report:
    texts = [passage.text for passage in assistant.library.passages]
    return make_report(
        outcomes,
        provenance_of(assistant.library, index, embedder="shipped", retriever="hybrid"),
        drops=drops(assistant, outcomes[:20], perturbations(texts)),
        repeats_itself=repeats_itself(assistant, outcomes),
        changes_without_its_sources=changes_without_its_sources(
            lambda sections: Assistant(assistant.library, index.without(sections)), outcomes
        ),
    )


def test_every_quote_is_exact_and_every_answer_repeats_itself(report: Report) -> None:
    assert report.exact_quotes == 1.0
    assert report.repeats_itself == 1.0


def test_no_answer_stands_without_its_sources(report: Report) -> None:
    assert report.changes_without_its_sources == 1.0


def test_a_report_is_read_as_it_was_written(report: Report, tmp_path: Path) -> None:
    write_report(report, tmp_path)
    again = read_report(tmp_path)

    assert again.figures == report.figures
    assert again.curve == report.curve
    assert again.provenance == report.provenance


def test_what_is_no_report_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("{}")

    with pytest.raises(BadReport, match=r"report\.json can't be read as a report"):
        read_report(tmp_path)


def test_a_figure_has_its_cases_and_its_interval(report: Report) -> None:
    whole, dev, test = (
        report.figure("recall@1"),
        report.figure("recall@1", "split", "dev"),
        report.figure("recall@1", "split", "test"),
    )

    assert whole
    assert dev
    assert test
    assert whole.n == dev.n + test.n
    assert whole.low <= whole.value <= whole.high


def test_the_page_opens_offline_and_shows_plots_and_failures(
    report: Report, contents: Contents, tmp_path: Path
) -> None:
    page = write_page(report, tmp_path, contents).read_text(encoding="utf-8")

    assert page.count("<svg") == 5
    failing = [case for case in report.cases if not case.right]
    assert page.count("<details") == len(failing) > 0
    assert not re.findall(r'(?:src|href)="https?://', page)
    assert "<script" not in page
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page, anchor


def test_text_of_a_case_is_no_markup_in_the_page(
    report: Report, contents: Contents, tmp_path: Path
) -> None:
    hostile = replace(report.cases[0], right=False, question="<script>alert(1)</script>")

    page = write_page(replace(report, cases=(hostile, *report.cases[1:])), tmp_path, contents)

    assert "<script>" not in page.read_text(encoding="utf-8")


def test_a_single_refusal_makes_a_report_too(
    assistant: Assistant, index: HybridIndex, contents: Contents, tmp_path: Path
) -> None:
    refusal = [case for case in read_cases() if case.kind == "off_topic"][:1]
    outcomes = run(assistant, refusal)
    provenance = provenance_of(assistant.library, index, embedder="shipped", retriever="hybrid")

    alone = make_report(
        outcomes,
        provenance,
        drops=drops(assistant, outcomes, perturbations([])),
        changes_without_its_sources=changes_without_its_sources(
            lambda sections: Assistant(assistant.library, index.without(sections)), outcomes
        ),
    )

    assert "<svg" in write_page(alone, tmp_path, contents).read_text(encoding="utf-8")


def test_the_table_names_every_figure(report: Report) -> None:
    lines = list(table(report))

    assert any(line.startswith("recall@1") and "[" in line for line in lines)
    assert any(line.startswith("exact quotes") for line in lines)


def test_two_reports_are_compared_case_by_case(
    report: Report, assistant: Assistant, index: HybridIndex, outcomes: list[Outcome]
) -> None:
    """Without chapters 5 and 7 some answers turn wrong, and none turns right."""
    poorer = Assistant(assistant.library, index.without({"5.2.2", "7.2", "6.3", "8", "2", "7.4.3"}))
    worse = make_report(
        run(poorer, [one.case for one in outcomes]),
        provenance_of(assistant.library, index, embedder="shipped", retriever="hybrid"),
    )

    lines = list(compared(report, worse))

    assert lines[0].startswith(f"{len(outcomes)} cases in both")
    assert any(line.startswith("now wrong: ") for line in lines)
    gap = next(line for line in lines if line.startswith("recall@1"))
    assert float(gap.split()[2]) < 0
