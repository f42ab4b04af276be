"""An answer on a terminal: wrapped to its width there, plain lines where it is piped."""

import textwrap
from collections.abc import Iterator

from assistant.answer import Answer, Citation, Statement
from assistant.phrases import cite_as, phrase
from corpus import Guideline, wording

NARROWEST, WIDEST = 40, 100


def render(answer: Answer, guideline: Guideline, *, width: int | None = None) -> str:
    """The answer, then its numbered sources; `width` None leaves every line unwrapped."""
    return "\n".join(_wrapped(line, width) for line in _lines(answer, guideline))


def _lines(answer: Answer, guideline: Guideline) -> Iterator[str]:
    language = answer.language
    for notice in answer.notices:
        yield f"! {notice.text}"
        yield ""
    if answer.asked_as != answer.question:
        yield f"{phrase(language, 'understood_as')} {answer.asked_as}"
        yield ""
    if answer.statements:
        for statement in answer.statements:
            yield from statement.marked.split("\n")
            if remark := remark_line(statement, language):
                yield f"  ({remark})"
            yield ""
        yield phrase(language, "sources")
        for source in answer.sources:
            yield f"[{source.n}] {source_line(source, language)}"
    else:
        yield from answer.text.split("\n")
    if answer.suggestions and answer.status == "answered":
        yield ""
        yield phrase(language, "ask_on")
        yield from (f"• {one}" for one in answer.suggestions)
    if answer.generation:
        yield ""
        yield written_line(answer)
    if answer.status != "invalid":
        yield ""
        whole = all(statement.verbatim for statement in answer.statements)
        yield phrase(
            language,
            "imprint" if whole else "imprint_worded",
            publisher=guideline.publisher,
            title=guideline.title,
            year=str(guideline.year),
        )


def binding_line(statement: Statement) -> str:
    """How a statement binds and whom, e.g. "skal · kirurg"; empty where it says neither."""
    binds = wording(statement.text, statement.modality) if statement.modality else ""
    return " · ".join(filter(None, [binds, *statement.actors]))


def remark_line(statement: Statement, language: str) -> str:
    """What stands under a statement: how it binds, and that it is reworded, if it is."""
    reworded = "" if statement.verbatim else phrase(language, "reworded")
    return " · ".join(filter(None, [binding_line(statement), reworded]))


def written_line(answer: Answer) -> str:
    """Which language model has worded an answer, and what that took; empty where none has."""
    made = answer.generation
    if made is None:
        return ""
    tokens = phrase(
        answer.language, "tokens", sent=str(made.input_tokens), received=str(made.output_tokens)
    )
    return f"{phrase(answer.language, 'written', model=answer.mode)} {tokens}"


def source_line(source: Citation, language: str) -> str:
    """Where a citation stands: section, title, page, and the other places."""
    parts = [f"{cite_as(source.section, language)} {source.title}"]
    if source.page is not None:
        parts.append(f"{phrase(language, 'page')} {source.page}")
    if source.kind == "example":
        parts.append(phrase(language, "example").lower())
    if source.also_in:
        places = ", ".join(cite_as(section, language) for section in source.also_in)
        parts.append(f"{phrase(language, 'also_in')} {places}")
    return "; ".join(parts)


def _wrapped(line: str, width: int | None) -> str:
    if width is None or not line:
        return line
    lead = len(line) - len(line.lstrip())
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    listed = first in ("•", "!", "-") or first.rstrip(".)").isdigit() or first.startswith("[")
    hanging = " " * (lead + (len(first) + 1 if listed else 0))
    return textwrap.fill(
        line,
        max(NARROWEST, min(WIDEST, width)),
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
