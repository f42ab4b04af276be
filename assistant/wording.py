"""How Danish says the same in other words, from wording.toml: for comparing two texts."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus import MODALITIES, STOP_WORDS, Modality, fold, read_lexicon, whole

_ENDING = re.compile(
    r"(?:ningerne|ningernes|ningens|ningen|ninger|nings|ning|elserne|elsernes|elsens|elsen|elser|else|"
    r"ingernes|ingens|ings|ingerne|ingen|inger|ing|erede|eret|erne|ernes|erer|eres|ere|erende|(?<![vk])ende|"
    r"edes|ede|ens|ets|ers|es|er|en|et|(?<!n)te|t|e|s|iske|isk)$"
)

_SHORTEST_ROOT = 3
"""Letters that a word keeps at least: shorter ones would be the same for unlike words."""

_SHORTEST_PART = 4
"""Letters of the shortest part of a compound: shorter ones stand in words by chance."""

_LONGEST_WORD = 40
"""Letters of a word that is looked for in its parts; babble has longer ones."""

_NEGATING = ("u", "in", "ikke", "non")
"""What turns a word into its opposite, written together with it."""

# The publisher is no actor: its name stands for the guideline itself.
_NO_ACTOR = "Sundhedsstyrelsen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The tables of wording.toml. All words are folded."""

    paraphrases: Mapping[str, frozenset[int]]
    """By the root of a word, the numbers of the groups that it belongs to."""
    opposites: tuple[tuple[str, str], ...]
    """Pairs of roots."""
    degrees: frozenset[str]
    changes: frozenset[str]
    exact: frozenset[str]
    months: frozenset[str]
    light: frozenset[str]
    """Words that carry no claim of their own, with the stop words."""
    determiners: frozenset[str]
    adverbs: frozenset[str]
    labels: frozenset[str]
    prepositions: Mapping[str, str]
    """By preposition, the role of whom it governs."""
    numbers: Mapping[str, str]
    """By word, the value: digits, or a word such as "halv"."""
    ordinals: Mapping[str, str]
    units: Mapping[str, str]
    negators: re.Pattern[str]
    exceptions: re.Pattern[str]
    modals: tuple[tuple[Modality, re.Pattern[str]], ...]
    medicines: re.Pattern[str]
    """Of the beginning of a medicine's name, or of all of it."""
    people: tuple[tuple[str, re.Pattern[str]], ...]
    """Each actor, or kind of actor, and how it is named in a text that isn't folded."""
    kinds: frozenset[str]
    """Those of `people` that are kinds: each name is an actor of its own."""


@lru_cache(maxsize=1)
def read_wording() -> Wording:
    """wording.toml, with the actors and the medicines of the lexicon."""
    tables = tomllib.loads(files("assistant").joinpath("wording.toml").read_text("utf-8"))
    modals: dict[Modality, list[str]] = {
        one: tables["modals"][one] for one in MODALITIES if one in tables["modals"]
    }
    return Wording(
        paraphrases=_paraphrases(tables["paraphrases"]),
        opposites=tuple(_opposites(tables["opposites"])),
        degrees=_folded(tables["degrees"]),
        changes=_folded(tables["changes"]),
        exact=_folded(tables["exact"]),
        months=_folded(tables["months"]),
        light=STOP_WORDS | _folded(tables["light"]),
        determiners=_folded(tables["determiners"]),
        adverbs=_folded(tables["adverbs"]),
        labels=_folded(tables["labels"]),
        prepositions=_by_word(tables["prepositions"]),
        numbers=_by_word(tables["numbers"]),
        ordinals=_by_word(tables["ordinals"]),
        units=_by_word(tables["units"]),
        negators=re.compile(whole(_folded(tables["negators"]))),
        exceptions=re.compile(whole(_folded(tables["exceptions"]))),
        modals=tuple((kind, re.compile(whole(map(fold, ways)))) for kind, ways in modals.items()),
        medicines=_medicines(tables["medicine_endings"]),
        people=tuple(_people(tables)),
        kinds=frozenset(tables["kinds"]),
    )


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """A folded word without the endings of inflection and of verbs made nouns.

    It cuts more than `corpus.stem`, and not always at the same place ("vurderes" has "vurd",
    "vurdering" has "vurder"): `same` compares roots.
    """
    cut = _ENDING.sub("", word)
    if len(cut) < _SHORTEST_ROOT:
        return word
    doubled = len(cut) > _SHORTEST_ROOT + 1 and cut[-1] == cut[-2]
    return cut[:-1] if doubled or cut.endswith("tr") else cut


def groups_of(word: str) -> frozenset[int]:
    """The groups of paraphrases that a root belongs to."""
    return read_wording().paraphrases.get(word, frozenset())


def same(one: str, other: str) -> bool:
    """Whether two roots are of one word, or one is the first or last part of the other.

    A word and its opposite ("uhensigtsmaessig") are not the same.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if any(long == prefix + short for prefix in _NEGATING):
        return False
    return len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short))


def overlap(some: Iterable[str], others: Collection[str]) -> int:
    """How many roots of `some` are among `others`, or may be said by one of them."""
    return sum(
        any(same(one, other) or groups_of(one) & groups_of(other) for other in others)
        for one in some
    )


def found_in(word: str, held: frozenset[str]) -> bool:
    """Whether the roots `held` have `word`, a compound with it, or both its parts."""
    if word in held:
        return True
    if len(word) > _LONGEST_WORD:
        return False
    # An ending of two letters may be left that no rule knows.
    shortest = max(4 if len(word) == 5 else 5, len(word) - 2)
    if any(word.startswith(one) and len(one) >= shortest for one in held):
        return True
    if len(word) >= _SHORTEST_PART and any(
        len(one) > len(word) and same(word, one) for one in held
    ):
        return True
    return any(
        _parts_found(word[:cut], word[cut:], held) for cut in range(_SHORTEST_PART, len(word) - 2)
    )


def _parts_found(first: str, rest: str, held: frozenset[str]) -> bool:
    """Whether the two parts of a compound are in `held`; a letter may join them."""
    if not any(one.startswith((first, root(first), root(first[:-1]))) for one in held):
        return False
    last = root(rest)
    return len(last) >= _SHORTEST_PART and any(one.startswith(last) for one in held)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for name, words in table.items() for word in words}


def _paraphrases(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            groups.setdefault(root(fold(word)), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def _opposites(pairs: Iterable[str]) -> Iterable[tuple[str, str]]:
    for pair in pairs:
        one, other = pair.split("/")
        yield root(fold(one)), root(fold(other))


def _medicines(endings: Iterable[str]) -> re.Pattern[str]:
    named = [re.escape(fold(one).rstrip("*")) for one in read_lexicon()["subject"]["medicines"]]
    return re.compile("|".join([*named, rf"\w+(?:{'|'.join(endings)})$"]))


def _people(tables: Mapping[str, Any]) -> Iterable[tuple[str, re.Pattern[str]]]:
    """The lexicon's actors first; who is an actor of their own here is taken out of theirs."""
    own: dict[str, list[str]] = {**tables["kinds"], **tables["people"]}
    taken = {way for ways in own.values() for way in ways}
    shared = {
        name: [one for one in (*ways, *tables["also"].get(name, ())) if one not in taken]
        for name, ways in read_lexicon()["actors"].items()
        if name != _NO_ACTOR
    }
    for name, ways in {**shared, **own}.items():
        yield name, re.compile(whole(ways), re.I)
