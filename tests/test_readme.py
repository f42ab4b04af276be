"""What README shows and says is there, is so."""

import re
from pathlib import Path

from assistant import Assistant
from assistant.terminal import render

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_question_it_shows_has_the_answer_it_shows(assistant: Assistant) -> None:
    shown = re.search(r'\$ make ask Q="([^"]+)"\n(.+?)\n```', README, re.DOTALL)
    assert shown

    answer = assistant.ask(shown[1])

    assert render(answer, assistant.library.guideline).startswith(shown[2])


def test_the_map_names_every_module_and_nothing_else() -> None:
    map_ = README.split("## Where things are")[1].split("## Other")[0]
    named = set(re.findall(r"\b(\w+\.py)\b", map_))
    named -= {"app.py", "bench.py", "load.py", "model_server.py", "smertevejviser.py"}

    known: set[str] = set()
    for package in ("corpus", "index", "assistant", "eval", "views"):
        modules = {
            path.name for path in (ROOT / package).rglob("*.py") if not path.name.startswith("_")
        }
        assert modules <= named, f"{package}: {modules - named} not on the map"
        known |= modules
    assert named == known


def test_every_target_it_names_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for target in set(re.findall(r"\bmake ([a-z]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
