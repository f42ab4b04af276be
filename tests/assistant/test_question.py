import pytest

from assistant import Turn
from assistant.question import (
    LONGEST,
    InvalidQuestion,
    clean,
    language_of,
    last_sentence_of,
    parts_of,
    query_of,
    read_question,
    sides_of,
)
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
    assert clean("Hvem\0henviser") == "Hvem henviser"
    assert clean("Hvad\x00 er\u202e smerter\ud800?\r\n") == "Hvad er smerter??"
    assert clean("a\u030ar") == "år"


def test_cpr_numbers_are_out_of_question_and_history() -> None:
    question = read_question(
        "og hvad med hende?", [Turn(role="user", content="Patient 010190-1234: skal hun henvises?")]
    )

    assert "1234" not in question.asked_as
    assert question.joined is not None
    assert REDACTED in question.joined
    assert "1234" not in question.joined
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
        ("Fysioterapi for patient to gange om ugen", "da"),
        ("How is pain in Ærø treated?", "en"),
        ("tapering opioids", "en"),
    ],
)
def test_the_language_is_told_by_its_commonest_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_text_too_long_still_tells_of_danger_and_hides_its_cpr_number() -> None:
    story = "Jeg vil tage mit liv. 140285-1234 " + "Jeg har haft smerter i mange år. " * 80

    with pytest.raises(InvalidQuestion, match="for langt") as raised:
        read_question(story)

    assert raised.value.question.acute
    assert raised.value.question.redacted
    assert "140285" not in raised.value.question.text


def test_a_cpr_number_at_the_cut_of_a_long_text_does_not_show() -> None:
    for shift in range(20):
        text = "x" * (LONGEST - 20 + shift) + " 140285-1234 " + "y" * 50
        with pytest.raises(InvalidQuestion) as raised:
            read_question(text)
        assert "1402" not in raised.value.question.text


def test_a_cpr_number_in_the_history_or_over_two_turns_is_told_of() -> None:
    history = [Turn(role="user", content="Patient med ondt i ryggen 140285")]

    question = read_question("1234 og hvad nu?", history)

    assert question.redacted
    assert "1234" not in question.asked_as
    assert read_question("og nu?", [Turn(role="user", content="010190-1234 ondt i ryg")]).redacted


def test_danger_is_told_of_in_a_followup_too() -> None:
    history = [Turn(role="user", content="Patienten har taget en overdosis morfin")]

    assert read_question("Og hvad gør jeg nu?", history).acute


def test_markup_and_addresses_are_not_searched_for() -> None:
    asked = (
        '<script>fetch("https://x.example")</script>Hvem er **tovholder**? [her](https://y.example)'
    )

    assert query_of(asked).split() == ["Hvem", "er", "tovholder", "?"]
    assert query_of("smerter < 3 mdr.") == "smerter < 3 mdr."


def test_a_question_may_ask_for_several_things() -> None:
    assert parts_of("Hvem henviser, og hvad skal der stå i henvisningen?") == (
        "Hvem henviser",
        "hvad skal der stå i henvisningen?",
    )
    assert parts_of("Hvad er angst og depression?") == ()


def test_a_comparison_has_two_sides() -> None:
    assert sides_of("Hvad er forskellen på simple og komplekse smerter?") == (
        "Hvad er simple?",
        "Hvad er komplekse smerter?",
    )
    assert sides_of("Hvad er smerter og træthed?") == ()


def test_a_story_ends_in_what_it_asks() -> None:
    story = "Pt. på 58 år med diskusprolaps. Er det en god idé at have pårørende med?"

    assert last_sentence_of(story) == "Er det en god idé at have pårørende med?"
    assert last_sentence_of("Hvem er tovholder?") == ""
