"""Whether the guideline answers a question at all."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Literal

from corpus import Pointer, Silence, any_of, fold, read_lexicon
from index import Search

THRESHOLD = 0.26
"""From this confidence on a question is answered. Of questions by new writers, meant to be out of
the way, four in a hundred have an answer and are below it; of the development cases two (the
risk-coverage curve is in the report)."""

SURE = 0.6
"""What it takes where a word says that the topic is left out, or in acute danger."""

LAST_ALONE = 0.5
"""What the last sentence of a story loses (in log odds) for being judged without the others."""

VOTERS = 20
"""How many of the nearest known questions say whether theirs has an answer."""

SHARPNESS = 12.0
"""How much more a nearer one's vote counts: e to the power of this by the cosine."""

MOST_VOTES = 0.5
"""From this share of them on they say what a question is on that has no telling word."""

HITS_READ = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether there is an answer, and if not, why, and where the guideline points."""

    status: Literal["answered", "not_covered", "off_topic"]
    confidence: float
    """That the guideline answers, in [0, 1]."""
    pointer: Pointer | None = None
    """Where the guideline sends those who ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What speaks for an answer, and what for silence."""

    answered: float
    """Cosine with the nearest known question that has an answer."""
    silent: float
    """Cosine with the nearest known question that has none."""
    votes: float
    """The share of the VOTERS that have none, by weight; in [0, 1]."""
    known: float
    """The share of the question's words that the index knows, by rarity; in [0, 1]."""
    coverage: float
    """The same of one of the best hits."""
    letters: float
    """Which of the two kinds is nearer by letters: from -1 (silent) to 1 (answered)."""


# A logistic regression of the signals, in their order. Fitted on the questions of silences.jsonl
# and on 1,482 that have an answer, each quarter judged by an index that didn't know it.
_WEIGHTS = (0.31, -4.26, -3.22, 4.05, 3.5, 4.23)
_NUMBER_MISSING = -2.45
_BIAS = -4.0

_WANTS_NUMBER = re.compile(
    r"\b(?:hvor (?:mange|længe|ofte|tit|stort?|høj\w*|lang\w*|meget|lidt|hurtigt|gammel|få)|"
    r"hvad koster|pris\w*|antal\w*|andel|pct|procent\w*|percent\w*|varighed|hvilket år|frist\w*|"
    r"dosis|mg|kroner|kr|nummer\w*|kode\w*|grænse\w*|score\w*|"
    r"how (?:many|long|often|much|common|high|fast|old))\b|%",
    re.IGNORECASE,
)
_ASKS_SCOPE = re.compile(
    r"\b(?:omfatt\w*|gælder?|målgruppe\w*|undtag\w*|inkluder\w*|udelad\w*|include\w*|appl(?:y|ies)|"
    r"cover\w*)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:hv\w+|skal|må|kan|bør|what|who|how|when|where|why|should|can|is)\b", re.IGNORECASE
)
_HAS_NUMBER = re.compile(
    r"\d|\b(?:to|tre|fire|fem|seks|halvdel\w*|tredjedel\w*|femtedel|halve?)\b", re.IGNORECASE
)


def judge(
    question: str,
    found: Search,
    best: str,
    *,
    last: Search | None = None,
    acute: bool = False,
    silences: Sequence[Silence] = (),
) -> Coverage:
    """Judge `question` by what was `found` for it, and for its `last` sentence if it has several.

    `best` is the text that would be quoted first. One of `silences` may be known by its words;
    in `acute` danger a passing likeness is no answer either, and a cry for help asks for none.
    """
    missing = wants_number(question) and not has_number(best)
    odds = _odds(signals_of(found), missing)
    if last:
        odds = max(odds, _odds(signals_of(last), missing) - LAST_ALONE)
    confidence = round(1 / (1 + math.exp(-odds)), 3) if found.known else 0.0
    named = next(
        (one for one in silences if one.names(question) and not _ASKS_SCOPE.search(question)), None
    )
    cry = acute and not _ASKS.search(question)
    if confidence >= (SURE if named or acute else THRESHOLD) and not cry:
        return Coverage(status="answered", confidence=confidence)
    if named:
        return Coverage(status="not_covered", confidence=confidence, pointer=named.pointer)
    votes = _votes(found)
    strange = not found.known or _is_strange(subject_of(f"{found.query} {question}"), votes)
    return Coverage(
        status="off_topic" if strange else "not_covered",
        confidence=confidence,
        pointer=None if strange else _pointer(votes),
    )


def signals_of(found: Search) -> Signals:
    """The signals of what was found; all 0 where no word is known."""
    near = {
        silent: [one for one in found.neighbours if bool(one.question.silence) == silent]
        for silent in (True, False)
    }
    cosines = {kind: max((one.cosine for one in ones), default=0.0) for kind, ones in near.items()}
    letters = {kind: max((one.grams for one in ones), default=0.0) for kind, ones in near.items()}
    both = letters[True] + letters[False]
    return Signals(
        answered=cosines[False],
        silent=cosines[True],
        votes=sum(_votes(found).values()),
        known=found.known,
        coverage=max((hit.coverage for hit in found.hits[:HITS_READ]), default=0.0),
        letters=(letters[False] - letters[True]) / both if both else 0.0,
    )


def _votes(found: Search) -> dict[Silence, float]:
    """For each silence the share of the VOTERS that are on it, by weight."""
    voters = found.neighbours[:VOTERS]
    weights = [math.exp(SHARPNESS * (one.cosine - voters[0].cosine)) for one in voters]
    votes: dict[Silence, float] = {}
    for weight, one in zip(weights, voters, strict=True):
        if one.question.silence:
            silence = one.question.silence
            votes[silence] = votes.get(silence, 0.0) + weight / sum(weights)
    return votes


def _is_strange(subject: Literal["pain", "care", "none"], votes: Mapping[Silence, float]) -> bool:
    """Whether a question is on another subject, by its words and by those that are near."""
    on = sum(weight for one, weight in votes.items() if one.on_subject)
    off = sum(votes.values()) - on
    return {"pain": False, "care": off > on, "none": on < MOST_VOTES or off > on}[subject]


def _pointer(votes: Mapping[Silence, float]) -> Pointer | None:
    """The pointer with the most votes, of one topic or several; None if most have none."""
    pointers: dict[Pointer | None, float] = {}
    for silence, weight in votes.items():
        if silence.on_subject:
            pointers[silence.pointer] = pointers.get(silence.pointer, 0.0) + weight
    return max(pointers, key=lambda one: pointers[one]) if pointers else None


def wants_number(question: str) -> bool:
    """Whether `question` can only be answered by a number, or by saying that it depends."""
    return bool(_WANTS_NUMBER.search(question))


def has_number(text: str) -> bool:
    return bool(_HAS_NUMBER.search(text))


def _odds(signals: Signals, number_missing: bool) -> float:
    """The log odds that there is an answer."""
    values: tuple[float, ...] = astuple(signals)
    known = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return known + _NUMBER_MISSING * number_missing + _BIAS


def subject_of(query: str) -> Literal["pain", "care", "none"]:
    """Whether a word of `query` belongs to pain and its treatment, or to health care at all."""
    lexicon = read_lexicon()["subject"]
    if any_of((*lexicon["pain"], *lexicon["medicines"])).search(fold(query)):
        return "pain"
    return "care" if any_of(tuple(lexicon["care"])).search(fold(query)) else "none"
