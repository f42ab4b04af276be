"""From question and hits to the answer: statements with citations, or why there are none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import (
    Answer,
    Citation,
    Notice,
    Redirect,
    Retrieved,
    Statement,
    cite,
    nearest,
)
from assistant.coverage import Coverage, judge
from assistant.extractive import Extract, Extractor
from assistant.phrases import cite_as, phrase
from assistant.question import Question
from assistant.responsible import Binding, asks_who, binding_of
from assistant.roles import concerns
from corpus import Library, stems, words
from index import Hit, HybridIndex, Search

SUGGESTIONS = 3
NAMES_NOBODY = 0.4
"""What an extract is worth that names nobody, where it is asked who."""

MOST_OF_A_PASSAGE = 8
"""Questions of a passage that are looked at: the first were written for everybody."""


class Composer:
    """Composes answers about one library."""

    def __init__(self, library: Library, index: HybridIndex) -> None:
        self._library = library
        self._extractor = Extractor(library, index)

    def compose(
        self,
        question: Question,
        found: Search,
        parts: Sequence[Search] = (),
        last: Search | None = None,
        told: str = "",
    ) -> Answer:
        """Answer `question` from what was `found` for it, or abstain.

        `parts` and `last` are what was found for its parts, if it asks for several things, and
        for its last sentence, if it has several. `told` is the answer before it, if the question
        leans on what was said.
        """
        hits = found.hits
        asked = stems(question.asked_as)
        who = asks_who(question.asked_as)

        def weigh(extract: Extract) -> float:
            return 1.0 if not who or self._binding(extract, asked).actors else NAMES_NOBODY

        extracts = self._extractor.extract(found, parts, told, weigh=weigh)
        coverage = judge(
            question.asked_as,
            found,
            extracts[0].text,
            last=last,
            acute=question.acute,
            silences=self._library.silences,
        )
        answered = coverage.status == "answered"
        runs = _runs(extracts) if answered else []
        sources = tuple(
            self.cite(replace(run[0], end=run[-1].end), n) for n, run in enumerate(runs, start=1)
        )
        statements = tuple(
            self._state(one.text, one, (n,), asked)
            for n, run in enumerate(runs, start=1)
            for one in run
        )
        return Answer(
            question=question.text,
            asked_as=question.asked_as,
            language=question.language,
            status=coverage.status,
            text=(
                "\n\n".join(one.marked for one in statements)
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

    def cite(self, extract: Extract, n: int) -> Citation:
        """The citation of `extract`, numbered `n`."""
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

    def _binding(self, extract: Extract, asked: frozenset[str]) -> Binding:
        start = extract.passage.start
        return binding_of(
            self._library,
            extract.passage.section,
            start + extract.start,
            start + extract.end,
            asked,
        )

    def state(self, text: str, extract: Extract, citations: tuple[int, ...]) -> Statement:
        """The statement `text` that `extract` supports: it binds as what it has of that."""
        return self._state(text, extract, citations, stems(text))

    def _state(
        self, text: str, extract: Extract, citations: tuple[int, ...], asked: frozenset[str]
    ) -> Statement:
        binds = self._binding(extract, asked)
        return Statement(
            text=text,
            citations=citations,
            modality=binds.modality,
            actors=binds.actors,
            verbatim=text in extract.text,
        )

    def _abstain(self, question: Question, coverage: Coverage, hits: Sequence[Hit]) -> str:
        language = question.language
        lines = [phrase(language, coverage.status)]
        pointer = coverage.pointer
        if pointer:
            lines += [
                "",
                phrase(language, "pointer"),
                f"»{pointer.quote}« ({cite_as(pointer.section, language)})",
            ]
        if coverage.status == "not_covered":
            lines += ["", phrase(language, "nearest")]
            lines += [f"• {one}" for one in self._nearest(hits, language)]
        return "\n".join(lines)

    def _nearest(self, hits: Sequence[Hit], language: str) -> list[str]:
        """The sections of the best hits, as a reader knows them."""
        sections = self._library.contents.by_number
        numbers = nearest(hit.passage.section for hit in hits)
        return [f"{cite_as(number, language)}: {sections[number].title}" for number in numbers]

    def _suggest(
        self, question: Question, hits: Sequence[Hit], sources: Sequence[Citation]
    ) -> tuple[str, ...]:
        """Questions of the bank whose answers stand near, and that were not yet asked.

        What concerns the one who asks comes first; then each from another section, then more
        from the same.
        """
        style = "english" if question.language == "en" else "near"
        questions = {row.passage: row.questions for row in self._library.bank}
        told = {source.passage for source in sources}
        repeated = {section for source in sources for section in source.also_in}
        asked = {tuple(words(one)) for one in (question.text, *question.earlier)}
        if role := question.role:
            hits = sorted(hits, key=lambda hit: not concerns(role, hit.passage))
        found = [
            (hit.passage.section, one.text)
            for hit in hits
            if hit.passage.id not in told and hit.passage.section not in repeated
            for one in questions.get(hit.passage.id, ())[:MOST_OF_A_PASSAGE]
            if one.style == style and one.text.endswith("?") and tuple(words(one.text)) not in asked
        ]
        first = {section: text for section, text in reversed(found)}
        spread = sorted(first.values(), key=[text for _, text in found].index)
        return tuple(dict.fromkeys([*spread, *(text for _, text in found)]))[:SUGGESTIONS]


def _runs(extracts: Sequence[Extract]) -> list[list[Extract]]:
    """The extracts, those together that follow each other in the text: they are one quote."""
    runs: list[list[Extract]] = []
    for extract in extracts:
        if runs and runs[-1][-1].adjoins(extract):
            runs[-1].append(extract)
        else:
            runs.append([extract])
    return runs


def notices_of(question: Question) -> Iterator[Notice]:
    """What must be told before anything else: acute danger first."""
    if question.acute:
        yield Notice(kind="emergency", text=phrase(question.language, "emergency"))
    if question.redacted:
        yield Notice(kind="privacy", text=phrase(question.language, "privacy"))


def _redirect(coverage: Coverage) -> Redirect | None:
    pointer = coverage.pointer
    return Redirect(text=pointer.quote, section=pointer.section) if pointer else None
