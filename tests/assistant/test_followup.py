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


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er ICF?",
        "Men hvad er en funktionel lidelse?",
        "What is the ICF?",
        "Og noget helt andet: hvad er formålet med anbefalingerne?",
        "Hvem har ansvaret for genoptræning i kommunen?",
        "tak",
    ],
)
def test_a_question_that_names_its_subject_stands_alone(question: str) -> None:
    assert stand_alone(question, _after("Hvornår kan jeg henvise til et smertecenter?")) == question


@pytest.mark.parametrize(
    "followup",
    [
        "Hvor lang tid tager det?",
        "Hvilke indsatser tilbyder de?",
        "Hvem henviser dem?",
        "Hos ældre?",
        "Kan du forklare det nærmere?",
        "How about municipalities?",
        "Who refers them?",
        "What should it contain?",
    ],
)
def test_what_points_back_takes_the_subject_along(followup: str) -> None:
    asked_as = stand_alone(followup, _after("Hvad er et tværfagligt smertecenter?"))

    assert asked_as.startswith("Hvad er et tværfagligt smertecenter – ")


def test_thanks_are_no_subject() -> None:
    history = _after("Hvem skal lave aftrapningsplanen?", "tak")

    assert stand_alone("og hvornår?", history) == "Hvem skal lave aftrapningsplanen – og hvornår?"


def test_a_chain_of_followups_goes_back_to_the_question_that_stands_alone() -> None:
    history = _after("Hvem skal lave aftrapningsplanen?", "og hvornår?")

    assert stand_alone("hvad med kommunen?", history).startswith("Hvem skal lave aftrapningsplanen")


def test_a_change_of_subject_is_not_dragged_back() -> None:
    history = _after("Hvem skal lave aftrapningsplanen efter en operation?")
    question = "Hvad er forskellen på simple og komplekse kroniske smerter?"

    assert stand_alone(question, history) == question


def test_without_history_a_question_stays() -> None:
    assert stand_alone("og hvad så?", []) == "og hvad så?"
