import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import Library
from index import Embedder, IndexDamaged, Store, build_index
from index.langchain import GuidelineRetriever, as_vector_store
from index.retriever import HybridIndex


@pytest.fixture(scope="module")
def built(library: Library, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_index(library, embedder, tmp_path_factory.mktemp("built"))


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(built, copy)
    return copy


def test_cosines_are_the_exact_ones(built: Path, library: Library, embedder: Embedder) -> None:
    store = Store(built)
    query = embedder.embed_queries(["Hvem er tovholder?"])[0]
    texts = [" ".join(one.path[-2:]) + "\n" + one.text for one in library.passages]

    exact = embedder.embed_passages(texts) @ query

    assert np.allclose(store.passage_cosines(query), exact, atol=1e-5)
    store.close()


def test_the_nearest_known_questions_come_best_first(
    built: Path, library: Library, embedder: Embedder
) -> None:
    store = Store(built)
    known = library.known_questions
    query = embedder.embed_queries([known[500].text])[0]

    nearest = store.nearest_questions(query)

    exact = embedder.embed_queries([one.text for one in known]) @ query
    assert 500 in nearest.places[:3]  # others may differ by a comma only
    assert nearest.cosines[0] == pytest.approx(1.0, abs=1e-5)
    assert np.allclose(nearest.cosines, np.sort(exact)[::-1][: len(nearest.cosines)], atol=1e-5)
    assert np.allclose(nearest.cosines, exact[nearest.places], atol=1e-5)
    store.close()


def test_a_query_that_is_no_number_is_refused(built: Path) -> None:
    store = Store(built)

    with pytest.raises(ValueError, match="must be finite"):
        store.passage_cosines(np.full(256, np.nan, dtype=np.float32))
    store.close()


def _database(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "chroma" / "chroma.sqlite3")


def _drop_records(folder: Path) -> None:
    with closing(_database(folder)) as database, database:
        database.execute("DELETE FROM embeddings WHERE id % 3 = 0")


def _truncate(folder: Path) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[:100_000])


def _scribble(folder: Path) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    data = bytearray(path.read_bytes())
    for at in range(8_192, len(data), 40_000):
        data[at : at + 64] = b"\xff" * 64
    path.write_bytes(data)


def _change_a_graph(folder: Path) -> None:
    path = max(folder.rglob("data_level0.bin"), key=lambda one: one.stat().st_size)
    data = bytearray(path.read_bytes())
    data[5_000] ^= 1
    path.write_bytes(data)


def _empty_a_graph(folder: Path) -> None:
    next(folder.rglob("index_metadata.pickle")).write_bytes(b"")


def _remove(name: str) -> Callable[[Path], None]:
    def remove(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


@pytest.mark.parametrize(
    "damage",
    [
        _drop_records,
        _truncate,
        _scribble,
        _change_a_graph,
        _empty_a_graph,
        _remove("chroma"),
        _remove("chroma/chroma.sqlite3"),
        _remove("vectors.npz"),
    ],
)
def test_damage_is_noticed_before_anything_is_answered(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder)

    with pytest.raises(IndexDamaged, match="rebuild it: smertevejviser index"):
        Store(folder)


def test_an_index_is_the_same_however_often_it_is_opened(built: Path, embedder: Embedder) -> None:
    query = embedder.embed_queries(["Hvem er tovholder?"])[0]
    seen = set()
    for _ in range(20):
        store = Store(built)
        nearest = store.nearest_questions(query)
        seen.add((store.passage_cosines(query).tobytes(), nearest.places.tobytes()))
        store.close()

    assert len(seen) == 1


def test_the_collections_name_what_they_were_filled_with(built: Path, library: Library) -> None:
    store = Store(built)
    metadata = store.client.get_collection("passages", embedding_function=None).metadata

    assert metadata["embedder"] == "shipped"
    assert metadata["guideline_sha256"] == library.guideline.sha256
    assert metadata["passages"] == len(library.passages)
    store.close()


def test_langchain_sees_a_retriever(index: HybridIndex) -> None:
    documents = GuidelineRetriever(index=index, k=3).invoke("Hvem er tovholder?")

    assert [document.id for document in documents] == [
        hit.passage.id for hit in index.search("Hvem er tovholder?", 3).hits
    ]
    assert "tovholder" in documents[0].page_content
    assert documents[0].metadata["kind"] == "recommendation"


def test_langchain_sees_a_vector_store(built: Path, embedder: Embedder, library: Library) -> None:
    store = Store(built)

    found = as_vector_store(store, embedder).similarity_search("Hvem er tovholder?", k=2)

    assert len(found) == 2
    assert {one.page_content for one in found} <= {one.text for one in library.passages}
    store.close()
