"""Everything that the pages say themselves, in Danish and English; the guideline is never here."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import streamlit as st

Language = Literal["da", "en"]


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Each string of strings.toml by its name: how it is said in each language."""
    return tomllib.loads(files("views").joinpath("strings.toml").read_text("utf-8"))


def string(language: Language, name: str, **values: object) -> str:
    """The string called `name` in `language`, its {blanks} filled in."""
    return catalogue()[name][language].format(**values)


def language() -> Language:
    """The language that this session has chosen."""
    chosen: Language = st.session_state.get("language", "da")
    return chosen


def say(name: str, **values: object) -> str:
    """The string called `name` in the language that this session has chosen."""
    return string(language(), name, **values)
