"""An answer that a language model is wording while the page is drawn again and again."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait

from assistant import Answer, Assistant, Role, Turn

TICK = 0.2
"""Seconds between two looks at how far it is; a click must not wait for longer."""

Follow = Callable[[Answer | None, float], None]
"""Gets the answer so far, None before its first statement, and the seconds since it was begun."""


class _Stopped(Exception):
    """Nobody waits for the answer any more."""


class Pending:
    """An answer that is being written, in a thread of its own.

    A run of the page can be broken off wherever it draws something. The next one follows the same
    answer, and no model is asked twice.
    """

    def __init__(
        self, assistant: Assistant, question: str, history: Sequence[Turn], role: Role
    ) -> None:
        self.found = assistant.ask(question, history, role=role, words="guideline")
        """The answer in the guideline's own words."""
        self._began = time.monotonic()
        self._so_far: Answer | None = None
        self._stopped = False
        self._answer: Future[Answer] = Future()

        def run() -> None:
            try:
                self._answer.set_result(
                    assistant.ask(question, history, role=role, watch=self._watch)
                )
            except BaseException as error:  # it belongs to whoever follows
                self._answer.set_exception(error)

        # No pool's: Python waits for those before it ends, and a model may take long.
        threading.Thread(target=run, daemon=True).start()

    def follow(self, tell: Follow) -> Answer:
        """The answer, when it is there; until then `tell` is called at every tick.

        What `tell` raises ends the following, not the answer.
        """
        while not self._answer.done():
            tell(self._so_far, time.monotonic() - self._began)
            wait([self._answer], timeout=TICK)
        return self._answer.result()

    def stop(self) -> None:
        """Let the model be, at its next statement."""
        self._stopped = True

    def _watch(self, so_far: Answer) -> None:
        if self._stopped:
            raise _Stopped
        self._so_far = so_far
