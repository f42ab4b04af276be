"""A checklist as text, to be pasted into a record or a referral."""

from collections.abc import Collection, Iterator
from itertools import groupby

from corpus import Checklist, Guideline
from views.places import place_name
from views.strings import Language, string


def as_text(
    checklist: Checklist, ticked: Collection[int], guideline: Guideline, language: Language
) -> str:
    """The whole list with its marks; `ticked` are places of items, from 0."""
    return "\n".join(_lines(checklist, ticked, guideline, language))


def ticked_as_text(
    checklist: Checklist, ticked: Collection[int], guideline: Guideline, language: Language
) -> str:
    """Only what is ticked."""
    return "\n".join(_lines(checklist, ticked, guideline, language, only_ticked=True))


def _lines(
    checklist: Checklist,
    ticked: Collection[int],
    guideline: Guideline,
    language: Language,
    *,
    only_ticked: bool = False,
) -> Iterator[str]:
    yield checklist.title
    numbered = [
        (at, item) for at, item in enumerate(checklist.items) if at in ticked or not only_ticked
    ]
    for group, items in groupby(numbered, lambda one: one[1].group):
        yield ""
        yield group
        for at, item in items:
            place = place_name(item.quote.section, item.quote.page, language)
            binds = f"{item.modality}; " if item.modality else ""
            yield f"[{'x' if at in ticked else ' '}] {plain(item.text)} ({binds}{place})"
    yield ""
    yield string(
        language,
        "lists_source",
        publisher=guideline.publisher,
        title=guideline.title,
        year=guideline.year,
    )


def plain(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())
