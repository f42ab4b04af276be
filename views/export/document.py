"""Word files, as all of ours look."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.styles.style import ParagraphStyle

from views.export.format import ExportFailed
from views.strings import Language

AUTHOR = "Smertevejviser"
ACCENT = RGBColor(0x0B, 0x5C, 0x6B)
_TAGS: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}


def write_document(
    title: str, fill: Callable[[Document], None], language: Language, on: date
) -> bytes:
    """The Word file that `fill` fills, called `title`, of that day.

    Raises:
        ExportFailed: python-docx can't write it.
    """
    file = io.BytesIO()
    try:
        document = _styled(docx.Document(), language)
        document.add_heading(title, 0)
        fill(document)
        about = document.core_properties
        about.title = title
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
