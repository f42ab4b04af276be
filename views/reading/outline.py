"""What leads through the article: its outline, and the search field that the browser fills."""

from html import escape

from corpus import Section
from views.reading.additions import section_id
from views.strings import Language, string


def search_field(language: Language) -> str:
    """The field; what is said of its hits is kept with it for reader.js."""
    said = {
        name: escape(string(language, f"read_search_{name}", n="{n}", at="{at}"))
        for name in ("label", "previous", "next", "one", "many", "none", "at")
    }
    return (
        f'<div class="sv-search" role="search" data-one="{said["one"]}" data-many="{said["many"]}" '
        f'data-none="{said["none"]}" data-at="{said["at"]}">'
        f'<label for="sv-find">{said["label"]}</label>'
        '<input id="sv-find" type="search" autocomplete="off" spellcheck="false">'
        '<div class="sv-found"><span class="sv-count" role="status"></span>'
        f'<button type="button" class="sv-previous" aria-label="{said["previous"]}">↑</button>'
        f'<button type="button" class="sv-next" aria-label="{said["next"]}">↓</button></div></div>'
    )


def said(language: Language) -> str:
    """Where the browser says what became of a link that was copied."""
    copied, not_copied = (
        escape(string(language, name)) for name in ("read_copied", "read_not_copied")
    )
    return (
        f'<p class="sv-said" role="status" data-copied="{copied}" '
        f'data-not-copied="{not_copied}"></p>'
    )


def outline(sections: tuple[Section, ...], language: Language) -> str:
    """The outline of `sections`: a list in a list for each level, in something that closes."""
    heading = escape(string(language, "read_outline"))
    entries = "".join(_entry(chapter, sections) for chapter in sections if not chapter.path)
    return (
        f'<nav class="sv-outline" aria-label="{heading}"><details><summary>{heading}</summary>'
        f'<ol lang="da">{entries}</ol></details></nav>'
    )


def _entry(section: Section, sections: tuple[Section, ...]) -> str:
    inside = (*section.path, section.title)
    under = "".join(_entry(one, sections) for one in sections if one.path == inside)
    number = section.number.rpartition(", ")[2]
    return (
        f'<li><a href="#{section_id(section.number)}">'
        f'<span class="sv-number">{escape(number)}</span> {escape(section.title)}</a>'
        f"{f'<ol>{under}</ol>' if under else ''}</li>"
    )
