import pytest

from assistant import Assistant
from assistant.coverage import has_number, wants_number


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Hvilken dosis morfin skal jeg starte med?", "6.1"),
        ("Hvor mange mg gabapentin må man give?", "6.1"),
        ("Hvor ofte skal patienter i opioidbehandling til kontrol?", "8.2.1"),
        ("Hvor lang er ventetiden til smertecentret i Odense lige nu?", "7.1"),
        ("Hvordan behandler jeg kræftsmerter?", "3"),
        ("Smerter hos et barn på 8 år, hvad gør jeg?", "3"),
        ("Hvad er telefonnummeret til smertecenter Syd?", "7.2"),
    ],
)
def test_a_topic_left_to_others_is_refused_with_the_guidelines_own_pointer(
    assistant: Assistant, question: str, section: str
) -> None:
    answer = assistant.ask(question)

    assert answer.status == "not_covered"
    assert answer.statements == ()
    assert answer.redirect is not None
    assert answer.redirect.section == section
    assert answer.redirect.text in assistant.library.contents.by_number[section].text
    assert answer.redirect.text in answer.text


@pytest.mark.parametrize(
    "question",
    ["Hvad er bitcoin?", "Hvem vandt EM i fodbold?", "Skriv et digt om foråret", "asdf qwer zxcv"],
)
def test_another_subject_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "off_topic"


@pytest.mark.parametrize(
    "question",
    [
        "Gælder anbefalingerne for børn?",
        "Findes der tilbud til børn og unge?",
        "Hvad er kroniske smerter?",
        "Hvem er tovholder?",
        "Hvad er den højeste andel, der får kroniske smerter efter en operation?",
    ],
)
def test_what_the_text_answers_is_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "answered"


def test_a_refusal_names_the_nearest_sections(assistant: Assistant) -> None:
    answer = assistant.ask("Må man køre bil på tramadol?")

    assert answer.status == "not_covered"
    assert "Nærmeste afsnit:" in answer.text


def test_a_number_that_is_not_there_is_no_answer() -> None:
    assert wants_number("Hvor mange deltager på et hold?")
    assert wants_number("how long does it take")
    assert not wants_number("Hvem er tovholder?")
    assert has_number("Forløbenes længde er cirka 3 måneder")
    assert has_number("mere end tre måneder")
    assert not has_number("Det aftales med den enkelte")


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er telefonnummeret til hotlinen i Aalborg?",
        "hvor mange procent skal jeg sætte morfinen ned om ugen",
        "Which blood tests should I take in fibromyalgia?",
        "hva koster et smerteforløb pr patient",
    ],
)
def test_what_the_text_does_not_say_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    assert answer.status == "not_covered"
    assert answer.statements == ()


def test_on_acute_danger_a_passing_likeness_is_no_answer(assistant: Assistant) -> None:
    danger = "Jeg vil ikke leve længere med de smerter"
    answer = assistant.ask(danger)

    assert answer.abstained
    assert answer.notices[0].kind == "emergency"
