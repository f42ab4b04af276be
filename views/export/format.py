"""The kinds of file that are written."""

from dataclasses import dataclass


class ExportFailed(Exception):
    """Something can't be written as a file of this format."""

    def __init__(self, file_format: str) -> None:
        super().__init__(
            f"this can't be written as {file_format!r}; take another format, or copy the text"
        )
        self.format = file_format


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file."""

    name: str
    """As its users call it."""
    ending: str
    mime: str


_OFFICE = "application/vnd.openxmlformats-officedocument"

PDF = Format(name="PDF", ending="pdf", mime="application/pdf")
WORD = Format(name="Word", ending="docx", mime=f"{_OFFICE}.wordprocessingml.document")
MARKDOWN = Format(name="Markdown", ending="md", mime="text/markdown")
CSV = Format(name="CSV", ending="csv", mime="text/csv")
EXCEL = Format(name="Excel", ending="xlsx", mime=f"{_OFFICE}.spreadsheetml.sheet")
SVG = Format(name="SVG", ending="svg", mime="image/svg+xml")
ANKI = Format(name="Anki", ending="apkg", mime="application/octet-stream")
GIFT = Format(name="Moodle GIFT", ending="gift.txt", mime="text/plain")
