import pytest

from assistant.mentions import Mention
from assistant.reading import read


def _mentions(text: str) -> tuple[Mention, ...]:
    return read(text).people.each


@pytest.mark.parametrize(
    ("text", "role", "verb"),
    [
        ("Kirurgen vurderer behovet", "agent", "vurd"),
        ("Kirurgen skal løbende vurdere behovet", "agent", "vurd"),
        ("Derfor skal kirurgen vurdere behovet", "agent", "vurd"),
        ("Behovet vurderes af kirurgen", "agent", "vurd"),
        ("Kirurgen skal informeres", "object", "inform"),
        ("Straks informeres kirurgen", "object", "inform"),
        ("Der sendes besked til kirurgen", "til", ""),
        ("Det sker hos den relevante kirurg", "hos", ""),
        ("Opgaver, kirurg", "core", ""),
        ("Kirurgens plan er klar", "owner", "plan"),
        ("Kirurgen har ansvar for det", "owner", "ansvar"),
        ("Det bidrager til vurdering af kirurgen", "object", "vurder"),
        ("I god tid informerer kirurgen bredt", "agent", "inform"),
    ],
)
def test_a_part_is_read_from_the_words_next_to_a_name(text: str, role: str, verb: str) -> None:
    (mention,) = _mentions(text)

    assert (mention.actor, mention.role, mention.verb) == ("kirurg", role, verb)


def test_names_in_a_row_share_a_part() -> None:
    roles = {one.actor: one.role for one in _mentions("Det sendes til kirurgen og kommunen")}

    assert roles == {"kirurg": "til", "kommune": "til"}


def test_an_agent_may_do_two_things() -> None:
    verbs = [one.verb for one in _mentions("Kirurgen vurderer behovet og informerer bredt")]

    assert verbs == ["vurd", "inform"]


def test_somebody_has_a_part_in_the_relative_clause_too() -> None:
    roles = [one.role for one in _mentions("Det sendes til kirurgen, som vurderer behovet")]

    assert roles == ["agent", "til"]


def test_who_stands_before_an_inverted_verb_does_not_do_it() -> None:
    roles = {
        one.actor: one.role
        for one in _mentions("I samråd med patienten og kommunen laver kirurgen en plan")
    }

    assert roles["kirurg"] == "agent"
    assert "agent" not in (roles["patient"], roles["kommune"])


def test_an_owner_does_not_take_the_place_of_what_is_owned() -> None:
    roles = {one.actor: one.role for one in _mentions("Tilbud til regionens praktiserende læger")}

    assert roles == {"region": "core", "almen praksis": "til"}


def test_the_longest_name_counts() -> None:
    assert [one.actor for one in _mentions("Praktiserende læge")] == ["almen praksis"]


def test_associations_are_told_apart_by_name() -> None:
    one, other = _mentions("Gigtforeningen og Scleroseforeningen")

    assert one.actor != other.actor
