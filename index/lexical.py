"""Words: BM25 over passages and the questions they answer, and over the questions' letters."""

import json
import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
import numpy.typing as npt

from corpus import BankRow, Passage, Vocabulary, concepts, terms, words

Scores = npt.NDArray[np.float32]
Analyze = Callable[[str], list[str]]

WORDS, GRAMS = "words", "grams"
TERMS = "terms.json"

K1, B = 0.9, 0.4
"""Saturation and length normalisation (Robertson & Zaragoza, 2009). Lower than usual: passages
with more questions are longer, and are no worse for it."""

B_OF_QUESTIONS = 1.0
"""A question that says more than is asked is another question."""

LETTERS = 4
"""Of a gram: fewer are in too many words, more are lost with the first typing error."""


class LexicalIndex:
    """Passages by their words: headings, text, and questions of the bank."""

    def __init__(
        self,
        passages: Sequence[Passage],
        bank: Sequence[BankRow],
        analyze: Analyze | None = None,
    ) -> None:
        """`analyze` gives the terms of a text; by default stems, compounds' parts, synonyms."""
        self._analyze = analyze or analyzer(passages)
        questions = {row.passage: [one.text for one in row.questions] for row in bank}
        documents = [
            self.terms(" ".join([*one.path[-2:], one.text, *questions.get(one.id, ())]))
            for one in passages
        ]
        self._bm25 = _index(documents, B)
        self._hold([one.id for one in passages], documents)

    def _hold(self, ids: Sequence[str], documents: Sequence[Sequence[str]]) -> None:
        self._of_passage = {
            id_: frozenset(document) for id_, document in zip(ids, documents, strict=True)
        }
        self._passages_with = Counter(
            term for document in self._of_passage.values() for term in document
        )

    def save(self, folder: Path) -> None:
        """Write it to `folder`, to be loaded in a fraction of the time that it takes to make."""
        self._bm25.save(folder / WORDS, show_progress=False)
        held = {id_: sorted(document) for id_, document in self._of_passage.items()}
        (folder / WORDS / TERMS).write_text(json.dumps(held), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, passages: Sequence[Passage]) -> Self:
        """The index of `passages` that was saved to `folder`."""
        index = cls.__new__(cls)
        index._analyze = analyzer(passages)
        index._bm25 = _load(folder / WORDS)
        held = json.loads((folder / WORDS / TERMS).read_text(encoding="utf-8"))
        index._hold([one.id for one in passages], [held[one.id] for one in passages])
        return index

    def terms(self, text: str) -> list[str]:
        """What `text` is found by."""
        return self._analyze(text)

    def scores(self, query: str) -> Scores:
        """float32, (passages,): BM25 of each passage in the order they were given; 0 and up."""
        return _scores(self._bm25, self.terms(query), len(self._of_passage))

    def share(self, query: Collection[str], held: Collection[str]) -> float:
        """The share of the terms of `query`, weighed by rarity, that `held` has; in [0, 1]."""
        whole = sum(map(self._rarity, query))
        return sum(self._rarity(term) for term in query if term in held) / whole if whole else 0.0

    def covered_by(self, query: Collection[str], passage_id: str) -> float:
        """The share of the terms of `query` that a passage and its questions have; in [0, 1]."""
        return self.share(query, self._of_passage[passage_id])

    def known_of(self, query: Collection[str]) -> float:
        """The share of the terms of `query` that any passage or question has; in [0, 1]."""
        return self.share(query, self._passages_with)

    def _rarity(self, term: str) -> float:
        """Inverse document frequency, smoothed; highest for a term that no passage has."""
        return math.log(1 + len(self._of_passage) / (1 + self._passages_with[term]))


class GramIndex:
    """Questions by sequences of letters: endings, compounds and misspelt words are near."""

    def __init__(self, questions: Sequence[str]) -> None:
        self._count = len(questions)
        self._bm25 = _index([grams(one) for one in questions], B_OF_QUESTIONS)

    def save(self, folder: Path) -> None:
        """Write it to `folder`."""
        self._bm25.save(folder / GRAMS, show_progress=False)

    @classmethod
    def load(cls, folder: Path, count: int) -> Self:
        """The index of `count` questions that was saved to `folder`."""
        index = cls.__new__(cls)
        index._count, index._bm25 = count, _load(folder / GRAMS)
        return index

    def scores(self, query: str) -> Scores:
        """float32, (questions,): BM25 of each question by its grams; 0 and up."""
        return _scores(self._bm25, grams(query), self._count)


def analyzer(passages: Sequence[Passage]) -> Analyze:
    """Gives the terms of a text: stems, the parts of compounds, and what has synonyms."""
    vocabulary = Vocabulary(passage.text for passage in passages)
    return lambda text: [*terms(text, vocabulary), *(f"={name}" for name in concepts(text))]


def grams(text: str) -> list[str]:
    """The sequences of LETTERS letters in the words of `text`, over the spaces between them."""
    joined = f" {' '.join(words(text))} "
    return [joined[at : at + LETTERS] for at in range(len(joined) - LETTERS + 1)]


def _index(documents: Sequence[list[str]], b: float) -> bm25s.BM25:
    bm25 = bm25s.BM25(k1=K1, b=b)
    bm25.index(documents, show_progress=False)
    return bm25


def _load(folder: Path) -> bm25s.BM25:
    return bm25s.BM25.load(folder, show_progress=False)


def _scores(bm25: bm25s.BM25, query: list[str], count: int) -> Scores:
    if not query:  # bm25s cannot score a query without terms
        return np.zeros(count, dtype=np.float32)
    scores: Scores = bm25.get_scores(query)
    return scores
