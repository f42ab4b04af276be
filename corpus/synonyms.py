"""Synonyms of the Danish health service: words that mean one thing to those who ask."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from corpus.danish import fold


def concepts(text: str) -> list[str]:
    """The groups of lexicon.toml of which `text` has a word or phrase, by their names."""
    folded = fold(text)
    return [name for name, pattern in _groups() if pattern.search(folded)]


@lru_cache(maxsize=100)
def any_of(writings: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of `writings`, whole, in a folded text; `*` stands for any ending."""
    longest_first = sorted(map(fold, writings), key=len, reverse=True)
    ways = "|".join(re.escape(way).replace(r"\*", r"\w*") for way in longest_first)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lexicon = tomllib.loads(files("corpus").joinpath("lexicon.toml").read_text("utf-8"))
    return tuple((name, any_of(tuple(writings))) for name, writings in lexicon["synonyms"].items())
