"""Replies of language models that were kept, so that the same question isn't paid for twice."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from langchain_core.messages import BaseMessage

from assistant.model import LanguageModel
from index import DEFAULT_ROOT

DEFAULT_REPLIES = DEFAULT_ROOT.parent / "replies.sqlite3"

WAIT = 0.4
"""Seconds that one writer waits for the others; a reply that isn't kept is only paid for again."""

_TABLE = "create table if not exists replies (key text primary key, reply text not null)"


class RepliesUnwritable(Exception):
    """The file of kept replies can't be written or read; the message says why and the way out."""

    def __init__(self, path: Path, reason: Exception) -> None:
        super().__init__(
            f"{path}: {reason}; its folder must be writable and the file an SQLite database that "
            "only replies are kept in: move away what is in the way, or name another file"
        )


class ReplyStore:
    """Whole replies in the file `path`, by hashes: no question stands in it, but in a reply."""

    def __init__(self, path: Path = DEFAULT_REPLIES) -> None:
        self.path = path

    def get(self, key: str) -> str | None:
        """The reply that was kept under `key`, or None.

        Raises:
            RepliesUnwritable: the file can't be read.
        """
        with self._opened() as database:
            row = database.execute("select reply from replies where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def keep(self, key: str, reply: str) -> None:
        """Keep `reply` under `key`, in place of what was there.

        Raises:
            RepliesUnwritable: the file can't be written.
        """
        with self._opened() as database, database:
            database.execute("insert or replace into replies values (?, ?)", (key, reply))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=WAIT)) as database:
                database.execute(_TABLE)
                yield database
        except (OSError, sqlite3.Error) as error:
            raise RepliesUnwritable(self.path, error) from error


def key_of(index: str, model: LanguageModel, messages: Sequence[BaseMessage]) -> str:
    """What a reply is kept under: the index, the model, and all that the model is told."""
    told = [index, model.name, model.address, *(str(one.content) for one in messages)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
