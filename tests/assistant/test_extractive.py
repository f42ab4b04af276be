import pytest

from assistant import Assistant
from assistant.extractive import units_of, votes_for
from corpus import KnownQuestion, Library
from index import Neighbour


def _near(passage: str, answer: tuple[int, ...], cosine: float) -> Neighbour:
    question = KnownQuestion(text="?", style="short", passage=passage, answer=answer, silence=None)
    return Neighbour(question=question, cosine=cosine, grams=0.0)


def test_units_hold_every_sentence_of_a_passage_once(library: Library) -> None:
    for passage in library.passages:
        numbers = [number for unit in units_of(passage) for number in sorted(unit.numbers)]
        assert numbers == list(range(1, len(numbers) + 1)), passage.id


def test_a_list_and_its_lead_in_are_one_unit(library: Library) -> None:
    (unit,) = units_of(library.by_id["ks23:7.2:1"])

    assert unit.numbers == {1, 2, 3, 4, 5}


def test_the_answers_of_near_questions_vote_for_their_sentences(library: Library) -> None:
    passage = library.by_id["ks23:5.1.3:2"]
    units = units_of(passage)
    near = [_near(passage.id, (3,), 0.8), _near(passage.id, (1, 3), 0.8), _near("other", (2,), 1)]

    votes = votes_for(units, passage, near)

    # two voters of equal weight: 3 decides for one and supports for the other, 1 decides for one
    assert votes == pytest.approx([0.5, 0.0, (1 + 0.7) / 2])


def test_a_passage_without_known_questions_gets_no_votes(library: Library) -> None:
    passage = library.by_id["ks23:5.1.3:2"]

    assert votes_for(units_of(passage), passage, []) == [0.0, 0.0, 0.0]


def test_a_question_of_two_parts_gets_an_answer_to_each(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Hvilket kodesystem bruger de praktiserende læger i dag, og hvad skal de over på?"
    )

    assert "ICPC-2" in answer.text
    assert "ICPC-3" in answer.text


def test_sentences_that_follow_each_other_are_one_quote(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Er der et eksempel på en kommune, hvor jobcenter og træningsenhed arbejder sammen, "
        "og hvordan gør de?"
    )

    quotes = {source.n: source.quote for source in answer.sources}
    assert len(answer.statements) > len(answer.sources)
    assert all(one.text in quotes[one.citations[0]] for one in answer.statements)


def test_a_false_premise_is_met_by_the_sentence_that_decides(assistant: Assistant) -> None:
    answer = assistant.ask("Vi SKAL jo have en henvisning før et § 119-tilbud, ikke?")

    assert "ikke en forudsætning" in answer.statements[0].text
    assert answer.statements[0].modality == "kan ikke"
