"""A conversation as a PDF, set by Typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.resources import files

import typst

from assistant import Answer
from corpus import Guideline
from views.export.transcript import ExportFailed, transcript_of
from views.strings import Language


def as_pdf(answers: Sequence[Answer], guideline: Guideline, language: Language, on: date) -> bytes:
    """The conversation as a tagged PDF on A4.

    The text is handed to Typst as data, so that nothing in it is read as markup.

    Raises:
        ExportFailed: Typst can't set it.
    """
    transcript = transcript_of(answers, guideline, language, on)
    try:
        return typst.compile(
            files("views.export").joinpath("conversation.typ").read_bytes(),
            sys_inputs={"transcript": json.dumps(asdict(transcript))},
            ignore_system_fonts=True,
            timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise ExportFailed("pdf") from error
