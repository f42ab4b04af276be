"""A quiz in the page: an exercise at a time, its source after it, the result at the end."""

import html
import random

import streamlit as st

from corpus import Course, Exercise, Library
from views.export.handout import options_of, question_of
from views.frame import conversation
from views.places import place_name
from views.plain import label, show
from views.quiz.deciding import deciding
from views.quiz.quiz import Quiz, make_quiz
from views.strings import language, say

NUMBERS = (5, 10, 20, 40)
_QUIZ = "quiz"


def draw_quiz(course: Course, library: Library) -> None:
    """Draw the quiz that is being taken, or what begins one on `course`."""
    quiz: Quiz | None = st.session_state.get(_QUIZ)
    if quiz is None:
        _draw_beginning(course)
    elif quiz.finished:
        _draw_result(quiz, library)
    else:
        _draw_exercise(quiz, library)


def _draw_beginning(course: Course) -> None:
    if not course.exercises:
        st.info(say("course_nothing"))
        return
    st.segmented_control(
        say("course_number"), NUMBERS, default=10, required=True, key="quiz-number"
    )
    st.button(
        say("course_start"),
        key="quiz-start",
        on_click=lambda: _begin(course, st.session_state["quiz-number"]),
    )


def _begin(course: Course, number: int) -> None:
    st.session_state[_QUIZ] = make_quiz(course.exercises, number, random.randrange(2**32))
    _show_top()


def _show_top() -> None:
    conversation().attention.show("#quiz", focused=True)


def _draw_exercise(quiz: Quiz, library: Library) -> None:
    exercise = quiz.exercises[quiz.at]
    progress = say("course_at", at=quiz.at + 1, n=len(quiz.exercises))
    st.html(f'<h3 id="quiz" class="sv-heading">{html.escape(progress)}</h3>')
    st.progress((quiz.at + quiz.answered) / len(quiz.exercises))
    show(question_of(exercise, language()), role="asked", quoted=True)
    if quiz.answered:
        _draw_answered(quiz, exercise, library)
    else:
        _draw_options(quiz, exercise)
    show(say("course_score", right=quiz.right, n=len(quiz.answers)), role="small")


def _draw_options(quiz: Quiz, exercise: Exercise) -> None:
    key = f"option-{quiz.at}-{exercise.id}"
    options = options_of(exercise)
    st.radio(say("course_choose"), options, index=None, format_func=label, key=key)
    st.button(say("course_check"), key="quiz-check", on_click=_check, args=(quiz, key))
    if st.session_state.get("quiz-unchosen") == key:
        st.warning(say("course_unchosen"))


def _draw_answered(quiz: Quiz, exercise: Exercise, library: Library) -> None:
    given = quiz.answers[quiz.at]
    marks = {given: "✗", exercise.answer: "✓"}
    items = "".join(
        f"<li><span>{marks.get(option, '')}</span> {html.escape(option)}</li>"
        for option in options_of(exercise)
    )
    st.html(f'<ul class="sv-options" lang="da">{items}</ul>')
    _draw_verdict(given, exercise, library)
    last = quiz.at + 1 == len(quiz.exercises)
    name = say("course_finish" if last else "course_next")
    st.button(name, key="quiz-next", on_click=_next, args=(quiz,))


def _check(quiz: Quiz, key: str) -> None:
    option = st.session_state[key]
    if option is None:
        st.session_state["quiz-unchosen"] = key
        return
    quiz.answer(option)
    exercise = quiz.exercises[quiz.at]
    right = option == exercise.answer
    said = say("course_right" if right else "course_wrong", answer=exercise.answer)
    conversation().attention.announce(said)


def _next(quiz: Quiz) -> None:
    quiz.next()
    _show_top()


def _draw_verdict(given: str, exercise: Exercise, library: Library) -> None:
    if given == exercise.answer:
        st.success(say("course_right", answer=label(exercise.answer)))
    else:
        st.error(say("course_wrong", answer=label(exercise.answer)))
    st.html(deciding(exercise.quote))
    for one in exercise.distractors:
        if one.text == given:
            page = library.contents.by_number[one.section].page
            place = place_name(one.section, page, language())
            show(say("course_elsewhere", text=one.text, place=place), role="small")


def _draw_result(quiz: Quiz, library: Library) -> None:
    st.html(f'<h3 id="quiz" class="sv-heading">{html.escape(say("course_result"))}</h3>')
    show(say("course_score", right=quiz.right, n=len(quiz.exercises)), role="score")
    if quiz.missed:
        show(say("course_missed"))
        for one in quiz.missed:
            with st.expander(label(one.question)):
                show(say("course_right", answer=one.answer))
                st.html(deciding(one.quote))
        st.button(
            say("course_repeat"),
            key="quiz-repeat",
            on_click=lambda: _repeat(quiz.missed),
        )
    st.button(say("course_again"), key="quiz-again", on_click=_end)


def _repeat(missed: tuple[Exercise, ...]) -> None:
    st.session_state[_QUIZ] = Quiz(exercises=missed)
    _show_top()


def _end() -> None:
    del st.session_state[_QUIZ]
