"""`smertevejviser eval` and `smertevejviser cases`: the command line with the eval suite."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant import (
    TIMEOUT,
    Assistant,
    LlmBaseUrl,
    LlmCache,
    LlmKey,
    LlmName,
    LlmTimeout,
    app,
    opened_model,
    opened_replies,
)
from corpus import Library, read_library
from eval.cases import CASES, BadCases, Case, explain_cases, read_cases
from eval.cost import cold_start
from eval.gate import write_baseline
from eval.perturb import perturbations
from eval.report import (
    REPORTS,
    BadReport,
    make_report,
    provenance_of,
    read_report,
    write_report,
)
from eval.robustness import Robustness, changes_without_its_sources, drops, repeats_itself
from eval.run import Outcome, run
from eval.table import compared, table
from index import DEFAULT_ROOT, SHIPPED, WEIGHTS, HybridIndex, load_embedder, open_store

RETRIEVERS = {
    "hybrid": WEIGHTS,
    "lexical": (1.0, 0.0, 0.0, 0.0),
    "dense": (0.0, 1.0, 1.0, 0.0),
}
"""The weights of words, passages' vectors, known questions' vectors and letters."""

UNTRIED: Robustness = {
    "drops": [],
    "repeats_itself": None,
    "changes_without_its_sources": None,
}

cases_app = typer.Typer(help="Spørgsmål til målingen.", no_args_is_help=True)
app.add_typer(cases_app, name="cases")


@app.command("eval")
def evaluate(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Mappe til rapporten.", show_default="var/eval")
    ] = REPORTS,
    cases: Annotated[
        Path, typer.Option("--cases", help="Mappe med spørgsmål.", show_default="eval/cases")
    ] = CASES,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", help="To rapportmapper: hvad er ændret fra A til B?"),
    ] = None,
    retriever: Annotated[
        str, typer.Option("--retriever", help="hybrid, lexical eller dense.")
    ] = "hybrid",
    embedder: Annotated[
        str,
        typer.Option("--embedder", help="En anden model.", show_default="den medfølgende"),
    ] = SHIPPED,
    accept: Annotated[
        bool, typer.Option("--accept", help="Gør tallene til dem, der ikke må falde under.")
    ] = False,
    index_dir: Annotated[
        Path, typer.Option("--index-dir", help="Mappen med indekset.", show_default="var/index")
    ] = DEFAULT_ROOT,
    llm: LlmName = None,
    llm_base_url: LlmBaseUrl = None,
    llm_timeout: LlmTimeout = TIMEOUT,
    llm_cache: LlmCache = None,
    llm_key: LlmKey = None,
) -> None:
    """Mål svarene på spørgsmålene i eval/cases, og skriv en rapport med tal og billeder."""
    from eval.page import write_page  # brings pandas and altair, which no other command needs

    try:
        if compare:
            before, after = (read_report(folder) for folder in compare)
            typer.echo("\n".join(compared(before, after)))
            return
        if retriever not in RETRIEVERS:
            raise typer.BadParameter(f"--retriever er {', '.join(RETRIEVERS)}, ikke {retriever!r}")
        if accept and llm:
            raise typer.BadParameter("--accept gælder svarene uden sprogmodel; udelad --llm.")
        asked = read_cases(cases)
    except (BadCases, BadReport) as error:
        raise typer.BadParameter(str(error)) from error
    if not asked:
        raise typer.BadParameter(f"Der er ingen spørgsmål i {cases}.")
    model = opened_model(llm, llm_base_url, llm_timeout, llm_key)
    library, vectors = read_library(), load_embedder(embedder)
    store = open_store(library, vectors, index_dir)
    index = HybridIndex(library, vectors, store, weights=RETRIEVERS[retriever])
    replies = opened_replies(llm_cache)
    outcomes = _ask_all(Assistant(library, index, model=model, replies=replies), asked)
    if accept:
        write_baseline(outcomes)
    report = make_report(
        outcomes,
        provenance_of(
            library,
            index,
            embedder=embedder,
            retriever=retriever,
            mode=model.name if model else "extractive",
        ),
        # A cold start and typing errors are the retrieval's, whatever words come after.
        cold=None if model else cold_start("--index-dir", str(index_dir), "--embedder", embedder),
        **(UNTRIED if model else _robustness(library, index, outcomes)),
    )
    write_report(report, output)
    page = write_page(report, output, library.contents)
    typer.echo("\n".join(table(report)))
    typer.echo(f"\nRapport: {page}")


@cases_app.command("check")
def check(file: Path) -> None:
    """Find fejl i en fil med spørgsmål, og forklar hver af dem."""
    faults = list(explain_cases(file, read_library().contents))
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(2)
    typer.echo(f"{file}: ingen fejl.")


def _ask_all(assistant: Assistant, asked: Sequence[Case]) -> list[Outcome]:
    with typer.progressbar(length=len(asked), label="Spørger", file=sys.stderr) as bar:
        return run(assistant, asked, progress=lambda _: bar.update(1))


def _robustness(library: Library, index: HybridIndex, outcomes: Sequence[Outcome]) -> Robustness:
    print("Afprøver slåfejl, gentagelse og manglende kilder ...", file=sys.stderr)
    assistant = Assistant(library, index)
    return {
        "drops": drops(assistant, outcomes, perturbations([one.text for one in library.passages])),
        "repeats_itself": repeats_itself(assistant, outcomes),
        "changes_without_its_sources": changes_without_its_sources(
            lambda sections: Assistant(library, index.without(sections)), outcomes
        ),
    }
