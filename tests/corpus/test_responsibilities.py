"""Who does what: every row stands on the text, and no duty of the text is without one."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from corpus import (
    DEFAULT_GUIDELINE,
    UNNAMED,
    BadRows,
    Contents,
    Library,
    Wanted,
    laws_of,
    read_no_responsibilities,
    select,
    split_sentences,
    stem,
    words,
)
from corpus.responsibilities import read_responsibilities

CHAPTERS = ("4", "5", "6", "7", "8", "9")
DUTY = re.compile(r"\b(?:skal|bør|anbefale[sr])\b", re.I)
SAID = {
    "skal": r"\bskal\b|pligt|forpligtet",
    "bør": r"\bbør\b|anbefale[sr]",
    "kan": r"\bkan\b|kunne|mulig",
    "kan ikke": r"\bikke\b",
}


def test_there_are_many_and_each_says_its_modal_verb_in_its_quote(library: Library) -> None:
    assert len(library.responsibilities) >= 120
    for row in library.responsibilities:
        if row.modality:
            assert re.search(SAID[row.modality], row.quote.text, re.I), row


def test_a_task_has_no_number_and_no_modal_verb_that_its_quote_has_not(library: Library) -> None:
    for row in library.responsibilities:
        said = set(words(row.quote.text)) | {word for law in row.law for word in words(law)}
        told = words(row.task)
        assert {word for word in told if word[0].isdigit()} <= said, row
        assert {word for word in told if word in ("skal", "boer", "ikke")} <= said, row


def test_most_words_of_a_task_are_its_quotes_own(library: Library) -> None:
    shares = []
    for row in library.responsibilities:
        quoted = {stem(word) for word in words(row.quote.text)}
        told = [stem(word) for word in words(row.task) if len(word) > 3]
        shares.append(sum(word in quoted for word in told) / len(told))

    assert sum(shares) / len(shares) > 0.75


def test_no_task_is_given_twice(library: Library) -> None:
    tasks = Counter((row.actor, row.task, row.quote.section) for row in library.responsibilities)

    assert [task for task, times in tasks.items() if times > 1] == []


def test_a_law_stands_in_the_section_of_its_row(library: Library) -> None:
    for row in library.responsibilities:
        section = library.contents.by_number[row.quote.section].text
        for law in row.law:
            number = re.search(r"§ (\d+)", law)
            assert law.split(" §")[0] in section.lower(), row
            assert number is None or re.search(rf"§+\s*{number[1]}\b", section), row


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_sentence_with_a_duty_has_a_row_or_a_reason(library: Library, chapter: str) -> None:
    kept = [row.quote for row in library.responsibilities]
    kept += read_no_responsibilities(library.contents)
    for section in library.contents.sections:
        if section.number.split(".")[0] != chapter:
            continue
        for sentence in split_sentences(section.text):
            if DUTY.search(sentence.text):
                assert any(
                    quote.section == section.number
                    and quote.start <= sentence.start
                    and sentence.end <= quote.end
                    for quote in kept
                ), f"{section.number}: {sentence.text}"


def test_a_reason_takes_no_sentence_out_that_has_a_row_of_its_own(library: Library) -> None:
    rows = {(row.quote.section, row.quote.text) for row in library.responsibilities}

    for quote in read_no_responsibilities(library.contents):
        assert (quote.section, quote.text) not in rows


def test_the_picture_has_one_box_for_each_place_and_its_arrows_end_at_boxes(
    library: Library,
) -> None:
    boxes = Counter((row.actor, row.stage) for row in library.responsibilities if row.box)
    arrows = [row for row in library.responsibilities if row.arrow]

    assert set(boxes.values()) == {1}
    assert {row.arrow.move for row in arrows if row.arrow} == {
        "henvisning",
        "overlevering",
        "tilbage",
    }
    for row in arrows:
        assert row.arrow is not None
        assert (row.actor, row.stage) in boxes, row
        assert (row.arrow.actor, row.arrow.stage) in boxes, row


def test_rows_are_chosen_by_actor_modality_stage_law_and_words(library: Library) -> None:
    rows = library.responsibilities
    by_law = select(rows, Wanted(laws=("sundhedsloven § 140",)))
    by_words = select(rows, Wanted(words="aftrapningsplaner kirurg"))
    by_all = select(
        rows, Wanted(actors=("kommune",), modalities=("skal",), stages=("efter operation",))
    )

    assert select(rows, Wanted()) == rows
    assert {row.actor for row in by_law} == {"kommune", "sygehus"}
    assert {row.actor for row in by_words} == {"kirurg"}
    assert [row.task for row in by_all if "genoptræning" in row.task] != []
    assert select(rows, Wanted(words="vaskemaskine")) == ()


def test_laws_are_listed_by_name_and_paragraph(library: Library) -> None:
    laws = laws_of(library.responsibilities)

    assert {"sundhedsloven § 119", "sundhedsloven § 140", "serviceloven § 86"} <= set(laws)
    assert laws.index("sundhedsloven § 119") < laws.index("sundhedsloven § 140")


def test_agents_are_named_where_no_row_names_anybody(library: Library) -> None:
    for one in library.agents:
        assert not set(one.actors) & set(UNNAMED)
        assert not any(
            row.quote.overlaps(one.quote.section, one.quote.start, one.quote.end)
            for row in library.responsibilities
        ), one


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"quote": "Det står der ikke."}, "line 1: the quote 'Det står der ikke.' stands 0 times"),
        ({"section": "4.9"}, "line 1: there is no section '4.9'"),
        ({"section": "8", "quote": "operation"}, r"line 1: .* stands \d+ times in section 8"),
        ({"actor": "borger"}, "(?s)line 1: .*actor"),
        ({"modality": "må"}, "(?s)line 1: .*modality"),
        ({"stage": "senere"}, "(?s)line 1: .*stage"),
        ({"noget": 1}, "(?s)line 1: .*noget"),
    ],
)
def test_a_bad_row_is_told_with_its_line(
    contents: Contents, tmp_path: Path, change: dict[str, object], fault: str
) -> None:
    folder = tmp_path / "guideline"
    shutil.copytree(DEFAULT_GUIDELINE, folder)
    path = folder / "responsibilities.jsonl"
    first, *others = path.read_text("utf-8").splitlines()
    changed = json.dumps(json.loads(first) | change, ensure_ascii=False)
    path.write_text("\n".join([changed, *others]), "utf-8")

    with pytest.raises(BadRows, match=fault):
        read_responsibilities(contents, folder)
