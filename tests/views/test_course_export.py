"""The course as files, each opened by a reader of its own."""

import io
import re
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from corpus import Library, select_course
from views.export.anki import as_apkg
from views.export.gift import as_gift
from views.export.handout import handout_of, options_of
from views.export.pdf import handout_as_pdf
from views.export.word import handout_as_docx
from views.places import place_name

DAY = date(2026, 11, 23)

OLD = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:pkg_resources:UserWarning")
"""Both readers bring an old Markdown that warns when it is imported."""


def _flat(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def _printed(library: Library, *, answers: bool) -> str:
    course = library.course
    handout = handout_of(
        course.exercises, course.patients, library.guideline, "da", DAY, answers=answers
    )
    pages = PdfReader(io.BytesIO(handout_as_pdf(handout, DAY))).pages
    # Each page ends in its footer, which can stand in the middle of a paragraph.
    return "\n".join(re.sub(r"\nOpgaver om .*\Z", "", page.extract_text()) for page in pages)


def test_the_printed_handout_has_every_question_and_no_answer(library: Library) -> None:
    text = _flat(_printed(library, answers=False))

    for one in library.course.exercises:
        assert _flat(one.question) in text, one.id
        assert all(_flat(option) in text for option in options_of(one)), one.id
    for patient in library.course.patients:
        assert _flat(patient.story) in text, patient.id
    assert "Svarogkilder" not in text
    assert "Anbefalingerfortværsektorielleforløb" in text


def test_the_answers_come_last_with_quotes_and_places(library: Library) -> None:
    exercise, patient = library.course.exercises[0], library.course.patients[-1]
    _, answers = _printed(library, answers=True).split("Svar og kilder")

    assert _flat(exercise.quote.unmarked) in _flat(answers)
    assert place_name(exercise.quote.section, exercise.quote.page, "da") in answers
    assert _flat(patient.questions[-1].quote.unmarked) in _flat(answers)
    assert set("æøå") <= set(answers)


@pytest.mark.parametrize("answers", [False, True])
def test_the_word_handout_has_the_same(library: Library, answers: bool) -> None:
    course = select_course(library.course, ["smertecenter"])
    handout = handout_of(
        course.exercises, course.patients, library.guideline, "da", DAY, answers=answers
    )
    document = docx.Document(io.BytesIO(handout_as_docx(handout, DAY)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    for one in course.exercises:
        assert one.question in text
        assert (one.quote.unmarked in text) == answers
        place = place_name(one.quote.section, one.quote.page, "da")
        assert (f"({place})" in text) == answers
    assert {"title", "heading 1"} & {
        str(one.style.name).lower() for one in document.paragraphs if one.style
    }
    assert document.core_properties.language == "da-DK"


def test_options_stay_where_they_are_and_the_right_one_is_not_always_first(
    library: Library,
) -> None:
    choices = [one for one in library.course.exercises if one.kind == "choice"]
    places = [options_of(one).index(one.answer) for one in choices]

    assert [options_of(one) for one in choices] == [options_of(one) for one in choices]
    assert {places.count(place) / len(places) > 0.1 for place in range(4)} == {True}


@OLD
def test_anki_imports_the_deck_and_updates_it_the_second_time(
    library: Library, tmp_path: Path
) -> None:
    from anki.collection import Collection, ImportAnkiPackageRequest

    course, guideline = library.course, library.guideline
    package = tmp_path / "kursus.apkg"
    package.write_bytes(as_apkg(course.exercises, course.patients, guideline, "da"))
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        for _ in range(2):
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package)))
        notes = [collection.get_note(one) for one in collection.find_notes("")]
        tags = set(collection.tags.all())
        decks = {one.name for one in collection.decks.all_names_and_ids()}
    finally:
        collection.close()

    asked = sum(len(patient.questions) for patient in course.patients)
    assert len(notes) == len(course.exercises) + asked
    assert "Kroniske smerter" in decks
    assert "kommunens-indsats" in tags
    fields = "\n".join(text for note in notes for text in note.fields)
    assert set("æøå§»") - {"»"} <= set(fields)
    assert all("afsnit" in note.fields[3] or "Bilag" in note.fields[3] for note in notes)


def test_the_same_course_gives_the_same_deck(library: Library) -> None:
    course = select_course(library.course, ["arbejde"])
    made = [as_apkg(course.exercises, course.patients, library.guideline, "da") for _ in range(2)]

    assert len(made[0]) == len(made[1])


@OLD
def test_moodle_questions_parse_with_their_answers_and_sources(library: Library) -> None:
    from pygiftparser import parser

    course = library.course
    text = as_gift(course.exercises, course.patients, library.guideline, "da")
    questions = parser.parseFile(io.StringIO(text))
    by_title = {one.title: one for one in questions}

    asked = sum(len(patient.questions) for patient in course.patients)
    assert len(questions) == len(course.exercises) + asked
    assert all(one.valid for one in questions)
    for exercise in course.exercises:
        parsed = by_title[exercise.id]
        assert " ".join(exercise.question.split()) in parsed.text
        place = place_name(exercise.quote.section, exercise.quote.page, "da")
        assert parsed.generalFeedback.endswith(f"(2023), {place}")
        if exercise.kind == "choice":
            right = [one.answer for one in parsed.answers.answers if one.fraction == 100]
            assert right == [exercise.answer]
            assert len(parsed.answers.answers) == 4
        else:
            assert parsed.answers.answer == (exercise.answer == "sandt")
