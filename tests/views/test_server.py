"""The server as it is met from outside."""

import asyncio
import json
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus

from corpus import Library
from index import DEFAULT_ROOT, Embedder, library_digest
from tests.browser import ROOT, SECONDS, SERVE, build_index, get, serving, started
from tests.sessions import drawn_at, open_session
from views.pages import PATHS


@pytest.mark.parametrize("path", PATHS)
def test_every_path_with_a_page_has_one(address: str, path: str) -> None:
    drawn = drawn_at(address, path.removeprefix("/"))

    messages = [ForwardMsg.FromString(one) for one in drawn.messages]
    assert not any(one.HasField("page_not_found") for one in messages)
    assert not drawn.says("Der skete en fejl")


def test_the_server_is_ready_with_the_index_that_it_names(
    address: str, library: Library, embedder: Embedder
) -> None:
    response = get(address, "/klar")

    assert response.status == 200
    assert json.loads(response.text) == {
        "ready": True,
        "index": library_digest(library, embedder),
        "guideline": "kroniske-smerter-2023",
    }


def test_a_server_without_an_index_says_so_until_there_is_one(tmp_path: Path) -> None:
    build_index()
    root = tmp_path / "index"
    with started([*SERVE, "--index-dir", str(root)]) as server:
        without = get(server.address, "/klar")
        alive = get(server.address, "/_stcore/health")
        shutil.copytree(DEFAULT_ROOT, root)
        then = get(server.address, "/klar")

    assert (without.status, alive.status, then.status) == (503, 200, 200)
    told = json.loads(without.text)
    assert told["ready"] is False
    assert told["why"].startswith("Der er intet indeks. Byg det: smertevejviser index")


def test_another_site_cannot_open_a_session(address: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        asyncio.run(_open_from("http://example.org", address))

    assert refused.value.response.status_code == 403


async def _open_from(origin: str, address: str) -> None:
    async with open_session(address, origin=origin):
        pass


def test_a_port_in_use_is_told_in_a_line(address: str) -> None:
    port = str(urlsplit(address).port)

    done = subprocess.run(
        [*SERVE[:-1], port], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
    )

    assert done.returncode == 2
    assert f"127.0.0.1, port {port}, kan ikke bruges" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_it_quietly_and_no_address_was_logged(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with started(SERVE, log=log) as server:
        get(server.address, "/?q=Anders+And+har+ondt")
        server.process.send_signal(signal.SIGINT)
        status = server.process.wait(SECONDS)

    assert status == 0
    assert log.read_text() == ""


def test_no_settings_file_turns_telemetry_on(tmp_path: Path) -> None:
    script, settings = tmp_path / "script.py", tmp_path / ".streamlit" / "config.toml"
    script.touch()
    settings.parent.mkdir()
    settings.write_text("[browser]\ngatherUsageStats = true\n")
    with started(serving(script)) as server:
        drawn = drawn_at(server.address)

    messages = [ForwardMsg.FromString(one) for one in drawn.messages]
    (config,) = [one.new_session.config for one in messages if one.HasField("new_session")]
    assert config.gather_usage_stats is False
