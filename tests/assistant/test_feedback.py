import csv
import io
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import Answer, Assistant, FeedbackStore, FeedbackUnwritable, told
from assistant.feedback import LONGEST_COMMENT, to_csv


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask("Hvornår kan jeg henvise til et tværfagligt smertecenter?")


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "var" / "feedback.sqlite3")


def _cli(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, "feedback", *arguments],
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_feedback_keeps_what_was_thought_of_which_answer(
    store: FeedbackStore, answer: Answer
) -> None:
    store.add(answer, helpful=False, comment="Jeg savnede telefonnummeret.")

    (kept,) = store.all()
    assert not kept.helpful
    assert kept.comment == "Jeg savnede telefonnummeret."
    assert kept.question == kept.asked_as == answer.question
    assert (kept.status, kept.sources, kept.index) == ("answered", ("7.2",), answer.index)
    age = datetime.now(UTC) - datetime.fromisoformat(kept.at)
    assert timedelta(0) <= age < timedelta(minutes=1)


def test_a_change_of_mind_replaces_what_was_thought_before(
    store: FeedbackStore, answer: Answer
) -> None:
    store.add(answer, helpful=True, key="tab-1/turn-0")
    store.add(answer, helpful=True, key="tab-2/turn-0")
    store.add(answer, helpful=False, comment="alligevel ikke", key="tab-1/turn-0")

    assert [(one.helpful, one.comment) for one in store.all()] == [
        (False, "alligevel ikke"),
        (True, ""),
    ]


def test_without_a_key_nothing_is_replaced(store: FeedbackStore, answer: Answer) -> None:
    store.add(answer, helpful=True)
    store.add(answer, helpful=False)

    assert [one.helpful for one in store.all()] == [False, True]  # the newest first


def test_no_cpr_number_is_stored(store: FeedbackStore, answer: Answer) -> None:
    padding = "x" * (LONGEST_COMMENT - 7)  # a cut before the redaction would leave six digits
    store.add(answer, helpful=True, comment=f"{padding} 140285-1234")

    assert store.all()[0].comment == f"{padding} [CPR f"
    assert b"140285" not in store.path.read_bytes()


def test_a_comment_is_cut_and_loses_what_does_not_show(
    store: FeedbackStore, answer: Answer
) -> None:
    store.add(answer, helpful=True, comment="\x1b[31mrød\x00\ud800" + "x" * 10_000)

    comment = store.all()[0].comment
    assert len(comment) == LONGEST_COMMENT
    assert comment.startswith("[31mrød ?xxx")


def test_many_can_write_at_once(store: FeedbackStore, answer: Answer) -> None:
    def add(n: int) -> None:
        FeedbackStore(store.path).add(answer, helpful=True, key=f"reader {n % 50}")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(add, range(200)))

    assert len(store.all()) == 50  # 200 thumbs of 50 readers


def _below_a_file(folder: Path) -> Path:
    (folder / "var").write_text("")
    return folder / "var" / "feedback.sqlite3"


def _a_folder(folder: Path) -> Path:
    return folder


def _no_database(folder: Path) -> Path:
    path = folder / "feedback.sqlite3"
    path.write_text("at;helpful;comment\n" * 100)
    return path


def _of_another_program(folder: Path) -> Path:
    path = folder / "feedback.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("create table feedback (stars integer)")
    connection.close()
    return path


@pytest.mark.parametrize("place", [_below_a_file, _a_folder, _no_database, _of_another_program])
def test_what_cannot_be_written_is_told_with_its_path_and_the_way_out(
    tmp_path: Path, answer: Answer, place: Callable[[Path], Path]
) -> None:
    path = place(tmp_path)

    with pytest.raises(FeedbackUnwritable, match="move away what is in the way") as raised:
        FeedbackStore(path).add(answer, helpful=True)

    assert str(path) in str(raised.value)
    assert told(raised.value).startswith("Tilbagemeldinger kan ikke gemmes eller læses.")


def test_the_command_lists_the_newest_first(
    store: FeedbackStore, answer: Answer, assistant: Assistant
) -> None:
    store.add(answer, helpful=True)
    refused = assistant.ask("Hvad koster Lyrica?")
    store.add(replace(refused, asked_as="Hvad koster medicinen?"), helpful=False, comment="Øv.")

    done = _cli("--store", str(store.path))

    newest, older = done.stdout.decode().split("\n\n")
    assert newest.splitlines()[0].endswith("UTC  hjalp ikke")
    assert newest.splitlines()[1:] == [
        "  Spørgsmål: Hvad koster Lyrica?",
        "  Forstået som: Hvad koster medicinen?",
        f"  Svar: off_topic (indeks {answer.index})",
        "  Kommentar: Øv.",
    ]
    assert older.splitlines()[0].endswith("UTC  hjalp")
    assert older.splitlines()[2] == f"  Svar: afsnit 7.2 (indeks {answer.index})"
    assert done.returncode == 0


def test_the_command_writes_csv_for_a_danish_spreadsheet(
    store: FeedbackStore, answer: Answer
) -> None:
    store.add(answer, helpful=True, comment='Præcis; "det" hjalp')

    written = _cli("--csv", "--store", str(store.path)).stdout

    assert written.startswith(b"\xef\xbb\xbfat;helpful;comment;")
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8-sig")), delimiter=";")
    assert row["comment"] == 'Præcis; "det" hjalp'
    assert (row["helpful"], row["sources"]) == ("1", "7.2")


def test_no_cell_of_the_csv_is_a_formula(store: FeedbackStore, answer: Answer) -> None:
    store.add(answer, helpful=True, comment="=HYPERLINK(1)")

    assert ";'=HYPERLINK(1);" in to_csv(store.all())


def test_the_command_says_so_when_there_is_nothing_yet(store: FeedbackStore) -> None:
    done = _cli("--store", str(store.path))

    assert done.stdout.decode().startswith("Der er endnu ingen tilbagemeldinger i ")
    assert done.returncode == 0
    assert not store.path.exists()


def test_the_command_tells_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    done = _cli("--store", str(_no_database(tmp_path)))

    assert done.returncode == 2
    assert done.stderr.decode().startswith("Tilbagemeldinger kan ikke gemmes eller læses.")
    assert b"Traceback" not in done.stderr


def test_help_helps() -> None:
    assert "de nyeste først" in _cli("--help").stdout.decode()
