"""From a query to hits: words, letters, meaning and known questions, weighed together."""

import copy
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus import KnownQuestion, Library, Passage, Speller, Vocabulary, concepts
from index.build import library_digest
from index.embedder import Embedder, Vectors, normalized
from index.lexical import GramIndex, LexicalIndex
from index.store import Nearest, Store

Scores = npt.NDArray[np.float64]

WEIGHTS = (1.0, 1.0, 1.0, 1.0)
"""Of the words (BM25), the passage's vector, the nearest known question's vector, and the known
question's letters. Equal weights of standard scores did as well as any fitted ones: on the
development cases, and on 1,500 questions by writers who had seen no other question."""

SHARPNESS = 0.5
"""Of the probabilities that scores are turned into; fitted on those 1,500 questions."""

SAME_SECTION = 3.0
"""What a passage gains by the section that was quoted last, or that the query names."""

_SECTION = re.compile(
    r"(?:\b(?:ifølge|jf\.?|i|in)\s+)?\b(?:bilag|appendix)\s*(\d)\b|"
    r"(?:\b(?:ifølge|jf\.?|i|in)\s+)?\b(?:afsnit|kapitel|kap\.?|section|chapter)\s*(\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)

SAYS_ITS_SUBJECT = 0.55
"""Cosine with a known question from which on a follow-up can be understood on its own."""

CANDIDATES = 10
"""The passages that share the probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question."""

    passage: Passage
    rank: int
    """Place in the ranking, from 1."""
    score: float
    """The sum of the four signals' standard scores; higher is nearer, 0 is the average."""
    probability: float
    """That it is this passage that answers, if one does; they add up to 1 over CANDIDATES."""
    lexical: float
    """BM25; 0 where no word is shared."""
    coverage: float
    """The share of the query's words, weighed by rarity, that it or its questions have."""
    cosine: float
    """With the passage, in [-1, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A known question near a query."""

    question: KnownQuestion
    cosine: float
    """In [-1, 1]."""
    grams: float
    """BM25 by letters; 0 and up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found for a query."""

    query: str
    """As it was read: folded, and spelt as known words are."""
    vector: Vectors
    """float32, (dimension,): of the query."""
    hits: tuple[Hit, ...]
    """Best first; equal scores in the guideline's order."""
    neighbours: tuple[Neighbour, ...]
    """The nearest known questions by their vectors, best first."""
    known: float
    """The share of the query's words, weighed by rarity, that the index knows; in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What was found for a query in a conversation."""

    alone: Search
    """For the query by itself."""
    together: Search | None
    """For it and the question that it leans on; None where it stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A query and what the signals say of it."""

    query: str
    vector: Vectors
    lexical: Vectors
    cosines: Vectors
    nearest: Nearest
    grams: Vectors
    scores: Scores


class HybridIndex:
    """A guideline's passages, ranked for a query by words, letters, meaning, known questions."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        store: Store,
        *,
        weights: tuple[float, float, float, float] = WEIGHTS,
    ) -> None:
        self.embedder = embedder
        self.digest = library_digest(library, embedder)
        self.lexical = LexicalIndex.load(store.folder, library.passages)
        self._known = library.known_questions
        self._grams = GramIndex.load(store.folder, len(self._known))
        self._speller = speller_of(library)
        self._passages: Sequence[Passage] = library.passages
        places = {passage.id: place for place, passage in enumerate(library.passages)}
        self._answered_by = np.array([places.get(one.passage, -1) for one in self._known])
        self._store = store
        self._weights = weights
        self._hidden = np.zeros(len(library.passages), dtype=bool)

    def without(self, sections: Collection[str]) -> "HybridIndex":
        """The same index as if `sections` were not in it."""
        other = copy.copy(self)
        other._hidden = np.array([one.section in sections for one in self._passages])
        return other

    def search(self, query: str, k: int = CANDIDATES) -> Search:
        """The `k` passages nearest to `query`; those of a section that it names gain by it."""
        named = {f"Bilag {n}" if n else m for n, m in _SECTION.findall(query)}
        if not named:
            reading = self._read(query)
            return self._found(reading, reading.scores, k)
        reading = self._read(_SECTION.sub(" ", query))
        within = np.array([_lies_in(one.section, named) for one in self._passages])
        return self._found(reading, reading.scores + SAME_SECTION * within, k)

    def search_on(
        self, query: str, joined: str, sections: Collection[str], k: int = CANDIDATES
    ) -> FollowUp:
        """The `k` passages nearest to `query` in a conversation, and to it alone.

        `joined` is the query with the question that it may lean on, `sections` are those that
        were quoted last. The query stands alone where all of that finds the passage that it
        finds on its own, and a known question is near it.
        """
        alone, both = self._read(query), self._read(joined)
        by_itself = (
            self.search(query, k) if _SECTION.search(query) else self._found(alone, alone.scores, k)
        )
        near = np.array([one.section in sections for one in self._passages])
        scores = (alone.scores + both.scores + SAME_SECTION * near) / 2
        if (
            scores.argmax() == alone.scores.argmax()
            and alone.nearest.cosines.max() >= SAYS_ITS_SUBJECT
        ):
            return FollowUp(alone=by_itself, together=None)
        # What is asked for now counts as much as what it is asked about.
        vector = normalized((alone.vector + both.vector)[np.newaxis])[0]
        nearest = self._store.nearest_questions(vector)
        found = self._found(replace(both, vector=vector, nearest=nearest), scores, k)
        return FollowUp(alone=by_itself, together=replace(found, query=alone.query))

    def _read(self, query: str) -> _Reading:
        read = self._speller.correct(query)
        vector = self.embedder.embed_queries([read])[0]
        lexical = self.lexical.scores(read)
        cosines = self._store.passage_cosines(vector)
        nearest = self._store.nearest_questions(vector)
        grams = self._grams.scores(read)
        everywhere = np.arange(len(self._known))
        signals = (
            lexical,
            cosines,
            self._best_of(nearest.places, nearest.cosines),
            self._best_of(everywhere, grams),
        )
        scores = np.asarray(self._weights) @ np.stack([_standard(signal) for signal in signals])
        scores[self._hidden] = -np.inf
        return _Reading(
            query=read,
            vector=vector,
            lexical=lexical,
            cosines=cosines,
            nearest=nearest,
            grams=grams,
            scores=scores,
        )

    def _found(self, reading: _Reading, scores: Scores, k: int) -> Search:
        terms = set(self.lexical.terms(reading.query))
        best = np.argsort(-np.round(scores, 6), kind="stable")[: min(k, sum(~self._hidden))]
        hits = tuple(
            Hit(
                passage=self._passages[at],
                rank=rank,
                score=round(float(scores[at]), 4),
                probability=round(probability, 6),
                lexical=float(reading.lexical[at]),
                coverage=self.lexical.covered_by(terms, self._passages[at].id),
                cosine=float(reading.cosines[at]),
            )
            for rank, (at, probability) in enumerate(
                zip(best, _probabilities(scores[best]), strict=True), start=1
            )
        )
        neighbours = tuple(
            Neighbour(
                question=self._known[at], cosine=float(cosine), grams=float(reading.grams[at])
            )
            for at, cosine in zip(reading.nearest.places, reading.nearest.cosines, strict=True)
            if self._answered_by[at] < 0 or not self._hidden[self._answered_by[at]]
        )
        return Search(
            query=reading.query,
            vector=reading.vector,
            hits=hits,
            neighbours=neighbours,
            known=self.lexical.known_of(terms),
        )

    def _best_of(self, questions: npt.NDArray[np.intp], scores: Vectors) -> Vectors:
        """float32, (passages,): the best of the scores of each one's questions.

        A passage that has none among `questions` gets the lowest score of them all.
        """
        owners = self._answered_by[questions]
        best = np.full(len(self._passages), scores.min(), dtype=np.float32)
        np.maximum.at(best, owners[owners >= 0], scores[owners >= 0])
        return best


def speller_of(library: Library) -> Speller:
    """Knows every word of the guideline, of well-spelt known questions, and of the lexicon."""
    vocabulary = Vocabulary(passage.text for passage in library.passages)
    texts = [
        *(passage.text for passage in library.passages),
        *(one.text for one in library.known_questions if one.style != "misspelt"),
    ]
    return Speller(texts, is_word=lambda word: bool(vocabulary.parts(word) or concepts(word)))


def _lies_in(section: str, named: Collection[str]) -> bool:
    return any(section == one or section.startswith((f"{one}.", f"{one},")) for one in named)


def _probabilities(scores: Scores) -> list[float]:
    """The softmax over the first CANDIDATES; 0 for the others."""
    powers = np.exp(SHARPNESS * (scores - scores.max()))
    powers[CANDIDATES:] = 0.0
    return [float(one) for one in powers / powers.sum()]


def _standard(signal: Vectors) -> Vectors:
    """Standard scores; zeros where all passages score the same."""
    deviation = float(signal.std())
    return (signal - signal.mean()) / deviation if deviation > 0 else np.zeros_like(signal)
