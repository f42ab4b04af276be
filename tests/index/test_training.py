from pathlib import Path

import pytest

from corpus import Library
from index.training import make_pairs, train, train_tokenizer


def test_pairs_bind_questions_and_sentences_to_their_passage(library: Library) -> None:
    pairs = make_pairs(library.passages, library.bank)

    questions = {question.text for row in library.bank for question in row.questions}
    assert questions <= {pair.anchor for pair in pairs}
    assert all(pair.passage in library.by_id and pair.anchor != "" for pair in pairs)
    assert len(pairs) > 5_000


def test_the_same_texts_give_the_same_pieces() -> None:
    texts = ["Smerter i ryggen", "smerterne og ryggen", "ryggen igen"] * 3

    assert train_tokenizer(texts).to_str() == train_tokenizer(texts).to_str()


@pytest.mark.model
@pytest.mark.filterwarnings("default")
def test_training_twice_gives_the_same_bytes(library: Library, tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    pairs = make_pairs(library.passages, library.bank)[:300]
    losses: list[float] = []

    for run in ("a", "b"):
        train(pairs, tmp_path / run, report=lambda _, loss: losses.append(loss))

    first, second = (tmp_path / run / "SHA256SUMS" for run in ("a", "b"))
    assert first.read_text() == second.read_text()
    assert losses[19] < losses[0] / 2
