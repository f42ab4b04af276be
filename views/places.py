"""Links to places in the guideline, in a tab of their own: the page that is left goes on."""

import html
from urllib import parse

from assistant import cite_as, phrase
from corpus import Guideline, Quote
from views.strings import Language

READER = "laes"


def section_link(section: str, name: str) -> str:
    """A link to `section` in the reader."""
    return link_to(f"{READER}?{parse.urlencode({'sektion': section}, quote_via=parse.quote)}", name)


def quote_link(quote: Quote, language: Language) -> str:
    """A link to `quote` in the reader, where it is marked; it is called by its place."""
    return link_to(quote_address(quote), place_name(quote.section, quote.page, language))


def question_link(question: str, name: str) -> str:
    """A link that asks `question`."""
    return link_to(f"./?{parse.urlencode({'q': question}, quote_via=parse.quote)}", name)


def quote_address(quote: Quote) -> str:
    """Where `quote` is read, marked."""
    asked = {"sektion": quote.section, "citat": f"{quote.start}-{quote.end}"}
    return f"{READER}?{parse.urlencode(asked, quote_via=parse.quote)}"


def place_name(section: str, page: int | None, language: Language) -> str:
    """Where something stands, shortly: "afsnit 7.2, side 43"."""
    name = cite_as(section, language)
    return name if page is None else f"{name}, {phrase(language, 'page')} {page}"


def full_place(quote: Quote, guideline: Guideline, language: Language) -> str:
    """Where a quote stands, for those who don't have the guideline before them."""
    place = place_name(quote.section, quote.page, language)
    return f"{guideline.publisher}: {guideline.title} ({guideline.year}), {place}"


def link_to(address: str, name: str) -> str:
    """A link to `address`."""
    return f'<a href="{html.escape(address)}" target="_blank">{html.escape(name)}</a>'
