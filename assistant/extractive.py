"""From hits to extracts: the guideline's own sentences and lists, whole and in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import Library, Passage, Place, split_sentences
from index import Hit, HybridIndex

MOST_WORDS = 80
"""An answer ends before it has more, but for a list, which comes whole."""

PASSAGES_READ = 5
"""How many of the hits are read for extracts."""

WORTH = 0.85
"""A further extract must be worth this share of the best one."""

WEIGHT_OF_HIT = 0.25
"""Of the passage's score, against 1 for the share of the question's words that the extract has
and 1 for its cosine with the question. This and the next two were fitted on the development
cases, where fact recall is flat around them."""

BONUS_OF_FIRST = 0.5
"""For an extract of the best hit: known questions point to the passage, not to a sentence."""

BONUS_OF_LIST = 0.3
"""For a list: the longer a text, the lower its cosine."""

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
    """How well it answers; to be compared within one question."""

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def words(self) -> int:
        return len(re.findall(r"\w+", self.text))


class Extractor:
    """Chooses extracts from the passages of one library."""

    def __init__(self, library: Library, index: HybridIndex) -> None:
        self._library = library
        self._index = index
        self._order = {passage.id: at for at, passage in enumerate(library.passages)}

    def extract(self, question: str, hits: Sequence[Hit]) -> tuple[Extract, ...]:
        """The extracts that answer `question`, in the order a reader needs.

        The one that decides comes first, then the others as they stand in the guideline.
        """
        ranked = sorted(self._candidates(question, hits), key=lambda one: -one.worth)
        chosen: list[Extract] = []
        words = 0
        for candidate in ranked:
            if candidate.worth < WORTH * ranked[0].worth:
                break
            told = self._told_where_it_belongs(candidate)
            if chosen and (
                words + told.words > MOST_WORDS or any(self._overlap(told, one) for one in chosen)
            ):
                continue
            chosen.append(told)
            words += told.words
        return (
            *chosen[:1],
            *sorted(chosen[1:], key=lambda one: (self._order[one.passage.id], one.start)),
        )

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

    def _candidates(self, question: str, hits: Sequence[Hit]) -> Iterator[Extract]:
        lexical, embedder = self._index.lexical, self._index.embedder
        vector = embedder.embed_queries([question])[0]
        asked = set(lexical.terms(question))
        for hit in hits[:PASSAGES_READ]:
            spans = list(spans_of(hit.passage))
            texts = [hit.passage.text[start:end] for start, end in spans]
            cosines = embedder.embed_passages(texts) @ vector
            for (start, end), text, cosine in zip(spans, texts, cosines, strict=True):
                worth = (
                    WEIGHT_OF_HIT * hit.score
                    + lexical.share(asked, set(lexical.terms(text)))
                    + float(cosine)
                    + BONUS_OF_FIRST * (hit.rank == 1)
                    + BONUS_OF_LIST * ("\n" in text)
                )
                yield Extract(passage=hit.passage, start=start, end=end, worth=round(worth, 6))

    def _told_where_it_belongs(self, extract: Extract) -> Extract:
        """The same statement in the place to cite: its own chapter, not the summary of all."""
        if extract.passage.section != self._library.guideline.summary:
            return _with_antecedent(extract)
        for places in self._places(extract):
            for place in places:
                passage = self._library.by_id[place.passage]
                for start, end in spans_of(passage):
                    if passage.kind == extract.passage.kind and start == place.start:
                        return replace(extract, passage=passage, start=start, end=end)
        return extract

    def _places(self, extract: Extract) -> list[tuple[Place, ...]]:
        """Of each of the extract's comparable statements, the places that repeat it.

        Of a list, its items count: they are what it says, whatever leads in to them.
        """
        spans = [
            span
            for span in split_sentences(extract.passage.text)
            if extract.start <= span.start < extract.end
        ]
        items = [span for span in spans if span.item]
        repeats = self._library.repeats
        places = [repeats.get(Place(extract.passage.id, one.start), ()) for one in items or spans]
        comparable = [
            found
            for found, span in zip(places, items or spans, strict=True)
            if found or len(span.text.split()) > 5
        ]
        return comparable

    def _overlap(self, one: Extract, other: Extract) -> bool:
        """Whether they say the same, or share text."""
        if one.passage.id == other.passage.id:
            return one.start < other.end and other.start < one.end
        return bool({other.passage.section} & set(self.also_in(one))) and any(
            place.passage == other.passage.id and other.start <= place.start < other.end
            for places in self._places(one)
            for place in places
        )


def spans_of(passage: Passage) -> Iterator[tuple[int, int]]:
    """The spans of `passage` that can stand alone: sentences, and lists with their lead-in."""
    spans = split_sentences(passage.text)
    at = 0
    while at < len(spans):
        end = at + 1
        if spans[at].item or spans[at].text.endswith(":"):
            while end < len(spans) and spans[end].item:
                end += 1
        yield spans[at].start, spans[end - 1].end
        at = end


def _with_antecedent(extract: Extract) -> Extract:
    """With the sentence before it, where it begins by pointing back ("Dette ...")."""
    before = [start for start, end in spans_of(extract.passage) if end <= extract.start]
    if before and _LEANS_BACK.match(extract.text):
        start = before[-1]
        if len(re.findall(r"\w+", extract.passage.text[start : extract.end])) <= MOST_WORDS:
            return replace(extract, start=start)
    return extract
