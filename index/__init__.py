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
from index.embedder import SHIPPED, Embedder, EmbedderMissing, Vectors, load_embedder
from index.generations import BuildRunning, current
from index.lexical import LexicalIndex
from index.retriever import WEIGHTS, FollowUp, Hit, HybridIndex, Neighbour, Search
from index.store import IndexDamaged, Store

__all__ = [
    "DEFAULT_ROOT",
    "SHIPPED",
    "WEIGHTS",
    "BuildRunning",
    "Embedder",
    "EmbedderMissing",
    "FollowUp",
    "Hit",
    "HybridIndex",
    "IndexDamaged",
    "IndexMismatch",
    "LexicalIndex",
    "Neighbour",
    "NoIndex",
    "Search",
    "Store",
    "Vectors",
    "build_index",
    "current",
    "library_digest",
    "load_embedder",
    "open_store",
]
