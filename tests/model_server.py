"""A language model on loopback that speaks OpenAI's two protocols and Ollama's.

It says what it is told.

`python -m tests.model_server` serves one that answers with sentences of the passages it is given,
some of them changed as a model might change them: for seeing what the checks find.
"""

import asyncio
import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from assistant import LanguageModel, open_model
from corpus import split_sentences, stems

TOKENS_IN, TOKENS_OUT = 321, 45
"""What it says that every reply has cost."""

CALLS = "Her er svaret."
"""What it says before it replies by the call of a tool, if it is given one."""

RESPONSES = "gpt-5.6-sol"
"""A model's name for which LangChain speaks OpenAI's newer protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is sent back, and what is wrong with it."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    """Seconds before anything is sent."""
    between: float = 0.0
    """Seconds between two pieces."""
    finish: str | None = "stop"
    """Why it ended; None cuts the stream off without saying so."""
    piece: int = 12
    """Characters that are sent at a time."""
    endless: bool = False
    """The text again and again."""
    choices: bool = True
    """Without: OpenAI's list of choices or output is empty, Ollama's message is missing."""
    page: bool = False
    """The text is sent as an HTML page, as something in between might."""


@dataclass(slots=True, kw_only=True)
class ModelServer:
    """A server that runs, and what it was asked."""

    address: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    """The requests' bodies, oldest first."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """And their headers."""

    def base_url(self, provider: str) -> str:
        """What its address is called for `provider`: openai, azure_openai or ollama."""
        return f"{self.address}/v1" if provider == "openai" else self.address


@contextmanager
def serving_model(reply: Callable[[dict[str, Any]], Reply]) -> Iterator[ModelServer]:
    """A server on a free port, until the block ends, that answers each request by `reply`."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = ModelServer(address=f"http://127.0.0.1:{listening.getsockname()[1]}")
        app = model_app(reply, served.asked, served.headers)
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, log_level="critical", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield served
        server.should_exit = True
        thread.join(10)


@contextmanager
def opened(
    provider: str, server: ModelServer, *, name: str = "mit", timeout: float = 10.0
) -> Iterator[LanguageModel]:
    """A model on `server` that closes its connections, or the garbage collector complains."""
    model = open_model(
        f"{provider}:{name}", base_url=server.base_url(provider), key="hemmelig", timeout=timeout
    )
    try:
        yield model
    finally:
        close(model)


def close(model: LanguageModel) -> None:
    """Close the connections of `model`, in either protocol."""
    client = getattr(model.chat, "root_client", None) or getattr(model.chat, "_client", None)
    assert client
    client.close()


def model_app(
    reply: Callable[[dict[str, Any]], Reply],
    asked: list[dict[str, Any]],
    headers: list[dict[str, str]],
) -> Starlette:
    """All protocols; what is asked is put into `asked` and `headers`."""

    def answered(speak: Callable[[Reply, dict[str, Any]], Response]) -> Callable[..., Any]:
        async def answer(request: Request) -> Response:
            body = await request.json()
            asked.append(body)
            headers.append(dict(request.headers))
            said = reply(body)
            await asyncio.sleep(said.wait)
            if said.status != 200:
                error = {"error": {"message": f"no: {json.dumps(body)}", "code": said.status}}
                return JSONResponse(error, status_code=said.status, headers=said.headers)
            return HTMLResponse(said.text) if said.page else speak(said, body)

        return answer

    return Starlette(
        routes=[
            Route("/v1/chat/completions", answered(_openai), methods=["POST"]),
            Route(
                "/openai/deployments/{name}/chat/completions", answered(_openai), methods=["POST"]
            ),
            Route("/v1/responses", answered(_responses), methods=["POST"]),
            Route("/api/chat", answered(_ollama), methods=["POST"]),
        ]
    )


def prompt_of(body: dict[str, Any]) -> str:
    """What the model was asked, in any protocol: the last message."""
    return str((body.get("messages") or body["input"])[-1]["content"])


def passages_of(prompt: str) -> list[str]:
    """The numbered passages of `prompt`, the first first."""
    inside = prompt.split("<uddrag>")[1].split("</uddrag>")[0]
    return [one.strip() for one in re.split(r"(?:^|\n)\[\d+\] ", inside)[1:]]


def question_of(prompt: str) -> str:
    """The question of `prompt`."""
    return prompt.split("<spørgsmål>")[1].split("</spørgsmål>")[0].strip()


CHANGES = (
    (r"\bbør\b", "skal"),
    (r"\bkan\b", "kan ikke"),
    (r"\bskal\b", "kan"),
    (r"\b3\b", "6"),
    (r"almen praksis", "jobcenteret"),
    (r"\.$", ", hvilket nedsætter sygefraværet markant."),
)
"""What a careless model makes of a sentence."""


def careless(body: dict[str, Any]) -> Reply:
    """Three sentences that share words with the question; the second is changed."""
    prompt = prompt_of(body)
    if not passages_of(prompt):  # asked to put a follow-up into words that stand alone
        return Reply(text=json.dumps({"question": question_of(prompt)}))
    asked = stems(question_of(prompt))
    found = sorted(
        (-len(asked & stems(span.text)), n, span.start, span.text)
        for n, passage in enumerate(passages_of(prompt), start=1)
        for span in split_sentences(passage)
        if not span.item and len(span.text.split()) > 5
    )[:3]
    statements = [{"text": text, "citations": [n], "quote": ""} for _, n, _, text in found]
    for pattern, change in CHANGES:
        if len(statements) > 1 and re.search(pattern, str(statements[1]["text"])):
            text = re.sub(pattern, change, str(statements[1]["text"]), count=1)
            statements[1] = {**statements[1], "text": text}
            break
    return Reply(text=json.dumps({"statements": statements}, ensure_ascii=False))


async def _pieces(said: Reply) -> AsyncIterator[str]:
    while True:
        for at in range(0, len(said.text), said.piece):
            await asyncio.sleep(said.between)
            yield said.text[at : at + said.piece]
        if not said.endless:
            return


def _openai(said: Reply, body: dict[str, Any]) -> Response:
    common = {"id": "chatcmpl-1", "created": 0, "model": body["model"]}
    usage = {
        "prompt_tokens": TOKENS_IN,
        "completion_tokens": TOKENS_OUT,
        "total_tokens": TOKENS_IN + TOKENS_OUT,
    }
    if not body.get("stream"):
        message = {"role": "assistant", "content": said.text}
        choices = [{"index": 0, "message": message, "finish_reason": said.finish}]
        return JSONResponse(
            {
                **common,
                "object": "chat.completion",
                "choices": choices if said.choices else [],
                "usage": usage,
            }
        )
    common["object"] = "chat.completion.chunk"

    def event(delta: dict[str, Any], finish: str | None = None) -> str:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}] if said.choices else []
        return f"data: {json.dumps({**common, 'choices': choices})}\n\n"

    async def events() -> AsyncIterator[str]:
        yield event({"role": "assistant", "content": CALLS if body.get("tools") else ""})
        async for piece in _pieces(said):
            call = {
                "index": 0,
                "type": "function",
                "function": {"name": "svar", "arguments": piece},
            }
            yield event({"tool_calls": [call]} if body.get("tools") else {"content": piece})
        if said.finish is None:
            return
        yield event({}, said.finish)
        if body.get("stream_options", {}).get("include_usage"):
            yield f"data: {json.dumps({**common, 'choices': [], 'usage': usage})}\n\n"
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


def _responses(said: Reply, body: dict[str, Any]) -> Response:
    """What OpenAI's newest models speak; it has a status where the other has a finish reason."""
    response = {"id": "resp_1", "object": "response", "created_at": 0, "model": body["model"]}
    message = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed"}
    text = {"type": "output_text", "text": said.text, "annotations": []}
    usage = {
        "input_tokens": TOKENS_IN,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": TOKENS_OUT,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": TOKENS_IN + TOKENS_OUT,
    }
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    sent = 0

    def event(kind: str, **more: Any) -> str:
        nonlocal sent
        sent += 1
        told = {"type": f"response.{kind}", "sequence_number": sent, **more}
        return f"event: response.{kind}\ndata: {json.dumps(told)}\n\n"

    async def events() -> AsyncIterator[str]:
        yield event("created", response={**response, "status": "in_progress", "output": []})
        yield event("output_item.added", output_index=0, item={**message, "content": []})
        async for piece in _pieces(said):
            if said.choices:
                yield event("output_text.delta", **place, delta=piece, logprobs=[])
        if said.finish is None:
            return
        ended = "completed" if said.finish == "stop" else "incomplete"
        why = {"reason": "max_output_tokens" if said.finish == "length" else said.finish}
        whole = {
            "status": ended,
            "incomplete_details": None if ended == "completed" else why,
            "output": [{**message, "content": [text]}] if said.choices else [],
            "usage": usage,
        }
        yield event(ended, response={**response, **whole})

    return StreamingResponse(events(), media_type="text/event-stream")


def _ollama(said: Reply, body: dict[str, Any]) -> Response:
    common = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z"}
    last = {"done_reason": said.finish, "prompt_eval_count": TOKENS_IN, "eval_count": TOKENS_OUT}

    def line(content: str, **more: Any) -> str:
        message = {"message": {"role": "assistant", "content": content}} if said.choices else {}
        return json.dumps({**common, **message, "done": False, **more}) + "\n"

    async def lines() -> AsyncIterator[str]:
        async for piece in _pieces(said):
            yield line(piece)
        if said.finish is not None:
            yield line("", done=True, **last)

    return StreamingResponse(lines(), media_type="application/x-ndjson")


def main() -> None:
    """Serve the careless model until the process is ended."""
    with serving_model(careless) as server:
        print(f"OpenAI: {server.address}/v1  Ollama: {server.address}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
