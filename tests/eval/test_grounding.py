import pytest

from corpus import Library
from eval.grounding import CHANGED, OTHERS, Pair, rates, read_pairs, together


@pytest.fixture(scope="module")
def pairs() -> tuple[Pair, ...]:
    return read_pairs("test")


def test_there_are_enough_pairs_that_nothing_was_fitted_on(pairs: tuple[Pair, ...]) -> None:
    fitted_on = {pair.statement for pair in read_pairs("dev")}

    assert len(pairs) >= 240
    assert not fitted_on & {pair.statement for pair in pairs}


def test_the_check_finds_what_is_changed_invented_and_blended(
    pairs: tuple[Pair, ...], library: Library
) -> None:
    found = rates(pairs, library)

    # What was measured, less what one pair in twenty can do; README says what is asked for.
    assert together(found, CHANGED) >= 0.94
    assert together(found, OTHERS) >= 0.88
    assert together(found, ("supported",)) <= 0.15
