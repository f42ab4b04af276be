"""How Danish is read: words, stems and the parts of compounds, here and nowhere else."""

import re
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache

import Stemmer
from bm25s.stopwords import STOPWORDS_DANISH

_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ä": "ae", "ö": "oe", "ü": "u"})
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")

# What decides an answer here is no stop word: before or after an operation, with or without.
_TELLING = frozenset({"før", "efter", "under", "uden", "mellem", "selv"})

SHORTEST_PART = 4
"""Letters of the shortest part of a compound: shorter ones (`ind`, `sat`) split real words."""


def fold(text: str) -> str:
    """Lower case, and `æ`, `ø`, `å` as they are typed on a keyboard without them."""
    return text.lower().translate(_FOLDED)


STOP_WORDS = frozenset(fold(word) for word in STOPWORDS_DANISH if word not in _TELLING)

_stemmers = threading.local()


def words(text: str) -> list[str]:
    """The words and numbers of `text`, folded, in order; hyphens part words."""
    return _WORD.findall(fold(text))


def replace_words(text: str, replacement: Callable[[str], str]) -> str:
    """`text`, folded, with each word or number as `replacement` gives it."""
    return _WORD.sub(lambda match: replacement(match[0]), fold(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem of a folded word."""
    if not hasattr(_stemmers, "danish"):  # a stemmer is not safe to share between threads
        _stemmers.danish = Stemmer.Stemmer("danish")
    return str(_stemmers.danish.stemWord(word))


def stems(text: str) -> frozenset[str]:
    """The stems of the words and numbers of `text`."""
    return frozenset(map(stem, words(text)))


class Vocabulary:
    """The words that compounds may be made of."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = frozenset(
            word
            for text in texts
            for word in words(text)
            if len(word) >= SHORTEST_PART and word.isalpha()
        )
        self._stems = frozenset(map(stem, self._words))
        # Bounded, as words of questions come too.
        self._parted = lru_cache(maxsize=50_000)(self._part)

    def parts(self, word: str) -> tuple[str, ...]:
        """The two known words that `word` is made of, or nothing.

        A joining `s` or `e` may stand between them (`opfoelgning-s-plan`). Of several ways
        to cut, the one whose shorter part is longest.
        """
        return self._parted(word)

    def _part(self, word: str) -> tuple[str, ...]:
        found = []
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, last = self._first_part(word[:cut]), word[cut:]
            if first and self._knows(last):
                found.append((min(len(first), len(last)), first, last))
        return max(found)[1:] if found else ()

    def _first_part(self, text: str) -> str:
        """The known word that `text` is, with or without a joining letter, or nothing."""
        unjoined = text[:-1] if text[-1] in "se" and len(text) > SHORTEST_PART else text
        if text not in self._words and unjoined in self._words:
            return unjoined
        return text if self._knows(text) else ""

    def _knows(self, word: str) -> bool:
        return word in self._words or stem(word) in self._stems


def terms(text: str, vocabulary: Vocabulary) -> list[str]:
    """What `text` is found by: the stems of its words and of the parts of its compounds."""
    found = []
    for word in words(text):
        if word in STOP_WORDS or (len(word) == 1 and word.isalpha()):
            continue
        found.append(stem(word))
        found += [stem(part) for part in vocabulary.parts(word)]
    return found
