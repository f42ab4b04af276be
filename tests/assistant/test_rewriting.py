"""A follow-up in a model's words: used only if it says what was asked, and nothing that wasn't."""

import json
from collections.abc import Iterator

import pytest

from assistant import Answer, Assistant, LanguageModel, Turn
from assistant.rewriting import keeps
from corpus import Library
from index import HybridIndex
from tests.model_server import (
    ModelServer,
    Reply,
    careless,
    opened,
    passages_of,
    prompt_of,
    question_of,
    serving_model,
)

HISTORY = (
    Turn(role="user", content="Hvem skal lave aftrapningsplanen?"),
    Turn(role="assistant", content="Det skal kirurgen. Kommunen må ikke, og kan ikke."),
)
QUESTION = "Skal den ikke sendes til kommunen?"
GOOD = "Skal aftrapningsplanen ikke sendes til kommunen?"


def test_a_rewrite_that_puts_in_what_was_meant_is_kept() -> None:
    assert keeps(GOOD, QUESTION, HISTORY)


def test_the_words_may_come_in_another_order_and_form() -> None:
    assert keeps("Kommunen: skal aftrapningsplaner ikke sendes til den?", QUESTION, HISTORY)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Skal aftrapningsplanen ikke sendes?", id="without a term"),
        pytest.param("Skal aftrapningsplanen sendes til kommunen?", id="without its negation"),
        pytest.param("Aftrapningsplanen sendes ikke til kommunen?", id="without its modal"),
        pytest.param("Kan aftrapningsplanen ikke sendes til kommunen?", id="another modal"),
        pytest.param("Skal aftrapningsplanen ikke sendes til regionen?", id="another term"),
        pytest.param(GOOD[:-1] + " inden 14 dage?", id="a number that nobody said"),
        pytest.param(GOOD[:-1] + " om morfin?", id="a medicine that nobody said"),
        pytest.param("Must aftrapningsplanen ikke sendes, skal den, til kommunen?", id="English"),
        pytest.param("", id="nothing"),
        pytest.param(f"{GOOD} {GOOD} {GOOD} {GOOD} {GOOD} {GOOD} {GOOD}", id="too long"),
        pytest.param(GOOD + " 010190-1234", id="a CPR number"),
    ],
)
def test_a_rewrite_that_asks_something_else_is_not_kept(written: str) -> None:
    assert not keeps(written, QUESTION, HISTORY)


@pytest.mark.parametrize(
    ("question", "written"),
    [
        pytest.param("Og hvornår?", "Hvornår skal aftrapningsplanen laves?", id="a modal"),
        pytest.param("Og kommunen?", "Hvem skal lave aftrapningsplanen: kommunen?", id="both"),
        pytest.param(
            "Og for kommunen?", "Skal aftrapningsplanen laves for kommunen?", id="no question word"
        ),
    ],
)
def test_what_turns_the_question_may_come_from_the_one_before_it(
    question: str, written: str
) -> None:
    assert keeps(written, question, HISTORY)


@pytest.mark.parametrize(
    ("question", "written"),
    [
        pytest.param("Og hvornår?", "Hvornår kan aftrapningsplanen laves?", id="answer's modal"),
        pytest.param("Og hvornår?", "Hvornår må aftrapningsplanen laves?", id="nobody's modal"),
        pytest.param(
            "Vil kommunen lave den?", "Skal kommunen lave aftrapningsplanen?", id="will for must"
        ),
        pytest.param(
            "Skal den sendes til kommunen?", GOOD, id="a negation that only the answer had"
        ),
        pytest.param(
            "Og hvornår?", "Hvem skal lave aftrapningsplanen?", id="another question word"
        ),
        pytest.param(
            "Kunne kommunen lave den?", "Skulle kommunen lave aftrapningsplanen?", id="past modals"
        ),
        pytest.param(QUESTION, QUESTION, id="nothing put in"),
    ],
)
def test_a_rewrite_that_turns_the_question_round_or_adds_nothing_is_not_kept(
    question: str, written: str
) -> None:
    assert not keeps(written, question, HISTORY)


@pytest.fixture(scope="module")
def says() -> list[Reply]:
    """What the model makes of a follow-up, alone in a list."""
    return []


@pytest.fixture(scope="module")
def running(says: list[Reply]) -> Iterator[ModelServer]:
    def reply(body: dict[str, object]) -> Reply:
        return careless(body) if passages_of(prompt_of(body)) else says[0]

    with serving_model(reply) as server:
        yield server


@pytest.fixture(scope="module", params=["openai", "ollama"])
def model(request: pytest.FixtureRequest, running: ModelServer) -> Iterator[LanguageModel]:
    with opened(request.param, running) as model:
        yield model


@pytest.fixture
def worded(library: Library, index: HybridIndex, model: LanguageModel) -> Assistant:
    return Assistant(library, index, model=model)


@pytest.fixture
def unworded(assistant: Assistant) -> Answer:
    """What the follow-up gets without a model."""
    return assistant.ask(QUESTION, HISTORY[:1])


def test_a_good_rewrite_is_what_is_searched_for_and_answered(
    server: ModelServer, says: list[Reply], worded: Assistant, assistant: Assistant
) -> None:
    says[:] = [Reply(text=json.dumps({"question": GOOD}))]

    answer = worded.ask(QUESTION, HISTORY[:1])

    asked, answering = server.asked
    assert question_of(prompt_of(asked)) == QUESTION
    assert HISTORY[0].content in prompt_of(asked)
    assert question_of(prompt_of(answering)) == GOOD
    assert (answer.question, answer.asked_as) == (QUESTION, GOOD)
    assert answer.retrieved == assistant.ask(GOOD).retrieved


def test_what_both_replies_cost_is_added(
    server: ModelServer, says: list[Reply], worded: Assistant
) -> None:
    says[:] = [Reply(text=json.dumps({"question": GOOD}))]

    spent = worded.ask(QUESTION, HISTORY[:1]).generation

    assert spent
    assert (spent.input_tokens, spent.output_tokens) == (2 * 321, 2 * 45)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"question": "Skal aftrapningsplanen sendes til kommunen?"}', id="changed"),
        pytest.param('{"question": "Hvad er hovedstaden i Frankrig?"}', id="another subject"),
        pytest.param('{"spørgsmål": "Skal aftrapningsplanen ikke sendes?"}', id="another shape"),
        pytest.param('{"question": 7}', id="a number"),
        pytest.param("Skal aftrapningsplanen ikke sendes til kommunen?", id="no JSON"),
    ],
)
def test_a_bad_rewrite_leaves_the_question_as_it_was_understood(
    server: ModelServer, says: list[Reply], worded: Assistant, unworded: Answer, text: str
) -> None:
    says[:] = [Reply(text=text)]

    answer = worded.ask(QUESTION, HISTORY[:1])

    assert answer.asked_as == unworded.asked_as
    assert answer.asked_as.startswith("Hvem skal lave aftrapningsplanen – ")
    assert answer.retrieved == unworded.retrieved
    assert question_of(prompt_of(server.asked[-1])) == unworded.asked_as
    assert answer.generation


def test_a_failed_rewrite_leaves_the_extracts(
    server: ModelServer, says: list[Reply], worded: Assistant, unworded: Answer
) -> None:
    says[:] = [Reply(status=500)]

    answer = worded.ask(QUESTION, HISTORY[:1])

    assert (answer.statements, answer.asked_as) == (unworded.statements, unworded.asked_as)
    assert [one.kind for one in answer.notices] == ["fallback"]
    assert len(server.asked) == 1


def test_a_question_that_stands_alone_is_not_rewritten(
    server: ModelServer, says: list[Reply], worded: Assistant
) -> None:
    answer = worded.ask("Hvornår kan jeg henvise til et tværfagligt smertecenter?", HISTORY[:1])

    assert answer.asked_as == answer.question
    assert len(server.asked) == 1


def test_a_rewrite_turns_no_refusal_round(
    server: ModelServer, says: list[Reply], worded: Assistant
) -> None:
    says[:] = [Reply(text=json.dumps({"question": "Hvem skal lave aftrapningsplanen?"}))]

    answer = worded.ask("Hvor mange mg morfin er det så?", HISTORY[:1])

    assert answer.abstained
    assert server.asked == []
