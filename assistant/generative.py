"""A language model's statements in place of extracts: each checked before it is shown.

The extracts come first, and with them whether the guideline answers at all. The model only words
what was found; what of it doesn't hold is replaced by the sentence it should have come from.
"""

import json
import re
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

from langchain_core.messages import BaseMessage
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, Citation, Generation, Notice, Statement
from assistant.compose import Composer
from assistant.extractive import Extract, units_of
from assistant.followup import Turn
from assistant.grounding import Verdict, check
from assistant.model import LanguageModel
from assistant.phrases import phrase
from assistant.prompts import answering
from assistant.question import clean
from assistant.replies import RepliesUnwritable, ReplyStore, key_of
from assistant.reply import ModelFailed, Reply, stream_reply
from assistant.windows import Window
from corpus import Library, Passage

PASSAGES_GIVEN = 6
"""The nearest: what answers is among five of them for 99 of 100 questions."""

MOST_STATEMENTS = 6
"""Of a reply; more would be no short answer."""

LEAST_OF_REPLACED = 0.5
"""The share of a statement's words that a sentence must have to stand in its place."""

_MARKS = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_BEGINS = re.compile(r'\s*\{\s*"statements"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*(?=\{)")
_DECODER = json.JSONDecoder()
# No fractions and no raised numbers, which nothing compares.
_PLAIN = re.compile(r"(?!.*[²³¹¼-¾⁰-₟⅐-↋])[\w\s.,;:!?%§/()»«”“\"'’‘–—-]*", re.DOTALL)

Watch = Callable[[Answer], None]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text: str
    citations: list[int]
    quote: str = ""


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    statements: list[_Written]


SCHEMA: dict[str, Any] = {
    "title": "svar",
    "description": "Udsagn, hvert med numrene på de uddrag, det bygger på",
    "type": "object",
    "properties": {
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "citations": {"type": "array", "items": {"type": "integer"}},
                    "quote": {"type": "string"},
                },
                "required": ["text", "citations", "quote"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["statements"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A statement after its check, with what it stands on."""

    outcome: Literal["held", "replaced", "dropped"]
    told: tuple[tuple[str, tuple[Extract, ...]], ...] = ()
    """Each text that is shown and the extracts behind it; several where a list and a sentence
    stand in for one statement."""


class Writer:
    """Has a language model word answers from one library."""

    def __init__(
        self,
        library: Library,
        composer: Composer,
        model: LanguageModel,
        *,
        index: str,
        replies: ReplyStore | None = None,
    ) -> None:
        """`index` names the index that finds; replies are kept in `replies`, if it is given."""
        self._library = library
        self._composer = composer
        self._model = model
        self._index = index
        self._replies = replies

    def write(
        self,
        extractive: Answer,
        history: Sequence[Turn],
        watch: Watch,
        *,
        deadline: float,
        only_kept: bool = False,
    ) -> Answer:
        """`extractive` in the model's words, as far as they hold.

        `watch` gets the answer so far, each time that another statement has been checked.
        `only_kept` asks no model: without a reply that was kept it stays as it was.

        Raises:
            ModelFailed: the model gave nothing that can be shown.
        """
        passages = self._passages(extractive)
        messages = answering(
            self._library.guideline,
            passages,
            extractive.asked_as,
            history,
            most=MOST_STATEMENTS,
        )
        kept = self._kept(messages)
        if kept is None and only_kept:
            return extractive
        checked: list[_Checked] = []
        reply = Reply(text="")
        with closing(self._replied(messages, deadline, kept)) as replies:  # watch may have enough
            for reply in replies:
                for written in _finished(reply.text)[len(checked) : MOST_STATEMENTS]:
                    _check_time(deadline)
                    checked.append(self._check(written, passages, checked))
                    watch(self._composed(extractive, checked, Reply(text="")))
        for written in _whole(reply.text)[len(checked) : MOST_STATEMENTS]:
            _check_time(deadline)
            checked.append(self._check(written, passages, checked))
        if not any(one.told for one in checked):
            raise ModelFailed("unsupported")
        if kept is None:
            self._keep(messages, reply.text)
        answer = self._composed(extractive, checked, reply, cached=kept is not None)
        return _led_by_what_decides(answer, extractive)

    def _passages(self, answer: Answer) -> list[Passage]:
        """What the model is given: the nearest passages, and what the extracts are from."""
        nearest = [one.passage for one in answer.retrieved[:PASSAGES_GIVEN]]
        ids = dict.fromkeys([*nearest, *(source.passage for source in answer.sources)])
        return [self._library.by_id[one] for one in ids]

    def _replied(
        self, messages: Sequence[BaseMessage], deadline: float, kept: Reply | None
    ) -> Generator[Reply]:
        if kept:
            yield kept
        else:
            yield from stream_reply(self._model, messages, SCHEMA, deadline=deadline)

    def _kept(self, messages: Sequence[BaseMessage]) -> Reply | None:
        if self._replies is None:
            return None
        with suppress(RepliesUnwritable):  # told of when it is opened; an answer can do without
            text = self._replies.get(key_of(self._index, self._model, messages))
            return Reply(text=text) if text else None
        return None

    def _keep(self, messages: Sequence[BaseMessage], text: str) -> None:
        if self._replies is not None:
            with suppress(RepliesUnwritable):
                self._replies.keep(key_of(self._index, self._model, messages), text)

    def _check(
        self, written: _Written, passages: Sequence[Passage], before: Sequence[_Checked]
    ) -> _Checked:
        text = _MARKS.sub("", clean(written.text))
        numbers = dict.fromkeys(written.citations)
        cited = [passages[n - 1] for n in numbers if 0 < n <= len(passages)]
        verdict = check(text, cited)
        exists = len(cited) == len(numbers) and _quoted(written.quote, cited)
        if verdict.held and exists and _PLAIN.fullmatch(text):
            extracts = tuple(one for window in verdict.windows for one in _extracts(window))
            return _Checked(outcome="held", told=((text, extracts),))
        return self._replaced(text, verdict, passages, before)

    def _replaced(
        self,
        text: str,
        verdict: Verdict,
        passages: Sequence[Passage],
        before: Sequence[_Checked],
    ) -> _Checked:
        """The whole sentences that a statement should have come from, unless they are told."""
        if verdict.support < LEAST_OF_REPLACED:
            verdict = check(text, passages)
        if verdict.support < LEAST_OF_REPLACED:
            return _Checked(outcome="dropped")
        told = [one for done in before for _, extracts in done.told for one in extracts]
        units = dict.fromkeys(
            unit
            for window in verdict.windows
            for extract in _extracts(window)
            for unit in _units(extract)
            if not any(_overlap(unit, other) for other in told)
        )
        if not units:
            return _Checked(outcome="dropped")
        return _Checked(outcome="replaced", told=tuple((one.text, (one,)) for one in units))

    def _composed(
        self, extractive: Answer, checked: Sequence[_Checked], reply: Reply, *, cached: bool = False
    ) -> Answer:
        """The answer of what was `checked` so far."""
        sources: list[Citation] = []
        statements = []
        for text, extracts in (told for one in checked for told in one.told):
            numbers = dict.fromkeys(self._cited(extract, sources) for extract in extracts)
            statements.append(self._composer.state(text, extracts[0], tuple(numbers)))
        outcomes = [one.outcome for one in checked]
        generation = Generation(
            checked=len(checked),
            replaced=outcomes.count("replaced"),
            dropped=outcomes.count("dropped"),
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            cached=cached,
        )
        return replace(
            extractive,
            text=_text_of(statements),
            statements=tuple(statements),
            sources=tuple(sources),
            notices=(*extractive.notices, *_notices(generation, extractive.language)),
            mode=self._model.name,
            generation=generation,
        )

    def _cited(self, extract: Extract, sources: list[Citation]) -> int:
        """The number of the citation of `extract` among `sources`, to which it is added."""
        made = self._composer.cite(extract, len(sources) + 1)
        for source in sources:
            if (source.section, source.start, source.end) == (made.section, made.start, made.end):
                return source.n
        sources.append(made)
        return made.n


def _check_time(deadline: float) -> None:
    """Babble can take long to check, though it came in time."""
    if time.monotonic() > deadline:
        raise ModelFailed("timeout")


def _finished(text: str) -> list[_Written]:
    """The statements of a reply that is still coming, as far as each has ended.

    Read one after the other, so that babble costs no time.
    """
    written: list[_Written] = []
    begins = _BEGINS.match(text)
    at = begins.end() if begins else len(text)
    with suppress(ValueError, RecursionError):  # babble: no JSON, another shape, or without end
        while between := _BETWEEN.match(text, at):
            read, at = _DECODER.raw_decode(text, between.end())
            written.append(_Written.model_validate(read))
    return written


def _whole(text: str) -> list[_Written]:
    try:
        return _Reply.model_validate_json(text).statements
    except ValidationError as error:
        raise ModelFailed("invalid") from error


def _quoted(quote: str, cited: Sequence[Passage]) -> bool:
    """Whether what the model gives as a quote stands in what it cites; line breaks aside."""
    plain = " ".join(clean(quote).split()).strip(' .…»«"')
    return any(plain in " ".join(one.text.split()) for one in cited)


def _extracts(window: Window) -> Iterator[Extract]:
    for start, end in window.spans:
        yield Extract(passage=window.passage, start=start, end=end, worth=1.0)


def _units(extract: Extract) -> Iterator[Extract]:
    """The whole sentences and lists that `extract` is of."""
    for unit in units_of(extract.passage):
        if unit.start < extract.end and extract.start < unit.end:
            yield replace(extract, start=unit.start, end=unit.end)


def _overlap(one: Extract, other: Extract) -> bool:
    same = one.passage.id == other.passage.id
    return same and one.start < other.end and other.start < one.end


def _led_by_what_decides(answer: Answer, extractive: Answer) -> Answer:
    """With the sentence that decides the question first, where the model has left it out."""
    decides, place = extractive.statements[0], extractive.sources[0]
    start = place.start + place.quote.index(decides.text)
    end = start + len(decides.text)
    if any(
        place.section in (one.section, *one.also_in)
        and (one.section != place.section or (one.start < end and start < one.end))
        for one in answer.sources
    ):
        return answer
    moved = [
        replace(one, citations=tuple(n + 1 for n in one.citations)) for one in answer.statements
    ]
    statements = (replace(decides, citations=(1,)), *moved)
    return replace(
        answer,
        text=_text_of(statements),
        statements=statements,
        sources=(place, *(replace(one, n=one.n + 1) for one in answer.sources)),
    )


def _text_of(statements: Sequence[Statement]) -> str:
    return "\n\n".join(one.marked for one in statements)


def _notices(generation: Generation, language: str) -> Iterator[Notice]:
    if generation.replaced or generation.dropped:
        told = phrase(
            language,
            "mended",
            checked=str(generation.checked),
            replaced=str(generation.replaced),
            dropped=str(generation.dropped),
        )
        yield Notice(kind="fallback", text=told)


def failed(extractive: Answer, failure: ModelFailed, seconds: float) -> Answer:
    """`extractive` as it is, with a notice of why no model has worded it."""
    why = phrase(
        extractive.language,
        f"failed_{failure.reason}",
        seconds=f"{seconds:g}",
        wait=failure.retry_after or "60",
    )
    told = phrase(extractive.language, "fallback", why=why)
    return replace(extractive, notices=(*extractive.notices, Notice(kind="fallback", text=told)))


def charged(answer: Answer, spent: Reply) -> Answer:
    """`answer` with the tokens of another reply that it took."""
    if answer.generation is None:
        return answer
    generation = replace(
        answer.generation,
        input_tokens=answer.generation.input_tokens + spent.input_tokens,
        output_tokens=answer.generation.output_tokens + spent.output_tokens,
    )
    return replace(answer, generation=generation)


def deadline_of(seconds: float) -> float:
    """The time of time.monotonic() in so many `seconds`."""
    return time.monotonic() + seconds
