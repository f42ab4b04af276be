"""A page that fails, on a real server."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Server, serving, started
from tests.sessions import drawn_at


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    script, log = tmp_path / "script.py", tmp_path / "log"
    script.write_text("raise ValueError('patient 010190-1234 ringede')\n")
    with started(serving(script), log=log) as server:
        yield server, log


def test_a_page_that_fails_says_so_and_only_the_log_says_how(failing: tuple[Server, Path]) -> None:
    server, log = failing

    drawn = drawn_at(server.address)

    logged = log.read_text()
    (incident,) = re.findall(r"incident ([0-9a-f]{6})\n", logged)
    assert drawn.says("Der skete en fejl, så siden ikke kan vises.")
    assert drawn.says(incident)
    assert not any(map(drawn.says, ("ValueError", "Traceback", "ringede", "0190-1234")))
    assert logged.count("Traceback") == 1
    assert "ValueError: patient [CPR fjernet] ringede" in logged
    assert "0190-1234" not in logged
