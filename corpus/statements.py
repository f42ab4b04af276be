"""Sentences and list items: the smallest spans that say something on their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    "bl.a. ca. cirka. dvs. eng. evt. f.eks. fx. hhv. jf. kl. m.fl. m.m. mhp. mio. mv. nr. osv. "
    "pct. stk. tlf. vedr. vs.".split()
)
_END = re.compile(r"[.!?][”’)]*(?=\s+[A-ZÆØÅ”’(0-9]|\s*\n|\s*$)")
MARKER = re.compile(r"(?:•|[-–]|\d{1,2}[.)])(?=\s)")
"""What an item of a list begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A sentence or list item and its place in the text it was taken from."""

    text: str
    start: int
    end: int
    item: bool
    """An item of a list, with its bullet or number."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`; an item of a list is one span, however many sentences it has."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    for line in re.finditer(r"[^\n]+", text):
        if MARKER.match(line[0]):
            yield _span(text, line.start(), line.end(), item=True)
            continue
        start = line.start()
        for match in _END.finditer(text, line.start(), line.end()):
            if match[0].startswith(".") and _abbreviated(text, line.start(), match.start() + 1):
                continue
            yield _span(text, start, match.end())
            start = match.end() + 1
        if text[start : line.end()].strip():
            yield _span(text, start, line.end())


def _span(text: str, start: int, end: int, *, item: bool = False) -> Span:
    while start < end and text[start] == " ":
        start += 1
    return Span(text=text[start:end], start=start, end=end, item=item)


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop before `end` belongs to an abbreviation or an ordinal number."""
    word = text[start:end].split()[-1].lstrip("(’”").lower()
    follows = text[end:].lstrip()[:1]
    return word in _ABBREVIATIONS or (bool(re.fullmatch(r"\d{1,2}\.", word)) and bool(follows))
