"""`smertevejviser serve`: the command line with the app."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from assistant import (
    TIMEOUT,
    LlmBaseUrl,
    LlmCache,
    LlmKey,
    LlmName,
    LlmTimeout,
    app,
    opened_model,
    opened_replies,
    tell_where_sent,
)
from index import DEFAULT_ROOT


@app.command()
def serve(
    host: Annotated[
        str, typer.Option("--host", help="Adressen; kun denne maskine, hvis intet er valgt.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 er en ledig.")] = 8501,
    index_dir: Annotated[
        Path, typer.Option("--index-dir", help="Mappen med indekset.", show_default="var/index")
    ] = DEFAULT_ROOT,
    llm: LlmName = None,
    llm_base_url: LlmBaseUrl = None,
    llm_timeout: LlmTimeout = TIMEOUT,
    llm_cache: LlmCache = None,
    llm_key: LlmKey = None,
) -> None:
    """Vis Smertevejviser i browseren, til den stoppes med Ctrl-C."""
    from views.opened import open_from  # brings Streamlit, which no other command needs
    from views.serving.server import asgi_app, serve

    model = opened_model(llm, llm_base_url, llm_timeout, llm_key)
    tell_where_sent(model)
    open_from(index_dir, model, opened_replies(llm_cache))
    try:
        with suppress(KeyboardInterrupt):  # which is how it is stopped
            serve(
                asgi_app(),
                host=host,
                port=port,
                announce=lambda address: typer.echo(f"Smertevejviser: {address} (Ctrl-C stopper)"),
            )
    except OSError as error:
        raise typer.BadParameter(
            f"{host}, port {port}, kan ikke bruges ({error.strerror}); vælg en anden med --port."
        ) from error
