"""Where the evidence of the cases is ranked."""

from collections.abc import Sequence

from corpus import Library, Passage
from eval.cases import Case, Evidence
from index import HybridIndex

DEPTH = 10


def evidence_rank(case: Case, library: Library, index: HybridIndex) -> int | None:
    """The rank of the first hit that holds evidence of `case`; None beyond DEPTH."""
    hits = index.search(case.question, DEPTH).hits
    return next((hit.rank for hit in hits if holds(hit.passage, case.evidence, library)), None)


def holds(passage: Passage, evidence: Sequence[Evidence], library: Library) -> bool:
    """Whether `passage` has some of a quote of `evidence`."""
    sections = library.contents.by_number
    for one in evidence:
        if one.section != passage.section:
            continue
        start = sections[one.section].text.index(one.quote)
        if passage.start < start + len(one.quote) and start < passage.end:
            return True
    return False
