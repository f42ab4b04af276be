from assistant import Assistant
from assistant.terminal import render


def test_lines_are_no_wider_than_the_terminal(assistant: Assistant) -> None:
    answer = assistant.ask("Hvornår kan jeg henvise til et tværfagligt smertecenter?")

    lines = render(answer, assistant.library.guideline, width=60).splitlines()

    assert max(map(len, lines)) <= 60
    second = next(at for at, line in enumerate(lines) if line.startswith("2. patienten"))
    assert lines[second + 1].startswith("   ")  # a list's lines hang under its text


def test_piped_lines_are_not_wrapped(assistant: Assistant) -> None:
    answer = assistant.ask("Hvornår kan jeg henvise til et tværfagligt smertecenter?")

    shown = render(answer, assistant.library.guideline)

    assert answer.statements[0].text in shown


def test_a_refusal_is_shown_as_it_stands(assistant: Assistant) -> None:
    answer = assistant.ask("Hvilken dosis morfin skal jeg starte med?")

    assert answer.text in render(answer, assistant.library.guideline)


def test_a_statement_shows_how_it_binds_and_whom(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem skal lave aftrapningsplanen efter en operation?")

    lines = render(answer, assistant.library.guideline).splitlines()

    assert "skal der også udarbejdes en behandlingsplan af kirurgen" in lines[0]
    assert lines[1] == "  (skal · kirurg)"
