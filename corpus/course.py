"""What a course is made of: questions with their answers, and cases, each from the text."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from corpus.audience import Audience
from corpus.guideline import DEFAULT_GUIDELINE
from corpus.quotes import BadRows, Quote, QuotingRow, find_quote, read_quoting_rows
from corpus.rows import read_rows
from corpus.sections import Contents

COURSE = "course.jsonl"
CASES = "patients.jsonl"

Topic = Literal[
    "begreber",
    "udredning",
    "samtalen med patienten",
    "indsatser i primærsektoren",
    "kommunens indsats",
    "smertecenter",
    "operation og opioider",
    "arbejde",
    "implementering",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)

Kind = Literal["choice", "true_false"]


class Distractor(BaseModel):
    """A wrong answer: words that the guideline says of something else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A question of a quiz."""

    id: str
    """Stays the same however the file is ordered: decks are imported again by it."""
    kind: Kind
    topic: Topic
    audience: tuple[Audience, ...]
    question: str
    """Of kind true_false, a statement."""
    answer: str
    """Words of the quote; of kind true_false "sandt" or "falsk"."""
    distractors: tuple[Distractor, ...]
    quote: Quote
    """What decides it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientQuestion:
    """A question that a patient's story raises; it stands alone."""

    question: str
    quote: Quote
    """A model answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A made-up patient, for discussion."""

    id: str
    title: str
    topic: Topic
    audience: tuple[Audience, ...]
    story: str
    questions: tuple[PatientQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All that can be taught."""

    exercises: tuple[Exercise, ...]
    patients: tuple[Patient, ...]


def select_course(
    course: Course, topics: Collection[Topic] = (), audience: Audience | None = None
) -> Course:
    """What of `course` is on one of `topics` and for `audience`; all, where none is named."""

    def fits(one: Exercise | Patient) -> bool:
        return (not topics or one.topic in topics) and (not audience or audience in one.audience)

    return Course(
        exercises=tuple(filter(fits, course.exercises)),
        patients=tuple(filter(fits, course.patients)),
    )


class _Exercise(QuotingRow):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: Kind
    topic: Topic
    audience: tuple[Audience, ...] = Field(min_length=1)
    question: str = Field(min_length=10)
    answer: str = Field(min_length=1)
    distractors: tuple[Distractor, ...]


class _Question(QuotingRow):
    question: str = Field(min_length=10)


class _Patient(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    topic: Topic
    audience: tuple[Audience, ...] = Field(min_length=1)
    story: str
    questions: tuple[_Question, ...] = Field(min_length=1)


def read_course(contents: Contents, folder: Path = DEFAULT_GUIDELINE) -> Course:
    """Read the course that stands in `folder`, in its order.

    Raises:
        BadRows: a line isn't JSON, has a wrong key, or its quote isn't exact.
    """
    exercises = tuple(
        Exercise(**row.others, quote=quote)
        for row, quote in read_quoting_rows(folder / COURSE, _Exercise, contents)
    )
    path = folder / CASES
    patients = tuple(
        Patient(
            id=row.id,
            title=row.title,
            topic=row.topic,
            audience=row.audience,
            story=row.story,
            questions=tuple(
                PatientQuestion(
                    question=one.question,
                    quote=find_quote(contents, one, at=f"{path}, line {number}"),
                )
                for one in row.questions
            ),
        )
        for number, row in read_rows(path, _Patient, BadRows)
    )
    return Course(exercises=exercises, patients=patients)
