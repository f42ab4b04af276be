import pytest

from assistant import Turn
from assistant.question import LONGEST, InvalidQuestion, clean, language_of, read_question
from assistant.redaction import REDACTED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Skriv et spørgsmål."),
        (" \n\t ", "Skriv et spørgsmål."),
        ("\x00\x01\u200b", "Skriv et spørgsmål."),
        ("😀😀", "Spørgsmålet har ingen ord."),
        ("?!...", "Spørgsmålet har ingen ord."),
        ("12345", "Spørgsmålet har ingen ord."),
        ("smerte " * 2_000, "Spørgsmålet er for langt: 13999 tegn"),
    ],
)
def test_what_cannot_be_asked_is_told_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidQuestion, match=reason.replace(".", r"\.")):
        read_question(text)


def test_a_question_of_the_longest_length_is_read() -> None:
    assert len(read_question("s" * (LONGEST - 3) + " er").text) == LONGEST


def test_control_characters_and_lone_surrogates_do_no_harm() -> None:
    assert clean("Hvad\x00 er\u202e smerter\ud800?\r\n") == "Hvad er smerter??"
    assert clean("a\u030ar") == "år"


def test_cpr_numbers_are_out_of_question_and_history() -> None:
    question = read_question(
        "og hvad med hende?", [Turn(role="user", content="Patient 010190-1234: skal hun henvises?")]
    )

    assert "1234" not in question.asked_as
    assert REDACTED in question.asked_as
    assert read_question("010190-1234 har ondt").redacted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hvornår kan jeg henvise?", "da"),
        ("hvem er tovholder", "da"),
        ("smertecenter henvisning krav", "da"),
        ("When can I refer a patient to a pain centre?", "en"),
        ("Who is responsible for tapering opioids?", "en"),
        ("ICF", "da"),
    ],
)
def test_the_language_is_told_by_its_commonest_words(text: str, language: str) -> None:
    assert language_of(text) == language
