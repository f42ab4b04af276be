from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import THRESHOLD
from eval.plots import risk_by_coverage
from eval.readme import put_between_marks, quality
from eval.report import Provenance, Report, make_report
from eval.rows import ROWS
from eval.run import Outcome

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(outcomes: Sequence[Outcome]) -> Report:
    provenance = Provenance(
        commit="x",
        guideline_sha256="x",
        index="x",
        embedder="shipped",
        retriever="hybrid",
        mode="extractive",
        threshold=THRESHOLD,
        made="",
    )
    return make_report(outcomes, provenance)


def test_readme_shows_the_figures_that_are_measured(report: Report) -> None:
    shown = README.split("<!-- quality -->\n")[1].split("\n<!-- /quality -->")[0].splitlines()
    measured = list(quality(report))

    assert [_cells(line)[0] for line in shown] == [_cells(line)[0] for line in measured]
    for was, now in zip(shown[2:], measured[2:], strict=True):
        # another processor's last digits may turn a case or two
        assert float(_cells(was)[2]) == pytest.approx(float(_cells(now)[2]), abs=0.02, rel=0.05)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_row_has_cases(report: Report) -> None:
    table = "\n".join(quality(report))

    assert all(f"| {row.name} |" in table for row in ROWS)


def test_the_curve_shows_where_the_assistant_operates(report: Report) -> None:
    assert risk_by_coverage(report).count('aria-roledescription="point"') == 1


def test_lines_are_put_between_the_marks_and_replaced() -> None:
    text = "before <!-- a --> old <!-- /a --> after"

    once = put_between_marks(text, "a", "| new |")

    assert once == "before <!-- a -->\n| new |\n<!-- /a --> after"
    assert put_between_marks(once, "a", "| new |") == once


def test_a_text_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="are not there"):
        put_between_marks("no marks", "a", "| new |")
