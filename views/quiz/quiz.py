"""A quiz that is being taken."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus import Exercise


@dataclass(slots=True, kw_only=True)
class Quiz:
    """Exercises in their order, and what was answered so far."""

    exercises: tuple[Exercise, ...]
    answers: list[str] = field(default_factory=list)
    at: int = 0
    """The exercise that is shown, from 0; past the last, the result is."""

    @property
    def answered(self) -> bool:
        """Whether the exercise that is shown has its answer."""
        return len(self.answers) > self.at

    @property
    def finished(self) -> bool:
        return self.at >= len(self.exercises)

    @property
    def right(self) -> int:
        """How many of those answered so far are right."""
        return len(self.answers) - len(self.missed)

    @property
    def missed(self) -> tuple[Exercise, ...]:
        """Those that were answered wrongly."""
        given = zip(self.exercises, self.answers, strict=False)
        return tuple(one for one, answer in given if answer != one.answer)

    def answer(self, option: str) -> None:
        """Answer the exercise that is shown; the first answer counts."""
        if not self.answered:
            self.answers.append(option)

    def next(self) -> None:
        """Go on to the next exercise, or the result."""
        if self.answered:
            self.at += 1


def make_quiz(exercises: Sequence[Exercise], number: int, seed: int) -> Quiz:
    """A quiz of `number` of `exercises`, or of all if there are fewer, mixed by `seed`.

    One that rests on the same words as another comes only where nothing else is left: the first
    would give it away.
    """
    mixed = random.Random(seed).sample(list(exercises), len(exercises))
    chosen: list[Exercise] = []
    left: list[Exercise] = []
    for one in mixed:
        (left if any(_same_words(one, other) for other in chosen) else chosen).append(one)
    return Quiz(exercises=tuple([*chosen, *left][:number]))


def _same_words(one: Exercise, other: Exercise) -> bool:
    quote = other.quote
    return one.quote.overlaps(quote.section, quote.start, quote.end)
