"""What readers thought of answers: a thumb and a comment each, in one SQLite file."""

import csv
import io
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Answer
from assistant.phrases import cite_as
from assistant.question import clean
from assistant.redaction import redact
from index import DEFAULT_ROOT

DEFAULT_FEEDBACK = DEFAULT_ROOT.parent / "feedback.sqlite3"

LONGEST_COMMENT = 2_000
"""Characters of a comment that are kept, as many as a question may have."""

WAIT = 10
"""Seconds that one writer waits for the others."""

_TABLE = """
create table if not exists feedback (
    key text primary key, at text not null, helpful integer not null, comment text not null,
    question text not null, asked_as text not null, status text not null,
    sources text not null, "index" text not null
)
"""


class FeedbackUnwritable(Exception):
    """The file of feedback can't be written or read; the message says why and the way out."""

    def __init__(self, path: Path, reason: Exception) -> None:
        super().__init__(
            f"{path}: {reason}; its folder must be writable and the file an SQLite database that "
            "only feedback is kept in: move away what is in the way, or name another file"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a reader thought of an answer."""

    at: str
    """When, as ISO 8601 in UTC."""
    helpful: bool
    comment: str
    """Without CPR numbers; empty where only a thumb was given."""
    question: str
    asked_as: str
    status: str
    sources: tuple[str, ...]
    """Numbers of the sections that were cited."""
    index: str
    """Names the guideline and the index that answered."""


class FeedbackStore:
    """Feedback in the file `path`, which any number of processes may add to at once."""

    def __init__(self, path: Path = DEFAULT_FEEDBACK) -> None:
        self.path = path

    def add(
        self, answer: Answer, *, helpful: bool, comment: str = "", key: str | None = None
    ) -> None:
        """Store what a reader thinks of `answer`.

        `key` names the reader's view of this answer: what comes later under the same key
        replaces it. Without one, nothing is replaced.

        Raises:
            FeedbackUnwritable: it can't be stored.
        """
        row = (
            key or uuid.uuid4().hex,
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            helpful,
            redact(clean(comment))[0][:LONGEST_COMMENT],
            answer.question,
            answer.asked_as,
            answer.status,
            json.dumps(list(dict.fromkeys(source.section for source in answer.sources))),
            answer.index,
        )
        with self._table() as table:
            table.execute("insert or replace into feedback values (?,?,?,?,?,?,?,?,?)", row)

    def withdraw(self, key: str) -> None:
        """Remove what was stored under `key`, if anything was.

        Raises:
            FeedbackUnwritable: it can't be removed.
        """
        with self._table() as table:
            table.execute("delete from feedback where key = ?", (key,))

    def all(self) -> tuple[Feedback, ...]:
        """All feedback, the newest first.

        Raises:
            FeedbackUnwritable: it can't be read.
        """
        if not self.path.exists():
            return ()
        with self._table() as table:
            rows = table.execute(
                'select at, helpful, comment, question, asked_as, status, sources, "index" '
                "from feedback order by rowid desc"
            ).fetchall()
        return tuple(
            Feedback(
                at=at,
                helpful=bool(helpful),
                comment=comment,
                question=question,
                asked_as=asked_as,
                status=status,
                sources=tuple(json.loads(sources)),
                index=index,
            )
            for at, helpful, comment, question, asked_as, status, sources, index in rows
        )

    @contextmanager
    def _table(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for each call, so that threads share none."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Without isolation level every statement is a transaction of its own.
            connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            try:
                connection.execute(_TABLE)
                yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise FeedbackUnwritable(self.path, error) from error


def listing(feedback: Iterable[Feedback]) -> str:
    """`feedback` for a terminal, in Danish."""
    return "\n\n".join("\n".join(_lines(one)) for one in feedback)


def _lines(one: Feedback) -> Iterator[str]:
    places = ", ".join(cite_as(section, "da") for section in one.sources)
    yield f"{one.at[:10]} {one.at[11:16]} UTC  {'hjalp' if one.helpful else 'hjalp ikke'}"
    yield f"  Spørgsmål: {one.question}"
    if one.asked_as != one.question:
        yield f"  Forstået som: {one.asked_as}"
    yield f"  Svar: {places or one.status} (indeks {one.index})"
    if one.comment:
        yield f"  Kommentar: {one.comment}"


def to_csv(feedback: Iterable[Feedback]) -> str:
    """`feedback` as the CSV that a Danish spreadsheet opens: semicolons, and a mark for UTF-8."""
    file = io.StringIO()
    names = list(Feedback.__dataclass_fields__)
    writer = csv.DictWriter(file, names, delimiter=";", lineterminator="\n")
    writer.writeheader()
    for one in feedback:
        row = {**asdict(one), "helpful": int(one.helpful), "sources": " | ".join(one.sources)}
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return "\ufeff" + file.getvalue()


def _cell(value: object) -> object:
    """`value`, so that a spreadsheet never takes a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@") else value
