"""What the browser is to bring before the user: to the eye, into focus, to the ear."""

from dataclasses import dataclass


def turn_place(at: int) -> str:
    """The id of turn `at` (from 0) of the conversation in the page."""
    return f"turn-{at}"


@dataclass(slots=True, kw_only=True)
class Attention:
    """The last that was to be shown, and the last that was to be said."""

    selector: str = ""
    """What is to be scrolled into view, as CSS selects it."""
    focused: bool = False
    """It is to have the focus, too."""
    again: bool = False
    """It was shown before: a user who has done something since is left where they are."""
    shown: int = 0
    """Counts what was to be shown: the same can be shown again."""
    announced: str = ""
    """What a screen reader is to read out."""
    said: int = 0
    """Counts what was to be read out."""

    def show(self, selector: str, *, focused: bool) -> None:
        """Have what `selector` selects scrolled into view, and focused if it is to be."""
        self.selector, self.focused, self.again = selector, focused, False
        self.shown += 1

    def show_again(self, selector: str) -> None:
        """Have what was shown last shown again, now that it was drawn anew; or nothing else."""
        if selector == self.selector:
            self.again = True
            self.shown += 1

    def announce(self, text: str) -> None:
        """Have a screen reader read `text` out."""
        self.announced = text
        self.said += 1
