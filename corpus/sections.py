"""The numbered sections of a guideline: what a reader is sent to, and what is quoted from."""

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpus.cleaning import CleanText, clean, has_footnote_mark
from corpus.guideline import BadGuideline, Guideline
from corpus.layout import Block, BlockKind, Layout, Page, PageCountBroken, SetAside, read_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph, list item, unnumbered heading, caption or footnote of a section."""

    kind: BlockKind
    start: int
    end: int
    """text[start:end] of its section is the part."""
    apart: bool
    """Set apart from the part before it: there a box ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered unit of the guideline: a chapter, a section, an appendix."""

    number: str
    """As it is cited: "7.2", "Bilag 4", "Bilag 4, Anbefaling 2"."""
    title: str
    path: tuple[str, ...]
    """The titles of the sections around it, the outermost first; not its own."""
    page: int | None
    """The page that its heading stands on; None where page numbers are not known."""
    text: str
    """Clean running text: paragraphs apart by a blank line, list items each on its line, what
    interrupts them (captions, then footnotes) at the end."""
    parts: tuple[Part, ...] = field(repr=False)
    origins: tuple[int, ...] = field(repr=False)
    """The offset in the guideline's source of each character of `text`."""
    title_origins: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything that was read from one source, and where it stands there."""

    guideline: Guideline
    sections: tuple[Section, ...]
    """In document order."""
    set_aside: tuple[SetAside, ...] = field(repr=False)
    """What no section's text holds: page headers, addresses, hyphens, marks."""
    pages: tuple[Page, ...] = field(repr=False)
    """Only those whose number is known."""
    pages_end: int
    """The raw offset from which on page numbers are not known."""

    @cached_property
    def by_number(self) -> dict[str, Section]:
        return {section.number: section for section in self.sections}

    def page_at(self, offset: int) -> int | None:
        """The page that raw `offset` stands on, or None where that is not known."""
        if offset >= self.pages_end:
            return None
        at = bisect.bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[at - 1].number


def split_sections(guideline: Guideline) -> Contents:
    """Split the guideline's source into its numbered sections.

    Raises:
        BadGuideline: the text has no numbered headings, or its pages don't add up.
    """
    try:
        layout = read_layout(guideline.source, first_page=guideline.first_page)
    except PageCountBroken as error:
        raise BadGuideline(f"{guideline.id}: {error}") from error
    groups = _group(layout.blocks, guideline.belongs_to)
    if not groups:
        raise BadGuideline(
            f"{guideline.id}: no numbered headings were found in source.txt; headings look "
            "like '7.2. Henvisning' at the start of a line"
        )
    pages_end = next(
        (
            _after(group, layout)
            for group in reversed(groups)
            if group.number.split(".")[0] == str(guideline.last_known_chapter)
        ),
        len(guideline.source),
    )
    marks = _marked_blocks(layout)
    contents = Contents(
        guideline=guideline, sections=(), set_aside=(), pages=layout.pages, pages_end=pages_end
    )
    built = [_build(group, contents, marks) for group in groups]
    return replace(
        contents,
        sections=tuple(_with_path(section.section, built) for section in built),
        set_aside=tuple(
            sorted(
                (*layout.set_aside, *(one for section in built for one in section.set_aside)),
                key=lambda aside: aside.start,
            )
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    number: str
    heading: Block
    blocks: list[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Built:
    section: Section
    set_aside: tuple[SetAside, ...]


def _group(blocks: Iterable[Block], belongs_to: dict[str, str]) -> list[_Group]:
    """Each heading with the blocks under it, in document order."""
    groups: dict[str, _Group] = {}
    number = appendix = ""
    for block in blocks:
        if block.kind == "heading":
            number = block.number
            if number.startswith("Bilag"):
                appendix = number
            elif not number[0].isdigit():
                number = f"{appendix}, {number}"
            groups[number] = _Group(number=number, heading=block, blocks=[])
        elif number:
            if block.kind == "subheading":
                number = belongs_to.get(block.text, number)
            groups[number].blocks.append(block)
    return list(groups.values())


def _after(group: _Group, layout: Layout) -> int:
    """The raw offset of the page that opens behind the last block of `group`."""
    last = [group.heading, *group.blocks][-1].lines[-1].end
    return next((page.start for page in layout.pages if page.start >= last), last)


def _marked_blocks(layout: Layout) -> dict[int, list[str]]:
    """Start of a block to the numbers of the footnotes whose marks stand in it.

    A mark stands on its footnote's page, before the footnote if it can.
    """
    marked: dict[int, list[str]] = {}
    for note in layout.blocks:
        if note.kind != "footnote":
            continue
        start = note.lines[0].start
        opened = max(page.start for page in layout.pages if page.start <= start)
        closed = min((page.start for page in layout.pages if page.start > start), default=start)
        on_page = [
            block
            for block in layout.blocks
            if block.kind != "footnote"
            and block.lines[0].start < closed
            and block.lines[-1].end > opened
            and has_footnote_mark(block, note.number)
        ]
        before = [block for block in on_page if block.lines[0].start < start]
        if on_page:
            block = before[-1] if before else on_page[0]
            marked.setdefault(block.lines[0].start, []).append(note.number)
    return marked


def _build(group: _Group, contents: Contents, marks: dict[int, list[str]]) -> _Built:
    title = clean(group.heading)
    digits = re.match(r"(?:Bilag |Anbefaling )?[\d.]+\s*", title.text)
    skip = digits.end() if digits else 0
    texts = [clean(block, footnotes=marks.get(block.lines[0].start, [])) for block in group.blocks]
    order = sorted(
        range(len(texts)),
        key=lambda at: {"caption": 1, "footnote": 2}.get(group.blocks[at].kind, 0),
    )
    text, origins, parts = _assemble(
        [group.blocks[at] for at in order], [texts[at] for at in order]
    )
    section = Section(
        number=group.number,
        title=title.text[skip:],
        path=(),
        page=contents.page_at(group.heading.lines[0].start),
        text=text,
        parts=parts,
        origins=origins,
        title_origins=title.origins,
    )
    aside = (*title.set_aside, *(one for text in texts for one in text.set_aside))
    return _Built(section=section, set_aside=aside)


def _assemble(
    blocks: Sequence[Block], texts: Sequence[CleanText]
) -> tuple[str, tuple[int, ...], tuple[Part, ...]]:
    text = ""
    origins: list[int] = []
    parts: list[Part] = []
    for block, piece in zip(blocks, texts, strict=True):
        if parts:
            gap = (
                "\n" if block.kind == "item" and parts[-1].kind in ("item", "paragraph") else "\n\n"
            )
            text += gap
            origins += [piece.origins[0]] * len(gap)
        start = len(text)
        text += piece.text
        origins += piece.origins
        parts.append(Part(kind=block.kind, start=start, end=len(text), apart=block.apart))
    return text, tuple(origins), tuple(parts)


def _with_path(section: Section, built: Sequence[_Built]) -> Section:
    titles = {one.section.number: one.section.title for one in built}
    joint = ", " if section.number.startswith("Bilag") else "."
    pieces = section.number.split(joint)
    parents = [joint.join(pieces[:depth]) for depth in range(1, len(pieces))]
    return replace(section, path=tuple(titles[parent] for parent in parents))
