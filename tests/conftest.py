"""What tests share: the real guideline, a real index in a temporary folder."""

import pytest

from assistant import Assistant
from corpus import Contents, Library, Passage, read_library
from index import Embedder, HybridIndex, build_index, load_embedder, open_store


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library()


@pytest.fixture(scope="session")
def contents(library: Library) -> Contents:
    return library.contents


@pytest.fixture(scope="session")
def passages(library: Library) -> tuple[Passage, ...]:
    return library.passages


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="session")
def index(
    library: Library, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> HybridIndex:
    root = tmp_path_factory.mktemp("index")
    build_index(library, embedder, root)
    return HybridIndex(library, embedder, open_store(library, embedder, root))


@pytest.fixture(scope="session")
def assistant(library: Library, index: HybridIndex) -> Assistant:
    return Assistant(library, index)
