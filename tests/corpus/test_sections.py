import re
import unicodedata

import pytest

from corpus import Contents, Section


def _letters(text: str) -> str:
    return "".join(text.split())


def test_nothing_is_lost(contents: Contents) -> None:
    """Clean text, titles and what was set aside, put back in their places, are the source."""
    source = contents.guideline.source
    rebuilt: dict[int, str] = {}
    for section in contents.sections:
        placed = zip(section.origins, section.text, strict=True)
        for origin, character in placed:
            if not character.isspace():
                assert origin not in rebuilt, f"{character!r} at {origin} stands twice"
                rebuilt[origin] = character
        for origin in section.title_origins:
            rebuilt.setdefault(origin, unicodedata.normalize("NFC", source[origin]))
    for aside in contents.set_aside:
        for offset in range(aside.start, aside.end):
            assert offset not in rebuilt, f"{source[offset]!r} at {offset} is text and set aside"
            rebuilt[offset] = source[offset]

    whole = "".join(rebuilt[offset] for offset in sorted(rebuilt))

    assert _letters(whole) == _letters(unicodedata.normalize("NFC", source))


def test_each_clean_character_leads_back_to_itself(contents: Contents) -> None:
    source = contents.guideline.source
    for section in contents.sections:
        for origin, character in zip(section.origins, section.text, strict=True):
            raw = source[origin : origin + 2]
            assert (
                character.isspace()
                or raw[0] == character
                or unicodedata.normalize("NFC", raw) == character
            ), f"{section.number}: {character!r} leads to {raw!r}"


def test_every_numbered_heading_is_a_section(contents: Contents) -> None:
    numbers = [section.number for section in contents.sections]

    assert numbers == (
        "1 1.1 1.2 1.3 1.4 2 3 3.1 3.1.1 3.1.2 3.2 3.3 3.3.1 3.3.2 4 4.1 4.2 5 5.1 5.1.1 5.1.2 "
        "5.1.3 5.2 5.2.1 5.2.2 5.2.3 6 6.1 6.2 6.3 6.4 6.4.1 6.4.2 6.4.3 7 7.1 7.2 7.3 7.4 7.4.1 "
        "7.4.2 7.4.3 7.5 8 8.1 8.2 8.2.1 8.2.2 9 9.1 9.2 9.3 10 12"
    ).split() + [
        "Bilag 1",
        "Bilag 2",
        "Bilag 3",
        "Bilag 4",
        "Bilag 4, Anbefaling 1",
        "Bilag 4, Anbefaling 2",
        "Bilag 4, Anbefaling 3",
    ]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("4", "En biopsykosocial tilgang gennem hele forløbet"),
        ("5", "Udredning i det primære sundhedsvæsen"),
        ("7.2", "Henvisning til et tværfaglige smertecenter eller -klinik"),
        ("7.5", "Snitflade i forhold til behandling af mennesker med funktionel lidelse"),
        ("Bilag 4, Anbefaling 3", "Informér og planlæg løbende"),
    ],
)
def test_titles_are_whole(contents: Contents, number: str, title: str) -> None:
    assert contents.by_number[number].title == title


@pytest.mark.parametrize(
    ("number", "page"),
    [("1", 5), ("1.3", 8), ("2", 11), ("4", 21), ("5.2.3", 29), ("6", 31), ("7.2", 43), ("10", 56)],
)
def test_sections_know_their_page(contents: Contents, number: str, page: int) -> None:
    assert contents.by_number[number].page == page


def test_the_printed_page_number_proves_the_count(contents: Contents) -> None:
    source = contents.guideline.source
    printed = source.index("Side 30/86")

    assert contents.page_at(source.index("til en god dialog med arbejdsgiver")) == 30
    assert contents.page_at(printed) == 30
    assert contents.page_at(source.index("muligheder for at få støtte")) == 29


def test_no_page_is_claimed_after_chapter_10(contents: Contents) -> None:
    after = [section for section in contents.sections if section.number.startswith(("12", "Bilag"))]

    assert len(after) == 8
    assert all(section.page is None for section in after)


def _section(contents: Contents, number: str) -> Section:
    return contents.by_number[number]


def test_cut_words_are_joined_and_real_hyphens_kept(contents: Contents) -> None:
    text = "\n".join(section.text for section in contents.sections)

    for whole in (
        "behandlingskrævende behov",
        "smertecentre og -klinikkers",
        "smertecentre/-klinikker",
        "ICD-10 til ICD-11",
        "PIRO-metoden",
        "og/eller non-farmakologisk behandling",
        "aktivitets- og deltagelsesniveau",
        "smerteområdet - fagligt oplæg",
        "ofte have forløb flere steder",
        "til udarbejdelse af faglige",
        "tværfaglige og -sektorielle indsats",
        "Udredningsforløbet kan også",
    ):
        assert whole in text, whole
    assert not re.search(r"[a-zæøå]- [a-zæøå]", re.sub(r"- (?:og|eller|samt) ", " ", text))
    assert unicodedata.is_normalized("NFC", text)


def test_misprints_stay(contents: Contents) -> None:
    assert _section(contents, "7.2").text.startswith("Mennekser med komplekse")
    assert "yddybende beskrivelse" in _section(contents, "5.2.3").text


def test_marks_are_out_of_the_text_and_footnotes_in_their_section(contents: Contents) -> None:
    assert "16 år har smerter. En del" in _section(contents, "1.1").text
    assert "ICD-10 til ICD-11. Hvor" in _section(contents, "3.2").text
    assert "forløb med samtykke. De mest" in _section(contents, "6.2").text
    assert "sundhedskompetencer hos mennesket" in _section(contents, "5.2.2").text
    assert "’Lær at tackle kroniske smerter’ med undervisning" in _section(contents, "6.3").text
    assert "blandt andet på styrkelse af et tættere samarbejde" in _section(contents, "1.1").text
    for number, opening in (
        ("1.1", "Ikke offentliggjort data"),
        ("3.2", "Da det kræver forberedelse"),
        ("6.2", "Der er enkelte undtagelser"),
        ("6.3", "35 kommuner i 2023."),
        ("7.4.3", "Region Midtjyllands forløbsbeskrivelse"),
    ):
        section = _section(contents, number)
        notes = [section.text[p.start : p.end] for p in section.parts if p.kind == "footnote"]
        assert any(note.startswith(opening) for note in notes), (number, notes)


def test_every_footnote_has_its_mark_set_aside(contents: Contents) -> None:
    footnotes = sum(part.kind == "footnote" for s in contents.sections for part in s.parts)
    runs: list[int] = []
    for aside in contents.set_aside:
        if aside.kind == "footnote mark" and (not runs or aside.start != runs[-1] + 1):
            runs.append(aside.start)
        elif aside.kind == "footnote mark":
            runs[-1] = aside.start

    assert footnotes == 14
    assert len(runs) == 2 * footnotes  # one before the note, one in the text that it belongs to


def test_a_paragraph_that_runs_over_a_page_end_is_one(contents: Contents) -> None:
    assert (
        "muligheder for at få støtte til en god dialog med arbejdsgiver"
        in _section(contents, "5.2.3").text
    )
    assert "udviklings- og opfølgningsgruppe for anbefalingerne" in _section(contents, "9.1").text


def test_addresses_and_page_headers_are_no_text(contents: Contents) -> None:
    kinds = {aside.kind for aside in contents.set_aside}

    assert kinds == {
        "page header",
        "url",
        "reference list",
        "hyphen",
        "reference mark",
        "footnote mark",
    }
    assert not any("file://" in section.text for section in contents.sections)
    assert "Side 30/86" not in _section(contents, "5.2.3").text
