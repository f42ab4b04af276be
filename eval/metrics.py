"""Figures of retrieval: pure functions of ranks."""

from collections.abc import Sequence


def recall_at_k(ranks: Sequence[int | None], k: int) -> float:
    """The share of questions whose right passage is among the first `k`, in [0, 1].

    `ranks` holds, for each question, the rank from 1 of the best-ranked passage that holds the
    evidence, or None where none was retrieved.

    Raises:
        ValueError: there are no questions.
    """
    if not ranks:
        raise ValueError("recall of no questions")
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """The mean of 1/rank, 0 where nothing was retrieved (Voorhees, 1999); in [0, 1].

    Raises:
        ValueError: there are no questions.
    """
    if not ranks:
        raise ValueError("reciprocal rank of no questions")
    return sum(1 / rank if rank else 0.0 for rank in ranks) / len(ranks)
