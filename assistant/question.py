"""What was asked: cleaned, redacted, in which language, and as a question that stands alone."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.danger import is_acute
from assistant.followup import Turn, joined, leans
from assistant.redaction import REDACTED, redact
from assistant.roles import Role
from corpus import words

Language = Literal["da", "en"]

LONGEST = 2_000
"""Characters of a question; the longest real ones have a tenth of it."""

MOST_READ = 20_000
"""Characters that are searched for danger, however long the text is."""

# Words that only one of the two languages has, but for names; "for", "to", "a" and "patient"
# are both.
_ENGLISH = frozenset(
    "the what which who whom when how why where are do does did should can could would will may "
    "has have was were be been of and in with without an there it its they them he she you your "
    "my me if or not at from about before after during between because than that this those "
    "pain chronic treatment opioids tapering sleep risk factors children people team thanks "
    "please help need explain tell give physiotherapy approach criteria services".split()
)
_DANISH = frozenset(
    "hvad hvilke hvilken hvilket hvem hvornaar hvordan hvorfor hvor er skal boer kan maa og i til "
    "en et den det de der som jeg min mig du vi man ved om paa af hos mod ikke eller efter foer "
    "fra har bliver bruges findes henvises henvisning kommunen smerter smerte behandling "
    "patienten patienter aftrapning genoptraening uger gange hver".split()
)


_MARKUP = re.compile(
    r"<(script|style)\b.*?</\1\s*>|</?[a-z!][^>]*>|!?\[[^\]]*\]\([^)]*\)|https?://\S+|(?<!\w)#{2,}|[*_`]{2,}",
    re.IGNORECASE | re.DOTALL,
)


_THANKS = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|tak|super|fint|thanks|thank you)[\s,.!]+)+", re.IGNORECASE
)

_JOINT = re.compile(
    r"(?<=\?)\s+|,?\s+(?:og|samt|and)\s+(?=(?:i så fald |efter |ved |under |for )?"
    r"(?:hvad|hvem|hvor\w*|hvilke\w*|hvis|skal|kan|bør|må|er|kræver|what|who|how|when|where|why|"
    r"which|is|are|should|can|does|do)\b)",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"(?:forskel\w* (?:på|mellem|ml\.?)|differences? between) (?:en |et )?(.+?) (?:og|and) "
    r"(?:en |et )?(.+?)(?=[?.,]|$)",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"(?<=[?!:])\s+|(?<=\w{4}\.)\s+(?=\w)|\s+[–-]+\s+")
FEWEST_OF_SENTENCE = 5
"""Words of a sentence that says what it asks for."""

FEWEST_OF_PART = 2
"""Words of a part of a question; fewer ask for nothing of their own."""


class InvalidQuestion(Exception):
    """A text that can't be asked; the message says why, in Danish."""

    def __init__(self, reason: str, question: "Question") -> None:
        super().__init__(reason)
        self.question = question
        """What could be read of it, for notices and to be shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that is ready to be searched for."""

    text: str
    """As asked, without CPR numbers and control characters."""
    asked_as: str
    """Standing alone: what is searched for."""
    joined: str | None
    """With the earlier question that it may lean on, if there is one."""
    earlier: tuple[str, ...]
    """What the user asked before, oldest first."""
    language: Language
    redacted: bool
    """A CPR number was taken out, of it or of the history."""
    acute: bool
    """It tells of acute danger."""
    role: Role | None = None
    """Who asks, if they said so."""


def read_question(text: str, history: Sequence[Turn] = ()) -> Question:
    """Make `text` ready to be searched for.

    Raises:
        InvalidQuestion: it is empty, too long, or has no words.
    """
    shown, redacted = redact(clean(text))
    turns = [(turn.role, *redact(clean(turn.content))) for turn in history]
    earlier = [Turn(role=role, content=said) for role, said, _ in turns]
    with_earlier, split_over_turns = redact(joined(shown, earlier) or "")
    question = Question(
        text=shown[:LONGEST],
        asked_as=with_earlier if split_over_turns else shown[:LONGEST],
        joined=None if split_over_turns else with_earlier[: 2 * LONGEST] or None,
        earlier=tuple(turn.content for turn in earlier if turn.role == "user"),
        language=language_of(shown),
        redacted=redacted or split_over_turns or any(had for *_, had in turns),
        acute=is_acute(shown[:MOST_READ]) or (leans(shown) and is_acute(with_earlier[:MOST_READ])),
    )
    if not shown:
        raise InvalidQuestion("Skriv et spørgsmål.", question)
    if len(shown) > LONGEST:
        raise InvalidQuestion(
            f"Spørgsmålet er for langt: {len(shown)} tegn, og der er plads til {LONGEST}. "
            "Stil det kortere, gerne som flere spørgsmål.",
            question,
        )
    if not any(len(word) > 1 and word.isalpha() for word in words(shown)):
        raise InvalidQuestion("Spørgsmålet har ingen ord. Skriv det med almindelige ord.", question)
    return question


def parts_of(query: str) -> tuple[str, ...]:
    """The parts of a query that asks for several things ("... og hvem gør det?"), or nothing."""
    parts = [part for part in _JOINT.split(query) if len(words(part)) >= FEWEST_OF_PART]
    return tuple(parts) if len(parts) > 1 else ()


def sides_of(query: str) -> tuple[str, ...]:
    """The two that a query compares ("forskellen på A og B"), each as a question; or nothing."""
    match = _COMPARES.search(query)
    return tuple(f"Hvad er {side}?" for side in match.groups()) if match else ()


def last_sentence_of(query: str) -> str:
    """The last sentence of a query that has several and tells a story first; or nothing."""
    sentences = _SENTENCE_END.split(query)
    whole = [one for one in sentences if len(words(one)) >= FEWEST_OF_SENTENCE]
    return whole[-1] if whole and len(sentences) > 1 else ""


def query_of(text: str) -> str:
    """What is searched for of `text`: without markup, addresses and thanks for the last answer."""
    plain = _MARKUP.sub(" ", text.replace(REDACTED, " "))
    return _THANKS.sub("", plain) or plain


def clean(text: str) -> str:
    """NFC, single spaces, and none of the characters that don't show or can't be stored.

    A control character parts words; a format character (zero width) doesn't.
    """
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    visible = "".join(_visible(character) for character in composed)
    return re.sub(r" {2,}", " ", visible).strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc":
        return " "
    return "" if category[0] == "C" else character


def language_of(text: str) -> Language:
    """Danish or English, by the words that only one of them has; Danish where neither shows."""
    found = words(text)
    english = sum(word in _ENGLISH for word in found)
    danish = sum(word in _DANISH for word in found)
    return "en" if english > danish else "da"
