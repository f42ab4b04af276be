from pathlib import Path

import pytest

from corpus import Library, words
from index.lexical import GramIndex, LexicalIndex


@pytest.fixture(scope="module")
def lexical(library: Library) -> LexicalIndex:
    return LexicalIndex(library.passages, library.bank)


def test_a_rare_word_finds_its_passage(lexical: LexicalIndex, library: Library) -> None:
    best = library.passages[int(lexical.scores("Dolotesten").argmax())]

    assert best.section in ("5.2.2", "Bilag 4, Anbefaling 2")


def test_words_that_nobody_has_score_nothing(lexical: LexicalIndex) -> None:
    assert not lexical.scores("qwertyuiop bitcoin").any()
    assert lexical.known_of(lexical.terms("qwertyuiop bitcoin")) == 0.0
    assert not lexical.scores("og hvad så?").any()  # stop words only


def test_a_question_of_the_bank_is_wholly_covered_by_its_passage(
    lexical: LexicalIndex, library: Library
) -> None:
    row = library.bank[0]

    assert lexical.covered_by(lexical.terms(row.questions[0].text), row.passage) == pytest.approx(
        1.0
    )


def test_shares_weigh_rare_words_more(lexical: LexicalIndex) -> None:
    common, rare = lexical.terms("smerter"), lexical.terms("Dolotesten")

    assert lexical.share({*common, *rare}, set(rare)) > 0.5


def test_what_was_saved_is_what_is_loaded(
    lexical: LexicalIndex, library: Library, tmp_path: Path
) -> None:
    lexical.save(tmp_path)

    loaded = LexicalIndex.load(tmp_path, library.passages)

    question = "Hvornår henvises til smertecenter?"
    assert loaded.scores(question).tolist() == lexical.scores(question).tolist()
    terms = lexical.terms(question)
    assert loaded.covered_by(terms, "ks23:7.2:1") == lexical.covered_by(terms, "ks23:7.2:1")


def test_synonyms_find_what_the_word_itself_does_not(library: Library) -> None:
    without = LexicalIndex(library.passages, (), words)
    synonyms = LexicalIndex(library.passages, ())

    assert not without.scores("morfika").any()
    assert synonyms.scores("morfika").any()


def test_letters_find_a_misspelt_question() -> None:
    index = GramIndex(["Hvem er tovholder?", "Hvad er et smertecenter?", "Hvor længe?"])

    assert int(index.scores("smretecenter").argmax()) == 1
    assert not index.scores("xyz").any()


def test_saved_grams_score_alike(tmp_path: Path) -> None:
    index = GramIndex(["Hvem er tovholder?", "Hvad er et smertecenter?"])
    index.save(tmp_path)

    loaded = GramIndex.load(tmp_path, 2)

    assert loaded.scores("tovholderen").tolist() == index.scores("tovholderen").tolist()
