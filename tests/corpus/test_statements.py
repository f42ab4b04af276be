import pytest

from corpus import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("En ting. En anden.", ["En ting.", "En anden."]),
        ("Det er 26 pct. i 2021. Flere.", ["Det er 26 pct. i 2021.", "Flere."]),
        ("Se bl.a. Smertehjulet her. Slut", ["Se bl.a. Smertehjulet her.", "Slut"]),
        ("Den 2. marts mødes vi. Så.", ["Den 2. marts mødes vi.", "Så."]),
        ("Hvorfor? Derfor! Ja.", ["Hvorfor?", "Derfor!", "Ja."]),
        ("’Citat.’ Så videre.", ["’Citat.’", "Så videre."]),
        ("Over 1.2 millioner lever med det.", ["Over 1.2 millioner lever med det."]),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert [span.text for span in split_sentences(text)] == sentences


def test_a_list_item_is_one_span_however_many_sentences() -> None:
    spans = split_sentences("Almen praksis bør:\n• udrede. Se 5.1.\n2. afdække")

    assert [(span.text, span.item) for span in spans] == [
        ("Almen praksis bør:", False),
        ("• udrede. Se 5.1.", True),
        ("2. afdække", True),
    ]


def test_spans_know_their_place() -> None:
    text = "Første.  Anden her.\n\nTredje."

    assert all(text[span.start : span.end] == span.text for span in split_sentences(text))
