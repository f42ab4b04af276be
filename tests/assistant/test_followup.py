import pytest

from assistant.followup import Turn, stand_alone


def _after(*asked: str) -> list[Turn]:
    return [
        turn
        for question in asked
        for turn in (Turn(role="user", content=question), Turn(role="assistant", content="..."))
    ]


@pytest.mark.parametrize(
    "followup",
    ["og hvad skal der stå i den?", "Hvem så?", "Hvad med børn?", "gælder det også private?"],
)
def test_a_question_that_leans_takes_the_last_one_along(followup: str) -> None:
    asked_as = stand_alone(followup, _after("Hvornår kan jeg henvise til et smertecenter?"))

    assert asked_as.startswith("Hvornår kan jeg henvise til et smertecenter – ")
    assert asked_as.lower().endswith(followup.lower())


def test_a_chain_of_followups_goes_back_to_the_question_that_stands_alone() -> None:
    history = _after("Hvem skal lave aftrapningsplanen?", "og hvornår?")

    assert stand_alone("hvad med kommunen?", history).startswith("Hvem skal lave aftrapningsplanen")


def test_a_change_of_subject_is_not_dragged_back() -> None:
    history = _after("Hvem skal lave aftrapningsplanen efter en operation?")
    question = "Hvad er forskellen på simple og komplekse kroniske smerter?"

    assert stand_alone(question, history) == question


def test_without_history_a_question_stays() -> None:
    assert stand_alone("og hvad så?", []) == "og hvad så?"
