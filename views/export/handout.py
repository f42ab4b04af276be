"""A course to hand out: exercises and patients' stories, with or without the answers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus import Exercise, Guideline, Patient, Quote
from views.export.transcript import imprint_of
from views.places import place_name
from views.strings import Language, string

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer and what it rests on."""

    text: str
    quote: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A numbered task of a handout."""

    heading: str
    question: str
    options: tuple[str, ...]
    """With their letters; none where the answer is free."""
    answer: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A patient's story and the questions on it."""

    heading: str
    story: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What is printed."""

    language: Language
    title: str
    imprint: tuple[str, ...]
    tasks: tuple[Task, ...]
    stories_heading: str
    stories: tuple[Story, ...]
    answers_heading: str
    """Empty where the answers are not handed out."""
    page: str
    of: str


def options_of(exercise: Exercise) -> tuple[str, ...]:
    """What can be chosen, in an order that is the same every time and gives nothing away."""
    if exercise.kind == "true_false":
        return ("sandt", "falsk")
    options = [exercise.answer, *(one.text for one in exercise.distractors)]
    random.Random(exercise.id).shuffle(options)
    return tuple(options)


def question_of(exercise: Exercise, language: Language) -> str:
    """What is asked: of a statement, whether it is true."""
    if exercise.kind == "true_false":
        return string(language, "course_true_or_false", statement=exercise.question)
    return exercise.question


def handout_of(
    exercises: Sequence[Exercise],
    patients: Sequence[Patient],
    guideline: Guideline,
    language: Language,
    on: date,
    *,
    answers: bool,
) -> Handout:
    """The handout of `exercises` and `patients`; `answers` come on pages of their own, last."""
    return Handout(
        language=language,
        title=string(language, "course_handout"),
        imprint=imprint_of(guideline, language, on),
        tasks=tuple(_task(at, one, language) for at, one in enumerate(exercises, start=1)),
        stories_heading=string(language, "course_cases") if patients else "",
        stories=tuple(_stories(patients, language)),
        answers_heading=string(language, "course_answers") if answers else "",
        page=string(language, "course_page"),
        of=string(language, "export_of"),
    )


def _task(at: int, exercise: Exercise, language: Language) -> Task:
    options = options_of(exercise)
    lettered = [f"{letter}. {one}" for letter, one in zip(LETTERS, options, strict=False)]
    right = lettered[options.index(exercise.answer)]
    return Task(
        heading=str(at),
        question=question_of(exercise, language),
        options=tuple(lettered),
        answer=_told(right, exercise.quote, language),
    )


def _stories(patients: Sequence[Patient], language: Language) -> Iterator[Story]:
    for at, patient in enumerate(patients, start=1):
        yield Story(
            heading=f"{at}. {patient.title}",
            story=patient.story,
            tasks=tuple(
                Task(
                    heading=f"{at}{letter}",
                    question=one.question,
                    options=(),
                    answer=_told("", one.quote, language),
                )
                for letter, one in zip("abcdef", patient.questions, strict=False)
            ),
        )


def _told(text: str, quote: Quote, language: Language) -> Told:
    return Told(
        text=text,
        quote=quote.unmarked,
        source=place_name(quote.section, quote.page, language),
    )
