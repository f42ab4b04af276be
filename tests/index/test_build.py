import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from corpus import Library
from index import (
    BuildRunning,
    Embedder,
    IndexDamaged,
    IndexMismatch,
    NoIndex,
    build_index,
    open_store,
)
from index.generations import current, new_generation, publish

KILLS = 30


def test_no_index_says_how_to_build_one(
    library: Library, embedder: Embedder, tmp_path: Path
) -> None:
    with pytest.raises(NoIndex, match="build it: smertevejviser index"):
        open_store(library, embedder, tmp_path)


def test_an_index_of_something_else_says_so(
    library: Library, embedder: Embedder, tmp_path: Path
) -> None:
    build_index(library, embedder, tmp_path)
    other = replace(library, passages=library.passages[1:], bank=library.bank[1:])

    with pytest.raises(IndexMismatch, match="was built from .* rebuild it: smertevejviser index"):
        open_store(other, embedder, tmp_path)


def test_a_lost_generation_is_damage(library: Library, embedder: Embedder, tmp_path: Path) -> None:
    folder = build_index(library, embedder, tmp_path)
    (folder / "manifest.json").unlink()

    with pytest.raises(IndexDamaged, match=r"manifest.json can't be read"):
        open_store(library, embedder, tmp_path)


def test_a_build_shows_its_progress_and_leaves_one_predecessor(
    library: Library, embedder: Embedder, tmp_path: Path
) -> None:
    told: list[tuple[str, int]] = []
    folders = [
        build_index(library, embedder, tmp_path, progress=lambda *step: told.append(step))
        for _ in range(3)
    ]

    assert told[-1] == ("Indekset er klar", 100)
    assert current(tmp_path) == folders[-1]
    assert [folder.exists() for folder in folders] == [True, True, True]
    with new_generation(tmp_path) as fourth:
        pass
    assert [folder.exists() for folder in (*folders, fourth)] == [False, True, True, True]


def test_a_build_that_fails_leaves_nothing_and_the_old_index_current(tmp_path: Path) -> None:
    with new_generation(tmp_path) as old:
        publish(old)

    begun: list[Path] = []
    with pytest.raises(RuntimeError, match="no"):
        _fail_half_way(tmp_path, begun)

    assert current(tmp_path) == old
    assert not begun[0].exists()


def _fail_half_way(root: Path, begun: list[Path]) -> None:
    with new_generation(root) as folder:
        begun.append(folder)
        (folder / "half").write_text("built")
        raise RuntimeError("no")


def test_two_builds_at_once_are_one_too_many(tmp_path: Path) -> None:
    with (
        new_generation(tmp_path),
        pytest.raises(BuildRunning, match="another process"),
        new_generation(tmp_path),
    ):
        pass


def test_readers_keep_their_generation_while_a_new_one_is_built(
    library: Library, embedder: Embedder, tmp_path: Path
) -> None:
    build_index(library, embedder, tmp_path)
    reader = open_store(library, embedder, tmp_path)
    query = embedder.embed_queries(["Hvem er tovholder?"])[0]
    before = reader.passage_cosines(query)

    build_index(library, embedder, tmp_path)

    assert (reader.passage_cosines(query) == before).all()
    reader.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """What came of builds that were to be killed in one place."""

    midway: int
    generations: int


def test_builds_that_are_killed_leave_a_whole_index(
    library: Library, embedder: Embedder, tmp_path: Path
) -> None:
    """30 builds in two places, killed -9 at random moments; after each the index is whole."""
    roots = [tmp_path / "one", tmp_path / "other"]
    with ThreadPoolExecutor(len(roots)) as pool:
        halves = list(pool.map(lambda root: _kill_builds(library, embedder, root), roots))

    assert sum(half.midway for half in halves) >= KILLS / 2
    for root, half in zip(roots, halves, strict=True):
        assert half.generations >= 3  # those that nobody killed came through, and became current
        with new_generation(root):
            assert len(list(root.glob("generation-*"))) <= 3  # the killed ones were cleared away


def _kill_builds(library: Library, embedder: Embedder, root: Path) -> Killed:
    build = [sys.executable, "-m", "index", "build", "--index-dir", str(root)]
    moments = random.Random(root.name)
    generations = set()
    midway = 0
    for kill in range(KILLS // 2):
        if kill % 5 == 0:  # how long one takes is measured again: other things run beside it
            started = time.monotonic()
            subprocess.run(build, check=True, capture_output=True)
            whole = time.monotonic() - started
            generations.add(current(root))
        process = subprocess.Popen(
            build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            # Nothing is written while modules are imported: the first third is left out.
            process.wait(moments.uniform(whole / 3, whole))
        except subprocess.TimeoutExpired:
            midway += 1
            os.killpg(process.pid, signal.SIGKILL)  # and the child that checks what it built
            process.wait()
        open_store(library, embedder, root).close()
        generations.add(current(root))
    return Killed(midway=midway, generations=len(generations))
