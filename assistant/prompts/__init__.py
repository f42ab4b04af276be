"""What a language model is told: one file a prompt, in Danish, filled in here."""

import re
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.followup import Turn
from assistant.redaction import redact
from corpus import Guideline, Passage

TURNS_TOLD = 4
"""The last of a conversation; what came before them has been answered."""

LONGEST_TOLD = 600
"""Characters of a turn."""

_TAG = re.compile(r"<(?=\s*/?\s*(?:uddrag|samtale|spørgsmål)\b)", re.IGNORECASE)
"""What would open or close a place of the prompt, and so let a text out of its own."""

_SAYS = {"user": "Bruger", "assistant": "Svar"}


def answering(
    guideline: Guideline,
    passages: Sequence[Passage],
    question: str,
    history: Sequence[Turn],
    *,
    most: int,
) -> list[BaseMessage]:
    """The messages that ask for an answer of at most `most` statements from `passages`."""
    rules = _filled(
        "answer",
        publisher=guideline.publisher,
        title=guideline.title,
        year=str(guideline.year),
        most=str(most),
    )
    numbered = "\n\n".join(f"[{n}] {one.text}" for n, one in enumerate(passages, start=1))
    return [SystemMessage(rules), HumanMessage(_asked(numbered, question, history))]


def rewriting(question: str, history: Sequence[Turn]) -> list[BaseMessage]:
    """The messages that ask for `question` as one that stands alone."""
    return [SystemMessage(_filled("rewrite")), HumanMessage(_asked("", question, history))]


def _asked(passages: str, question: str, history: Sequence[Turn]) -> str:
    values = {
        "passages": passages,
        "conversation": _conversation(question, history),
        "question": question,
    }
    return _filled("question", **{name: _TAG.sub("‹", text) for name, text in values.items()})


def _conversation(question: str, history: Sequence[Turn]) -> str:
    """The last turns; nothing where a CPR number is spread over them and the question."""
    told = [f"{_SAYS[turn.role]}: {turn.content[:LONGEST_TOLD]}" for turn in history[-TURNS_TOLD:]]
    spread = redact(" ".join([*(turn.content for turn in history), question]))[1]
    return "" if spread else "\n".join(told)


def _filled(name: str, **values: str) -> str:
    text = files("assistant.prompts").joinpath(f"{name}.txt").read_text("utf-8")
    return Template(text).substitute(values)
