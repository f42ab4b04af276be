from corpus import Library


def test_the_silences_hold_many_ways_to_ask(library: Library) -> None:
    questions = [one.text for silence in library.silences for one in silence.questions]

    assert len(questions) == len({one.lower() for one in questions}) > 2_000
    assert {silence.on_subject for silence in library.silences} == {True, False}


def test_a_question_is_answered_or_it_is_not(library: Library) -> None:
    answered = {one.text.lower() for row in library.bank for one in row.questions}
    silent = {one.text.lower() for silence in library.silences for one in silence.questions}

    assert answered & silent == set()


def test_a_topic_is_known_by_its_words(library: Library) -> None:
    children = next(one for one in library.silences if one.names("en dreng på 9 år"))

    assert children.pointer is not None
    assert children.pointer.section == "3"
    assert not children.names("en mand på 90 år")
    assert not any(one.names("Hvem er tovholder?") for one in library.silences)
