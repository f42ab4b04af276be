"""Whether the guideline answers a question at all.

A first, plain version: five signals, weighed together, and the topics that it leaves to others.
"""

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from corpus import Pointer, fold
from index import Search

THRESHOLD = 0.3
"""From this confidence on a question is answered."""

SURE = 0.85
"""From this confidence on it is answered though it touches a topic that is left to others."""

# A logistic regression on the development cases and 47 questions that have no answer here.
_QUESTION_COSINE, _COSINE, _KNOWN, _COVERAGE, _LEXICAL, _BIAS = 3.25, 1.99, 2.38, 1.20, 0.258, -6.55
_MOST_LEXICAL = 12.0
"""A higher BM25 than this says no more."""

_HITS_READ = 5

_ASKS_SCOPE = re.compile(
    r"\b(?:omfatt\w*|gælder?|målgruppe\w*|undtag\w*|inkluder\w*|udelad\w*|tilbud|include\w*|"
    r"apply|applies|cover\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether there is an answer, and if not, why and what the guideline points to."""

    status: Literal["answered", "not_covered", "off_topic"]
    confidence: float
    """That the guideline answers, in [0, 1]."""
    pointer: Pointer | None = None


def judge(question: str, found: Search, pointers: Sequence[Pointer]) -> Coverage:
    """Judge `question` by what was `found` for it, and the topics that `pointers` name."""
    confidence = _confidence(found)
    pointer = next((one for one in pointers if one.matches(question)), None)
    if pointer and (pointer.absolute or (confidence < SURE and not _ASKS_SCOPE.search(question))):
        return Coverage(status="not_covered", confidence=confidence, pointer=pointer)
    if confidence >= THRESHOLD:
        return Coverage(status="answered", confidence=confidence)
    return Coverage(
        status="not_covered" if pointer or is_on_subject(question) else "off_topic",
        confidence=confidence,
        pointer=pointer,
    )


def _confidence(found: Search) -> float:
    if not found.known:
        return 0.0
    hits = found.hits
    score = (
        _QUESTION_COSINE * max(hit.question_cosine for hit in hits)
        + _COSINE * max(hit.cosine for hit in hits)
        + _KNOWN * found.known
        + _COVERAGE * max(hit.coverage for hit in hits[:_HITS_READ])
        + _LEXICAL * min(_MOST_LEXICAL, max(hit.lexical for hit in hits))
        + _BIAS
    )
    return round(1 / (1 + math.exp(-score)), 3)


def is_on_subject(question: str) -> bool:
    """Whether a word of `question` belongs to pain, its treatment or its care."""
    return bool(_subject_words().search(fold(question)))


@lru_cache(maxsize=1)
def _subject_words() -> re.Pattern[str]:
    lexicon = tomllib.loads(files("corpus").joinpath("lexicon.toml").read_text("utf-8"))
    listed = [*lexicon["subject"]["words"], *lexicon["subject"]["medicines"]]
    ways = "|".join(re.escape(fold(word)).replace(r"\*", r"\w*") for word in listed)
    return re.compile(rf"\b(?:{ways})\b")
