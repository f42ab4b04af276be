"""Whole directories, one of them current: how an index is replaced without a broken moment.

A new generation is built beside the others and becomes current by one atomic rename of a small
pointer file. A process that is killed at any moment leaves the old generation current, or the
new one, each whole.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

POINTER = "current"
LOCK = "lock"
PREFIX = "generation-"


class BuildRunning(Exception):
    """Another process is building an index in the same place."""


@contextmanager
def new_generation(root: Path) -> Iterator[Path]:
    """An empty directory under `root` to build in; what fails in it leaves nothing behind.

    Whoever builds makes it current with `publish`. What killed builds left is cleared away.

    Raises:
        BuildRunning: another process is building here.
    """
    root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(root / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BuildRunning(
            f"another process is building an index in {root}; wait for it to end"
        ) from error
    try:
        _clear(root, keep=set(_pointed(root)))
        folder = root / f"{PREFIX}{uuid.uuid4().hex[:12]}"
        folder.mkdir()
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    finally:
        lock.release()


def publish(folder: Path) -> None:
    """Make the generation in `folder` the current one.

    Its predecessor stays for those who still read it, until the next build but one.
    """
    root = folder.parent
    draft = root / f"{POINTER}.draft"
    with draft.open("w", encoding="utf-8") as file:
        file.write("\n".join([folder.name, *_pointed(root)[:1]]))
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, root / POINTER)


def current(root: Path) -> Path | None:
    """The current generation under `root`, or None where there is none."""
    names = _pointed(root)
    return root / names[0] if names else None


def _pointed(root: Path) -> list[str]:
    """The names of the current generation and its predecessor."""
    try:
        return (root / POINTER).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []


def _clear(root: Path, *, keep: set[str]) -> None:
    """Remove every generation but those to `keep`."""
    for folder in root.glob(f"{PREFIX}*"):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
