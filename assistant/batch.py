"""Questions from a JSONL file, answered in order, a JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, to_json
from assistant.chain import Assistant
from assistant.followup import Turn
from assistant.redaction import redact


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Turn(_Model):
    role: Literal["user", "assistant"]
    content: str


class _Line(_Model):
    id: str | int
    question: str
    history: list[_Turn] = []


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
        read: Any = None
        try:
            read = json.loads(line)
            asked = _Line.model_validate(read)
        except (ValueError, RecursionError) as error:
            fault = redact(f"Linje {number} kan ikke læses: {_reason(error)}")[0]
            invalid = Answer(question="", asked_as="", language="da", status="invalid", text=fault)
            yield Answered(fault=fault, object={"id": _id_of(read), **to_json(invalid)})
            continue
        history = [Turn(role=turn.role, content=turn.content) for turn in asked.history]
        answer = assistant.ask(asked.question, history)
        fault = f"Linje {number}: {answer.text}" if answer.status == "invalid" else ""
        yield Answered(fault=fault, object={"id": _id_of(read), **to_json(answer)})


def _id_of(read: Any) -> str | int | None:
    """The line's own id, without CPR numbers; None where it has none that can be given back."""
    found = read.get("id") if isinstance(read, dict) else None
    if isinstance(found, str):
        return redact(found)[0]
    if isinstance(found, int) and not isinstance(found, bool):
        return int(hidden) if (hidden := redact(str(found))[0]).lstrip("-").isdigit() else hidden
    return None


_FAULTS = {
    "missing": "mangler",
    "extra_forbidden": "er et ukendt felt",
    "string_type": "skal være tekst",
    "literal_error": "skal være user eller assistant",
    "list_type": "skal være en liste",
}


def _reason(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "den er ikke gyldig JSON"
    faults = {
        f"{'.'.join(map(str, one['loc'][:3])) or 'linjen'} "
        f"{_FAULTS.get(one['type'], 'har en forkert værdi')}"
        for one in error.errors()
    }
    return "; ".join(sorted(faults))
