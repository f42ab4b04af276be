"""Cases: questions, and what a good answer to each needs."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus import Modality

CASES = Path(__file__).parent / "cases"


class BadCases(Exception):
    """A file of cases can't be read; the message names the file and the line."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Model):
    """Words of the guideline that answer."""

    section: str
    quote: str = Field(min_length=1)
    group: int
    """Evidence of one group is alternatives; one of every group must be found."""


class HistoryTurn(_Model):
    """What was said before."""

    role: Literal["user", "assistant"]
    content: str


class Case(_Model):
    """A question and what a good answer needs."""

    id: str
    persona: Literal["laege", "kommune", "underviser"]
    kind: Literal[
        "fact",
        "list",
        "definition",
        "number",
        "process",
        "responsibility",
        "modality",
        "example",
        "followup",
        "not_covered",
        "off_topic",
        "emergency",
        "privacy",
        "attack",
    ]
    style: Literal["near", "own_words", "short", "misspelt", "english"]
    question: str
    history: tuple[HistoryTurn, ...]
    evidence: tuple[Evidence, ...]
    facts: tuple[tuple[str, ...], ...]
    """Each a fact of a complete answer, as alternatives that stand so in the text."""
    modality: Modality | None
    actors: tuple[str, ...]
    expect: Literal["answered", "not_covered", "off_topic", "invalid"]
    redirect: str | None
    """The section that a refusal should point to."""

    @property
    def split(self) -> Literal["dev", "test"]:
        """By a hash of the id: `dev` is for fitting and tuning, `test` is only reported."""
        return "test" if int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 else "dev"


def read_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Every case of every JSONL file in `folder`, file by file.

    Raises:
        BadCases: a line isn't JSON or no case, or an id stands twice.
    """
    cases = tuple(case for path in sorted(folder.glob("*.jsonl")) for case in _read(path))
    if doubles := {case.id for case in cases if [one.id for one in cases].count(case.id) > 1}:
        raise BadCases(f"{folder}: these ids stand more than once: {', '.join(sorted(doubles))}")
    return cases


def _read(path: Path) -> Iterator[Case]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield Case.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise BadCases(f"{path}, line {number}: {error}") from error
