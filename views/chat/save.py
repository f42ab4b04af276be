"""The conversation's menu: begin anew, or take it along as a file."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from assistant import Answer
from corpus import Guideline
from views.chat.conversation import Conversation
from views.export import ExportFailed, as_docx, as_markdown, as_pdf
from views.export.format import MARKDOWN, PDF, WORD, Format
from views.saving import draw_save
from views.strings import Language, language, say

Export = Callable[[list[Answer], Guideline, Language, date], str | bytes]

EXPORTS: tuple[tuple[Format, Export], ...] = (
    (PDF, as_pdf),
    (WORD, as_docx),
    (MARKDOWN, as_markdown),
)
"""What a conversation can be saved as."""


def draw_conversation_menu(talk: Conversation, guideline: Guideline) -> None:
    """Draw the menu; the files are made when it is opened."""
    menu = st.popover(say("ask_conversation"), key="conversation-menu", on_change="rerun")
    with menu:
        st.button(say("ask_new"), key="new", icon=":material/add_comment:", on_click=talk.clear)
        if menu.open:
            for kind, export in EXPORTS:
                draw_download(kind, export, talk, guideline)


def draw_download(kind: Format, export: Export, talk: Conversation, guideline: Guideline) -> None:
    """Draw a button that saves the conversation, or why it can't be."""
    today = date.today()
    try:
        data = export(talk.answers, guideline, language(), today)
    except ExportFailed:
        st.error(say("ask_not_saved", format=kind.name))
        return
    draw_save(kind, data, f"smertevejviser-{today.isoformat()}")
