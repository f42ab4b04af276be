"""The risk-coverage curve in words, as a picture and as a table."""

from collections.abc import Iterator

import streamlit as st

from eval.metrics import RiskAtCoverage
from eval.published import Published
from views.figures.scores import of_100, table
from views.plain import show
from views.strings import language, say

COVERED = (0.25, 0.5, 0.75)
"""Where the table reads the curve, beside where the assistant is set and the end."""


def draw_curve(published: Published) -> None:
    """Draw how often answers are wrong if only the most certain are given."""
    operating = operating_point(published)
    st.header(say("quality_curve_heading"), anchor=False)
    show(
        say(
            "quality_curve",
            covered=of_100(operating.coverage),
            wrong=of_100(operating.risk),
            all=of_100(published.curve[-1].risk),
            asked=published.asked,
        )
    )
    st.image(published.plots[language()], alt=say("quality_curve_alt"), width=560)
    heads = [say("quality_curve_covered"), say("quality_curve_wrong")]
    st.html(table(heads, _rows(published, operating)))


def operating_point(published: Published) -> RiskAtCoverage:
    """Where the assistant is set: the last point whose confidence it answers with."""
    answered = [
        point for point in published.curve if point.threshold >= published.provenance.threshold
    ]
    return answered[-1] if answered else published.curve[0]


def _rows(published: Published, operating: RiskAtCoverage) -> Iterator[tuple[str, str]]:
    reached = [
        next(point for point in published.curve if point.coverage >= share) for share in COVERED
    ]
    shown = {point.coverage: point for point in (*reached, operating, published.curve[-1])}
    for coverage in sorted(shown):
        covered = str(of_100(coverage))
        if shown[coverage] == operating:
            covered = say("quality_curve_set", covered=covered)
        yield covered, str(of_100(shown[coverage].risk))
