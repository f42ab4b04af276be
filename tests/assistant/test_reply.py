"""A language model that fails, in every way we know of: the answer is the extractive one."""

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant import Answer, Assistant, LanguageModel, Turn, phrase, to_json
from corpus import Library
from index import HybridIndex
from tests.model_server import RESPONSES, ModelServer, Reply, careless, opened, serving_model

QUESTION = "Hvem er tovholder?"

PROTOCOLS = [("openai", "mit"), ("openai", RESPONSES), ("ollama", "mit")]

PATHS = {
    "openai:mit": "/v1/chat/completions",
    f"openai:{RESPONSES}": "/v1/responses",
    "ollama:mit": "/api/chat",
}

BRIEF = 0.5
"""Seconds that a slow one has."""

ENGLISH = "General practice should act as the coordinator of care for people with chronic pain."
GERMAN = "Die Hausarztpraxis sollte die Versorgung von Menschen mit Schmerzen koordinieren."


def _stating(text: str) -> str:
    return json.dumps({"statements": [{"text": text, "citations": [1], "quote": ""}]})


FAILURES = [
    pytest.param(Reply(status=401), "refused", id="a wrong key"),
    pytest.param(Reply(status=403), "refused", id="no access"),
    pytest.param(Reply(status=429), "busy", id="too busy"),
    pytest.param(Reply(status=404), "invalid", id="an unknown model"),
    pytest.param(Reply(status=500), "server", id="a fault of its own"),
    pytest.param(Reply(status=503), "server", id="no room"),
    pytest.param(Reply(text=_stating(ENGLISH), finish=None), "cut", id="a stream cut off"),
    pytest.param(Reply(text="Almen praksis."), "invalid", id="no JSON"),
    pytest.param(Reply(text='{"statements": [{"text'), "invalid", id="half of JSON"),
    pytest.param(Reply(text='{"svar": "ja"}'), "invalid", id="JSON of another shape"),
    pytest.param(Reply(text='["ja"]'), "invalid", id="a list"),
    pytest.param(Reply(text='{"statements": []}'), "unsupported", id="no statements"),
    pytest.param(Reply(text=_stating(ENGLISH), finish="length"), "endless", id="too long"),
    pytest.param(
        Reply(text=_stating(ENGLISH), finish="content_filter"), "invalid", id="a filter's end"
    ),
    pytest.param(Reply(text="blah " * 200, piece=1000, endless=True), "endless", id="endless"),
    pytest.param(Reply(text=_stating(ENGLISH)), "unsupported", id="English"),
    pytest.param(Reply(text=_stating(GERMAN)), "unsupported", id="German"),
]


@pytest.fixture(scope="module")
def says() -> list[Reply]:
    """The reply of the server, alone in a list."""
    return []


@pytest.fixture(scope="module")
def running(says: list[Reply]) -> Iterator[ModelServer]:
    with serving_model(lambda _: says[0]) as server:
        yield server


@pytest.fixture(scope="module", params=PROTOCOLS, ids=" ".join)
def model(request: pytest.FixtureRequest, running: ModelServer) -> Iterator[LanguageModel]:
    provider, name = request.param
    with opened(provider, running, name=name) as model:
        yield model


@pytest.fixture(scope="module", params=["openai", "ollama"])
def hurried(request: pytest.FixtureRequest, running: ModelServer) -> Iterator[LanguageModel]:
    with opened(request.param, running, timeout=BRIEF) as model:
        yield model


@pytest.fixture
def plain(assistant: Assistant) -> Answer:
    """What is answered without a model."""
    return assistant.ask(QUESTION)


def _assert_falls_back(answer: Answer, plain: Answer, why: str) -> None:
    """`answer` is `plain` but for a notice that says why, and shows nothing of an error's text."""
    *before, told = answer.notices
    assert told.kind == "fallback"
    assert told.text == phrase("da", "fallback", why=why)
    assert replace(answer, notices=tuple(before), elapsed_ms=plain.elapsed_ms) == plain
    assert answer.mode == "extractive"
    assert answer.generation is None
    shown = json.dumps(to_json(answer), ensure_ascii=False)
    for secret in ("uddrag>", '\\"messages', "no: {", "hemmelig", "Error", "127.0.0.1"):
        assert secret not in shown


@pytest.mark.parametrize(("reply", "reason"), FAILURES)
def test_a_model_that_fails_is_asked_once_and_leaves_the_extracts(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    model: LanguageModel,
    plain: Answer,
    reply: Reply,
    reason: str,
) -> None:
    says[:] = [reply]

    answer = Assistant(library, index, model=model).ask(QUESTION)

    _assert_falls_back(answer, plain, phrase("da", f"failed_{reason}", wait="60"))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(finish=None), id="nothing at all"),
        pytest.param(Reply(text=_stating(ENGLISH), choices=False), id="nothing that was chosen"),
        pytest.param(Reply(text="<html><h1>Log på</h1></html>", page=True), id="an HTML page"),
    ],
)
def test_what_is_no_reply_at_all_leaves_the_extracts(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    model: LanguageModel,
    plain: Answer,
    reply: Reply,
) -> None:
    says[:] = [reply]

    answer = Assistant(library, index, model=model).ask(QUESTION)

    told = answer.notices[-1].text
    reason = next(one for one in ("cut", "invalid") if phrase("da", f"failed_{one}") in told)
    _assert_falls_back(answer, plain, phrase("da", f"failed_{reason}"))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(wait=1.5), id="nothing comes"),
        pytest.param(Reply(text=" ", between=0.1, endless=True), id="a piece now and then"),
    ],
)
def test_a_slow_model_has_its_time_and_no_more(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    hurried: LanguageModel,
    plain: Answer,
    reply: Reply,
) -> None:
    says[:] = [reply]
    assistant = Assistant(library, index, model=hurried)
    started = time.monotonic()

    answer = assistant.ask(QUESTION)

    assert BRIEF <= time.monotonic() - started < BRIEF + 1
    _assert_falls_back(answer, plain, phrase("da", "failed_timeout", seconds="0.5"))
    assert len(server.asked) == 1


def test_both_replies_of_a_follow_up_share_the_time(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    hurried: LanguageModel,
) -> None:
    says[:] = [Reply(text='{"question": "Hvem afgør det?"}', wait=0.35)]
    assistant = Assistant(library, index, model=hurried)
    history = [Turn(role="user", content="Hvem er tovholder for patienten?")]
    started = time.monotonic()

    answer = assistant.ask("Og hvem afgør det?", history)

    assert time.monotonic() - started < BRIEF + 1
    assert answer.notices[-1].text.startswith(phrase("da", "failed_timeout", seconds="0.5"))
    assert len(server.asked) == 2


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_server_that_is_not_there_leaves_the_extracts(
    library: Library, index: HybridIndex, plain: Answer, provider: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = ModelServer(address=f"http://127.0.0.1:{closed.getsockname()[1]}")

    with opened(provider, nobody) as model:
        answer = Assistant(library, index, model=model).ask(QUESTION)

    _assert_falls_back(answer, plain, phrase("da", "failed_unreachable"))


@pytest.mark.parametrize(("told", "wait"), [("7", "7"), ("Wed, 21 Oct 2026 07:28:00 GMT", "60")])
def test_a_busy_server_says_in_how_many_seconds_to_ask_again(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    plain: Answer,
    told: str,
    wait: str,
) -> None:
    says[:] = [Reply(status=429, headers={"retry-after": told})]

    with opened("openai", server) as model:  # Ollama's client keeps no headers
        answer = Assistant(library, index, model=model).ask(QUESTION)

    _assert_falls_back(answer, plain, phrase("da", "failed_busy", wait=wait))


@pytest.mark.parametrize("status", [302, 307])
def test_nothing_is_sent_where_a_server_points_on_to(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    model: LanguageModel,
    plain: Answer,
    status: int,
) -> None:
    path = PATHS[model.name]
    with serving_model(careless) as other:
        says[:] = [Reply(status=status, headers={"location": other.address + path})]

        answer = Assistant(library, index, model=model).ask(QUESTION)

    assert other.asked == []
    _assert_falls_back(answer, plain, phrase("da", "failed_redirect"))
    assert len(server.asked) == 1


def test_a_failure_is_told_in_the_language_of_the_question(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Reply],
    model: LanguageModel,
) -> None:
    says[:] = [Reply(status=500)]

    answer = Assistant(library, index, model=model).ask("Who is the coordinator of the care?")

    assert answer.language == "en"
    assert answer.notices[-1].text == phrase("en", "fallback", why=phrase("en", "failed_server"))
