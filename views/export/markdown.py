"""A conversation as a Markdown file."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from assistant import Answer
from corpus import Guideline
from views.export.transcript import Transcript, transcript_of
from views.strings import Language

# What CommonMark and GitHub's dialect give a meaning: anywhere, and where a line begins.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~$|#]")
_BLOCK = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")


def as_markdown(
    answers: Sequence[Answer], guideline: Guideline, language: Language, on: date
) -> str:
    """The conversation as CommonMark that shows every character of it as it stands."""
    transcript = transcript_of(answers, guideline, language, on)
    return "\n\n".join(_markdown(transcript)) + "\n"


def _markdown(transcript: Transcript) -> Iterator[str]:
    yield f"# {_escaped(transcript.title)}"
    yield _paragraphs("\n".join(transcript.imprint))
    for exchange in transcript.exchanges:
        yield f"## {_escaped(exchange.question)}"
        if exchange.understood:
            yield f"*{_escaped(exchange.understood)}*"
        yield from (f"**{_escaped(notice)}**" for notice in exchange.notices)
        for quote in exchange.quotes:
            said = _paragraphs(f"{quote.text} {quote.marks}")
            yield textwrap.indent(said, "> ", lambda _: True) if quote.verbatim else said
            if quote.binding:
                yield f"({_escaped(quote.binding)})"
        if exchange.refusal:
            yield _paragraphs(exchange.refusal)
        if exchange.sources:
            yield f"### {_escaped(transcript.sources)}"
            yield "\n".join(f"- {_escaped(source)}" for source in exchange.sources)
        if exchange.written:
            yield _escaped(exchange.written)
    yield "---"
    yield _paragraphs(transcript.purpose)


def _paragraphs(text: str) -> str:
    """`text` as Markdown that keeps its lines and empty lines."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join("\\\n".join(map(_escaped, one.split("\n"))) for one in paragraphs)


def _escaped(line: str) -> str:
    return _BLOCK.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", line.strip()))
