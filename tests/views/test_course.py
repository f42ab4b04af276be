"""The page Kursus, by Streamlit's own test runner, and its quiz."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from corpus import Library
from views import course
from views.export.handout import options_of
from views.quiz.quiz import Quiz, make_quiz


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(course, "opened", lambda: assistant)

    def only_page() -> None:
        from views.course import page

        page()

    return AppTest.from_function(only_page, default_timeout=30).run()


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def _answer(app: AppTest, *, right: bool) -> None:
    quiz: Quiz = app.session_state["quiz"]
    exercise = quiz.exercises[quiz.at]
    wrong = next(one for one in options_of(exercise) if one != exercise.answer)
    app.radio[0].set_value(exercise.answer if right else wrong)
    app.button(key="quiz-check").click().run()


def test_a_quiz_is_taken_scored_and_repeated(app: AppTest) -> None:
    app.button(key="quiz-start").click().run()
    for right in [True, False, *[True] * 8]:
        _answer(app, right=right)
        said = [*app.success, *app.error][0].value
        assert said.startswith("Rigtigt" if right else "Ikke rigtigt")
        assert 'class="sv-decides"' in _shown(app)
        app.button(key="quiz-next").click().run()
    result = _shown(app)
    app.button(key="quiz-repeat").click().run()

    assert "9 af 10 rigtige" in result
    assert len(app.session_state["quiz"].exercises) == 1


def test_an_answer_must_be_chosen_first(app: AppTest) -> None:
    app.button(key="quiz-start").click().run()
    app.button(key="quiz-check").click().run()

    assert app.warning[0].value == "Vælg først et af svarene."


def test_the_first_answer_counts(library: Library) -> None:
    quiz = make_quiz(library.course.exercises, 1, seed=1)
    quiz.answer("noget andet")
    quiz.answer(quiz.exercises[0].answer)

    assert quiz.right == 0
    assert quiz.missed == quiz.exercises


def test_a_quiz_has_no_two_exercises_on_the_same_words(library: Library) -> None:
    for seed in range(20):
        quiz = make_quiz(library.course.exercises, 20, seed=seed)
        for at, one in enumerate(quiz.exercises):
            for other in quiz.exercises[:at]:
                quote = other.quote
                assert not one.quote.overlaps(quote.section, quote.start, quote.end)


def test_a_course_without_exercises_is_said(app: AppTest) -> None:
    app.session_state["emne"] = ["arbejde"]
    app.run()

    assert "opgaver" in _shown(app)
    assert not app.exception


def test_the_patients_have_their_answers_and_ask_on(app: AppTest, library: Library) -> None:
    app.session_state["course-part"] = "cases"
    app.run()
    shown = _shown(app)

    assert len(app.expander) == sum(len(one.questions) for one in library.course.patients)
    assert shown.count('href="./?q=') == len(app.expander)


def test_the_files_are_offered_with_and_without_answers(app: AppTest) -> None:
    app.session_state["course-part"] = "export"
    app.run()
    app.toggle[0].set_value(True).run()
    labels = [one.proto.label for one in app.get("download_button")]

    assert not app.exception
    assert labels == [f"Hent som {name}" for name in ("PDF", "Word", "Anki", "Moodle GIFT")]
