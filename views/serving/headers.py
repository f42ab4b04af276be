"""What a browser may do with what is served, and what is not served at all."""

import base64
import hashlib
import re
from collections.abc import Collection, Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/auth/", "/oauth2callback")
"""What Streamlit serves and nobody here asks for."""

DOWNLOADS = "/media/"


def headers_for(shell: str) -> dict[str, str]:
    """The headers of every response; the scripts in `shell` are the only ones allowed inline."""
    policy = {
        "default-src": "'none'",
        # Streamlit loads the script of a component that brings its own from a blob.
        "script-src": " ".join(["'self'", "blob:", *map(_hash, _SCRIPT.findall(shell))]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "clipboard-read=(), clipboard-write=(self)",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


class Guard:
    """Gives every response its headers, and `missing` for what is closed or has no page.

    Streamlit answers any address that it doesn't know with its index page and status 200.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        headers: Mapping[str, str],
        pages: Collection[str],
        missing: ASGIApp,
    ) -> None:
        self._app = app
        self._headers = headers
        self._pages = pages
        self._missing = missing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        missing = path.startswith(CLOSED)
        pageless = path not in self._pages and not path.startswith(DOWNLOADS)

        async def send_headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        async def send_unless_missing(message: Message) -> None:
            nonlocal missing
            if message["type"] == "http.response.start" and pageless:
                kind = MutableHeaders(scope=message).get("content-type", "")
                missing = kind.startswith("text/html")
            if not missing:
                await send_headed(message)

        if not missing:
            await self._app(scope, receive, send_unless_missing)
        if missing:
            await self._missing(scope, receive, send_headed)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
