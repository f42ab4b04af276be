"""The question bank: questions that people might ask, and the sentences that answer each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.guideline import DEFAULT_GUIDELINE
from corpus.passages import Passage
from corpus.rows import read_rows
from corpus.statements import split_sentences

QUESTIONS = "questions.jsonl"
WORDS_KEPT = 4
"""How many words of each sentence a row repeats, so that a text that moved is noticed."""

Style = Literal["near", "own_words", "short", "misspelt", "english"]


class BadBank(Exception):
    """questions.jsonl can't be used; the message names the line and what is wrong there."""


class BankQuestion(BaseModel):
    """A question as a user might put it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    style: Style
    text: str = Field(min_length=3)
    answer: tuple[int, ...] = Field(min_length=1)
    """The passage's sentences that answer, by their numbers from 1; what decides comes first."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    passage: str
    sentences: tuple[str, ...]
    questions: tuple[BankQuestion, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRow:
    """The questions that one passage answers."""

    passage: str
    """The passage's id."""
    questions: tuple[BankQuestion, ...]


def openings(passage: Passage) -> tuple[str, ...]:
    """The first words of each sentence: a row of the bank knows its passage again by them."""
    return tuple(
        " ".join(sentence.text.split()[:WORDS_KEPT]) for sentence in split_sentences(passage.text)
    )


def read_bank(passages: Sequence[Passage], folder: Path = DEFAULT_GUIDELINE) -> tuple[BankRow, ...]:
    """Read the questions that stand in `folder`, in the order of their passages' rows.

    Raises:
        BadBank: a line isn't JSON, has a wrong key, its passage is gone or has moved, or an
            answer is no sentence of it.
    """
    path = folder / QUESTIONS
    known = {passage.id: openings(passage) for passage in passages}
    rows = []
    for number, row in read_rows(path, _Row, BadBank):
        if known.get(row.passage) != row.sentences:
            raise BadBank(
                f"{path}, line {number}: the sentences of passage {row.passage!r} begin "
                f"{known.get(row.passage)!r}, the row says {row.sentences!r}; give the row the "
                "passage that its questions are about, and each answer its sentence's number"
            )
        for question in row.questions:
            if not set(question.answer) <= set(range(1, len(row.sentences) + 1)):
                raise BadBank(
                    f"{path}, line {number}: {question.text!r} is answered by {question.answer}, "
                    f"but the passage has {len(row.sentences)} sentences, from 1"
                )
        rows.append(BankRow(passage=row.passage, questions=row.questions))
    return tuple(rows)
