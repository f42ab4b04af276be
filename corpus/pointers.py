"""Where the guideline is silent, and what it points to instead: curated from its text."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.guideline import DEFAULT_GUIDELINE
from corpus.sections import Contents

POINTERS = "pointers.jsonl"


class BadPointers(Exception):
    """pointers.jsonl can't be used; the message names the line and what is wrong there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A topic that the guideline leaves to others."""

    topic: str
    patterns: tuple[re.Pattern[str], ...] = ()
    """A question that matches one asks for the topic."""
    section: str
    quote: str
    """Verbatim in the section: whom to ask, or that the topic is left out."""
    absolute: bool = False
    """No question on it is answered, however near a passage seems."""

    def matches(self, question: str) -> bool:
        return any(pattern.search(question) for pattern in self.patterns)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: str
    patterns: tuple[str, ...] = Field(min_length=1)
    section: str
    quote: str
    absolute: bool = False


def read_pointers(contents: Contents, folder: Path = DEFAULT_GUIDELINE) -> tuple[Pointer, ...]:
    """Read the pointers that stand in `folder`, in their order.

    Raises:
        BadPointers: a line isn't JSON, has a wrong key or pattern, or its quote isn't exact.
    """
    path = folder / POINTERS
    pointers = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadPointers(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            row = _Row.model_validate(json.loads(line))
            patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in row.patterns)
        except (json.JSONDecodeError, ValidationError, re.error) as error:
            raise BadPointers(f"{path}, line {number}: {error}") from error
        section = contents.by_number.get(row.section)
        if section is None or row.quote not in section.text:
            raise BadPointers(
                f"{path}, line {number}: the quote doesn't stand in section {row.section!r}"
            )
        pointers.append(
            Pointer(
                topic=row.topic,
                patterns=patterns,
                section=row.section,
                quote=row.quote,
                absolute=row.absolute,
            )
        )
    return tuple(pointers)
