"""Patients' stories, with questions that the guideline answers."""

from collections.abc import Iterable

import streamlit as st

from corpus import Patient
from views.places import question_link
from views.plain import label, show
from views.quiz.deciding import deciding
from views.strings import say


def draw_patients(patients: Iterable[Patient]) -> None:
    """Draw each story; its answers are shown when they are asked for."""
    for patient in patients:
        with st.container(key=f"patient-{patient.id}", border=True):
            st.subheader(label(patient.title), anchor=False)
            show(patient.story, quoted=True)
            for at, asked in enumerate(patient.questions):
                with st.expander(label(asked.question), key=f"asked-{patient.id}-{at}"):
                    link = question_link(asked.question, say("course_ask"))
                    st.html(f"{deciding(asked.quote)}<p>{link}</p>")
