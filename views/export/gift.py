r"""A course as questions for Moodle, in its GIFT format.

The format: https://docs.moodle.org/en/GIFT_format. ~ = # { } : and \ have a meaning in it and are
escaped by a backslash; a question ends at an empty line.
"""

import re
from collections.abc import Iterator, Sequence

from corpus import Exercise, Guideline, Patient, Quote
from views.export.handout import options_of
from views.places import full_place
from views.strings import Language

_MEANT = re.compile(r"([\\~=#{}:])")


def as_gift(
    exercises: Sequence[Exercise],
    patients: Sequence[Patient],
    guideline: Guideline,
    language: Language,
) -> str:
    """A question for each exercise, an essay for each question on a patient, by topic."""
    return "\n\n".join(_questions(exercises, patients, guideline, language)) + "\n"


def _questions(
    exercises: Sequence[Exercise],
    patients: Sequence[Patient],
    guideline: Guideline,
    language: Language,
) -> Iterator[str]:
    topics = dict.fromkeys([one.topic for one in exercises] + [one.topic for one in patients])
    for topic in topics:
        yield f"$CATEGORY: Smertevejviser/{topic}"
        for one in exercises:
            if one.topic == topic:
                why = _feedback(one.quote, guideline, language)
                yield f"::{one.id}:: {_plain(one.question)} {{\n{_answers(one)}{why}\n}}"
        for patient in patients:
            if patient.topic == topic:
                for at, asked in enumerate(patient.questions, start=1):
                    why = _feedback(asked.quote, guideline, language)
                    story = f"{_plain(patient.story)} {_plain(asked.question)}"
                    yield f"::{patient.id}-{at}:: {story} {{\n{why}\n}}"


def _answers(exercise: Exercise) -> str:
    if exercise.kind == "true_false":
        return "TRUE" if exercise.answer == "sandt" else "FALSE"
    return "".join(
        f"{'=' if option == exercise.answer else '~'}{_plain(option)}\n"
        for option in options_of(exercise)
    )


def _feedback(quote: Quote, guideline: Guideline, language: Language) -> str:
    """What everybody is told afterwards: the sentence and its place."""
    source = full_place(quote, guideline, language)
    return f"####{_plain(f'»{quote.unmarked}« {source}')}"


def _plain(text: str) -> str:
    return _MEANT.sub(r"\\\1", " ".join(text.split()))
