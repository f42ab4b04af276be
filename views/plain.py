"""Text as text: nothing of it is taken for Markdown or HTML, or fetched."""

import html
import re

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def label(text: str) -> str:
    """`text` for a button or an expander, whose labels Streamlit reads as Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def show(text: str, *, marked: tuple[int, int] | None = None, role: str = "text") -> None:
    """Show `text` with its line breaks; text[marked[0]:marked[1]] is marked.

    `role` names what it is, for the style sheet.
    """
    start, end = marked or (0, 0)
    body = html.escape(text[:start])
    if marked:
        body += f"<mark>{html.escape(text[start:end])}</mark>"
    body += html.escape(text[end:])
    st.html(f'<div class="sv-{html.escape(role)}">{body}</div>')


def style() -> None:
    """The style sheet of everything that `show` shows."""
    st.html(
        "<style>"
        "[class^='sv-']{white-space:pre-line;overflow-wrap:anywhere;line-height:1.55}"
        ".sv-small{font-size:.85rem;opacity:.75}"
        ".sv-badge{font-size:.8rem;display:inline-block;padding:0 .7rem;"
        "border:1px solid #0b5c6b;border-radius:1rem}"
        ".sv-context{font-size:.95rem;border-left:3px solid #0b5c6b;padding-left:.8rem}"
        "mark{background:#ffe9a8;color:inherit;padding:0 .1em}"
        "</style>"
    )
