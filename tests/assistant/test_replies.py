"""Replies that were kept: the same question isn't sent twice, and can't be read from the file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from assistant import Assistant, LanguageModel, RepliesUnwritable, ReplyStore, Turn, opened_replies
from assistant.replies import key_of
from corpus import Library
from index import HybridIndex
from tests.model_server import ModelServer, Reply, careless, opened, serving_model

QUESTION = "Hvem er tovholder?"


@pytest.fixture
def store(tmp_path: Path) -> ReplyStore:
    return ReplyStore(tmp_path / "kept" / "replies.sqlite3")


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with serving_model(careless) as server:
        yield server


@pytest.fixture
def worded(
    library: Library, index: HybridIndex, model: LanguageModel, store: ReplyStore
) -> Assistant:
    return Assistant(library, index, model=model, replies=store)


def test_the_same_question_is_sent_once_and_answered_the_same(
    server: ModelServer, worded: Assistant
) -> None:
    first = worded.ask(QUESTION)

    again = worded.ask(QUESTION)

    assert len(server.asked) == 1
    assert (again.text, again.statements, again.sources, again.notices, again.mode) == (
        first.text,
        first.statements,
        first.sources,
        first.notices,
        first.mode,
    )


def test_a_kept_reply_is_marked_and_costs_nothing(server: ModelServer, worded: Assistant) -> None:
    first = worded.ask(QUESTION).generation

    again = worded.ask(QUESTION).generation

    assert first
    assert again
    assert (first.cached, again.cached) == (False, True)
    assert (again.input_tokens, again.output_tokens) == (0, 0)
    assert again.checked == first.checked


def test_a_kept_reply_outlives_the_process(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    model: LanguageModel,
    worded: Assistant,
    store: ReplyStore,
) -> None:
    worded.ask(QUESTION)
    later = Assistant(library, index, model=model, replies=ReplyStore(store.path))

    answer = later.ask(QUESTION, words="kept")

    assert answer.mode == model.name
    assert len(server.asked) == 1


def test_another_question_and_another_model_are_asked_anew(
    library: Library, index: HybridIndex, server: ModelServer, worded: Assistant, store: ReplyStore
) -> None:
    worded.ask(QUESTION)

    worded.ask("Hvad anbefales om søvn?")
    with opened("openai", server, name="andet") as other:
        answer = Assistant(library, index, model=other, replies=store).ask(QUESTION)

    assert len(server.asked) == 3
    assert answer.mode == "openai:andet"
    assert answer.generation
    assert not answer.generation.cached


def test_a_reply_is_kept_for_one_index_one_model_and_all_that_is_told(
    server: ModelServer, model: LanguageModel
) -> None:
    told = [HumanMessage("Hvem?")]
    with opened("openai", server, name="andet") as other:
        keys = {
            key_of("a", model, told),
            key_of("b", model, told),
            key_of("a", other, told),
            key_of("a", model, [HumanMessage("Hvornår?")]),
            key_of("a", model, [*told, *told]),
        }

    assert len(keys) == 5
    assert key_of("a", model, told) in keys


def test_a_role_is_not_asked_for_anew(server: ModelServer, worded: Assistant) -> None:
    worded.ask(QUESTION)

    worded.ask(QUESTION, role="kommune")

    assert len(server.asked) == 1  # it orders suggestions only


def test_only_kept_words_send_nothing(server: ModelServer, worded: Assistant) -> None:
    answer = worded.ask(QUESTION, words="kept")

    assert server.asked == []
    assert (answer.mode, answer.generation, answer.notices) == ("extractive", None, ())


def test_the_guidelines_words_are_not_those_that_were_kept(
    server: ModelServer, worded: Assistant
) -> None:
    worded.ask(QUESTION)

    answer = worded.ask(QUESTION, words="guideline")

    assert len(server.asked) == 1
    assert (answer.mode, answer.generation) == ("extractive", None)


def test_a_reply_that_cannot_be_shown_is_not_kept(
    library: Library, index: HybridIndex, store: ReplyStore
) -> None:
    english = {"text": "The doctor coordinates.", "citations": [1], "quote": ""}
    replies = [Reply(text=json.dumps({"statements": [english]})), Reply(text="nej"), Reply()]
    with serving_model(lambda _: replies.pop()) as server, opened("openai", server) as model:
        worded = Assistant(library, index, model=model, replies=store)

        answers = [worded.ask(QUESTION) for _ in range(3)]

    assert [one.mode for one in answers] == ["extractive"] * 3
    assert len(server.asked) == 3
    assert worded.ask(QUESTION, words="kept").mode == "extractive"


def test_what_was_asked_cannot_be_read_from_the_file(
    server: ModelServer, worded: Assistant, store: ReplyStore
) -> None:
    history = [Turn(role="user", content="Min patient hedder Kirsten Xylander.")]
    question = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"
    assert worded.ask(question, history).generation

    kept = store.path.read_bytes().decode("utf-8", "replace")

    assert "Kirsten Xylander" in str(server.asked)
    for word in ("kirsten", "xylander", "hvornår kan jeg", "<uddrag>", "hemmelig"):
        assert word not in kept.lower()


@pytest.mark.parametrize("what", ["folder", "no database", "below a file"])
def test_a_file_that_cannot_be_used_is_told_of_when_it_is_opened(tmp_path: Path, what: str) -> None:
    path = _unusable(tmp_path, what)

    with pytest.raises(RepliesUnwritable, match="name another file"):
        opened_replies(path)


@pytest.mark.parametrize("what", ["folder", "no database", "below a file"])
def test_a_file_that_cannot_be_used_stops_no_answer(
    library: Library,
    index: HybridIndex,
    server: ModelServer,
    model: LanguageModel,
    tmp_path: Path,
    what: str,
) -> None:
    store = ReplyStore(_unusable(tmp_path, what))

    answer = Assistant(library, index, model=model, replies=store).ask(QUESTION)

    assert answer.mode == model.name
    with pytest.raises(RepliesUnwritable):
        store.get("")


def _unusable(folder: Path, what: str) -> Path:
    if what == "folder":
        return folder
    file = folder / "replies.sqlite3"
    file.write_text("Dette er ikke en database, men en tekst om noget andet.", "utf-8")
    return file / "replies.sqlite3" if what == "below a file" else file
