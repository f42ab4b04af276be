import pytest

from corpus import Vocabulary, fold, stem, terms, words

VOCABULARY = Vocabulary(["smerte center behandling opfølgning plan kroniske aftrapning"])


def test_folding_makes_both_ways_of_typing_agree() -> None:
    assert fold("Pårørende på Ærø") == fold("PAAROERENDE paa aeroe")


def test_words_are_folded_and_hyphens_part_them() -> None:
    assert words("Non-farmakologisk, § 119 og ICD-11: 2.9 pct.") == [
        "non", "farmakologisk", "119", "og", "icd", "11", "2.9", "pct",
    ]  # fmt: skip


def test_endings_share_a_stem() -> None:
    assert stem("smerterne") == stem("smerter") == stem("smerte")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("smertecenter", ("smerte", "center")),
        ("opfoelgningsplan", ("opfoelgning", "plan")),
        ("smertebehandling", ("smerte", "behandling")),
        ("kommune", ()),
    ],
)
def test_compounds_are_parted_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert VOCABULARY.parts(word) == parts


def test_terms_leave_stop_words_out_but_not_before_and_after() -> None:
    found = terms("Hvad skal man gøre før og efter en operation?", VOCABULARY)

    assert stem("foer") in found
    assert stem("efter") in found
    assert stem("hvad") not in found
