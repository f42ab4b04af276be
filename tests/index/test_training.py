import random
from pathlib import Path

import pytest

from corpus import Library
from index.training import make_pairs, misspell, train, train_tokenizer


def test_pairs_bind_questions_and_sentences_to_their_passage(library: Library) -> None:
    pairs = make_pairs(library)

    questions = {question.text for row in library.bank for question in row.questions}
    assert questions <= {pair.anchor for pair in pairs}
    topics = {silence.topic for silence in library.silences}
    assert all(pair.about in library.by_id.keys() | topics and pair.anchor for pair in pairs)
    assert len(pairs) > 15_000


def test_a_question_is_paired_with_the_sentences_that_answer_it(library: Library) -> None:
    row = next(one for one in library.bank if one.passage == "ks23:7.2:1")
    question = next(one for one in row.questions if len(one.answer) == 5)

    positives = [pair.positive for pair in make_pairs(library) if pair.anchor == question.text]

    assert library.by_id[row.passage].text in positives  # all of it, as the list is all of it


def test_typing_errors_are_few_and_leave_short_words_alone() -> None:
    chance = random.Random(1)
    text = "henvisning til smertecenter " * 200

    wrong = [
        (was, became)
        for was, became in zip(text.split(), misspell(text, chance).split(), strict=True)
        if was != became
    ]

    assert 5 < len(wrong) < 60  # 400 long words, 6 % of them
    assert all(was != "til" for was, _ in wrong)


def test_the_same_texts_give_the_same_pieces() -> None:
    texts = ["Smerter i ryggen", "smerterne og ryggen", "ryggen igen"] * 3

    assert train_tokenizer(texts).to_str() == train_tokenizer(texts).to_str()


@pytest.mark.model
@pytest.mark.filterwarnings("default")
def test_training_twice_gives_the_same_bytes(library: Library, tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    pairs = make_pairs(library)[:300]
    losses: list[float] = []

    for run in ("a", "b"):
        train(pairs, tmp_path / run, report=lambda _, loss: losses.append(loss))

    first, second = (tmp_path / run / "SHA256SUMS" for run in ("a", "b"))
    assert first.read_text() == second.read_text()
    assert losses[19] < losses[0] / 2
