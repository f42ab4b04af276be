"""The command line: ask | chat | batch | index | sources | feedback."""

import io
import json
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from assistant.answer import Answer, to_json
from assistant.batch import answer_lines
from assistant.chain import Assistant, open_assistant
from assistant.faults import FAULTS, told
from assistant.feedback import DEFAULT_FEEDBACK, FeedbackStore, listing, to_csv
from assistant.followup import Turn
from assistant.model import TIMEOUT, LanguageModel
from assistant.onward import checklist_for, responsibilities_for
from assistant.options import (
    LlmBaseUrl,
    LlmCache,
    LlmKey,
    LlmName,
    LlmTimeout,
    opened_model,
    opened_replies,
    tell_where_sent,
)
from assistant.phrases import cite_as, phrase
from assistant.terminal import NARROWEST, WIDEST, render
from corpus import Library, read_library
from index import (
    DEFAULT_ROOT,
    SHIPPED,
    IndexDamaged,
    IndexMismatch,
    NoIndex,
    build_index,
    load_embedder,
    open_store,
)

app = typer.Typer(
    name="smertevejviser",
    help="Svar på spørgsmål om Sundhedsstyrelsens anbefalinger for mennesker med kroniske smerter, "
    "ordret og med kilde.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

IndexDir = Annotated[
    Path, typer.Option("--index-dir", help="Mappen med indekset.", show_default="var/index")
]
EmbedderName = Annotated[
    str,
    typer.Option(
        "--embedder",
        help="En sentence-transformers-model på denne maskine, ved navn eller mappe.",
        show_default="den medfølgende",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Svar som JSON (kontrakt 1).")]


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="Spørgsmålet; læses fra standard input, hvis det mangler.")
    ] = None,
    as_json: AsJson = False,
    index_dir: IndexDir = DEFAULT_ROOT,
    embedder: EmbedderName = SHIPPED,
    llm: LlmName = None,
    llm_base_url: LlmBaseUrl = None,
    llm_timeout: LlmTimeout = TIMEOUT,
    llm_cache: LlmCache = None,
    llm_key: LlmKey = None,
) -> None:
    """Stil ét spørgsmål."""
    if question is None:
        question = _decoded(_standard_input('Skriv spørgsmålet: smertevejviser ask "..."'))
    model = opened_model(llm, llm_base_url, llm_timeout, llm_key)
    assistant = _open(index_dir, embedder, model, llm_cache)
    if as_json:
        answer = assistant.ask(question)
        print(json.dumps(to_json(answer), ensure_ascii=False, indent=1))
    else:
        answer = _ask(assistant, question)
    if answer.status == "invalid":
        raise typer.Exit(2)


@app.command()
def chat(
    index_dir: IndexDir = DEFAULT_ROOT,
    embedder: EmbedderName = SHIPPED,
    llm: LlmName = None,
    llm_base_url: LlmBaseUrl = None,
    llm_timeout: LlmTimeout = TIMEOUT,
    llm_cache: LlmCache = None,
    llm_key: LlmKey = None,
) -> None:
    """Stil spørgsmål i en samtale; opfølgende spørgsmål forstås ud fra de forrige."""
    model = opened_model(llm, llm_base_url, llm_timeout, llm_key)
    assistant = _open(index_dir, embedder, model, llm_cache)
    print("Stil et spørgsmål. Tom linje eller Ctrl-D slutter; /ny begynder forfra.")
    history: list[Turn] = []
    while True:
        try:
            question = input("\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if not question:
            return
        if question == "/ny":
            history = []
            continue
        print()
        answer = _ask(assistant, question, history)
        if answer.status != "invalid":
            history += [
                Turn(role="user", content=answer.question),
                Turn(role="assistant", content=answer.text),
            ]


@app.command()
def batch(
    questions: Annotated[
        Path,
        typer.Argument(help='JSONL: {"id", "question", "history"} pr. linje; - er standard input.'),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Fil til svarene.", show_default="stdout")
    ] = None,
    index_dir: IndexDir = DEFAULT_ROOT,
    embedder: EmbedderName = SHIPPED,
    llm: LlmName = None,
    llm_base_url: LlmBaseUrl = None,
    llm_timeout: LlmTimeout = TIMEOUT,
    llm_cache: LlmCache = None,
    llm_key: LlmKey = None,
) -> None:
    """Besvar alle spørgsmål i en JSONL-fil, i rækkefølge, et JSON-objekt pr. linje."""
    if str(questions) == "-":
        data = _standard_input("Skriv filens navn: smertevejviser batch questions.jsonl")
    else:
        try:
            data = questions.read_bytes()
        except OSError as error:
            raise typer.BadParameter(f"{questions} kan ikke læses: {error.strerror}") from error
    if output is not None and output.resolve() == questions.resolve():
        raise typer.BadParameter("Svarene kan ikke skrives oven i spørgsmålene; vælg en anden fil.")
    if not data.strip():
        raise typer.BadParameter(f"Der er ingen spørgsmål i {questions}.")
    lines = _decoded(data).splitlines()
    model = opened_model(llm, llm_base_url, llm_timeout, llm_key)
    assistant = _open(index_dir, embedder, model, llm_cache)
    faults = []
    with (
        _writer(output) as file,
        typer.progressbar(length=len(lines), label="Besvarer", file=sys.stderr) as bar,
    ):
        for answered in answer_lines(assistant, lines):
            file.write(json.dumps(answered.object, ensure_ascii=False) + "\n")
            bar.update(1)
            faults += [answered.fault] if answered.fault else []
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        raise typer.Exit(2)


@app.command()
def index(
    force: Annotated[bool, typer.Option("--force", help="Byg, også hvis indekset passer.")] = False,
    index_dir: IndexDir = DEFAULT_ROOT,
    embedder: EmbedderName = SHIPPED,
) -> None:
    """Byg indekset, hvis det mangler, er beskadiget eller er bygget af noget andet."""
    library, model = read_library(), load_embedder(embedder)
    if not force:
        try:
            open_store(library, model, index_dir).close()
        except (NoIndex, IndexMismatch, IndexDamaged):
            pass
        else:
            print(f"Indekset i {index_dir} er klar.")
            return
    with typer.progressbar(length=100, label="Bygger indekset", file=sys.stderr) as bar:

        def show(doing: str, percent: int) -> None:
            bar.label = doing
            bar.update(percent - bar.pos)

        build_index(library, model, index_dir, progress=show)
    print(f"Indekset i {index_dir} er bygget: {len(library.passages)} passager.")


@app.command()
def sources(
    section: Annotated[
        str | None, typer.Argument(help='Nummeret, f.eks. 7.2 eller "Bilag 4"; uden: alle afsnit.')
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Vis anbefalingernes afsnit, eller teksten i et af dem."""
    found = read_library().contents.by_number
    if section is not None and section not in found:
        raise typer.BadParameter(
            f"Der er intet afsnit {section!r}; se dem alle: smertevejviser sources"
        )
    shown = [found[section]] if section else list(found.values())
    if as_json:
        rows = [
            {"section": one.number, "title": one.title, "page": one.page}
            | ({"text": one.text} if section else {})
            for one in shown
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in shown:
        page = f", side {one.page}" if one.page else ""
        print(f"{cite_as(one.number, 'da')}: {one.title}{page}")
        if section:
            print(f"\n{one.text}")


@app.command()
def feedback(
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Som CSV til et regneark (UTF-8, semikolon).")
    ] = False,
    store: Annotated[
        Path,
        typer.Option(
            "--store", help="Filen med tilbagemeldinger.", show_default="var/feedback.sqlite3"
        ),
    ] = DEFAULT_FEEDBACK,
) -> None:
    """Vis, hvad brugerne syntes om svarene, de nyeste først."""
    found = FeedbackStore(store).all()
    if as_csv:
        print(to_csv(found), end="")
    else:
        print(listing(found) or f"Der er endnu ingen tilbagemeldinger i {store}.")


def main() -> int:
    """Run the command line; what is wrong with the caller's files is told in a line, status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except FAULTS as error:
        print(told(error), file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stderr.close()
    except OSError as error:
        print(f"Svaret kan ikke skrives: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _standard_input(otherwise: str) -> bytes:
    """All of standard input, if something is piped there."""
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter(otherwise)
    return sys.stdin.buffer.read()


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, or what Windows and older systems write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _open(
    index_dir: Path, embedder: str, model: LanguageModel | None, cache: Path | None
) -> Assistant:
    """The assistant; where a language model is to word its answers, told where text is sent."""
    tell_where_sent(model)
    replies = opened_replies(cache)
    return open_assistant(index_dir, embedder=embedder, model=model, replies=replies)


def _ask(assistant: Assistant, question: str, history: Sequence[Turn] = ()) -> Answer:
    """Ask, and show the answer; on a terminal each statement of a model as it has been checked."""
    told = 0

    def watch(so_far: Answer) -> None:
        nonlocal told
        for statement in so_far.statements[told:]:
            print(statement.marked, "\n")
        told = len(so_far.statements)

    if assistant.model and sys.stdout.isatty():
        answer = assistant.ask(question, history, watch=watch)
    else:
        answer = assistant.ask(question, history)
    if told:
        print(f"{'—' * NARROWEST}\n")
    _show(answer, assistant)
    return answer


def _show(answer: Answer, assistant: Assistant) -> None:
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    if width:
        width = max(NARROWEST, min(WIDEST, width))
    print(render(answer, assistant.library.guideline, width=width))
    for line in _onward(answer, assistant.library):
        print(line)


def _onward(answer: Answer, library: Library) -> Iterator[str]:
    """The commands that show the tasks and the checklist that belong to `answer`."""
    if wanted := responsibilities_for(answer, library):
        options = [f"--actor {shlex.quote(actor)}" for actor in wanted.actors]
        options += [f"--stage {shlex.quote(stage)}" for stage in wanted.stages]
        command = f"smertevejviser responsibilities {' '.join(options)}"
        yield phrase(answer.language, "tasks", command=command)
    if checklist := checklist_for(answer, library.checklists):
        command = f"smertevejviser checklist {checklist.name}"
        yield phrase(answer.language, "checklist", title=checklist.title, command=command)


@contextmanager
def _writer(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        file = path.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise typer.BadParameter(f"{path} kan ikke skrives: {error.strerror}") from error
    with file:
        yield file
