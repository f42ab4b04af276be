"""From hits to extracts: the guideline's own sentences and lists, whole and in order."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus import Library, Passage, Place, modality, split_sentences
from index import HybridIndex, Neighbour, Search, Vectors

MOST_WORDS = 150
"""An answer ends before it has more, but for a list, which comes whole; few have over 80."""

PASSAGES_READ = 5
"""How many of the hits are read for extracts."""

WORTH = 0.1
"""A further extract must be worth this share of the best one."""

LEAST_WORTH = 0.03
"""And so much at all: it is as good as the probability that it belongs to the answer."""

LEAST_WORTH_OF_PART = 0.03
"""What the best extract for one part of a question must be worth."""

# A logistic regression: does a sentence of the passage that answers belong to the answer? Fitted
# on 1,482 questions by writers who had seen no other question, each with its sentences.
_VOTES, _NEARNESS, _SHARE, _BIAS = 5.48, 7.14, 2.02, -2.1

SHARPNESS_OF_VOTES = 20.0
"""How much more a nearer known question's answer counts: e to the power of this by the cosine."""

SUPPORTING = 0.7
"""What a sentence counts that belongs to a known answer, but doesn't decide it."""

OF_A_PART = 2
"""How many extracts each part of a question gets."""

ALIKE = 0.7
"""The share of the shorter extract's words that the other has, if they say the same."""

TOLD = 0.2
"""What a statement is still worth to somebody who was told it just before."""

ASIDE = 0.3
"""What a footnote, a caption, or a sentence that only points to another place is worth."""

TELLING = 40
"""Letters of a statement by which it is known again."""

_POINTS_ON = re.compile(
    r"Der henvises (?:endvidere )?til (?:kapitel|afsnit)|Se (?:endvidere|også)|Nedenfor|"
    r"(?:I det )?[Ff]ølgende (?:afsnit|kapitel)|Bilag \d:"
)
_LEANS_BACK = re.compile(
    r"(?:Dette|Disse|Denne|Det kan ske|Det sker|Begge|Heraf|I disse|Via disse|Herunder|Her kan)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A sentence, or a list with its lead-in, that helps to answer a question."""

    passage: Passage
    start: int
    end: int
    """passage.text[start:end]"""
    worth: float
    """The probability that it belongs to the answer, in [0, 1]."""

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def adjoins(self, other: "Extract") -> bool:
        """Whether `other` follows at once in the same passage."""
        return (
            self.passage is other.passage
            and self.end <= other.start
            and not self.passage.text[self.end : other.start].strip()
        )

    @property
    def words(self) -> int:
        return len(re.findall(r"\w+", self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What can be quoted alone: a sentence, or a list with its lead-in."""

    start: int
    end: int
    """Its place in the passage's text."""
    numbers: frozenset[int]
    """Of its sentences and items, in the passage, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A passage as it is read for extracts."""

    units: tuple[Unit, ...]
    vectors: Vectors
    """float32, (units, dimension)"""
    terms: tuple[frozenset[str], ...]


class Extractor:
    """Chooses extracts from the passages of one library."""

    def __init__(self, library: Library, index: HybridIndex) -> None:
        self._library = library
        self._index = index
        self._passages_read: dict[str, _Read] = {}
        self._places_of: dict[tuple[str, int, int], list[tuple[Place, ...]]] = {}

    def extract(
        self,
        found: Search,
        parts: Sequence[Search] = (),
        told: str = "",
        *,
        weigh: Callable[["Extract"], float] = lambda _: 1.0,
    ) -> tuple[Extract, ...]:
        """The extracts that answer what was searched for, in the order a reader needs.

        The one that decides comes first, then the others, passage by passage. `parts`
        is what was found for each thing that is asked for, if there are several; what was
        `told` just before is worth less. `weigh` says how much of its worth an extract keeps.
        """
        ranked = self._merged(self._candidates(found, told, weigh))
        wanted = ranked[:1]
        for part in parts:
            of_part = self._merged(self._candidates(part, told, weigh))
            wanted += [one for one in of_part[:OF_A_PART] if one.worth >= LEAST_WORTH_OF_PART]
        least = max(LEAST_WORTH, WORTH * ranked[0].worth)
        wanted += [one for one in ranked[1:] if one.worth >= least]
        chosen: list[Extract] = []
        words = 0
        for candidate in wanted:
            extract = _with_antecedent(candidate)
            if chosen and words + extract.words > MOST_WORDS:
                continue
            if any(self._overlap(extract, one) or self._alike(extract, one) for one in chosen):
                continue
            chosen.append(extract)
            words += extract.words
        return self._in_order(chosen)

    def _in_order(self, chosen: Sequence[Extract]) -> tuple[Extract, ...]:
        """What decides first, then passage by passage: what stands together stays together."""
        passages = list(dict.fromkeys(one.passage.id for one in chosen))
        rest = sorted(chosen[1:], key=lambda one: (passages.index(one.passage.id), one.start))
        return (*chosen[:1], *rest)

    def _alike(self, one: Extract, other: Extract) -> bool:
        """Whether they say the same in nearly the same words, and bind alike."""
        if one.passage.id == other.passage.id:
            return False
        mine, theirs = (set(self._index.lexical.terms(each.text)) for each in (one, other))
        return len(mine & theirs) >= ALIKE * min(len(mine), len(theirs)) and modality(
            one.text
        ) == modality(other.text)

    def also_in(self, extract: Extract) -> tuple[str, ...]:
        """The other sections that say what `extract` says, in document order."""
        sections = [
            [self._library.by_id[place.passage].section for place in places]
            for places in self._places(extract)
        ]
        if not sections:
            return ()
        everywhere = set.intersection(*map(set, sections))
        return tuple(section for section in dict.fromkeys(sections[0]) if section in everywhere)

    def _candidates(
        self, found: Search, told: str, weigh: Callable[[Extract], float]
    ) -> Iterator[Extract]:
        """Every unit of the best hits, with its worth for what was searched for."""
        lexical = self._index.lexical
        asked = set(lexical.terms(found.query))
        for hit in found.hits[:PASSAGES_READ]:
            read = self._read(hit.passage)
            cosines = read.vectors @ found.vector
            shares = [lexical.share(asked, held) for held in read.terms]
            votes = votes_for(read.units, hit.passage, found.neighbours)
            for unit, cosine, share, vote in zip(read.units, cosines, shares, votes, strict=True):
                evidence = (
                    _VOTES * vote
                    + _NEARNESS * float(cosine - cosines.max())
                    + _SHARE * (share - max(shares))
                    + _BIAS
                )
                extract = Extract(
                    passage=hit.passage,
                    start=unit.start,
                    end=unit.end,
                    worth=round(hit.probability / (1 + math.exp(-evidence)), 6),
                )
                weight = TOLD if extract.text[:TELLING] in told else 1.0
                if hit.passage.kind in ("footnote", "caption") or _POINTS_ON.match(extract.text):
                    weight *= ASIDE
                weight *= weigh(extract)
                yield replace(extract, worth=extract.worth * weight)

    def _read(self, passage: Passage) -> _Read:
        if passage.id not in self._passages_read:
            units = units_of(passage)
            texts = [passage.text[unit.start : unit.end] for unit in units]
            self._passages_read[passage.id] = _Read(
                units=units,
                vectors=self._index.embedder.embed_passages(texts),
                terms=tuple(frozenset(self._index.lexical.terms(text)) for text in texts),
            )
        return self._passages_read[passage.id]

    def _merged(self, candidates: Iterator[Extract]) -> list[Extract]:
        """The same statement in several places once, worth what they are together; best first.

        It is told where it belongs: in its own chapter, not in the summary of all.
        """
        merged: list[Extract] = []
        for candidate in sorted(candidates, key=lambda one: -one.worth):
            for at, other in enumerate(merged):
                if candidate.passage.id != other.passage.id and self._overlap(candidate, other):
                    merged[at] = replace(other, worth=other.worth + candidate.worth)
                    break
            else:
                merged.append(self._told_where_it_belongs(candidate))
        return sorted(merged, key=lambda one: -one.worth)

    def _told_where_it_belongs(self, extract: Extract) -> Extract:
        if extract.passage.section != self._library.guideline.summary:
            return extract
        for places in self._places(extract):
            for place in places:
                passage = self._library.by_id[place.passage]
                for unit in units_of(passage):
                    if passage.kind == extract.passage.kind and unit.start == place.start:
                        return replace(extract, passage=passage, start=unit.start, end=unit.end)
        return extract

    def _places(self, extract: Extract) -> list[tuple[Place, ...]]:
        """Of each of the extract's comparable statements, the places that repeat it."""
        key = (extract.passage.id, extract.start, extract.end)
        if key not in self._places_of:
            self._places_of[key] = self._find_places(extract)
        return self._places_of[key]

    def _find_places(self, extract: Extract) -> list[tuple[Place, ...]]:
        """Of a list, its items count: they are what it says, whatever leads in to them."""
        spans = [
            span
            for span in split_sentences(extract.passage.text)
            if extract.start <= span.start < extract.end
        ]
        items = [span for span in spans if span.item]
        repeats = self._library.repeats
        places = [repeats.get(Place(extract.passage.id, one.start), ()) for one in items or spans]
        return [
            found
            for found, span in zip(places, items or spans, strict=True)
            if found or len(span.text.split()) > 5
        ]

    def _overlap(self, one: Extract, other: Extract) -> bool:
        """Whether they say the same, or share text."""
        if one.passage.id == other.passage.id:
            return one.start < other.end and other.start < one.end
        return bool({other.passage.section} & set(self.also_in(one))) and any(
            place.passage == other.passage.id and other.start <= place.start < other.end
            for places in self._places(one)
            for place in places
        )


@lru_cache(maxsize=1_000)
def units_of(passage: Passage) -> tuple[Unit, ...]:
    """The units of `passage`, in order; together they hold all its sentences."""
    sentences = split_sentences(passage.text)
    units = []
    at = 0
    while at < len(sentences):
        end = at + 1
        if sentences[at].item or sentences[at].text.endswith(":"):
            while end < len(sentences) and sentences[end].item:
                end += 1
        units.append(
            Unit(
                start=sentences[at].start,
                end=sentences[end - 1].end,
                numbers=frozenset(range(at + 1, end + 1)),
            )
        )
        at = end
    return tuple(units)


def votes_for(
    units: Sequence[Unit], passage: Passage, neighbours: Sequence[Neighbour]
) -> list[float]:
    """How much of the known answers in `passage` each unit is, the nearest questions' most.

    Each known question gives its weight to the units of its answer; the weights add up to 1.
    """
    near = [one for one in neighbours if one.question.passage == passage.id]
    if not near:
        return [0.0] * len(units)
    weights = [math.exp(SHARPNESS_OF_VOTES * (one.cosine - near[0].cosine)) for one in near]
    votes = [0.0] * len(units)
    for weight, one in zip(weights, near, strict=True):
        decides = one.question.answer[0]
        for at, unit in enumerate(units):
            if decides in unit.numbers:
                votes[at] += weight
            elif unit.numbers & set(one.question.answer):
                votes[at] += SUPPORTING * weight
    return [vote / sum(weights) for vote in votes]


def _with_antecedent(extract: Extract) -> Extract:
    """With the sentence before it, where it begins by pointing back ("Dette ...")."""
    before = [unit.start for unit in units_of(extract.passage) if unit.end <= extract.start]
    if before and _LEANS_BACK.match(extract.text):
        start = before[-1]
        if len(re.findall(r"\w+", extract.passage.text[start : extract.end])) <= MOST_WORDS:
            return replace(extract, start=start)
    return extract
