"""The report's plots, as SVG text."""

import html
import io
import math
from collections.abc import Sequence

import altair as alt
import pandas as pd

from eval.report import Report

WIDTH, HEIGHT = 420, 240
FONT = 15
"""Legible where the plot is shown at the width of a phone."""
COLOUR = "#0b5c6b"

_RISK = {
    "da": ("andel af spørgsmålene, der besvares", "andel forkerte", "sådan er den sat"),
    "en": ("share of the questions that are answered", "share wrong", "as it is set"),
}
"""The axes of `risk_by_coverage`, and the name of its point."""

_DARK = (
    "@media (prefers-color-scheme: dark){svg>rect{fill:#12191b}text{fill:#e4ecee}"
    ".background,.role-axis-grid line{stroke:#3a484c}.role-axis-tick line,"
    ".role-axis-domain line{stroke:#9fb0b4}.mark-line path{stroke:#5fb8c7}"
    ".mark-symbol path{fill:#5fb8c7}}"
)
"""For the classes that Vega gives; it has one colour a mark and knows no dark mode."""


def recall_by_k(report: Report) -> str:
    """The share of questions whose right passage is among the first k."""
    rows = [
        {"k": k, "recall": mean.value, "low": mean.low, "high": mean.high}
        for k in (1, 3, 5, 10)
        if (mean := report.figure(f"recall@{k}"))
    ]
    if not rows:
        return ""
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("k:O", title="blandt de første k", axis=alt.Axis(labelAngle=0))
    )
    bars = base.mark_bar(color=COLOUR, size=40).encode(
        y=alt.Y("recall:Q", title="rette passage fundet", scale=alt.Scale(domain=[0, 1]))
    )
    return _svg(bars + base.mark_rule(strokeWidth=2).encode(y="low:Q", y2="high:Q"))


def risk_by_coverage(report: Report, language: str = "da") -> str:
    """How often an answer is wrong if only the most confident share is given.

    The point is where the assistant operates: the lowest confidence that it answers with.
    """
    covered, wrong, set_so = _RISK[language]
    rows = [
        {"coverage": one.coverage, "risk": one.risk, "threshold": one.threshold}
        for one in report.curve
    ]
    frame = pd.DataFrame(rows)
    highest = math.ceil(10 * max(one.risk for one in report.curve)) / 10 or 0.1
    axes = {
        "x": alt.X(
            "coverage:Q",
            title=covered,
            scale=alt.Scale(domain=[0, 1]),
            axis=_percent(ticks=5),
        ),
        "y": alt.Y(
            "risk:Q",
            title=wrong,
            scale=alt.Scale(domain=[0, highest]),
            axis=_percent(ticks=3),
        ),
    }
    line = alt.Chart(frame).mark_line(color=COLOUR, interpolate="step-after").encode(**axes)
    answered = alt.Chart(frame[frame["threshold"] >= report.provenance.threshold].tail(1))
    point = answered.mark_point(color=COLOUR, filled=True, size=110).encode(**axes)
    name = answered.mark_text(align="right", dx=-8, dy=-14, fontSize=FONT).encode(
        **axes, text=alt.value(set_so)
    )
    return _svg(line + point + name)


def _percent(*, ticks: int) -> alt.Axis:
    return alt.Axis(
        format="%",
        tickCount=ticks,
        labelFontSize=FONT,
        titleFontSize=FONT,
        titleFontWeight="normal",
    )


def facts_by_section(report: Report) -> str:
    """Fact recall over the guideline: a row a chapter, a square a section."""
    rows = [
        {
            "chapter": one.group.split(",")[0].split(".")[0],
            "section": one.group,
            "facts": one.mean.value,
        }
        for one in report.figures
        if one.measure == "facts@80" and one.grouping == "section"
    ]
    if not rows:
        return ""
    frame = pd.DataFrame(rows)
    order = sorted(set(frame["chapter"]), key=lambda name: (not name.isdigit(), _number(name)))
    frame["place"] = frame.groupby("chapter").cumcount()
    base = alt.Chart(frame).encode(
        x=alt.X("place:O", axis=None), y=alt.Y("chapter:N", sort=order, title="kapitel")
    )
    squares = base.mark_rect(stroke="white").encode(
        color=alt.Color(
            "facts:Q",
            title="fakta fundet",
            scale=alt.Scale(domain=[0, 1], scheme="redyellowgreen"),
        )
    )
    names = base.mark_text(fontSize=9).encode(text="section:N")
    return _svg((squares + names).properties(width=620, height=330))


def latency(report: Report) -> str:
    """How long the answers took."""
    times = [one.figures["elapsed_ms"] for one in report.cases]
    chart = alt.Chart(pd.DataFrame({"ms": times})).mark_bar(color=COLOUR)
    return _svg(
        chart.encode(
            x=alt.X("ms:Q", bin=alt.Bin(maxbins=30), title="millisekunder"),
            y=alt.Y("count()", title="svar"),
        )
    )


def actors_confused(report: Report) -> str:
    """Whom the deciding sentence binds, against whom the answer names."""
    rows = [
        {"wanted": wanted, "named": named}
        for one in report.cases
        if one.wanted_actors and one.cited
        for wanted in one.wanted_actors
        for named in (one.actors or ("ingen",))
        if named == wanted or wanted not in one.actors
    ]
    if not rows:
        return ""
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("named:N", title="nævnt i svaret", axis=alt.Axis(labelAngle=-40)),
        y=alt.Y("wanted:N", title="skal nævnes"),
    )
    squares = base.mark_rect().encode(
        color=alt.Color("count()", title="antal", scale=alt.Scale(scheme="teals"))
    )
    return _svg(squares + base.mark_text().encode(text="count()"))


def _number(name: str) -> int:
    return int(name) if name.isdigit() else int("".join(filter(str.isdigit, name)) or 0)


def _svg(chart: alt.Chart | alt.LayerChart) -> str:
    if chart.to_dict().get("width") is None:
        chart = chart.properties(width=WIDTH, height=HEIGHT)
    file = io.StringIO()
    chart.save(file, format="svg")
    return file.getvalue()


def drawn(report: Report) -> Sequence[tuple[str, str]]:
    """Every plot that has something to show, with its title."""
    plots = {
        "Er den rette passage blandt de første k?": recall_by_k,
        "Risiko efter dækning": risk_by_coverage,
        "Fakta fundet i de første 80 ord, efter afsnit": facts_by_section,
        "Svartid": latency,
        "Hvem binder det? Skal nævnes og nævnt": actors_confused,
    }
    return [(title, svg) for title, plot in plots.items() if (svg := plot(report))]


def as_image(svg: str, title: str) -> str:
    """`svg` to stand in a file of its own: with a title, and legible in dark mode."""
    tag, rest = svg.split(">", maxsplit=1)
    return f"{tag}><title>{html.escape(title)}</title><style>{_DARK}</style>{rest}"
