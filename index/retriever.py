"""From a query to hits: words, meaning and known questions, weighed together."""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Library, Passage
from index.build import library_digest
from index.embedder import Embedder, Vectors
from index.lexical import LexicalIndex
from index.store import Store

WEIGHTS = (1.0, 1.0, 1.0)
"""Of the words (BM25), the passage's vector, and the nearest known question's vector. Equal
weights of standard scores did as well as any fitted ones on the development cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question."""

    passage: Passage
    rank: int
    """Place in the ranking, from 1."""
    score: float
    """The sum of the three signals' standard scores; higher is nearer, 0 is the average."""
    lexical: float
    """BM25; 0 where no word is shared."""
    coverage: float
    """The share of the query's words, weighed by rarity, that it or its questions have."""
    cosine: float
    """With the passage, in [-1, 1]."""
    question_cosine: float
    """With the nearest known question that the passage answers, in [-1, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found for a query."""

    hits: tuple[Hit, ...]
    """Best first; equal scores in the guideline's order."""
    known: float
    """The share of the query's words, weighed by rarity, that the index knows; in [0, 1]."""


class HybridIndex:
    """A guideline's passages, ranked for a query by words, meaning and known questions."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        store: Store,
        *,
        weights: tuple[float, float, float] = WEIGHTS,
    ) -> None:
        self.embedder = embedder
        self.lexical = LexicalIndex(library.passages, library.bank)
        self.digest = library_digest(library, embedder)
        self._passages: Sequence[Passage] = library.passages
        self._store = store
        self._weights = weights
        self._hidden = np.zeros(len(library.passages), dtype=bool)

    def without(self, sections: Collection[str]) -> "HybridIndex":
        """The same index as if `sections` were not in it."""
        other = copy.copy(self)
        other._hidden = np.array([one.section in sections for one in self._passages])
        return other

    def search(self, query: str, k: int = 10) -> Search:
        """The `k` passages nearest to `query`."""
        vector = self.embedder.embed_queries([query])[0]
        lexical = self.lexical.scores(query)
        cosines = self._store.passage_cosines(vector)
        questions = self._store.question_cosines(vector)
        signals = (lexical, cosines, questions)
        scores = np.asarray(self._weights) @ np.stack([_standard(signal) for signal in signals])
        scores[self._hidden] = -np.inf
        best = np.argsort(-np.round(scores, 6), kind="stable")[: min(k, sum(~self._hidden))]
        hits = tuple(
            Hit(
                passage=self._passages[at],
                rank=rank,
                score=round(float(scores[at]), 4),
                lexical=float(lexical[at]),
                coverage=self.lexical.covered_by(query, self._passages[at].id),
                cosine=float(cosines[at]),
                question_cosine=float(questions[at]),
            )
            for rank, at in enumerate(best, start=1)
        )
        return Search(hits=hits, known=self.lexical.known_of(query))


def _standard(signal: Vectors) -> Vectors:
    """Standard scores; zeros where all passages score the same."""
    deviation = float(signal.std())
    return (signal - signal.mean()) / deviation if deviation > 0 else np.zeros_like(signal)
