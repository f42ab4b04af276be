"""From question and hits to the answer: statements with citations, or why there are none."""

from collections.abc import Iterator, Sequence

from assistant.answer import (
    Answer,
    Citation,
    Notice,
    Redirect,
    Retrieved,
    Statement,
    cite,
)
from assistant.coverage import Coverage, judge
from assistant.extractive import Extract, Extractor
from assistant.phrases import cite_as, phrase
from assistant.question import Question
from corpus import Library, actors, modality
from index import Hit, HybridIndex, Search

SUGGESTIONS = 3
NEAREST = 3
"""Sections that a refusal names."""


class Composer:
    """Composes answers about one library."""

    def __init__(self, library: Library, index: HybridIndex) -> None:
        self._library = library
        self._extractor = Extractor(library, index)

    def compose(self, question: Question, found: Search) -> Answer:
        """Answer `question` from what was `found` for it, or abstain."""
        hits = found.hits
        coverage = judge(question.asked_as, found, self._library.pointers)
        answered = coverage.status == "answered"
        extracts = self._extractor.extract(question.asked_as, hits) if answered else ()
        sources = tuple(self._cite(one, n) for n, one in enumerate(extracts, start=1))
        statements = tuple(_state(source) for source in sources)
        return Answer(
            question=question.text,
            asked_as=question.asked_as,
            language=question.language,
            status=coverage.status,
            text=(
                "\n\n".join(f"{one.text} [{one.citations[0]}]" for one in statements)
                if answered
                else self._abstain(question, coverage, hits)
            ),
            statements=statements,
            sources=sources,
            retrieved=tuple(
                Retrieved(
                    passage=hit.passage.id,
                    section=hit.passage.section,
                    text=hit.passage.text,
                    score=hit.score,
                )
                for hit in hits
            ),
            notices=tuple(notices_of(question)),
            redirect=_redirect(coverage),
            suggestions=self._suggest(question, hits, sources),
            confidence=coverage.confidence,
        )

    def _cite(self, extract: Extract, n: int) -> Citation:
        contents = self._library.contents
        section = contents.by_number[extract.passage.section]
        start = extract.passage.start + extract.start
        return cite(
            section,
            extract.passage,
            start,
            extract.passage.start + extract.end,
            n=n,
            guideline=self._library.guideline.id,
            page=contents.page_at(section.origins[start]),
            quote=extract.text,
            also_in=self._extractor.also_in(extract),
        )

    def _abstain(self, question: Question, coverage: Coverage, hits: Sequence[Hit]) -> str:
        language = question.language
        lines = [phrase(language, coverage.status)]
        if coverage.pointer:
            topic, section = coverage.pointer.topic, coverage.pointer.section
            lines += [
                "",
                phrase(language, "pointer", topic=topic),
                f"»{coverage.pointer.quote}« ({cite_as(section, language)})",
            ]
        if coverage.status == "not_covered":
            lines += ["", phrase(language, "nearest")]
            lines += [f"• {one}" for one in self._nearest(hits, language)]
        return "\n".join(lines)

    def _nearest(self, hits: Sequence[Hit], language: str) -> list[str]:
        """The sections of the best hits, as a reader knows them."""
        numbers = list(dict.fromkeys(hit.passage.section for hit in hits))[:NEAREST]
        sections = self._library.contents.by_number
        return [f"{cite_as(number, language)}: {sections[number].title}" for number in numbers]

    def _suggest(
        self, question: Question, hits: Sequence[Hit], sources: Sequence[Citation]
    ) -> tuple[str, ...]:
        """Questions of the bank whose answers stand near, each from another section."""
        style = "english" if question.language == "en" else "near"
        questions = {row.passage: row.questions for row in self._library.bank}
        told = {source.passage for source in sources}
        found: dict[str, str] = {}
        for hit in hits:
            wanted = [one.text for one in questions.get(hit.passage.id, ()) if one.style == style]
            if wanted and hit.passage.id not in told and wanted[0] != question.text:
                found.setdefault(hit.passage.section, wanted[0])
        return tuple(found.values())[:SUGGESTIONS]


def _state(source: Citation) -> Statement:
    return Statement(
        text=source.quote,
        citations=(source.n,),
        modality=modality(source.quote),
        actors=actors(source.quote),
        verbatim=True,
    )


def notices_of(question: Question) -> Iterator[Notice]:
    """What must be told before anything else: acute danger first."""
    if question.acute:
        yield Notice(kind="emergency", text=phrase(question.language, "emergency"))
    if question.redacted:
        yield Notice(kind="privacy", text=phrase(question.language, "privacy"))


def _redirect(coverage: Coverage) -> Redirect | None:
    pointer = coverage.pointer
    return Redirect(text=pointer.quote, section=pointer.section) if pointer else None
