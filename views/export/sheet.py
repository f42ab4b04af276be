"""Responsibilities as a sheet: CSV that a Danish spreadsheet opens, and XLSX."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

import xlsxwriter

from corpus import Responsibility
from views.duties.rows import binding
from views.strings import Language, string

_COLUMNS = (
    ("duties_actor", 22),
    ("duties_binding", 14),
    ("duties_task", 52),
    ("duties_stage", 24),
    ("duties_law", 26),
    ("duties_section", 10),
    ("duties_on_page", 8),
    ("duties_quote", 90),
)
"""The string that heads each column, and its width in letters."""


def as_csv(rows: Iterable[Responsibility], language: Language) -> str:
    """`rows` as CSV: semicolons, and a mark for UTF-8; no cell is taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads(language))
    writer.writerows([_inert(cell) for cell in cells] for cells in _cells(rows))
    return "\ufeff" + file.getvalue()


def as_xlsx(rows: Iterable[Responsibility], language: Language) -> bytes:
    """`rows` as a workbook with one sheet, that can be filtered by its heads."""
    file = io.BytesIO()
    inert = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, inert) as book:
        book.set_properties({"author": "Smertevejviser", "created": datetime(2023, 1, 1)})
        sheet = book.add_worksheet(string(language, "duties_sheet"))
        top = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bg_color": "#E6EFF0", "valign": "top"})
        for at, (_, width) in enumerate(_COLUMNS):
            sheet.set_column(at, at, width, top)
        sheet.write_row(0, 0, _heads(language), head)
        last = 0
        for last, cells in enumerate(_cells(rows), start=1):
            sheet.write_row(last, 0, cells)
        sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def _heads(language: Language) -> list[str]:
    return [string(language, name) for name, _ in _COLUMNS]


def _cells(rows: Iterable[Responsibility]) -> Iterator[list[str]]:
    for row in rows:
        yield [
            row.actor,
            binding(row),
            row.task,
            row.stage,
            ", ".join(row.law),
            row.quote.section,
            "" if row.quote.page is None else str(row.quote.page),
            row.quote.text,
        ]


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
