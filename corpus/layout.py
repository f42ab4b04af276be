"""How a page of the source text is laid out: its lines, its blocks, and what is set aside.

The text layer of a PDF has no structure but blank lines, line lengths and page openings. This
module reads those, and nothing of what the words mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

BlockKind = Literal["heading", "subheading", "paragraph", "item", "caption", "footnote"]

SetAsideKind = Literal[
    "page header", "url", "reference list", "hyphen", "reference mark", "footnote mark"
]

FULL_WIDTH = 84
"""A line that could have held the next word within so many characters ends a paragraph."""

FULL_WIDTH_OF_ITEMS = 80
"""The same for an item of a list, which is set narrower and may end without a full stop."""

LONGEST_HEADING = 138
"""Characters of an unnumbered heading that its text follows at once (chapter 8 has one)."""

LONGEST_HEADING_ALONE = 100
"""The same, where a blank line follows: a short paragraph without a full stop looks alike."""

_URL = re.compile(r"(?:https?|file)://\S+")
_PAGE_NUMBER = re.compile(r"Side (\d+)/\d+")
_ITEM = re.compile(r"•|[-–](?=\s+[A-ZÆØÅ])|\d{1,2}[.](?=\s+[a-zæøå])|\d\)(?=\s)")
_CAPTION = re.compile(r"Figur \d+\. ")
_NUMBERED = re.compile(r"(\d{1,2})\.(?=\s)|(\d{1,2}(?:\.\d{1,2}){1,2})\.?(?=\s)")
_LETTERED = re.compile(r"(Bilag \d|Anbefaling \d)\.(?=\s)")
_REFERENCE = re.compile(r"\(\d{1,2}\) [A-ZÆØÅ]")
_TERM = re.compile(r"[A-ZÆØÅ][a-zæøå]+: ")
"""A word and a colon at the start of a line, as of a paragraph on one term of several."""
_CLOSED = (".", ":", ";", "!", "?", "”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the source without the white space around it."""

    start: int
    """Raw offset of its first character."""
    text: str
    opens_page: bool = False
    cut: bool = False
    """Ends in a hyphen with nothing behind it: the line end may have cut a word."""
    closes: bool = False
    """Ends in two spaces, as the last lines of many paragraphs do, and no others."""
    spacer: bool = False
    """Blank, but not empty: a line of one space, which the PDF's layout left behind."""

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together: a heading, a paragraph, one item of a list."""

    kind: BlockKind
    lines: tuple[Line, ...]
    number: str = ""
    """Of a heading ("7.2", "Bilag 4"), of a footnote ("8"); otherwise empty."""
    apart: bool = False
    """Set apart from what stands before it by a spacer among blank lines, or by a new page:
    where a box ends."""

    @property
    def text(self) -> str:
        """The lines as they stand, with a space between; not cleaned."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Raw text that is no part of any section's text."""

    kind: SetAsideKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the publication, from the raw offset at which it begins."""

    number: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The whole source: every letter of it is in a block or set aside."""

    blocks: tuple[Block, ...]
    """In reading order, but for footnotes, which come where their page ends."""
    set_aside: tuple[SetAside, ...]
    pages: tuple[Page, ...]


class PageCountBroken(Exception):
    """A page number printed in the text contradicts the pages that were counted."""

    def __init__(self, *, printed: int, counted: int) -> None:
        super().__init__(
            f"the text prints page number {printed} where page {counted} was counted; "
            "mend pages.first in guideline.toml or the source"
        )


def read_layout(source: str, *, first_page: int) -> Layout:
    """Lay out `source`, whose first page bears the number `first_page`."""
    lines = _read_lines(source)
    lines, pages, headers = _count_pages(lines, first_page)
    lines, furniture = _drop_furniture(lines)
    lines, footnotes = _pull_footnotes(lines)
    blocks = _number_headings(_join_lines(lines))
    blocks = _find_subheadings(blocks)
    return Layout(
        blocks=tuple(_with_footnotes(blocks, footnotes)),
        set_aside=(*headers, *furniture),
        pages=pages,
    )


def _read_lines(source: str) -> list[Line]:
    lines = []
    start = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        lines.append(
            Line(
                start=start + len(raw) - len(raw.lstrip()) if text else start,
                text=text,
                opens_page=bool(re.match(r" \S", raw)),
                cut=raw.endswith("-\n"),
                closes=raw.endswith(".  \n"),
                spacer=not text and raw.startswith(" "),
            )
        )
        start += len(raw)
    return lines


def _count_pages(
    lines: Sequence[Line], first: int
) -> tuple[list[Line], tuple[Page, ...], list[SetAside]]:
    """Number the pages; a page header left in the text opens one, and proves the count."""
    kept: list[Line] = []
    pages: list[Page] = []
    headers: list[SetAside] = []
    titles = {line.text for line in lines if _PAGE_NUMBER.fullmatch(line.text)}
    for at, line in enumerate(lines):
        if line.opens_page:
            pages.append(Page(number=first + len(pages), start=line.start))
        if line.text not in titles:
            kept.append(line)
            continue
        number = first + len(pages)
        printed = int(line.text.removeprefix("Side ").split("/")[0])
        if printed != number:
            raise PageCountBroken(printed=printed, counted=number)
        title = next(i for i in reversed(range(at)) if lines[i].text)
        kept[title] = replace(kept[title], text="")
        kept.append(replace(line, text=""))
        headers += [_aside("page header", lines[title]), _aside("page header", line)]
        pages.append(Page(number=number, start=lines[title].start))
    return kept, tuple(pages), headers


def _aside(kind: SetAsideKind, line: Line) -> SetAside:
    return SetAside(kind=kind, start=line.start, end=line.end)


def _drop_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[SetAside]]:
    """Blank out lines that are only an address, and what is left of the reference list."""
    kept: list[Line] = []
    furniture: list[SetAside] = []
    in_references = False
    for line in lines:
        in_references = bool(line.text) and (
            bool(_REFERENCE.match(line.text)) or (in_references and not line.opens_page)
        )
        if _URL.fullmatch(line.text) or in_references:
            furniture.append(_aside("reference list" if in_references else "url", line))
            line = replace(line, text="")
        kept.append(line)
    return kept, furniture


def _pull_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Block]]:
    """Take the footnotes out: numbered in turn, from 1 again in each appendix.

    A footnote begins after a blank line and ends where its page does, or at a spacer.
    """
    kept: list[Line] = []
    footnotes: list[list[Line]] = []
    numbers: list[int] = []
    expected, inside = 1, False
    for before, line in zip([Line(start=0, text=""), *lines], lines, strict=False):
        if _LETTERED.match(line.text):
            expected = 1
        inside = inside and not line.opens_page and not line.spacer
        starts = re.match(rf"{expected} (?=[A-ZÆØÅ\d]|https?:)", line.text)
        if starts and (inside or before.blank):
            footnotes.append([])
            numbers.append(expected)
            expected, inside = expected + 1, True
        if inside and not line.blank:
            footnotes[-1].append(line)
            line = replace(line, text="", opens_page=False)
        kept.append(line)
    blocks = [
        Block(kind="footnote", lines=tuple(note), number=str(number))
        for note, number in zip(footnotes, numbers, strict=True)
    ]
    return kept, blocks


def _join_lines(lines: Sequence[Line]) -> list[Block]:
    """Group lines to paragraphs, items and captions, across page ends where a text runs on."""
    blocks: list[Block] = []
    gap: list[Line] = []
    for line in lines:
        if line.blank:
            gap.append(line)
            continue
        last = blocks[-1] if blocks else None
        if last and _runs_on(last, line, after_blank=bool(gap)):
            blocks[-1] = replace(last, lines=(*last.lines, line))
        else:
            apart = line.opens_page or (len(gap) > 1 and any(blank.spacer for blank in gap))
            blocks.append(Block(kind=_kind(line.text), lines=(line,), apart=apart))
        gap = []
    return blocks


def _kind(text: str) -> BlockKind:
    if _ITEM.match(text):
        return "item"
    if _CAPTION.match(text):
        return "caption"
    return "heading" if _heading_number(text) else "paragraph"


def _heading_number(text: str) -> str:
    """The number that `text` opens with, if it could be a heading; headings begin in capitals."""
    match = _NUMBERED.match(text) or _LETTERED.match(text)
    if not match or not re.match(r"\s+[A-ZÆØÅ]", text[match.end() :]):
        return ""
    return next(group for group in match.groups() if group)


def _runs_on(block: Block, line: Line, *, after_blank: bool) -> bool:
    """Whether `line` goes on where `block` stopped."""
    if _kind(line.text) != "paragraph":
        return False
    last = block.lines[-1]
    text = last.text
    if last.closes or (_TERM.match(line.text) and not last.cut):
        return False
    if after_blank and line.text[0].isdigit():
        return len(block.lines) > 1 and not text.endswith(_CLOSED)  # a cell of a broken row
    lower = not re.match(r"[A-ZÆØÅ]", line.text)
    if block.kind == "heading":
        return lower and not after_blank
    if after_blank or line.opens_page:
        if lower:
            return not text.endswith(_CLOSED)
        width = FULL_WIDTH if text.endswith(_CLOSED) else FULL_WIDTH_OF_ITEMS
        return not after_blank and len(block.lines) > 1 and _full(text, line.text, width)
    if block.kind == "paragraph" and text.endswith((".", ".”")) and not lower:
        return _full(text, line.text)
    return True


def _full(text: str, following: str, width: int = FULL_WIDTH) -> bool:
    """Whether the next line's first word would not have fitted behind `text`."""
    return len(text) + 1 + len(following.split()[0]) > width


def _number_headings(blocks: Sequence[Block]) -> list[Block]:
    """Number the headings; a line that only looks like one is a paragraph.

    A heading's number follows from those before it: the next chapter (one may be missing
    from the text), the next section of this chapter, the first of a section.
    """
    numbered: list[Block] = []
    last: tuple[int, ...] = (0,)
    for block in blocks:
        if block.kind == "heading":
            number = _heading_number(block.lines[0].text)
            parts = tuple(map(int, number.split("."))) if number[0].isdigit() else ()
            if parts and not _follows(parts, last):
                block = replace(block, kind="paragraph")
            else:
                block = replace(block, number=number)
                last = parts or last
        numbered.append(block)
    return numbered


def _follows(parts: tuple[int, ...], last: tuple[int, ...]) -> bool:
    if len(parts) == 1:
        return 1 <= parts[0] - last[0] <= 2
    parent, place = parts[:-1], parts[-1]
    before = last[len(parent)] if len(last) > len(parent) else 0
    return last[: len(parent)] == parent and place == before + 1


def _find_subheadings(blocks: Sequence[Block]) -> list[Block]:
    """Tell unnumbered headings from paragraphs, and rows of a table from both."""
    found: list[Block] = []
    for block in blocks:
        lines = block.lines
        while block.kind == "paragraph" and lines and (count := _subheading_lines(block)):
            found.append(replace(block, kind="subheading", lines=lines[:count]))
            lines = lines[count:]
            block = replace(block, lines=lines, apart=False)
        if lines:
            found.append(block)
    return _tell_rows(found)


def _subheading_lines(block: Block) -> int:
    """How many lines at the block's start are an unnumbered heading; 0 where none is."""
    for count in range(1, min(3, len(block.lines)) + 1):
        head = " ".join(line.text for line in block.lines[:count])
        rest = block.lines[count:]
        longest = LONGEST_HEADING if rest else LONGEST_HEADING_ALONE
        if not head[0].isupper() or ": " in head or head.endswith((".", ":", ";", ",")):
            return 0
        if len(head) > longest or head.endswith("-"):
            continue
        if not rest or (
            rest[0].text[0].isupper() and not _full(block.lines[count - 1].text, rest[0].text)
        ):
            return count
    return 0


def _tell_rows(blocks: Sequence[Block]) -> list[Block]:
    """Three headings in a row, or one with no text under it, are rows of a list."""
    told: list[Block] = []
    for start, end in _runs(blocks):
        closes = end == len(blocks) or blocks[end].kind == "heading"
        rows = blocks[start].kind == "subheading" and (end - start > 2 or closes)
        told += [replace(block, kind="item") if rows else block for block in blocks[start:end]]
    return told


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or (blocks[at].kind == "subheading") != (
            blocks[start].kind == "subheading"
        ):
            yield start, at
            start = at


def _with_footnotes(blocks: Sequence[Block], footnotes: Sequence[Block]) -> list[Block]:
    """Put each footnote behind the block that stands before it in the source."""
    return sorted([*blocks, *footnotes], key=lambda block: block.lines[0].start)
