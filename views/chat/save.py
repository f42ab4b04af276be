"""The conversation's menu: begin anew, or take it along as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant import Answer
from corpus import Guideline
from views.chat.conversation import Conversation
from views.export import ExportFailed, as_docx, as_markdown, as_pdf
from views.strings import Language, language, say

Export = Callable[[list[Answer], Guideline, Language, date], str | bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file that a conversation can be saved as."""

    name: str
    ending: str
    mime: str
    export: Export


FORMATS = (
    Format(name="PDF", ending="pdf", mime="application/pdf", export=as_pdf),
    Format(
        name="Word",
        ending="docx",
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        export=as_docx,
    ),
    Format(name="Markdown", ending="md", mime="text/markdown", export=as_markdown),
)


def draw_conversation_menu(talk: Conversation, guideline: Guideline) -> None:
    """Draw the menu; the files are made when it is opened."""
    menu = st.popover(say("ask_conversation"), key="conversation-menu", on_change="rerun")
    with menu:
        st.button(say("ask_new"), key="new", icon=":material/add_comment:", on_click=talk.clear)
        if menu.open:
            for one in FORMATS:
                draw_download(one, talk, guideline)


def draw_download(one: Format, talk: Conversation, guideline: Guideline) -> None:
    """Draw a button that saves the conversation as `one`, or why it can't be."""
    today = date.today()
    try:
        data = one.export(talk.answers, guideline, language(), today)
    except ExportFailed:
        st.error(say("ask_not_saved", format=one.name))
        return
    st.download_button(
        say("ask_save", format=one.name),
        data,
        file_name=f"smertevejviser-{today.isoformat()}.{one.ending}",
        mime=one.mime,
        key=f"save-{one.ending}",
        on_click="ignore",
    )
