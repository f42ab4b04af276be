"""A guideline with all that is made of it: read once, handed on whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.agents import Agents, read_agents
from corpus.bank import BankRow, Style, read_bank
from corpus.checklists import Checklist, read_checklists
from corpus.course import Course, read_course
from corpus.guideline import DEFAULT_GUIDELINE, Guideline, read_guideline
from corpus.passages import Passage, cut_passages
from corpus.repeats import Place, find_repeats
from corpus.responsibilities import Responsibility, read_responsibilities
from corpus.sections import Contents, split_sections
from corpus.silences import Silence, read_silences


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownQuestion:
    """A question whose answer is known, or of which it is known that there is none here."""

    text: str
    style: Style
    passage: str
    """The id of the passage that answers; empty where the guideline is silent."""
    answer: tuple[int, ...]
    """The passage's sentences that answer, by their numbers from 1; what decides comes first."""
    silence: Silence | None


@dataclass(frozen=True, kw_only=True)
class Library:
    """A guideline, its sections and passages, and what is known about them."""

    contents: Contents
    passages: tuple[Passage, ...]
    bank: tuple[BankRow, ...]
    silences: tuple[Silence, ...]
    repeats: Mapping[Place, tuple[Place, ...]]
    """A statement's place to the other places that say the same."""
    responsibilities: tuple[Responsibility, ...]
    agents: tuple[Agents, ...]
    checklists: tuple[Checklist, ...]
    course: Course

    @property
    def guideline(self) -> Guideline:
        return self.contents.guideline

    @cached_property
    def by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def known_questions(self) -> tuple[KnownQuestion, ...]:
        """The bank's, row by row, then those on which the guideline is silent."""
        answered = (
            KnownQuestion(
                text=one.text, style=one.style, passage=row.passage, answer=one.answer, silence=None
            )
            for row in self.bank
            for one in row.questions
        )
        silent = (
            KnownQuestion(
                text=question.text, style=question.style, passage="", answer=(), silence=one
            )
            for one in self.silences
            for question in one.questions
        )
        return (*answered, *silent)


def read_library(folder: Path = DEFAULT_GUIDELINE) -> Library:
    """Read the guideline in `folder`, cut it, and read all that was curated from it.

    Raises:
        BadGuideline, BadBank, BadSilences, BadRows: a file there can't be used.
    """
    contents = split_sections(read_guideline(folder))
    passages = cut_passages(contents)
    return Library(
        contents=contents,
        passages=passages,
        bank=read_bank(passages, folder),
        silences=read_silences(contents, folder),
        repeats=find_repeats(passages),
        responsibilities=read_responsibilities(contents, folder),
        agents=read_agents(contents, folder),
        checklists=read_checklists(contents, folder),
        course=read_course(contents, folder),
    )
