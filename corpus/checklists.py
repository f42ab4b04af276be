"""Checklists that the guideline itself contains: what to see to in one situation, in order."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.audience import Audience
from corpus.binding import Modality
from corpus.guideline import DEFAULT_GUIDELINE
from corpus.quotes import BadRows, Quote, QuotingRow, read_quoting_rows
from corpus.sections import Contents

HEADS = "checklists.toml"
ITEMS = "checklists.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One thing to see to."""

    group: str
    """The heading that it stands under; items of a group follow each other."""
    task: str | None
    """The quote shortened, where that is long."""
    modality: Modality | None
    """As the quote, or the sentence that leads in to it, says it."""
    quote: Quote

    @property
    def text(self) -> str:
        """What is ticked."""
        return self.task or self.quote.unmarked


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What the guideline asks for in one situation."""

    name: str
    """For addresses and commands: "henvisning-smertecenter"."""
    title: str
    use: str
    """When one takes it."""
    audience: tuple[Audience, ...]
    items: tuple[ChecklistItem, ...]


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    use: str
    audience: tuple[Audience, ...] = Field(min_length=1)


class _Row(QuotingRow):
    checklist: str
    group: str
    task: str | None = Field(max_length=140)
    modality: Modality | None


def read_checklists(contents: Contents, folder: Path = DEFAULT_GUIDELINE) -> tuple[Checklist, ...]:
    """Read the checklists that stand in `folder`, in their order.

    Raises:
        BadRows: a file can't be used, a quote isn't exact, or an item's list has no head.
    """
    heads = _read_heads(folder / HEADS)
    items: dict[str, list[ChecklistItem]] = {name: [] for name in heads}
    for row, quote in read_quoting_rows(folder / ITEMS, _Row, contents):
        if row.checklist not in items:
            raise BadRows(f"{folder / HEADS} has no checklist {row.checklist!r}")
        items[row.checklist].append(
            ChecklistItem(group=row.group, task=row.task, modality=row.modality, quote=quote)
        )
    return tuple(
        Checklist(
            name=name,
            title=head.title,
            use=head.use,
            audience=head.audience,
            items=tuple(items[name]),
        )
        for name, head in heads.items()
    )


def _read_heads(path: Path) -> dict[str, _Head]:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _Head.model_validate(head) for name, head in read.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadRows(f"{path} can't be used: {error}") from error
