"""Who does what a sentence says, where no responsibility rests on it."""

from dataclasses import dataclass
from pathlib import Path

from corpus.guideline import DEFAULT_GUIDELINE
from corpus.quotes import Quote, QuotingRow, read_quoting_rows
from corpus.responsibilities import Actor
from corpus.sections import Contents

AGENTS = "agents.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agents:
    """Those who do what a sentence says: "I almen praksis anvendes ICPC-2"."""

    actors: tuple[Actor, ...]
    """Empty where it only mentions them, or the doer is none of them."""
    quote: Quote


class _Row(QuotingRow):
    actors: tuple[Actor, ...]


def read_agents(contents: Contents, folder: Path = DEFAULT_GUIDELINE) -> tuple[Agents, ...]:
    """Read the agents that stand in `folder`, in their order.

    Raises:
        BadRows: a line isn't JSON, has a wrong key, or its quote isn't exact.
    """
    rows = read_quoting_rows(folder / AGENTS, _Row, contents)
    return tuple(Agents(actors=row.actors, quote=quote) for row, quote in rows)
