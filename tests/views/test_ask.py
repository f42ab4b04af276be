"""The chat page, by Streamlit's own test runner: logic without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from views import ask
from views.ask import EXAMPLES, surroundings
from views.plain import label

SECONDS = 30


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(ask, "open_assistant", lambda: assistant)
    ask._open.clear()
    return AppTest.from_file("../../app.py", default_timeout=SECONDS).run()


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_an_empty_page_offers_four_examples(app: AppTest) -> None:
    assert [button.label for button in app.button] == [label(one) for one in EXAMPLES]
    assert len(EXAMPLES) == 4
    assert "Erstatter ikke en klinisk vurdering" in _shown(app)


def test_a_question_is_answered_with_its_sources(app: AppTest) -> None:
    app.chat_input[0].set_value(EXAMPLES[0]).run()

    assert not app.exception
    assert "monofaglig terapi har ikke haft effekt" in _shown(app)
    assert app.expander[0].label.startswith(label("[1] afsnit 7.2"))
    assert "<mark>Mennekser med komplekse" in _shown(app)


def test_a_statement_shows_how_it_binds_and_whom(app: AppTest) -> None:
    app.chat_input[0].set_value("Hvem skal lave aftrapningsplanen efter en operation?").run()

    assert ">skal · kirurg<" in _shown(app)


def test_an_example_can_be_clicked(app: AppTest) -> None:
    app.button(key="example-2").click().run()

    assert EXAMPLES[2] in _shown(app)
    assert len(app.chat_message) == 2


def test_earlier_turns_keep_their_sources(app: AppTest) -> None:
    app.chat_input[0].set_value(EXAMPLES[0]).run()
    before = [expander.label for expander in app.expander]

    app.chat_input[0].set_value("og hvad skal der stå i den?").run()

    assert [expander.label for expander in app.expander][: len(before)] == before
    assert len(app.expander) > len(before)
    assert "Forstået som: Hvornår kan jeg henvise" in _shown(app)


def test_a_cpr_number_is_shown_nowhere(app: AppTest) -> None:
    app.chat_input[0].set_value("Patient 010190-1234 har taget en overdosis").run()

    assert "1234" not in _shown(app)
    assert "112" in app.error[0].value
    assert "CPR" in app.warning[0].value


def test_markup_in_a_question_is_shown_as_text(app: AppTest) -> None:
    app.chat_input[0].set_value("<script>alert(1)</script> ~400 mg~ smerter *hvad*?").run()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; ~400 mg~ smerter *hvad*?" in _shown(app)
    assert "<script>" not in _shown(app)


def test_a_quote_is_shown_among_whole_paragraphs() -> None:
    paragraphs = [f"{n}" * 400 for n in range(9)]
    text = "\n\n".join(paragraphs)
    start = text.index("4")

    excerpt = surroundings(text, start, start + 400)

    assert excerpt.text[excerpt.start : excerpt.end] == paragraphs[4]
    assert excerpt.text == "…\n\n" + "\n\n".join(paragraphs[2:7]) + "\n\n…"


def test_a_short_section_is_shown_whole() -> None:
    excerpt = surroundings("Kort tekst.", 0, 4)

    assert (excerpt.text, excerpt.start, excerpt.end) == ("Kort tekst.", 0, 4)


def test_labels_are_no_markdown() -> None:
    assert label("[1] 2*3 ~x~ :smile: $y$") == r"\[1\] 2\*3 \~x\~ \:smile\: \$y\$"
