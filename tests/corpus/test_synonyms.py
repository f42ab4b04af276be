import pytest

from corpus import any_of, concepts, read_lexicon


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("egen læge", "den praktiserende læge"),
        ("morfika", "opioider"),
        ("nedtrapning", "AFTRAPNING"),
        ("MR-skanning af ryggen", "billeddiagnostik"),
        ("GOP", "genoptræningsplanen"),
        ("TSC", "et tværfagligt smertecenter"),
        ("the job centre", "jobcentrene"),
        ("tapering", "udtrapning"),
        ("fys", "fysioterapeut"),
    ],
)
def test_two_ways_to_say_it_share_a_concept(one: str, other: str) -> None:
    assert set(concepts(one)) & set(concepts(other))


def test_a_word_is_found_whole() -> None:
    assert "almen_praksis" not in concepts("plan")  # "pl" is short for praktiserende læge
    assert concepts("cykel og vejr") == []


def test_a_star_stands_for_any_ending() -> None:
    assert any_of(("smerte*",)).search("smertecentrene")
    assert not any_of(("smerte",)).search("smertecentrene")


def test_no_writing_stands_twice_in_a_group() -> None:
    for name, writings in read_lexicon()["synonyms"].items():
        assert len(writings) == len(set(writings)) > 0, name
