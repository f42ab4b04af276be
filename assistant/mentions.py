"""Who is mentioned in a text, and in which part: who does it, for whom, and from whom.

No parser stands behind it: the part is read from the words next to the name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.tokens import Token
from assistant.wording import read_wording, root
from corpus import fold

NEIGHBOURS = 3
"""Content words on each side of a name that tell where it stands.

Like the other limits here it was fitted on eval/grounding/dev.jsonl.
"""

_CLAUSE_REACH = 16
"""Words behind a name or a modal in which its verb is looked for."""

_NEAR_REACH = 8
"""Words in which a verb is looked for that needs to be near."""

_AGENT_REACH = 11
"""Words before "af" in which a passive verb is looked for."""

_PARTICIPLE_REACH = 4
"""Words behind "er" or "bliver" in which its participle is looked for."""

_OWNED_REACH = 2
"""Words behind an owner in which stands what is owned."""

_EXAMPLE = 3
"""Words from "eksempel" back to what it is an example of, and before it."""

_BINDING = frozenset({"skal", "boer", "kan", "maa"})
_MODALS_BEFORE = _BINDING | {"kunne", "skulle", "vil"}
"""Behind one of them the subject may follow: "derfor skal kirurgen ..."."""
_MODALS_AFTER = _MODALS_BEFORE | {"burde", "har"}
_LIGHT = frozenset({"tage", "tages", "give", "gives"})
"""Verbs that leave it to a noun to say what is done: "tage kontakt"."""
_PASSIVE = frozenset({"er", "faar", "bliver"})
_IN_NAMES = frozenset({"for", "af", "i", "og"})
"""Words within a name: "Selskab for Almen Medicin"."""
_RELATIVE = frozenset({"der", "som"})
_AND = frozenset({"og", "samt", "eller"})
_JOINS_NAMES = _AND | {"henholdsvis", "ogsaa"}
_NEW_CLAUSE = _RELATIVE | {"hvis", "naar", "fordi"}
_NEXT_CLAUSE = frozenset({"og", "men", "hvis", "naar"})

_NOUNS_OF_VERBS = ("ing", "ingen", "else", "elsen")
_ADJECTIVE = ("lig", "ligt", "lige", "isk", "iske")
_FINITE = ("r", "s", "de", "te")
_NOUNS_LIKE_FINITE = ("inger", "elser", "heder", "smerter")
_INFINITIVE = ("e", "es", "aa")
_ATTRIBUTE = re.compile(r"(?:(?:en|et|n?e|er)s|kommunal|kommunale|regional|regionale)$")
_NO_INFINITIVE = re.compile(r"(?:erne|ene|ande|(?<![vk])ende)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor in one part that it plays."""

    actor: str
    role: str
    """`agent` does it, to `object` it is done, `owner` has it; or the preposition; `core` is none
    of these."""
    verb: str
    """Root of what the agent does, is done to the object or is owned; empty where none is seen."""
    near: frozenset[str]
    """Roots of the content words about the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Everybody whom a text mentions."""

    each: tuple[Mention, ...]
    """In the order of the text; who plays two parts stands there twice."""
    named: Mapping[int, str]
    """Where the words of a name begin, and whose it is."""
    actors: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name's place in a text."""

    actor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What somebody does in a sentence."""

    role: str
    verb: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A name among the tokens of its text."""

    tokens: Sequence[Token]
    named: frozenset[int]
    """Numbers of the tokens that belong to any name."""
    first: int
    last: int
    """Numbers of the name's own first and last token."""
    lead: int
    """Number of the token before it and its determiners; -1 where there is none."""

    @property
    def word_before(self) -> str:
        return self.tokens[self.lead].word if self.lead >= 0 else ""

    @property
    def is_explained(self) -> bool:
        """Whether a relative clause follows: "kirurgen, der ..."."""
        after = self.last + 1
        return after + 1 < len(self.tokens) and self.tokens[after].word in _RELATIVE

    def says(self, at: int) -> bool:
        """Whether token `at` is a content word and in no name."""
        return self.tokens[at].content and at not in self.named


def mentions(text: str, tokens: Sequence[Token]) -> Mentions:
    """Who is mentioned in `text`, whose tokens are `tokens`."""
    names = list(_names(text))
    begins = [one.at for one in tokens]
    named: dict[int, str] = {}
    for name in names:
        for at in begins[bisect_left(begins, name.start) : bisect_left(begins, name.end)]:
            named.setdefault(at, name.actor)
    each = tuple(_mentions(text, tokens, _longest(names)))
    return Mentions(each=each, named=named, actors=frozenset(one.actor for one in each))


def _names(text: str) -> Iterator[_Name]:
    """Every name in `text`, and names within names."""
    wording = read_wording()
    for name, pattern in wording.people:
        for match in pattern.finditer(text):
            actor = root(fold(match[0])) if name in wording.kinds else name
            yield _Name(actor=actor, start=match.start(), end=match.end())


def _longest(names: Iterable[_Name]) -> list[_Name]:
    """The names in order, of those that share text the first and longest."""
    longest: list[_Name] = []
    for name in sorted(names, key=lambda one: (one.start, -one.end)):
        if not longest or name.start >= longest[-1].end:
            longest.append(name)
    return longest


def _mentions(text: str, tokens: Sequence[Token], names: Sequence[_Name]) -> Iterator[Mention]:
    before: _Part | None = None
    ended = 0
    for name, place in zip(names, _places(tokens, names), strict=True):
        if before and _goes_on(place, ended, text[: name.start]):
            parts = [before]
        else:
            parts = list(_parts(place))
        near = _near(place)
        for part in parts:
            mention = Mention(actor=name.actor, role=part.role, verb=part.verb, near=near)
            yield mention
            if part.role == "agent":
                for verb in _further_verbs(place):
                    yield replace(mention, verb=verb)
        before, ended = parts[-1], place.last


def _places(tokens: Sequence[Token], names: Sequence[_Name]) -> Iterator[_Place]:
    begins = [one.at for one in tokens]
    spans = [(bisect_left(begins, one.start), bisect_left(begins, one.end)) for one in names]
    named = frozenset(at for first, behind in spans for at in range(first, behind))
    for first, behind in spans:
        lead = first - 1
        while (
            lead >= 0
            and _describes(tokens, named, lead)
            and tokens[lead].clause == tokens[first].clause
        ):
            lead -= 1
        if [one.word for one in tokens[max(0, lead - 1) : lead + 1]] == ["for", "eksempel"]:
            lead -= _EXAMPLE  # "hos en anden, for eksempel kirurgen": it stands where that one does
            while lead >= 0 and _describes(tokens, named, lead):
                lead -= 1
        yield _Place(tokens=tokens, named=named, first=first, last=max(behind - 1, 0), lead=lead)


def _describes(tokens: Sequence[Token], named: frozenset[int], at: int) -> bool:
    """Whether token `at` is a determiner, or an adjective behind one or behind a preposition."""
    wording = read_wording()
    one = tokens[at]
    if one.word in wording.determiners:
        return True
    if one.capital and at not in named:
        return True
    if (at in named and _is_attribute(one.word)) or one.word.endswith(_ADJECTIVE):
        return True
    if not one.content or not at or not one.word.endswith("e"):
        return False
    before = tokens[at - 1].word
    return not one.word.endswith(("erne", "ene")) and (
        before in wording.prepositions or before in wording.determiners
    )


def _goes_on(place: _Place, ended: int, lead: str) -> bool:
    """Whether the name shares the part of the one that ended at token `ended`.

    "Kommuner, regioner og almen praksis": `lead` is the text before the name.
    """
    if place.lead < 0:
        return True
    if place.word_before in _JOINS_NAMES and place.lead - ended <= 1:
        return True
    if [one.word for one in place.tokens[ended + 1 : place.lead + 1]] == ["men", "ogsaa"]:
        return True
    return place.lead == ended and "," in lead[place.tokens[ended].at :]


def _near(place: _Place) -> frozenset[str]:
    tokens = place.tokens
    before = (tokens[at] for at in range(place.first - 1, -1, -1))
    after = (tokens[at] for at in range(place.last + 1, len(tokens)))
    return frozenset(
        one.root
        for side in (before, after)
        for one in islice((one for one in side if one.content), NEIGHBOURS)
    )


def _further_verbs(place: _Place) -> Iterator[str]:
    """What an agent does besides: "kirurgen vurderer ... og informerer ..."."""
    tokens = place.tokens
    for at in range(place.last + 1, min(place.last + _CLAUSE_REACH, len(tokens) - 1)):
        if tokens[at].word in _NEW_CLAUSE:
            return
        if tokens[at].word in _AND and place.says(at + 1) and _is_finite(tokens[at + 1]):
            yield tokens[at + 1].root


def _parts(place: _Place) -> Iterator[_Part]:
    """In a relative clause somebody has a part of their own, beside that in the sentence."""
    if _is_attribute(place.tokens[place.last].word):
        owned = _first_word(place, place.last + 1, _OWNED_REACH)
        yield _Part(role="owner", verb=owned.root) if owned else _Part(role="core")
        return
    if place.is_explained:
        yield _part_by_what_follows(place) or _Part(role="core")
    yield (
        _part_by_preposition(place)
        or _part_by_what_follows(place)
        or _part_by_what_leads(place)
        or _Part(role="core")
    )


def _is_attribute(name: str) -> bool:
    """Whether a name stands for its owner or its kind: "regionens laeger", "kommunale tilbud"."""
    return _ATTRIBUTE.search(name) is not None


def _part_by_preposition(place: _Place) -> _Part | None:
    role = read_wording().prepositions.get(place.word_before)
    if place.word_before == "om" and _part_by_what_follows(place):
        return None  # "whether"
    if role != "af":
        return _Part(role=role) if role else None
    for at in range(place.lead - 1, max(-1, place.lead - 1 - _AGENT_REACH), -1):
        one = place.tokens[at]
        if one.content and one.word.endswith(("es", "et")):
            return _Part(role="agent", verb=one.root)
    done = place.tokens[place.lead - 1] if place.lead else None
    if done and done.word.endswith(_NOUNS_OF_VERBS):
        return _Part(role="object", verb=done.root)
    return _Part(role="af")


def _part_by_what_follows(place: _Place) -> _Part | None:
    """The part of a name whose verb follows: "kirurgen skal ...", "kirurgen vurderer ..."."""
    tokens = place.tokens
    last = _last_of_name(place)
    at = last + 1
    while at < len(tokens) and (
        tokens[at].capital
        or tokens[at].word in read_wording().adverbs
        or (tokens[at].word in _IN_NAMES and at + 1 < len(tokens) and tokens[at + 1].capital)
    ):
        at += 1
    if at >= len(tokens) or tokens[at].clause != tokens[last].clause:
        return None
    follows = tokens[at]
    modal = at if follows.word in _MODALS_AFTER else _modal_ahead(place, at, tokens[last].clause)
    if modal is not None:
        return _part_of_infinitive(place, modal + 1)
    if follows.content and _is_finite(follows):
        if _names_behind(place, at) and _is_inverted(place, at):
            return None
        return _Part(role="object" if follows.word.endswith("es") else "agent", verb=follows.root)
    if follows.word in _PASSIVE:
        participle = _first_word(place, at + 1, _PARTICIPLE_REACH)
        if at + 1 < len(tokens) and tokens[at + 1].word in read_wording().prepositions:
            return None
        return _Part(role="object", verb=participle.root if participle else "")
    return None


def _part_by_what_leads(place: _Place) -> _Part | None:
    """The part of a name behind its verb: "derfor skal kirurgen ...", "tilbydes patienten"."""
    tokens = place.tokens
    last = _last_of_name(place)
    if place.lead < 0 or tokens[place.lead].clause != tokens[last].clause:
        return None
    leads = tokens[place.lead]
    if leads.word in _MODALS_BEFORE:
        return _part_of_infinitive(place, last + 1)
    if leads.content and _is_finite(leads) and leads.word.endswith("s"):
        return _Part(role="object", verb=leads.root)
    if leads.content and _is_finite(leads) and _is_inverted(place, place.lead):
        return _Part(role="agent", verb=leads.root)
    return None


def _names_behind(place: _Place, verb: int) -> bool:
    """Whether a name comes next behind a verb."""
    tokens = place.tokens
    at = verb + 1
    while at in range(len(tokens)) and at not in place.named and tokens[at].capital:
        at += 1
    return at in place.named


def _is_inverted(place: _Place, verb: int) -> bool:
    """Whether the subject stands behind its verb: "i samraad med patienten laver kirurgen ..."."""
    tokens = place.tokens
    clause = tokens[verb].clause
    first = next(one for one in tokens if one.clause == clause)
    return first is tokens[verb] or first.word in read_wording().prepositions


def _last_of_name(place: _Place) -> int:
    """The name's last token, or the relative pronoun behind it, in whose clause the verb is."""
    after = place.last + 1
    follows = after < len(place.tokens) and place.tokens[after].word in _RELATIVE
    return after if follows else place.last


def _modal_ahead(place: _Place, start: int, clause: int) -> int | None:
    """The modal that a name's verb hangs on, where no other verb is between them."""
    tokens = place.tokens
    for at in range(start, min(start + _NEAR_REACH, len(tokens))):
        if tokens[at].word in _BINDING:
            return at if tokens[at].clause == clause else None
        if tokens[at].content and _is_finite(tokens[at]) and at not in place.named:
            return None
    return None


def _part_of_infinitive(place: _Place, start: int) -> _Part:
    """The part of the subject of a modal: a passive infinitive ends in s."""
    verb = _first_word(place, start, _NEAR_REACH)
    if verb and place.tokens[start - 1].word == "har" and not verb.word.endswith("t"):
        return _Part(role="owner", verb=verb.root)
    verb = _infinitive(place, start) or verb
    if verb is None:
        return _Part(role="agent")
    return _Part(role="object" if verb.word.endswith("s") else "agent", verb=verb.root)


def _infinitive(place: _Place, start: int) -> Token | None:
    tokens = place.tokens
    wording = read_wording()
    for at in range(start, min(start + _CLAUSE_REACH, len(tokens))):
        one = tokens[at]
        if one.word in _NEXT_CLAUSE and at > start + _NEAR_REACH:
            return None
        before = tokens[at - 1].word
        is_noun = before in wording.prepositions or before in wording.determiners
        if _is_infinitive(one) and place.says(at) and not is_noun and before != "efter":
            return (_first_word(place, at + 1, 1) or one) if one.word in _LIGHT else one
    return None


def _first_word(place: _Place, start: int, reach: int) -> Token | None:
    """The first of `reach` words that says something."""
    ahead = range(start, min(start + reach, len(place.tokens)))
    return next((place.tokens[at] for at in ahead if place.says(at)), None)


def _is_infinitive(token: Token) -> bool:
    """Whether it may be one, by its ending alone."""
    return (
        token.word.endswith(_INFINITIVE)
        and not token.capital
        and not _NO_INFINITIVE.search(token.word)
    )


def _is_finite(token: Token) -> bool:
    """Whether it may be a finite verb, by its ending alone."""
    return (
        token.word.endswith(_FINITE)
        and not token.capital
        and not token.word.endswith(_NOUNS_LIKE_FINITE)
    )
