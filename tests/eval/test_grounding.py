import pytest

from corpus import Library
from eval.grounding import CHANGED, KINDS, OTHERS, Pair, only_new, rates, read_pairs, together


@pytest.fixture(scope="module")
def pairs() -> tuple[Pair, ...]:
    return read_pairs("test")


def test_there_are_enough_pairs_of_each_kind(pairs: tuple[Pair, ...]) -> None:
    counts = {kind: sum(pair.kind == kind for pair in pairs) for kind in KINDS}

    assert len({pair.id for pair in pairs}) == len(pairs) >= 240
    assert min(counts.values()) >= 40
    assert len(only_new(pairs, read_pairs("dev"))) >= 240


def test_the_check_finds_what_is_changed_invented_and_blended(
    pairs: tuple[Pair, ...], library: Library
) -> None:
    found = rates(pairs, library)

    assert together(found, CHANGED) >= 0.98
    assert together(found, OTHERS) >= 0.90
    assert together(found, ("supported",)) <= 0.05


def test_it_finds_nearly_as_much_in_statements_that_it_was_never_near(
    pairs: tuple[Pair, ...], library: Library
) -> None:
    found = rates(only_new(pairs, read_pairs("dev")), library)

    # What was measured, less what one pair in a hundred can do; README has the figures.
    assert together(found, CHANGED) >= 0.96
    assert together(found, OTHERS) >= 0.96
    assert together(found, ("supported",)) <= 0.07
