"""`python -m index build | train | query | check`: the index without the assistant."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus import BadBank, BadGuideline, BadSilences, read_library
from index.build import DEFAULT_ROOT, IndexMismatch, NoIndex, build_index, open_store
from index.embedder import SHIPPED, SHIPPED_FOLDER, EmbedderMissing, load_embedder
from index.generations import BuildRunning
from index.retriever import HybridIndex
from index.store import IndexDamaged, Store

OURS = (
    BadBank,
    BadGuideline,
    BadSilences,
    BuildRunning,
    EmbedderMissing,
    IndexDamaged,
    IndexMismatch,
    NoIndex,
)

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)

Root = Annotated[Path, typer.Option("--index-dir", help="Where the index lies.")]
EmbedderName = Annotated[str, typer.Option("--embedder", help="A sentence-transformers model.")]


@app.command()
def build(root: Root = DEFAULT_ROOT, embedder: EmbedderName = SHIPPED) -> None:
    """Build the index and make it the current one."""
    folder = build_index(read_library(), load_embedder(embedder), root)
    print(folder)


@app.command()
def train(folder: Annotated[Path, typer.Argument()] = SHIPPED_FOLDER) -> None:
    """Train the shipped embedder anew (needs the extra `models`), reproducibly."""
    from index.training import EPOCHS, make_pairs
    from index.training import train as train_embedder

    library = read_library()
    pairs = make_pairs(library)
    with typer.progressbar(length=EPOCHS, label=f"{len(pairs)} pairs") as bar:
        train_embedder(pairs, folder, report=lambda *_: bar.update(1))
    print((folder / "SHA256SUMS").read_text(), end="")


@app.command()
def query(
    text: str,
    root: Root = DEFAULT_ROOT,
    embedder: EmbedderName = SHIPPED,
    k: Annotated[int, typer.Option("-k", min=1, help="How many passages.")] = 10,
) -> None:
    """Show the passages found for a query, with their scores."""
    library, model = read_library(), load_embedder(embedder)
    found = HybridIndex(library, model, open_store(library, model, root)).search(text, k)
    for hit in found.hits:
        print(f"{hit.rank:2} {hit.score:6.2f} {hit.passage.id:28} {hit.passage.text[:80]!r}")


@app.command(hidden=True)
def check(folder: Path) -> None:
    """Check one index directory; a build runs this in a process of its own."""
    Store(folder).close()


def main() -> int:
    """Run a command; our own errors go to stderr with status 2."""
    try:
        app()
    except OURS as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
