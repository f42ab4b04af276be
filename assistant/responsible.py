"""Who is to do something: whether that is asked for, and whom a statement binds.

Whom is read from what was curated, and from a statement's own words where nothing was.
"""

import re
from dataclasses import dataclass

from corpus import (
    UNNAMED,
    Library,
    Modality,
    Responsibility,
    actors,
    deciding_clause,
    fold,
    modality,
    named_actors,
    stems,
)

_WHO = re.compile(
    r"\b(?:hvem|hvis (?:opgave|ansvar|bord|job)|ansvar\w*|pligt\w*|opgave[rn]?|who|whose|"
    r"responsib\w*|which (?:part|sector|actor|profession)\w*|er det \w+(?: \w+){0,4} eller)\b"
)
_OUGHT = re.compile(
    r"\b(?:skal|bør|boer|må|maa|kan|har|should|must|shall|may|can|does|has)((?: \w+){1,3})", re.I
)
"""With the words that its subject is among: "skal kommunen", "har vores region"."""

_PREPOSITION = re.compile(r"\b(?:til|fra|hos|på|i|ved|af|med|om|for|to|from|at|by|in|of)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """How a statement binds, and whom."""

    modality: Modality | None
    actors: tuple[str, ...]


def asks_who(question: str) -> bool:
    """Whether `question` asks who is to do something, or what somebody is to do."""
    return bool(_WHO.search(fold(question))) or any(
        named_actors(_PREPOSITION.split(match[1])[0]) for match in _OUGHT.finditer(question)
    )


def rows_of(library: Library, section: str, start: int, end: int) -> tuple[Responsibility, ...]:
    """The responsibilities whose quotes share text with [start, end) of `section`."""
    rows = library.responsibilities
    return tuple(row for row in rows if row.quote.overlaps(section, start, end))


def binding_of(
    library: Library, section: str, start: int, end: int, asked: frozenset[str]
) -> Binding:
    """How text[start:end] of `section` binds by the clause that was `asked` for, in stems.

    How: by its own words alone. Whom: the actors of those of its responsibilities that bind so
    and are most about what was asked; where there are none, its agents, or as it reads.
    """
    text = library.contents.by_number[section].text[start:end]
    clause = deciding_clause(text, asked)
    binds = modality(clause)
    rows = [row for row in rows_of(library, section, start, end) if row.modality == binds]
    agents = [one for one in library.agents if one.quote.overlaps(section, start, end)]
    if rows:
        shared = [len(asked & stems(row.task)) for row in rows]
        found = [row.actor for row, n in zip(rows, shared, strict=True) if n == max(shared)]
    elif agents:
        found = [actor for one in agents for actor in one.actors]
    else:
        return Binding(modality=binds, actors=actors(clause) or actors(text))
    named = dict.fromkeys(actor for actor in found if actor not in UNNAMED)
    return Binding(modality=binds, actors=tuple(named))
