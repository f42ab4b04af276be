"""Passages: the spans of a section that are searched, quoted and cited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.sections import Contents, Part, Section
from corpus.statements import split_sentences

PassageKind = Literal[
    "recommendation", "body", "list", "definition", "example", "footnote", "caption", "appendix"
]

FEWEST_WORDS = 30
MOST_WORDS = 160
"""A passage has so many words, unless a list needs more, its heading has no more, or it stands
alone: a recommendation, a definition, a caption, a footnote."""

MOST_WORDS_OF_A_LIST = 220
"""A longer list is cut into its items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A span of one section."""

    id: str
    """Such as "ks23:7.2:1": guideline, section, place in the section from 1."""
    section: str
    """The number of its section."""
    path: tuple[str, ...]
    """The headings it stands under, outermost first, its section's and unnumbered ones too."""
    kind: PassageKind
    page: int | None
    """The page that it begins on; None where page numbers are not known."""
    text: str
    start: int
    end: int
    """text is section.text[start:end]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """Parts that can't be cut from each other, under one unnumbered heading."""

    kind: PassageKind
    heading: str
    start: int
    end: int
    words: int
    alone: bool
    """Never joined with its neighbours."""


def cut_passages(contents: Contents) -> tuple[Passage, ...]:
    """Cut every section into passages, in document order; together they hold all its text."""
    return tuple(
        passage for section in contents.sections for passage in _cut_section(section, contents)
    )


def _cut_section(section: Section, contents: Contents) -> Iterator[Passage]:
    units = [unit for group in _groups(section) for unit in _units(section, group)]
    slug = section.number.lower().replace(", ", ".").replace(" ", "")
    for place, unit in enumerate(_joined(units), start=1):
        heading = (unit.heading,) if unit.heading else ()
        yield Passage(
            id=f"{contents.guideline.prefix}:{slug}:{place}",
            section=section.number,
            path=(*section.path, section.title, *heading),
            kind=unit.kind,
            page=contents.page_at(section.origins[unit.start]),
            text=section.text[unit.start : unit.end],
            start=unit.start,
            end=unit.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A paragraph, or a list with the paragraph that introduces it."""

    heading: str
    """The unnumbered heading above it; empty where there is none."""
    boxed: bool
    """In the box that the heading opened."""
    parts: tuple[Part, ...]


def _groups(section: Section) -> list[_Group]:
    groups: list[_Group] = []
    heading, boxed = "", False
    for part in section.parts:
        if part.kind == "subheading":
            heading, boxed = section.text[part.start : part.end], False
            continue
        left = boxed and not _in_box(heading, part)
        if left or part.kind in ("caption", "footnote"):
            heading = ""
        boxed = _in_box(heading, part)
        last = groups[-1] if groups else None
        if (
            last
            and last.heading == heading
            and part.kind == "item"
            and last.parts[-1].kind in ("item", "paragraph")
        ):
            groups[-1] = replace(last, parts=(*last.parts, part))
        else:
            groups.append(_Group(heading=heading, boxed=boxed, parts=(part,)))
    return groups


def _in_box(heading: str, part: Part) -> bool:
    """Whether `part` is in the box that `heading` opens: of recommendations, or an example."""
    if heading.startswith("Anbefalinger"):
        return part.kind == "item"
    return heading.startswith("Eksemp") and not part.apart


def _kind(section: Section, group: _Group) -> PassageKind:
    part = group.parts[-1]
    if part.kind in ("caption", "footnote"):
        return part.kind
    if group.boxed:
        return "recommendation" if part.kind == "item" else "example"
    if "Anbefaling" in section.number and not group.heading:
        return "recommendation"
    if section.number.startswith("Bilag"):
        return "appendix"
    if part.kind == "item":
        return "definition" if section.title == "Begrebsafklaring" else "list"
    return "body"


def _units(section: Section, group: _Group) -> Iterator[_Unit]:
    """The group as one unit, or its items, or the sentences of a long paragraph."""
    kind = _kind(section, group)
    start, end = group.parts[0].start, group.parts[-1].end
    words = _words(section.text[start:end])
    itemised = group.parts[-1].kind == "item"
    alone = kind in ("definition", "caption", "footnote") or (group.boxed and itemised)
    if itemised and (alone or words > MOST_WORDS_OF_A_LIST):
        spans = [(part.start, part.end) for part in group.parts]
        if group.parts[0].kind == "paragraph":  # the lead-in stays with the first item
            spans[:2] = [(spans[0][0], spans[1][1])]
    elif words > MOST_WORDS and not itemised:
        spans = list(_balanced(section.text, start, end))
    else:
        spans = [(start, end)]
    for first, last in spans:
        yield _Unit(
            kind=kind,
            heading=group.heading,
            start=first,
            end=last,
            words=_words(section.text[first:last]),
            alone=alone,
        )


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _balanced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long paragraph at sentence ends into pieces of about the same length."""
    sentences = split_sentences(text[start:end])
    total = _words(text[start:end])
    pieces = -(-total // MOST_WORDS)
    first, count, cut = start, 0, 1
    for sentence in sentences:
        count += _words(sentence.text)
        last = start + sentence.end
        if count >= total * cut / pieces or sentence is sentences[-1]:
            yield first, last
            first, cut = last + 1, cut + 1


def _joined(units: Sequence[_Unit]) -> list[_Unit]:
    """Join neighbours under one heading while one of them is shorter than FEWEST_WORDS."""
    joined: list[_Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        if (
            last
            and not (last.alone or unit.alone)
            and last.heading == unit.heading
            and (last.kind == unit.kind or {last.kind, unit.kind} == {"body", "list"})
            and min(last.words, unit.words) < FEWEST_WORDS
            and last.words + unit.words <= MOST_WORDS
        ):
            joined[-1] = replace(
                last,
                kind="list" if "list" in (last.kind, unit.kind) else last.kind,
                end=unit.end,
                words=last.words + unit.words,
            )
        else:
            joined.append(unit)
    return joined
