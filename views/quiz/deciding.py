"""The words of the guideline that decide an exercise, or answer a question, and their place."""

from corpus import Quote
from views.places import quote_link
from views.plain import as_html
from views.strings import language


def deciding(quote: Quote) -> str:
    """`quote` and a link to it, as HTML."""
    return (
        f'<blockquote class="sv-decides" lang="da">{as_html(quote.text)}'
        f"{quote_link(quote, language())}</blockquote>"
    )
