"""A course as a deck for Anki; what is imported again takes the place of what was there."""

import html
import io
from collections.abc import Iterator, Sequence

import genanki

from corpus import Exercise, Guideline, Patient, Quote
from views.export.handout import options_of, question_of
from views.places import full_place
from views.strings import Language, string

MODEL = 1_607_302_381
DECK = 2_051_847_913
"""Made up once: Anki knows a kind of note, and a deck, by them."""

MADE = 1_672_531_200.0
"""2023-01-01, in seconds: the same course gives the same file."""

_CSS = """
.card { font-family: Arial, sans-serif; font-size: 19px; text-align: left; }
blockquote { border-left: 3px solid #0b5c6b; margin: .8em 0; padding-left: .8em; }
small { opacity: .8; }
"""


def as_apkg(
    exercises: Sequence[Exercise],
    patients: Sequence[Patient],
    guideline: Guideline,
    language: Language,
) -> bytes:
    """A note for each exercise and for each question on a patient, tagged with its topic."""
    model = genanki.Model(
        MODEL,
        "Smertevejviser",
        fields=[{"name": name} for name in ("Question", "Answer", "Quote", "Source")],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Question}}",
                "afmt": "{{FrontSide}}<hr id=answer><b>{{Answer}}</b>"
                "<blockquote>{{Quote}}</blockquote><small>{{Source}}</small>",
            }
        ],
        css=_CSS,
    )
    deck = genanki.Deck(DECK, string(language, "course_deck"))
    for key, topic, front, answer, quote in _cards(exercises, patients, language):
        source = full_place(quote, guideline, language)
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[front, *(_html(text) for text in (answer, quote.unmarked, source))],
                tags=[topic.replace(" ", "-")],
                guid=genanki.guid_for("smertevejviser", guideline.id, key),
            )
        )
    file = io.BytesIO()
    genanki.Package(deck).write_to_file(file, timestamp=MADE)
    return file.getvalue()


def _cards(
    exercises: Sequence[Exercise], patients: Sequence[Patient], language: Language
) -> Iterator[tuple[str, str, str, str, Quote]]:
    """Of each card its key, topic, front (HTML), answer and quote."""
    for one in exercises:
        front = _html(question_of(one, language))
        if one.kind == "choice":
            options = "".join(f"<li>{_html(option)}</li>" for option in options_of(one))
            front += f"<ul>{options}</ul>"
        yield one.id, one.topic, front, one.answer, one.quote
    for patient in patients:
        for at, asked in enumerate(patient.questions, start=1):
            front = f"<p>{_html(patient.story)}</p><p><b>{_html(asked.question)}</b></p>"
            yield f"{patient.id}-{at}", patient.topic, front, "", asked.quote


def _html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
