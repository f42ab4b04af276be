import pytest

from corpus import Speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    texts = ["henvisning til smertecenter", "Henvisning. Smertecenter! opioid og opioid", "medicin"]
    return Speller(texts * 2, is_word=lambda word: word == "smertecentersamtale")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("henvisnig", "henvisning"),  # a letter lost
        ("henvissning", "henvisning"),  # doubled
        ("smetrecenter", "smertecenter"),  # two changed places
        ("Opiod?", "opioid?"),
        ("smrtecentr", "smertecenter"),  # two lost in a long word
    ],
)
def test_a_misspelt_word_becomes_the_known_one(speller: Speller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant


@pytest.mark.parametrize(
    "right",
    [
        "henvisninger",  # another ending of a known word
        "smertecentersamtale",  # told to be a word
        "bitcoin",  # near nothing
        "icf",  # too short to tell
        "opxxid",  # two wrong in a short word
        "120485",
    ],
)
def test_what_is_right_or_near_nothing_stays(speller: Speller, right: str) -> None:
    assert speller.correct(right) == right


def test_a_word_with_another_first_letter_is_another_word(speller: Speller) -> None:
    assert speller.correct("dedicin") == "dedicin"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("smertesenter", "smertecenter"),  # "smerte" and "senter": a slip in a common word
        ("smertescenter", "smertecenter"),
        ("smertebenet", "smertebenet"),  # "smerte" and "benet", near nothing common
        ("opioide", "opioide"),  # a short one that could be right
    ],
)
def test_what_could_be_a_word_yields_to_a_common_one_next_to_it(typed: str, read: str) -> None:
    common = Speller(["smertecenter opioid"] * 20, is_word=lambda word: True)
    rare = Speller(["smertecenter opioid"] * 19, is_word=lambda word: True)

    assert common.correct(typed) == read
    assert rare.correct(typed) == typed
