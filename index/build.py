"""Building an index, and opening the one that is current."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import chromadb

from corpus import Library, lexicon_text
from index.embedder import Embedder
from index.generations import current, new_generation, publish
from index.lexical import GramIndex, LexicalIndex
from index.store import Contained, IndexDamaged, Manifest, Store, read_manifest, write_store

DEFAULT_ROOT = Path(__file__).parents[1] / "var" / "index"
CHECK_SECONDS = 60

Progress = Callable[[str, int], None]
"""Called with what is being done, in Danish, and how much of it all is done, in percent."""


class NoIndex(Exception):
    """There is no index where one was looked for."""


class IndexMismatch(Exception):
    """The index was built from something else than it is asked with."""


def library_digest(library: Library, embedder: Embedder) -> str:
    """Names what an index of `library` by `embedder` holds: 12 hexadecimal digits."""
    parts = [
        library.guideline.sha256,
        *(f"{one.id}\0{one.kind}\0{one.path}\0{one.text}" for one in library.passages),
        *(f"{one.passage}\0{one.text}\0{one.answer}" for one in library.known_questions),
        lexicon_text(),
        embedder.digest,
        chromadb.__version__,
    ]
    return hashlib.sha256("\1".join(parts).encode()).hexdigest()[:12]


def build_index(
    library: Library,
    embedder: Embedder,
    root: Path = DEFAULT_ROOT,
    *,
    progress: Progress = lambda *_: None,
) -> Path:
    """Build an index in a new directory under `root`, check it, and make it the current one.

    Raises:
        BuildRunning: another process is building there.
        IndexDamaged: what was built failed its check; what was current still is.
    """
    with new_generation(root) as folder:
        progress("Læser passagerne", 0)
        questions = [one.text for one in library.known_questions]
        contained = Contained(
            passages=library.passages,
            passage_vectors=embedder.embed_passages(
                [" ".join(passage.path[-2:]) + "\n" + passage.text for passage in library.passages]
            ),
            question_vectors=embedder.embed_queries(questions),
        )
        LexicalIndex(library.passages, library.bank).save(folder)
        GramIndex(questions).save(folder)
        progress("Gemmer vektorerne", 40)
        manifest = Manifest(
            guideline=library.guideline.id,
            guideline_sha256=library.guideline.sha256,
            embedder=embedder.name,
            digest=library_digest(library, embedder),
            passages=len(library.passages),
            questions=len(contained.question_vectors),
        )
        write_store(folder, manifest, contained)
        progress("Kontrollerer indekset", 70)
        _check_in_child(folder)
        publish(folder)
        progress("Indekset er klar", 100)
    return folder


def open_store(library: Library, embedder: Embedder, root: Path = DEFAULT_ROOT) -> Store:
    """The current index under `root`, checked.

    Raises:
        NoIndex, IndexMismatch, IndexDamaged: it can't be asked; the message says the way out.
    """
    folder = current(root)
    if folder is None:
        raise NoIndex(f"there is no index in {root}; build it: smertevejviser index")
    manifest = read_manifest(folder)
    expected = library_digest(library, embedder)
    if manifest.digest != expected:
        raise IndexMismatch(
            f"the index in {root} was built from {manifest.guideline!r} with the embedder "
            f"{manifest.embedder!r} ({manifest.digest}), but is asked with "
            f"{library.guideline.id!r} and {embedder.name!r} ({expected}); rebuild it: "
            "smertevejviser index"
        )
    return Store(folder)


def _check_in_child(folder: Path) -> None:
    """Open the new index in a process of its own: damage may kill the process that meets it."""
    child = subprocess.run(
        [sys.executable, "-m", "index", "check", str(folder)],
        capture_output=True,
        text=True,
        timeout=CHECK_SECONDS,
        check=False,
    )
    if child.returncode:
        fault = child.stderr.strip() or f"its check ended with status {child.returncode}"
        raise IndexDamaged(folder, fault)
