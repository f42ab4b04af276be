"""From a block as it is laid out to running text that can be quoted, with the way back.

Words that a line end cut in two are joined; reference marks and footnote marks are set aside.
Nothing else changes: the text's own misprints stay.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.layout import Block, Line, SetAside, SetAsideKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """Text that can be read, each character with its place in the source."""

    text: str
    """NFC, with single spaces."""
    origins: tuple[int, ...]
    """The raw offset of each character of `text`, rising."""
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A span of a joined text that is to be set aside."""

    kind: SetAsideKind
    start: int
    end: int


_SUSPENDED = re.compile(r"(?:og|eller|samt|/)\b")
_KEPT_PREFIX = re.compile(r"(?:^|[\s/(])(?:non|[A-ZÆØÅ]{2,}|\d+)?-$")
_REFERENCE_MARK = re.compile(r" ?\(\d{1,2}(?: ?[-,] ?\d{1,2})*\)")
_CUT_WORD = re.compile(r"(?<=[a-zæøå])(?<!\bnon)- (?!(?:og|eller|samt)\b)(?=[a-zæøå])")


def clean(block: Block, *, footnotes: Sequence[str] = ()) -> CleanText:
    """The text of `block`, which bears the marks of `footnotes` (their numbers)."""
    text, origins = _join(block.lines)
    removals = [
        *_line_hyphens(block.lines, origins, text),
        *(
            Removal(kind="hyphen", start=match.start(), end=match.end())
            for match in _CUT_WORD.finditer(text)
        ),
    ]
    if block.kind == "footnote":  # may cite a journal: `28(1):86-91`
        removals.append(Removal(kind="footnote mark", start=0, end=len(block.number)))
    else:
        removals += [
            Removal(kind="reference mark", start=match.start(), end=match.end())
            for match in _REFERENCE_MARK.finditer(text)
        ]
    for number in footnotes:
        removals += _footnote_mark(text, number)
    return _remove(text, origins, removals)


def has_footnote_mark(block: Block, number: str) -> bool:
    """Whether the mark of footnote `number` is glued to a word of `block`."""
    return bool(_footnote_mark(_join(block.lines)[0], number))


def _footnote_mark(text: str, number: str) -> list[Removal]:
    """The mark: the number glued to a word, a quotation mark, or a reference mark.

    A mark glued to another number (`ICD-116`) can be told only where that number is known.
    """
    pattern = rf"(?:(?<=[a-zæøåA-Z’)])|(?<=[a-zæøå]\.)|(?<=ICD-11)){number}(?![\d-])"
    return [
        Removal(kind="footnote mark", start=match.start(), end=match.end())
        for match in list(re.finditer(pattern, text))[:1]
    ]


def _join(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """The lines with a space between them, hyphens and all."""
    characters: list[str] = []
    origins: list[int] = []
    for line in lines:
        if characters:
            characters.append(" ")
            origins.append(line.start - 1)
        characters += line.text
        origins += range(line.start, line.end)
    return "".join(characters), origins


def _line_hyphens(lines: Sequence[Line], origins: Sequence[int], text: str) -> list[Removal]:
    """The hyphens at line ends that only cut a word, each with the space behind it.

    A real hyphen stays: `sundheds- og`, `smertecentre og -⏎klinikker`, `ICD-⏎10`,
    `PIRO-⏎metoden`, `non-⏎farmakologisk`. The space behind it goes, but before a conjunction.
    """
    removals = []
    end = -1
    for line, following in zip(lines, lines[1:], strict=False):
        end += len(line.text) + 1
        if not line.cut or _SUSPENDED.match(following.text):
            continue
        keeps = bool(_KEPT_PREFIX.search(line.text)) or not following.text[0].islower()
        removals.append(Removal(kind="hyphen", start=end if keeps else end - 1, end=end + 1))
    return removals


def _remove(text: str, origins: Sequence[int], removals: Sequence[Removal]) -> CleanText:
    kinds: dict[int, SetAsideKind] = {}
    for removal in removals:
        kinds.update(dict.fromkeys(range(removal.start, removal.end), removal.kind))
    characters: list[str] = []
    kept: list[int] = []
    set_aside: list[SetAside] = []
    for at, character in enumerate(text):
        if at in kinds:
            if not character.isspace():
                set_aside.append(_aside(kinds[at], origins[at]))
        elif unicodedata.combining(character):
            characters[-1] = unicodedata.normalize("NFC", characters[-1] + character)
        elif not character.isspace():
            characters.append(character)
            kept.append(origins[at])
        elif characters and characters[-1] != " ":
            characters.append(" ")
            kept.append(origins[at])
    if characters and characters[-1] == " ":
        characters.pop()
        kept.pop()
    return CleanText(text="".join(characters), origins=tuple(kept), set_aside=tuple(set_aside))


def _aside(kind: SetAsideKind, offset: int) -> SetAside:
    return SetAside(kind=kind, start=offset, end=offset + 1)
