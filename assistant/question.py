"""What was asked: cleaned, redacted, in which language, and as a question that stands alone."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.danger import is_acute
from assistant.followup import Turn, stand_alone
from assistant.redaction import redact
from corpus import words

Language = Literal["da", "en"]

LONGEST = 2_000
"""Characters of a question; the longest real ones have a tenth of it."""

_ENGLISH = frozenset(
    "the what which who when how why where is are do does should must can may of to and in for "
    "with a an patient patients pain treatment chronic if there my any be by from it that this "
    "before after refer referral".split()
)
_DANISH = frozenset(
    "hvad hvilke hvilken hvilket hvem hvornaar hvordan hvor er skal boer kan maa og i til med en "
    "et den det de der som jeg vi man ved om af paa ikke efter foer fra min har smerter "
    "patienten".split()
)


class InvalidQuestion(Exception):
    """A text that can't be asked; the message says why, in Danish."""

    def __init__(self, reason: str, *, shown: str) -> None:
        super().__init__(reason)
        self.shown = shown
        """As much of the text as can be shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that is ready to be searched for."""

    text: str
    """As asked, without CPR numbers and control characters."""
    asked_as: str
    """Standing alone: what is searched for."""
    language: Language
    redacted: bool
    """A CPR number was taken out, of it or of the history."""
    acute: bool
    """It tells of acute danger."""


def read_question(text: str, history: Sequence[Turn] = ()) -> Question:
    """Make `text` ready to be searched for.

    Raises:
        InvalidQuestion: it is empty, too long, or has no words.
    """
    shown = clean(text)
    if not shown:
        raise InvalidQuestion("Skriv et spørgsmål.", shown="")
    if len(shown) > LONGEST:
        raise InvalidQuestion(
            f"Spørgsmålet er for langt: {len(shown)} tegn, og der er plads til {LONGEST}. "
            "Stil det kortere, gerne som flere spørgsmål.",
            shown=shown[:LONGEST],
        )
    if not any(len(word) > 1 and word.isalpha() for word in words(shown)):
        raise InvalidQuestion(
            "Spørgsmålet har ingen ord. Skriv det med almindelige ord.", shown=shown
        )
    redacted, had_cpr = redact(shown)
    turns = [Turn(role=turn.role, content=redact(clean(turn.content))[0]) for turn in history]
    return Question(
        text=redacted,
        asked_as=stand_alone(redacted, turns),
        language=language_of(redacted),
        redacted=had_cpr,
        acute=is_acute(redacted),
    )


def clean(text: str) -> str:
    """NFC, single spaces, and none of the characters that don't show or can't be stored."""
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    return re.sub(r" {2,}", " ", visible).strip()


def language_of(text: str) -> Language:
    """Danish or English, by their commonest words; Danish where neither shows."""
    found = words(text)
    english = sum(word in _ENGLISH for word in found)
    danish = sum(word in _DANISH for word in found)
    return "en" if english > danish and not re.search("[æøåÆØÅ]", text) else "da"
