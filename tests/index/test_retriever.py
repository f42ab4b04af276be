import numpy as np
import pytest

from corpus import Library
from index import HybridIndex
from index.retriever import _standard


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Hvornår kan jeg henvise til et tværfagligt smertecenter?", "ks23:7.2:1"),
        ("hvornaar kan jeg henvise til et tvaerfagligt smertecenter", "ks23:7.2:1"),
        ("Må kommunen tilsidesætte sygehusets vurdering?", "ks23:8.2.2:1"),
        ("Hvad betyder aftrapning?", "ks23:1.4:9"),
        ("What is simple chronic pain?", "ks23:1.4:3"),
    ],
)
def test_the_right_passage_comes_first(index: HybridIndex, question: str, passage: str) -> None:
    assert index.search(question).hits[0].passage.id == passage


def test_a_section_that_is_named_comes_first(index: HybridIndex) -> None:
    hits = index.search("Hvad skal med i patientsamtalen ifølge bilag 4?").hits

    assert hits[0].passage.section.startswith("Bilag 4")


def test_hits_come_best_first_with_their_ranks(index: HybridIndex) -> None:
    hits = index.search("opioider efter operation", 10).hits

    assert [hit.rank for hit in hits] == list(range(1, 11))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(-1 <= hit.cosine <= 1.0001 and hit.lexical >= 0 for hit in hits)


def test_every_passage_can_be_found(index: HybridIndex, library: Library) -> None:
    hits = index.search("smerter", len(library.passages)).hits

    assert {hit.passage.id for hit in hits} == library.by_id.keys()


def test_a_question_of_the_bank_finds_its_passage(index: HybridIndex, library: Library) -> None:
    rows = library.bank[::7]

    first = sum(
        row.passage in [hit.passage.id for hit in index.search(row.questions[0].text, 3).hits]
        for row in rows
    )

    assert first / len(rows) > 0.9


def test_standard_scores_have_mean_0_and_deviation_1() -> None:
    scores = _standard(np.array([1.0, 2.0, 3.0], dtype=np.float32))

    # mean 2, deviation sqrt(2/3) = 0.8165: (1 - 2) / 0.8165 = -1.2247
    assert scores.tolist() == pytest.approx([-1.2247, 0.0, 1.2247], abs=1e-4)


def test_a_signal_that_says_nothing_counts_nothing() -> None:
    assert not _standard(np.full(5, 3.0, dtype=np.float32)).any()
