"""Spelling: a word that nobody knows becomes the known word that it was meant for."""

from collections import Counter
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from corpus.danish import STOP_WORDS, replace_words, stem, words

SHORTEST = 5
"""Letters of the shortest word that is corrected: shorter ones have too many neighbours."""

LONG = 8
"""From so many letters on two may be wrong, not one."""

FEWEST = 2
"""How often a word must stand somewhere before another is corrected to it."""


COMMON = 20
"""How often one must stand before a word that could be right as it stands is corrected to it."""


class Speller:
    """Knows the words of some texts, and corrects others to them."""

    def __init__(self, texts: Iterable[str], *, is_word: Callable[[str], bool]) -> None:
        """`texts` are well spelt; `is_word` tells of other words that are right as they stand."""
        self._counts = Counter(word for text in texts for word in words(text))
        self._stems = frozenset(stem(word) for word in self._counts)
        self._targets: dict[str, list[str]] = {}
        for word, count in self._counts.items():
            if count >= FEWEST and len(word) >= SHORTEST - 1 and word.isalpha():
                self._targets.setdefault(word[0], []).append(word)
        self._is_word = is_word

    def correct(self, text: str) -> str:
        """`text`, folded, with its misspelt words as they are known."""
        return replace_words(text, self._corrected)

    def _corrected(self, word: str) -> str:
        """The nearest known word with the same first letter (optimal string alignment)."""
        if len(word) < SHORTEST or not word.isalpha() or self._knows(word):
            return word
        if not self._is_word(word):
            return self._nearest(word, 1 if len(word) < LONG else 2, FEWEST)
        # What could be a word of its own, made of others, is more likely a slip in a common one.
        return self._nearest(word, 1, COMMON) if len(word) >= LONG else word

    def _nearest(self, word: str, most: int, fewest: int) -> str:
        """The nearest that stands `fewest` times, with `most` letters wrong; else the word."""
        near = [
            (distance, -self._counts[known], known)
            for known, distance, _ in extract(
                word,
                self._targets.get(word[0], ()),
                scorer=OSA.distance,
                score_cutoff=most,
                limit=None,
            )
            if self._counts[known] >= fewest
        ]
        return min(near)[2] if near else word

    def _knows(self, word: str) -> bool:
        return word in self._counts or word in STOP_WORDS or stem(word) in self._stems
