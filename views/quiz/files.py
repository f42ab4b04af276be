"""The course as files: to hand out, to practise, to import."""

from datetime import date

import streamlit as st

from corpus import Course, Guideline
from views.export.anki import as_apkg
from views.export.format import ANKI, GIFT, PDF, WORD, ExportFailed
from views.export.gift import as_gift
from views.export.handout import handout_of
from views.export.pdf import handout_as_pdf
from views.export.word import handout_as_docx
from views.plain import show
from views.saving import draw_save
from views.strings import language, say


def draw_files(course: Course, guideline: Guideline) -> None:
    """Draw what makes and saves the files of `course`."""
    with_answers = st.toggle(say("course_with_answers"), key="with-answers")
    today = date.today()
    handout = handout_of(
        course.exercises, course.patients, guideline, language(), today, answers=with_answers
    )
    name = say("course_file")
    try:
        with st.container(horizontal=True):
            suffix = "-svar" if with_answers else ""
            draw_save(PDF, handout_as_pdf(handout, today), name + suffix)
            draw_save(WORD, handout_as_docx(handout, today), name + suffix)
    except ExportFailed as error:
        st.error(say("ask_not_saved", format=error.format))
    show(say("course_about_anki"))
    material = (course.exercises, course.patients, guideline, language())
    with st.container(horizontal=True):
        draw_save(ANKI, as_apkg(*material), name)
        draw_save(GIFT, as_gift(*material), name)
