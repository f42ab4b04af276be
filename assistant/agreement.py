"""Whether two texts agree in what must not differ: numbers, names, negations, modality, actors."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.bounds import wrong_bound
from assistant.mentions import Mention
from assistant.opposites import opposite_word, wrong_degree, wrong_negation
from assistant.reading import Number, Reading, modals_of
from assistant.tokens import Token
from assistant.wording import found_in, groups_of, overlap, read_wording, root, same
from corpus import fold

Difference = Literal["number", "name", "negation", "modality", "actor"]

RIVAL_NUMBER = 1
"""Neighbours that another number must share beyond the same one, to stand in its place.

Like the other limits here it was fitted on eval/grounding/dev.jsonl.
"""

SAME_PLACE = 2
"""Neighbours that two numbers share that stand in the same place."""

RIVAL_ACTOR = 1
"""Neighbours that another actor must share beyond the same one, to stand in their place."""

MODAL_SLACK = 1
"""How much less than the best a modal may fit, and still be the one that is meant."""

_BEHIND = 2
"""What a shared word behind a modal counts, where one before it counts 1."""

_NAME_LETTERS = 6
"""By which a medicine is known again, whatever its ending."""

# "todages", "treugers": a number and what it counts in one word.
_COUNTED = re.compile(
    r"(?:en|to|tre|fire|fem|seks|syv|otte|ni|ti)(?:dag|uge|maaned|aar|time|trin|del)"
)
_NO_UNITS = frozenset({("i", "gang"), ("i", "dag")})
_ONE = frozenset({"en", "et"})
_PARTS = frozenset({"agent", "object"})
_DIRECTIONS = frozenset({"til", "fra", "hos", "for"})
"""Prepositions that say who gets what, and from whom."""
_IF = frozenset({"hvis", "naar"})
_CONDITIONS = frozenset({"hvis", "saafremt", "medmindre"})
_CONDITIONAL = _CONDITIONS | frozenset(
    "naar ved forudsat tilfaelde situationer betinget afhaengigt uden selv selvom".split()
)
"""By which something isn't to be done always."""
_BINDING = frozenset({"skal", "boer"})
_INVERTED = re.compile(r", (?:skal|bør)\b")
"""As behind "Opstartes der ..."."""
_PLACES = frozenset({"hos", "i"})
_BYSTANDERS = frozenset({"til", "fra", "i"})
"""Prepositions before somebody who doesn't do it."""

# Whoever reads the guideline knows that these may be meant without a word.
_PATIENT = "patient"
_ANY_DOCTOR = frozenset({"læge", "sundhedsprofessionelle"})
_DOCTORS = _ANY_DOCTOR | {"almen praksis", "kirurg", "speciallæge", "anæstesilæge"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """The first thing in which two texts differ that must not."""

    fault: Difference
    detail: str
    conflict: bool = False
    """The text says otherwise; it isn't only silent."""


def disagreement(said: Reading, held: Reading) -> Disagreement | None:
    """In what a statement, as it was `said`, differs from the text that it is `held` against."""
    if number := wrong_bound(said.text, held.text):
        return Disagreement(fault="number", detail=number, conflict=True)
    if numbers := [*_wrong_units(said, held), *_wrong_numbers(said, held)]:
        conflict = _has_others(said.numbers, held.numbers)
        return Disagreement(fault="number", detail=" ".join(numbers), conflict=conflict)
    if names := _wrong_names(said, held):
        return Disagreement(fault="name", detail=" ".join(names))
    if negation := wrong_negation(said, held):
        conflict = bool(held.modals) and not held.negations
        return Disagreement(fault="negation", detail=negation, conflict=conflict)
    if opposite := opposite_word(said, held) or wrong_degree(said, held):
        return Disagreement(fault="negation", detail=opposite, conflict=True)
    if modal := _changed_modal(said, held) or _dropped_modal(said, held):
        return Disagreement(fault="modality", detail=modal)
    if condition := _dropped_condition(said, held):
        return Disagreement(fault="modality", detail=condition)
    return _wrong_actor(said, held)


def _wrong_units(said: Reading, held: Reading) -> Iterator[str]:
    units = read_wording().units
    theirs = {units[word] for word in held.words if word in units}
    for before, word in pairwise(("", *(one.word for one in said.tokens))):
        if word in units and units[word] not in theirs and (before, word) not in _NO_UNITS:
            yield word
    for one in said.tokens:
        if _COUNTED.match(one.word) and one.word not in held.words:
            yield one.word


def _wrong_numbers(said: Reading, held: Reading) -> Iterator[str]:
    exact = read_wording().exact
    yield from (
        one.word
        for one in said.tokens
        if one.word in exact - held.words and not groups_of(one.root) & held.groups
    )
    values = frozenset(one.value for one in said.numbers)
    for number in said.numbers:
        if number.value == "1" and held.words & _ONE:
            continue
        alike = [one for one in held.numbers if _counts_alike(number, one)]
        if all(
            _belongs_to_another(one, values) and not _is_item(one, said, held) for one in alike
        ) or _has_rival(number, alike, held):
            yield number.text


def _has_others(numbers: Sequence[Number], others: Sequence[Number]) -> bool:
    """Whether `others` stand in the same place, and come to something else."""
    return not any(_counts_alike(one, other) for one in numbers for other in others) and any(
        len(one.near & other.near) >= SAME_PLACE for one in numbers for other in others
    )


def _counts_alike(number: Number, other: Number) -> bool:
    return (
        other.value == number.value
        and (not number.unit or other.unit == number.unit)
        and (other.is_paragraph or not number.is_paragraph)
    )


def _belongs_to_another(number: Number, values: frozenset[str]) -> bool:
    """Whether a number of a series ("henholdsvis 2 og 3") was picked out of it."""
    return bool(number.series) and not values.issuperset(number.series[:2])


def _is_item(number: Number, said: Reading, held: Reading) -> bool:
    """Whether just that was said which has the place in a list that a number has in its series."""
    words = [r"([^\W\d]+)"] * len(number.series)
    for match in re.finditer(", ".join(words[:-1]) + " og " + words[-1], held.text):
        items = [root(fold(one)) for one in match.groups()]
        if [one in said.roots for one in items] == [one == number.value for one in number.series]:
            return True
    return False


def _has_rival(number: Number, alike: Sequence[Number], held: Reading) -> bool:
    """Whether another number stands where `number` was said to stand."""
    nearest = max(_nearness(number, one) for one in alike)
    return any(
        _nearness(number, one) > nearest + RIVAL_NUMBER
        for one in held.numbers
        if one.value != number.value and one.unit == number.unit
    )


def _nearness(number: Number, other: Number) -> int:
    """How many neighbours two numbers share; those that lead to both amounts count twice."""
    near = len(number.near & other.near)
    is_name = number.unit in read_wording().labels
    return near if is_name else near + len(number.before & other.before)


def _wrong_names(said: Reading, held: Reading) -> list[str]:
    """Medicines, and words with a capital, that the text hasn't."""
    theirs = {word[:_NAME_LETTERS] for word in held.words}
    medicines = read_wording().medicines
    return [
        *(
            one.word
            for one in said.tokens
            if medicines.match(one.word) and one.word[:_NAME_LETTERS] not in theirs
        ),
        *(one.word for one in said.tokens if one.capital and not found_in(one.root, held.roots)),
    ]


def _changed_modal(said: Reading, held: Reading) -> str:
    """The first modal for which the text has another, or none, about the same."""
    for mark in said.modals:
        about = mark.after or mark.before
        fits = [
            (_BEHIND * overlap(about, one.after) + overlap(mark.before, one.before), one.kind)
            for one in held.modals
        ]
        best = max((fit for fit, _ in fits), default=0)
        if mark.verb and mark.verb == mark.close[0]:
            theirs = modals_of(mark.verb, held.tokens)
            if theirs and not theirs & {mark.kind, *(one.kind for one in said.modals)}:
                return f"{mark.kind} for {', '.join(sorted(theirs))} {mark.verb}"
        if not any(kind == mark.kind and fit >= best - MODAL_SLACK for fit, kind in fits):
            return f"{mark.kind} {' '.join(about)}"
    return ""


def _dropped_modal(said: Reading, held: Reading) -> str:
    """The first of the text's modals whose verb is said as a plain fact, and not as an if."""
    kinds = {one.kind for one in said.modals}
    begins = {one.clause: one.word for one in reversed(said.tokens)}
    claimed = [one for one in said.content if begins[one.clause] not in _IF]
    for mark in held.modals:
        if mark.verb and mark.kind not in kinds and _is_fact(mark.verb, claimed):
            return f"-{mark.kind} {mark.verb}"
    return ""


def _dropped_condition(said: Reading, held: Reading) -> str:
    """What the text has a duty depend on, where it was said without any condition."""
    spoken = {one.word for one in said.tokens}
    if spoken & _CONDITIONAL or not spoken & _BINDING or _INVERTED.search(said.text):
        return ""
    binding = {one.sentence for one in held.tokens if one.word in _BINDING}
    words = ["", *(one.word for one in held.tokens), ""]
    for at, one in enumerate(held.tokens, start=1):
        depends = one.word in _CONDITIONS and one.sentence in binding
        if depends and words[at - 1] != "selv" and words[at + 1] != "dette":
            return f"{one.word} {words[at + 1]}"
    return ""


def _is_fact(verb: str, content: Iterable[Token]) -> bool:
    """Whether a word of this root has the ending of the present tense."""
    return any(
        one.root == verb
        and one.word.endswith(("r", "s"))
        and not one.word.endswith(("inger", "elser"))
        for one in content
    )


def _wrong_actor(said: Reading, held: Reading) -> Disagreement | None:
    """The first actor who is said to do, or to get, what the text doesn't say of them."""
    if doer := _doer_made_another(said, held):
        return _wrong(doer, conflict=True)
    for mention in said.people.each:
        if mention.actor not in held.people.actors:
            wrong = _unnamed(mention, said, held)
        else:
            wrong = _misplaced(mention, said, held)
        if wrong:
            return wrong
    return None


def _wrong(detail: str, *, conflict: bool) -> Disagreement:
    return Disagreement(fault="actor", detail=detail, conflict=conflict)


def _doer_made_another(said: Reading, held: Reading) -> str:
    """Who does it in the text, and was only said to be where or with whom it is done."""
    roots = {one.root for one in said.content}
    for doer in held.people.each:
        if doer.role != "agent" or doer.verb not in roots:
            continue
        roles = {one.role for one in said.people.each if one.actor == doer.actor}
        theirs = {one.actor for one in held.people.each if one.role in roles}
        if roles and roles <= _BYSTANDERS and doer.actor not in theirs:
            return f"{doer.actor} does it ({doer.verb})"
    return ""


def _unnamed(mention: Mention, said: Reading, held: Reading) -> Disagreement | None:
    """What is wrong with an actor whom the text doesn't name."""
    rival = _rival_of(mention, 0, said, held) or _who_else(mention, held)
    if mention.actor == _PATIENT and (
        mention.role in ("core", "owner") or (not rival and mention.role in _PARTS)
    ):
        return None
    if mention.actor in _ANY_DOCTOR and held.people.actors & _DOCTORS:
        return None
    if any(root(fold(one)).endswith(mention.actor) for one in held.people.actors):
        return None  # "centret" for "smertecentret"
    return _wrong(f"{mention.actor} is not there", conflict=bool(rival))


def _misplaced(mention: Mention, said: Reading, held: Reading) -> Disagreement | None:
    """What is wrong with the part of an actor whom the text names."""
    mine = [one for one in held.people.each if one.actor == mention.actor]
    if mention.role in ("agent", "object", "owner"):
        others = _who_else(mention, held)
        if mention.actor in others:
            return None
        if others:
            return _wrong(f"{_in_place_of(mention, others)} ({mention.verb})", conflict=True)
        if mention.role == "agent" and mention.actor in _who_else(
            replace(mention, role="object"), held
        ):
            return _wrong(f"to {mention.actor} it is done ({mention.verb})", conflict=True)
    elif mention.role in _DIRECTIONS:
        alike = _PLACES if mention.role in _PLACES else {mention.role}
        others = {one.actor for one in held.people.each if one.role in alike}
        said_too = {one.actor for one in said.people.each if one.role in alike}
        if others - said_too and mention.actor not in others:
            return _wrong(f"{mention.role} {_in_place_of(mention, others)}", conflict=True)
    nearest = max(overlap(mention.near, one.near) for one in mine)
    if rival := _rival_of(mention, nearest, said, held):
        return _wrong(f"{mention.actor} in the place of {rival}", conflict=True)
    return None


def _who_else(mention: Mention, held: Reading) -> set[str]:
    """Who has the part of `mention` in the text, with the same verb."""
    return {
        one.actor
        for one in held.people.each
        if one.role == mention.role and one.verb and same(one.verb, mention.verb)
    }


def _rival_of(mention: Mention, nearest: int, said: Reading, held: Reading) -> str:
    """The actor of the text that stands where `mention` was said to stand, or nothing.

    `nearest` is how many neighbours the same actor shares; who was said to stand there
    as well is no rival.
    """
    for rival in held.people.each:
        if rival.actor == mention.actor or (mention.role == "i") != (rival.role == "i"):
            continue
        if rival.role == "owner" and rival.actor == _PATIENT and mention.role != "owner":
            continue  # "den enkeltes behov" is anybody's concern
        shared = overlap(mention.near, rival.near)
        if shared > nearest + RIVAL_ACTOR and not any(
            one.actor == rival.actor and overlap(one.near, rival.near) >= shared
            for one in said.people.each
        ):
            return rival.actor
    return ""


def _in_place_of(mention: Mention, others: Iterable[str]) -> str:
    return f"{mention.actor} for {', '.join(sorted(others))}"
