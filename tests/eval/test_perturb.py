import pytest

from corpus import Library, Vocabulary
from eval.perturb import (
    lower_case,
    perturbations,
    split_compounds,
    typos,
    without_danish_letters,
)


def test_typos_swap_two_letters_in_every_fourth_long_word() -> None:
    question = "Hvornår henvises mennesker smerter kommunen tilbyder"

    changed = typos(question)

    differing = [old != new for old, new in zip(question.split(), changed.split(), strict=True)]
    assert differing in (
        [True, False, False, False, True, False],
        [False, False, False, False, True, False],
        [True, False, False, False, False, False],
    )
    assert sorted(changed) == sorted(question)
    assert typos(question) == changed


def test_danish_letters_are_written_with_two() -> None:
    assert without_danish_letters("Ærø på båd") == "Aeroe paa baad"


def test_lower_case_drops_the_question_mark() -> None:
    assert lower_case("Hvem er Tovholder?") == "hvem er tovholder"


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("smertecenter?", "smerte center?"),
        ("hvad er opfølgningsplan", "hvad er opfølgnings plan"),
        ("kommune", "kommune"),
    ],
)
def test_compounds_are_written_apart(question: str, apart: str) -> None:
    vocabulary = Vocabulary(["smerte center opfølgning plan kommune"])

    assert split_compounds(question, vocabulary) == apart


def test_every_way_changes_some_question(library: Library) -> None:
    question = "Hvornår bør et smertecenter tage imod patienter på Ærø?"

    for way, mistype in perturbations([one.text for one in library.passages]).items():
        assert mistype(question) != question, way
