"""The whole guideline as one article: its own words, unchanged, and what leads through them.

Everything that is ours has the class "sv-own". What is left in an element "sv-text" is the text
of its section, character for character, with the line breaks between its parts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from assistant import cite_as
from corpus import MARKER, Guideline, Library, Part, Passage, PassageKind, Section
from views.reading.additions import CLOSE, HEADING, OPEN, Insert, additions, permalink, section_id
from views.reading.outline import outline, said, search_field
from views.strings import Language, string

BOXED: tuple[PassageKind, ...] = ("recommendation", "example")


def article(library: Library, language: Language) -> str:
    """The guideline in HTML, with an outline and a search field; `language` is that of ours."""
    guideline, sections = library.guideline, library.contents.sections
    inserts = additions(library, language)
    passages = defaultdict[str, list[Passage]](list)
    for passage in library.passages:
        passages[passage.section].append(passage)
    body = "".join(
        _section(section, inserts[section.number], passages[section.number], language)
        for section in sections
    )
    beside = search_field(language) + said(language) + outline(sections, language)
    return (
        f'<div class="sv-read"><div class="sv-side sv-own" lang="{language}">{beside}</div>'
        f'<article class="sv-article" lang="da"><header class="sv-front">'
        f"<h1>{escape(guideline.title)}</h1>"
        f'<p class="sv-own">{escape(guideline.publisher)}, {guideline.year}</p></header>'
        f"{body}{_source(guideline, language)}</article></div>"
    )


def _source(guideline: Guideline, language: Language) -> str:
    source = f"{guideline.publisher}: {guideline.title}, {guideline.year}."
    missing = "; ".join(guideline.missing)
    return (
        f'<footer class="sv-source sv-own" lang="{language}"><p>{string(language, "read_source")} '
        f'<cite lang="da">{escape(source)}</cite></p><p>{string(language, "read_missing")} '
        f'<span lang="da">{escape(missing)}.</span></p></footer>'
    )


def _section(
    section: Section,
    inserts: Sequence[Insert],
    passages: Sequence[Passage],
    language: Language,
) -> str:
    id_ = section_id(section.number)
    level = 2 + len(section.path)
    label = string(language, "read_link_section", place=cite_as(section.number, language))
    before = "".join(insert.html for insert in inserts if insert.at == HEADING)
    text = "".join(
        _run(section, inserts, box, parts) for box, parts in _runs(section.parts, passages)
    )
    return (
        f'<section class="sv-section" id="{id_}">{before}<div class="sv-head">'
        f'<h{level} class="sv-title"><span class="sv-number">{escape(section.number)}</span> '
        f"{escape(section.title)}</h{level}>{permalink(label, sektion=section.number)}</div>"
        f'<div class="sv-text">{text}</div></section>'
    )


def _runs(parts: Sequence[Part], passages: Sequence[Passage]) -> Iterator[tuple[str, list[Part]]]:
    """Neighbouring parts of one box, or of none (""); a box begins with the heading above it."""
    run: list[Part] = []
    boxed = ""
    for part, following in zip(parts, [*parts, None][1:], strict=True):
        heads = part.kind == "subheading"
        box = _box(following if heads else part, passages)
        if run and (heads or box != boxed):
            yield boxed, run
            run = []
        boxed = box
        run.append(part)
    if run:
        yield boxed, run


def _box(part: Part | None, passages: Sequence[Passage]) -> str:
    for passage in passages:
        if part and passage.start <= part.start < passage.end:
            return passage.kind if passage.kind in BOXED else ""
    return ""


def _run(section: Section, inserts: Sequence[Insert], box: str, parts: Sequence[Part]) -> str:
    body = ""
    for listed, group in groupby(parts, lambda part: part.kind == "item"):
        inner = [_part(section, inserts, part) for part in group]
        body += _list(inner) if listed else "".join(inner)
    return f'<div class="sv-box sv-{box}">{body}</div>' if box else body


def _list(items: Sequence[str]) -> str:
    tag = "ol" if re.search(r'"sv-marker">\d', items[0]) else "ul"
    return f'<{tag} class="sv-list" role="list">{"".join(items)}</{tag}>'


def _part(section: Section, inserts: Sequence[Insert], part: Part) -> str:
    """The part with its additions, and the line breaks that divide it from the next."""
    inside = [insert for insert in inserts if part.start <= insert.at <= part.end]
    tag, name = "p", str(part.kind)
    if part.kind == "subheading":
        tag = f"h{3 + len(section.path)}"
    elif part.kind == "item":
        tag = "li"
        marker = MARKER.match(section.text, part.start)
        if marker:
            inside.append(Insert(part.start, OPEN, '<span class="sv-marker">'))
            inside.append(Insert(marker.end(), CLOSE, "</span>"))
        else:
            name = "item sv-unmarked"
    end = min((one.start for one in section.parts if one.start >= part.end), default=part.end)
    return f'<{tag} class="sv-{name}">{_text(section.text, part.start, end, inside)}</{tag}>'


def _text(text: str, start: int, end: int, inserts: Sequence[Insert]) -> str:
    """text[start:end], escaped, with what is put in."""
    pieces = []
    at = start
    for insert in sorted(inserts):
        pieces += [escape(text[at : insert.at], quote=False), insert.html]
        at = insert.at
    return "".join([*pieces, escape(text[at:end], quote=False)])
