"""The app on a web server: its pages, their headers, and whether it is ready."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit import config

from assistant import FAULTS, told
from views.opened import opened
from views.pages import PATHS
from views.serving.faults import redact_logs, tell
from views.serving.headers import Guard, headers_for
from views.serving.shell import not_found, shell

SCRIPT = Path(__file__).parents[2] / "app.py"
LONGEST_MESSAGE = 1 << 20
"""Bytes that a browser may send at once: far more than the longest question."""

CLOSING_SECONDS = 3

_PINNED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",  # an exception's text could hold what somebody typed
    "logger.enableRich": False,  # prints exceptions past the log, and so past its redaction
}
"""Settings that no file or environment variable may change."""

_log = logging.getLogger(__name__)


def asgi_app(script: Path = SCRIPT, *, pages: Collection[str] = PATHS) -> st.App:
    """The app of `script` for any ASGI server; `pages` are the paths that have a page."""
    page = shell()
    headers, missing = headers_for(page), HTMLResponse(not_found(), status_code=404)

    async def draw(_: Request) -> Response:
        return HTMLResponse(page, headers={"cache-control": "no-cache"})

    app = st.App(
        script,
        routes=[Route("/klar", _ready), *(Route(path, draw) for path in pages)],
        middleware=[Middleware(Guard, headers=headers, pages=pages, missing=missing)],
        on_script_error=tell,
        lifespan=_opening,
    )
    config.get_config_options(force_reparse=True, options_from_flags=_PINNED)
    return app


def serve(app: st.App, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve `app` until it is stopped; `announce` gets its address once it answers.

    Raises:
        OSError: nothing can be served at `host` and `port`.
    """
    redact_logs()
    settings = uvicorn.Config(
        app,
        log_config=None,
        log_level=logging.WARNING,
        access_log=False,  # an address may end in a question
        server_header=False,
        ws_max_size=LONGEST_MESSAGE,
        timeout_graceful_shutdown=CLOSING_SECONDS,
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listening.getsockname()[1]}"
        _Server(settings, lambda: announce(address)).run([listening])


class _Server(uvicorn.Server):
    def __init__(self, settings: uvicorn.Config, answers: Callable[[], None]) -> None:
        super().__init__(settings)
        self._answers = answers

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._answers()


async def _ready(_: Request) -> Response:
    try:
        assistant = await run_in_threadpool(opened)
    except FAULTS as error:
        why = told(error).splitlines()[0]  # the rest names folders
        return JSONResponse({"ready": False, "why": why}, status_code=503)
    guideline = assistant.library.guideline.id
    return JSONResponse({"ready": True, "index": assistant.digest, "guideline": guideline})


@asynccontextmanager
async def _opening(_: st.App) -> AsyncIterator[None]:
    """Open the assistant while the server starts, so that the first visitor doesn't wait."""
    task = asyncio.create_task(run_in_threadpool(_open))
    yield
    await task


def _open() -> None:
    try:
        opened()
    except FAULTS as error:  # the pages and /klar say so too, and try again
        _log.warning("%s", told(error))
