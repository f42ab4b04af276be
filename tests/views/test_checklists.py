"""The page Tjeklister, by Streamlit's own test runner, and its text."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from corpus import Library
from views import checklists
from views.ticking.text import as_text, ticked_as_text


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(checklists, "opened", lambda: assistant)

    def only_page() -> None:
        from views.checklists import page

        page()

    app = AppTest.from_function(only_page, default_timeout=30)
    app.query_params["liste"] = "henvisning-smertecenter"
    return app.run()


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_list_in_the_address_is_shown(app: AppTest, library: Library) -> None:
    chosen = next(one for one in library.checklists if one.name == "henvisning-smertecenter")

    assert not app.exception
    assert len(app.checkbox) == len(chosen.items)
    assert _shown(app).count('href="laes?sektion=') == len(chosen.items)
    assert "Kopiér det afkrydsede" not in _shown(app)


def test_what_is_ticked_can_be_copied_and_unticked(app: AppTest) -> None:
    app.checkbox[3].check().run()
    copied = _shown(app)
    app.button(key="untick").click().run()

    assert "Kopiér det afkrydsede" in copied
    assert copied.count("[x]") == 2  # in the whole list, and in what is ticked
    assert not any(one.value for one in app.checkbox)


def test_another_list_is_noted_in_the_address(app: AppTest) -> None:
    app.selectbox[0].set_value("arbejde").run()

    assert "arbejde" in app.query_params["liste"]
    assert app.header[0].value == "Arbejde, sygemelding og LÆ 165"


def test_a_list_as_text_has_its_marks_places_and_source(library: Library) -> None:
    chosen = next(one for one in library.checklists if one.name == "henvisning-smertecenter")
    at = next(n for n, one in enumerate(chosen.items) if one.text.startswith("monofaglig"))
    whole = as_text(chosen, [at], library.guideline, "da")
    ticked = ticked_as_text(chosen, [at], library.guideline, "da")

    assert "[x] monofaglig terapi har ikke haft effekt og (afsnit 7.2, side 43)" in whole
    assert whole.count("[ ]") == len(chosen.items) - 1
    assert ticked.count("[x]") == 1
    assert "[ ]" not in ticked
    assert ticked.endswith("(2023). Fra Smertevejviser.")
