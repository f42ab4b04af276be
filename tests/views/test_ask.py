"""The chat page, by Streamlit's own test runner: logic without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Feedback

from assistant import Assistant, FeedbackStore
from index import NoIndex
from views import ask, frame
from views.chat import actions
from views.chat.conversation import read_kept
from views.plain import label
from views.strings import string

APP = str(Path(__file__).parents[2] / "app.py")
SECONDS = 30
PAGES = 6
REFERRAL = "Hvornår kan jeg henvise til et tværfagligt smertecenter?"


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    for module in (ask, frame):
        monkeypatch.setattr(module, "opened", lambda: assistant)
    monkeypatch.setattr(actions, "FeedbackStore", lambda: FeedbackStore(tmp_path / "feedback"))
    return AppTest.from_file(APP, default_timeout=SECONDS).run()


def _asked(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def _buttons(app: AppTest, begin: str) -> list[str]:
    return [one.label for one in app.button if str(one.key).startswith(begin)]


def _thumbs(app: AppTest) -> Feedback:
    thumbs = app.get("feedback")[0]
    assert isinstance(thumbs, Feedback)
    return thumbs


def test_an_empty_page_offers_four_examples_and_says_what_it_is(app: AppTest) -> None:
    assert len(_buttons(app, "example-laege")) == 4
    assert "Anbefalinger for tværsektorielle forløb" in _shown(app)
    assert "Erstatter ikke klinisk vurdering. Skriv ikke patientdata her." in _shown(app)


def test_a_question_is_answered_with_how_it_binds_and_where_it_stands(app: AppTest) -> None:
    _asked(app, "Hvem skal lave aftrapningsplanen efter en operation?")

    assert not app.exception
    assert ">skal · kirurg<" in _shown(app)
    assert _buttons(app, "cite-0-0")[0].startswith(label("Kilde 1: afsnit 8"))


def test_a_citation_opens_its_source_beside_the_answer_and_closes_it_again(app: AppTest) -> None:
    _asked(app, REFERRAL)

    app.button(key="cite-0-0-1").click().run()
    opened = _shown(app)
    app.button(key="close-0").click().run()

    assert "<mark>Mennekser med komplekse" in opened
    assert "Står også i Bilag 4, Anbefaling 3." in opened
    assert "<mark>" not in _shown(app)


def test_an_example_can_be_clicked(app: AppTest) -> None:
    app.button(key="example-laege-0").click().run()

    assert REFERRAL in _shown(app)
    assert len(app.chat_message) == 2


def test_a_follow_up_is_shown_as_it_was_understood(app: AppTest) -> None:
    _asked(app, REFERRAL)
    _asked(app, "og hvad skal der stå i den?")

    assert "Forstået som: Hvornår kan jeg henvise" in _shown(app)
    assert len(_buttons(app, "cite-0-")) == 1  # the earlier turn keeps its source


def test_a_refusal_gives_a_reason_and_the_nearest_sections(app: AppTest) -> None:
    _asked(app, "Hvad koster pregabalin?")

    links = [link.proto.label for link in app.get("page_link")][PAGES:]
    assert "Anbefalingerne svarer ikke på det spørgsmål." in _shown(app)
    assert len(links) >= 3
    assert all(link.startswith(("afsnit", "Bilag")) for link in links)


def test_another_role_changes_examples_but_no_answer(app: AppTest) -> None:
    _asked(app, "Hvem er tovholder?")
    before, suggested = _statements(app), _buttons(app, "on-")
    app.segmented_control(key="role").set_value("kommune").run()
    app.button(key="new").click().run()
    examples = _buttons(app, "example-kommune")

    _asked(app, "Hvem er tovholder?")

    assert examples[0] == label(string("da", "ask_example_kommune_1"))
    assert _statements(app) == before
    assert _buttons(app, "on-") != suggested


def _statements(app: AppTest) -> list[str]:
    return [one.proto.body for one in app.get("html") if "sv-statement" in one.proto.body]


def test_the_page_speaks_english_by_a_switch_and_quotes_danish(app: AppTest) -> None:
    _asked(app, REFERRAL)
    quoted = _statements(app)

    app.segmented_control(key="language").set_value("en").run()

    assert app.title[0].value == "Ask the guideline"
    assert _buttons(app, "cite-0")[0].startswith(label("Source 1: section 7.2, page 43"))
    assert _statements(app) == quoted


def test_a_new_conversation_forgets_the_old(app: AppTest) -> None:
    _asked(app, REFERRAL)

    app.button(key="new").click().run()

    assert len(app.chat_message) == 0
    assert REFERRAL not in "".join(_statements(app))


def test_a_question_in_the_address_is_asked_once(app: AppTest) -> None:
    app.query_params["q"] = "Hvem er tovholder?"
    app.run()
    app.run()

    assert len(app.chat_message) == 2
    assert "q" not in app.query_params


def test_what_the_tab_kept_is_asked_again_before_what_was_asked_since(app: AppTest) -> None:
    _asked(app, REFERRAL)
    talk = app.session_state["conversation"]
    kept = talk.kept("da", "laege")
    fresh = AppTest.from_file(APP, default_timeout=SECONDS).run()
    _asked(fresh, "Hvem er tovholder?")

    restored = read_kept(kept)
    assert restored is not None
    fresh.session_state["conversation"].restore(restored)
    fresh.run()

    asked = [answer.question for answer in fresh.session_state["conversation"].answers]
    assert asked == [REFERRAL, "Hvem er tovholder?"]
    assert fresh.session_state["conversation"].token == talk.token


def test_feedback_is_stored_with_its_comment(app: AppTest, tmp_path: Path) -> None:
    _asked(app, REFERRAL)
    talk = app.session_state["conversation"]

    _thumbs(app).set_value(0).run()
    app.text_input[0].set_value("Jeg ville vide mere om 010190-1234")
    next(button for button in app.button if button.label == "Send").click().run()

    (stored,) = FeedbackStore(tmp_path / "feedback").all()
    _thumbs(app).set_value(None).run()

    assert FeedbackStore(tmp_path / "feedback").all() == ()  # a thumb that is taken back
    assert not stored.helpful
    assert "010190" not in stored.comment
    assert "Jeg ville vide mere" in stored.comment
    assert stored.question == talk.answers[0].question


def test_feedback_that_cannot_be_stored_says_why_and_what_to_do(
    app: AppTest, tmp_path: Path
) -> None:
    (tmp_path / "feedback").mkdir()
    _asked(app, REFERRAL)

    _thumbs(app).set_value(1).run()

    assert not app.exception
    assert app.warning[0].value == string("da", "ask_not_rated")
    assert str(tmp_path) not in app.warning[0].value


def test_a_file_that_cannot_be_made_leaves_the_others_and_says_what_to_do() -> None:
    def menu() -> None:
        from datetime import date

        from assistant import Answer
        from corpus import Guideline, read_guideline
        from views.chat.conversation import Conversation
        from views.chat.save import draw_download
        from views.export import ExportFailed
        from views.export.format import PDF, WORD

        def fails(_: list[Answer], __: Guideline, ___: str, ____: date) -> str:
            raise ExportFailed("pdf")

        def works(_: list[Answer], __: Guideline, ___: str, ____: date) -> str:
            return "samtale"

        for kind, export in ((PDF, fails), (WORD, works)):
            draw_download(kind, export, Conversation(), read_guideline())

    app = AppTest.from_function(menu, default_timeout=SECONDS).run()

    assert not app.exception
    assert app.error[0].value == string("da", "ask_not_saved", format="PDF")
    assert [one.proto.label for one in app.get("download_button")] == ["Hent som Word"]


def test_without_an_index_the_page_says_how_to_build_one(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Assistant:
        raise NoIndex("there is no index in var/index")

    for module in (ask, frame):
        monkeypatch.setattr(module, "opened", missing)
    app.run()

    assert not app.exception
    assert "Smertevejviser kan ikke svare lige nu." in app.error[0].value
    assert "smertevejviser index" in _shown(app)


def test_a_cpr_number_is_shown_nowhere(app: AppTest) -> None:
    _asked(app, "Patient 010190-1234 har taget en overdosis")

    assert "1234" not in _shown(app)
    assert "1234" not in app.session_state["conversation"].kept("da", "laege")
    assert "112" in app.error[0].value
    assert "CPR" in app.warning[0].value


def test_markup_in_a_question_is_shown_as_text(app: AppTest) -> None:
    _asked(app, "<script>alert(1)</script> ~400 mg~ smerter *hvad*?")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; ~400 mg~ smerter *hvad*?" in _shown(app)
    assert "<script>" not in _shown(app)
