"""Acute danger in a question: it gets a notice before any answer."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files


def is_acute(text: str) -> bool:
    """Whether `text` tells of acute danger to somebody's life or function.

    It does where somebody states it ("har taget en overdosis"), and where the danger is named
    and nothing says that it is meant in general or in the past ("forebyggelse af ...").
    """
    patterns = _patterns()
    return bool(
        patterns["stated"].search(text)
        or (patterns["named"].search(text) and not patterns["ordinary"].search(text))
    )


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = tomllib.loads(files("assistant").joinpath("danger.toml").read_text("utf-8"))
    return {name: re.compile("|".join(ways), re.IGNORECASE) for name, ways in listed.items()}
