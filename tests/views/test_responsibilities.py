"""The page Ansvar, by Streamlit's own test runner, and the picture that it shows."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from corpus import Library, Wanted, select
from views import frame, responsibilities
from views.duties.picture import picture
from views.duties.rows import listed

APP = str(Path(__file__).parents[2] / "app.py")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    for module in (responsibilities, frame):
        monkeypatch.setattr(module, "opened", lambda: assistant)

    def only_page() -> None:
        from views.responsibilities import page

        page()

    return AppTest.from_function(only_page, default_timeout=30).run()


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_every_task_is_shown_with_its_sentence_and_a_link(app: AppTest, library: Library) -> None:
    shown = _shown(app)

    assert not app.exception
    assert shown.count('<blockquote lang="da">') == len(library.responsibilities)
    assert 'href="laes?sektion=7.2&amp;citat=' in shown
    assert f"{len(library.responsibilities)} af {len(library.responsibilities)} opgaver" in shown


def test_choices_leave_only_what_fits(app: AppTest, library: Library) -> None:
    app.multiselect(key="aktoer").set_value(["kommune"])
    app.multiselect(key="lov").set_value(["sundhedsloven § 140"]).run()
    wanted = Wanted(actors=("kommune",), laws=("sundhedsloven § 140",))

    shown = _shown(app)
    assert shown.count('<blockquote lang="da">') == len(select(library.responsibilities, wanted))
    assert "<b>almen praksis</b>" not in shown


def test_nothing_that_fits_is_said_and_all_comes_back(app: AppTest) -> None:
    app.text_input(key="ord").set_value("vaskemaskine").run()
    none = app.info[0].value
    app.button(key="clear").click().run()

    assert none.startswith("Ingen opgaver passer")
    assert app.text_input(key="ord").value == ""
    assert _shown(app).count('<blockquote lang="da">') > 100


def test_what_is_chosen_is_what_is_downloaded(app: AppTest) -> None:
    labels = [one.proto.label for one in app.get("download_button")]

    assert labels == ["Hent billedet (SVG)", "Hent som CSV", "Hent som Excel"]


def test_the_picture_is_svg_with_each_box_and_arrow_linked(library: Library) -> None:
    rows = library.responsibilities
    svg = ET.fromstring(picture(rows, "da", base="http://127.0.0.1:8501/"))
    links = svg.findall(f".//{SVG}a")
    boxes, arrows = (
        sum(row.box is not None for row in rows),
        sum(row.arrow is not None for row in rows),
    )

    assert len(links) == boxes + arrows
    assert all(
        one.attrib["href"].startswith("http://127.0.0.1:8501/laes?sektion=") for one in links
    )
    assert all(one.find(f"{SVG}title") is not None for one in links)
    said = "".join(svg.itertext())
    for lane in ("Almen praksis", "Kommune", "Smertecenter", "Henvisning", "Overlevering"):
        assert lane in said


def test_no_arrow_runs_through_a_box(library: Library) -> None:
    svg = ET.fromstring(picture(library.responsibilities, "da"))
    boxes = [
        tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        for rect in svg.findall(f".//{SVG}a/{SVG}rect")
    ]
    for path in svg.findall(f".//{SVG}path[@marker-end]"):
        turn = path.attrib["d"]
        if " V" not in turn:
            continue
        upright = float(turn.split(" V")[0].rsplit(" ", 1)[1].split(",")[0])
        assert not any(x < upright < x + width for x, _, width, _ in boxes), turn


def test_rows_are_listed_by_stage_in_the_order_of_a_course(library: Library) -> None:
    shown = listed(library.responsibilities, "da")

    assert shown.index("<h3>Udredning") < shown.index("<h3>Smertecenter")
    assert shown.index("<h3>Smertecenter") < shown.index("<h3>Efter operation")


def test_text_of_a_row_is_never_markup(library: Library) -> None:
    shown = listed(library.responsibilities, "da")

    assert "<script" not in shown
    assert "&gt;1 år" in shown
