"""The assistant: a question in, an answer with citations out.

Imports corpus and index.
"""

from assistant.answer import (
    Answer,
    Citation,
    Notice,
    Redirect,
    Statement,
    cite,
    contract_schema,
    to_json,
)
from assistant.chain import Assistant, open_assistant
from assistant.cli import app
from assistant.cli import main as run_app
from assistant.coverage import THRESHOLD
from assistant.faults import FAULTS, told
from assistant.feedback import (
    DEFAULT_FEEDBACK,
    LONGEST_COMMENT,
    Feedback,
    FeedbackStore,
    FeedbackUnwritable,
)
from assistant.followup import Turn
from assistant.onward import checklist_for, responsibilities_for
from assistant.phrases import cite_as, phrase
from assistant.redaction import redact
from assistant.roles import ROLES, Role
from assistant.terminal import binding_line, render, source_line

__all__ = [
    "DEFAULT_FEEDBACK",
    "FAULTS",
    "LONGEST_COMMENT",
    "ROLES",
    "THRESHOLD",
    "Answer",
    "Assistant",
    "Citation",
    "Feedback",
    "FeedbackStore",
    "FeedbackUnwritable",
    "Notice",
    "Redirect",
    "Role",
    "Statement",
    "Turn",
    "app",
    "binding_line",
    "checklist_for",
    "cite",
    "cite_as",
    "contract_schema",
    "open_assistant",
    "phrase",
    "redact",
    "render",
    "responsibilities_for",
    "run_app",
    "source_line",
    "to_json",
    "told",
]
