"""Embedders: texts to unit vectors. What a model wants before a query is known here only."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]

SHIPPED = "shipped"
SHIPPED_FOLDER = Path(__file__).parent / "models" / "static-da-256"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
CHECKSUMS = "SHA256SUMS"

_PREFIXES = {"e5": ("query: ", "passage: ")}
"""Families of models that want a text's part named, and have no prompts in their own files."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1 (or 0, for a text without words)."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def digest(self) -> str:
        """What an index must have been built with to be asked with it."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """float32, (len(texts), dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """float32, (len(texts), dimension)."""


class EmbedderMissing(Exception):
    """An embedding model can't be loaded; the message says how to get it."""


class StaticEmbedder:
    """The mean of the vectors of a text's word pieces; no torch, no network.

    Gives what sentence-transformers' StaticEmbedding gives for the same folder.
    """

    def __init__(self, folder: Path = SHIPPED_FOLDER) -> None:
        self.name = SHIPPED if folder == SHIPPED_FOLDER else str(folder)
        self.digest = hashlib.sha256(_checked(folder).encode()).hexdigest()
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._weights: Vectors = load_file(folder / WEIGHTS)["embedding.weight"]
        except (OSError, SafetensorError) as error:
            raise EmbedderMissing(f"the embedder in {folder} can't be read: {error}") from error

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._weights.shape[1]), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for vector, encoding in zip(vectors, encodings, strict=True):
            if encoding.ids:
                vector[:] = self._weights[encoding.ids].mean(axis=0)
        return normalized(vectors)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model that is on this machine, by name or folder."""

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbedderMissing(
                f"the embedder {name!r} needs sentence-transformers: make models"
            ) from error
        try:
            self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise EmbedderMissing(
                f"the embedder {name!r} is not on this machine, and nothing is downloaded here; "
                f"fetch it where there is a network (hf download {name}) and give its folder, "
                "or leave --embedder out"
            ) from error
        self.name = name
        self.digest = hashlib.sha256(name.encode()).hexdigest()
        family = next((one for one in _PREFIXES if one in name.lower()), "")
        self._query_prefix, self._passage_prefix = _PREFIXES.get(family, ("", ""))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        prefixed = [self._query_prefix + text for text in texts]
        return normalized(np.asarray(self._model.encode_query(prefixed), dtype=np.float32))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        prefixed = [self._passage_prefix + text for text in texts]
        return normalized(np.asarray(self._model.encode_document(prefixed), dtype=np.float32))


def load_embedder(name: str = SHIPPED) -> Embedder:
    """The embedder called `name`: the shipped one, or a sentence-transformers model.

    Raises:
        EmbedderMissing: it isn't on this machine, or was altered.
    """
    if not name.strip():
        raise EmbedderMissing("the embedder's name is empty; leave --embedder out for the shipped")
    return StaticEmbedder() if name == SHIPPED else SentenceTransformerEmbedder(name)


def normalized(vectors: Vectors) -> Vectors:
    """Each row at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def save_embedder(folder: Path, tokenizer: str, weights: Vectors) -> None:
    """Write a static embedder that both this module and sentence-transformers read."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    save_file({"embedding.weight": weights}, folder / WEIGHTS)
    (folder / CHECKSUMS).write_text(
        "".join(f"{_sha256(folder / file)}  {file}\n" for file in (WEIGHTS, TOKENIZER))
    )


def _checked(folder: Path) -> str:
    """The folder's checksums, as they stand there; its files have them."""
    try:
        listed = (folder / CHECKSUMS).read_text()
        for line in listed.splitlines():
            expected, file = line.split("  ")
            found = _sha256(folder / file)
            if found != expected:
                raise EmbedderMissing(
                    f"{folder / file} was altered: its SHA-256 is {found}, {CHECKSUMS} says "
                    f"{expected}; restore the file, or train anew: python -m index train"
                )
    except OSError as error:
        raise EmbedderMissing(f"the embedder in {folder} can't be read: {error}") from error
    return listed


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
