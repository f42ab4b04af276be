"""One assistant answers all sessions of a server, each in a thread of its own."""

import json
import random
from concurrent.futures import ThreadPoolExecutor

from assistant import Assistant, Turn, to_json
from corpus import Library

QUESTIONS = 200
THREADS = 16


def _told(assistant: Assistant, question: str) -> str:
    """The answer and that to a follow-up, without what differs from one time to the next."""
    answer = assistant.ask(question)
    history = [
        Turn(role="user", content=answer.question),
        Turn(role="assistant", content=answer.text),
    ]
    answers = [to_json(one) for one in (answer, assistant.ask("og hvem gør det?", history))]
    return json.dumps([{**one, "elapsed_ms": None} for one in answers], ensure_ascii=False)


def test_many_threads_get_the_answers_that_one_gets(assistant: Assistant, library: Library) -> None:
    known = [question.text for row in library.bank for question in row.questions]
    questions = random.Random(1).sample(known, QUESTIONS)

    with ThreadPoolExecutor(THREADS) as threads:
        together = list(threads.map(lambda one: _told(assistant, one), questions))
    alone = [_told(assistant, question) for question in questions]

    assert together == alone
