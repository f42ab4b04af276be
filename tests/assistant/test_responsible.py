"""Who is to do something: whether that is asked for, whom an answer binds, where it leads on to."""

import pytest

from assistant import Assistant, checklist_for, responsibilities_for
from assistant.responsible import asks_who, binding_of
from corpus import Library, select


@pytest.mark.parametrize(
    "question",
    [
        "Hvem har ansvaret for aftrapningsplanen?",
        "hvis opgave er det at følge op",
        "Hvad skal kommunen gøre ved opstart?",
        "Har regionen pligt til noget?",
        "Er det kirurgen eller egen læge, der følger op?",
        "Who is responsible for the tapering plan?",
        "hvad boer smertecentret give videre",
    ],
)
def test_who_is_asked_for(question: str) -> None:
    assert asks_who(question)


@pytest.mark.parametrize(
    "question",
    [
        "Hvordan defineres kroniske smerter?",
        "Hvornår kan jeg henvise til smertecenter?",
        "Hvor længe varer et forløb i et smertecenter?",
        "Hvad koster pregabalin?",
    ],
)
def test_other_things_are_asked_for(question: str) -> None:
    assert not asks_who(question)


def test_a_passive_sentence_binds_whom_its_row_says(library: Library) -> None:
    row = next(
        row
        for row in library.responsibilities
        if row.actor == "sygehus" and row.task.startswith("udfærdige en skriftlig")
    )
    quote = row.quote

    binds = binding_of(library, quote.section, quote.start, quote.end, frozenset())

    assert (binds.modality, binds.actors) == ("skal", ("sygehus",))


def test_of_several_tasks_in_one_quote_the_one_that_was_asked_for_counts(library: Library) -> None:
    box = next(
        row.quote
        for row in library.responsibilities
        if row.actor == "region" and row.task.startswith("understøtte ensartet kvalitet")
    )
    place = (library, box.section, box.start, box.end)

    offers = binding_of(*place, frozenset({"tilbyd", "individuel", "behov"}))
    supports = binding_of(*place, frozenset({"understoet", "ensart", "kvalit", "land"}))

    assert offers.actors == ("smertecenter",)
    assert supports.actors == ("region", "private udbydere")


def test_whom_nobody_is_named_in_binds_nobody(library: Library) -> None:
    row = next(row for row in library.responsibilities if row.actor == "ikke nævnt")
    quote = row.quote

    assert binding_of(library, quote.section, quote.start, quote.end, frozenset()).actors == ()


@pytest.mark.parametrize(
    ("question", "actors"),
    [
        ("Hvem skal lave aftrapningsplanen efter en operation?", {"kirurg"}),
        ("Hvem udfærdiger genoptræningsplanen?", {"sygehus"}),
        ("Hvem er tovholder for forløbet?", {"almen praksis"}),
        ("Hvem bruger ICPC-2?", {"almen praksis"}),
    ],
)
def test_an_answer_says_who(assistant: Assistant, question: str, actors: set[str]) -> None:
    assert set(assistant.ask(question).statements[0].actors) == actors


def test_an_answer_on_who_leads_to_the_tasks_of_those(assistant: Assistant) -> None:
    library = assistant.library
    named = responsibilities_for(assistant.ask("Hvad skal kommunen tilbyde?"), library)
    told = responsibilities_for(assistant.ask("Hvem skal lave aftrapningsplanen?"), library)

    assert named is not None
    assert (named.actors, named.stages) == (("kommune",), ())
    assert told is not None
    assert told.actors == ("kirurg",)
    assert select(library.responsibilities, told) != ()


@pytest.mark.parametrize(
    "question", ["Hvordan defineres kroniske smerter?", "Hvad koster pregabalin?", "123"]
)
def test_other_answers_lead_to_no_tasks(assistant: Assistant, question: str) -> None:
    assert responsibilities_for(assistant.ask(question), assistant.library) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Hvad skal der stå i henvisningen til smertecentret?", "henvisning-smertecenter"),
        ("Hvem skal lave aftrapningsplanen efter en operation?", "efter-operation-og-aftrapning"),
        ("Hvad er LÆ 165?", "arbejde"),
        ("Hvad er forekomsten af kroniske smerter?", None),
    ],
)
def test_an_answer_leads_to_the_checklist_that_fits(
    assistant: Assistant, question: str, name: str | None
) -> None:
    fits = checklist_for(assistant.ask(question), assistant.library.checklists)

    assert (fits.name if fits else None) == name


def test_most_questions_on_the_patients_are_answered_with_the_models_quote(
    assistant: Assistant,
) -> None:
    asked = [one for patient in assistant.library.course.patients for one in patient.questions]
    missed = []
    for one in asked:
        answer = assistant.ask(one.question)
        if not any(
            one.quote.overlaps(source.section, source.start, source.end)
            or one.quote.section in source.also_in
            for source in answer.sources
        ):
            missed.append(one.question)

    assert len(missed) <= 0.1 * len(asked), missed
