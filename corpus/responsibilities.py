"""Who does what: the guideline's tasks, each with whom it binds, how, when, and the sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from corpus.binding import Modality
from corpus.danish import stems
from corpus.guideline import DEFAULT_GUIDELINE
from corpus.quotes import Quote, QuotingRow, read_quoting_rows
from corpus.sections import Contents

RESPONSIBILITIES = "responsibilities.jsonl"
NO_RESPONSIBILITIES = "no_responsibilities.jsonl"

Actor = Literal[
    "almen praksis",
    "praksisområdet",
    "sundhedsprofessionelle",
    "kommune",
    "jobcenter",
    "smertecenter",
    "sygehus",
    "kirurg",
    "speciallæge",
    "region",
    "private udbydere",
    "Sundhedsstyrelsen",
    "alle",
    "ikke nævnt",
]
"""Named as in lexicon.toml; "alle" is every sector, "ikke nævnt" where the text doesn't say who."""

Stage = Literal[
    "hele forløbet",
    "udredning",
    "indsats i primærsektoren",
    "kommune",
    "arbejdsmarked",
    "smertecenter",
    "før operation",
    "efter operation",
    "implementering",
]

ACTORS: tuple[Actor, ...] = get_args(Actor)
UNNAMED: tuple[Actor, ...] = ("alle", "ikke nævnt")
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In the order of a course."""

Move = Literal["henvisning", "overlevering", "tilbage"]
"""What brings the patient on: a referral, a hand-over, a return."""


class Arrow(BaseModel):
    """Where a task brings the patient."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    move: Move
    actor: Actor
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A task, and whom the guideline gives it."""

    actor: Actor
    task: str
    """Shortened from the quote: "tilbyde støttende samtaler"."""
    modality: Modality | None
    """As the quote says it; None where it states who is responsible without a modal verb."""
    stage: Stage
    law: tuple[str, ...]
    """What the text gives as its ground: "sundhedsloven § 119"."""
    quote: Quote
    box: str | None
    """What it is called in the picture of the course, where it stands for its actor and stage."""
    arrow: Arrow | None


class _Row(QuotingRow):
    actor: Actor
    task: str = Field(min_length=5, max_length=120)
    modality: Modality | None
    stage: Stage
    law: tuple[str, ...]
    box: str | None = Field(default=None, max_length=40)
    arrow: Arrow | None = None


class _NoRow(QuotingRow):
    reason: str = Field(min_length=10)


def read_responsibilities(
    contents: Contents, folder: Path = DEFAULT_GUIDELINE
) -> tuple[Responsibility, ...]:
    """Read the responsibilities that stand in `folder`, in their order.

    Raises:
        BadRows: a line isn't JSON, has a wrong key, or its quote isn't exact.
    """
    return tuple(
        Responsibility(**row.others, quote=quote)
        for row, quote in read_quoting_rows(folder / RESPONSIBILITIES, _Row, contents)
    )


def read_no_responsibilities(
    contents: Contents, folder: Path = DEFAULT_GUIDELINE
) -> tuple[Quote, ...]:
    """Sentences with a modal verb that lay a task on nobody; the file says of each why.

    Raises:
        BadRows: a line isn't JSON, has a wrong key, or its quote isn't exact.
    """
    rows = read_quoting_rows(folder / NO_RESPONSIBILITIES, _NoRow, contents)
    return tuple(quote for _, quote in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which responsibilities are asked for; what is empty leaves nothing out."""

    actors: tuple[Actor, ...] = ()
    modalities: tuple[Modality, ...] = ()
    stages: tuple[Stage, ...] = ()
    laws: tuple[str, ...] = ()
    words: str = ""
    """Each of them, in some form, stands in the task, the quote, the law or the actor's name."""


def select(rows: Iterable[Responsibility], wanted: Wanted) -> tuple[Responsibility, ...]:
    """Those of `rows` that are `wanted`, in their order."""
    asked = stems(wanted.words)
    return tuple(
        row
        for row in rows
        if (not wanted.actors or row.actor in wanted.actors)
        and (not wanted.modalities or row.modality in wanted.modalities)
        and (not wanted.stages or row.stage in wanted.stages)
        and (not wanted.laws or set(wanted.laws) & set(row.law))
        and (not asked or asked <= _stems(row))
    )


def laws_of(rows: Iterable[Responsibility]) -> tuple[str, ...]:
    """The laws that `rows` rest on, by name and paragraph."""
    found = {law for row in rows for law in row.law}
    return tuple(sorted(found, key=_name_and_paragraph))


def _name_and_paragraph(law: str) -> tuple[str, int]:
    number = re.search(r"\d+", law)
    return law.split(" §")[0], int(number[0]) if number else 0


@lru_cache(maxsize=1_000)
def _stems(row: Responsibility) -> frozenset[str]:
    return stems(" ".join([row.actor, row.task, row.stage, *row.law, row.quote.text]))
