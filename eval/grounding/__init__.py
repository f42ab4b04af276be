"""How well the check of a language model's statements finds what doesn't hold.

`python -m eval.grounding` puts its table into README. The pairs of a statement and the passages
that it cites were written by people who knew nothing of the check; `dev` is what it was fitted on.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from assistant import check
from corpus import Library

Kind = Literal[
    "supported", "number", "negation", "modality", "actor", "invented", "blended", "uncited"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMES: dict[Kind, str] = {
    "supported": "supported by what it cites (flagged: a false alarm)",
    "number": "a number, unit, date or § changed",
    "negation": "a negation added, dropped or moved",
    "modality": "skal, bør, kan moved",
    "actor": "another actor",
    "invented": "invented, in whole or in part",
    "blended": "blended from two places",
    "uncited": "true, but said elsewhere",
}
CHANGED: tuple[Kind, ...] = ("number", "negation", "modality", "actor")
OTHERS: tuple[Kind, ...] = ("invented", "blended", "uncited")


class Pair(BaseModel):
    """A statement, the passages that it cites, and what is the matter with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    statement: str
    cites: tuple[str, ...]
    note: str


def read_pairs(split: Literal["dev", "test"]) -> tuple[Pair, ...]:
    """The pairs of `split`."""
    text = files("eval.grounding").joinpath(f"{split}.jsonl").read_text("utf-8")
    return tuple(Pair.model_validate_json(line) for line in text.splitlines())


def flagged(pair: Pair, library: Library) -> bool:
    """Whether the check says that `pair` doesn't hold."""
    return not check(pair.statement, [library.by_id[one] for one in pair.cites]).held


def rates(pairs: Sequence[Pair], library: Library) -> dict[Kind, tuple[int, int]]:
    """For each kind, how many of its pairs are flagged, and how many there are."""
    found: dict[Kind, tuple[int, int]] = {}
    for kind in KINDS:
        of_kind = [pair for pair in pairs if pair.kind == kind]
        found[kind] = (sum(flagged(pair, library) for pair in of_kind), len(of_kind))
    return found


def together(found: dict[Kind, tuple[int, int]], kinds: Sequence[Kind]) -> float:
    """The share of the pairs of `kinds` that are flagged."""
    return sum(found[kind][0] for kind in kinds) / sum(found[kind][1] for kind in kinds)


def table(library: Library) -> Iterator[str]:
    """The lines of a Markdown table of both splits."""
    by_split = {split: rates(read_pairs(split), library) for split in ("test", "dev")}
    yield "| statement | `test`: flagged of n | | `dev` | asked |"
    yield "|---|---|---|---|---|"
    for kind in KINDS:
        (caught, n), (before, of) = (by_split[split][kind] for split in ("test", "dev"))
        asked = "<= .05" if kind == "supported" else ">= .98" if kind in CHANGED else ">= .90"
        yield (
            f"| {NAMES[kind]} | {caught} of {n} | {_short(caught / n)} | {_short(before / of)} "
            f"| {asked} |"
        )
    for name, kinds in (("all four that were changed", CHANGED), ("the other three", OTHERS)):
        shares = [together(by_split[split], kinds) for split in ("test", "dev")]
        yield f"| {name} | | {_short(shares[0])} | {_short(shares[1])} | |"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
