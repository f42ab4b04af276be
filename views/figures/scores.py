"""How a figure is said and drawn: so many of 100, of how many questions, how certain that is."""

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics import Mean
from views.strings import Language, string

CHANCE = 0.05
"""Of being wrong with a bound that is told where no error, or nothing else, was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A figure and its name."""

    name: str
    value: float
    rests_on: str
    between: tuple[float, float] | None = None
    """Where it lies; None where there is nothing to draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a whole."""

    kind: str
    """For the style sheet."""
    name: str
    n: int


def score_of(language: Language, name: str, mean: Mean) -> Score:
    """The score that `mean` is."""
    return Score(name=name, value=mean.value, rests_on=basis(language, mean), between=spread(mean))


def opposite(mean: Mean) -> Mean:
    """How often it is not so."""
    return Mean(n=mean.n, value=1 - mean.value, low=1 - mean.high, high=1 - mean.low)


def of_100(value: float) -> int:
    """`value` in [0, 1] as so many of 100; 0 and 100 only where it is none and all."""
    return round(100 * value) if value in (0.0, 1.0) else min(99, max(1, round(100 * value)))


def decimal(language: Language, value: float, form: str) -> str:
    """`value` in the format `form`, as `language` writes numbers."""
    said = format(value, form).replace("-", "−")
    if not said.strip("+−0."):
        said = said.strip("+−")
    return said.replace(".", ",") if language == "da" else said


def spread(mean: Mean) -> tuple[float, float]:
    """Between what a figure lies.

    Resamples of cases that all went the same way agree, however few they are: there the binomial
    bound is given instead.
    """
    bound = CHANCE ** (1 / mean.n)
    if mean.value == 1:
        return bound, 1.0
    return (0.0, 1 - bound) if mean.value == 0 else (mean.low, mean.high)


def basis(language: Language, mean: Mean) -> str:
    """How many questions a figure is of, and between what it lies."""
    low, high = spread(mean)
    if mean.value == 1:
        return string(language, "quality_basis_all", n=mean.n, low=math.floor(100 * low))
    if mean.value == 0:
        return string(language, "quality_basis_none", n=mean.n, high=math.ceil(100 * high))
    return string(language, "quality_basis", n=mean.n, low=of_100(low), high=of_100(high))


def cards(language: Language, scores: Iterable[Score]) -> str:
    """A large figure each."""
    return f'<dl class="sv-cards">{"".join(_entry(language, one) for one in scores)}</dl>'


def lines(language: Language, scores: Iterable[Score]) -> str:
    """A line each, with the range that the figure lies in."""
    return f'<dl class="sv-lines">{"".join(_entry(language, one) for one in scores)}</dl>'


def _entry(language: Language, score: Score) -> str:
    return (
        f"<div><dt>{html.escape(score.name)}</dt><dd><b>{of_100(score.value)}</b> "
        f"{html.escape(string(language, 'quality_of_100'))}{_range(score)}"
        f"<small>{html.escape(score.rests_on)}</small></dd></div>"
    )


def _range(score: Score) -> str:
    if score.between is None:
        return ""
    low, high = score.between
    return (
        '<span class="sv-range" aria-hidden="true">'
        f'<i style="left:{100 * low:.1f}%;width:{100 * (high - low):.1f}%"></i>'
        f'<b style="left:{100 * score.value:.1f}%;--at:{score.value:.3f}"></b></span>'
    )


def parts(of: Sequence[Part]) -> str:
    """A whole as a bar, and its parts by name."""
    bar = "".join(f'<i class="sv-is-{one.kind}" style="flex:{one.n}"></i>' for one in of)
    names = "".join(
        f'<li><i class="sv-is-{one.kind}"></i><b>{one.n}</b> {html.escape(one.name)}</li>'
        for one in of
    )
    return f'<div class="sv-bar" aria-hidden="true">{bar}</div><ul class="sv-legend">{names}</ul>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column names its rows."""
    head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{html.escape(first)}</th>'
        + "".join(f"<td>{html.escape(one)}</td>" for one in others)
        + "</tr>"
        for first, *others in rows
    )
    return f'<table class="sv-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
