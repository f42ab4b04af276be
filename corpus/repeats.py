"""The same statement in several places: chapter 2 repeats 4-9, Bilag 4 repeats much of 5.2."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.binding import modality
from corpus.danish import stem, words
from corpus.passages import Passage
from corpus.statements import Span, split_sentences

ALIKE = 0.55
"""Jaccard similarity of two statements' pairs of neighbouring stems, from which on they say the
same; read off every pair of the text that has 0.45 or more."""

FEWEST_STEMS = 4

COMMON = 30
"""A pair that so many statements have ("kroniske smerter") makes no two of them alike."""


@dataclass(frozen=True, slots=True)
class Place:
    """A statement's place: its passage and where it begins there."""

    passage: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    place: Place
    section: str
    pairs: frozenset[tuple[str, str]]
    numbers: frozenset[str]
    binding: str | None


def find_repeats(passages: Sequence[Passage]) -> Mapping[Place, tuple[Place, ...]]:
    """Each statement that other sections repeat, with those places, in document order.

    Two statements are the same when they share most of their words, all their numbers, and
    bind alike: one that says *bør* never stands for one that says *kan*.
    """
    statements = [one for passage in passages for one in _statements(passage)]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, statement in enumerate(statements):
        for pair in statement.pairs:
            holders[pair].append(at)
    repeats: dict[Place, list[Place]] = defaultdict(list)
    for statement in statements:
        near = {
            other
            for pair in statement.pairs
            if len(holders[pair]) < COMMON
            for other in holders[pair]
        }
        for other in sorted(near):
            if _same(statement, statements[other]):
                repeats[statement.place].append(statements[other].place)
    return {place: tuple(places) for place, places in repeats.items()}


def _same(one: _Statement, other: _Statement) -> bool:
    return (
        one.section != other.section
        and one.numbers == other.numbers
        and one.binding == other.binding
        and len(one.pairs & other.pairs) >= ALIKE * len(one.pairs | other.pairs)
    )


def _statements(passage: Passage) -> Iterator[_Statement]:
    for span in split_sentences(passage.text):
        text = _unnumbered(span)
        stems = [stem(word) for word in words(text)]
        if len(stems) >= FEWEST_STEMS:
            yield _Statement(
                place=Place(passage.id, span.start),
                section=passage.section,
                pairs=frozenset(zip(stems, stems[1:], strict=False)),
                numbers=frozenset(re.findall(r"\d+", text)),
                binding=modality(text),
            )


def _unnumbered(span: Span) -> str:
    """Without the number of a list's item, which differs from place to place."""
    return re.sub(r"^(?:•|[-–]|\d{1,2}[.)])\s*", "", span.text) if span.item else span.text
