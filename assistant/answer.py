"""The answer and its parts, and the JSON object that all ways in give (contract version 1)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, Literal

from corpus import Modality, Passage, PassageKind, Section

CONTRACT = 1

NEAREST = 3
"""Sections that a refusal names."""

Status = Literal["answered", "not_covered", "off_topic", "invalid"]
NoticeKind = Literal["emergency", "privacy", "scope", "fallback", "version"]


class QuoteNotExact(Exception):
    """A citation whose quote doesn't stand at its place in the section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quote and where it stands. Making one that isn't exact raises."""

    n: int
    """The number that statements cite it by, from 1."""
    passage: str
    guideline: str
    section: str
    title: str
    page: int | None
    kind: PassageKind
    quote: str
    start: int
    end: int
    """quote is the section's text[start:end]."""
    also_in: tuple[str, ...] = ()
    """Other sections that say the same."""


def cite(
    section: Section,
    passage: Passage,
    start: int,
    end: int,
    *,
    n: int,
    guideline: str,
    page: int | None,
    quote: str | None = None,
    also_in: tuple[str, ...] = (),
) -> Citation:
    """Cite text[start:end] of `section`, as `quote` if one was made elsewhere.

    Raises:
        QuoteNotExact: `quote` isn't what stands there.
    """
    stands = section.text[start:end]
    if quote is not None and quote != stands:
        raise QuoteNotExact(f"section {section.number} has {stands!r} there, not {quote!r}")
    return Citation(
        n=n,
        passage=passage.id,
        guideline=guideline,
        section=section.number,
        title=section.title,
        page=page,
        kind=passage.kind,
        quote=stands,
        start=start,
        end=end,
        also_in=also_in,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim of an answer."""

    text: str
    citations: tuple[int, ...]
    """Numbers of the citations behind it."""
    modality: Modality | None
    actors: tuple[str, ...]
    verbatim: bool
    """It stands in its citation's quote, word for word."""

    @property
    def marked(self) -> str:
        """The text with the numbers of its citations behind it: "... [1] [2]"."""
        return self.text + "".join(f" [{n}]" for n in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """A passage that was found, whole, and how near it was."""

    passage: str
    section: str
    text: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to know before the answer is used."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """The guideline's own pointer to where an answer may be found."""

    text: str
    """Verbatim."""
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What a language model's reply came to, and cost."""

    checked: int
    """Statements that it wrote."""
    replaced: int
    """Of those, how many didn't hold and gave way to the guideline's own sentences."""
    dropped: int
    """How many didn't hold and had no sentence near them."""
    input_tokens: int
    output_tokens: int
    """As the model counts them; 0 where it doesn't, or where nothing was sent."""
    cached: bool
    """The reply was kept from an earlier time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the guideline says to a question, or that it says nothing."""

    question: str
    """Without CPR numbers."""
    asked_as: str
    language: Literal["da", "en"]
    status: Status
    text: str
    """As a reader sees it, with [1] marks."""
    statements: tuple[Statement, ...] = ()
    sources: tuple[Citation, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    notices: tuple[Notice, ...] = ()
    redirect: Redirect | None = None
    suggestions: tuple[str, ...] = ()
    mode: str = "extractive"
    confidence: float = 0.0
    """That the guideline answers the question, in [0, 1]."""
    index: str = ""
    """Names the guideline and the index that were asked."""
    elapsed_ms: float = 0.0
    generation: Generation | None = None
    """None where no language model has worded it."""

    @property
    def abstained(self) -> bool:
        return self.status != "answered"

    @property
    def nearest(self) -> tuple[str, ...]:
        """The sections that a refusal names: those of the best passages."""
        return nearest(one.section for one in self.retrieved)


def nearest(sections: Iterable[str]) -> tuple[str, ...]:
    """The first few of `sections`, each once; they come with the best first."""
    return tuple(dict.fromkeys(sections))[:NEAREST]


def to_json(answer: Answer) -> dict[str, Any]:
    """The contract's object: the answer's fields, their names and order, as JSON types.

    `generation` is there only where a language model has worded the answer.
    """
    fields: dict[str, Any] = json.loads(json.dumps(asdict(answer)))
    if answer.generation is None:
        del fields["generation"]
    return {"contract": CONTRACT, **fields}


def contract_schema() -> dict[str, Any]:
    """The JSON Schema of the contract's object."""
    schema: dict[str, Any] = json.loads(
        files("assistant").joinpath("contract.schema.json").read_text("utf-8")
    )
    return schema
