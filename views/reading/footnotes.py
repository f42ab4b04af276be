"""Footnotes and the places they belong to: the text has neither their numbers nor their marks."""

from dataclasses import dataclass

from corpus import Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote and the place of its mark."""

    number: str
    """As printed; the numbers begin anew in an appendix."""
    section: str
    start: int
    """Where it begins in that section's text."""
    text: str
    marked_section: str
    marked_at: int
    """Its mark stood before this character of that section."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that was set aside, by its raw offsets."""

    number: str
    start: int
    end: int


def footnotes(contents: Contents) -> tuple[Footnote, ...]:
    """The footnotes, each with its mark, in the order of the sections that hold them."""
    parts = [
        (section, part)
        for section in contents.sections
        for part in section.parts
        if part.kind == "footnote"
    ]
    marks = _marks(contents)
    own = [_before(section.origins[part.start], marks) for section, part in parts]
    in_text = [mark for mark in marks if mark not in own]
    places = _places(contents)
    found = []
    for (section, part), number in zip(parts, own, strict=True):
        mark = _nearest(number, in_text)
        marked_section, before = next(
            places[at] for at in range(mark.start - 1, -1, -1) if at in places
        )
        found.append(
            Footnote(
                number=number.number,
                section=section.number,
                start=part.start,
                text=section.text[part.start : part.end],
                marked_section=marked_section,
                marked_at=before + 1,
            )
        )
    return tuple(found)


def _marks(contents: Contents) -> list[_Mark]:
    """The numbers set aside as marks, whole: each digit was set aside by itself."""
    marks: list[_Mark] = []
    for aside in contents.set_aside:
        if aside.kind == "footnote mark":
            start = marks.pop().start if marks and marks[-1].end == aside.start else aside.start
            number = contents.guideline.source[start : aside.end]
            marks.append(_Mark(number, start, aside.end))
    return marks


def _before(offset: int, marks: list[_Mark]) -> _Mark:
    """The number that the footnote at raw `offset` begins with."""
    return [mark for mark in marks if mark.end <= offset][-1]


def _nearest(number: _Mark, marks: list[_Mark]) -> _Mark:
    """The mark of the footnote with that number: it stands on the footnote's own page."""
    alike = (mark for mark in marks if mark.number == number.number)
    return min(alike, key=lambda mark: abs(mark.start - number.start))


def _places(contents: Contents) -> dict[int, tuple[str, int]]:
    """The raw offset of each character outside footnotes, to its section and place there."""
    return {
        section.origins[at]: (section.number, at)
        for section in contents.sections
        for part in section.parts
        if part.kind != "footnote"
        for at in range(part.start, part.end)
    }
