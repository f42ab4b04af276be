import pytest

from corpus import Library, actors, modality, named_actors

STATEMENTS = [
    ("Almen praksis bør henvise til relevante indsatser.", "bør", ("almen praksis",)),
    ("I følge sundhedslovens § 140 skal kommunen tilbyde genoptræning.", "skal", ("kommune",)),
    ("Almen praksis kan dog ikke henvise til psykolog.", "kan ikke", ("almen praksis",)),
    ("Det er ikke nødvendigt med en henvisning fra almen praksis.", "kan ikke", ()),
    ("Regionerne og kommunerne bør aftale klare rammer.", "bør", ("region", "kommune")),
    (
        "Hvis der opstartes behandling, skal der også udarbejdes en behandlingsplan af kirurgen.",
        "skal",
        ("kirurg",),
    ),
    ("Smerterne kan være konstante.", None, ()),
    ("Faktorer, som kan påvirke smerterne, er mange.", None, ()),
    ("Det anbefales generelt, at alle får foretaget en smerteanamnese.", "bør", ()),
    (
        "Kommunen kan ikke tilsidesætte den lægefaglige vurdering, som sygehuset skal lave.",
        "kan ikke",
        ("kommune",),
    ),
    ("Kirurgen udarbejder en plan for gradvis aftrapning.", None, ("kirurg",)),
]


@pytest.mark.parametrize(("text", "binding", "_bound"), STATEMENTS)
def test_binding_is_that_of_the_deciding_verb(
    text: str, binding: str | None, _bound: tuple[str, ...]
) -> None:
    assert modality(text) == binding


@pytest.mark.parametrize(("text", "_binding", "bound"), STATEMENTS)
def test_actors_are_the_subjects_of_that_verb(
    text: str, _binding: str | None, bound: tuple[str, ...]
) -> None:
    assert actors(text) == bound


def test_named_actors_are_all_that_stand_there() -> None:
    assert named_actors("Kommunen kan spørge almen praksis eller et smertecenter.") == (
        "kommune",
        "almen praksis",
        "smertecenter",
    )


def test_no_recommendation_is_raised_to_a_duty(library: Library) -> None:
    for passage in library.passages:
        if passage.kind == "recommendation" and "skal" not in passage.text.split():
            assert modality(passage.text) != "skal", passage.text
