"""The chain: question → retrieve → answer; and the assistant that runs it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer
from assistant.compose import Composer, notices_of
from assistant.followup import Turn, last_answer, quoted_last
from assistant.generative import Watch, Writer, charged, deadline_of, failed
from assistant.model import LanguageModel
from assistant.question import (
    InvalidQuestion,
    Question,
    clean,
    last_sentence_of,
    parts_of,
    query_of,
    read_question,
    sides_of,
)
from assistant.redaction import redact
from assistant.replies import ReplyStore
from assistant.reply import ModelFailed, Reply
from assistant.rewriting import rewrite
from assistant.roles import Role
from assistant.tracing import untraced
from corpus import DEFAULT_GUIDELINE, Library, read_library
from index import (
    DEFAULT_ROOT,
    SHIPPED,
    HybridIndex,
    Search,
    load_embedder,
    open_store,
)

RETRIEVED = 10

Words = Literal["model", "kept", "guideline"]
"""In whose words: a language model's, those that it once gave and were kept, or none of its."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody said, and what was said before."""

    text: str
    history: tuple[Turn, ...] = ()
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A question and the passages nearest to it."""

    question: Question
    search: Search
    parts: tuple[Search, ...] = ()
    """For each thing that is asked for, if there are several, and for both that are compared."""
    last: Search | None = None
    """For the last sentence of a question that has several, or of a conversation."""
    told: str = ""
    """The answer before it, if the question leans on what was said."""


class Assistant:
    """Answers questions about one guideline: in its own words, or a language model's, checked."""

    def __init__(
        self,
        library: Library,
        index: HybridIndex,
        *,
        model: LanguageModel | None = None,
        replies: ReplyStore | None = None,
    ) -> None:
        """`model` words answers, if it is given; its replies are kept in `replies`, if that is."""
        self.library = library
        self.digest = index.digest
        self.model = model
        composer = Composer(library, index)
        self._writer = (
            Writer(library, composer, model, index=index.digest, replies=replies) if model else None
        )

        def retrieve(asked: Asked) -> Found:
            question = replace(read_question(asked.text, asked.history), role=asked.role)
            query = query_of(question.asked_as)
            if question.joined:
                sections = quoted_last(asked.history, library.contents)
                ahead = index.search_on(query, query_of(question.joined), sections, RETRIEVED)
                if ahead.together:
                    return Found(
                        question=replace(question, asked_as=question.joined),
                        search=ahead.together,
                        last=ahead.alone,
                        told=last_answer(asked.history),
                    )
                whole = ahead.alone
            else:
                whole = index.search(query, RETRIEVED)
            sentence = last_sentence_of(query)
            return Found(
                question=question,
                search=whole,
                parts=(
                    *(replace(index.search(one), hits=whole.hits) for one in parts_of(query)),
                    *(index.search(one) for one in sides_of(query)),
                ),
                last=index.search(sentence, RETRIEVED) if sentence else None,
            )

        def answer(found: Found) -> Answer:
            return composer.compose(
                found.question, found.search, found.parts, found.last, found.told
            )

        self.chain: Runnable[Asked, Answer] = RunnableLambda(retrieve) | RunnableLambda(answer)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        role: Role | None = None,
        words: Words = "model",
        watch: Watch = lambda _: None,
    ) -> Answer:
        """Answer `question`, asked after `history` (oldest turn first).

        `role` says which suggestions come first; nothing else depends on it. Where there is a
        language model, `words` says whether it is to be used, and `watch` gets the answer so far
        each time that a further statement of it has been checked.
        A question that can't be asked gives an answer with status "invalid" that says why.
        """
        started = time.perf_counter()
        try:
            with untraced():
                asked = Asked(text=question, history=tuple(history), role=role)
                answer = self.chain.invoke(asked)
                if self._writer and words != "guideline" and not answer.abstained:
                    answer = self._worded(asked, answer, watch, only_kept=words == "kept")
        except InvalidQuestion as error:
            answer = Answer(
                question=error.question.text,
                asked_as=error.question.asked_as,
                language=error.question.language,
                status="invalid",
                text=str(error),
                notices=tuple(notices_of(error.question)),
            )
        elapsed = (time.perf_counter() - started) * 1000
        return replace(answer, index=self.digest, elapsed_ms=round(elapsed, 1))

    def _worded(self, asked: Asked, answer: Answer, watch: Watch, *, only_kept: bool) -> Answer:
        """`answer`, which the guideline has, in the language model's words."""
        assert self.model
        assert self._writer
        history = [
            Turn(role=turn.role, content=redact(clean(turn.content))[0]) for turn in asked.history
        ]
        # What is spread over turns is found in them together, and then none is sent.
        spread = redact(" ".join([*(turn.content for turn in history), answer.question]))[1]
        history = [] if spread else history
        deadline = deadline_of(self.model.timeout)
        spent = Reply(text="")
        try:
            if history and answer.asked_as != answer.question and not only_kept:
                written, spent = rewrite(self.model, answer.question, history, deadline=deadline)
                answer = self._asked_as(written, asked, answer) if written else answer
            worded = self._writer.write(
                answer, history, watch, deadline=deadline, only_kept=only_kept
            )
        except ModelFailed as failure:
            return failed(answer, failure, self.model.timeout)
        return charged(worded, spent)

    def _asked_as(self, written: str, asked: Asked, answer: Answer) -> Answer:
        """The answer to `written`, where the guideline has one: a model turns no refusal round."""
        other = self.chain.invoke(Asked(text=written, role=asked.role))
        if other.abstained:
            return answer
        return replace(other, question=answer.question, notices=answer.notices)


def open_assistant(
    root: Path = DEFAULT_ROOT,
    *,
    embedder: str = SHIPPED,
    guideline: Path = DEFAULT_GUIDELINE,
    model: LanguageModel | None = None,
    replies: ReplyStore | None = None,
) -> Assistant:
    """The assistant over the index that lies under `root`.

    Raises:
        BadGuideline, BadBank, BadSilences, BadRows: the guideline's folder can't be used.
        EmbedderMissing: the embedder isn't on this machine.
        NoIndex, IndexMismatch, IndexDamaged: the index can't be asked.
    """
    library, vectors = read_library(guideline), load_embedder(embedder)
    index = HybridIndex(library, vectors, open_store(library, vectors, root))
    return Assistant(library, index, model=model, replies=replies)
