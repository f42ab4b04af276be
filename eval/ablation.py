"""`make ablation`: what each part of the retrieval is worth, on the same cases.

The table goes to the terminal, into README between its two marks, and into the report's folder,
where the report's page shows it.
"""

import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from corpus import (
    STOP_WORDS,
    BankRow,
    Library,
    Passage,
    Vocabulary,
    read_library,
    stem,
    terms,
    words,
)
from eval.cases import Case, read_cases
from eval.metrics import mean_with_interval, recall_at_k, reciprocal_rank
from eval.readme import README, put_between_marks
from eval.report import ABLATION, REPORTS
from eval.run import holders
from index import WEIGHTS, HybridIndex, LexicalIndex, load_embedder, open_store

DEPTH = 50
Ranker = Callable[[str], npt.NDArray[np.float32]]
"""A score for each passage, in their order."""


def variants(library: Library) -> Iterator[tuple[str, Callable[[str], Sequence[Passage]]]]:
    """Each way of ranking by its name, each adding something to the one before."""
    no_bank: Sequence[BankRow] = ()

    def ranked_by(ranker: Ranker) -> Callable[[str], Sequence[Passage]]:
        return lambda query: [
            library.passages[at] for at in np.argsort(-ranker(query), kind="stable")[:DEPTH]
        ]

    def plain(text: str) -> list[str]:
        return words(text)

    def stems(text: str) -> list[str]:
        return [stem(word) for word in words(text) if word not in STOP_WORDS]

    yield "BM25, words", ranked_by(LexicalIndex(library.passages, no_bank, plain).scores)
    yield (
        "+ stems, stop words",
        ranked_by(LexicalIndex(library.passages, no_bank, stems).scores),
    )
    vocabulary = Vocabulary(passage.text for passage in library.passages)

    def compounds(text: str) -> list[str]:
        return terms(text, vocabulary)

    yield "+ compounds", ranked_by(LexicalIndex(library.passages, no_bank, compounds).scores)
    yield "+ synonyms", ranked_by(LexicalIndex(library.passages, no_bank).scores)
    yield "+ known questions", ranked_by(LexicalIndex(library.passages, library.bank).scores)
    embedder = load_embedder()
    store = open_store(library, embedder)
    for name, weights in (
        ("vectors of passages alone", (0.0, 1.0, 0.0, 0.0)),
        ("vectors of known questions alone", (0.0, 0.0, 1.0, 0.0)),
        ("letters of known questions alone", (0.0, 0.0, 0.0, 1.0)),
        ("words and vectors", (1.0, 1.0, 1.0, 0.0)),
        ("all, with spelling", WEIGHTS),
    ):
        yield name, _searched_by(HybridIndex(library, embedder, store, weights=weights))


def _searched_by(index: HybridIndex) -> Callable[[str], Sequence[Passage]]:
    return lambda query: [hit.passage for hit in index.search(query, DEPTH).hits]


def rank_of(case: Case, found: Sequence[Passage], library: Library) -> int | None:
    """The rank of the first passage with evidence of `case`."""
    holding = holders(case.evidence, library)
    return next((at for at, one in enumerate(found, start=1) if one.id in holding), None)


def table(library: Library, cases: Sequence[Case]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| retrieval ({len(cases)} questions asked on their own) | first | of 5 | MRR |"
    yield "|---|---|---|---|"
    for name, search in variants(library):
        ranks = [rank_of(case, search(case.question), library) for case in cases]
        mrr = mean_with_interval([reciprocal_rank(rank) for rank in ranks])
        yield (
            f"| {name} | {recall_at_k(ranks, 1):.2f} | {recall_at_k(ranks, 5):.2f} "
            f"| {mrr.value:.2f} [{mrr.low:.2f}, {mrr.high:.2f}] |"
        )


def main() -> int:
    """Make the table and put it where it belongs."""
    cases = [case for case in read_cases() if case.evidence and not case.history]
    lines = []
    for line in table(read_library(), cases):
        print(line, flush=True)
        lines.append(line)
    joined = "\n".join(lines)
    text = put_between_marks(README.read_text("utf-8"), "ablation", joined)
    README.write_text(text, encoding="utf-8")
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / ABLATION).write_text(joined + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
