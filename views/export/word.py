"""A conversation as a Word file."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.styles.style import ParagraphStyle

from assistant import Answer
from corpus import Guideline
from views.export.transcript import ExportFailed, Transcript, transcript_of
from views.strings import Language, string

AUTHOR = "Smertevejviser"
ACCENT = RGBColor(0x0B, 0x5C, 0x6B)
_TAGS: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}


def as_docx(answers: Sequence[Answer], guideline: Guideline, language: Language, on: date) -> bytes:
    """The conversation as a Word file.

    Raises:
        ExportFailed: python-docx can't write it.
    """
    file = io.BytesIO()
    try:
        document = _styled(docx.Document(), language)
        _fill(document, transcript_of(answers, guideline, language, on))
        about = document.core_properties
        about.title = string(language, "export_title")
        about.author, about.comments, about.language = AUTHOR, "", _TAGS[language]
        about.created = about.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)
        document.save(file)
    except (ValueError, PackageNotFoundError) as error:
        raise ExportFailed("docx") from error
    return file.getvalue()


def _styled(document: Document, language: Language) -> Document:
    """An empty `document` as A4 that says which language it is in; its quotes are Danish."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    spoken = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
    spoken.set(qn("w:val"), _TAGS[language])
    for name in ("Title", "Heading 1", "Heading 2"):
        _style(document, name).font.color.rgb = ACCENT
    quote = _style(document, "Quote")
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(8)
    danish = OxmlElement("w:lang")
    danish.set(qn("w:val"), _TAGS["da"])
    quote.element.get_or_add_rPr().append(danish)
    return document


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _fill(document: Document, transcript: Transcript) -> None:
    document.add_heading(transcript.title, 0)
    document.add_paragraph("\n".join(transcript.imprint))
    for exchange in transcript.exchanges:
        document.add_heading(exchange.question, 1)
        if exchange.understood:
            document.add_paragraph().add_run(exchange.understood).italic = True
        for notice in exchange.notices:
            document.add_paragraph().add_run(notice).bold = True
        for quote in exchange.quotes:
            document.add_paragraph(f"{quote.text} {quote.marks}", "Quote")
            if quote.binding:
                document.add_paragraph(f"({quote.binding})")
        if exchange.refusal:
            document.add_paragraph(exchange.refusal)
        if exchange.sources:
            document.add_heading(transcript.sources, 2)
        for source in exchange.sources:
            document.add_paragraph(source, "List")
    document.add_paragraph(transcript.purpose)
