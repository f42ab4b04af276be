from collections import Counter

from corpus import Contents, Passage

Passages = tuple[Passage, ...]


def _of(passages: Passages, section: str) -> list[Passage]:
    return [passage for passage in passages if passage.section == section]


def test_a_passage_is_a_span_of_its_section(passages: Passages, contents: Contents) -> None:
    for passage in passages:
        section = contents.by_number[passage.section]
        assert passage.text == section.text[passage.start : passage.end]
        assert passage.text == passage.text.strip()


def test_passages_hold_all_the_text_once(passages: Passages, contents: Contents) -> None:
    for section in contents.sections:
        covered = Counter(
            at for one in _of(passages, section.number) for at in range(one.start, one.end)
        )
        headings = {
            at
            for part in section.parts
            if part.kind == "subheading"
            for at in range(part.start, part.end)
        }
        for at, character in enumerate(section.text):
            if not character.isspace():
                assert covered[at] == (at not in headings), (section.number, at)


def test_ids_are_unique_and_name_section_and_place(passages: Passages) -> None:
    ids = [passage.id for passage in passages]

    assert len(set(ids)) == len(ids) == 349
    assert [one.id for one in _of(passages, "7.2")] == [f"ks23:7.2:{n}" for n in (1, 2, 3, 4)]
    assert _of(passages, "Bilag 4, Anbefaling 2")[0].id == "ks23:bilag4.anbefaling2:1"


def test_a_list_comes_with_its_lead_in(passages: Passages) -> None:
    criteria = _of(passages, "7.2")[0]

    assert criteria.kind == "list"
    assert criteria.text.startswith("Mennekser med komplekse")
    assert [line[:2] for line in criteria.text.split("\n")[1:]] == ["1.", "2.", "3.", "4."]
    assert criteria.text.endswith("som nødvendiggør en multidisciplinær indsats.")


def test_each_recommendation_stands_alone(passages: Passages) -> None:
    boxes = {
        section: [one for one in _of(passages, section) if one.kind == "recommendation"]
        for section in ("2", "4", "5", "6", "7", "8", "9")
    }

    assert {section: len(found) for section, found in boxes.items()} == {
        "2": 27,
        "4": 2,
        "5": 6,
        "6": 6,
        "7": 6,
        "8": 5,
        "9": 2,
    }
    for found in boxes.values():
        assert all(one.text.startswith("• ") and "\n" not in one.text for one in found)


def test_definitions_are_one_each(passages: Passages) -> None:
    definitions = [one for one in _of(passages, "1.4") if one.kind == "definition"]

    assert len(definitions) == 9
    assert definitions[-1].text.startswith("• Aftrapning anvendes")


def test_examples_are_marked_where_their_boxes_are(passages: Passages) -> None:
    examples = [one for one in passages if one.kind == "example"]

    assert Counter(one.section for one in examples) == {
        "6.3": 2,
        "6.4": 1,
        "6.4.3": 3,
        "7.4.3": 5,
        "7.5": 1,
        "8.1": 2,
    }
    assert not any(one.text.startswith("Nogle kommuner giver mulighed") for one in examples)
    assert not any(one.text.startswith("Fastholdelse på arbejds") for one in examples)


def test_unnumbered_headings_are_on_the_path(passages: Passages) -> None:
    sleep = next(one for one in passages if "kvaliteten af søvnen" in one.text)

    assert sleep.path[-2:] == ("Ledsagesymptomer til kroniske smerter", "Søvnproblemer")


def test_sizes_are_those_that_were_asked_for(passages: Passages) -> None:
    for passage in passages:
        words = len(passage.text.split())
        if passage.kind in ("body", "example"):
            assert words <= 160, passage.id
        if passage.kind == "list":
            assert words <= 220, passage.id
    short = [one for one in passages if one.kind == "body" and len(one.text.split()) < 30]
    assert len(short) <= 8


def test_pages_are_where_a_passage_begins(passages: Passages) -> None:
    second = _of(passages, "5.2.3")[-1]

    assert second.page == 30
    assert all(one.page is None for one in passages if one.section.startswith("Bilag"))
