"""Who asks changes what is suggested, and nothing else."""

from dataclasses import replace

from assistant import ROLES, Assistant
from eval.cases import read_cases


def test_a_role_changes_suggestions_and_no_fact(assistant: Assistant) -> None:
    changed = 0
    for case in read_cases()[:60]:
        answer = assistant.ask(case.question)
        for role in ROLES:
            other = assistant.ask(case.question, role=role)
            changed += other.suggestions != answer.suggestions
            assert replace(other, suggestions=(), elapsed_ms=0.0) == replace(
                answer, suggestions=(), elapsed_ms=0.0
            )
    assert changed > 30


def test_a_municipality_is_first_offered_what_names_it(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem er tovholder?", role="kommune")

    assert answer.suggestions[0].startswith("Hvordan afgøres ansvarsfordelingen mellem almen")
