"""What is printed, as PDF."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from assistant import Answer
from corpus import Guideline
from views.export.handout import Handout
from views.export.paper import set_paper
from views.export.transcript import transcript_of
from views.strings import Language


def as_pdf(answers: Sequence[Answer], guideline: Guideline, language: Language, on: date) -> bytes:
    """The conversation as a PDF.

    Raises:
        ExportFailed: it can't be set.
    """
    return set_paper(
        "conversation.typ", asdict(transcript_of(answers, guideline, language, on)), on
    )


def handout_as_pdf(handout: Handout, on: date) -> bytes:
    """The handout as a PDF.

    Raises:
        ExportFailed: it can't be set.
    """
    return set_paper("handout.typ", asdict(handout), on)
