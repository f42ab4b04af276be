"""What is taken away, as Word files."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from docx.document import Document

from assistant import Answer
from corpus import Guideline
from views.export.document import write_document
from views.export.handout import Handout, Task
from views.export.transcript import Transcript, transcript_of
from views.strings import Language


def as_docx(answers: Sequence[Answer], guideline: Guideline, language: Language, on: date) -> bytes:
    """The conversation as a Word file.

    Raises:
        ExportFailed: it can't be written.
    """
    transcript = transcript_of(answers, guideline, language, on)
    fill = partial(_fill, transcript=transcript)
    return write_document(transcript.title, fill, language, on)


def handout_as_docx(handout: Handout, on: date) -> bytes:
    """The handout as a Word file.

    Raises:
        ExportFailed: it can't be written.
    """
    fill = partial(_fill_handout, handout=handout)
    return write_document(handout.title, fill, handout.language, on)


def _fill(document: Document, transcript: Transcript) -> None:
    document.add_paragraph("\n".join(transcript.imprint))
    for exchange in transcript.exchanges:
        document.add_heading(exchange.question, 1)
        if exchange.understood:
            document.add_paragraph().add_run(exchange.understood).italic = True
        for notice in exchange.notices:
            document.add_paragraph().add_run(notice).bold = True
        for quote in exchange.quotes:
            style = "Quote" if quote.verbatim else None
            document.add_paragraph(f"{quote.text} {quote.marks}", style)
            if quote.binding:
                document.add_paragraph(f"({quote.binding})")
        if exchange.refusal:
            document.add_paragraph(exchange.refusal)
        if exchange.sources:
            document.add_heading(transcript.sources, 2)
        for source in exchange.sources:
            document.add_paragraph(source, "List")
        if exchange.written:
            document.add_paragraph(exchange.written)
    document.add_paragraph(transcript.purpose)


def _fill_handout(document: Document, handout: Handout) -> None:
    document.add_paragraph("\n".join(handout.imprint))
    for task in handout.tasks:
        document.add_paragraph(
            f"{task.heading}. {task.question}"
        ).paragraph_format.keep_with_next = True
        document.add_paragraph("\n".join(task.options), "List")
    if handout.stories:
        document.add_heading(handout.stories_heading, 1)
    for story in handout.stories:
        document.add_heading(story.heading, 2)
        document.add_paragraph(story.story)
        for task in story.tasks:
            document.add_paragraph(f"{task.heading}. {task.question}")
    if handout.answers_heading:
        document.add_heading(handout.answers_heading, 1).paragraph_format.page_break_before = True
        _fill_answers(document, handout.tasks)
        for story in handout.stories:
            document.add_heading(story.heading, 2)
            _fill_answers(document, story.tasks)


def _fill_answers(document: Document, tasks: Sequence[Task]) -> None:
    for task in tasks:
        answer = document.add_paragraph(f"{task.heading}. ")
        answer.add_run(task.answer.text).bold = True
        answer.paragraph_format.keep_with_next = True
        document.add_paragraph(task.answer.quote, "Quote")
        document.add_paragraph(f"({task.answer.source})")
