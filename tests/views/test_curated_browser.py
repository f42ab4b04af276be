"""The pages with what was curated, each with its main job, in a real headless Chromium."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.chat import ask, settled

pytestmark = pytest.mark.browser


def _saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_number_of_the_matrix_leads_to_its_tasks_and_a_task_to_its_passage(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/ansvar")
    cell = page.get_by_role("button", name=re.compile("^kirurg, efter operation: "))
    number = int(cell.inner_text())
    cell.click()
    tasks = page.locator(".sv-duties > li")
    expect(tasks).to_have_count(number)
    expect(tasks.first).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"\?aktoer=kirurg&fase=efter(\+|%20)operation$"))
    with page.context.expect_page() as opened:
        tasks.first.get_by_role("link").click()

    expect(opened.value).to_have_url(re.compile(r"/laes\?sektion=8(\.2)?&citat=\d+-\d+$"))
    expect(opened.value.locator("mark.sv-quote").first).to_be_in_viewport()


def test_an_address_chooses_tasks_and_they_are_saved(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/ansvar?aktoer=kommune&binding=skal")
    tasks = page.locator(".sv-duties > li")
    expect(tasks.first).to_be_in_viewport()
    shown = tasks.count()
    sheet = _saved(page, "Hent som CSV", tmp_path)
    book = openpyxl.load_workbook(_saved(page, "Hent som Excel", tmp_path)).active
    assert book is not None
    text = sheet.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert len(rows) == shown == book.max_row - 1
    assert {row["Aktør"] for row in rows} == {"kommune"}
    assert {row["Hvor bindende"] for row in rows} == {"skal"}


def test_the_picture_is_followed_and_saved(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/ansvar")
    box = page.locator("a").filter(has_text="Behandlings- og")
    with page.context.expect_page() as opened:
        box.last.click()
    expect(opened.value).to_have_url(re.compile(r"/laes\?sektion=8&citat="))
    svg = _saved(page, "Hent billedet (SVG)", tmp_path).read_text("utf-8")

    assert svg.startswith("<svg")
    assert f'href="{address}/laes?sektion=8' in svg
    assert "Almen praksis" in svg


def test_an_answer_leads_to_the_tasks_and_the_checklist_and_back(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "Hvem har ansvaret for aftrapningsplanen efter en operation?")
    answer.get_by_role("link", name="Alle opgaver: kirurg").click()
    expect(page.locator(".sv-duties > li").first).to_be_in_viewport()
    names = set(page.locator(".sv-duties b").all_inner_texts())
    page.get_by_role("link", name="Spørg").click()
    page.get_by_role("link", name="Tjekliste: Efter operationen").click()

    expect(page).to_have_url(re.compile(r"/tjeklister\?liste=efter-operation-og-aftrapning$"))
    expect(page.get_by_role("heading", name="Efter operationen")).to_be_visible()
    assert names == {"kirurg"}


def test_a_checklist_is_ticked_by_keyboard_and_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/tjeklister?liste=henvisning-smertecenter")
    box = page.get_by_role("checkbox", name="monofaglig terapi har ikke haft effekt og")
    box.focus()
    page.keyboard.press("Space")
    copy = page.get_by_role("button", name="Kopiér det afkrydsede")
    copy.click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_visible()
    copied = page.evaluate("document.querySelectorAll('button[data-copy]')[1].dataset.copy")
    page.reload()
    settled(page)

    assert "[x] monofaglig terapi har ikke haft effekt og (afsnit 7.2, side 43)" in copied
    assert "Sundhedsstyrelsen" in copied
    expect(box).not_to_be_checked()  # nothing of it was stored


def test_a_quiz_is_taken_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/kursus")
    page.get_by_role("button", name="Begynd quizzen").press("Enter")
    heading = page.get_by_role("heading", name="Opgave 1 af 10")
    expect(heading).to_be_focused()
    page.get_by_role("radiogroup", name="Vælg et svar").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Svar", exact=True).press("Enter")
    expect(page.locator(".sv-decides")).to_contain_text(re.compile("afsnit|Bilag"))
    page.get_by_role("button", name="Næste opgave").press("Enter")

    expect(page.get_by_role("heading", name="Opgave 2 af 10")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "file", "begins"),
    [
        ("PDF", "kursus-kroniske-smerter.pdf", b"%PDF-"),
        ("Word", "kursus-kroniske-smerter.docx", b"PK"),
        ("Anki", "kursus-kroniske-smerter.apkg", b"PK"),
        ("Moodle GIFT", "kursus-kroniske-smerter.gift.txt", b"$CATEGORY"),
    ],
)
def test_the_course_is_saved(
    page: Page, address: str, tmp_path: Path, name: str, file: str, begins: bytes
) -> None:
    page.goto(f"{address}/kursus?emne=smertecenter")
    page.get_by_text("Hent materialet").click()
    path = _saved(page, f"Hent som {name}", tmp_path)

    assert path.name == file
    assert path.read_bytes().startswith(begins)


def test_a_patients_question_is_answered_with_its_source(page: Page, address: str) -> None:
    page.goto(f"{address}/kursus?emne=udredning")
    page.get_by_text("Patienthistorier", exact=True).click()
    question = page.get_by_test_id("stExpander").first
    question.locator("summary").click()
    expect(question.locator(".sv-decides")).to_be_visible()
    with page.context.expect_page() as opened:
        question.get_by_role("link", name="Spørg Smertevejviser").click()

    expect(opened.value.get_by_test_id("stChatMessage")).to_have_count(2)
    expect(opened.value.get_by_role("button", name="Kilde 1").first).to_be_visible()
