from corpus import Library
from eval.cases import read_cases
from eval.metrics import recall_at_k
from eval.retrieval import evidence_rank, holds
from index import HybridIndex


def test_the_right_passage_is_first_or_among_five_as_often_as_was_promised(
    library: Library, index: HybridIndex
) -> None:
    ranks = [evidence_rank(case, library, index) for case in read_cases() if case.evidence]

    assert recall_at_k(ranks, 1) >= 0.75
    assert recall_at_k(ranks, 5) >= 0.92


def test_a_passage_holds_evidence_that_overlaps_it(library: Library) -> None:
    case = next(case for case in read_cases() if case.evidence[0].section == "7.2")

    assert holds(library.by_id["ks23:7.2:1"], case.evidence, library)
    assert not holds(library.by_id["ks23:7.2:4"], case.evidence, library)
