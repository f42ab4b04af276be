"""What an answer survives: mistyping, repetition, and losing the sections that it cites."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from assistant import Answer, Assistant
from eval.cases import Case
from eval.metrics import Mean, paired_difference
from eval.run import Outcome, run


class Robustness(TypedDict):
    """What a report is told of robustness."""

    drops: "list[Drop]"
    repeats_itself: float | None
    changes_without_its_sources: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """How much a measure falls when every question is mistyped in one way."""

    way: str
    measure: str
    difference: Mean
    """Mistyped less as written, on the same cases; below 0 is a fall."""


def drops(
    assistant: Assistant,
    outcomes: Sequence[Outcome],
    ways: Mapping[str, Callable[[str], str]],
    measures: Sequence[str] = ("recall@1", "facts@80"),
) -> list[Drop]:
    """The fall of `measures` for each of `ways`, on the answerable cases of `outcomes`."""
    answerable = [one for one in outcomes if one.case.expect == "answered" and one.case.facts]
    found: list[Drop] = []
    if not answerable:
        return found
    for way, mistype in ways.items():
        cases = [_mistyped(one.case, mistype) for one in answerable]
        changed = run(assistant, cases)
        found += [
            Drop(
                way=way,
                measure=measure,
                difference=paired_difference(
                    [one.figures[measure] for one in answerable],
                    [one.figures[measure] for one in changed],
                ),
            )
            for measure in measures
        ]
    return found


def _mistyped(case: Case, mistype: Callable[[str], str]) -> Case:
    return case.model_copy(update={"question": mistype(case.question)})


def repeats_itself(assistant: Assistant, outcomes: Sequence[Outcome]) -> float:
    """The share of cases that get the same answer, byte for byte, when asked again."""
    again = run(assistant, [one.case for one in outcomes])
    return sum(
        _timeless(one.answer) == _timeless(other.answer)
        for one, other in zip(outcomes, again, strict=True)
    ) / len(outcomes)


def _timeless(answer: Answer) -> Answer:
    return replace(answer, elapsed_ms=0.0)


def changes_without_its_sources(
    without: Callable[[frozenset[str]], Assistant],
    outcomes: Sequence[Outcome],
) -> float | None:
    """The share of answers that change or are refused when the sections they cite are gone.

    An answer that stays was not made from its sources (Wallat et al., 2024). `without` gives an
    assistant that lacks some sections. None where nothing was answered.
    """
    answered = [one for one in outcomes if one.answer.sources]
    if not answered:
        return None
    changed = 0
    for one in answered:
        sections = frozenset(
            section
            for source in one.answer.sources
            for section in (source.section, *source.also_in)
        )
        (again,) = run(without(sections), [one.case])
        told = [statement.text for statement in one.answer.statements]
        changed += told != [statement.text for statement in again.answer.statements]
    return changed / len(answered)
