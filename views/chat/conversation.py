"""A conversation: what was asked and answered, and what a browser tab keeps of it.

The tab keeps the questions alone. The same question on the same index gives the same answer, so
that after a reload they are asked again, and nothing of a conversation is stored on the server.
No language model is asked again: without a reply that was kept, the guideline's words come back.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant import Answer, Assistant, Role, Turn, Words, redact
from views.chat.attention import Attention
from views.chat.pending import Follow, Pending
from views.strings import Language

MOST_KEPT = 30
"""Questions that survive a reload: asking so many again takes about a second."""

LONGEST_KEPT = 4_000
"""Characters of a question that comes back: more than one that is answered can have."""


class Kept(BaseModel):
    """What a browser tab keeps; it comes back from there, so it is checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: str = Field(pattern="^[0-9a-f]{32}$")
    language: Language
    role: Role
    worded: bool = True
    """Answers may be in a language model's words, where there is one."""
    questions: tuple[str, ...] = Field(max_length=MOST_KEPT)


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    session: str
    kept: str


def read_kept(text: str) -> Kept | None:
    """What the tab kept, or None where that can't be read."""
    try:
        return Kept.model_validate_json(text)
    except ValidationError:
        return None


def read_given(text: str, session: str) -> str | None:
    """What a tab gives to `session`; None if it isn't for that one."""
    try:
        given = _Given.model_validate_json(text)
    except ValidationError:
        return None
    return given.kept if given.session == session else None


def _name() -> str:
    return uuid.uuid4().hex


@dataclass(slots=True, kw_only=True)
class Conversation:
    """What one browser tab asked, and was answered."""

    session: str = field(default_factory=_name)
    """Names the server's session; a tab that meets a new one gives back what it kept."""
    token: str = field(default_factory=_name)
    """Names the conversation, for feedback on it; says nothing about who has it."""
    answers: list[Answer] = field(default_factory=list)
    opened: tuple[int, int] | None = None
    """The turn (from 0) and the number of the source that is shown beside it."""
    unasked: tuple[str, ...] = ()
    """Questions that were asked before a reload, and are to be asked again."""
    waiting: tuple[str, ...] = ()
    """Questions that were put in. A run of the page can be broken off by the next one wherever it
    draws something; what waits here isn't lost."""
    pending: Pending | None = None
    """The answer to what waits first, while a language model words it."""
    failed: tuple[str, ...] = ()
    """Questions that could not be asked because of a fault; they are still kept by the tab."""
    new: bool = False
    """A question was put in since the page was drawn last."""
    restored: bool = False
    """The tab has given back what it kept, or said that it kept nothing."""
    former: tuple[Answer, ...] = ()
    """The answers of the conversation that was ended for this one."""
    former_waiting: tuple[str, ...] = ()
    """And what it hadn't answered yet."""
    linked: str | None = None
    """The question that the address held, once it has been put in."""
    opened_by: str = ""
    """A CSS selector of the button that opened it."""
    unrated: int | None = None
    """The turn whose feedback could not be stored."""
    attention: Attention = field(default_factory=Attention)

    def ask(
        self, assistant: Assistant, question: str, role: Role, words: Words = "model"
    ) -> Answer:
        """Ask `question` after all that was asked before."""
        answer = assistant.ask(question, self._history(), role=role, words=words)
        self.answers.append(answer)
        return answer

    def _history(self) -> list[Turn]:
        return [
            turn
            for answer in self.answers
            if answer.status != "invalid"
            for turn in (
                Turn(role="user", content=answer.question),
                Turn(role="assistant", content=answer.text),
            )
        ]

    def put_in(self, question: str) -> None:
        """Have `question` asked at the next run of the page."""
        self.waiting, self.new = (*self.waiting, question), True
        self.opened = None

    def put_in_missed(self, question: str) -> bool:
        """Put in what a widget returned, unless its callback has; whether it was needed.

        After a restart of the server the first callback isn't called.
        """
        missed = question not in self.waiting
        if missed:
            self.put_in(question)
        return missed

    def put_in_linked(self, question: str | None) -> None:
        """Have the question in the address asked, once for as long as it stands there."""
        if question and question != self.linked:
            self.put_in(question)
        self.linked = question

    def restore(self, kept: Kept) -> None:
        """Go on from what the tab kept; what was asked since comes after it."""
        self._stop_pending()  # it knows nothing of what was asked before
        since = [answer.question for answer in self.answers]
        self.token, self.restored = kept.token, True
        self.unasked = tuple(one[:LONGEST_KEPT] for one in (*kept.questions, *since))
        self.answers = []

    def ask_again(self, assistant: Assistant, role: Role, words: Words = "kept") -> None:
        """Ask what was asked before a reload."""
        while self.unasked:
            question, self.unasked = self.unasked[0], self.unasked[1:]
            with self._noted(question):
                self.ask(assistant, question, role, words)

    def ask_waiting(self, assistant: Assistant, role: Role, words: Words = "model") -> bool:
        """Ask what was put in; whether there was anything."""
        self._stop_pending()
        asked = bool(self.waiting)
        while self.waiting:
            with self._first() as question:
                self.ask(assistant, question, role, words)
        return asked

    def write_first(
        self, assistant: Assistant, role: Role, begin: Callable[[Answer], Follow]
    ) -> None:
        """Have a language model answer what waits first, or go on with what it has begun.

        `begin` gets the answer in the guideline's own words, and gives what follows the model's.
        """
        with self._first() as question:
            if self.pending is None:
                self.pending = Pending(assistant, question, self._history(), role)
            answer = self.pending.follow(begin(self.pending.found))
            self.pending = None
            self.answers.append(answer)

    def stop_writing(self) -> None:
        """Answer what waits first in the guideline's own words, and let the model be."""
        if self.pending:
            with self._first():
                self.answers.append(self.pending.found)
                self._stop_pending()

    def _stop_pending(self) -> None:
        if self.pending:
            self.pending.stop()
        self.pending = None

    @contextmanager
    def _first(self) -> Iterator[str]:
        """What waits first. It waits until it is answered: what draws can be broken off."""
        question = self.waiting[0]
        try:
            with self._noted(question):
                yield question
        except Exception:
            self.waiting = self.waiting[1:]
            self._stop_pending()
            raise
        self.waiting = self.waiting[1:]

    @contextmanager
    def _noted(self, question: str) -> Iterator[None]:
        try:
            yield
        except Exception:  # whatever it is, the page fails now, and must not the next time
            self.failed = (*self.failed, question)
            raise

    def clear(self) -> None:
        """Begin anew, as another conversation."""
        self.former, self.answers = tuple(self.answers), []
        self.former_waiting = (*self.failed, *self.waiting)
        self.token = _name()
        self.opened = self.unrated = None
        self.failed = self.waiting = ()
        self._stop_pending()

    def undo_clear(self) -> None:
        """Go on with the conversation that was ended last."""
        self.answers, self.former = list(self.former), ()
        for question in self.former_waiting:
            self.put_in(question)
        self.former_waiting = ()

    def kept(self, language: Language, role: Role, *, worded: bool = True) -> str:
        """What the tab is to keep: the last questions, without CPR numbers."""
        asked = [answer.question for answer in self.answers if answer.status != "invalid"]
        unanswered = [redact(one)[0] for one in (*self.failed, *self.waiting)]
        return Kept(
            token=self.token,
            language=language,
            role=role,
            worded=worded,
            questions=(*self.unasked, *asked, *unanswered)[-MOST_KEPT:],
        ).model_dump_json()
