"""One catalogue for everything that the pages say."""

import re
import string as letters
from pathlib import Path

from views.strings import catalogue

VIEWS = Path(__file__).parents[2] / "views"
SOURCES = [*VIEWS.rglob("*.py"), VIEWS.parent / "app.py"]


def _blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in letters.Formatter().parse(text) if name is not None}


def test_everything_is_said_in_both_languages_with_the_same_blanks() -> None:
    for name, said in catalogue().items():
        assert set(said) == {"da", "en"}, name
        assert _blanks(said["da"]) == _blanks(said["en"]), name


def test_nothing_in_the_catalogue_is_unused() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCES)
    begun = re.findall(r'f"(\w+_)\{', code)  # names that end in a role, a number, a kind
    unused = [
        name
        for name in catalogue()
        if f'"{name}"' not in code and f"'{name}'" not in code and not name.startswith(tuple(begun))
    ]
    assert unused == []


def test_no_page_says_danish_words_of_its_own() -> None:
    for path in SOURCES:
        if path.name in ("cli.py", "commands.py"):  # a command line is Danish
            continue
        for line in path.read_text("utf-8").splitlines():
            if line.lstrip().startswith('"""') or "re.compile" in line:
                continue
            said = re.findall(r'"([^"]*)"', line)
            danish = [one for one in said if re.search(r"[æøåÆØÅ]", one)]
            assert not danish, f"{path.name}: {danish}"
