"""Our own words around the guideline's, in the reader's language."""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, str]]:
    text = files("assistant").joinpath("phrases.toml").read_text("utf-8")
    return tomllib.loads(text)


def phrase(language: str, name: str, **values: str) -> str:
    """The phrase called `name` in `language` ("da" or "en"), its {blanks} filled in."""
    return _catalogue()[language][name].format(**values)


def cite_as(section: str, language: str) -> str:
    """How a section is named to a reader: "afsnit 7.2", "Bilag 4"."""
    return section if section.startswith("Bilag") else f"{phrase(language, 'section')} {section}"
