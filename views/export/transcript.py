"""A conversation as every format says it; the formats only lay it out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import (
    Answer,
    Citation,
    Statement,
    phrase,
    remark_line,
    render,
    source_line,
    written_line,
)
from corpus import Guideline
from views.strings import Language, string

# Control characters and lone surrogates; XML, which Word files are made of, refuses most.
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A statement."""

    text: str
    marks: str
    """Which sources it stands in, e.g. "[1] [2]"."""
    binding: str
    """How it binds and whom, and that it is reworded, if it is."""
    verbatim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and its answer; `refusal` says why where nothing is quoted."""

    question: str
    understood: str
    notices: tuple[str, ...]
    quotes: tuple[Quoted, ...]
    sources: tuple[str, ...]
    """Each a line: number, section, page."""
    refusal: str
    written: str
    """Which language model has worded it; empty where none has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What every format says; the formats only lay it out."""

    language: Language
    title: str
    imprint: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    sources: str
    """The heading above sources."""
    page: str
    of: str
    purpose: str


def as_text(answer: Answer, guideline: Guideline, language: Language, on: date) -> str:
    """One answer's quotes and sources, looked up `on` a day, to paste into a referral or a note."""
    quotes = replace(
        answer, language=language, asked_as=answer.question, notices=(), suggestions=()
    )
    # For a note, how a statement binds stands behind it, not on a line of its own.
    said = re.sub(r"\n  (?=\()", " ", render(quotes, guideline))
    return f"{said} {_looked_up(language, on)}"


def transcript_of(
    answers: Sequence[Answer], guideline: Guideline, language: Language, on: date
) -> Transcript:
    """The conversation without what couldn't be asked."""
    worded = any(one.generation for one in answers)
    return Transcript(
        language=language,
        title=string(language, "export_title"),
        imprint=imprint_of(guideline, language, on),
        exchanges=tuple(_exchange(one, language) for one in answers if one.status != "invalid"),
        sources=phrase(language, "sources"),
        page=phrase(language, "page"),
        of=string(language, "export_of"),
        purpose=string(language, "export_purpose_model" if worded else "export_purpose"),
    )


def imprint_of(guideline: Guideline, language: Language, on: date) -> tuple[str, ...]:
    """What is quoted, and when it was looked up: a line each."""
    return (
        f"{guideline.publisher}: {guideline.title} ({guideline.year})",
        _looked_up(language, on),
    )


def _looked_up(language: Language, on: date) -> str:
    month = string(language, "export_months").split()[on.month - 1]
    return string(language, "export_looked_up", day=on.day, month=month, year=on.year)


def _exchange(answer: Answer, language: Language) -> Exchange:
    understood = ""
    if answer.asked_as != answer.question:
        understood = f"{phrase(language, 'understood_as')} {answer.asked_as}"
    return Exchange(
        question=_line(answer.question),
        understood=_line(understood),
        notices=tuple(_line(notice.text) for notice in answer.notices),
        quotes=tuple(_quoted(one, language) for one in answer.statements),
        sources=tuple(_listed(source, language) for source in answer.sources),
        refusal="" if answer.statements else _plain(answer.text),
        written=_line(written_line(replace(answer, language=language))),
    )


def _quoted(statement: Statement, language: Language) -> Quoted:
    return Quoted(
        text=_plain(statement.text),
        marks=" ".join(f"[{n}]" for n in statement.citations),
        binding=remark_line(statement, language),
        verbatim=statement.verbatim,
    )


def _listed(source: Citation, language: Language) -> str:
    return _line(f"[{source.n}] {source_line(source, language)}")


def _plain(text: str) -> str:
    """`text` with the line breaks of every system as one, and nothing that can't be printed."""
    return _UNPRINTABLE.sub("", "\n".join(text.splitlines())).strip()


def _line(text: str) -> str:
    return " ".join(_plain(text).split())
