"""A guideline with all that is made of it: read once, handed on whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.bank import BankRow, read_bank
from corpus.guideline import DEFAULT_GUIDELINE, Guideline, read_guideline
from corpus.passages import Passage, cut_passages
from corpus.pointers import Pointer, read_pointers
from corpus.repeats import Place, find_repeats
from corpus.sections import Contents, split_sections


@dataclass(frozen=True, kw_only=True)
class Library:
    """A guideline, its sections and passages, and what is known about them."""

    contents: Contents
    passages: tuple[Passage, ...]
    bank: tuple[BankRow, ...]
    pointers: tuple[Pointer, ...]
    repeats: Mapping[Place, tuple[Place, ...]]
    """A statement's place to the other places that say the same."""

    @property
    def guideline(self) -> Guideline:
        return self.contents.guideline

    @cached_property
    def by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}


def read_library(folder: Path = DEFAULT_GUIDELINE) -> Library:
    """Read the guideline in `folder`, cut it, and read its question bank.

    Raises:
        BadGuideline, BadBank, BadPointers: a file there can't be used.
    """
    contents = split_sections(read_guideline(folder))
    passages = cut_passages(contents)
    return Library(
        contents=contents,
        passages=passages,
        bank=read_bank(passages, folder),
        pointers=read_pointers(contents, folder),
        repeats=find_repeats(passages),
    )
