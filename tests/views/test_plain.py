"""Text is shown as text, and quotes among whole paragraphs."""

from views.chat.source import surroundings
from views.plain import as_html, label


def test_labels_are_no_markdown() -> None:
    assert label("[1] 2*3 ~x~ :smile: $y$") == r"\[1\] 2\*3 \~x\~ \:smile\: \$y\$"


def test_lines_become_paragraphs_and_runs_of_items_a_list_with_their_marks() -> None:
    text = "Følgende:\n1. det ene & <b>\n2. det andet\nSlut."

    assert as_html(text) == (
        "<p>Følgende:</p><ul><li>1. det ene &amp; &lt;b&gt;</li><li>2. det andet</li></ul>"
        "<p>Slut.</p>"
    )


def test_a_quote_is_shown_among_whole_paragraphs() -> None:
    paragraphs = [f"{n}" * 400 for n in range(9)]
    text = "\n\n".join(paragraphs)
    start = text.index("4")

    excerpt = surroundings(text, start, start + 400)

    assert excerpt.text[excerpt.start : excerpt.end] == paragraphs[4]
    assert excerpt.text == "…\n\n" + "\n\n".join(paragraphs[3:6]) + "\n\n…"


def test_a_short_section_is_shown_whole() -> None:
    excerpt = surroundings("Kort tekst.", 0, 4)

    assert (excerpt.text, excerpt.start, excerpt.end) == ("Kort tekst.", 0, 4)
