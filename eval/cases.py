"""Cases: questions, and what a good answer to each needs."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from corpus import Contents, Modality

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


_FAULTS = {
    "missing": "feltet mangler",
    "extra_forbidden": "feltet kendes ikke",
    "string_type": "skal være tekst",
    "int_type": "skal være et helt tal",
    "list_type": "skal være en liste",
    "tuple_type": "skal være en liste",
    "literal_error": "har en værdi, der ikke kan bruges; mulige værdier",
}


def explain_cases(path: Path, contents: Contents) -> Iterator[str]:
    """Every fault of the cases in `path`, in plain Danish, with its line and what to do."""
    seen: set[str] = set()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        yield f"{path} kan ikke læses som UTF-8-tekst. Gem filen som UTF-8, og prøv igen."
        return
    for number, line in enumerate(lines, start=1):
        try:
            case = Case.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            yield (
                f"Linje {number}: ikke gyldig JSON ved tegn {error.colno}. Hver linje er ét "
                "objekt: {...}, med felter i anførselstegn og komma imellem."
            )
            continue
        except ValidationError as error:
            yield from (f"Linje {number}: {_explained(one)}" for one in error.errors())
            continue
        if case.id in seen:
            yield f"Linje {number}: id {case.id!r} er brugt før. Giv spørgsmålet sit eget."
        seen.add(case.id)
        yield from (f"Linje {number} ({case.id}): {one}" for one in _untrue(case, contents))


def _explained(fault: ErrorDetails) -> str:
    field = ".".join(map(str, fault["loc"])) or "linjen"
    reason = _FAULTS.get(fault["type"], fault["msg"])
    possible = fault.get("ctx", {}).get("expected", "")
    return f"{field}: {reason} {possible}".strip() + "."


def _untrue(case: Case, contents: Contents) -> Iterator[str]:
    for evidence in case.evidence:
        section = contents.by_number.get(evidence.section)
        if section is None:
            yield f"der er intet afsnit {evidence.section!r}. Se dem: smertevejviser sources"
        elif evidence.quote not in section.text:
            yield (
                f"citatet {evidence.quote[:50]!r} står ikke ordret i {evidence.section}. Kopiér "
                f'det fra: smertevejviser sources "{evidence.section}"'
            )
    quotes = "\n".join(evidence.quote for evidence in case.evidence)
    for fact in case.facts:
        if not any(way in quotes for way in fact):
            yield f"ingen af {list(fact)} står i citaterne. En kendsgerning kopieres fra et citat."
    if case.expect == "answered" and not case.evidence:
        yield "der ventes et svar, men intet citat siger hvilket. Tilføj evidence."
    if case.expect != "answered" and case.facts:
        yield "der ventes en afvisning, men der står kendsgerninger. Fjern facts."
