"""The command line's options that several commands share, and what they open."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.model import LanguageModel, open_model
from assistant.replies import ReplyStore

LlmName = Annotated[
    str | None,
    typer.Option(
        "--llm",
        envvar="SMERTEVEJVISER_LLM",
        help="En sprogmodel, der formulerer svarene: ollama:NAVN, openai:NAVN, azure_openai:NAVN "
        "eller en anden udbyder:model. Hvert udsagn kontrolleres, før det vises.",
        show_default="ingen",
    ),
]
LlmBaseUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-base-url",
        envvar="SMERTEVEJVISER_LLM_BASE_URL",
        help="Adressen, sprogmodellen svarer på; dertil sendes spørgsmål og uddrag.",
        show_default="udbyderens",
    ),
]
LlmTimeout = Annotated[
    float,
    typer.Option(
        "--llm-timeout",
        envvar="SMERTEVEJVISER_LLM_TIMEOUT",
        min=0.1,
        help="Sekunder, et svar må tage; derefter er det anbefalingernes egne ord.",
    ),
]
LlmKey = Annotated[
    str | None,
    typer.Option(
        "--llm-key",
        envvar="SMERTEVEJVISER_LLM_KEY",
        hidden=True,  # what stands on a command line can be read by others
        help="Nøglen til sprogmodellen.",
    ),
]
LlmCache = Annotated[
    Path | None,
    typer.Option(
        "--llm-cache",
        envvar="SMERTEVEJVISER_LLM_CACHE",
        help="En fil, sprogmodellens svar gemmes i, så det samme svar ikke betales to gange.",
        show_default="ingen",
    ),
]


def opened_model(
    name: str | None, base_url: str | None, timeout: float, key: str | None
) -> LanguageModel | None:
    """The model of these options, or None where none is named.

    Raises:
        BadModel: it can't be used.
    """
    return open_model(name, base_url=base_url, key=key, timeout=timeout) if name else None


def tell_where_sent(model: LanguageModel | None) -> None:
    """Tell on standard error where text is sent, if it is sent anywhere."""
    if model:
        typer.echo(f"Spørgsmål og uddrag sendes til {model.name} på {model.address}.", err=True)


def opened_replies(path: Path | None) -> ReplyStore | None:
    """The file of kept replies, if one is named.

    Raises:
        RepliesUnwritable: it can't be used.
    """
    if path is None:
        return None
    store = ReplyStore(path)
    store.get("")  # a file that can't be used is told of now, not in the middle of an answer
    return store
