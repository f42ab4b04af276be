"""Kursus: a quiz, patients' stories, and both as files, for those who teach."""

from typing import Literal

import streamlit as st

from assistant import FAULTS
from corpus import AUDIENCES, TOPICS, Audience, select_course
from views.down import draw_down
from views.opened import opened
from views.plain import show, style
from views.quiz.files import draw_files
from views.quiz.patients import draw_patients
from views.quiz.take import draw_quiz
from views.strings import say

PARTS = ("quiz", "cases", "export")


def page() -> None:
    """Draw the part of the course that is chosen."""
    st.title(say("course_heading"), anchor=False)
    try:
        library = opened().library
    except FAULTS:
        draw_down()
        return
    style("views.quiz", "quiz.css")
    with st.container(key="course"):
        show(say("course_lead"), role="lead")
        topics = st.multiselect(
            say("course_topics"),
            TOPICS,
            key="emne",
            placeholder=say("course_all_topics"),
            bind="query-params",
        )
        chosen: Literal["all"] | Audience = st.segmented_control(
            say("course_audience"),
            ("all", *AUDIENCES),
            format_func=lambda one: say(f"course_audience_{one}"),
            default="all",
            required=True,
            key="course-audience",
        )
        course = select_course(library.course, topics, None if chosen == "all" else chosen)
        show(
            say("course_chosen", exercises=len(course.exercises), patients=len(course.patients)),
            role="small",
        )
        part = st.segmented_control(
            say("course_heading"),
            PARTS,
            format_func=lambda one: say(f"course_part_{one}"),
            default="quiz",
            required=True,
            key="course-part",
            label_visibility="collapsed",
        )
        if part == "quiz":
            draw_quiz(course, library)
        elif part == "cases":
            draw_patients(course.patients)
        else:
            draw_files(course, library.guideline)
