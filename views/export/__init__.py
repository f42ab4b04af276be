"""A conversation to take away: as text for a note, or as a Markdown, Word or PDF file."""

from views.export.format import ExportFailed
from views.export.markdown import as_markdown
from views.export.pdf import as_pdf
from views.export.transcript import as_text
from views.export.word import as_docx

__all__ = ["ExportFailed", "as_docx", "as_markdown", "as_pdf", "as_text"]
