"""BM25 over passages and the questions that they answer."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence

import bm25s
import numpy as np
import numpy.typing as npt

from corpus import BankRow, Passage, Vocabulary, terms

Scores = npt.NDArray[np.float32]

K1, B = 0.9, 0.4
"""Saturation and length normalisation (Robertson & Zaragoza, 2009). Lower than usual: passages
with more questions are longer, and are no worse for it."""


class LexicalIndex:
    """Passages by their words: headings, text, and questions of the bank."""

    def __init__(
        self,
        passages: Sequence[Passage],
        bank: Sequence[BankRow],
        analyze: Callable[[str], list[str]] | None = None,
    ) -> None:
        """`analyze` gives the terms of a text; by default stems and compounds' parts."""
        vocabulary = Vocabulary(passage.text for passage in passages)
        self._analyze = analyze or (lambda text: terms(text, vocabulary))
        questions = {row.passage: [one.text for one in row.questions] for row in bank}
        documents = [
            self.terms(" ".join([*one.path[-2:], one.text, *questions.get(one.id, ())]))
            for one in passages
        ]
        self._of_passage = {
            passage.id: frozenset(document)
            for passage, document in zip(passages, documents, strict=True)
        }
        self._passages_with = Counter(
            term for document in self._of_passage.values() for term in document
        )
        self._bm25 = bm25s.BM25(k1=K1, b=B)
        self._bm25.index(documents, show_progress=False)

    def terms(self, text: str) -> list[str]:
        """What `text` is found by."""
        return self._analyze(text)

    def scores(self, query: str) -> Scores:
        """float32, (passages,): BM25 of each passage in the order they were given; 0 and up."""
        found = self.terms(query)
        if not found:  # bm25s cannot score a query without terms
            return np.zeros(len(self._of_passage), dtype=np.float32)
        scores: Scores = self._bm25.get_scores(found)
        return scores

    def share(self, query: Collection[str], held: Collection[str]) -> float:
        """The share of the terms of `query`, weighed by rarity, that `held` has; in [0, 1]."""
        whole = sum(map(self._rarity, query))
        return sum(self._rarity(term) for term in query if term in held) / whole if whole else 0.0

    def covered_by(self, query: str, passage_id: str) -> float:
        """The share of `query` that a passage and its questions have; in [0, 1]."""
        return self.share(set(self.terms(query)), self._of_passage[passage_id])

    def known_of(self, query: str) -> float:
        """The share of `query` that any passage or question has; in [0, 1]."""
        return self.share(set(self.terms(query)), self._passages_with)

    def _rarity(self, term: str) -> float:
        """Inverse document frequency, smoothed; highest for a term that no passage has."""
        return math.log(1 + len(self._of_passage) / (1 + self._passages_with[term]))
