"""The article as HTML: the guideline's own words, and what is put in beside them."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from corpus import Library
from views.reading.additions import section_id
from views.reading.article import article
from views.reading.references import references

VOID = {"input"}


@dataclass
class Element:
    """An element of the article; `text` leaves out what is ours."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    offset: int = 0
    """How much of its section's text stands before it."""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def inside(self, name: str) -> list["Element"]:
        """The elements below this one that have the class `name`, in order."""
        found = []
        for child in self.children:
            found += [child] if name in child.classes else []
            found += child.inside(name)
        return found

    def under(self, name: str) -> bool:
        return name in self.classes or (self.parent is not None and self.parent.under(name))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("root", {}, None)
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if "sv-text" in element.classes:
            self.count = 0
        element.offset = self.count
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        ours = self.at.under("sv-own")
        self.count += 0 if ours else len(data)
        element: Element | None = self.at
        while element:
            if not ours or element.under("sv-own"):
                element.text += data
            element = element.parent


def _read(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root  # everything that was opened was closed
    return reader.root


@pytest.fixture(scope="module")
def drawn(library: Library) -> Element:
    return _read(article(library, "da"))


@pytest.fixture(scope="module")
def sections(drawn: Element) -> dict[str, Element]:
    return {one.attributes["id"]: one for one in drawn.inside("sv-section")}


def test_every_character_of_every_section_stands_as_it_is(
    library: Library, sections: dict[str, Element]
) -> None:
    drawn = {id_: one.inside("sv-text")[0].text for id_, one in sections.items()}

    assert drawn == {section_id(one.number): one.text for one in library.contents.sections}


@pytest.mark.parametrize(
    ("number", "id_", "tag", "title"),
    [
        ("7", "afsnit-7", "h2", "7 Indsatser i regi af smertecentre og -klinikker"),
        ("9.3", "afsnit-9.3", "h3", "9.3 Monitorering og opfølgning"),
        ("7.4.2", "afsnit-7.4.2", "h4", "7.4.2 Samarbejde med kommuner"),
        ("Bilag 2", "bilag-2", "h2", "Bilag 2 Medlemmer af faglig følgegruppe"),
        (
            "Bilag 4, Anbefaling 1",
            "bilag-4-anbefaling-1",
            "h3",
            "Bilag 4, Anbefaling 1 Indledende vurdering",
        ),
    ],
)
def test_a_heading_is_as_deep_as_its_section(
    sections: dict[str, Element], number: str, id_: str, tag: str, title: str
) -> None:
    heading = sections[id_].inside("sv-title")[0]

    assert section_id(number) == id_
    assert (heading.tag, heading.text) == (tag, title)


def test_the_outline_leads_to_every_section(drawn: Element, sections: dict[str, Element]) -> None:
    outline = drawn.inside("sv-outline")[0]

    assert [link.attributes["href"] for link in _links(outline)] == [f"#{id_}" for id_ in sections]


def _links(element: Element) -> list[Element]:
    found = [child for child in element.children if child.tag == "a"]
    return found + [link for child in element.children for link in _links(child)]


def test_a_page_is_marked_where_it_begins(library: Library, sections: dict[str, Element]) -> None:
    """Page 30 begins inside a paragraph of 5.2.3, after "muligheder for at få støtte"."""
    text = library.contents.by_number["5.2.3"].text
    marks = sections["afsnit-5.2.3"].inside("sv-page")
    mark = next(mark for mark in marks if mark.attributes["aria-label"] == "side 30")

    assert text[mark.offset - 7 : mark.offset + 4].split() == ["støtte", "til"]
    assert mark.attributes["id"] == "side-30"
    assert mark.parent is not None
    assert mark.parent.tag == "p"
    assert mark.text == ""  # drawn by the style sheet, so that nobody copies it


def test_a_page_mark_stands_at_the_very_character(
    library: Library, sections: dict[str, Element]
) -> None:
    for section in library.contents.sections:
        pages = [library.contents.page_at(origin) for origin in section.origins]
        for mark in sections[section_id(section.number)].inside("sv-text")[0].inside("sv-page"):
            label = mark.attributes["aria-label"]
            assert label == f"side {pages[mark.offset]}"
            assert (
                mark.offset == 0
                or label != f"side {pages[mark.offset - 1]}"
                or (
                    section.text[mark.offset - 1] == "\n"  # the break has its part's own origin
                )
            )


def test_each_known_page_has_one_place(drawn: Element) -> None:
    """The source begins on page 5, and its pages are known to the end of chapter 10."""
    pages = [mark.attributes["id"] for mark in drawn.inside("sv-page") if "id" in mark.attributes]

    assert pages[0] == "side-5"
    assert len(pages) == len(set(pages))
    assert {f"side-{page}" for page in range(5, 57)} <= set(pages)


def test_page_numbers_end_where_they_are_not_known(sections: dict[str, Element]) -> None:
    mark = sections["afsnit-12"].inside("sv-page")[0]

    assert mark.attributes["aria-label"] == "herfra kendes sidetallene ikke"


def test_the_recommendations_of_a_chapter_stand_in_a_box(sections: dict[str, Element]) -> None:
    boxes = {id_: one.inside("sv-recommendation") for id_, one in sections.items()}
    items = {n: len(boxes[f"afsnit-{n}"][0].inside("sv-item")) for n in (4, 5, 6, 7, 8, 9)}

    assert items == {4: 2, 5: 6, 6: 6, 7: 6, 8: 5, 9: 2}
    assert len(boxes["afsnit-2"]) == 6  # one for each of those chapters
    assert boxes["afsnit-7"][0].children[0].text.strip() == "Anbefalinger"
    assert boxes["afsnit-1.3"] == []


def test_an_example_stands_in_a_box_under_its_heading(sections: dict[str, Element]) -> None:
    box = sections["afsnit-7.5"].inside("sv-example")[0]

    assert box.text.startswith("Eksempel på samarbejde om snitfaldeafklaring\n\nPå Aarhus")


def test_lists_are_lists_and_keep_their_marks(sections: dict[str, Element]) -> None:
    """7.2 has the four conditions, numbered; chapter 9.2 has three bullets."""
    conditions = sections["afsnit-7.2"].inside("sv-list")[0]
    bullets = sections["afsnit-9.2"].inside("sv-list")[0]

    assert (conditions.tag, bullets.tag) == ("ol", "ul")
    assert [item.text[:2] for item in conditions.children] == ["1.", "2.", "3.", "4."]
    assert [item.text[:2] for item in bullets.children] == ["• ", "• ", "• "]


def test_a_footnote_and_its_mark_lead_to_each_other(
    drawn: Element, library: Library, sections: dict[str, Element]
) -> None:
    """Footnote 8 is about consent: "forløb med samtykke8. De mest anvendte"."""
    text = library.contents.by_number["6.2"].text
    mark, _ = sections["afsnit-6.2"].inside("sv-note")
    notes = {back.attributes["id"]: back for back in drawn.inside("sv-back")}
    note = notes[mark.attributes["href"][1:]]

    assert text[: mark.offset].endswith("forløb med samtykke")
    assert (mark.text, note.text) == ("8", "8")
    assert note.attributes["href"] == f"#{mark.attributes['id']}"
    assert mark.attributes["title"].startswith("Der er enkelte undtagelser")
    assert text[note.offset :].startswith("Der er enkelte undtagelser")


def test_every_footnote_is_marked_in_its_own_section(sections: dict[str, Element]) -> None:
    """Their numbers begin anew in Bilag 1 and in Bilag 3."""
    marked = {
        (id_, mark.text, mark.attributes["href"])
        for id_, one in sections.items()
        for mark in one.inside("sv-note")
    }
    noted = {
        (id_, back.text, f"#{back.attributes['id']}")
        for id_, one in sections.items()
        for back in one.inside("sv-back")
    }

    assert marked == noted
    assert len(noted) == 14


def test_references_between_sections_are_found_in_every_form_of_the_text(
    library: Library,
) -> None:
    numbers = library.contents.by_number
    found = {
        (one.number, one.text[reference.start : reference.end], reference.section)
        for one in library.contents.sections
        for reference in references(one.text, numbers)
    }

    assert found == {
        ("1.1", "bilag 1", "Bilag 1"),  # "bilag 1-3"
        ("1.1", "3", "Bilag 3"),
        ("1.3", "bilag 4", "Bilag 4"),
        ("1.4", "kapitel 3", "3"),
        *{("2", f"kapitel {n}", str(n)) for n in range(4, 10)},
        ("3.1.2", "afsnit 3.3", "3.3"),
        ("3.2", "kapitel 10", "10"),
        ("3.2", "afsnit 7.5", "7.5"),
        ("3.3", "kapitel 4", "4"),
        ("5", "afsnit 5.1", "5.1"),
        ("5", "afsnit 5.2", "5.2"),
        ("5", "Afsnit 5.1", "5.1"),
        ("5.1.1", "afsnit 5.2.2", "5.2.2"),
        ("5.1.3", "bilag 4", "Bilag 4"),
        ("5.2.3", "kapitel 6", "6"),
        ("5.2.3", "kapitel 7", "7"),
        ("6.2", "kapitel 5", "5"),
        ("6.4", "kapitel 10", "10"),
        ("7.1", "kapitel 3", "3"),
        ("10", "kapitel 2", "2"),
        ("10", "kapitel 3", "3"),
        ("10", "kapitel 7", "7"),
        *{("12", f"Bilag {n}", f"Bilag {n}") for n in range(1, 5)},
    }


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("jf. afsnit 5.1 og 6.2.", [("afsnit 5.1", "5.1"), ("6.2", "6.2")]),
        ("Se kapitel 3, 4 og 5", [("kapitel 3", "3"), ("4", "4"), ("5", "5")]),
        ("afsnit 5.9 og 5.2", [("5.2", "5.2")]),  # there is no 5.9
        ("kapitel 11", []),  # the reference list, which is missing
        ("i det følgende afsnit beskrives 3 ting", []),
    ],
)
def test_only_what_exists_is_linked(
    library: Library, text: str, linked: list[tuple[str, str]]
) -> None:
    found = references(text, library.contents.by_number)

    assert [(text[one.start : one.end], one.section) for one in found] == linked


def test_a_reference_is_a_link_inside_the_page(sections: dict[str, Element]) -> None:
    links = sections["afsnit-3.2"].inside("sv-reference")

    assert [(link.text, link.attributes["href"]) for link in links] == [
        ("kapitel 10", "#afsnit-10"),
        ("afsnit 7.5", "#afsnit-7.5"),
        ("kapitel 10", "#afsnit-10"),
    ]


def test_a_statement_says_where_else_it_stands(sections: dict[str, Element]) -> None:
    """The first condition of 7.2 is repeated in Bilag 4, and the summary repeats chapter 9."""
    first = sections["afsnit-7.2"].inside("sv-item")[0]
    summed_up = sections["afsnit-9"].inside("sv-item")[0]

    assert _own(first) == (" står også i Bilag 4, Anbefaling 3", ["#ks23:bilag4.anbefaling3:6"])
    assert _own(summed_up)[0] == " står også i afsnit 2"


def _own(item: Element) -> tuple[str, list[str]]:
    repeats = item.inside("sv-repeats")[0]
    return repeats.text, [link.attributes["href"] for link in _links(repeats)]


def test_every_passage_has_a_permanent_link_at_its_beginning(
    library: Library, drawn: Element
) -> None:
    links = [link for link in drawn.inside("sv-permalink") if "id" in link.attributes]

    assert [(link.attributes["id"], link.offset) for link in links] == [
        (passage.id, passage.start) for passage in library.passages
    ]
    link = next(link for link in links if link.attributes["id"] == "ks23:7.2:3")
    assert link.attributes["href"] == "laes?passage=ks23:7.2:3"
    assert link.attributes["aria-label"] == "Link til afsnit 7.2, stykke 3"


def test_every_link_inside_the_page_leads_somewhere(drawn: Element) -> None:
    ids = _ids(drawn)
    targets = {link.attributes["href"] for link in _links(drawn)}

    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    assert all(target.startswith(("#", "laes?")) for target in targets)


def _ids(element: Element) -> list[str]:
    own = [element.attributes["id"]] if "id" in element.attributes else []
    return own + [id_ for child in element.children for id_ in _ids(child)]


def test_the_article_ends_with_its_source_and_what_it_lacks(drawn: Element) -> None:
    source = drawn.inside("sv-source")[0].text

    assert "Sundhedsstyrelsen: Anbefalinger for tværsektorielle forløb" in source
    assert "kroniske smerter, 2023." in source
    assert "Ikke med her: Kapitel 11 (referencelisten)" in source


def test_only_what_is_ours_is_in_english(library: Library, drawn: Element) -> None:
    english = _read(article(library, "en"))

    assert [one.text for one in english.inside("sv-text")] == [
        one.text for one in drawn.inside("sv-text")
    ]
    assert english.inside("sv-page")[0].attributes["aria-label"] == "page 5"
    assert " also in section 2" in {one.text for one in english.inside("sv-repeats")}


def test_markup_in_the_guideline_is_text(library: Library) -> None:
    contents = library.contents
    first = contents.by_number["3"]
    text = "<b onclick=x>&" + first.text[14:]
    hostile = tuple(
        replace(one, title="<i>", text=text) if one is first else one for one in contents.sections
    )
    changed = replace(library, contents=replace(contents, sections=hostile))

    html = article(changed, "da")

    assert "&lt;b onclick=x&gt;&amp;" in html
    assert "<b onclick" not in html
    assert "<i>" not in html
