"""The assistant: a question in, an answer with citations out.

Imports corpus and index.
"""

from assistant.answer import (
    Answer,
    Citation,
    Generation,
    Notice,
    Redirect,
    Statement,
    cite,
    contract_schema,
    to_json,
)
from assistant.chain import Assistant, Words, open_assistant
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
from assistant.generative import Watch
from assistant.grounding import Verdict, check
from assistant.model import TIMEOUT, BadModel, LanguageModel, open_model
from assistant.onward import checklist_for, responsibilities_for
from assistant.options import (
    LlmBaseUrl,
    LlmCache,
    LlmKey,
    LlmName,
    LlmTimeout,
    opened_model,
    opened_replies,
    tell_where_sent,
)
from assistant.phrases import cite_as, phrase
from assistant.redaction import redact
from assistant.replies import RepliesUnwritable, ReplyStore
from assistant.roles import ROLES, Role
from assistant.terminal import binding_line, remark_line, render, source_line, written_line

__all__ = [
    "DEFAULT_FEEDBACK",
    "FAULTS",
    "LONGEST_COMMENT",
    "ROLES",
    "THRESHOLD",
    "TIMEOUT",
    "Answer",
    "Assistant",
    "BadModel",
    "Citation",
    "Feedback",
    "FeedbackStore",
    "FeedbackUnwritable",
    "Generation",
    "LanguageModel",
    "LlmBaseUrl",
    "LlmCache",
    "LlmKey",
    "LlmName",
    "LlmTimeout",
    "Notice",
    "Redirect",
    "RepliesUnwritable",
    "ReplyStore",
    "Role",
    "Statement",
    "Turn",
    "Verdict",
    "Watch",
    "Words",
    "app",
    "binding_line",
    "check",
    "checklist_for",
    "cite",
    "cite_as",
    "contract_schema",
    "open_assistant",
    "open_model",
    "opened_model",
    "opened_replies",
    "phrase",
    "redact",
    "remark_line",
    "render",
    "responsibilities_for",
    "run_app",
    "source_line",
    "tell_where_sent",
    "to_json",
    "told",
    "written_line",
]
