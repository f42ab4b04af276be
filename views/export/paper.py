"""Papers on A4, set by Typst."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import typst

from views.export.format import ExportFailed


def set_paper(template: str, data: Mapping[str, Any], on: date) -> bytes:
    """The template called `template`, filled with `data`, as a tagged PDF of that day.

    The data is handed over as JSON, so that nothing in it is read as markup.

    Raises:
        ExportFailed: Typst can't set it.
    """
    folder = files("views.export")
    source = [folder.joinpath(name).read_bytes() for name in ("style.typ", template)]
    try:
        return typst.compile(
            b"\n".join(source),
            sys_inputs={"data": json.dumps(data)},
            ignore_system_fonts=True,
            timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise ExportFailed("pdf") from error
