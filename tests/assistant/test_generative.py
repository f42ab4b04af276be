"""A language model's statements: shown if they hold, else the guideline's own sentence, or none."""

import json
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import jsonschema
import langsmith.utils
import pytest
from langchain_core.runnables import Runnable
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant import (
    Answer,
    Assistant,
    LanguageModel,
    Turn,
    Words,
    contract_schema,
    generative,
    phrase,
    to_json,
)
from assistant.grounding import Verdict, check
from corpus import Library, Passage
from index import HybridIndex
from tests.model_server import (
    CALLS,
    TOKENS_IN,
    TOKENS_OUT,
    ModelServer,
    Reply,
    careless,
    opened,
    passages_of,
    prompt_of,
    serving_model,
)

QUESTION = "Hvem er tovholder?"

DECIDES = "Almen praksis bør fungere som tovholder"
"""How the sentence that answers begins, and what passage is meant; it stands in section 6."""

INTENDED = "Det er intentionen"
"""Of a sentence of section 6.2."""

HELD = (
    "Som tovholder for et sammenhængende forløb for mennesker med kroniske smerter bør almen "
    "praksis fungere."
)
CHANGED = (
    "Almen praksis skal fungere som tovholder for et sammenhængende forløb for mennesker med "
    "kroniske smerter."
)
SHORTENED = "Det er intentionen, at mennesker med kroniske smerter varetages tidligt i forløbet."
VERBATIM = (
    "Det er intentionen med disse anbefalinger, at mennesker med kroniske smerter varetages "
    "tidligt i forløbet."
)
INVENTED = "Tovholderen får udbetalt honorar fra regionens sygesikring hver måned."


@pytest.fixture(scope="module")
def says() -> list[Reply | tuple[tuple[str, str], ...]]:
    """A reply, or statements each with words of the passage that it cites; alone in a list."""
    return []


@pytest.fixture(scope="module")
def running(says: list[Reply | tuple[tuple[str, str], ...]]) -> Iterator[ModelServer]:
    def reply(body: dict[str, Any]) -> Reply:
        if not says:
            return careless(body)
        said = says[0]
        return said if isinstance(said, Reply) else Reply(text=_written(body, said))

    with serving_model(reply) as server:
        yield server


@pytest.fixture
def server(running: ModelServer, says: list[Any]) -> ModelServer:
    running.asked.clear()
    says.clear()
    return running


@pytest.fixture
def worded(
    library: Library, index: HybridIndex, model: LanguageModel, server: ModelServer
) -> Assistant:
    return Assistant(library, index, model=model)


def _written(body: dict[str, Any], told: tuple[tuple[str, str], ...]) -> str:
    passages = passages_of(prompt_of(body))
    statements = [
        {"text": text, "citations": [_number(of, passages)], "quote": ""} for text, of in told
    ]
    return json.dumps({"statements": statements}, ensure_ascii=False)


def _number(of: str, passages: list[str]) -> int:
    return next(n for n, one in enumerate(passages, start=1) if of in one)


def _assert_quotes_are_exact(answer: Answer, library: Library) -> None:
    sections = library.contents.by_number
    for source in answer.sources:
        assert source.quote == sections[source.section].text[source.start : source.end]
    for statement in answer.statements:
        cited = [one for one in answer.sources if one.n in statement.citations]
        assert len(cited) == len(statement.citations) > 0
        assert statement.verbatim == any(statement.text in one.quote for one in cited)
        assert f"{statement.text} [{statement.citations[0]}]" in answer.text


class _Calling(ChatOpenAI):
    """Replies by calling a tool, as the models of other providers do."""

    def with_structured_output(self, schema: Any = None, **_: Any) -> Runnable[Any, Any]:
        return super().with_structured_output(schema, method="function_calling")


def test_a_model_may_reply_by_calling_a_tool_and_say_so_before(
    library: Library, index: HybridIndex, model: LanguageModel, server: ModelServer
) -> None:
    chat = _Calling(model="mit", base_url=server.base_url("openai"), api_key=SecretStr("none"))

    answer = Assistant(library, index, model=replace(model, chat=chat)).ask(QUESTION)
    chat.root_client.close()

    assert "tools" in server.asked[0]
    assert answer.generation
    assert answer.generation.checked > 0
    assert CALLS not in answer.text


def test_a_statement_that_holds_is_shown_as_it_was_written(
    says: list[Any], worded: Assistant, library: Library
) -> None:
    says[:] = [((HELD, DECIDES), (SHORTENED, INTENDED))]

    answer = worded.ask(QUESTION)

    assert [one.text for one in answer.statements] == [HELD, SHORTENED]
    assert [one.verbatim for one in answer.statements] == [False, False]
    assert answer.statements[0].modality == "bør"
    assert [(one.section, one.quote) for one in answer.sources][1] == ("6.2", VERBATIM)
    assert (answer.mode, answer.notices) == ("openai:mit", ())
    _assert_quotes_are_exact(answer, library)


def test_a_changed_statement_gives_way_to_the_sentence_it_was_made_of(
    says: list[Any], worded: Assistant, library: Library
) -> None:
    says[:] = [((CHANGED, DECIDES), (SHORTENED, INTENDED))]

    answer = worded.ask(QUESTION)

    first, second = answer.statements
    assert first.text.startswith("• Almen praksis bør fungere som tovholder")
    assert (first.verbatim, first.modality) == (True, "bør")
    assert second.text == SHORTENED
    assert CHANGED not in json.dumps(to_json(answer), ensure_ascii=False)
    _assert_counted(answer, checked=2, replaced=1, dropped=0)
    _assert_quotes_are_exact(answer, library)


def test_a_statement_with_no_sentence_near_it_is_left_out(
    says: list[Any], worded: Assistant, library: Library
) -> None:
    says[:] = [((HELD, DECIDES), (INVENTED, INTENDED))]

    answer = worded.ask(QUESTION)

    assert [one.text for one in answer.statements] == [HELD]
    assert INVENTED not in json.dumps(to_json(answer), ensure_ascii=False)
    _assert_counted(answer, checked=2, replaced=0, dropped=1)
    _assert_quotes_are_exact(answer, library)


@pytest.mark.parametrize(
    ("citations", "quote"),
    [
        pytest.param([99], "", id="a number that doesn't exist"),
        pytest.param([0], "", id="the number 0"),
        pytest.param([-1], "", id="a number below 0"),
        pytest.param([], "", id="no number"),
        pytest.param([3, 99], "", id="one number of two"),
        pytest.param(
            [3], "Mennesker bør altid ses tidligt.", id="a quote that doesn't stand there"
        ),
    ],
)
def test_what_is_not_cited_as_it_stands_gives_way_to_the_sentence_itself(
    says: list[Any], worded: Assistant, library: Library, citations: list[int], quote: str
) -> None:
    written = {"text": SHORTENED, "citations": citations, "quote": quote}
    says[:] = [Reply(text=json.dumps({"statements": [written]}))]

    answer = worded.ask(QUESTION)

    assert SHORTENED not in answer.text
    assert VERBATIM in [one.text for one in answer.statements]
    _assert_counted(answer, checked=1, replaced=1, dropped=0)
    _assert_quotes_are_exact(answer, library)


def _assert_counted(answer: Answer, *, checked: int, replaced: int, dropped: int) -> None:
    assert answer.generation
    counted = answer.generation
    assert (counted.checked, counted.replaced, counted.dropped) == (checked, replaced, dropped)
    told = phrase(
        "da", "mended", checked=str(checked), replaced=str(replaced), dropped=str(dropped)
    )
    assert [one.text for one in answer.notices] == [told]


def test_what_decides_comes_first_though_the_model_leaves_it_out(
    says: list[Any], worded: Assistant, assistant: Assistant, library: Library
) -> None:
    says[:] = [((SHORTENED, INTENDED),)]

    answer = worded.ask(QUESTION)

    assert answer.statements[0].text == assistant.ask(QUESTION).statements[0].text
    assert [one.text for one in answer.statements][1:] == [SHORTENED]
    assert [one.citations for one in answer.statements] == [(1,), (2,)]
    _assert_quotes_are_exact(answer, library)


@pytest.mark.parametrize(
    "babble",
    [
        '{"statements": [{"text": "", "citations": [1], "quote": ""}]}',
        '{"statements": [{"text": "[1]", "citations": [1], "quote": ""}]}',
        '{"statements": [{"text": "ja", "citations": [' + "1" * 5_000,
        '{"statements": [' + '{"a":' * 3_000,
        '{"statements": [' + "[" * 15_000,
    ],
)
def test_babble_leaves_the_extracts(says: list[Any], worded: Assistant, babble: str) -> None:
    says[:] = [Reply(text=babble, piece=1_000)]

    answer = worded.ask(QUESTION)

    assert answer.mode == "extractive"
    assert answer.notices[-1].kind == "fallback"


def test_a_passage_that_is_cited_again_and_again_is_read_once(
    says: list[Any], worded: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = (
        '{"statements": [{"text": "Almen praksis er tovholder.", "citations": [%s], "quote": ""}]}'
    )
    says[:] = [Reply(text=reply % ("1," * 6_000 + "1"), piece=4_000)]
    read: list[int] = []

    def checked(text: str, cited: Sequence[Passage]) -> Verdict:
        read.append(len(cited))
        return check(text, cited)

    monkeypatch.setattr(generative, "check", checked)
    worded.ask(QUESTION)

    assert read[0] == 1
    assert max(read) < 20


@pytest.mark.parametrize(("length", "verbatim"), [("3", False), ("3½", True)])
def test_a_fraction_is_never_taken_for_its_whole_number(
    says: list[Any], worded: Assistant, length: str, verbatim: bool
) -> None:
    months = f"I nogle kommuner er længden af forløbene cirka {length} måneder."
    says[:] = [((months, "Forløbenes længde"),)]

    answer = worded.ask("Hvor længe varer kommunernes rehabiliteringsforløb?")

    assert answer.generation
    assert "½" not in answer.text
    assert all(one.verbatim for one in answer.statements) is verbatim


def test_no_more_statements_are_shown_than_were_asked_for(
    says: list[Any], worded: Assistant
) -> None:
    says[:] = [((HELD, DECIDES),) * 40]

    answer = worded.ask(QUESTION)

    assert answer.generation
    assert answer.generation.checked == 6


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange mg morfin må jeg give?",
        "Hvad er hovedstaden i Frankrig?",
        "Hvilken dosis?",
        "",
        "?",
    ],
)
def test_a_refusal_asks_the_model_nothing(
    server: ModelServer, worded: Assistant, assistant: Assistant, question: str
) -> None:
    answer = worded.ask(question)

    assert answer.abstained
    assert answer.text == assistant.ask(question).text
    assert answer.generation is None
    assert server.asked == []


@pytest.mark.parametrize("words", ["guideline", "kept"])
def test_who_wants_no_new_words_gets_none(
    server: ModelServer, worded: Assistant, assistant: Assistant, words: Words
) -> None:
    answer = worded.ask(QUESTION, words=words)

    assert server.asked == []
    assert (answer.statements, answer.mode) == (assistant.ask(QUESTION).statements, "extractive")


def test_statements_are_shown_one_by_one_while_the_model_writes(
    says: list[Any], worded: Assistant, library: Library
) -> None:
    shown: list[tuple[float, Answer]] = []
    written = [(HELD, 1), (INVENTED, 3), (SHORTENED, 3), (INVENTED, 3)]
    statements = [{"text": text, "citations": [n], "quote": ""} for text, n in written]
    says[:] = [Reply(text=json.dumps({"statements": statements}), between=0.01)]

    answer = worded.ask(QUESTION, watch=lambda one: shown.append((time.monotonic(), one)))

    ended = time.monotonic()
    at, first = shown[0]
    assert ended - at > 0.2  # some forty pieces come after the first statement
    assert [one.text for one in first.statements] == [HELD]
    counts = [len(one.statements) for _, one in shown]
    assert counts == sorted(counts)
    assert counts[-1] == 2
    for _, one in shown:
        assert INVENTED not in json.dumps(to_json(one), ensure_ascii=False)
        assert one.statements == answer.statements[: len(one.statements)]
        _assert_quotes_are_exact(one, library)


def test_a_changed_statement_is_never_seen(says: list[Any], worded: Assistant) -> None:
    shown: list[Answer] = []
    says[:] = [((CHANGED, DECIDES), (SHORTENED, INTENDED), (HELD, DECIDES))]

    worded.ask(QUESTION, watch=shown.append)

    assert shown
    for one in shown:
        assert CHANGED not in json.dumps(to_json(one), ensure_ascii=False)
    assert shown[0].statements[0].verbatim


@pytest.mark.parametrize("provider", ["ollama", "azure_openai"])
def test_other_providers_give_the_same(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    says: list[Any],
    worded: Assistant,
    provider: str,
) -> None:
    says[:] = [((HELD, DECIDES), (CHANGED, DECIDES), (SHORTENED, INTENDED))]
    expected = worded.ask(QUESTION)

    with opened(provider, server) as model:
        answer = Assistant(library, index, model=model).ask(QUESTION)

    assert (answer.statements, answer.sources) == (expected.statements, expected.sources)
    assert answer.generation == expected.generation
    assert answer.mode == f"{provider}:mit"


def test_what_it_cost_is_in_the_object_and_the_contract_has_it(
    says: list[Any], worded: Assistant, assistant: Assistant
) -> None:
    validator = jsonschema.Draft202012Validator(contract_schema())
    says[:] = [((HELD, DECIDES), (CHANGED, DECIDES), (INVENTED, INTENDED))]

    told, plain = to_json(worded.ask(QUESTION)), to_json(assistant.ask(QUESTION))

    validator.validate(told)
    validator.validate(plain)
    assert told["generation"]["input_tokens"] == TOKENS_IN == 321
    assert told["generation"]["output_tokens"] == TOKENS_OUT == 45
    assert told["mode"] == "openai:mit"
    assert "generation" not in plain


def test_a_fallback_keeps_the_contract(says: list[Any], worded: Assistant) -> None:
    says[:] = [Reply(status=500)]

    told = to_json(worded.ask(QUESTION))

    jsonschema.Draft202012Validator(contract_schema()).validate(told)
    assert "generation" not in told


def _said(*words: str) -> list[Turn]:
    return [Turn(role="user", content=one) for one in words]


@pytest.mark.parametrize(
    ("question", "history"),
    [
        pytest.param("Hvem er tovholder for 010190-1234?", [], id="in the question"),
        pytest.param(QUESTION, _said("Patienten er 010190-1234."), id="in the conversation"),
        pytest.param(
            "Hvem er tovholder for 010190\u200b\u20111234?", _said("010190 1234"), id="disguised"
        ),
        pytest.param(QUESTION, _said("Min patient er 010190", "1234"), id="over two turns"),
        pytest.param(
            "1234 – hvem følger op på det?",
            _said("Hvem er tovholder for 010190"),
            id="over the conversation and a question that stands alone",
        ),
        pytest.param(
            "1234, og hvem følger op?",
            _said("Hvem er tovholder for 010190"),
            id="over the conversation and a follow-up",
        ),
    ],
)
def test_a_cpr_number_never_reaches_the_model(
    server: ModelServer, worded: Assistant, question: str, history: list[Turn]
) -> None:
    worded.ask(question, history)

    sent = "".join(str(one["messages"]) for one in server.asked)
    assert server.asked
    assert not ("010190" in sent and "1234" in sent)


@pytest.mark.parametrize("name", ["LANGCHAIN_TRACING", "LANGCHAIN_HANDLER"])
def test_a_tracer_that_is_no_more_may_still_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, worded: Assistant, name: str
) -> None:
    monkeypatch.setenv(name, "true")

    assert worded.ask(QUESTION).generation


def test_nothing_is_traced_though_the_environment_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, server: ModelServer, worded: Assistant
) -> None:
    read: Any = langsmith.utils.get_env_var  # remembers what it has read
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_TRACING_V2", "true")
            monkeypatch.setenv(f"{name}_ENDPOINT", f"http://127.0.0.1:{elsewhere.getsockname()[1]}")
            monkeypatch.setenv(f"{name}_API_KEY", "lsv2_stolen")
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        read.cache_clear()

        answer = worded.ask("Og hvem følger op?", _said(QUESTION))

        elsewhere.settimeout(0.5)
        with pytest.raises(TimeoutError):
            elsewhere.accept()
    monkeypatch.undo()
    read.cache_clear()
    assert answer.generation
    assert len(server.asked) == 2
