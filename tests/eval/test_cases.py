import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import Library, stem, words
from eval.cases import CASES, BadCases, Case, read_cases

SPECIAL = ("followup", "not_covered", "off_topic", "emergency", "privacy", "attack")


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases()


def test_there_are_enough_cases_of_each_sort(cases: tuple[Case, ...]) -> None:
    sorts = Counter(case.kind if case.kind in SPECIAL else "answerable" for case in cases)

    assert sorts["answerable"] >= 220
    assert sorts["followup"] >= 30
    assert sum(case.id.endswith("s") for case in cases if case.kind == "followup") >= 10
    assert sorts["not_covered"] >= 30
    assert sorts["not_covered"] + sorts["off_topic"] >= 50
    assert (sorts["attack"], sorts["emergency"], sorts["privacy"]) >= (12, 10, 8)


def test_personas_and_styles_are_even(cases: tuple[Case, ...]) -> None:
    plain = [case for case in cases if case.kind not in SPECIAL and case.id not in _on_duties()]

    for counts in (
        Counter(case.persona for case in plain),
        Counter(case.style for case in plain),
    ):
        assert max(counts.values()) - min(counts.values()) <= 3, counts


def _on_duties() -> set[str]:
    """The cases that are asked by those who have the duties."""
    lines = (CASES / "ansvar.jsonl").read_text("utf-8").splitlines()
    return {json.loads(line)["id"] for line in lines}


def test_forty_cases_ask_who_does_what(cases: tuple[Case, ...]) -> None:
    asked = [case for case in cases if case.id in _on_duties()]

    assert len(asked) >= 40
    assert all(case.kind == "responsibility" and case.actors for case in asked)
    assert len({actor for case in asked for actor in case.actors}) >= 10


def test_every_section_has_a_case(cases: tuple[Case, ...], library: Library) -> None:
    covered = {evidence.section for case in cases for evidence in case.evidence}

    for section in library.contents.sections:
        if section.text and not section.number.startswith(("12", "Bilag 1", "Bilag 2", "Bilag 3")):
            assert section.number in covered, section.number


def test_every_quote_and_fact_stands_in_the_text(cases: tuple[Case, ...], library: Library) -> None:
    sections = library.contents.by_number
    for case in cases:
        for evidence in case.evidence:
            assert evidence.quote in sections[evidence.section].text, case.id
        quotes = "\n".join(evidence.quote for evidence in case.evidence)
        for fact in case.facts:
            assert any(alternative in quotes for alternative in fact), (case.id, fact)


def test_no_case_leaked_into_the_bank(cases: tuple[Case, ...], library: Library) -> None:
    bank = [_pairs(question.text) for question in library.known_questions]

    leaked = [case.id for case in cases if _leaked(case.question, bank)]

    assert leaked == []


def test_a_planted_leak_is_caught(cases: tuple[Case, ...]) -> None:
    question = cases[0].question

    assert _leaked(question, [_pairs(question.upper().replace("?", "!"))])


def _pairs(text: str) -> frozenset[tuple[str, ...]]:
    """Neighbouring stems."""
    stems = [stem(word) for word in words(text)]
    return frozenset(zip(stems, stems[1:], strict=False)) or frozenset({tuple(stems)})


def _leaked(question: str, bank: list[frozenset[tuple[str, ...]]]) -> bool:
    """Whether a question of the bank is the same but for a word or two: Jaccard >= 0.8."""
    own = _pairs(question)
    return any(len(own & one) >= 0.8 * len(own | one) for one in bank)


def test_the_split_is_fixed(cases: tuple[Case, ...]) -> None:
    split = {case.id: case.split for case in cases}

    assert (split["l001"], split["k002"], split["u001"]) == ("dev", "test", "dev")
    assert 0.35 < sum(one == "test" for one in split.values()) / len(split) < 0.65


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x"}\n')

    with pytest.raises(BadCases, match=r"(?s)a\.jsonl, line 1: .*persona"):
        read_cases(tmp_path)


def test_an_id_stands_once(cases: tuple[Case, ...], tmp_path: Path) -> None:
    line = cases[0].model_dump_json()
    (tmp_path / "a.jsonl").write_text(f"{line}\n{line}\n")

    with pytest.raises(BadCases, match="stand more than once"):
        read_cases(tmp_path)
