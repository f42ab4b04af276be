"""Synonyms of the Danish health service: words that mean one thing to those who ask."""

import re
from functools import lru_cache

from corpus.danish import fold
from corpus.lexicon import read_lexicon, whole


def concepts(text: str) -> list[str]:
    """The groups of lexicon.toml of which `text` has a word or phrase, by their names."""
    folded = fold(text)
    return [name for name, pattern in _groups() if pattern.search(folded)]


@lru_cache(maxsize=100)
def any_of(writings: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of `writings`, whole, in a folded text; `*` stands for any ending."""
    return re.compile(whole(map(fold, writings)))


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, any_of(tuple(writings))) for name, writings in read_lexicon()["synonyms"].items()
    )
