"""The parts of a passage that a statement is held against: sentences, a few of them, lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from assistant.reading import Reading, read
from assistant.wording import found_in, same
from corpus import MARKER, Passage, Span, split_sentences

LONGEST_WINDOW = 3
"""Sentences that are read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of a passage that a statement is held against."""

    passage: Passage
    spans: tuple[tuple[int, int], ...]
    """Each is passage.text[start:end]; what lies between two isn't read."""
    reading: Reading
    sentences: int
    """Or items of a list."""


def windows_of(passage: Passage, said: Reading) -> Iterator[Window]:
    """The windows of `passage`; what was `said` tells which items of a list are read together."""
    yield from _sentences_of(passage)
    yield from _list_windows(passage, said)


@lru_cache(maxsize=1_000)
def _sentences_of(passage: Passage) -> tuple[Window, ...]:
    return tuple(_windows(passage))


def _windows(passage: Passage) -> Iterator[Window]:
    """Every sentence and item, every few that follow each other, and every two that don't."""
    spans = list(_spans(passage.text))
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            start, end = spans[first].start, spans[last].end
            if last - first < LONGEST_WINDOW:
                yield Window(
                    passage=passage,
                    spans=((start, end),),
                    reading=read(passage.text[start:end]),
                    sentences=last - first + 1,
                )
            else:
                yield _pair(passage, spans[first], spans[last])


def _pair(passage: Passage, one: Span, other: Span) -> Window:
    return Window(
        passage=passage,
        spans=((one.start, one.end), (other.start, other.end)),
        reading=read(f"{one.text}\n{other.text}"),
        sentences=2,
    )


def _spans(text: str) -> Iterator[Span]:
    """Sentences and items, and of an item its sentences; the first has the item's marker."""
    for span in split_sentences(text):
        marker = MARKER.match(span.text) if span.item else None
        inner = split_sentences(span.text[marker.end() :]) if marker else ()
        if not marker or len(inner) < 2:
            yield span
            continue
        begins = span.start + marker.end()
        for n, one in enumerate(inner):
            start = begins + one.start if n else span.start
            yield Span(text=one.text, start=start, end=begins + one.end, item=True)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a passage, and the sentence that leads in to it."""

    lead: Span
    items: tuple[Span, ...]


@lru_cache(maxsize=1_000)
def _lists_of(passage: Passage) -> tuple[_List, ...]:
    spans = split_sentences(passage.text)
    lists = []
    for at, span in enumerate(spans):
        if not span.item and span.text.endswith(":"):
            items = tuple(takewhile(lambda one: one.item, spans[at + 1 :]))
            if items:
                lists.append(_List(span, items))
    return tuple(lists)


def _list_windows(passage: Passage, said: Reading) -> Iterator[Window]:
    """A lead-in with the items that share words with what was said: all of them, or the nearest.

    One shared word may be chance, where another item shares more.
    """
    for one in _lists_of(passage):
        shared = [_shared(said, item) for item in one.items]
        for least in sorted({n for n in shared if n and n >= min(2, max(shared))}):
            chosen = [
                item
                for item, n in zip(one.items, shared, strict=True)
                if n >= least or (n and _is_named(said, item))
            ]
            yield Window(
                passage=passage,
                spans=((one.lead.start, chosen[-1].end),),
                reading=read("\n".join(span.text for span in (one.lead, *chosen))),
                sentences=len(chosen),
            )


def _is_named(said: Reading, item: Span) -> bool:
    """Whether the first word of an item was said."""
    begins = read(item.text).content
    return bool(begins) and any(same(one.root, begins[0].root) for one in said.content)


def _shared(said: Reading, item: Span) -> int:
    """How many words of what was said an item has."""
    held = read(item.text).roots
    return sum(found_in(one.root, held) for one in said.content)
