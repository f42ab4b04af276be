"""The index: passages, embedded and stored, and found again for a question.

Imports corpus.
"""

from index.build import (
    DEFAULT_ROOT,
    IndexMismatch,
    NoIndex,
    build_index,
    library_digest,
    open_store,
)
from index.embedder import SHIPPED, Embedder, EmbedderMissing, load_embedder
from index.generations import BuildRunning
from index.lexical import LexicalIndex
from index.retriever import Hit, HybridIndex, Search
from index.store import IndexDamaged, Store

__all__ = [
    "DEFAULT_ROOT",
    "SHIPPED",
    "BuildRunning",
    "Embedder",
    "EmbedderMissing",
    "Hit",
    "HybridIndex",
    "IndexDamaged",
    "IndexMismatch",
    "LexicalIndex",
    "NoIndex",
    "Search",
    "Store",
    "build_index",
    "library_digest",
    "load_embedder",
    "open_store",
]
