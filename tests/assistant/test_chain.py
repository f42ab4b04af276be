import random
from dataclasses import replace

import jsonschema
import pytest

from assistant import Assistant, Turn, contract_schema, to_json
from assistant.answer import QuoteNotExact, cite
from corpus import Library, clauses_of, modality

SMERTECENTER = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"


@pytest.fixture(scope="module")
def questions(library: Library) -> list[str]:
    asked = [question.text for row in library.bank for question in row.questions]
    return random.Random(7).sample(asked, 100)


def test_all_four_criteria_come_verbatim_with_section_page_and_the_other_place(
    assistant: Assistant,
) -> None:
    answer = assistant.ask(SMERTECENTER)

    first = answer.statements[0].text
    for criterion in (
        "1. monofaglig terapi har ikke haft effekt og",
        "2. patienten er diagnostisk afklaret og færdigbehandlet i de relevante specialer",
        "3. der er alvorlig konsekvens for arbejdsliv og hverdagsliv og",
        "4. de kroniske smerter har udløst sociale og psykologiske problemer",
    ):
        assert criterion in first
    source = answer.sources[0]
    assert (source.section, source.page, source.also_in) == ("7.2", 43, ("Bilag 4, Anbefaling 3",))
    assert answer.statements[0].modality == "kan"


def test_every_quote_of_100_answers_is_exact(assistant: Assistant, questions: list[str]) -> None:
    sections = assistant.library.contents.by_number
    quotes = 0
    for question in questions:
        answer = assistant.ask(question)
        for source in answer.sources:
            assert source.quote == sections[source.section].text[source.start : source.end]
            quotes += 1
        for statement in answer.statements:
            cited = [one for one in answer.sources if one.n in statement.citations]
            assert [statement.text in one.quote for one in cited] == [True]
            assert statement.modality in {modality(one) for one in clauses_of(statement.text)}
            assert statement.verbatim

    assert quotes > 100


def test_100_answers_keep_the_contract(assistant: Assistant, questions: list[str]) -> None:
    validator = jsonschema.Draft202012Validator(contract_schema())
    for question in [*questions, "", "Hvad er bitcoin?", "Hvilken dosis?", "selvmord 010190-1234"]:
        validator.validate(to_json(assistant.ask(question)))


def test_a_quote_of_a_statement_repeated_elsewhere_stands_there_too(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Skal kirurgen udarbejde en aftrapningsplan?")

    assert answer.sources[0].section == "8"  # its own chapter, not the summary of all
    assert answer.sources[0].also_in == ("2",)
    assert answer.statements[0].modality == "skal"
    assert answer.statements[0].actors == ("kirurg",)


def test_the_same_statement_is_not_told_twice(assistant: Assistant, questions: list[str]) -> None:
    for question in questions:
        answer = assistant.ask(question)
        texts = [statement.text.strip("•. ") for statement in answer.statements]
        assert len(texts) == len(set(texts)), question


def test_answers_are_short_but_for_lists(assistant: Assistant, questions: list[str]) -> None:
    for question in questions:
        answer = assistant.ask(question)
        words = sum(len(one.text.split()) for one in answer.statements if "\n" not in one.text)
        assert words <= 120, question


def test_the_same_question_gives_the_same_answer(assistant: Assistant) -> None:
    first = assistant.ask(SMERTECENTER)

    for _ in range(20):
        assert replace(assistant.ask(SMERTECENTER), elapsed_ms=first.elapsed_ms) == first


def test_danger_and_privacy_come_as_notices_first(assistant: Assistant) -> None:
    answer = assistant.ask("Min patient 010190-1234 har taget en overdosis morfin")

    assert [notice.kind for notice in answer.notices] == ["emergency", "privacy"]
    assert "112" in answer.notices[0].text
    assert "010190" not in str(to_json(answer))


def test_no_part_of_an_answer_repeats_a_cpr_number(assistant: Assistant) -> None:
    history = [Turn(role="user", content="Patient 010190-1234: hvornår henvises til smertecenter?")]

    answer = assistant.ask("og hvad med 020285 4321?", history)

    dumped = str(to_json(answer))
    assert "1234" not in dumped
    assert "4321" not in dumped


def test_a_followup_shows_what_it_was_understood_as(assistant: Assistant) -> None:
    history = [Turn(role="user", content=SMERTECENTER)]

    answer = assistant.ask("og hvad skal der stå i den?", history)

    assert answer.question == "og hvad skal der stå i den?"
    assert answer.asked_as != answer.question
    assert answer.sources[0].section == "7.2"


def test_an_english_question_is_answered_in_the_guidelines_words(assistant: Assistant) -> None:
    answer = assistant.ask("What are the referral criteria for a pain centre?")

    assert answer.language == "en"
    assert "monofaglig terapi har ikke haft effekt" in answer.text


def test_three_suggestions_lead_on(assistant: Assistant) -> None:
    answer = assistant.ask(SMERTECENTER)

    assert len(answer.suggestions) == 3
    assert SMERTECENTER not in answer.suggestions


def test_an_invalid_question_has_an_answer_that_says_why(assistant: Assistant) -> None:
    answer = assistant.ask(" ")

    assert answer.status == "invalid"
    assert answer.text == "Skriv et spørgsmål."
    assert answer.statements == ()


def test_a_citation_that_is_not_exact_cannot_be_made(library: Library) -> None:
    passage = library.by_id["ks23:7.2:1"]
    section = library.contents.by_number["7.2"]

    with pytest.raises(QuoteNotExact, match=r"7\.2 has 'Mennekser'"):
        cite(section, passage, 0, 9, n=1, guideline="ks", page=43, quote="Mennesker")
