"""The chain: question → retrieve → answer; and the assistant that runs it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from langchain_core.runnables import Runnable, RunnableLambda
from langsmith.run_helpers import tracing_context

from assistant.answer import Answer
from assistant.compose import Composer, notices_of
from assistant.followup import Turn, last_answer, quoted_last
from assistant.question import (
    InvalidQuestion,
    Question,
    last_sentence_of,
    parts_of,
    query_of,
    read_question,
    sides_of,
)
from assistant.roles import Role
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
    """Answers questions about one guideline from its own words."""

    def __init__(self, library: Library, index: HybridIndex) -> None:
        self.library = library
        self.digest = index.digest
        composer = Composer(library, index)

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
        self, question: str, history: Sequence[Turn] = (), *, role: Role | None = None
    ) -> Answer:
        """Answer `question`, asked after `history` (oldest turn first).

        `role` says which suggestions come first; nothing else depends on it.
        A question that can't be asked gives an answer with status "invalid" that says why.
        """
        started = time.perf_counter()
        try:
            # Nothing is traced to LangSmith, whatever the environment says.
            with tracing_context(enabled=False):
                asked = Asked(text=question, history=tuple(history), role=role)
                answer = self.chain.invoke(asked)
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


def open_assistant(
    root: Path = DEFAULT_ROOT, *, embedder: str = SHIPPED, guideline: Path = DEFAULT_GUIDELINE
) -> Assistant:
    """The assistant over the index that lies under `root`.

    Raises:
        BadGuideline, BadBank, BadSilences, BadRows: the guideline's folder can't be used.
        EmbedderMissing: the embedder isn't on this machine.
        NoIndex, IndexMismatch, IndexDamaged: the index can't be asked.
    """
    library, model = read_library(guideline), load_embedder(embedder)
    return Assistant(library, HybridIndex(library, model, open_store(library, model, root)))
