"""What a browser is told it may do, and whether the pages still work then."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import get, serving, started


@pytest.mark.parametrize("path", ["/", "/laes", "/favicon.png", "/klar", "/ukendt", "/media/x"])
def test_every_response_tells_the_browser_what_it_may_do(address: str, path: str) -> None:
    headers = get(address, path).headers

    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' blob: 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "clipboard-write=(self)" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_the_only_script_in_the_page_is_the_one_that_the_policy_names(address: str) -> None:
    page = get(address, "/")

    (script,) = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert page.headers["content-security-policy"].count("sha256-") == 1
    assert f"'sha256-{digest}'" in page.headers["content-security-policy"]


def test_a_page_is_danish_before_its_script_has_run(address: str) -> None:
    page = get(address, "/laes")

    assert '<html lang="da">' in page.text
    assert "<title>Smertevejviser</title>" in page.text
    assert "<noscript><p>Smertevejviser virker kun" in page.text
    assert "service-desc" not in page.text
    assert page.headers["content-length"] == str(len(page.text.encode()))


def test_the_head_of_a_page_says_how_long_the_page_is(address: str) -> None:
    head = get(address, "/", "HEAD")

    assert (head.status, head.text) == (200, "")
    assert head.headers["content-length"] == get(address, "/").headers["content-length"]


@pytest.mark.parametrize(
    "path",
    [
        "/ukendt",
        "/index.html",
        "/static/js/ukendt.js",
        "/_stcore/metrics",
        "/_stcore/agent/mcp",
        "/_stcore/agent/openapi.json",
    ],
)
def test_what_is_not_there_is_404(address: str, path: str) -> None:
    response = get(address, path)

    assert response.status == 404
    assert "Siden findes ikke." in response.text
    assert '<html lang="da">' in response.text


MANY_THINGS = """
import pandas as pd, altair as alt, streamlit as st
st.download_button("Hent", "svar", file_name="svar.txt")
st.altair_chart(alt.Chart(pd.DataFrame({"a": [1, 2]})).mark_bar().encode(x="a:Q"))
own = st.components.v2.component("own", html="<p></p>", js='''export default function(c) {
    c.parentElement.querySelector("p").textContent = "tegnet af " + "eget script" }''')
own()
if asked := st.chat_input("Spørg"):
    st.html(f"<img src='http://192.0.2.1/leak.png'>svar på {asked}")
"""


@pytest.mark.browser
def test_pages_work_under_the_policy_and_nothing_is_fetched_from_elsewhere(
    page: Page, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(MANY_THINGS, encoding="utf-8")
    said: list[str] = []
    fetched: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfinished", lambda request: fetched.append(request.url))
    with started(serving(script)) as server:
        page.goto(server.address)
        with page.expect_download() as download:
            page.get_by_role("button", name="Hent").click()
        saved = Path(download.value.path()).read_text()
        page.get_by_text("tegnet af eget script").wait_for()
        page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill("noget")
        box.press("Enter")
        page.get_by_text("svar på noget").wait_for()

    assert saved == "svar"
    refused = [one for one in said if "Content Security Policy" in one]
    assert len(refused) == 1
    assert "192.0.2.1" in refused[0]
    assert all(one.startswith((server.address, "data:", "blob:")) for one in fetched)
