"""Spørg: a conversation with the guideline."""

from dataclasses import dataclass

import streamlit as st

from assistant import (
    FAULTS,
    Answer,
    Assistant,
    Citation,
    Turn,
    binding_line,
    cite_as,
    open_assistant,
    source_line,
    told,
)
from corpus import Guideline
from views.plain import label, show, style

EXAMPLES = (
    "Hvornår kan jeg henvise til et tværfagligt smertecenter?",
    "Skal kommunen have en henvisning før en indsats efter § 119?",
    "Hvem skal lave aftrapningsplanen efter en operation?",
    "Hvad er forskellen på simple og komplekse kroniske smerter?",
)

SURROUNDINGS = 500
"""Characters of the section shown on each side of a quote, to the nearest paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A quote in its surroundings."""

    text: str
    start: int
    end: int
    """text[start:end] is the quote."""


def page() -> None:
    """Draw the conversation so far, then answer what was asked now."""
    style()
    st.title("Smertevejviser")
    assistant = _assistant()
    turns: list[Answer] = st.session_state.setdefault("turns", [])
    show(_about(assistant.library.guideline), role="small")
    asked = st.chat_input("Stil et spørgsmål om forløb for mennesker med kroniske smerter")
    asked = asked or st.session_state.pop("clicked", None)
    if asked:
        history = [
            turn
            for answer in turns
            if answer.status != "invalid"
            for turn in (
                Turn(role="user", content=answer.question),
                Turn(role="assistant", content=answer.text),
            )
        ]
        turns.append(assistant.ask(asked, history))
    if not turns:
        _buttons("Prøv for eksempel", EXAMPLES, "example")
    for at, answer in enumerate(turns):
        _draw(answer, assistant, key=f"turn{at}")
    if turns and turns[-1].suggestions:
        _buttons("Spørg videre", turns[-1].suggestions, f"suggestion{len(turns)}")


@st.cache_resource(show_spinner="Åbner anbefalingerne ...")
def _open() -> Assistant:
    return open_assistant()


def _assistant() -> Assistant:
    try:
        return _open()
    except FAULTS as error:
        st.error("Smertevejviser kan ikke svare lige nu.")
        show(told(error))
        st.stop()


def _about(guideline: Guideline) -> str:
    return (
        f"Svarer med ordrette citater fra {guideline.publisher}: {guideline.title} "
        f"({guideline.year}). Erstatter ikke en klinisk vurdering. Skriv ikke patientdata her."
    )


def _buttons(heading: str, questions: tuple[str, ...], key: str) -> None:
    show(heading, role="small")
    for at, question in enumerate(questions):
        st.button(
            label(question),
            key=f"{key}-{at}",
            on_click=st.session_state.update,
            kwargs={"clicked": question},
            use_container_width=True,
        )


def _draw(answer: Answer, assistant: Assistant, *, key: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        show(answer.question or "(tomt spørgsmål)")
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        for notice in answer.notices:
            (st.error if notice.kind == "emergency" else st.warning)(label(notice.text))
        if answer.asked_as != answer.question:
            show(f"Forstået som: {answer.asked_as}", role="small")
        if not answer.statements:
            show(answer.text)
        for statement in answer.statements:
            marks = "".join(f" [{n}]" for n in statement.citations)
            show(statement.text + marks)
            binding = binding_line(statement)
            if binding:
                show(binding, role="badge")
        for source in answer.sources:
            with st.expander(
                label(f"[{source.n}] {source_line(source, 'da')}"), key=f"{key}-{source.n}"
            ):
                _open_source(source, assistant)


def _open_source(source: Citation, assistant: Assistant) -> None:
    section = assistant.library.contents.by_number[source.section]
    excerpt = surroundings(section.text, source.start, source.end)
    show(" › ".join([*section.path, section.title]), role="small")
    show(excerpt.text, marked=(excerpt.start, excerpt.end), role="context")
    if source.also_in:
        places = ", ".join(cite_as(number, "da") for number in source.also_in)
        show(f"Står også i {places}.", role="small")


def surroundings(text: str, start: int, end: int) -> Excerpt:
    """The quote text[start:end] with whole paragraphs around it; … where more is left out."""
    opened = text.rfind("\n\n", 0, max(0, start - SURROUNDINGS)) if start > SURROUNDINGS else -2
    first = opened + 2 if opened != -1 else 0
    closed = text.find("\n\n", end + SURROUNDINGS)
    last = closed if closed != -1 else len(text)
    before = "…\n\n" if first else ""
    after = "\n\n…" if last < len(text) else ""
    shift = len(before) - first
    return Excerpt(text=before + text[first:last] + after, start=start + shift, end=end + shift)
