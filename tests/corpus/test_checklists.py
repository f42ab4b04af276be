"""Checklists: each item stands on the text, in a list that has a head."""

import re
import shutil
from itertools import groupby
from pathlib import Path

import pytest

from corpus import DEFAULT_GUIDELINE, BadRows, Contents, Library, stem, words
from corpus.checklists import read_checklists


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "guideline"
    shutil.copytree(DEFAULT_GUIDELINE, copy)
    return copy


def test_there_are_lists_for_the_situations_that_the_text_has(library: Library) -> None:
    lists = {one.name: one for one in library.checklists}
    referral = [item.text for item in lists["henvisning-smertecenter"].items]

    assert len(lists) >= 8
    assert {"biopsykosocial-afdaekning", "arbejde", "kommunal-opstart"} <= lists.keys()
    assert "monofaglig terapi har ikke haft effekt og" in referral


def test_a_list_can_be_ticked_through(library: Library) -> None:
    for one in library.checklists:
        groups = [group for group, _ in groupby(one.items, lambda item: item.group)]
        texts = [item.text for item in one.items]

        assert 5 <= len(one.items) <= 25, one.name
        assert len(groups) == len(set(groups)), f"{one.name}: a group comes twice"
        assert len(texts) == len(set(texts)), f"{one.name}: an item comes twice"


def test_a_shortened_item_has_no_number_and_no_negation_of_its_own(library: Library) -> None:
    for one in library.checklists:
        for item in one.items:
            quoted = words(item.quote.text)
            told = words(item.text)
            assert {word for word in told if word[0].isdigit()} <= set(quoted), item
            assert "ikke" not in told or "ikke" in quoted, item


def test_most_words_of_an_item_are_its_quotes_own(library: Library) -> None:
    for one in library.checklists:
        told = [
            stem(word) in {stem(quoted) for quoted in words(item.quote.text)}
            for item in one.items
            for word in words(item.text)
            if len(word) > 3
        ]
        assert sum(told) / len(told) > 0.8, one.name


def test_an_item_of_a_list_without_a_head_is_told(contents: Contents, folder: Path) -> None:
    heads = folder / "checklists.toml"
    kept = re.sub(r"\[arbejde\]\n(?:.+\n)+", "", heads.read_text("utf-8"))
    heads.write_text(kept, "utf-8")

    with pytest.raises(BadRows, match=r"checklists.toml has no checklist 'arbejde'"):
        read_checklists(contents, folder)


@pytest.mark.parametrize("heads", ["[liste", '[liste]\ntitle = "Uden resten"\n'])
def test_bad_heads_are_told_with_their_file(contents: Contents, folder: Path, heads: str) -> None:
    (folder / "checklists.toml").write_text(heads, "utf-8")

    with pytest.raises(BadRows, match=r"checklists.toml can't be used"):
        read_checklists(contents, folder)
