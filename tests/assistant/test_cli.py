import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from assistant import contract_schema
from corpus import Library
from index import Embedder, build_index
from tests.model_server import careless, serving_model

QUESTION = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"


@pytest.fixture(scope="module")
def index_dir(
    library: Library, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    root = tmp_path_factory.mktemp("cli")
    build_index(library, embedder, root)
    return root


def run(
    *arguments: str | bytes, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd,
    )


def test_ask_prints_the_answer_and_its_numbered_sources(index_dir: Path) -> None:
    done = run("ask", QUESTION, "--index-dir", str(index_dir))

    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert lines[0].startswith("Mennekser med komplekse kroniske smerter kan henvises")
    assert lines[4].endswith("en multidisciplinær indsats. [1]")
    assert any(
        line.startswith("[1] afsnit 7.2 Henvisning til")
        and line.endswith("side 43; står også i Bilag 4, Anbefaling 3")
        for line in lines
    )
    assert b"\x1b" not in done.stdout  # plain when piped


def test_with_a_model_it_says_where_text_is_sent_and_who_worded_the_answer(
    index_dir: Path,
) -> None:
    with serving_model(careless) as server:
        address = f"{server.address}/v1"
        model = ("--llm", "openai:mit", "--llm-base-url", address)
        done = run("ask", "Hvem er tovholder?", *model, "--index-dir", str(index_dir))

    assert done.stderr.decode() == f"Spørgsmål og uddrag sendes til openai:mit på {address}.\n"
    assert "Formuleret af sprogmodellen openai:mit" in done.stdout.decode()


def test_an_answer_leads_on_to_the_commands_with_tasks_and_checklist(index_dir: Path) -> None:
    done = run("ask", "Hvem skal lave aftrapningsplanen?", "--index-dir", str(index_dir))

    *_, tasks, checklist = done.stdout.decode().splitlines()
    command = "smertevejviser responsibilities --actor kirurg --stage 'efter operation'"
    assert tasks == f"Alle opgaver: {command}"
    assert "smertevejviser checklist efter-operation-og-aftrapning (" in checklist


def test_ask_json_keeps_the_contract(index_dir: Path) -> None:
    done = run("ask", QUESTION, "--json", "--index-dir", str(index_dir))

    answer = json.loads(done.stdout)
    jsonschema.validate(answer, contract_schema())
    assert answer["sources"][0]["page"] == 43


def test_ask_reads_standard_input(index_dir: Path) -> None:
    done = run("ask", "--index-dir", str(index_dir), stdin=b"Hvem er tovholder?")

    assert "tovholder" in done.stdout.decode()


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "Skriv et spørgsmål."),
        ("x " * 5_000, "Spørgsmålet er for langt"),
        ("😀", "Spørgsmålet har ingen ord"),
        (b"\xff\xfe\x01", "Sp\u00f8rgsm\u00e5let har ingen ord"),
        ("\x07\x1b[31m", "ingen ord"),
    ],
)
def test_what_cannot_be_asked_is_told_why_with_status_2(
    index_dir: Path, question: str | bytes, reason: str
) -> None:
    done = run("ask", "--index-dir", str(index_dir), "--", question)

    assert done.returncode == 2
    assert reason in done.stdout.decode()
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout


def test_without_an_index_ask_says_how_to_build_one(tmp_path: Path) -> None:
    done = run("ask", QUESTION, "--index-dir", str(tmp_path))

    assert done.returncode == 2
    assert "Der er intet indeks. Byg det: smertevejviser index" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_batch_answers_every_line_in_order_and_names_the_bad_ones(
    index_dir: Path, tmp_path: Path
) -> None:
    lines = [
        '{"id": "a", "question": "Hvem er tovholder?"}',
        "{not json",
        '{"id": 7, "question": "", "history": []}',
        '{"id": "c", "question": "og hvad gør de?", '
        '"history": [{"role": "user", "content": "Hvem er tovholder?"}]}',
        '{"id": "d", "spørgsmål": "x"}',
        '{"id": "140285-1234", "question": "Hvem er tovholder?", "140285-1234": 1}',
        '{"id": ' + "9" * 5_000 + ', "question": "x"}',
        '{"id": "e", "question": "hvad"}',
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines) + "\n")

    done = run("batch", str(path), "--index-dir", str(index_dir))

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    schema = contract_schema()
    schema["properties"]["id"] = {}
    for answer in answers:
        jsonschema.validate(answer, schema)
    assert [answer["id"] for answer in answers] == [
        "a", None, 7, "c", "d", "[CPR fjernet]", None, "e",
    ]  # fmt: skip
    assert [answer["status"] for answer in answers] == [
        "answered", "invalid", "invalid", "answered", "invalid", "invalid", "invalid", "off_topic",
    ]  # fmt: skip
    assert answers[1]["text"] == "Linje 2 kan ikke læses: den er ikke gyldig JSON"
    assert answers[4]["text"] == (
        "Linje 5 kan ikke læses: question mangler; spørgsmål er et ukendt felt"
    )
    assert b"140285" not in done.stdout + done.stderr
    assert done.returncode == 2
    assert "Linje 2" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=lambda name: str(name)
)
def test_batch_reads_what_windows_writes(index_dir: Path, encoding: str) -> None:
    line = '{"id": 1, "question": "Hvad bør almen praksis gøre først?"}\n'

    done = run("batch", "-", "--index-dir", str(index_dir), stdin=line.encode(encoding))

    assert json.loads(done.stdout)["question"] == "Hvad bør almen praksis gøre først?"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["questions.jsonl", "-o", "no/such/folder/out.jsonl"], "kan ikke skrives"),
        (["questions.jsonl", "-o", "questions.jsonl"], "oven i spørgsmålene"),
        (["empty.jsonl"], "Der er ingen spørgsmål i"),
        (["."], "kan ikke læses"),
    ],
)
def test_batch_refuses_what_cannot_be_done(
    index_dir: Path, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    question = '{"id": 1, "question": "Hvem er tovholder?"}\n'
    (tmp_path / "questions.jsonl").write_text(question)
    (tmp_path / "empty.jsonl").write_text("\n")

    done = run("batch", "--index-dir", str(index_dir), *arguments, cwd=tmp_path)

    assert done.returncode == 2
    assert reason in " ".join(done.stderr.decode().split())
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "questions.jsonl").read_text() == question


def test_batch_names_a_file_that_is_not_there(index_dir: Path) -> None:
    done = run("batch", "/no/such/file.jsonl", "--index-dir", str(index_dir))

    assert done.returncode == 2
    assert "kan ikke læses" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_batch_writes_to_a_file(index_dir: Path, tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"

    done = run(
        "batch", "-", "-o", str(output), "--index-dir", str(index_dir),
        stdin=b'{"id": 1, "question": "Hvem er tovholder?"}\n',
    )  # fmt: skip

    assert done.returncode == 0
    assert json.loads(output.read_text())["id"] == 1
    assert done.stdout == b""


def test_chat_keeps_the_conversation(index_dir: Path) -> None:
    done = run(
        "chat", "--index-dir", str(index_dir),
        stdin="Hvem er tovholder?\nog hvornår?\n/ny\nog hvornår?\n\n".encode(),
    )  # fmt: skip

    shown = done.stdout.decode()
    assert done.returncode == 0
    assert shown.count("Forstået som: Hvem er tovholder – og hvornår?") == 1


def test_index_builds_once_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    first = run("index", "--index-dir", str(tmp_path))
    second = run("index", "--index-dir", str(tmp_path))

    assert "er bygget: 349 passager" in first.stdout.decode()
    assert "er klar" in second.stdout.decode()


def test_sources_lists_sections_and_shows_one() -> None:
    listed = run("sources").stdout.decode()
    shown = run("sources", "9.2").stdout.decode()
    unknown = run("sources", "99")

    assert "afsnit 7.2: Henvisning til et tværfaglige smertecenter eller -klinik, side 43" in listed
    assert "• Tids- og milepælsplan" in shown
    assert unknown.returncode == 2
    assert "Der er intet afsnit '99'" in unknown.stderr.decode()


@pytest.mark.parametrize("command", ["ask", "chat", "batch", "index", "sources"])
def test_help_helps(command: str) -> None:
    done = run(command, "--help")

    assert done.returncode == 0
    assert len(done.stdout) > 100


def test_an_unknown_command_is_a_usage_error() -> None:
    done = run("bogus")

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
