from dataclasses import replace

import pytest

from assistant import Assistant
from corpus import Library
from eval.cases import Case, Evidence
from eval.run import holders, run, score

QUESTION = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"
CRITERION = "3. der er alvorlig konsekvens for arbejdsliv og hverdagsliv og"


@pytest.fixture
def case() -> Case:
    return Case(
        id="x1",
        persona="laege",
        kind="list",
        style="near",
        question=QUESTION,
        history=(),
        evidence=(
            Evidence(section="7.2", quote=CRITERION, group=1),
            Evidence(section="Bilag 4, Anbefaling 3", quote=f"7{CRITERION[1:]}", group=1),
        ),
        facts=(("hverdagsliv",), ("monofaglig terapi",)),
        modality="kan",
        actors=(),
        expect="answered",
        redirect=None,
    )


def test_a_right_answer_has_full_figures(assistant: Assistant, case: Case) -> None:
    (outcome,) = run(assistant, [case])

    for measure in ("recall@1", "MRR", "facts@80", "complete", "citation recall", "modality"):
        assert outcome.figures[measure] == 1.0, measure
    assert outcome.figures["crag"] == 1
    assert outcome.exact


def test_a_needless_refusal_has_no_facts_and_is_no_wrong_answer(
    assistant: Assistant, case: Case
) -> None:
    refusal = assistant.ask("Hvad er bitcoin?")

    outcome = score(case, refusal, assistant.library)

    assert outcome.figures["facts@80"] == 0.0
    assert outcome.figures["answered"] == 0.0
    assert outcome.figures["crag"] == 0


def test_an_answer_where_none_is_due_is_wrong(assistant: Assistant, case: Case) -> None:
    unanswerable = case.model_copy(
        update={"expect": "not_covered", "evidence": (), "facts": (), "redirect": "6.1"}
    )

    outcome = score(unanswerable, assistant.ask(QUESTION), assistant.library)

    assert outcome.figures["refused"] == 0.0
    assert outcome.figures["pointed"] == 0.0
    assert outcome.figures["crag"] == -1


def test_a_quote_that_was_changed_is_not_exact(assistant: Assistant, case: Case) -> None:
    answer = assistant.ask(QUESTION)
    forged = replace(
        answer, sources=(replace(answer.sources[0], quote="skal henvises"), *answer.sources[1:])
    )

    assert not score(case, forged, assistant.library).exact


def test_danger_must_be_noticed_and_only_danger(assistant: Assistant, case: Case) -> None:
    danger = case.model_copy(update={"kind": "emergency"})
    alarm = assistant.ask("Patienten har taget en overdosis morfin")

    assert score(danger, alarm, assistant.library).figures["alarmed"] == 1.0
    assert score(case, alarm, assistant.library).figures["calm"] == 0.0


def test_a_cpr_number_must_be_gone_and_told_of(assistant: Assistant, case: Case) -> None:
    private = case.model_copy(update={"kind": "privacy"})
    answer = assistant.ask("Patient 010190-1234: hvornår kan jeg henvise til et smertecenter?")
    leaky = replace(answer, question="Patient 010190-1234")

    assert score(private, answer, assistant.library).figures["redacted"] == 1.0
    assert score(private, leaky, assistant.library).figures["redacted"] == 0.0


def test_holders_are_the_passages_that_overlap_evidence(library: Library, case: Case) -> None:
    assert holders(case.evidence, library) == {"ks23:7.2:1", "ks23:bilag4.anbefaling3:6"}
