"""Responsibilities as CSV and XLSX, read back by others."""

import csv
import io

import openpyxl

from corpus import Library, Wanted, select
from views.export.sheet import as_csv, as_xlsx


def test_the_csv_opens_in_a_danish_spreadsheet_with_every_row(library: Library) -> None:
    text = as_csv(library.responsibilities, "da")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))

    assert text.startswith("\ufeff")
    assert len(read) == len(library.responsibilities)
    for one, row in zip(read, library.responsibilities, strict=True):
        assert one["Aktør"] == row.actor
        assert one["Opgave"] == row.task
        assert one["Ordret"] == row.quote.text
        assert one["Afsnit"] == row.quote.section
    assert set("æøå§") <= set(text)


def test_the_workbook_has_the_same_rows_under_heads_that_filter(library: Library) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(library.responsibilities, "da"))).active
    assert sheet is not None
    heads, *cells = sheet.iter_rows(values_only=True)

    assert heads == ("Aktør", "Hvor bindende", "Opgave", "Fase", "Lov", "Afsnit", "Side", "Ordret")
    assert [row[7] for row in cells] == [row.quote.text for row in library.responsibilities]
    assert sheet.auto_filter.ref == f"A1:H{len(cells) + 1}"
    assert sheet.freeze_panes == "A2"


def test_a_limit_is_told_as_its_quote_says_it(library: Library) -> None:
    rows = select(library.responsibilities, Wanted(words="henvisning § 119"))
    binding = [one.split(";")[1] for one in as_csv(rows, "da").splitlines()[1:2]]

    assert binding == ["ikke et krav"]


def test_no_cell_is_a_formula(library: Library) -> None:
    for one in csv.reader(io.StringIO(as_csv(library.responsibilities, "da")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in one)
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(library.responsibilities, "da"))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
