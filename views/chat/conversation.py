"""A conversation: what was asked and answered, and what a browser tab keeps of it.

The tab keeps the questions alone. The same question on the same index gives the same answer, so
that after a reload they are asked again, and nothing of a conversation is stored on the server.
"""

import uuid
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant import Answer, Assistant, Role, Turn
from views.strings import Language

MOST_KEPT = 30
"""Questions that survive a reload: asking so many again takes about a second."""

LONGEST_KEPT = 4_000
"""Characters of a question that comes back; longer ones were never answered."""


class Kept(BaseModel):
    """What a browser tab keeps; it comes back from there, so it is checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: str = Field(pattern="^[0-9a-f]{32}$")
    language: Language
    role: Role
    questions: tuple[str, ...] = Field(max_length=MOST_KEPT)


def read_kept(text: str) -> Kept | None:
    """What the tab kept, or None where that can't be read."""
    try:
        return Kept.model_validate_json(text)
    except ValidationError:
        return None


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
    """Questions to be asked at the next run of the page: what was put in, or asked before a reload.

    A run can be broken off by the next one wherever it draws something; what waits here isn't lost.
    """
    linked: str | None = None
    """The question that the address held, once it has been put in."""
    unrated: tuple[int, str] | None = None
    """The turn whose feedback could not be stored, and why."""
    scrolled_to: str = ""
    """The id of what is to be scrolled into view."""
    news: int = 0
    """Counts what was announced."""
    announced: str = ""

    def ask(self, assistant: Assistant, question: str, role: Role) -> Answer:
        """Ask `question` after all that was asked before."""
        history = [
            turn
            for answer in self.answers
            if answer.status != "invalid"
            for turn in (
                Turn(role="user", content=answer.question),
                Turn(role="assistant", content=answer.text),
            )
        ]
        answer = assistant.ask(question, history, role=role)
        self.answers.append(answer)
        self.opened = None
        return answer

    def announce(self, text: str) -> None:
        """Have a screen reader read `text` out."""
        self.announced = text
        self.news += 1

    def put_in(self, question: str) -> None:
        """Have `question` asked at the next run of the page."""
        self.unasked = (*self.unasked, question)

    def put_in_linked(self, question: str | None) -> None:
        """Have the question in the address asked, once for as long as it stands there."""
        if question and question != self.linked:
            self.put_in(question)
        self.linked = question

    def restore(self, kept: Kept) -> None:
        """Go on from what the tab kept; what was asked since comes after it."""
        since = [answer.question for answer in self.answers]
        self.token = kept.token
        again = (one[:LONGEST_KEPT] for one in (*kept.questions, *since))
        self.unasked = (*again, *self.unasked)
        self.answers = []

    def ask_all(self, assistant: Assistant, role: Role) -> bool:
        """Ask all that waits to be asked; whether there was anything."""
        waiting, self.unasked = self.unasked, ()
        for question in waiting:
            self.ask(assistant, question, role)
        return bool(waiting)

    def clear(self) -> None:
        """Begin anew, as another conversation."""
        self.token = _name()
        self.answers = []
        self.unasked = ()
        self.opened = None

    def kept(self, language: Language, role: Role) -> str:
        """What the tab is to keep: the last questions, without CPR numbers."""
        asked = [answer.question for answer in self.answers if answer.status != "invalid"]
        return Kept(
            token=self.token,
            language=language,
            role=role,
            questions=(*self.unasked, *asked)[-MOST_KEPT:],
        ).model_dump_json()
