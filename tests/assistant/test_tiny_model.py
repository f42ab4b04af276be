"""A real tokenizer and real generation behind a real server: all of the way, but for sense."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from langchain_core.messages import HumanMessage

from assistant import Answer, Assistant
from assistant.generative import SCHEMA
from assistant.model import LanguageModel, open_model
from assistant.reply import ModelFailed, Reply, stream_reply
from corpus import Library
from index import HybridIndex
from tests.tiny_model import make_model, serving

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("default")]

QUESTION = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"

FEW = 200
"""Tokens; babble has no end of its own, so that a reply is always as long as it may be."""

Opened = Callable[[float], LanguageModel]


@pytest.fixture(scope="module")
def opened(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Opens the model, that an answer may wait for so many seconds."""
    for needed in ("torch", "transformers", "accelerate", "fastapi"):
        pytest.importorskip(needed)
    home = tmp_path_factory.mktemp("tiny")
    folder = home / "model"
    make_model(folder, [one.text for one in library.passages])
    clients = []
    with serving(folder, home) as address:

        def open_it(timeout: float) -> LanguageModel:
            model = open_model(f"openai:{folder}", base_url=address, timeout=timeout)
            clients.append(getattr(model.chat, "http_client"))  # noqa: B009
            return model

        yield open_it
        for client in clients:
            client.close()


def test_the_same_is_generated_streamed_and_at_once(opened: Opened) -> None:
    model = _brief(opened(20))
    messages = [HumanMessage(QUESTION)]
    streamed: list[Reply] = []

    def stream() -> None:
        streamed.extend(stream_reply(model, messages, SCHEMA, deadline=time.monotonic() + 20))

    with pytest.raises(ModelFailed, match="endless"):
        stream()

    at_once = model.chat.invoke(messages)
    assert streamed[-1].text == at_once.text
    assert len(at_once.text) > FEW
    assert at_once.usage_metadata
    assert at_once.usage_metadata["output_tokens"] == FEW


def test_babble_is_never_shown(
    opened: Opened, library: Library, index: HybridIndex, assistant: Assistant
) -> None:
    extractive = assistant.ask(QUESTION)
    seen: list[Answer] = []

    answer = Assistant(library, index, model=_brief(opened(20))).ask(QUESTION, watch=seen.append)

    assert not seen
    assert (answer.statements, answer.text) == (extractive.statements, extractive.text)
    assert [one.text for one in answer.notices if one.kind == "fallback"] == [
        "Sprogmodellen blev ikke færdig. Svaret er anbefalingernes egne ord."
    ]


def test_generation_that_goes_on_is_not_waited_for(
    opened: Opened, library: Library, index: HybridIndex, assistant: Assistant
) -> None:
    extractive = assistant.ask(QUESTION)
    hurried = Assistant(library, index, model=opened(1))
    started = time.monotonic()

    answer = hurried.ask(QUESTION)

    assert time.monotonic() - started < 1 + 1
    assert (answer.statements, answer.text) == (extractive.statements, extractive.text)
    assert [one.text for one in answer.notices if one.kind == "fallback"] == [
        "Sprogmodellen svarede ikke inden for 1 sekunder. Svaret er anbefalingernes egne ord."
    ]


def _brief(model: LanguageModel) -> LanguageModel:
    return replace(model, chat=model.chat.model_copy(update={"max_tokens": FEW}))
