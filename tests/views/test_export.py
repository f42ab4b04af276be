import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from docx.document import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from assistant import Answer, Assistant, Turn, cite_as
from corpus import Guideline
from views.export import ExportFailed, as_docx, as_markdown, as_pdf, as_text

ON = date(2026, 11, 23)
HOSTILE = (
    '#import "x": y\x0b$x$ <script>alert(1)</script> *a* _b_ `c` [d](e) &amp; 2*3 <5 mg \\\x01'
    "\x1b\n#show: it => panic()\n= x"
)
SHOWN = HOSTILE.replace("\x0b", "\n").replace("\x01", "").replace("\x1b", "")


@pytest.fixture(scope="module")
def conversation(assistant: Assistant) -> list[Answer]:
    answers: list[Answer] = []
    history: list[Turn] = []
    for question in (
        "Hvornår kan jeg henvise til et tværfagligt smertecenter?",
        "og hvad skal der stå i den?",
        "Hvad koster Lyrica?",
        "Min patient 140285-1234 er blevet opereret: hvem skal lave aftrapningsplanen?",
    ):
        answers.append(assistant.ask(question, history))
        history += [
            Turn(role="user", content=answers[-1].question),
            Turn(role="assistant", content=answers[-1].text),
        ]
    return answers


@pytest.fixture(scope="module")
def guideline(assistant: Assistant) -> Guideline:
    return assistant.library.guideline


def _hostile(answer: Answer, text: str) -> Answer:
    """The answer with `text` for its question and its one statement."""
    (statement,) = answer.statements
    return replace(
        answer, question=text, asked_as=f"{text}?", statements=(replace(statement, text=text),)
    )


def _read_markdown(source: str) -> list[tuple[str, str]]:
    """What a reader of it sees: each block with its kind, "quote" for what stands in one."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    blocks, quoted = [], 0
    for opening, token in zip(tokens, tokens[1:], strict=False):
        quoted += opening.nesting * (opening.tag == "blockquote")
        if token.type == "inline":
            children = token.children or []
            text = "".join("\n" if "break" in one.type else one.content for one in children)
            assert {one.tag for one in children} <= {"", "br", "em", "strong"}
            blocks.append(("quote" if quoted else opening.tag, text))
    return blocks


def _read_docx(file: bytes) -> tuple[Document, list[tuple[str, str]]]:
    document = docx.Document(io.BytesIO(file))
    return document, [(one.style.name, one.text) for one in document.paragraphs if one.style]


def _read_pdf(file: bytes) -> str:
    """The text without spaces and hyphens: lines end, and words are cut, where the page ends."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    return _dense(re.sub(r"^Svar fra Smertevejviser side \d+ af \d+$", "", text, flags=re.M))


def _dense(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", text)


def _said(answers: list[Answer], guideline: Guideline) -> list[str]:
    """All that an export of `answers` must hold."""
    return [
        f"{guideline.publisher}: {guideline.title} ({guideline.year})",
        "Slået op 23. november 2026",
        *(answer.question for answer in answers),
        *(f"Forstået som: {one.asked_as}" for one in answers if one.asked_as != one.question),
        *(notice.text for answer in answers for notice in answer.notices),
        *(f"{one.text} [{one.citations[0]}]" for answer in answers for one in answer.statements),
        *(
            f"[{one.n}] {cite_as(one.section, 'da')} {one.title}"
            + (f"; side {one.page}" if one.page else "")
            for answer in answers
            for one in answer.sources
        ),
        *(answer.text for answer in answers if not answer.statements),
        "erstatter ikke en klinisk vurdering, er ikke CE-mærket",
        "patientdata",
    ]


def test_the_conversation_holds_what_an_export_must_show(conversation: list[Answer]) -> None:
    asked, follow_up, refused, redacted = conversation

    assert asked.sources[0].also_in == ("Bilag 4, Anbefaling 3",)
    assert follow_up.asked_as != follow_up.question
    assert refused.status == "off_topic"
    assert redacted.notices[0].kind == "privacy"
    assert redacted.statements[0].modality == "skal"


def test_markdown_says_all_and_shows_it_as_it_stands(
    conversation: list[Answer], guideline: Guideline
) -> None:
    blocks = _read_markdown(as_markdown(conversation, guideline, "da", ON))

    shown = "\n".join(text for _, text in blocks)
    assert [one for one in _said(conversation, guideline) if one not in shown] == []
    assert ("h2", "Hvad koster Lyrica?") in blocks
    assert "(skal · kirurg)" in shown


def test_word_says_all_in_styles_that_can_be_navigated(
    conversation: list[Answer], guideline: Guideline
) -> None:
    document, paragraphs = _read_docx(as_docx(conversation, guideline, "da", ON))

    shown = "\n".join(text for _, text in paragraphs)
    assert [one for one in _said(conversation, guideline) if one not in shown] == []
    assert paragraphs[0] == ("Title", "Svar fra Smertevejviser")
    assert ("Heading 1", "Hvad koster Lyrica?") in paragraphs
    assert ("Heading 2", "Kilder") in paragraphs
    assert ("Quote", f"{conversation[0].statements[0].text} [1]") in paragraphs
    assert [text[:3] for style, text in paragraphs if style == "List"][:1] == ["[1]"]
    assert document.core_properties.title == "Svar fra Smertevejviser"
    assert 'w:lang w:val="da-DK"' in document.styles.element.xml


def test_the_pdf_says_all_and_can_be_read_aloud(
    conversation: list[Answer], guideline: Guideline
) -> None:
    file = as_pdf(conversation, guideline, "da", ON)

    shown = _read_pdf(file)
    assert [one for one in _said(conversation, guideline) if _dense(one) not in shown] == []
    reader = PdfReader(io.BytesIO(file))
    assert reader.root_object.get("/Lang") == "da"
    assert "/StructTreeRoot" in reader.root_object  # tagged: what is a heading, a quote, a list
    assert reader.metadata
    assert reader.metadata.title == "Svar fra Smertevejviser"
    assert f"side 1 af {len(reader.pages)}" in reader.pages[0].extract_text()


def test_the_pdf_has_the_letters_that_danish_and_the_guideline_need(
    conversation: list[Answer], guideline: Guideline
) -> None:
    letters = "æøå ÆØÅ é ü ’ ≥ … “ ” » « – — • ½ § ° µ × €"

    shown = _read_pdf(as_pdf([_hostile(conversation[0], letters)], guideline, "da", ON))

    assert shown.count(_dense(letters)) == 3


def test_in_english_our_words_are_and_the_quotes_stay_danish(
    conversation: list[Answer], guideline: Guideline
) -> None:
    shown = _read_pdf(as_pdf(conversation, guideline, "en", ON))
    document, _ = _read_docx(as_docx(conversation, guideline, "en", ON))

    assert _dense("Looked up on 23 November 2026.") in shown
    assert _dense("Sources [1] section 7.2") in shown
    assert _dense(conversation[0].statements[0].text) in shown
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert 'w:lang w:val="da-DK"' in document.styles["Quote"].element.xml


@pytest.mark.parametrize(
    "text",
    [
        "~400 mg~ eller ~~400 mg~~",
        "2*3 og 3*2",
        "<5 mg og >5 mg",
        "_understreget_ og snake_case_navn",
        "[1] og [a](b) og ![c](d)",
        "[a]: https://eksempel.dk",
        "# Ikke en overskrift #",
        "Heller ikke\n===\nog ikke\n---\nher",
        "1. et\n2) to\n- tre\n+ fire\n* fem\n• seks\n10-14 dage",
        "> intet citat",
        "    indrykket",
        "```\nkode\n```\n~~~\n`kode`",
        "| a | b |\n|---|---|\n| c | d |",
        "&amp; &lt; &#65;",
        "<script>alert(1)</script><!-- a -->",
        "\\# og \\",
        "C:\\mappe\\\nny linje",
        "a  \nb\n\nc\n \nd",
        "$x$ og $$y$$",
        "***",
    ],
)
def test_markdown_eats_no_character_of_a_quote(
    conversation: list[Answer], guideline: Guideline, text: str
) -> None:
    blocks = _read_markdown(as_markdown([_hostile(conversation[0], text)], guideline, "da", ON))

    quoted = "\n".join(shown for kind, shown in blocks if kind == "quote")
    assert quoted.split("\n") == [
        line.strip() for line in f"{text} [1]".split("\n") if line.strip()
    ]
    assert ("h2", " ".join(text.split())) in blocks


def test_markup_and_control_characters_reach_no_interpreter(
    conversation: list[Answer], guideline: Guideline
) -> None:
    answers = [_hostile(conversation[0], HOSTILE)]
    heading = " ".join(SHOWN.split())

    blocks = _read_markdown(as_markdown(answers, guideline, "da", ON))
    _, paragraphs = _read_docx(as_docx(answers, guideline, "da", ON))
    pdf = _read_pdf(as_pdf(answers, guideline, "da", ON))

    assert ("quote", f"{SHOWN} [1]") in blocks
    assert ("h2", heading) in blocks
    assert ("Quote", f"{SHOWN} [1]") in paragraphs
    assert ("Heading 1", heading) in paragraphs
    assert pdf.count(_dense(SHOWN)) == 3  # as question, as understood, as quote


def test_what_could_not_be_asked_is_left_out(
    conversation: list[Answer], assistant: Assistant
) -> None:
    guideline = assistant.library.guideline

    with_empty = as_markdown([*conversation, assistant.ask("")], guideline, "da", ON)

    assert with_empty == as_markdown(conversation, guideline, "da", ON)


def test_the_text_for_a_note_is_quotes_sources_and_where_they_are_from(
    conversation: list[Answer], guideline: Guideline
) -> None:
    lines = as_text(conversation[3], guideline, "da", ON).split("\n")

    assert lines[0] == f"{conversation[3].statements[0].text} [1] (skal · kirurg)"
    assert lines[lines.index("Kilder") + 1].startswith("[1] afsnit 8 Indsatser i forbindelse med")
    assert lines[-1] == (
        "Sundhedsstyrelsen: Anbefalinger for tværsektorielle forløb for mennesker med kroniske "
        "smerter (2023). Citeret ordret; erstatter ikke en klinisk vurdering. "
        "Slået op 23. november 2026."
    )
    assert "CPR" not in "".join(lines)  # notices are for the one who asks


def test_the_pdf_knows_no_clock(conversation: list[Answer], guideline: Guideline) -> None:
    file = as_pdf(conversation, guideline, "da", ON)

    metadata = PdfReader(io.BytesIO(file)).metadata
    assert metadata
    assert metadata.creation_date == datetime(2026, 11, 23, tzinfo=UTC)
    assert as_pdf(conversation, guideline, "da", ON) == file


def test_a_file_that_cannot_be_written_names_its_format(
    conversation: list[Answer], guideline: Guideline
) -> None:
    with pytest.raises(ExportFailed, match="'docx'; take another format"):
        as_docx(conversation, replace(guideline, title="\x0b"), "da", ON)
    with pytest.raises(ExportFailed, match="'pdf'; take another format"):
        as_pdf(conversation, replace(guideline, title="\ud800"), "da", ON)
