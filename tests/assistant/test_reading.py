import pytest

from assistant.reading import read


def test_a_number_has_its_value_unit_and_neighbours() -> None:
    (number,) = read("Forløbet varer cirka tre hele uger").numbers

    assert (number.value, number.unit) == ("3", "uge")
    assert {"forloeb", "var"} <= number.near


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.200 patienter", "1200"), ("1,5 time", "1.5"), ("én uge", "1"), ("begge parter", "2")],
)
def test_numbers_are_compared_by_value(text: str, value: str) -> None:
    assert [one.value for one in read(text).numbers] == [value]


def test_a_mark_at_a_word_is_no_number() -> None:
    assert not read("smerteplan12 og praksis3").numbers


def test_a_paragraph_is_no_amount() -> None:
    assert [one.is_paragraph for one in read("efter § 119 i 2 uger").numbers] == [True, False]


def test_a_series_belongs_together() -> None:
    numbers = read("det var henholdsvis 26 og 30 pct.").numbers

    assert [one.series for one in numbers] == [("26", "30"), ("26", "30")]


def test_a_negation_is_about_the_words_next_to_it() -> None:
    (negation,) = read("Patienten skal ikke vente på svar, når udredningen begynder").negations

    assert negation.before == ("patient",)
    assert negation.close == ("vent", "svar")


def test_an_exception_negates_all_of_its_sentence() -> None:
    (negation,) = read("Alle er omfattet, med undtagelse af børn og unge").negations

    assert {"omfatt", "born"} <= set(negation.close) or {"omfat", "boern"} <= set(negation.close)


def test_skal_kunne_is_a_duty() -> None:
    assert [one.kind for one in read("Det skal derfor kunne rummes").modals] == ["skal"]


def test_ikke_kun_is_no_negation() -> None:
    assert not read("Det gælder ikke kun smerter").negations


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kirurgen skal informere", ["skal"]),
        ("Det anbefales at informere", ["bør"]),
        ("Kommunen skal kunne informere", ["skal"]),
        ("Kommunen skal altid informere", ["skal"]),
        ("Kommunen informerer", []),
    ],
)
def test_modals_say_how_binding_a_text_is(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in read(text).modals] == kinds


def test_a_modal_has_its_verb() -> None:
    (modal,) = read("Kirurgen skal selv informere patienten").modals

    assert modal.verb == "inform"
