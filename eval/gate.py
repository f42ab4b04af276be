"""The gate: accepted figures on the `test` cases, below which no change may fall."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from eval.metrics import Mean, mean_with_interval
from eval.run import Outcome

BASELINE = Path(__file__).parent / "baseline.json"
GUARDED = (
    "recall@1",
    "recall@5",
    "MRR",
    "facts@80",
    "citation recall",
    "modality",
    "actors",
    "answered",
    "refused",
    "alarmed",
    "calm",
    "redacted",
    "crag",
)


def measured(outcomes: Sequence[Outcome]) -> dict[str, Mean]:
    """The guarded figures of the `test` cases among `outcomes`, but those that no answer has."""
    tested = [one for one in outcomes if one.case.split == "test"]
    values = {
        measure: [one.figures[measure] for one in tested if measure in one.figures]
        for measure in GUARDED
    }
    return {measure: mean_with_interval(some) for measure, some in values.items() if some}


def falls(outcomes: Sequence[Outcome], accepted: dict[str, Mean]) -> Iterator[str]:
    """Each guarded figure that is below the interval that was accepted for it."""
    found = measured(outcomes)
    for measure, before in accepted.items():
        if measure not in found:
            yield f"{measure} can't be measured any more; accepted is {before.value:.3f}"
        elif found[measure].value < before.low:
            yield (
                f"{measure} is {found[measure].value:.3f}; accepted is {before.value:.3f}, "
                f"down to {before.low:.3f}"
            )
    if not all(one.exact for one in outcomes):
        yield "a quote doesn't stand at its place"


def read_baseline(path: Path = BASELINE) -> dict[str, Mean]:
    """The accepted figures."""
    return {name: Mean(**one) for name, one in json.loads(path.read_text("utf-8")).items()}


def write_baseline(outcomes: Sequence[Outcome], path: Path = BASELINE) -> None:
    """Accept the figures of `outcomes`: a deliberate act, to be committed as such."""
    accepted = {name: asdict(mean) for name, mean in measured(outcomes).items()}
    path.write_text(json.dumps(accepted, indent=1) + "\n", encoding="utf-8")
