import pytest

from assistant.wording import found_in, groups_of, overlap, root, same


@pytest.mark.parametrize(
    ("one", "other"), [("vurderer", "vurderes"), ("kommunerne", "kommune"), ("planens", "plan")]
)
def test_forms_of_a_word_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


def test_a_word_and_its_opposite_are_not_the_same() -> None:
    assert not same("hensigtsmaessig", "uhensigtsmaessig")


def test_a_part_and_its_compound_are_the_same() -> None:
    assert same("plan", "behandlingsplan")


def test_a_compound_is_found_in_its_parts() -> None:
    parts = frozenset({root("smerte"), root("behandling")})

    assert found_in(root("smertebehandling"), parts)
    assert not found_in(root("smertebehandling"), parts - {root("smerte")})


def test_paraphrases_are_in_one_group() -> None:
    assert groups_of(root("bruge")) & groups_of(root("anvender"))
    assert overlap([root("bruge")], [root("anvender")]) == 1
