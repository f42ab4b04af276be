"""`make readme`: the last report's figures, into README between its marks, and their curve.

What is asked of each figure stands beside it: a reader sees what falls short.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics import mean_with_interval
from eval.plots import risk_by_coverage
from eval.report import REPORTS, BadReport, Report, Told, read_report

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CURVE = ROOT / "docs" / "risk-coverage.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the `test` cases, or of some of them."""

    name: str
    measure: str
    asked: str
    """What is aimed at."""
    chosen: Callable[[Told], bool] = lambda _: True


ROWS = (
    Row(name="right passage first", measure="recall@1", asked=".87"),
    Row(name="right passage among five", measure="recall@5", asked=".97"),
    Row(name="MRR", measure="MRR", asked=".91"),
    Row(name="facts in the first 80 words", measure="facts@80", asked=".85"),
    Row(name="facts in the first 150 words", measure="facts@150", asked=".92"),
    Row(name="answers with every fact", measure="complete", asked=".85"),
    Row(name="needed evidence that is cited", measure="citation recall", asked=".93"),
    Row(name="citations that are needed", measure="citation precision", asked=".70"),
    Row(name="skal/bør/kan as the case says", measure="modality", asked="1.00"),
    Row(
        name="facts, users' own words and misspelt",
        measure="facts@150",
        asked=".88",
        chosen=lambda told: told.style in ("own_words", "misspelt"),
    ),
    Row(
        name="follow-ups: right passage among five",
        measure="recall@5",
        asked=".93",
        chosen=lambda told: told.kind == "followup",
    ),
    Row(
        name="follow-ups: facts in the first 150 words",
        measure="facts@150",
        asked=".85",
        chosen=lambda told: told.kind == "followup",
    ),
    Row(name="answered, of those that have an answer", measure="answered", asked=".97"),
    Row(
        name="refused, on the subject but silent",
        measure="refused",
        asked=".85",
        chosen=lambda told: told.wanted == "not_covered",
    ),
    Row(
        name="refused, another subject",
        measure="refused",
        asked="1.00",
        chosen=lambda told: told.wanted == "off_topic",
    ),
    Row(name="acute danger that gets its notice", measure="alarmed", asked="1.00"),
    Row(name="other questions that get none", measure="calm", asked="1.00"),
    Row(name="CPR numbers gone and told of", measure="redacted", asked="1.00"),
    Row(name="CRAG score (-1 to 1)", measure="crag", asked=""),
)


def quality(report: Report) -> Iterator[str]:
    """The lines of a Markdown table of the `test` cases."""
    tested = [one for one in report.cases if one.split == "test"]
    yield "| | n | `test` | 95 % interval | aim |"
    yield "|---|---|---|---|---|"
    for row in ROWS:
        values = _values(row, tested)
        if values:
            mean = mean_with_interval(values)
            yield (
                f"| {row.name} | {mean.n} | {_short(mean.value)} "
                f"| {_short(mean.low)}-{_short(mean.high)} | {row.asked} |"
            )
    words = sorted(_values(Row(name="", measure="words", asked=""), tested))
    yield f"| words of an answer, median | {len(words)} | {words[len(words) // 2]:.0f} | | 80 |"
    yield f"| quotes that are exact | all | {report.exact_quotes:.2f} | | 1.00 |"


def put_between_marks(text: str, name: str, lines: str) -> str:
    """`text` with `lines` between its marks `<!-- name -->` and `<!-- /name -->`.

    Raises:
        ValueError: it doesn't have them.
    """
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, _, rest = text.partition(first)
    _, _, after = rest.partition(last)
    if not after:
        raise ValueError(f"the marks {first!r} and {last!r} are not there")
    return f"{before}{first}\n{lines}\n{last}{after}"


def _values(row: Row, told: Sequence[Told]) -> list[float]:
    return [
        one.figures[row.measure] for one in told if row.measure in one.figures and row.chosen(one)
    ]


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def main() -> int:
    """Put the last report's figures where they belong."""
    try:
        report = read_report(REPORTS)
    except BadReport as error:
        print(f"{error}; make one: make eval", file=sys.stderr)
        return 2
    text = README.read_text(encoding="utf-8")
    README.write_text(
        put_between_marks(text, "quality", "\n".join(quality(report))), encoding="utf-8"
    )
    CURVE.write_text(risk_by_coverage(report), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
