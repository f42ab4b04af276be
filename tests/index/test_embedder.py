import shutil
from pathlib import Path

import numpy as np
import pytest

from index import EmbedderMissing, load_embedder
from index.embedder import SHIPPED_FOLDER, StaticEmbedder

TEXTS = [
    "Hvornår kan jeg henvise til et tværfagligt smertecenter?",
    "paaroerende",
    "What is chronic pain?",
    "§ 119",
    "æøå ÆØÅ",
]


def test_vectors_have_length_one_and_the_shipped_size() -> None:
    vectors = load_embedder().embed_queries(TEXTS)

    assert vectors.shape == (len(TEXTS), 256)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_both_ways_of_typing_give_one_vector() -> None:
    vectors = load_embedder().embed_queries(["pårørende", "paaroerende"])

    assert np.array_equal(vectors[0], vectors[1])


def test_a_text_without_words_has_no_direction() -> None:
    assert not load_embedder().embed_queries([""]).any()


def test_the_shipped_model_is_small() -> None:
    size = sum(file.stat().st_size for file in SHIPPED_FOLDER.iterdir())

    assert size < 10_000_000


def test_an_altered_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_FOLDER, folder)
    data = bytearray((folder / "model.safetensors").read_bytes())
    data[-1] ^= 1
    (folder / "model.safetensors").write_bytes(data)

    with pytest.raises(EmbedderMissing, match="model.safetensors was altered"):
        StaticEmbedder(folder)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbedderMissing, match="can't be read"):
        StaticEmbedder(tmp_path)


@pytest.mark.model
def test_sentence_transformers_gives_the_same_vectors() -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    modules = pytest.importorskip("sentence_transformers.sentence_transformer.modules")
    model = sentence_transformers.SentenceTransformer(
        modules=[modules.StaticEmbedding.load(str(SHIPPED_FOLDER))], device="cpu"
    )

    theirs = model.encode(TEXTS, normalize_embeddings=True)

    assert np.allclose(load_embedder().embed_queries(TEXTS), theirs, atol=1e-5)


@pytest.mark.model
def test_a_model_that_is_not_here_says_how_to_get_it() -> None:
    pytest.importorskip("sentence_transformers")

    with pytest.raises(EmbedderMissing, match="hf download intfloat/multilingual-e5-small"):
        load_embedder("intfloat/multilingual-e5-small")


@pytest.mark.model
def test_e5_models_get_their_prefixes(tmp_path: Path) -> None:
    """A folder whose name says e5, with the shipped weights, embeds "query: " along."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    modules = pytest.importorskip("sentence_transformers.sentence_transformer.modules")
    folder = tmp_path / "my-e5-model"
    sentence_transformers.SentenceTransformer(
        modules=[modules.StaticEmbedding.load(str(SHIPPED_FOLDER))], device="cpu"
    ).save(str(folder))

    embedder = load_embedder(str(folder))

    shipped = load_embedder()
    assert np.allclose(
        embedder.embed_queries(["smerter"]), shipped.embed_queries(["query: smerter"]), atol=1e-5
    )
    assert np.allclose(
        embedder.embed_passages(["smerter"]),
        shipped.embed_queries(["passage: smerter"]),
        atol=1e-5,
    )
