"""The question bank: questions that people might ask, each with the passage that answers it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.guideline import DEFAULT_GUIDELINE
from corpus.passages import Passage

QUESTIONS = "questions.jsonl"
WORDS_KEPT = 8
"""How many words of its passage a row repeats, so that a text that moved is noticed."""


class BadBank(Exception):
    """questions.jsonl can't be used; the message names the line and what is wrong there."""


class BankQuestion(BaseModel):
    """A question as a user might put it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    style: Literal["near", "own_words", "short", "misspelt", "english"]
    text: str = Field(min_length=3)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    passage: str
    begins: str
    questions: tuple[BankQuestion, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRow:
    """The questions that one passage answers."""

    passage: str
    """The passage's id."""
    questions: tuple[BankQuestion, ...]


def first_words(passage: Passage) -> str:
    """The words by which a row of the bank knows its passage again."""
    return " ".join(passage.text.split()[:WORDS_KEPT])


def read_bank(passages: Sequence[Passage], folder: Path = DEFAULT_GUIDELINE) -> tuple[BankRow, ...]:
    """Read the questions that stand in `folder`, in the order of their passages' rows.

    Raises:
        BadBank: a line isn't JSON, has a wrong key, or its passage is gone or has moved.
    """
    path = folder / QUESTIONS
    known = {passage.id: first_words(passage) for passage in passages}
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadBank(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            row = _Row.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise BadBank(f"{path}, line {number}: {error}") from error
        if known.get(row.passage) != row.begins:
            raise BadBank(
                f"{path}, line {number}: passage {row.passage!r} begins "
                f"{known.get(row.passage)!r}, the row says {row.begins!r}; give the row the "
                "passage that its questions are about"
            )
        rows.append(BankRow(passage=row.passage, questions=row.questions))
    return tuple(rows)
