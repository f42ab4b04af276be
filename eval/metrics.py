"""Figures: pure functions of ranks, of sets of evidence, and of scored answers."""

import math
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

RESAMPLES = 1_000
SEED = 2023


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean with its uncertainty."""

    n: int
    value: float
    low: float
    high: float
    """[low, high] is the 95 % bootstrap interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAtCoverage:
    """How often an answer is wrong if only the most confident share is given."""

    coverage: float
    """Share of the questions that are answered, in (0, 1]."""
    risk: float
    """Share of those whose answer is wrong, in [0, 1]."""
    threshold: float
    """The confidence from which on they are answered."""


def recall_at_k(ranks: Sequence[int | None], k: int) -> float:
    """The share of questions whose right passage is among the first `k`, in [0, 1].

    `ranks` holds, for each question, the rank from 1 of the best-ranked passage that holds the
    evidence, or None where none was retrieved.

    Raises:
        ValueError: there are no questions.
    """
    if not ranks:
        raise ValueError("recall of no questions")
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(rank: int | None) -> float:
    """1/rank, 0 where nothing was retrieved; its mean is MRR (Voorhees, 1999)."""
    return 1 / rank if rank else 0.0


def ndcg_at_k(ranked: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Normalised discounted cumulative gain of the first `k` passages, in [0, 1].

    `ranked` holds passage ids, best first. `gains` maps an id to its graded relevance; an id it
    leaves out counts 0. Gains enter as they stand, discounted by log2(rank + 1) with ranks from
    1 (Järvelin & Kekäläinen, 2002).

    Raises:
        ValueError: no gain is positive, so that no ranking is ideal.
    """
    ideal = _dcg(sorted(gains.values(), reverse=True)[:k])
    if ideal <= 0:
        raise ValueError("no passage has a positive gain")
    return _dcg([gains.get(one, 0.0) for one in ranked[:k]]) / ideal


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def fact_recall(text: str, facts: Sequence[Sequence[str]], words: int | None = None) -> float:
    """The share of `facts` of which `text` has an alternative, in [0, 1].

    Case and line breaks are ignored; with `words`, only its first so many words are read.

    Raises:
        ValueError: there are no facts.
    """
    if not facts:
        raise ValueError("recall of no facts")
    read = _plain(" ".join(text.split()[:words]))
    return sum(any(_plain(way) in read for way in fact) for fact in facts) / len(facts)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def citation_precision(supporting: Sequence[bool]) -> float:
    """The share of an answer's citations that stand on evidence (ALCE, Gao et al., 2023).

    `supporting` says of each citation whether its quote overlaps evidence of the case.

    Raises:
        ValueError: there are no citations.
    """
    if not supporting:
        raise ValueError("precision of no citations")
    return sum(supporting) / len(supporting)


def citation_recall(found: Sequence[bool]) -> float:
    """The share of the needed evidence that some citation gives (ALCE, Gao et al., 2023).

    `found` says of each group of evidence whether one of its alternatives was cited.

    Raises:
        ValueError: no evidence is needed.
    """
    if not found:
        raise ValueError("recall of no evidence")
    return sum(found) / len(found)


def macro_f1(wanted: Sequence[Collection[str]], told: Sequence[Collection[str]]) -> float:
    """The mean of the labels' F1, in [0, 1]; each label that is wanted or told counts alike.

    `wanted` and `told` hold the labels of each case (Yang & Liu, 1999: macro-averaging).

    Raises:
        ValueError: there are no labels.
    """
    labels = sorted({label for one in (*wanted, *told) for label in one})
    if not labels:
        raise ValueError("F1 of no labels")
    pairs = list(zip(wanted, told, strict=True))
    scores = []
    for label in labels:
        both = sum(label in want and label in tell for want, tell in pairs)
        either = sum((label in want) + (label in tell) for want, tell in pairs)
        scores.append(2 * both / either)
    return sum(scores) / len(scores)


def crag_score(*, right: bool, abstained: bool) -> int:
    """+1 for a right answer or abstention, 0 for a needless abstention, -1 for a wrong answer.

    After CRAG (Yang et al., 2024).
    """
    if right:
        return 1
    return 0 if abstained else -1


def risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> list[RiskAtCoverage]:
    """The risk at each share of the questions, the most confident first (Geifman & El-Yaniv, 2017).

    Questions of equal confidence come together.

    Raises:
        ValueError: there are no questions.
    """
    if not confidences:
        raise ValueError("risk of no questions")
    ordered = sorted(zip(confidences, right, strict=True), key=lambda one: -one[0])
    curve = []
    wrong = 0
    for at, (confidence, is_right) in enumerate(ordered, start=1):
        wrong += not is_right
        if at == len(ordered) or ordered[at][0] < confidence:
            curve.append(
                RiskAtCoverage(coverage=at / len(ordered), risk=wrong / at, threshold=confidence)
            )
    return curve


def area_under(curve: Sequence[RiskAtCoverage]) -> float:
    """The area under a risk-coverage curve, in [0, 1]; lower is better.

    Each risk counts for the step of coverage that it is reached by.
    """
    area = before = 0.0
    for point in curve:
        area += point.risk * (point.coverage - before)
        before = point.coverage
    return area


def mean_with_interval(values: Sequence[float]) -> Mean:
    """The mean of `values` with its 95 % percentile bootstrap interval (Efron, 1979).

    The same values give the same interval.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("mean of no values")
    chance = random.Random(SEED)
    count = len(values)
    means = sorted(sum(chance.choices(values, k=count)) / count for _ in range(RESAMPLES))
    return Mean(
        n=count,
        value=sum(values) / count,
        low=means[int(0.025 * RESAMPLES)],
        high=means[int(0.975 * RESAMPLES) - 1],
    )


def paired_difference(first: Sequence[float], second: Sequence[float]) -> Mean:
    """How much higher `second` is than `first` on the same cases, with its 95 % interval."""
    return mean_with_interval([b - a for a, b in zip(first, second, strict=True)])
