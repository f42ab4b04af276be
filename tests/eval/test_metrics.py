import pytest

from eval.metrics import mean_reciprocal_rank, recall_at_k

RANKS = [1, 2, None, 5]


def test_recall_counts_the_ranks_within_k() -> None:
    assert recall_at_k(RANKS, 1) == 1 / 4
    assert recall_at_k(RANKS, 5) == 3 / 4


def test_reciprocal_rank_is_the_mean_of_one_over_rank() -> None:
    # (1 + 1/2 + 0 + 1/5) / 4 = 0.425
    assert mean_reciprocal_rank(RANKS) == pytest.approx(0.425)


def test_no_questions_have_no_figures() -> None:
    with pytest.raises(ValueError, match="no questions"):
        recall_at_k([], 1)
    with pytest.raises(ValueError, match="no questions"):
        mean_reciprocal_rank([])
