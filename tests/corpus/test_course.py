"""The course: each answer stands in its quote, each wrong answer elsewhere in the text."""

import json
import re
import shutil
from pathlib import Path

import pytest

from corpus import DEFAULT_GUIDELINE, BadRows, Contents, Library, select_course
from corpus.course import read_course


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def test_there_is_enough_to_teach_from(library: Library) -> None:
    course = library.course
    ids = [one.id for one in course.exercises] + [one.id for one in course.patients]

    assert len(course.exercises) >= 60
    assert len(course.patients) >= 12
    assert len(ids) == len(set(ids))
    assert len({one.question for one in course.exercises}) == len(course.exercises)


def test_the_right_answer_stands_in_the_quote_and_the_others_in_the_text(library: Library) -> None:
    sections = library.contents.by_number
    for one in library.course.exercises:
        if one.kind == "choice":
            assert _flat(one.answer) in _flat(one.quote.text), one.id
            options = {_flat(one.answer), *(_flat(wrong.text) for wrong in one.distractors)}
            assert len(options) == 4, one.id
            for wrong in one.distractors:
                assert _flat(wrong.text) in _flat(sections[wrong.section].text), one.id
        else:
            assert one.answer in ("sandt", "falsk"), one.id
            assert one.distractors == (), one.id


def test_neither_truth_nor_falsehood_is_the_better_guess(library: Library) -> None:
    answers = [one.answer for one in library.course.exercises if one.kind == "true_false"]

    assert 0.4 <= answers.count("sandt") / len(answers) <= 0.6


def test_a_story_names_nobody(library: Library) -> None:
    for patient in library.course.patients:
        assert not re.search(r"\d{6}|\b[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+sen\b", patient.story)


def test_a_course_is_chosen_by_topic_and_audience(library: Library) -> None:
    chosen = select_course(library.course, ["smertecenter", "arbejde"], "kommune")

    assert {one.topic for one in chosen.exercises} == {"smertecenter", "arbejde"}
    assert all("kommune" in one.audience for one in chosen.exercises)
    assert all("kommune" in one.audience for one in chosen.patients)
    assert select_course(library.course) == library.course


def test_a_bad_quote_of_a_patient_is_told_with_its_line(contents: Contents, tmp_path: Path) -> None:
    folder = tmp_path / "guideline"
    shutil.copytree(DEFAULT_GUIDELINE, folder)
    path = folder / "patients.jsonl"
    first, *others = path.read_text("utf-8").splitlines()
    patient = json.loads(first)
    patient["questions"][0]["quote"] = "Det står der ikke."
    path.write_text("\n".join([json.dumps(patient), *others]), "utf-8")

    with pytest.raises(BadRows, match=r"patients.jsonl, line 1: the quote 'Det står"):
        read_course(contents, folder)
