import json
import shutil
from pathlib import Path

import pytest

from corpus import (
    DEFAULT_GUIDELINE,
    BadBank,
    BadSilences,
    Library,
    Place,
    read_bank,
    read_library,
    read_silences,
)

QUESTION = {"style": "short", "text": "Hvem", "answer": [1]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "guideline"
    shutil.copytree(DEFAULT_GUIDELINE, copy)
    return copy


def test_every_question_of_the_bank_names_a_passage_that_has_not_moved(library: Library) -> None:
    questions = [question.text for row in library.bank for question in row.questions]

    assert len(questions) > 7_000
    assert {row.passage for row in library.bank} <= library.by_id.keys()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sentences": ["Noget"]}, "line 1: the sentences of passage 'ks23:1.1:1' begin"),
        ({"passage": "ks23:99:1"}, "line 1: the sentences of passage 'ks23:99:1' begin None"),
        ({"questions": [QUESTION | {"answer": [99]}]}, "line 1: 'Hvem' is answered by .99,., but"),
        ({"questions": [QUESTION | {"answer": []}]}, "line 1: .*answer"),
        ({"colour": "blue"}, "line 1: .*colour"),
        ({"questions": []}, "line 1: .*questions"),
    ],
)
def test_a_bad_row_of_the_bank_is_named(
    folder: Path, library: Library, change: dict[str, object], fault: str
) -> None:
    path = folder / "questions.jsonl"
    first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([json.dumps(json.loads(first) | change), *rest]))

    with pytest.raises(BadBank, match=f"(?s){fault}"):
        read_bank(library.passages, folder)


def test_a_pointer_whose_quote_is_not_exact_is_refused(folder: Path, library: Library) -> None:
    path = folder / "silences.jsonl"
    path.write_text(path.read_text().replace("Mit Sygehusvalg", "mit sygehusvalg"))

    with pytest.raises(BadSilences, match="the quote doesn't stand in section '7.1'"):
        read_silences(library.contents, folder)


def test_a_library_is_read_whole_or_not_at_all(folder: Path) -> None:
    (folder / "questions.jsonl").unlink()

    with pytest.raises(BadBank, match="questions.jsonl can't be read"):
        read_library(folder)


def _sections_repeating(library: Library, passage_id: str, start: int = 0) -> set[str]:
    places = library.repeats.get(Place(passage_id, start), ())
    return {library.by_id[place.passage].section for place in places}


def test_a_recommendation_is_repeated_in_chapter_2(library: Library) -> None:
    assert _sections_repeating(library, "ks23:8:3") == {"2"}


def test_most_recommendations_of_chapters_4_to_9_are_found_in_chapter_2(library: Library) -> None:
    boxed = [
        one for one in library.passages if one.kind == "recommendation" and one.section in "456789"
    ]
    repeated = [one for one in boxed if "2" in _sections_repeating(library, one.id)]

    assert len(boxed) == 27
    assert len(repeated) == 27


def test_statements_that_bind_otherwise_are_not_the_same(library: Library) -> None:
    """7.2 says "kan henvises", Bilag 4 says "bør overvejes": only their criteria agree."""
    assert _sections_repeating(library, "ks23:7.2:1") == set()
