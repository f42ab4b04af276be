"""The curated pages' command line, as a program of its own."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpus import Library

ROOT = Path(__file__).parents[2]


def _run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "smertevejviser.py"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_tasks_are_chosen_and_shown_with_their_sentences(library: Library) -> None:
    done = _run("responsibilities", "--actor", "kommune", "--modality", "skal")

    assert done.returncode == 0
    assert "• kommune skal tilbyde genoptræning" in done.stdout
    assert "sundhedsloven § 140; afsnit 8.2.2, side 53" in done.stdout
    assert "»I følge sundhedslovens § 140 skal kommunen tilbyde genoptræning" in done.stdout
    assert "almen praksis bør" not in done.stdout


def test_the_same_tasks_as_csv(library: Library) -> None:
    done = _run("responsibilities", "--law", "sundhedsloven § 140", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")), delimiter=";"))

    assert len(rows) == sum("sundhedsloven § 140" in row.law for row in library.responsibilities)
    assert {row["Lov"] for row in rows} == {"sundhedsloven § 140"}


def test_an_unknown_law_is_told_with_those_that_there_are() -> None:
    done = _run("responsibilities", "--law", "straffeloven")

    assert done.returncode == 2
    assert "sundhedsloven § 119" in done.stderr


def test_nothing_found_is_said() -> None:
    done = _run("responsibilities", "--search", "vaskemaskine")

    assert done.stdout.startswith("Ingen opgaver passer")


def test_a_checklist_is_ready_to_be_copied() -> None:
    done = _run("checklist", "henvisning-smertecenter")

    assert "[ ] monofaglig terapi har ikke haft effekt og (afsnit 7.2, side 43)" in done.stdout
    assert "Kilde: Sundhedsstyrelsen: Anbefalinger for" in done.stdout


def test_without_a_name_every_checklist_is_listed(library: Library) -> None:
    done = _run("checklist")

    assert len(done.stdout.splitlines()) == len(library.checklists)
    assert _run("checklist", "findes-ikke").returncode == 2


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("anki", "kursus-kroniske-smerter.apkg", b"PK"),
        ("gift", "kursus-kroniske-smerter.gift.txt", b"$CATEGORY: Smertevejviser/"),
        ("pdf", "kursus-kroniske-smerter.pdf", b"%PDF-"),
        ("docx", "kursus-kroniske-smerter.docx", b"PK"),
    ],
)
def test_a_course_is_exported_in_each_format(
    tmp_path: Path, kind: str, name: str, begins: bytes
) -> None:
    done = _run("course", "export", "--format", kind, folder=tmp_path)

    assert done.stdout.startswith(f"{name}: ")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_course_is_narrowed_and_printed_with_its_answers(tmp_path: Path) -> None:
    path = tmp_path / "opgaver.pdf"
    options = ["--format", "pdf", "--topic", "arbejde", "--audience", "kommune", "--answers"]
    done = _run("course", "export", *options, "--output", str(path))
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)

    assert done.returncode == 0
    assert "Svar og kilder" in text
    assert len(PdfReader(path).pages) < 12


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = _run("course", "export", "--format", "gift", "-o", str(tmp_path / "ingen" / "fil.txt"))

    assert done.returncode == 2
    assert "kan ikke skrives" in done.stderr


@pytest.mark.parametrize("command", [["responsibilities"], ["checklist"], ["course", "export"]])
def test_help_helps(command: list[str]) -> None:
    done = _run(*command, "--help")

    assert done.returncode == 0
    assert "Usage" in done.stdout
