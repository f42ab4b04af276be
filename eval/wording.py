"""What a language model's statements came to: how many held, gave way, or were left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The statements of all answers that a language model was asked for."""

    asked: int
    """Answers that it was asked for: those that the guideline has."""
    failed: int
    """Of those, how many are in the guideline's own words, as it gave nothing that can be shown."""
    checked: int
    replaced: int
    dropped: int
    """Statements: all, those that gave way to the guideline's sentences, those left out."""
    input_tokens: int
    output_tokens: int

    @property
    def held(self) -> int:
        return self.checked - self.replaced - self.dropped


def worded(answers: Sequence[Answer]) -> Worded:
    """The sums over `answers`."""
    asked = [one for one in answers if not one.abstained]
    made = [one.generation for one in asked if one.generation]
    return Worded(
        asked=len(asked),
        failed=len(asked) - len(made),
        checked=sum(one.checked for one in made),
        replaced=sum(one.replaced for one in made),
        dropped=sum(one.dropped for one in made),
        input_tokens=sum(one.input_tokens for one in made),
        output_tokens=sum(one.output_tokens for one in made),
    )


def lines_of(told: Worded) -> tuple[tuple[str, str], ...]:
    """What a report says of it, in Danish: a name and its value a line."""
    return (
        ("spørgsmål til sprogmodellen", f"{told.asked}"),
        ("heraf besvaret uden den", f"{told.failed}"),
        ("udsagn kontrolleret", f"{told.checked}"),
        ("udsagn, der holdt", f"{told.held}"),
        ("udsagn erstattet", f"{told.replaced}"),
        ("udsagn udeladt", f"{told.dropped}"),
        ("tokens ind og ud", f"{told.input_tokens} + {told.output_tokens}"),
    )
