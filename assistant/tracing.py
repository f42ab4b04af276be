"""Nothing that is asked is traced to LangSmith, whatever the environment says."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from langsmith.run_helpers import tracing_context

_FORMER = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
"""With one of these set, which asked for a tracer that is no more, LangChain refuses to run."""


@contextmanager
def untraced() -> Iterator[None]:
    """Trace nothing until the block ends; takes variables that would out of the environment."""
    for name in _FORMER:
        os.environ.pop(name, None)
    with tracing_context(enabled=False):
        yield
