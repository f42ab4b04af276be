"""A conversation, and what a browser tab keeps of it."""

import json

from assistant import Assistant
from views.chat.conversation import MOST_KEPT, Conversation, read_kept

FIRST = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"
THEN = "og hvad skal der stå i den?"


def test_what_was_kept_gives_the_same_conversation_again(assistant: Assistant) -> None:
    talk, again = Conversation(), Conversation()
    for question in (FIRST, THEN):
        talk.ask(assistant, question, "laege")

    kept = read_kept(talk.kept("en", "kommune"))
    assert kept is not None
    again.restore(kept)
    again.ask_again(assistant, "laege")

    assert (kept.language, kept.role) == ("en", "kommune")
    assert [one.text for one in again.answers] == [one.text for one in talk.answers]
    assert again.answers[1].asked_as == talk.answers[1].asked_as != THEN
    assert again.unasked == ()


def test_only_the_last_questions_are_kept(assistant: Assistant) -> None:
    talk = Conversation(unasked=tuple(f"Spørgsmål nummer {n}" for n in range(MOST_KEPT + 5)))

    kept = read_kept(talk.kept("da", "laege"))

    assert kept is not None
    assert len(kept.questions) == MOST_KEPT
    assert kept.questions[-1] == f"Spørgsmål nummer {MOST_KEPT + 4}"


def test_what_could_not_be_asked_is_not_kept(assistant: Assistant) -> None:
    talk = Conversation()
    talk.ask(assistant, "???", "laege")

    assert json.loads(talk.kept("da", "laege"))["questions"] == []


def test_a_tab_that_gives_back_something_else_is_not_believed() -> None:
    good = json.loads(Conversation().kept("da", "laege"))

    assert read_kept("") is None
    assert read_kept("[]") is None
    assert read_kept(json.dumps({**good, "role": "admin"})) is None
    assert read_kept(json.dumps({**good, "token": "../../etc"})) is None
    assert read_kept(json.dumps({**good, "questions": ["x"] * (MOST_KEPT + 1)})) is None
    assert read_kept(json.dumps({**good, "more": 1})) is None
    assert read_kept(json.dumps(good)) is not None


def test_a_question_in_the_address_is_put_in_once_while_it_stands_there() -> None:
    talk = Conversation()

    for linked in (FIRST, FIRST, None, FIRST):
        talk.put_in_linked(linked)

    assert talk.waiting == (FIRST, FIRST)


def test_what_waits_to_be_asked_is_kept_and_comes_after_what_was_asked_before() -> None:
    talk, fresh = Conversation(unasked=("før",)), Conversation()
    talk.put_in("så")
    kept = read_kept(talk.kept("da", "laege"))
    assert kept is not None
    fresh.put_in("nu")

    fresh.restore(kept)

    assert (fresh.unasked, fresh.waiting) == (("før", "så"), ("nu",))


def test_a_conversation_that_was_ended_can_be_taken_up_again(assistant: Assistant) -> None:
    talk = Conversation()
    talk.ask(assistant, FIRST, "laege")
    answered = list(talk.answers)

    talk.clear()
    ended = list(talk.answers)
    talk.undo_clear()

    assert ended == []
    assert talk.answers == answered
