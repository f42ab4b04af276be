import pytest

from corpus import Library
from eval.ablation import MARKS, put_between_marks, rank_of, variants
from eval.cases import read_cases


def test_a_table_is_put_between_the_marks_and_replaced() -> None:
    text = f"before {MARKS[0]} old {MARKS[1]} after"

    once = put_between_marks(text, "| new |")

    assert once == f"before {MARKS[0]}\n| new |\n{MARKS[1]} after"
    assert put_between_marks(once, "| new |") == once


def test_a_text_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="are not there"):
        put_between_marks("no marks", "| new |")


def test_known_questions_help_the_words(library: Library) -> None:
    """Each variant ranks every case; with known questions more come first than without."""
    cases = [case for case in read_cases() if case.evidence and not case.history][:60]
    first = {}
    for name, search in variants(library):
        ranks = [rank_of(case, search(case.question), library) for case in cases]
        first[name] = sum(rank == 1 for rank in ranks)
        if name == "+ known questions":
            break

    assert first["+ known questions"] > first["+ compounds"] >= first["BM25, words"]
