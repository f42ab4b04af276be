"""The page Kvalitet, by Streamlit's own test runner, and how a figure is said."""

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from eval.metrics import Mean, RiskAtCoverage
from eval.published import read_published, write_published
from index import NoIndex
from views import quality
from views.figures.curve import operating_point
from views.figures.scores import basis, decimal, of_100, opposite, spread
from views.strings import Language, string

SECONDS = 30


def _script() -> None:
    from views import quality

    quality.page()


@pytest.fixture
def app(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    monkeypatch.setattr(quality, "opened", lambda: assistant)
    monkeypatch.setattr(quality, "REPORTS", tmp_path)
    return AppTest.from_function(_script, default_timeout=SECONDS)


def _shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_short_answer_comes_first_in_both_languages(app: AppTest, language: Language) -> None:
    app.session_state["language"] = language
    figures = read_published().figures

    app.run()

    assert not app.exception
    assert app.title[0].value == string(language, "quality_heading")
    cards = next(one.proto.body for one in app.get("html") if "sv-cards" in one.proto.body)
    assert re.findall(r"<dd><b>(\d+)</b>", cards) == [
        str(of_100(figures["complete"].value)),
        "100",
        str(of_100(figures["refused"].value)),
        str(of_100(1 - figures["answered"].value)),
    ]


def test_it_says_which_figures_it_shows(app: AppTest) -> None:
    provenance = read_published().provenance

    app.run()

    assert "Tallene følger med programmet" in _shown(app)
    assert provenance.commit.removesuffix("-dirty") in _shown(app)
    assert provenance.index in _shown(app)
    assert not app.warning


def test_every_case_that_went_wrong_is_shown(app: AppTest) -> None:
    app.run()

    shown = _shown(app)
    misses = read_published().misses
    assert shown.count('class="sv-miss"') == len(misses) > 0
    assert all(html.escape(one.question) in shown for one in misses)
    assert sum(int(n) for one in app.expander for n in re.findall(r"\d+", one.label)) == len(misses)


def test_every_link_leads_to_a_section(app: AppTest, assistant: Assistant) -> None:
    app.run()

    sections = {unquote(one) for one in re.findall(r'href="laes\?sektion=([^"]+)"', _shown(app))}
    assert sections <= assistant.library.contents.by_number.keys()
    assert {"7.3", "Bilag 4"} <= sections


def test_the_curve_has_a_text_beside_it(app: AppTest) -> None:
    published = read_published()
    operating = operating_point(published)

    app.run()

    (image,) = app.get("image")
    assert image.proto.imgs[0].alt == string("da", "quality_curve_alt")
    assert f"{of_100(operating.coverage)} (sådan er den sat)</th>" in _shown(app)


def test_the_assistant_is_set_at_the_least_confidence_that_it_answers_with() -> None:
    published = read_published()
    curve = tuple(
        RiskAtCoverage(coverage=coverage, risk=0.0, threshold=threshold)
        for coverage, threshold in ((0.2, 0.9), (0.6, 0.5), (1.0, 0.4))
    )
    provenance = replace(published.provenance, threshold=0.5)

    operating = operating_point(replace(published, curve=curve, provenance=provenance))

    assert operating.coverage == 0.6


def test_figures_of_another_index_are_warned_of(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    published = read_published()
    path = tmp_path / "published.json"
    write_published(replace(published, provenance=replace(published.provenance, index="old")), path)
    monkeypatch.setattr(quality, "PUBLISHED", path)

    app.run()

    assert "et andet indeks" in app.warning[0].value


def test_figures_of_another_guideline_are_warned_of(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    published = read_published()
    path = tmp_path / "published.json"
    other = replace(published.provenance, guideline_sha256="other", index="old")
    write_published(replace(published, provenance=other), path)
    monkeypatch.setattr(quality, "PUBLISHED", path)

    app.run()

    assert "en anden udgave af anbefalingerne" in app.warning[0].value


def test_figures_are_shown_where_nothing_can_be_asked(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Assistant:
        raise NoIndex("none")

    monkeypatch.setattr(quality, "opened", fails)

    app.run()

    assert "kan ikke åbnes" in app.warning[0].value
    assert "sv-cards" in _shown(app)


def test_where_there_are_no_figures_the_way_out_is_shown(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(quality, "PUBLISHED", tmp_path / "nothing")

    app.run()

    assert not app.exception
    assert app.error[0].value == string("da", "quality_none")
    assert app.code[0].value == "make eval"


def test_text_of_a_case_is_no_markup(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    published = read_published()
    hostile = "<img src=x onerror=alert(1)>"
    misses = (
        replace(published.misses[0], question=hostile, expected=hostile, got=hostile),
        *published.misses[1:],
    )
    path = tmp_path / "published.json"
    write_published(replace(published, misses=misses), path)
    monkeypatch.setattr(quality, "PUBLISHED", path)

    app.run()

    assert hostile not in _shown(app)
    assert html.escape(hostile) in _shown(app)


@pytest.mark.parametrize(
    ("value", "said"), [(0.0, 0), (0.001, 1), (0.125, 12), (0.686, 69), (0.996, 99), (1.0, 100)]
)
def test_only_all_is_100_and_only_none_is_0(value: float, said: int) -> None:
    assert of_100(value) == said


def test_a_figure_tells_its_questions_and_its_range() -> None:
    mean = Mean(n=16, value=0.6875, low=0.4375, high=0.875)

    assert basis("da", mean) == "16 spørgsmål; mellem 44 og 88 af 100"
    assert basis("en", mean) == "16 questions; between 44 and 88 of 100"


def test_four_of_four_is_no_certainty() -> None:
    # All of 4 go well with a chance of at least 5 % where 47 of 100 do: 0.47 ** 4 = 0.0488,
    # and 0.48 ** 4 = 0.0531 is more.
    four = Mean(n=4, value=1.0, low=1.0, high=1.0)

    assert basis("da", four) == "4 spørgsmål uden fejl; mindst 47 af 100"
    assert basis("da", opposite(four)) == "ingen af 4 spørgsmål; højst 53 af 100"
    assert spread(four) == pytest.approx((0.4729, 1.0), abs=0.0001)


def test_numbers_are_written_as_each_language_does() -> None:
    assert decimal("da", -1.08, "+.1f") == "−1,1"
    assert decimal("en", 2.25, ".2f") == "2.25"
    assert decimal("da", -0.01, "+.1f") == "0,0"
