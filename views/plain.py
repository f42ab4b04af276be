"""Text as text: nothing of it is taken for Markdown or HTML, or fetched."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

import streamlit as st

from corpus import MARKER, Modality

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def style(package: str, name: str) -> None:
    """Have the page look as the style sheet `name` in `package` says."""
    st.html(f"<style>{_sheet(package, name)}</style>")


@lru_cache
def _sheet(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")


def label(text: str) -> str:
    """`text` for a button or an expander, whose labels Streamlit reads as Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def show(
    text: str, *, marked: tuple[int, int] | None = None, role: str = "text", quoted: bool = False
) -> None:
    """Show `text` with its line breaks; text[marked[0]:marked[1]] is marked.

    `role` names what it is, for the style sheet. What is `quoted` from the guideline is Danish,
    whatever the page speaks.
    """
    start, end = marked or (0, 0)
    body = html.escape(text[:start])
    if marked:
        body += f"<mark>{html.escape(text[start:end])}</mark>"
    body += html.escape(text[end:])
    language = ' lang="da"' if quoted else ""
    st.html(f'<div class="sv-{html.escape(role)}"{language}>{body}</div>')


def show_quote(text: str) -> None:
    """Show what the guideline says, its lists as lists."""
    st.html(f'<div class="sv-statement" lang="da">{as_html(text)}</div>')


def as_html(text: str) -> str:
    """`text` as HTML: its lines as paragraphs, runs of list items as a list, each with its mark."""
    return "".join(_blocks(text))


def _blocks(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    for listed, group in groupby(lines, lambda line: bool(MARKER.match(line))):
        tag = "li" if listed else "p"
        body = "".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in group)
        yield f"<ul>{body}</ul>" if listed else body


def copy_button(name: str, text: str, about: str = "") -> None:
    """Draw a button called `name` that copies `text`; `about` is more attributes."""
    st.html(
        f'<button type="button" class="sv-copy"{about} data-copy="{html.escape(text)}">'
        f"{html.escape(name)}</button>",
        width="content",
    )


def badge(modality: Modality | None, words: str, *, unseen: str = "") -> str:
    """How something binds, as a badge of HTML; `unseen` is said before it to those who listen."""
    style = f"sv-{modality or 'none'}".replace(" ", "-")
    before = f'<span class="sv-unseen">{html.escape(unseen)} </span>' if unseen else ""
    return f'<span class="sv-badge {style}">{before}{html.escape(words)}</span>'
