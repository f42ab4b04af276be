"""A follow-up in a conversation, made into a question that stands alone.

A first, plain version: a question that is short or points back takes the one before it along.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import STOP_WORDS, words

_OPENS = re.compile(
    r"\s*(?:og|men|så|jamen|ok(?:ay)?,?|hvad så|hvem så|hvornår så|hvordan så|and|but|what about|"
    r"hvad med|hvad (?:hvis|nu hvis)|gælder det (?:også)?|også|selv om|selvom|hvorfor\s*\?|"
    r"hvordan\s*\?|hvem\s*\?|hvornår\s*\?|hvor\s*\?)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:den|det samme|dem|denne|dette|disse|deres|dens|dets|han|hun|ham|hende|det her|det der|"
    r"dertil|derfra|deri|der i|her i|it|they|them|this|that|those)\b(?! \w+(?:de|te) )",
    re.IGNORECASE,
)
FEW_WORDS = 3
"""Of its own; a question with fewer leans on the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One side's words in a conversation."""

    role: Literal["user", "assistant"]
    content: str


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """`question` with what it leans on, from the user's last question that stands alone."""
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    if not asked or not leans(question):
        return question
    earlier = next((one for one in reversed(asked) if not leans(one)), asked[0])
    own = question.strip()
    return f"{earlier.strip().rstrip('?.! ')} – {own[0].lower()}{own[1:]}"


def leans(question: str) -> bool:
    """Whether `question` can't be understood without the one before it."""
    own = [word for word in words(question) if word not in STOP_WORDS]
    return bool(
        _OPENS.match(question)
        or len(own) < FEW_WORDS
        and _LEANS.search(question)
        or len(own) < 2
        or re.search(
            r"\b(?:i den|om den|om det|af den|med den|til den|for dem|til dem)\b", question
        )
    )
