import shutil
from pathlib import Path

import pytest

from corpus import DEFAULT_GUIDELINE, BadGuideline, read_guideline, split_sections


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "guideline"
    shutil.copytree(DEFAULT_GUIDELINE, copy)
    return copy


def _with_source(folder: Path, text: str) -> None:
    """Make `text` the source, with its right SHA-256."""
    import hashlib

    data = text.encode()
    about = folder / "guideline.toml"
    old = read_guideline(folder).sha256
    (folder / "source.txt").write_bytes(data)
    about.write_text(about.read_text().replace(old, hashlib.sha256(data).hexdigest()))


def test_reads_the_real_guideline() -> None:
    guideline = read_guideline()

    assert guideline.id == "kroniske-smerter-2023"
    assert guideline.publisher == "Sundhedsstyrelsen"
    assert guideline.source.startswith(" 1. Introduktion")


@pytest.mark.parametrize("name", ["source.txt", "guideline.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(BadGuideline, match=rf"{name} can't be read .* restore the file"):
        read_guideline(folder)


@pytest.mark.parametrize("name", ["source.txt", "guideline.toml"])
def test_an_empty_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b" \n")

    with pytest.raises(BadGuideline, match=f"{name} is empty"):
        read_guideline(folder)


def test_a_source_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "source.txt").write_bytes("Smerter på 3 måneder".encode("latin-1"))

    with pytest.raises(BadGuideline, match=r"source.txt is not UTF-8 \(byte 9\)"):
        read_guideline(folder)


def test_an_altered_source_is_refused(folder: Path) -> None:
    path = folder / "source.txt"
    path.write_bytes(path.read_bytes().replace("bør".encode(), b"skal", 1))

    with pytest.raises(BadGuideline, match="source.txt was altered: its SHA-256 is"):
        read_guideline(folder)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('publisher = "Sundhedsstyrelsen"\n', "", "publisher: Field required"),
        ("year = 2023", 'year = 2023\ncolour = "blue"', "colour: Extra inputs"),
        ("first = 5", "first = 0", r"pages.first: .* greater than"),
        ("year = 2023", "year = ", "is not TOML"),
    ],
)
def test_a_wrong_key_is_named(folder: Path, old: str, new: str, key: str) -> None:
    about = folder / "guideline.toml"
    text = about.read_text()
    assert old in text
    about.write_text(text.replace(old, new))

    with pytest.raises(BadGuideline, match=f"guideline.toml.*{key}"):
        read_guideline(folder)


def test_a_text_without_headings_is_refused(folder: Path) -> None:
    _with_source(folder, "Kun tekst.\n\nUden overskrifter.\n")

    with pytest.raises(BadGuideline, match="no numbered headings were found in source.txt"):
        split_sections(read_guideline(folder))


def test_a_page_number_that_contradicts_the_count_is_refused(folder: Path) -> None:
    source = read_guideline(folder).source
    _with_source(folder, source.replace("Side 30/86", "Side 31/86"))

    with pytest.raises(BadGuideline, match="prints page number 31 where page 30 was counted"):
        split_sections(read_guideline(folder))
