"""How well the check of a language model's statements finds what doesn't hold.

`python -m eval.grounding` puts its table into README. The pairs of a statement and the passages
that it cites were written by writers who knew nothing of the check, nor of each other; `dev` is
what it was fitted on. The guideline is short: a third of `test` is word for word what an earlier
writer had put as well, and so is in `dev`. What is left, and newer to the check, is told apart.
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


def only_new(pairs: Sequence[Pair], known: Sequence[Pair]) -> tuple[Pair, ...]:
    """Those of `pairs` whose statement none of `known` has."""
    statements = {pair.statement for pair in known}
    return tuple(pair for pair in pairs if pair.statement not in statements)


def table(library: Library) -> Iterator[str]:
    """The lines of a Markdown table of both splits, and of what is new in `test`."""
    dev, test = read_pairs("dev"), read_pairs("test")
    measured = [rates(pairs, library) for pairs in (test, only_new(test, dev), dev)]
    yield "| statement | `test`: flagged of n | | its new ones | | `dev` | asked |"
    yield "|---|---|---|---|---|---|---|"
    for kind in KINDS:
        (of_test, n), (of_new, m), (of_dev, k) = (found[kind] for found in measured)
        asked = "<= .05" if kind == "supported" else ">= .98" if kind in CHANGED else ">= .90"
        yield (
            f"| {NAMES[kind]} | {of_test} of {n} | {_short(of_test / n)} "
            f"| {of_new} of {m} | {_short(of_new / m)} | {_short(of_dev / k)} | {asked} |"
        )
    for name, kinds, asked in (
        ("all four that were changed", CHANGED, ">= .98"),
        ("the other three", OTHERS, ">= .90"),
    ):
        test_, new, fitted = (_short(together(found, kinds)) for found in measured)
        yield f"| {name} | | {test_} | | {new} | {fitted} | {asked} |"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
