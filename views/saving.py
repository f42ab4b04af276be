"""Buttons that save a file."""

import streamlit as st

from views.export.format import Format
from views.strings import say


def draw_save(kind: Format, data: str | bytes, name: str, *, label: str | None = None) -> None:
    """Draw a button that saves `data` as a file of that `kind` called `name`."""
    st.download_button(
        label or say("save_as", format=kind.name),
        data,
        file_name=f"{name}.{kind.ending}",
        mime=kind.mime,
        key=f"save-{name}-{kind.ending}",
        icon=":material/download:",
        on_click="ignore",
    )
