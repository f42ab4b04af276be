"""Whether a statement that a language model wrote stands in the passages that it cites.

It stands where nearly all its words are in one sentence, in a few that follow each other, or in
a list with its lead-in, and where nothing that must not differ does.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Literal

from assistant.agreement import Difference, disagreement
from assistant.reading import Reading, read
from assistant.windows import Window, windows_of
from assistant.wording import read_wording
from corpus import MARKER, Passage, fold

Fault = Literal["citation", "support", Difference]
"""Nothing is cited; words are not in the text; or in what it differs from the text."""

LEAST_SUPPORT = 0.8
"""The share of a statement's words that a window must have, in [0, 1].

Like the other limits here it was fitted on eval/grounding/dev.jsonl.
"""

LEAST_OF_VETO = 0.75
"""From this share on, a sentence that says otherwise stops a statement."""

LESS_THAN_NEAREST = 0.1
"""How much less than the nearest window the one may have that a statement stands on."""

LEAST_OF_CLAUSE = 0.6
"""The share of a clause's words that a window must have, so that no end is made up."""

SHORTEST_GAP = 2
"""So many words together that aren't in the text are a claim of their own."""

LONGEST = 500
"""Characters of a statement that is checked; a longer one makes no single claim, and takes long."""

MOST_PARTINGS = 6
"""Ways to part a statement that are tried."""

DETERMINERS = 1
"""Words that may stand before the first word of a subject."""

FEWEST_WORDS = 3
"""Content words of a main clause that is checked alone."""

_MAIN_CLAUSE_BEGINS = re.compile(r", (?:og|men|mens) (?=\w)|; |(?<=[a-zæøå])\. (?=[A-ZÆØÅ])")
_VERBS = "har er skal bør kan må vil får består omfatter indeholder foregår giver tager".split()
_FINITE = frozenset(map(fold, _VERBS))
_FURTHER_VERB = re.compile(rf",? og (?=(?:{'|'.join(_VERBS)})\b)")
_LAST_LISTED = re.compile(r" (?:og|eller|samt) (?:\w+ ){0,3}\w+\.?$")
_CONDITION = re.compile(r"(?:hvis|når|medmindre|såfremt)\b", re.I)
_CLAUSE_ADDED = re.compile(
    r", (?:hvilket|hvorfor|så|idet|da|fordi|for at|men|samt|og"
    r"|især|herunder|navnlig|primært|særligt)\b"
)

_NO_SUBJECT = frozenset({"det", "der", "kan", "skal", "boer"})

# The guideline says "mennesker med kroniske smerter", those who ask say "patienten".
_PATIENT = re.compile(r"(?:patient|menneske|person|borger|individ)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a statement stands, and on what."""

    fault: Fault | None
    windows: tuple[Window, ...]
    """What it stands on, or what is nearest to it: one for each main clause that stands alone."""
    support: float
    """The share of its words that the windows have, in [0, 1]; the least of its clauses."""
    detail: str = ""
    """What is wrong, for whoever looks into it."""
    conflict: bool = False
    """The window says otherwise; it isn't only silent."""

    @property
    def held(self) -> bool:
        return self.fault is None


def check(statement: str, cited: Sequence[Passage], least: float = LEAST_SUPPORT) -> Verdict:
    """Whether `statement` stands in what it cites: as a whole, or each of its two main clauses.

    `least` is the share of its words that must be there.
    """
    if not cited:
        return Verdict(fault="citation", windows=(), support=0.0)
    if not read(statement).content:
        return Verdict(fault="support", windows=(), support=0.0, detail="nothing said")
    if len(statement) > LONGEST:
        return Verdict(fault="support", windows=(), support=0.0, detail="too long")
    whole = _check_whole(statement, cited, least)
    if whole.held:
        return whole
    for parts in islice(_in_two(statement), MOST_PARTINGS):
        verdicts = [_check_whole(part, cited, least) for part in parts]
        if all(one.held for one in verdicts):
            windows = dict.fromkeys(window for one in verdicts for window in one.windows)
            support = min(one.support for one in verdicts)
            return Verdict(fault=None, windows=tuple(windows), support=support)
    return whole


def _in_two(statement: str) -> Iterator[tuple[str, str]]:
    """Each way to part a statement into two main clauses that both say something."""
    for match in _MAIN_CLAUSE_BEGINS.finditer(statement):
        if _CONDITION.match(statement[: match.start()].rpartition(", ")[2]):
            continue  # what follows may be a further condition
        parts = statement[: match.start()], statement[match.end() :]
        if all(len(read(part).content) >= FEWEST_WORDS for part in parts):
            yield parts
    yield from _with_its_subject(statement)


def _with_its_subject(statement: str) -> Iterator[tuple[str, str]]:
    """Each way to part a statement where a further verb of the same subject begins."""
    said = read(statement)
    verbs = {one.verb for one in said.people.each if one.role == "agent"}
    first = next((one for one in said.tokens if one.word in _FINITE or one.root in verbs), None)
    if first is None:
        return
    for match in _FURTHER_VERB.finditer(statement, first.at):
        parts = statement[: match.start()], statement[: first.at] + statement[match.end() :]
        if all(len(read(part).content) >= FEWEST_WORDS for part in parts):
            yield parts


def _check_whole(statement: str, cited: Sequence[Passage], least: float) -> Verdict:
    """By the windows that have most of its words, until one has too few to matter.

    The first in which it stands counts, a single sentence before several; unless a sentence
    says otherwise.
    """
    said = read(statement)
    ranked = _ranked(said, cited)
    nearest: Verdict | None = None
    held: Verdict | None = None
    for window, share in ranked:
        if nearest and share < max(least, nearest.support - LESS_THAN_NEAREST):
            break
        verdict = _judge(said, window, share, least)
        nearest = nearest or verdict
        if verdict.held:
            held = held or verdict
            if window.sentences == 1:
                break
    assert nearest, "a passage has text, and so a window"
    return held and (_veto(said, held, ranked, least) or held) or nearest


def _veto(
    said: Reading, held: Verdict, ranked: Sequence[tuple[Window, float]], least: float
) -> Verdict | None:
    """What a sentence says against a statement that `held` in others, or in a less like one."""
    (stands,) = held.windows
    likeness = _likeness(said, stands.reading) if stands.sentences == 1 else -1
    for window, share in ranked:
        if window.sentences > 1 or _likeness(said, window.reading) <= likeness:
            continue
        support = _support_but_names(said, window.reading)
        if support < LEAST_OF_VETO:
            continue
        verdict = _judge(said, window, share, least)
        has_all_else = likeness < 0 and support == 1
        if verdict.conflict or (has_all_else and verdict.fault in _grave(said)):
            return verdict
    return None


def _grave(said: Reading) -> set[Fault]:
    """In what a sentence that has every word may not differ, whatever others say."""
    binds = any(one.kind == "skal" for one in said.modals)
    return {"number", "modality"} if binds else {"number"}


def _ranked(said: Reading, cited: Sequence[Passage]) -> list[tuple[Window, float]]:
    """Every window with its support, the most first; of equals the shortest."""
    windows = [window for passage in cited for window in windows_of(passage, said)]
    supported = [(window, round(_support(said, window.reading), 4)) for window in windows]
    return sorted(supported, key=lambda one: (-one[1], len(one[0].reading.tokens)))


def _judge(said: Reading, window: Window, share: float, least: float) -> Verdict:
    if _mixes_names(said, window.reading.text):
        return Verdict(fault="name", windows=(window,), support=share)
    found = disagreement(said, window.reading)
    if found and (found.conflict or share >= least):
        return Verdict(
            fault=found.fault,
            windows=(window,),
            support=share,
            detail=found.detail,
            conflict=found.conflict,
        )
    missing = _missing(said, window.reading)
    if (
        share < least
        or _is_about_another(said, missing)
        or _ends_in_another(said, missing)
        or _has_gap(said, missing)
        or _has_loose_clause(said, missing)
    ):
        detail = " ".join(missing)
        return Verdict(fault="support", windows=(window,), support=share, detail=detail)
    return Verdict(fault=None, windows=(window,), support=share)


def _mixes_names(said: Reading, text: str) -> bool:
    """Whether several items of a list were named, and none of them whole.

    So "Jens Hansen, Odense" takes from "Jens Hansen, Aarhus" and from "Ole Jensen, Odense".
    """
    named = {one.word for one in said.tokens[1:] if one.capital} | {said.tokens[0].word}
    items = (line for line in text.split("\n") if MARKER.match(line))
    names = [{one.word for one in read(item).tokens if one.capital} for item in items]
    return sum(bool(one & named) and not one <= named for one in names) > 1


def _support(said: Reading, window: Reading) -> float:
    content = said.content
    return 1 - len(_missing(said, window)) / len(content) if content else 0.0


def _support_but_names(said: Reading, window: Reading) -> float:
    """The share of the words that are in no actor's name."""
    content = _words_but_names(said)
    return _share_found(content, _missing(said, window)) if content else 0.0


def _share_found(words: Sequence[str], missing: Collection[str]) -> float:
    return 1 - sum(word in missing for word in words) / len(words)


def _words_but_names(said: Reading) -> list[str]:
    return [one.word for one in said.content if one.at not in said.people.named]


def _likeness(said: Reading, window: Reading) -> int:
    """How many words both have in the same form."""
    return len(set(_words_but_names(said)) & window.words)


@lru_cache(maxsize=4_000)
def _missing(said: Reading, window: Reading) -> tuple[str, ...]:
    """The words said that the window hasn't, in no other words either."""
    return tuple(
        one.word
        for one in said.content
        if said.people.named.get(one.at) not in window.people.actors
        and not window.says(one.root)
        and not _PATIENT.match(one.word)
        and read_wording().units.get(one.word) not in window.units
    )


def _is_about_another(said: Reading, missing: Collection[str]) -> bool:
    """Whether what a statement begins with is missing; behind "der kan" no subject comes first."""
    begins = said.content[0]
    before = [one.word for one in said.tokens if one.at < begins.at]
    return begins.word in missing and len(before) <= DETERMINERS and _NO_SUBJECT.isdisjoint(before)


def _ends_in_another(said: Reading, missing: Collection[str]) -> bool:
    """Whether the last of what is listed is missing: "..., hvile og akupunktur"."""
    return said.content[-1].word in missing and _LAST_LISTED.search(said.text) is not None


def _has_gap(said: Reading, missing: Collection[str]) -> bool:
    """Whether words that follow each other are all missing."""
    gap = 0
    for one in said.content:
        gap = gap + 1 if one.word in missing else 0
        if gap >= SHORTEST_GAP:
            return True
    return False


def _has_loose_clause(said: Reading, missing: Collection[str]) -> bool:
    """Whether too much is missing of a clause that is added to a claim."""
    bounds = [*(match.start() for match in _CLAUSE_ADDED.finditer(said.text)), len(said.text)]
    for start, end in pairwise(bounds):
        words = [one.word for one in said.content if start <= one.at < end]
        if words and _share_found(words, missing) < LEAST_OF_CLAUSE:
            return True
    return False
