"""`python -m eval`: how high the evidence of the cases is ranked."""

import sys

from corpus import read_library
from eval.cases import BadCases, read_cases
from eval.metrics import mean_reciprocal_rank, recall_at_k
from eval.retrieval import evidence_rank
from index import HybridIndex, IndexDamaged, IndexMismatch, NoIndex, load_embedder, open_store


def main() -> int:
    """Print the table; our own errors go to stderr with status 2."""
    try:
        cases = [case for case in read_cases() if case.evidence]
        library, embedder = read_library(), load_embedder()
        index = HybridIndex(library, embedder, open_store(library, embedder))
    except (BadCases, NoIndex, IndexMismatch, IndexDamaged) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{'':12}{'n':>4} {'first':>7} {'of 5':>7} {'MRR':>7}")
    for name in ("dev", "test", "all", "laege", "kommune", "underviser"):
        chosen = [case for case in cases if name in ("all", case.split, case.persona)]
        ranks = [evidence_rank(case, library, index) for case in chosen]
        print(
            f"{name:12}{len(ranks):4} {recall_at_k(ranks, 1):7.3f} {recall_at_k(ranks, 5):7.3f} "
            f"{mean_reciprocal_rank(ranks):7.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
