"""What is put into the guideline's text to read it by: pages, links, footnote marks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from assistant import cite_as
from corpus import Library, Passage, split_sentences
from views.places import READER
from views.reading.footnotes import footnotes
from views.reading.references import references
from views.strings import Language, string

CLOSE, NOTE, REPEATS, PAGE, PERMALINK, OPEN = range(6)
"""What comes first where several things are put in at one place."""

HEADING = -1
"""The place before a section's heading."""


@dataclass(frozen=True, slots=True, order=True)
class Insert:
    """HTML that is put in before a character of a section's text."""

    at: int
    rank: int
    html: str


def section_id(number: str) -> str:
    """The id of a section's element: "afsnit-7.2", "bilag-4-anbefaling-2"."""
    slug = number.lower().replace(", ", "-").replace(" ", "-")
    return slug if slug.startswith("bilag") else f"afsnit-{slug}"


def permalink(label: str, *, about: str = "", **asked: str) -> str:
    """A link to the reader that shows what is `asked`; the style sheet draws its sign.

    `about` is more attributes.
    """
    href = escape(f"{READER}?{urlencode(asked, safe=':')}")
    return f'<a class="sv-own sv-permalink" href="{href}" aria-label="{escape(label)}"{about}></a>'


def additions(library: Library, language: Language) -> dict[str, list[Insert]]:
    """The number of each section to what is put into its text, in the order of the text."""
    found = defaultdict[str, list[Insert]](list)
    for make in (_pages, _footnotes, _references, _repeats, _permalinks):
        for number, insert in make(library, language):
            found[number].append(insert)
    return {one.number: sorted(found[one.number]) for one in library.contents.sections}


def _pages(library: Library, language: Language) -> Iterator[tuple[str, Insert]]:
    """A mark wherever a character stands on another page than the one before it.

    Captions and footnotes stand at the end of their section here, so that a page can come again.
    """
    contents = library.contents
    marked: set[int | None] = set()
    page: int | None = None
    for section in contents.sections:
        places = [(HEADING, section.title_origins[0])]
        places += [
            (at, section.origins[at])
            for part in section.parts
            for at in range(part.start, part.end)
        ]
        for at, origin in places:
            found = contents.page_at(origin)
            if found != page:
                page = found
                first = page not in marked
                marked.add(page)
                yield section.number, Insert(at, PAGE, _page_mark(page, language, first=first))


def _page_mark(page: int | None, language: Language, *, first: bool) -> str:
    known = "read_no_pages" if page is None else "read_page_mark"
    label = string(language, known, page=page)
    name = f' id="side-{page}"' if page is not None and first else ""
    return (
        f'<span class="sv-own sv-page"{name} role="separator" lang="{language}" '
        f'aria-label="{label}" data-label="{label}"></span>'
    )


def _footnotes(library: Library, language: Language) -> Iterator[tuple[str, Insert]]:
    for at, note in enumerate(footnotes(library.contents), start=1):
        label = escape(string(language, "read_footnote", number=note.number))
        back = escape(string(language, "read_footnote_back", number=note.number))
        yield (
            note.marked_section,
            Insert(
                note.marked_at,
                NOTE,
                f'<a class="sv-own sv-note" id="fodnotetegn-{at}" href="#fodnote-{at}" '
                f'role="doc-noteref" aria-label="{label}" title="{escape(note.text)}">'
                f"{note.number}</a>",
            ),
        )
        yield (
            note.section,
            Insert(
                note.start,
                OPEN,
                f'<a class="sv-own sv-back" id="fodnote-{at}" href="#fodnotetegn-{at}" '
                f'role="doc-backlink" aria-label="{back}" title="{back}">{note.number}</a>',
            ),
        )


def _references(library: Library, language: Language) -> Iterator[tuple[str, Insert]]:
    numbers = library.contents.by_number
    for section in library.contents.sections:
        for one in references(section.text, numbers):
            link = f'<a class="sv-reference" href="#{section_id(one.section)}">'
            yield section.number, Insert(one.start, OPEN, link)
            yield section.number, Insert(one.end, CLOSE, "</a>")


def _repeats(library: Library, language: Language) -> Iterator[tuple[str, Insert]]:
    also = string(language, "read_also_in")
    ends = {
        (passage.id, span.start): passage.start + span.end
        for passage in library.passages
        for span in split_sentences(passage.text)
    }
    for place, others in library.repeats.items():
        passages: dict[str, Passage] = {}  # the first of each section
        for other in others:
            passage = library.by_id[other.passage]
            passages.setdefault(passage.section, passage)
        links = ", ".join(
            f'<a href="#{passage.id}">{escape(cite_as(section, language))}</a>'
            for section, passage in passages.items()
        )
        yield (
            library.by_id[place.passage].section,
            Insert(
                ends[place.passage, place.start],
                REPEATS,
                f'<span class="sv-own sv-repeats" lang="{language}"> {also} {links}</span>',
            ),
        )


def _permalinks(library: Library, language: Language) -> Iterator[tuple[str, Insert]]:
    for passage in library.passages:
        place = cite_as(passage.section, language)
        label = string(language, "read_link_passage", place=place, n=passage.id.split(":")[-1])
        about = f' id="{passage.id}" data-start="{passage.start}" data-end="{passage.end}"'
        link = permalink(label, about=about, passage=passage.id)
        yield passage.section, Insert(passage.start, PERMALINK, link)
