"""The real app on a real server on loopback, for a real browser."""

import http.client
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SECONDS = 30
SERVE = (sys.executable, "-m", "smertevejviser", "serve", "--port", "0")


PROGRAM = """
from pathlib import Path
from views.serving.server import asgi_app, serve

app = asgi_app(Path({script!r}), pages=("/",))
serve(app, host="127.0.0.1", port=0, announce=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that has said where it answers."""

    address: str
    process: subprocess.Popen[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an address answered."""

    status: int
    headers: dict[str, str]
    """By their names in lower case."""
    text: str


@contextmanager
def served() -> Iterator[str]:
    """The address of the app, served from this checkout until the block ends."""
    build_index()
    with started(SERVE) as server:
        yield server.address


def build_index() -> None:
    """Build this checkout's index, if there is none that fits."""
    subprocess.run(
        [sys.executable, "-m", "smertevejviser", "index"], cwd=ROOT, check=True, capture_output=True
    )


def serving(script: Path) -> list[str]:
    """The command that serves a script of a test's own as the app is served."""
    return [sys.executable, "-c", PROGRAM.format(script=str(script))]


@contextmanager
def started(
    command: Sequence[str], *, log: Path | None = None, folder: Path = ROOT
) -> Iterator[Server]:
    """The server that `command` starts in `folder`; its standard error goes to `log`."""
    with (
        (log or Path(os.devnull)).open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        late = threading.Timer(SECONDS, process.kill)
        late.start()
        try:
            assert process.stdout is not None
            said = process.stdout.readline().split()
            late.cancel()
            if not said:
                raise RuntimeError(f"{command} did not start within {SECONDS} s; see {log}")
            yield Server(address=next(word for word in said if "://" in word), process=process)
        finally:
            late.cancel()
            process.terminate()


def get(address: str, path: str, method: str = "GET") -> Response:
    """What `path` answers, uncompressed."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)
    connection.request(method, path, headers={"Accept-Encoding": "identity"})
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return Response(status=response.status, headers=headers, text=text)
