import pytest

from assistant import Assistant
from assistant.followup import Turn, joined, quoted_last
from corpus import Library

REFERRAL = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"
REHABILITATION = "Skal kommunen tilbyde genoptræning efter en operation?"


def _after(*asked: str) -> list[Turn]:
    return [
        turn
        for question in asked
        for turn in (Turn(role="user", content=question), Turn(role="assistant", content="..."))
    ]


def _conversation(assistant: Assistant, *asked: str) -> list[Turn]:
    """What was asked, each with the answer that it really got."""
    history: list[Turn] = []
    for question in asked:
        answer = assistant.ask(question, history)
        history += [
            Turn(role="user", content=question),
            Turn(role="assistant", content=answer.text),
        ]
    return history


@pytest.mark.parametrize(
    "followup",
    ["og hvad skal der stå i den?", "Hvem så?", "gælder det også private?", "And who decides?"],
)
def test_a_question_may_lean_on_the_last_one(followup: str) -> None:
    together = joined(followup, _after(REFERRAL))

    assert together == f"{REFERRAL[:-1]} – {followup[0].lower()}{followup[1:]}"


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er ICF?",
        "Men hvad er en funktionel lidelse?",
        "What is the ICF?",
        "Og noget helt andet: hvad er formålet med anbefalingerne?",
        "tak",
    ],
)
def test_a_question_that_names_its_subject_leans_on_nothing(question: str) -> None:
    assert joined(question, _after(REFERRAL)) is None


def test_thanks_are_no_subject() -> None:
    history = _after("Hvem skal lave aftrapningsplanen?", "tak")

    assert joined("og hvornår?", history) == "Hvem skal lave aftrapningsplanen – og hvornår?"


def test_a_chain_of_followups_goes_back_to_the_question_that_stands_alone() -> None:
    history = _after("Hvem skal lave aftrapningsplanen?", "og hvornår?")

    together = joined("hvad med kommunen?", history)

    assert together == "Hvem skal lave aftrapningsplanen – og hvornår – hvad med kommunen?"


def test_without_history_there_is_nothing_to_lean_on() -> None:
    assert joined("og hvad så?", []) is None


def test_what_was_quoted_last_is_known_by_its_words(assistant: Assistant, library: Library) -> None:
    history = _conversation(assistant, REFERRAL)

    assert "7.2" in quoted_last(history, library.contents)
    assert quoted_last(_after(REFERRAL), library.contents) == frozenset()


def test_a_followup_is_understood_from_what_was_asked_before(assistant: Assistant) -> None:
    history = _conversation(assistant, REHABILITATION)

    answer = assistant.ask("Og hvem afgør det?", history)

    assert answer.asked_as == f"{REHABILITATION[:-1]} – og hvem afgør det?"
    assert "Det er kirurgen, der afgør" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er forskellen på simple og komplekse kroniske smerter?",
        "Ok tak. Hvornår bør almen praksis afslutte udredningen af smerterne?",
        "Og hvem står for undervisningen på kurset Lær at tackle kroniske smerter?",
    ],
)
def test_a_change_of_subject_is_not_dragged_back(assistant: Assistant, question: str) -> None:
    history = _conversation(assistant, REFERRAL)

    answer, fresh = assistant.ask(question, history), assistant.ask(question)

    assert answer.asked_as == question
    assert answer.statements == fresh.statements


def test_ten_turns_deep_the_subject_is_the_last_one(assistant: Assistant) -> None:
    history = _conversation(
        assistant,
        "Hvad er ICF?",
        "Hvad er en funktionel lidelse?",
        "Hvor mange danskere har kroniske smerter?",
        "Hvad er pacing?",
        "Hvem er tovholder?",
        "Hvad er nociplastiske smerter?",
        "Skal pårørende inddrages?",
        "Hvad er et monofagligt tilbud?",
        REHABILITATION,
    )

    answer = assistant.ask("Og hvem afgør det?", history)

    assert answer.asked_as.startswith(REHABILITATION[:-1])
    assert "Det er kirurgen, der afgør" in answer.text


def test_what_was_just_told_is_not_told_again(assistant: Assistant) -> None:
    history = _conversation(assistant, "Hvilke smertemekanismer findes der?")

    answer = assistant.ask("Hvad er den sidste af dem?", history)

    assert answer.statements[0].text not in history[-1].content


@pytest.mark.parametrize(
    "question",
    [
        "Hvad menes der med rehabilitering?",
        "Definer komplekse smerter",
        "Hvordan defineres kroniske smerter?",
        "Må jeg udskrive tramadol til en patient med kroniske smerter?",
    ],
)
def test_a_question_that_says_enough_is_not_joined(question: str) -> None:
    asked = (Turn(role="user", content="Hvad er forskellen på et smertecenter og en klinik?"),)

    assert joined(question, asked) is None
