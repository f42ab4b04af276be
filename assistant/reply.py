"""What a language model replies: streamed, within a time, and only if it says that it ended."""

import contextvars
import json
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.runnables import Runnable, RunnableSequence

from assistant.model import LanguageModel

MOST_CHARACTERS = 20_000
"""Of a reply; more is babble."""

Reason = Literal[
    "unreachable", "timeout", "refused", "busy", "server", "redirect", "cut", "invalid", "endless",
    "unsupported",
]  # fmt: skip

_REASONS = ("finish_reason", "done_reason", "stop_reason", "stopReason", "status")
_ENDED = {"stop", "STOP", "end_turn", "tool_use", "tool_calls", "COMPLETE", "completed"}
_TOO_LONG = {"length", "max_tokens", "MAX_TOKENS", "max_output_tokens"}


class ModelFailed(Exception):
    """A language model gave no reply that can be used."""

    def __init__(self, reason: Reason, *, retry_after: str = "") -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.retry_after = retry_after
        """Seconds after which a busy server wants to be asked again, if it said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came, so far or in all."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(slots=True, kw_only=True)
class _Heard:
    """What has come so far. LangChain's sum of all chunks takes a time that grows as its square."""

    text: str = ""
    called: str = ""
    """A provider without structured replies gives them as the call of a tool."""
    reason: str = ""
    """Why the model ended, once it has."""
    input_tokens: int = 0
    output_tokens: int = 0

    def add(self, chunk: AIMessage) -> None:
        """A piece, or the whole reply of a model that isn't streamed."""
        self.text += str(chunk.text)
        if isinstance(chunk, AIMessageChunk):
            self.called += "".join(one["args"] or "" for one in chunk.tool_call_chunks)
        else:
            self.called += "".join(json.dumps(one["args"]) for one in chunk.tool_calls)
        told = chunk.response_metadata
        incomplete = (told.get("incomplete_details") or {}).get("reason")
        reasons = (incomplete, *(told.get(name) for name in _REASONS))
        self.reason = next(filter(None, reasons), self.reason)
        if usage := chunk.usage_metadata:
            self.input_tokens += usage["input_tokens"]
            self.output_tokens += usage["output_tokens"]

    def reply(self) -> Reply:
        return Reply(
            text=self.called or self.text,  # some say that they are about to call it
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
        )


def stream_reply(
    model: LanguageModel,
    messages: Sequence[BaseMessage],
    schema: dict[str, Any],
    *,
    deadline: float,
) -> Iterator[Reply]:
    """The reply so far, again and again; the last is whole, and the model said that it ended.

    `schema` is the JSON Schema of the reply, `deadline` a time of time.monotonic().

    Raises:
        ModelFailed: there is none in time, or it can't be used.
    """
    arrived: queue.SimpleQueue[AIMessage | Exception | None] = queue.SimpleQueue()
    given_up = threading.Event()
    chat = _structured(model, schema)
    # A client's own timeout is for each piece, and a server can send one piece a second for ever.
    threading.Thread(
        target=contextvars.copy_context().run,
        args=(_pump, chat, messages, arrived, given_up),
        name="model reply",
        daemon=True,
    ).start()
    heard = _Heard()
    try:
        while (chunk := _next(arrived, deadline)) is not None:
            heard.add(chunk)
            reply = heard.reply()
            if len(reply.text) > MOST_CHARACTERS:
                raise ModelFailed("endless")
            yield reply
    finally:
        given_up.set()
    _check_end(heard.reason)


def _structured(model: LanguageModel, schema: dict[str, Any]) -> Runnable[Any, Any]:
    """The model, told to reply by `schema`, and without LangChain's parser, which would wait."""
    strict = {"strict": True} if "openai" in model.name.partition(":")[0] else {}
    try:
        structured = model.chat.with_structured_output(schema, **strict)
    except Exception as error:  # each provider's package has its own for what it can't do
        raise ModelFailed("invalid") from error
    return structured.first if isinstance(structured, RunnableSequence) else structured


def _pump(
    chat: Runnable[Any, Any],
    messages: Sequence[BaseMessage],
    arrived: "queue.SimpleQueue[AIMessage | Exception | None]",
    given_up: threading.Event,
) -> None:
    try:
        for chunk in chat.stream(list(messages)):
            if given_up.is_set():
                return
            arrived.put(chunk)
        arrived.put(None)
    except Exception as error:  # every provider's client raises its own, and some plain IndexError
        arrived.put(error)


def _next(
    arrived: "queue.SimpleQueue[AIMessage | Exception | None]", deadline: float
) -> AIMessage | None:
    left = deadline - time.monotonic()
    try:
        if left <= 0:  # a get that may not wait would still give what has piled up
            raise queue.Empty
        chunk = arrived.get(timeout=left)
    except queue.Empty:
        raise ModelFailed("timeout") from None
    if isinstance(chunk, Exception):
        raise _failure(chunk) from chunk
    return chunk


def _check_end(reason: str) -> None:
    """A stream that was cut off ends like any other, but for the reason that it doesn't give."""
    if reason in _TOO_LONG:
        raise ModelFailed("endless")
    if reason not in _ENDED:
        raise ModelFailed("invalid" if reason else "cut")


def _failure(error: Exception) -> ModelFailed:
    """Why it failed; the error's own words could hold a key or what was asked, and stay here."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        response = getattr(error, "response", None)
        wait = response.headers.get("retry-after", "") if response is not None else ""
        return ModelFailed(_of_status(status), retry_after=wait if wait.isdigit() else "")
    names = " ".join(one.__name__ for one in type(error).__mro__)  # they share no base class
    if "Timeout" in names:
        return ModelFailed("timeout")
    if "LengthFinishReason" in names:
        return ModelFailed("endless")
    return ModelFailed("unreachable" if "Connect" in names else "invalid")


def _of_status(status: int) -> Reason:
    if status in (401, 403):
        return "refused"
    if status == 429:
        return "busy"
    if 300 <= status < 400:
        return "redirect"
    return "server" if status >= 500 else "invalid"
