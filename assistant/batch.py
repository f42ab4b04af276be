"""Questions from a JSONL file, answered in order, a JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, to_json
from assistant.chain import Assistant
from assistant.followup import Turn


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str | int
    question: str
    history: tuple[_Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A line of the file and what came of it."""

    fault: str
    """Why the line could not be read, with its number; empty where it could."""
    object: dict[str, Any]
    """The contract's object with the line's `id`, null where it has none."""


def answer_lines(assistant: Assistant, lines: Iterable[str]) -> Iterator[Answered]:
    """Answer each line: {"id", "question", "history": [{"role", "content"}]}; blank ones pass.

    A line that can't be read gets an object with status "invalid" that names it.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = _Line.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError, RecursionError) as error:
            fault = f"Linje {number} kan ikke læses: {_reason(error)}"
            invalid = Answer(question="", asked_as="", language="da", status="invalid", text=fault)
            yield Answered(fault=fault, object={"id": None, **to_json(invalid)})
            continue
        history = [Turn(role=turn.role, content=turn.content) for turn in asked.history]
        answer = assistant.ask(asked.question, history)
        fault = f"Linje {number}: {answer.text}" if answer.status == "invalid" else ""
        yield Answered(fault=fault, object={"id": asked.id, **to_json(answer)})


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'linjen'}: {one['msg']}" for one in error.errors()
        )
    return "den er ikke gyldig JSON"
