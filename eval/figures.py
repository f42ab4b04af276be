"""From outcomes to figures: each with n and interval, over all cases and by their kinds."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.metrics import Mean, RiskAtCoverage, mean_with_interval, risk_coverage
from eval.run import Outcome, is_right

MEASURES = (
    "recall@1",
    "recall@3",
    "recall@5",
    "recall@10",
    "MRR",
    "nDCG@10",
    "facts@80",
    "facts@150",
    "complete",
    "citation precision",
    "citation recall",
    "modality",
    "actors",
    "words",
    "answered",
    "refused",
    "pointed",
    "alarmed",
    "calm",
    "redacted",
    "crag",
)
"""In the order in which they are shown."""

GROUPINGS: dict[str, Callable[[Outcome], str]] = {
    "split": lambda outcome: outcome.case.split,
    "persona": lambda outcome: outcome.case.persona,
    "style": lambda outcome: outcome.case.style,
    "kind": lambda outcome: outcome.case.kind,
    "section": lambda outcome: (
        outcome.case.evidence[0].section if outcome.case.evidence else "ingen"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure over the cases of one group."""

    measure: str
    grouping: str
    """"all", or one of GROUPINGS."""
    group: str
    mean: Mean


def figures_of(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Every measure over all outcomes, and over each group of each grouping."""
    found = list(_figures(outcomes, "all", "all"))
    for grouping, name in GROUPINGS.items():
        for group in sorted({name(one) for one in outcomes}):
            chosen = [one for one in outcomes if name(one) == group]
            found += _figures(chosen, grouping, group)
    return found


def _figures(outcomes: Sequence[Outcome], grouping: str, group: str) -> Iterable[Figure]:
    for measure in MEASURES:
        values = [one.figures[measure] for one in outcomes if measure in one.figures]
        if values:
            yield Figure(
                measure=measure, grouping=grouping, group=group, mean=mean_with_interval(values)
            )


def confidence_curve(outcomes: Sequence[Outcome]) -> list[RiskAtCoverage]:
    """Risk by coverage, by the confidence that the guideline answers.

    A question that must be refused is a risk whenever it is covered; so is one that was refused
    though it has an answer, as nothing right was told.
    """
    return risk_coverage(
        [one.answer.confidence for one in outcomes],
        [one.case.expect == "answered" and is_right(one.case, one.answer) for one in outcomes],
    )


def latency(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Milliseconds of an answer at the median and the 95th percentile."""
    times = sorted(one.answer.elapsed_ms for one in outcomes)
    return {"p50": statistics.median(times), "p95": times[int(0.95 * (len(times) - 1))]}
