import math

import pytest

from eval.metrics import (
    area_under,
    citation_precision,
    citation_recall,
    crag_score,
    fact_recall,
    macro_f1,
    mean_with_interval,
    ndcg_at_k,
    paired_difference,
    recall_at_k,
    reciprocal_rank,
    risk_coverage,
)

RANKS = [1, 2, None, 5]


def test_recall_counts_the_ranks_within_k() -> None:
    assert recall_at_k(RANKS, 1) == 1 / 4
    assert recall_at_k(RANKS, 5) == 3 / 4


def test_reciprocal_ranks() -> None:
    assert [reciprocal_rank(rank) for rank in RANKS] == [1.0, 0.5, 0.0, 0.2]


def test_ndcg_of_one_relevant_passage_at_rank_2() -> None:
    # dcg = 1 / log2(3); the ideal has it first: 1 / log2(2) = 1
    assert ndcg_at_k(["x", "a"], {"a": 1.0}, 10) == pytest.approx(1 / math.log2(3))


def test_ndcg_of_graded_passages() -> None:
    # found b (1), a (2): 1/1 + 2/log2(3) = 2.2619; ideal a, b: 2/1 + 1/log2(3) = 2.6309
    assert ndcg_at_k(["b", "a"], {"a": 2.0, "b": 1.0}, 10) == pytest.approx(2.2619 / 2.6309, 1e-4)


def test_ndcg_reads_only_the_first_k() -> None:
    assert ndcg_at_k(["x", "y", "a"], {"a": 1.0}, 2) == 0.0


def test_facts_are_found_by_any_alternative_whatever_the_case() -> None:
    facts = [["26 pct."], ["kvinder", "KVINDERNE"], ["mænd"]]

    assert fact_recall("I alt 26 pct. og\nKvinder", facts) == pytest.approx(2 / 3)


def test_facts_beyond_the_first_words_are_not_read() -> None:
    assert fact_recall("et to tre fire", [["fire"]], 3) == 0.0
    assert fact_recall("et to tre fire", [["fire"]], 4) == 1.0


def test_citations_that_stand_on_evidence_are_precise() -> None:
    assert citation_precision([True, False, True, True]) == 3 / 4


def test_evidence_that_is_cited_is_recalled() -> None:
    assert citation_recall([True, False]) == 1 / 2


def test_crag_counts_wrong_answers_below_abstentions() -> None:
    assert crag_score(right=True, abstained=False) == 1
    assert crag_score(right=True, abstained=True) == 1
    assert crag_score(right=False, abstained=True) == 0
    assert crag_score(right=False, abstained=False) == -1


def test_risk_rises_as_less_confident_answers_are_given() -> None:
    curve = risk_coverage([0.9, 0.8, 0.7, 0.6], [True, True, False, True])

    # one wrong among the first three, and among all four
    assert [point.risk for point in curve] == pytest.approx([0, 0, 1 / 3, 1 / 4])
    assert [point.coverage for point in curve] == [0.25, 0.5, 0.75, 1.0]
    assert curve[2].threshold == 0.7


def test_equal_confidences_come_together() -> None:
    curve = risk_coverage([0.5, 0.5], [True, False])

    assert [(point.coverage, point.risk) for point in curve] == [(1.0, 0.5)]


def test_macro_f1_counts_each_label_alike() -> None:
    wanted = [{"kommune"}, {"kommune", "region"}, {"kirurg"}]
    told = [{"kommune"}, {"kommune"}, {"region"}]

    # kommune 2 of 2 both ways: 1; region told once, wanted once, never both: 0; kirurg missed: 0
    assert macro_f1(wanted, told) == pytest.approx(1 / 3)


def test_macro_f1_of_no_labels_is_none() -> None:
    with pytest.raises(ValueError, match="no labels"):
        macro_f1([set()], [set()])


def test_the_area_adds_risks_over_steps_of_coverage() -> None:
    curve = risk_coverage([0.9, 0.8, 0.7, 0.6], [True, True, False, True])

    # 0 * .25 + 0 * .25 + 1/3 * .25 + 1/4 * .25 = 0.145833
    assert area_under(curve) == pytest.approx(0.145833, abs=1e-6)


def test_a_mean_lies_within_its_interval_and_the_interval_stays() -> None:
    values = [0.0, 1.0, 1.0, 1.0] * 25
    mean = mean_with_interval(values)

    # standard error sqrt(.75 * .25 / 100) = .0433; the normal interval is .665 to .835
    assert (mean.n, mean.value) == (100, 0.75)
    assert mean.low == pytest.approx(0.665, abs=0.02)
    assert mean.high == pytest.approx(0.835, abs=0.02)
    assert mean_with_interval(values) == mean


def test_values_that_agree_leave_no_doubt() -> None:
    mean = mean_with_interval([0.5] * 9)

    assert (mean.low, mean.value, mean.high) == (0.5, 0.5, 0.5)


def test_a_paired_difference_is_second_less_first() -> None:
    assert paired_difference([0.0, 0.5], [1.0, 0.5]).value == 0.5


@pytest.mark.parametrize(
    "figure",
    [
        lambda: recall_at_k([], 1),
        lambda: fact_recall("text", []),
        lambda: citation_precision([]),
        lambda: citation_recall([]),
        lambda: risk_coverage([], []),
        lambda: mean_with_interval([]),
        lambda: ndcg_at_k(["a"], {}, 5),
    ],
)
def test_nothing_has_no_figure(figure: object) -> None:
    assert callable(figure)
    with pytest.raises(ValueError, match="no"):
        figure()
