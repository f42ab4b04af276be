"""The assistant: a question in, an answer with citations out.

Imports corpus and index.
"""

from assistant.answer import (
    Answer,
    Citation,
    Notice,
    Redirect,
    Statement,
    contract_schema,
    to_json,
)
from assistant.chain import Assistant, open_assistant
from assistant.cli import app
from assistant.cli import main as run_app
from assistant.coverage import THRESHOLD
from assistant.faults import FAULTS, told
from assistant.followup import Turn
from assistant.phrases import cite_as, phrase
from assistant.terminal import binding_line, source_line

__all__ = [
    "FAULTS",
    "THRESHOLD",
    "Answer",
    "Assistant",
    "Citation",
    "Notice",
    "Redirect",
    "Statement",
    "Turn",
    "app",
    "binding_line",
    "cite_as",
    "contract_schema",
    "open_assistant",
    "phrase",
    "run_app",
    "source_line",
    "to_json",
    "told",
]
