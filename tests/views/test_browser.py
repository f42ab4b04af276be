"""The chat page in a real headless Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SECONDS = 30

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real server on loopback, ended by its id."""
    subprocess.run([sys.executable, "-m", "assistant", "index"], cwd=ROOT, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LANGSMITH_TRACING": "true"},
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)


def _wait_for(url: str) -> None:
    for _ in range(SECONDS * 10):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(url)


def test_ask_open_a_citation_and_see_the_quote_marked(address: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    foreign: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
            ],
        )
        page = browser.new_page(locale="da-DK")
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else foreign.append(request.url)
            ),
        )
        page.goto(address)
        box = page.get_by_test_id("stChatInputTextArea")
        box.wait_for(timeout=SECONDS * 1000)
        box.fill("Hvornår kan jeg henvise til et tværfagligt smertecenter?")
        box.press("Enter")
        source = page.get_by_text("[1] afsnit 7.2").first
        source.wait_for(timeout=SECONDS * 1000)
        source.click()
        mark = page.locator("mark").first
        mark.wait_for(timeout=SECONDS * 1000)
        marked = mark.inner_text()
        box.fill("<img src=x onerror=window.pwned=1> Hvem er tovholder?")
        box.press("Enter")
        hostile = page.get_by_test_id("stChatMessage").nth(2)
        hostile.get_by_text("onerror").wait_for(timeout=SECONDS * 1000)
        page.get_by_text("Kilder").or_(page.get_by_text("tovholder")).first.wait_for()
        shown = hostile.inner_text()
        pwned = page.evaluate("window.pwned")
        kept = page.get_by_text("[1] afsnit 7.2").count()
        browser.close()

    assert marked.startswith("Mennekser med komplekse kroniske smerter")
    assert marked.rstrip().endswith("multidisciplinær indsats.")
    assert "<img src=x onerror=window.pwned=1> Hvem er tovholder?" in shown
    assert pwned is None
    assert kept == 1  # the earlier turn keeps its source
    assert foreign == []
