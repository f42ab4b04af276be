from corpus import Library
from eval.ablation import rank_of, variants
from eval.cases import read_cases


def test_known_questions_help_the_words(library: Library) -> None:
    """Each variant ranks every case; with known questions more come first than without."""
    cases = [case for case in read_cases() if case.evidence and not case.history][:60]
    first = {}
    for name, search in variants(library):
        ranks = [rank_of(case, search(case.question), library) for case in cases]
        first[name] = sum(rank == 1 for rank in ranks)
        if name == "+ known questions":
            break

    assert first["+ known questions"] > first["+ synonyms"] >= first["BM25, words"]
