"""The index as LangChain knows it: a retriever and a vector store for chains of your own."""

from langchain_chroma import Chroma
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from index.embedder import Embedder
from index.retriever import HybridIndex
from index.store import PASSAGES, Store


class GuidelineRetriever(BaseRetriever):
    """The hybrid index as LangChain knows retrievers."""

    index: HybridIndex
    k: int = 10

    model_config = {"arbitrary_types_allowed": True}

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "section": hit.passage.section,
                    "page": hit.passage.page,
                    "kind": hit.passage.kind,
                    "score": hit.score,
                },
            )
            for hit in self.index.search(query, self.k).hits
        ]


class EmbedderEmbeddings(Embeddings):
    """An embedder as LangChain knows embeddings."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_query(self, text: str) -> list[float]:
        return [float(number) for number in self._embedder.embed_queries([text])[0]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors = self._embedder.embed_passages(texts)
        return [[float(number) for number in vector] for vector in vectors]


def as_vector_store(store: Store, embedder: Embedder) -> Chroma:
    """The store's passages as LangChain's Chroma vector store; it is searched by cosine."""
    return Chroma(
        client=store.client,
        collection_name=PASSAGES,
        embedding_function=EmbedderEmbeddings(embedder),
        collection_configuration={"hnsw": {"space": "cosine"}},
        create_collection_if_not_exists=False,
    )
