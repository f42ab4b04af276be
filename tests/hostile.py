"""`python -m tests.hostile FOLDER`: the app over a guideline and answers that attack a browser.

The guideline is the real one with PAYLOADS in the middle of a passage of section 7.2. A question
that begins with SOURCE is answered with that passage, one that begins with MODEL with the payloads
themselves, as a language model might.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant, Turn, cite
from corpus import DEFAULT_GUIDELINE, read_library
from index import HybridIndex, build_index, load_embedder, open_store
from views import ask, checklists, course, frame, quality, read, responsibilities
from views.serving.server import asgi_app, serve

MODEL, SOURCE = "Modellen:", "Kilden:"
BEFORE = "mennesket er belastet af sine smerter, vil oftest være"
"""The payloads stand in front of the last word of it, in one passage of 7.2."""

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "<svg><script>window.pwned=1</script></svg>",
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<iframe src="javascript:parent.pwned=1"></iframe>',
    '<a href="javascript:window.pwned=1" autofocus onfocus=window.pwned=1>her</a>',
    "<body onload=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>",
    "<style>@import '//leak.invalid/a.css';</style>",
    '<link rel=stylesheet href="//leak.invalid/b.css">',
    '<meta http-equiv=refresh content="0;url=//leak.invalid/c">',
    '"><img src=//leak.invalid/d.png>',
    "![billede](//leak.invalid/e.png)",
    "[link](javascript:window.pwned=1)",
    "{{constructor.constructor('window.pwned=1')()}}",
    "</div></mark></p><h1>overtaget</h1>",
    '<math><mtext><table><mglyph><style><img src=x onerror="window.pwned=1">',
)


class HostileAssistant(Assistant):
    """Answers what begins with MODEL or SOURCE with every payload, wherever one can stand."""

    def ask(self, question: str, history: Sequence[Turn] = (), **options: Any) -> Answer:
        answer = super().ask(question, history, **options)
        if question.startswith(SOURCE):
            return self._quote(answer)
        return self._babble(answer) if question.startswith(MODEL) else answer

    def _quote(self, answer: Answer) -> Answer:
        passage = next(one for one in self.library.passages if PAYLOADS[0] in one.text)
        section = self.library.contents.by_number[passage.section]
        source = cite(
            section, passage, passage.start, passage.end, n=1, guideline="ks23", page=None
        )
        statement = replace(answer.statements[0], text=passage.text, citations=(1,))
        return replace(answer, statements=(statement,), sources=(source,))

    def _babble(self, answer: Answer) -> Answer:
        statement, source = answer.statements[0], answer.sources[0]
        return replace(
            answer,
            asked_as=" ".join(PAYLOADS),
            text="\n\n".join(PAYLOADS),
            statements=tuple(
                replace(statement, text=one, actors=(one,), citations=(source.n,))
                for one in PAYLOADS
            ),
            sources=(replace(source, title=PAYLOADS[1], also_in=PAYLOADS),),
            notices=(),
            suggestions=PAYLOADS[:3],
        )


def hostile_guideline(folder: Path) -> Path:
    """A copy of the real guideline with PAYLOADS in its text."""
    guideline = Path(shutil.copytree(DEFAULT_GUIDELINE, folder / "guideline"))
    source, about = guideline / "source.txt", guideline / "guideline.toml"
    text = source.read_text("utf-8")
    assert text.count(BEFORE) == 1
    words = BEFORE.rsplit(" ", 1)
    after_all = f"{words[0]} {' '.join(PAYLOADS)} {words[1]}"
    hostile = text.replace(BEFORE, after_all)
    source.write_bytes(hostile.encode())
    before, after = (hashlib.sha256(one.encode()).hexdigest() for one in (text, hostile))
    about.write_text(about.read_text("utf-8").replace(before, after), "utf-8")
    for name, of_section in (
        ("questions.jsonl", '"ks23:7.2:'),
        ("silences.jsonl", '"section": "7.2"'),
    ):  # rows on 7.2 no longer fit what stands there
        rows = (guideline / name).read_text("utf-8").splitlines(keepends=True)
        (guideline / name).write_text("".join(r for r in rows if of_section not in r), "utf-8")
    for name in ("responsibilities", "no_responsibilities", "agents", "checklists", "course"):
        path = guideline / f"{name}.jsonl"
        curated = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for row in curated:
            row["quote"] = row["quote"].replace(BEFORE, after_all)
        path.write_text("\n".join(map(json.dumps, curated)), "utf-8")
    return guideline


def main(folder: Path) -> None:
    """Serve it on a free port until the process is ended."""
    library, embedder = read_library(hostile_guideline(folder)), load_embedder()
    build_index(library, embedder, folder / "index")
    store = open_store(library, embedder, folder / "index")
    assistant = HostileAssistant(library, HybridIndex(library, embedder, store))
    for module in (ask, checklists, course, frame, quality, read, responsibilities):
        vars(module)["opened"] = lambda: assistant
    serve(asgi_app(), host="127.0.0.1", port=0, announce=lambda said: print(said, flush=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
