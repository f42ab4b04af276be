import pytest

from corpus import Library
from index.lexical import LexicalIndex


@pytest.fixture(scope="module")
def lexical(library: Library) -> LexicalIndex:
    return LexicalIndex(library.passages, library.bank)


def test_a_rare_word_finds_its_passage(lexical: LexicalIndex, library: Library) -> None:
    best = library.passages[int(lexical.scores("Dolotesten").argmax())]

    assert best.section in ("5.2.2", "Bilag 4, Anbefaling 2")


def test_words_that_nobody_has_score_nothing(lexical: LexicalIndex) -> None:
    assert not lexical.scores("qwertyuiop bitcoin").any()
    assert lexical.known_of("qwertyuiop bitcoin") == 0.0
    assert not lexical.scores("og hvad så?").any()  # stop words only


def test_a_question_of_the_bank_is_wholly_covered_by_its_passage(
    lexical: LexicalIndex, library: Library
) -> None:
    row = library.bank[0]

    assert lexical.covered_by(row.questions[0].text, row.passage) == pytest.approx(1.0)


def test_shares_weigh_rare_words_more(lexical: LexicalIndex) -> None:
    common, rare = lexical.terms("smerter"), lexical.terms("Dolotesten")

    assert lexical.share({*common, *rare}, set(rare)) > 0.5
