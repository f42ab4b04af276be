import pytest

from corpus import Library, actors, deciding_clause, modality, named_actors, stem, wording

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


def test_a_statement_that_binds_twice_binds_as_the_clause_that_was_asked_for() -> None:
    text = (
        "Ordinationen skal tilpasses det forventede forbrug, og der bør ikke ordineres mere "
        "medicin, end hvad der rækker til næste opfølgning."
    )

    assert modality(deciding_clause(text, {stem("forbrug"), stem("ordinationen")})) == "skal"
    assert modality(deciding_clause(text, {stem("medicin"), stem("naeste")})) == "bør"
    assert deciding_clause("Kommunen skal tilbyde det.", set()) == "Kommunen skal tilbyde det."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En socialrådgiver vil kunne varetage dialogen med kommunen.", "kan"),
        ("Digitale opfølgninger kan være et relevant alternativ til en konsultation.", "kan"),
        ("Smerterne kan være konstante.", None),
        ("Tilbyd at patienten kan deltage aktivt i sin udredning.", None),
    ],
)
def test_options_are_told_from_what_happens(text: str, expected: str | None) -> None:
    assert modality(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det er ikke nødvendigt med en henvisning.", "ikke et krav"),
        ("Almen praksis kan ikke henvise til psykolog.", "kan ikke"),
        ("Betegnelsen bør ikke opfattes som permanent.", "bør ikke"),
        ("Kommunen bør tilbyde det, som ikke alle har.", "bør"),
    ],
)
def test_a_limit_is_shown_in_the_words_of_the_text(text: str, expected: str) -> None:
    binding = modality(text)

    assert binding is not None
    assert wording(text, binding) == expected


def test_such_as_well_as_joins_subjects() -> None:
    text = "Indsatser i såvel de private som i de offentlige udbydere bør have samme kvalitet."

    assert modality(text) == "bør"


def test_an_example_binds_nobody() -> None:
    text = "Andre faggrupper, som for eksempel fysioterapeuter, kan varetage forløb."

    assert actors(text) == ("sundhedsprofessionelle",)
