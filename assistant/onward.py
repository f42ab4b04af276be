"""Where an answer leads on to: the tasks of those whom it is about, the checklist that fits."""

from collections.abc import Iterable

from assistant.answer import Answer
from assistant.responsible import asks_who, rows_of
from corpus import ACTORS, Actor, Checklist, Library, Quote, Wanted, named_actors

FEWEST = 2
"""Items of a checklist that an answer quotes, if the list is about the same."""


def responsibilities_for(answer: Answer, library: Library) -> Wanted | None:
    """The tasks that belong to an answer on who does what; None where that wasn't asked for.

    All of those whom the question names; else, of those whom the answer's first statement does,
    what they have at the stage that it is about, if that is one.
    """
    if answer.abstained or not asks_who(answer.asked_as):
        return None
    asked_for = _in_order(named_actors(answer.asked_as))
    if asked_for:
        return Wanted(actors=asked_for)
    first = answer.sources[0]
    stages = {row.stage for row in rows_of(library, first.section, first.start, first.end)}
    told = _in_order(answer.statements[0].actors)
    return Wanted(actors=told, stages=tuple(stages) if len(stages) == 1 else ()) if told else None


def _in_order(names: Iterable[str]) -> tuple[Actor, ...]:
    named = set(names)
    return tuple(actor for actor in ACTORS if actor in named)


def checklist_for(answer: Answer, checklists: Iterable[Checklist]) -> Checklist | None:
    """The checklist that an answer quotes most items of, of equals the first.

    None where it quotes fewer than FEWEST, unless it has but one source.
    """
    best, most = None, 0
    for one in checklists:
        quoted = sum(_quotes(answer, item.quote) for item in one.items)
        if quoted > most:
            best, most = one, quoted
    return best if most >= min(FEWEST, len(answer.sources)) else None


def _quotes(answer: Answer, quote: Quote) -> bool:
    return any(quote.overlaps(one.section, one.start, one.end) for one in answer.sources)
