"""Acute danger in a question: it gets a notice before any answer."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files


def is_acute(text: str) -> bool:
    """Whether `text` tells of acute danger to somebody's life or function."""
    return any(pattern.search(text) for pattern in _patterns())


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    dangers = tomllib.loads(files("assistant").joinpath("danger.toml").read_text("utf-8"))
    return tuple(
        re.compile(pattern, re.IGNORECASE) for listed in dangers.values() for pattern in listed
    )
