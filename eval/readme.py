"""`make readme`: the last report's figures, published.

They go into README between its marks, and into what the page Kvalitet shows. What is asked of each
figure stands beside it in README: a reader sees what falls short.
"""

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from eval.metrics import mean_with_interval
from eval.published import published_of, write_published
from eval.report import REPORTS, BadReport, Report, actor_f1, on_responsibility, read_report
from eval.rows import ROWS, WORDS, tested, values_of

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CURVE = ROOT / "docs" / "risk-coverage.svg"


def quality(report: Report) -> Iterator[str]:
    """The lines of a Markdown table of the `test` cases."""
    cases = tested(report.cases)
    yield "| | n | `test` | 95 % interval | aim |"
    yield "|---|---|---|---|---|"
    for row in ROWS:
        values = values_of(row, cases)
        if values:
            mean = mean_with_interval(values)
            yield (
                f"| {row.name} | {mean.n} | {_short(mean.value)} "
                f"| {_short(mean.low)}-{_short(mean.high)} | {row.asked} |"
            )
    f1 = actor_f1(cases)
    if f1 is not None:
        n = len(on_responsibility(cases))
        yield f"| who is responsible (macro-F1 of the actors) | {n} | {_short(f1)} | | .90 |"
    words = values_of(WORDS, cases)
    yield f"| words of an answer, median | {len(words)} | {statistics.median(words):.0f} | | 80 |"
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
    published = published_of(report)
    write_published(published)
    CURVE.write_text(published.plots["en"], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
