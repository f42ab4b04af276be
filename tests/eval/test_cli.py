import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import Contents
from eval.cases import explain_cases, read_cases


def _check(tmp_path: Path, contents: Contents, **change: object) -> list[str]:
    case = json.loads(read_cases()[0].model_dump_json()) | change
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(case) + "\n")
    return list(explain_cases(path, contents))


def test_a_right_case_has_no_fault(tmp_path: Path, contents: Contents) -> None:
    assert _check(tmp_path, contents) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"persona": "patient"}, "Linje 1: persona: har en værdi, der ikke kan bruges; mulige"),
        ({"farve": "blå"}, "Linje 1: farve: feltet kendes ikke"),
        (
            {"evidence": [{"section": "99", "quote": "x", "group": 1}]},
            "der er intet afsnit '99'. Se dem: smertevejviser sources",
        ),
        (
            {"evidence": [{"section": "7.2", "quote": "Mennesker med", "group": 1}]},
            'står ikke ordret i 7.2. Kopiér det fra: smertevejviser sources "7.2"',
        ),
        ({"facts": [["noget andet"]]}, "ingen af ['noget andet'] står i citaterne"),
        ({"evidence": [], "facts": []}, "der ventes et svar, men intet citat siger hvilket"),
    ],
)
def test_each_fault_is_told_in_plain_danish(
    tmp_path: Path, contents: Contents, change: dict[str, object], told: str
) -> None:
    assert any(told in fault for fault in _check(tmp_path, contents, **change))


def test_a_line_that_is_no_json_is_told_with_its_place(tmp_path: Path, contents: Contents) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id": "a"\n')

    (fault,) = explain_cases(path, contents)

    assert fault.startswith("Linje 1: ikke gyldig JSON ved tegn")


def test_the_command_checks_a_file_and_says_so_in_its_status(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(read_cases()[0].model_dump_json() + "\n{}\n")

    done = subprocess.run(
        [sys.executable, "-m", "smertevejviser", "cases", "check", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Linje 2: id: feltet mangler." in done.stdout
    assert "Traceback" not in done.stderr


def test_an_unknown_retriever_is_a_usage_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "smertevejviser", "eval", "--retriever", "magic"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
