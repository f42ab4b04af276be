"""Quotes and their places, and curated rows that each rest on one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corpus.rows import read_rows
from corpus.sections import Contents
from corpus.statements import MARKER


class BadRows(Exception):
    """A file of curated rows can't be used; the message names the line and what is wrong there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the guideline, exactly, and where they stand."""

    section: str
    page: int | None
    """The page that it begins on; None where page numbers are not known."""
    start: int
    end: int
    """text is the section's text[start:end]."""
    text: str

    @property
    def unmarked(self) -> str:
        """The text; of a single item of a list, without its mark."""
        mark = MARKER.match(self.text)
        return self.text[mark.end() :].strip() if mark and "\n" not in self.text else self.text

    def overlaps(self, section: str, start: int, end: int) -> bool:
        """Whether it shares text with [start, end) of `section`."""
        return self.section == section and self.start < end and start < self.end


class QuotingRow(BaseModel):
    """A row with its quote, as it stands in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: str
    quote: str = Field(min_length=1)

    @property
    def others(self) -> dict[str, Any]:
        """Its other fields, as they were read."""
        return {name: value for name, value in self if name not in QuotingRow.model_fields}


Row = TypeVar("Row", bound=QuotingRow)


def read_quoting_rows(
    path: Path, row: type[Row], contents: Contents
) -> Iterator[tuple[Row, Quote]]:
    """Each line of `path` as a `row`, with its quote where that stands.

    Raises:
        BadRows: the file can't be read, a line isn't JSON or no such row, or its quote doesn't
            stand exactly once in its section.
    """
    for number, one in read_rows(path, row, BadRows):
        yield one, find_quote(contents, one, at=f"{path}, line {number}")


def find_quote(contents: Contents, row: QuotingRow, *, at: str) -> Quote:
    """The one place of the quote of `row`, which stands `at`.

    Raises:
        BadRows: there is no such section, or not one such place in it.
    """
    found = contents.by_number.get(row.section)
    if found is None:
        raise BadRows(f"{at}: there is no section {row.section!r}")
    times = found.text.count(row.quote)
    if times != 1:
        raise BadRows(
            f"{at}: the quote {row.quote[:60]!r} stands {times} times in section {row.section}"
        )
    start = found.text.index(row.quote)
    return Quote(
        section=row.section,
        page=contents.page_at(found.origins[start]),
        start=start,
        end=start + len(row.quote),
        text=row.quote,
    )
