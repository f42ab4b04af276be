"""A follow-up in a conversation, with what it may lean on: a question asked before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import STOP_WORDS, Contents, words

_LEADS = r"\s*(?:(?:og|men|så|jamen|ok(?:ay)?|tak|and|but|so|thanks)[,.]?\s+)*"

# It names its own subject, or says that the subject is another.
_STANDS = re.compile(
    rf"{_LEADS}(?:hvad (?:er|betyder|(?:menes|forstås) (?:der )?(?:med|ved))|definer\w*|"
    r"hvordan defineres|what (?:is|are|does)|define)\s+"
    r"(?!(?:det|den|de|dem|dette|disse|der|it|this|that|they|these|those|der|forskellen)\b)"
    r"(?:(?:en|et|the|a|an)\s+)?\w{2,}"
    r"|.*\b(?:noget (?:helt )?andet|nyt (?:emne|spørgsmål)|another (?:topic|question))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\s*(?:og|men|jamen|så|ok(?:ay)?|også|selv ?om|hvad (?:så|med|hvis|nu hvis)|hvem så|"
    r"hvornår så|hvordan så|gælder det|kan du (?:forklare|uddybe)|forklar|uddyb|giv et eksempel|"
    r"efter|hos|uden|and|but|what (?:about|if)|how about|can you (?:explain|elaborate)|after|"
    r"without)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:den|dem|dette|disse|denne|deres|dens|dets|han|hun|ham|hende|heraf|hertil|dertil|"
    r"derfra|deri|it|they|them|their|he|she|her|those|these)\b"
    r"|\b(?:af|om|til|med|for|i|ved|tager|gør) (?:det|de)\b|\bde\b\s*\?|\b(?:der|her|there)\s*\?"
    r"|\b(?:does|do|did) (?:that|this)\b|\b(?:tilbyder|gør|findes|bruger|henviser) (?:de|det)\b",
    re.IGNORECASE,
)
_ENGLISH_STOP_WORDS = frozenset(
    "what who when where how why which is are do does did the a an to for of in and or should must "
    "can could i my we you need if be has have with by on at from".split()
)
_THANKS = frozenset({"tak", "mange", "thanks", "thank", "you", "ok", "okay", "super", "fint"})

TELLING = 25
"""Letters of a piece of an answer from which on it stands in one place only, or nearly."""

ENOUGH_WORDS = 4
"""Of its own: a question that has so many and doesn't point back is about what it names."""

FEW_WORDS = 4
"""Of its own, before what points back: then nothing in the question can be what is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One side's words in a conversation."""

    role: Literal["user", "assistant"]
    content: str


def joined(question: str, history: Sequence[Turn]) -> str | None:
    """`question` with the last question before it that stands alone; None where it does itself.

    It may still stand alone: what the two find together decides that.
    """
    asked = [turn.content.strip() for turn in history if turn.role == "user"]
    asked = [one for one in asked if one and not _THANKS.issuperset(words(one))]
    if not asked or _THANKS.issuperset(words(question)) or _stands(question):
        return None
    subject = next((one for one in reversed(asked) if not leans(one)), asked[0])
    steps = [subject, *([asked[-1]] if asked[-1] != subject else []), question]
    return " – ".join(
        [
            steps[0].rstrip("?.! "),
            *(_lowered(step.strip(" -–")).rstrip("?.! ") for step in steps[1:-1]),
            _lowered(steps[-1].strip(" -–")),
        ]
    )


def _stands(question: str) -> bool:
    """Whether `question` names its own subject, or says enough without pointing back."""
    if _STANDS.match(question):
        return True
    points_back = _OPENS.match(question) or _POINTS_BACK.search(question)
    return not points_back and len(_own_words(question)) >= ENOUGH_WORDS


def _lowered(text: str) -> str:
    """With a small first letter, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def last_answer(history: Sequence[Turn]) -> str:
    """What the assistant said last; empty before it has."""
    return next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")


def quoted_last(history: Sequence[Turn], contents: Contents) -> frozenset[str]:
    """The numbers of the sections that the last answer quotes."""
    pieces = [one.strip() for one in re.split(r"[.\n\[\]»«\"]", last_answer(history))]
    told = [one for one in pieces if len(one) >= TELLING]
    return frozenset(
        section.number for section in contents.sections if any(one in section.text for one in told)
    )


def leans(question: str) -> bool:
    """Whether `question` looks as if it can't be understood without the one before it."""
    if _THANKS.issuperset(words(question)) or _STANDS.match(question):
        return False
    if _OPENS.match(question) or len(_own_words(question)) < 2:
        return True
    pointer = _POINTS_BACK.search(question)
    return bool(pointer and len(_own_words(question[: pointer.start()])) < FEW_WORDS)


def _own_words(text: str) -> list[str]:
    return [
        word for word in words(text) if word not in STOP_WORDS and word not in _ENGLISH_STOP_WORDS
    ]
