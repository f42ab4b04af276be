"""A follow-up as a question that stands alone, in a language model's words.

It may only put in what was said: otherwise the deterministic way of followup.py is kept.
A rewrite is never stored: the file of kept replies would tell what was asked.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.danger import is_acute
from assistant.followup import Turn
from assistant.model import LanguageModel
from assistant.prompts import rewriting
from assistant.question import LONGEST, clean, language_of
from assistant.redaction import redact
from assistant.reply import Reply, stream_reply
from corpus import STOP_WORDS, stem, words

MOST_WORDS = 40
"""Of a question that stands alone."""

SCHEMA: dict[str, Any] = {
    "title": "spørgsmål",
    "description": "Spørgsmålet, så det kan forstås alene",
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}


class _Rewritten(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    question: str


def rewrite(
    model: LanguageModel, question: str, history: Sequence[Turn], *, deadline: float
) -> tuple[str, Reply]:
    """`question` as the model would ask it alone, or nothing where it may not be asked so.

    With the reply, for what it cost.

    Raises:
        ModelFailed: the model gave no reply.
    """
    *_, reply = stream_reply(model, rewriting(question, history), SCHEMA, deadline=deadline)
    with suppress(ValidationError):
        written = clean(_Rewritten.model_validate_json(reply.text).question)
        if keeps(written, question, history):
            return written, reply
    return "", reply


def keeps(written: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether `written` asks what `question` does, with more of what was said before it."""
    said = _terms(" ".join([question, *(turn.content for turn in history)]))
    asked = [turn.content for turn in history if turn.role == "user"]
    return (
        _terms(question) < _terms(written) <= said
        and _NEGATIONS & _set(written) == _NEGATIONS & _set(question)
        and all(_turns_alike(kind, written, question, asked) for kind in (_MODALS, _ASKING))
        and len(written) <= LONGEST
        and len(words(written)) <= MOST_WORDS
        and language_of(written) == language_of(question)
        and is_acute(written) == is_acute(question)
        and not redact(written)[1]
    )


# What turns a question into another; stop words to a search, but not here.
_NEGATIONS = frozenset(
    "ikke ej ingen intet aldrig hverken uden kun not no never none neither without only".split()
)
_MODALS = frozenset(
    "skal skulle boer burde kan kunne maa maatte vil ville "
    "must shall should can could may might will would".split()
)
_ASKING = frozenset(
    "hvem hvad hvor hvornaar hvorfor hvordan hvilken hvilket hvilke "
    "who what where when why how which".split()
)


def _turns_alike(kind: frozenset[str], written: str, question: str, asked: Sequence[str]) -> bool:
    """Whether both have the same words of a kind; one that has none may take the last asked's."""
    mine = kind & _set(question)
    theirs = kind & _set(written)
    return theirs == mine or (not mine and bool(asked) and theirs <= _set(asked[-1]))


def _terms(text: str) -> frozenset[str]:
    """Stems of what says something."""
    return frozenset(
        stem(word)
        for word in words(text)
        if word not in STOP_WORDS | _NEGATIONS | _MODALS | _ASKING
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(words(text))
