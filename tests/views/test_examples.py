"""What the app offers to ask is answered, and from the right place."""

import pytest

from assistant import ROLES, Assistant
from views.ask import EXAMPLES
from views.strings import Language, string

SECTIONS = {
    "laege": ("7.2", "8 8.2", "7.3", "6"),
    "kommune": ("6.3", "6.3", "6", "6 6.3"),
    "underviser": ("Bilag 4 3.1", "4.1", "3.1", "3.1"),
}
"""Where the answers to each role's examples stand, read from the guideline."""


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_every_example_is_answered_from_the_right_section(
    assistant: Assistant, role: str, language: Language
) -> None:
    for n, sections in enumerate(SECTIONS[role], start=1):
        question = string(language, f"ask_example_{role}_{n}")
        answer = assistant.ask(question)
        assert answer.status == "answered", question
        assert answer.sources[0].section in sections, question
    assert len(SECTIONS[role]) == EXAMPLES
