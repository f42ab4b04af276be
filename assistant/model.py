"""Language models that a user has: opened by `provider:model`, and where text is sent to."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from langchain_core.language_models import BaseChatModel

TIMEOUT = 20.0
"""Seconds for an answer, all calls together."""

MOST_TOKENS = 1_500
"""Of a reply; a dozen statements with their quotes have about a thousand."""

MOST_THOUGHT = 4_000
"""Tokens more for a model that thinks before it replies: they count as its reply's."""

CONTEXT_TOKENS = 8_192
"""Ollama's own default cuts off the head of a prompt as long as ours without saying so."""

OPENAI, OLLAMA = "https://api.openai.com/v1", "http://127.0.0.1:11434"
AZURE_API_VERSION = "2024-10-21"

MOST_TOLD = 400
"""Characters of what a provider's package says against the options."""

_CLOSING = {"Connection": "close"}
"""One call, one connection: a kept one that the server has closed would fail the next call, and
there are no retries."""

_NO_ORGANIZATION = {"OpenAI-Organization": "", "OpenAI-Project": ""}
"""Empty, or OpenAI's client would send OPENAI_ORG_ID and OPENAI_PROJECT_ID to whomever it asks."""


class BadModel(Exception):
    """A language model can't be used as it was named; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """A chat model and what a user must know of it."""

    name: str
    """`provider:model`, as the user named it."""
    address: str
    """Where questions and passages are sent."""
    timeout: float
    """Seconds that an answer may take."""
    chat: BaseChatModel


def open_model(
    name: str, *, base_url: str | None = None, key: str | None = None, timeout: float = TIMEOUT
) -> LanguageModel:
    """The chat model called `name` (`provider:model`); nothing is sent yet.

    `key` goes to `base_url`, or to the provider where that is None; a server of one's own gets no
    other. Without either, the provider's package reads its own variable (OPENAI_API_KEY, ...).
    A proxy of the environment is asked for everything but this machine's own addresses.

    Raises:
        BadModel: the name has no provider or an unknown one, its package, its key or its address
            is missing, or `base_url` is none.
    """
    provider, colon, model = name.partition(":")
    if not (provider and colon and model):
        raise BadModel(f"a model is named provider:model, as ollama:llama3.1, not {name!r}")
    if base_url:
        _check_address(base_url)
    elif provider == "azure_openai" and not os.environ.get("AZURE_OPENAI_ENDPOINT"):
        raise BadModel(
            f"{name!r} needs its address: --llm-base-url https://YOURS.openai.azure.com, "
            "or AZURE_OPENAI_ENDPOINT"
        )
    from langchain.chat_models import init_chat_model  # most who import this name no model

    options = _options(provider, base_url, key, timeout)
    try:
        chat = init_chat_model(model, model_provider=provider, **options)
        fitting = _fitting(provider, options, chat.profile or {})
        if fitting != options:
            chat = init_chat_model(model, model_provider=provider, **fitting)
    except ImportError as error:
        raise BadModel(f"{name!r} needs another package: {error}") from error
    except Exception as error:  # each provider's package has its own for a missing key or option
        raise BadModel(f"{name!r}: {' '.join(str(error).split())[:MOST_TOLD]}") from error
    return LanguageModel(name=name, address=_address(provider, options), timeout=timeout, chat=chat)


def _check_address(base_url: str) -> None:
    parts = _parts(base_url)
    if not parts or parts.scheme not in ("http", "https") or re.search(r"\s", base_url):
        raise BadModel(f"{base_url!r} is no address of a server, as http://127.0.0.1:8000/v1 is")


def _parts(address: str) -> SplitResult | None:
    """The parts of `address`, if it names a server."""
    try:
        parts = urlsplit(address)
        return parts if parts.hostname and parts.port != 0 else None
    except ValueError:  # a host or a port that is none
        return None


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        number = ipaddress.ip_address(host)
        return number.is_loopback or number.is_unspecified
    except ValueError:
        return host == "localhost"


def _options(
    provider: str, base_url: str | None, key: str | None, timeout: float
) -> dict[str, Any]:
    """What a provider's class takes; no redirects, as they would send all text elsewhere."""
    # A key for the provider in the environment is not for somebody else's server.
    key = key or ("none" if base_url and provider in ("openai", "ollama") else None)
    if provider == "azure_openai" and not key:
        key = os.environ.get("AZURE_OPENAI_API_KEY")
        if not (key or os.environ.get("AZURE_OPENAI_AD_TOKEN")):  # LangChain takes OpenAI's
            raise BadModel("azure_openai needs its key: AZURE_OPENAI_API_KEY")
    if provider == "ollama":
        base_url = base_url or OLLAMA
        return {
            "base_url": base_url,
            "temperature": 0,
            "num_ctx": CONTEXT_TOKENS,
            "num_predict": MOST_TOKENS,
            "reasoning": False,
            "client_kwargs": {
                "timeout": timeout,
                "follow_redirects": False,
                "trust_env": not _is_loopback(base_url),
                "headers": _CLOSING | ({"Authorization": f"Bearer {key}"} if key else {}),
            },
        }
    options: dict[str, Any] = {"temperature": 0, "timeout": timeout, "max_retries": 0}
    if provider in ("openai", "azure_openai"):
        from openai import DefaultHttpxClient  # takes half a second; few have this provider

        options |= {
            "max_tokens": MOST_TOKENS,
            "stream_usage": True,
            "default_headers": _CLOSING | (_NO_ORGANIZATION if base_url else {}),
            "http_client": DefaultHttpxClient(
                follow_redirects=False, trust_env=not _is_loopback(base_url or "")
            ),
        }
    if provider == "azure_openai":
        options["api_version"] = AZURE_API_VERSION
    if provider == "openai":
        options["base_url"] = base_url or OPENAI
        if not base_url:
            options["store"] = False  # its newest models keep replies for a month
    elif base_url:
        options["azure_endpoint" if provider == "azure_openai" else "base_url"] = base_url
    return options | ({"api_key": key} if key else {})


def _fitting(provider: str, options: dict[str, Any], profile: Mapping[str, Any]) -> dict[str, Any]:
    """`options`, of which newer models refuse some; `profile` is what LangChain knows of this one.

    A deployment on Azure has a name of its own, and LangChain may know nothing of it.
    """
    unknown = provider == "azure_openai" and "temperature" not in profile
    fitting = dict(options)
    if not profile.get("temperature", not unknown):
        fitting.pop("temperature", None)
    if "max_tokens" in options and profile.get("reasoning_output", unknown):
        fitting["max_tokens"] += MOST_THOUGHT
    return fitting


def _address(provider: str, options: dict[str, Any]) -> str:
    """Where `options` send to, as everybody may see it: without a password or a key in it."""
    named = options.get("azure_endpoint") or options.get("base_url")
    if provider == "azure_openai":
        named = named or os.environ["AZURE_OPENAI_ENDPOINT"]
    parts = _parts(named or "")
    if not parts:
        return provider
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
