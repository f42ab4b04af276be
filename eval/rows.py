"""The figures that are published, each of the `test` cases or of some of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.report import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the `test` cases, or of some of them."""

    key: str
    name: str
    measure: str
    asked: str
    """What is aimed at."""
    chosen: Callable[[Told], bool] = lambda _: True


ROWS = (
    Row(key="first", name="right passage first", measure="recall@1", asked=".87"),
    Row(key="among_five", name="right passage among five", measure="recall@5", asked=".97"),
    Row(key="mrr", name="MRR", measure="MRR", asked=".91"),
    Row(key="facts_80", name="facts in the first 80 words", measure="facts@80", asked=".85"),
    Row(key="facts_150", name="facts in the first 150 words", measure="facts@150", asked=".92"),
    Row(key="complete", name="answers with every fact", measure="complete", asked=".85"),
    Row(
        key="needed_cited",
        name="needed evidence that is cited",
        measure="citation recall",
        asked=".93",
    ),
    Row(
        key="cited_needed",
        name="citations that are needed",
        measure="citation precision",
        asked=".70",
    ),
    Row(key="modality", name="skal/bør/kan as the case says", measure="modality", asked="1.00"),
    Row(
        key="own_words",
        name="facts, users' own words and misspelt",
        measure="facts@150",
        asked=".88",
        chosen=lambda told: told.style in ("own_words", "misspelt"),
    ),
    Row(
        key="followups_found",
        name="follow-ups: right passage among five",
        measure="recall@5",
        asked=".93",
        chosen=lambda told: told.kind == "followup",
    ),
    Row(
        key="followups_facts",
        name="follow-ups: facts in the first 150 words",
        measure="facts@150",
        asked=".85",
        chosen=lambda told: told.kind == "followup",
    ),
    Row(
        key="answered",
        name="answered, of those that have an answer",
        measure="answered",
        asked=".97",
    ),
    Row(
        key="silent",
        name="refused, on the subject but silent",
        measure="refused",
        asked=".85",
        chosen=lambda told: told.wanted == "not_covered",
    ),
    Row(
        key="off_topic",
        name="refused, another subject",
        measure="refused",
        asked="1.00",
        chosen=lambda told: told.wanted == "off_topic",
    ),
    Row(key="alarmed", name="acute danger that gets its notice", measure="alarmed", asked="1.00"),
    Row(key="calm", name="other questions that get none", measure="calm", asked="1.00"),
    Row(key="redacted", name="CPR numbers gone and told of", measure="redacted", asked="1.00"),
    Row(key="crag", name="CRAG score (-1 to 1)", measure="crag", asked=""),
)

REFUSED = Row(key="refused", name="refused, of both kinds", measure="refused", asked="")
"""Not among ROWS, which show the kinds apart."""

WORDS = Row(key="words", name="words of an answer", measure="words", asked="")
"""Its median is shown, as no share of anything."""


def values_of(row: Row, told: Sequence[Told]) -> list[float]:
    """What `row` is the mean of: the measure of each case that it is about."""
    return [
        one.figures[row.measure] for one in told if row.measure in one.figures and row.chosen(one)
    ]


def tested(told: Sequence[Told]) -> list[Told]:
    """The `test` cases among `told`, which nothing was fitted on."""
    return [one for one in told if one.split == "test"]
