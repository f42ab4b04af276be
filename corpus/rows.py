"""Curated rows beside the text: a JSON object a line, checked; a fault names its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

Row = TypeVar("Row", bound=BaseModel)


def read_rows(path: Path, row: type[Row], fault: type[Exception]) -> Iterator[tuple[int, Row]]:
    """Each line of `path` as a `row`, with its number from 1.

    Raises:
        fault: the file can't be read, or a line isn't JSON or no such row.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise fault(f"{path} can't be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            yield number, row.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise fault(f"{path}, line {number}: {error}") from error
