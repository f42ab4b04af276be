"""Vectors on disk: one Chroma collection of passages, one of the questions they answer.

Vectors are always passed in: Chroma embeds nothing, downloads nothing, reports nothing.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from zipfile import BadZipFile

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError

from corpus import Passage
from index.embedder import Vectors

CHROMA = "chroma"
MANIFEST = "manifest.json"
VECTORS = "vectors.npz"
DATABASE = "chroma.sqlite3"
PASSAGES, QUESTIONS = "passages", "questions"
NEIGHBOURS = 400
"""How many known questions are looked at for a query."""

SEARCHED = 2_000
"""How far a search goes in the graph (`ef_search`): with so much, its 400 nearest of 11,000 were
the exact ones in 393 of 393 searches; with half, in most."""

# The graph of each collection is written when it is filled and never again: what was checked
# after the build is what every reader gets, and the same question the same answer. Written or
# half-written anew, graph files can take a reading process down; their checksums are in the
# manifest and are compared before Chroma reads them.
_GRAPH: CreateHNSWConfiguration = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
}


class IndexDamaged(Exception):
    """What is on disk is not what was built there."""

    def __init__(self, folder: Path, fault: str) -> None:
        super().__init__(
            f"the index in {folder} is damaged: {fault}; rebuild it: smertevejviser index"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index was built from, and how much it must hold."""

    guideline: str
    guideline_sha256: str
    embedder: str
    digest: str
    """Of everything that the index was built from."""
    passages: int
    questions: int
    sha256: dict[str, str] = field(default_factory=dict)
    """Of each file that doesn't change once it is written, by its path in the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """What an index holds."""

    passages: Sequence[Passage]
    passage_vectors: Vectors
    """float32, (passages, dimension)"""
    question_vectors: Vectors
    """float32, (known questions, dimension)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The known questions nearest to a query, best first."""

    places: npt.NDArray[np.intp]
    """(found,): their places among all known questions, from 0."""
    cosines: Vectors
    """float32, (found,)"""


def write_store(folder: Path, manifest: Manifest, contained: Contained) -> None:
    """Fill `folder`: the collections, a copy of their vectors to check them by, the manifest."""
    passages = contained.passages
    questions = [str(place) for place in range(len(contained.question_vectors))]
    client = _client(folder)
    try:
        collection = _create(client, PASSAGES, manifest, len(passages))
        collection.add(
            ids=[passage.id for passage in passages],
            embeddings=contained.passage_vectors,
            documents=[passage.text for passage in passages],
            metadatas=[{"section": passage.section, "kind": passage.kind} for passage in passages],
        )
        collection = _create(client, QUESTIONS, manifest, len(questions))
        most = client.get_max_batch_size()
        for start in range(0, len(questions), most):
            collection.add(
                ids=questions[start : start + most],
                embeddings=contained.question_vectors[start : start + most],
            )
    finally:
        client.close()
    np.savez(
        folder / VECTORS,
        passages=contained.passage_vectors,
        passages_ids=np.array([passage.id for passage in passages]),
        questions=contained.question_vectors,
        questions_ids=np.array(questions),
    )
    kept = replace(manifest, sha256=_checksums(folder))
    (folder / MANIFEST).write_text(json.dumps(asdict(kept), indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the index in `folder`.

    Raises:
        IndexDamaged: it is missing, or isn't one.
    """
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(folder, f"{MANIFEST} can't be read") from error


class Store:
    """An opened index: the cosines of a query with every passage and with its questions."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises:
            IndexDamaged: it isn't whole.
        """
        self.folder = folder
        _check_files(folder, read_manifest(folder).sha256)
        _check_database(folder)
        try:
            self.client = _client(folder)
            self._collections = {
                name: self.client.get_collection(name, embedding_function=None)
                for name in (PASSAGES, QUESTIONS)
            }
            with np.load(folder / VECTORS) as vectors:
                for name, collection in self._collections.items():
                    _check_collection(folder, collection, vectors[f"{name}_ids"], vectors[name])
                ids = vectors[f"{PASSAGES}_ids"].tolist()
        except (ChromaError, OSError, ValueError, KeyError, BadZipFile) as error:
            raise IndexDamaged(folder, str(error)) from error
        self._place = {id_: place for place, id_ in enumerate(ids)}

    def passage_cosines(self, vector: Vectors) -> Vectors:
        """float32, (passages,): the cosine of `vector`, (dimension,), with each passage."""
        cosines = np.zeros(len(self._place), dtype=np.float32)
        for id_, cosine in _search(self._collections[PASSAGES], vector, len(self._place)).items():
            cosines[self._place[id_]] = cosine
        return cosines

    def nearest_questions(self, vector: Vectors) -> Nearest:
        """The NEIGHBOURS known questions nearest to `vector`, (dimension,)."""
        found = _search(self._collections[QUESTIONS], vector, NEIGHBOURS)
        return Nearest(
            places=np.array([int(id_) for id_ in found], dtype=np.intp),
            cosines=np.array(list(found.values()), dtype=np.float32),
        )

    def close(self) -> None:
        self.client.close()


def _client(folder: Path) -> Client:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]  # a stranger's .env may lie in this directory
        anonymized_telemetry=False,
        allow_reset=False,
    )
    client = chromadb.PersistentClient(path=str(folder / CHROMA), settings=settings)
    assert isinstance(client, Client)
    return client


def _create(client: Client, name: str, manifest: Manifest, count: int) -> Collection:
    return client.create_collection(
        name,
        embedding_function=None,
        metadata={
            "guideline": manifest.guideline,
            "guideline_sha256": manifest.guideline_sha256,
            "embedder": manifest.embedder,
            "passages": manifest.passages,
        },
        configuration={
            "hnsw": {
                **_GRAPH,
                "ef_search": min(count, SEARCHED),
                "batch_size": count,
                "sync_threshold": count,  # reached by the last vector
            }
        },
    )


def _checksums(folder: Path) -> dict[str, str]:
    """Of the files that never change after a build; SQLite's do when they are opened."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and DATABASE not in path.name
    }


def _search(collection: Collection, vector: Vectors, most: int) -> dict[str, float]:
    """The `most` nearest ids (as many as there are misses none) with their cosines, best first."""
    if not np.isfinite(vector).all():  # which Chroma would answer as if it were
        raise ValueError("a query vector must be finite")
    found = collection.query(
        query_embeddings=vector[np.newaxis],
        n_results=most,
        include=["distances"],
    )
    assert found["distances"] is not None
    return dict(
        zip(found["ids"][0], (1.0 - distance for distance in found["distances"][0]), strict=True)
    )


def _check_files(folder: Path, expected: dict[str, str]) -> None:
    found = _checksums(folder)
    if differing := sorted(dict(found.items() ^ expected.items())):
        raise IndexDamaged(folder, f"{differing[0]} is lost or was changed")


def _check_database(folder: Path) -> None:
    """SQLite's own check, before Chroma's native code reads the file."""
    path = folder / CHROMA / DATABASE
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            fault = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        fault = str(error)
    if fault != "ok":
        raise IndexDamaged(folder, f"{path.name}: {fault}")


def _check_collection(
    folder: Path, collection: Collection, stored_ids: npt.NDArray[np.str_], vectors: Vectors
) -> None:
    """All that was put in is there, unchanged, and is found, by cosine."""
    name, ids = collection.name, stored_ids.tolist()
    hnsw = collection.configuration_json["hnsw"]
    if hnsw is None or hnsw.get("space") != "cosine":
        raise IndexDamaged(folder, f"{name} are not compared by cosine")
    stored = collection.get(include=["embeddings"])
    if sorted(stored["ids"]) != sorted(ids) or len(ids) != len(vectors):
        raise IndexDamaged(folder, f"{name} holds {len(stored['ids'])} of {len(ids)} vectors")
    place = {id_: at for at, id_ in enumerate(stored["ids"])}
    read = np.asarray(stored["embeddings"], dtype=np.float32)[[place[id_] for id_ in ids]]
    if not np.allclose(read, vectors, atol=1e-6):
        raise IndexDamaged(folder, f"the vectors of {name} are not those that were stored")
    found = _search(collection, vectors[0], len(ids))
    exact = vectors @ vectors[0]
    if len(found) != len(ids) or not np.allclose([found[id_] for id_ in ids], exact, atol=1e-5):
        raise IndexDamaged(folder, f"a search of {name} finds {len(found)} of {len(ids)}")
