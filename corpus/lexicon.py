"""Danish health words, from lexicon.toml: actors, synonyms, what belongs to the subject."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files


def lexicon_text() -> str:
    """lexicon.toml as it stands."""
    return files("corpus").joinpath("lexicon.toml").read_text("utf-8")


@lru_cache(maxsize=1)
def read_lexicon() -> dict[str, dict[str, list[str]]]:
    """Each table of lexicon.toml by its name: lists of writings by theirs."""
    return tomllib.loads(lexicon_text())


def whole(writings: Iterable[str]) -> str:
    """The regular expression of any of `writings`, whole; `*` stands for any ending."""
    longest_first = sorted(writings, key=len, reverse=True)
    ways = "|".join(re.escape(way).replace(r"\*", r"\w*") for way in longest_first)
    return rf"(?<!\w)(?:{ways})(?!\w)"
