"""A text as it is compared with another: its words, numbers, negations, modals and actors."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.mentions import Mentions, mentions
from assistant.tokens import Token, tokenize
from assistant.wording import found_in, groups_of, read_wording, root
from corpus import Modality

NEAR = 5
"""Words on each side of a number that tell what it counts.

Like the other limits here it was fitted on eval/grounding/dev.jsonl.
"""

SCOPE = 3
"""Content words on each side of a negation or a modal that it is about."""

_UNIT_REACH = 3
"""Words behind a number in which its unit may stand: "3 hele uger"."""

_SERIES_REACH = 7
"""Words between "henholdsvis" and a number of its series, and on to the last of them."""

_ALWAYS_REACH = 3
"""Words before "altid" in which a modal makes it a part of its own duty."""

_ONLY_REACH = 4
"""Words behind "ikke" in which "kun" takes the negation away: "ikke kun", "ikke er alene"."""

_ONLY = frozenset({"kun", "alene", "blot", "mindst", "udelukkende", "bare"})
_IN_OR_OUT = (root("omfattet"), root("inkluderet"))
"""What an exception takes back, though it needn't say so."""

_MODAL_VERBS = frozenset({"skal", "boer", "kan", "maa", "kunne"})
_CONJUNCTIONS = frozenset({"som", "der", "hvis", "naar"})
_NO_INFINITIVE = ("erne", "ene", "ske", "lige", "ige")
_THOUSANDS = re.compile(r"\.(?=\d{3}\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, and what it counts."""

    value: str
    """In digits, with a decimal point; or a word such as "halv" or "juni"."""
    unit: str
    """What is counted ("uge"), or what it is the number of ("kapitel"); empty if not seen."""
    near: frozenset[str]
    """Roots of the content words about it."""
    before: frozenset[str]
    """Roots of those before it."""
    text: str
    """As it is written, folded."""
    is_paragraph: bool
    """It stands behind a §."""
    series: tuple[str, ...] = ()
    """All values of its series, if "henholdsvis" gives each to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A negation or a modal, and the roots of the content words that it is about."""

    kind: Modality | None
    """None for a negation."""
    before: tuple[str, ...]
    """In its own clause."""
    after: tuple[str, ...]
    """In its own clause and the next."""
    close: tuple[str, ...]
    """What of `after` is in its own clause."""
    verb: str
    """Root of the infinitive behind a modal; empty where none is seen."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """All of a text that is compared."""

    text: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    """The tokens that say something."""
    words: frozenset[str]
    roots: frozenset[str]
    """Of all tokens."""
    groups: frozenset[int]
    """Of all paraphrases of its words."""
    units: frozenset[str]
    numbers: tuple[Number, ...]
    negations: tuple[Marked, ...]
    modals: tuple[Marked, ...]
    people: Mentions

    def says(self, word: str) -> bool:
        """Whether the text has a word of this root, or another for the same."""
        return found_in(word, self.roots) or not self.groups.isdisjoint(groups_of(word))


@lru_cache(maxsize=4_000)
def read(text: str) -> Reading:
    """How `text` is read. The same passages are cited again and again, so it is kept."""
    tokens = tuple(tokenize(text))
    units = read_wording().units
    return Reading(
        text=text,
        tokens=tokens,
        content=tuple(one for one in tokens if one.content),
        words=frozenset(one.word for one in tokens),
        roots=frozenset(one.root for one in tokens),
        groups=frozenset(group for one in tokens for group in groups_of(one.root)),
        units=frozenset(units[one.word] for one in tokens if one.word in units),
        numbers=tuple(_numbers(tokens)),
        negations=tuple(_negations(tokens)),
        modals=tuple(_modals(tokens)),
        people=mentions(text, tokens),
    )


def sharpens_duty(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` is an "altid" that belongs to a modal before it: "skal altid"."""
    before = [one.word for one in tokens[max(0, at - _ALWAYS_REACH) : at]]
    return tokens[at].word == "altid" and ("skal" in before or "boer" in before)


def _numbers(tokens: Sequence[Token]) -> Iterator[Number]:
    wording = read_wording()
    for at, token in enumerate(tokens):
        before = tokens[at - 1].word if at else ""
        value = _value(token.word)
        if value is None and before == "hver":
            value = wording.ordinals.get(token.word)
        if value is None:
            continue
        around = tokens[max(0, at - NEAR) : at + NEAR + 1]
        yield Number(
            value=value,
            unit=before if before in wording.labels else _unit(tokens[at + 1 :][:_UNIT_REACH]),
            near=frozenset(one.root for one in around if one.content),
            before=frozenset(one.root for one in tokens[max(0, at - NEAR) : at] if one.content),
            text=token.word,
            is_paragraph=before.startswith("§"),
            series=_series(tokens, at),
        )


def _value(word: str) -> str | None:
    if word[0].isdigit():
        return _THOUSANDS.sub("", word).replace(",", ".")
    wording = read_wording()
    return word if word in wording.months else wording.numbers.get(word)


def _unit(following: Sequence[Token]) -> str:
    units = read_wording().units
    return next((units[one.word] for one in following if one.word in units), "")


def _series(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """The values behind the last "henholdsvis" before the number at `at`, if one is near."""
    for start in range(at - 1, max(-1, at - 1 - _SERIES_REACH), -1):
        if tokens[start].word == "henholdsvis":
            values = (_value(one.word) for one in tokens[start + 1 : at + 1 + _SERIES_REACH])
            return tuple(value for value in values if value)
    return ()


def _negations(tokens: Sequence[Token]) -> Iterator[Marked]:
    for at, token in enumerate(tokens):
        if read_wording().exceptions.match(token.word):
            about = (*(one.root for one in tokens if one.content and one is not token), *_IN_OR_OUT)
            yield Marked(kind=None, before=(), after=about, close=about, verb="")
        if not read_wording().negators.match(token.word):
            continue
        if any(one.word in _ONLY for one in tokens[at + 1 :][:_ONLY_REACH]):
            continue
        yield _marked(tokens, at, kind=None)


def _modals(tokens: Sequence[Token]) -> Iterator[Marked]:
    for at, token in enumerate(tokens):
        kind = _modality(token.word)
        before = tokens[at - 1].word if at else ""
        if kind is None or (before == "som" and token.word.startswith("mulig")):
            continue  # "så tidligt som muligt"
        if kind == "kan" and any(one.word == "skal" for one in tokens[max(0, at - 2) : at]):
            continue  # "skal kunne" is a duty, "skal derfor kunne" as well
        if not sharpens_duty(tokens, at):
            yield _marked(tokens, at, kind=kind)


def modals_of(verb: str, tokens: Sequence[Token]) -> frozenset[Modality]:
    """The modals before infinitives of this root, in their sentence and no clause between."""
    found: set[Modality] = set()
    kind: Modality | None = None
    sentence = 0
    for token in tokens:
        if token.word in _CONJUNCTIONS or token.sentence != sentence:
            kind, sentence = None, token.sentence
        if token.word in _MODAL_VERBS:
            kind = kind if kind and token.word == "kunne" else _modality(token.word)
        elif kind and token.root == verb and _is_infinitive(token.word):
            found.add(kind)
    return frozenset(found)


def _modality(word: str) -> Modality | None:
    return next((kind for kind, ways in read_wording().modals if ways.match(word)), None)


def _marked(tokens: Sequence[Token], at: int, *, kind: Modality | None) -> Marked:
    clause = tokens[at].clause
    following = (tokens[behind] for behind in range(at + 1, len(tokens)))
    after = list(islice((one for one in following if one.content), SCOPE))
    after = [one for one in after if one.clause <= clause + 1]
    close = [one for one in after if one.clause == clause]
    before = [one.root for one in tokens[:at] if one.content and one.clause == clause]
    return Marked(
        kind=kind,
        before=tuple(before[-SCOPE:]),
        after=tuple(one.root for one in after),
        close=tuple(one.root for one in close),
        verb=next((one.root for one in close if _is_infinitive(one.word)), ""),
    )


def _is_infinitive(word: str) -> bool:
    """Whether it may be one, active or passive, by its ending alone."""
    return word.endswith(("e", "s")) and not word.endswith(_NO_INFINITIVE)
