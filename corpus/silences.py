"""Where the guideline is silent: topics, how people ask about them, and where it points instead."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.bank import Style
from corpus.danish import fold
from corpus.guideline import DEFAULT_GUIDELINE
from corpus.rows import read_rows
from corpus.sections import Contents
from corpus.synonyms import any_of

SILENCES = "silences.jsonl"


class BadSilences(Exception):
    """silences.jsonl can't be used; the message names the line and what is wrong there."""


class SilentQuestion(BaseModel):
    """A question that the guideline doesn't answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    style: Style
    text: str = Field(min_length=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where the guideline sends those who ask about a topic."""

    section: str
    quote: str
    """Verbatim in the section: whom to ask, or that the topic is left out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # each is one of a kind
class Silence:
    """A topic that the guideline says nothing on."""

    topic: str
    """A short name."""
    on_subject: bool
    """It belongs to pain, its treatment or its care, so that an answer might be expected."""
    pointer: Pointer | None
    questions: tuple[SilentQuestion, ...]
    """How people ask about it."""
    words: tuple[str, ...] = ()
    """A question with one of them is about it; `*` stands for any ending."""

    def names(self, question: str) -> bool:
        """Whether `question` has one of its words."""
        return bool(self.words) and bool(any_of(self.words).search(fold(question)))


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: str
    subject: Literal["on", "off"]
    section: str | None
    quote: str | None
    words: tuple[str, ...] = ()
    questions: tuple[SilentQuestion, ...] = Field(min_length=1)


def read_silences(contents: Contents, folder: Path = DEFAULT_GUIDELINE) -> tuple[Silence, ...]:
    """Read the silences that stand in `folder`, in their order.

    Raises:
        BadSilences: a line isn't JSON, has a wrong key, or its quote isn't exact.
    """
    path = folder / SILENCES
    silences = []
    for number, row in read_rows(path, _Row, BadSilences):
        pointer = None
        if row.section and row.quote:
            section = contents.by_number.get(row.section)
            if section is None or row.quote not in section.text:
                raise BadSilences(
                    f"{path}, line {number}: the quote doesn't stand in section {row.section!r}"
                )
            pointer = Pointer(section=row.section, quote=row.quote)
        silences.append(
            Silence(
                topic=row.topic,
                on_subject=row.subject == "on",
                pointer=pointer,
                questions=row.questions,
                words=row.words,
            )
        )
    return tuple(silences)
