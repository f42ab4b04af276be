"""What of a report is published: it ships with the code, and the page Kvalitet shows it."""

import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from eval.cases import read_cases
from eval.cost import Cold
from eval.metrics import Mean, RiskAtCoverage, mean_with_interval
from eval.report import REPORTS, BadReport, Provenance, Report, Told, read_report
from eval.robustness import Drop
from eval.rows import REFUSED, ROWS, WORDS, tested, values_of

PUBLISHED = Path(__file__).parent / "published.json"
LANGUAGES = ("da", "en")
_CURVE = {"da": "Andel forkerte efter andel besvaret", "en": "Share wrong by share answered"}

How = Literal["partly", "beside", "refused", "answered"]
"""What an answer did: quote some of the evidence, but not every fact; quote none of it; refuse
though there is an answer; answer though there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A `test` case that went wrong."""

    id: str
    kind: str
    how: How
    wanted: str
    """What was expected: "answered", or a kind of refusal."""
    question: str
    expected: str
    got: str
    section: str
    """Where the answer stands; "" where there is none."""
    cited: tuple[str, ...]
    alarmed: bool
    """The notice of acute danger came before whatever it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A `test` case that was rightly refused."""

    kind: str
    wanted: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A section, and how the questions went whose answer stands in it."""

    section: str
    n: int
    complete: int
    """How many answers had every fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A report, as it is told to those who use the assistant."""

    provenance: Provenance
    asked: int
    """Cases in all; `curve`, `drops`, `latency_ms` and the quotes are of all of them."""
    tested: int
    """Cases of the split `test`; everything else is of these."""
    figures: dict[str, Mean]
    """By the key of their row."""
    words: float
    """Of an answer, at the median."""
    quotes: int
    exact_quotes: float
    """Share of answers all of whose quotes are exact."""
    misses: tuple[Miss, ...]
    refused: tuple[Refused, ...]
    places: tuple[Place, ...]
    """In the order of the guideline."""
    curve: tuple[RiskAtCoverage, ...]
    plots: dict[str, str]
    """`curve` as SVG, by language."""
    drops: tuple[Drop, ...]
    latency_ms: dict[str, float]
    cold: Cold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The figures that are to be shown."""

    published: Published
    own: bool
    """They were measured in this checkout, since those that ship with it."""


def published_of(report: Report) -> Published:
    """What is published of `report`."""
    # Brings pandas, altair and a JavaScript engine; who only reads what is published needs none.
    from eval.plots import as_image, risk_by_coverage

    cases = tested(report.cases)
    values = {row.key: values_of(row, cases) for row in (*ROWS, REFUSED)}
    return Published(
        provenance=report.provenance,
        asked=len(report.cases),
        tested=len(cases),
        figures={key: mean_with_interval(some) for key, some in values.items() if some},
        words=statistics.median(values_of(WORDS, cases) or [0.0]),
        quotes=sum(len(one.cited) for one in report.cases),
        exact_quotes=report.exact_quotes,
        misses=tuple(_miss(one) for one in cases if not one.right),
        refused=tuple(
            Refused(kind=one.kind, wanted=one.wanted, question=one.question)
            for one in cases
            if one.right and one.wanted != "answered"
        ),
        places=tuple(_places(cases)),
        curve=report.curve,
        plots={
            language: as_image(risk_by_coverage(report, language), _CURVE[language])
            for language in LANGUAGES
        },
        drops=report.drops,
        latency_ms=report.latency_ms,
        cold=report.cold,
    )


def _miss(told: Told) -> Miss:
    return Miss(
        id=told.id,
        kind=told.kind,
        how=_how(told),
        wanted=told.wanted,
        question=told.question,
        expected=told.expected,
        got=told.got,
        section=told.section,
        cited=tuple(dict.fromkeys(told.cited)),
        alarmed=told.figures.get("alarmed") == 1.0,
    )


def _how(told: Told) -> How:
    if told.wanted != "answered":
        return "answered"
    if not told.figures["answered"]:
        return "refused"
    return "partly" if told.figures["citation recall"] else "beside"


def _places(cases: Sequence[Told]) -> Iterator[Place]:
    answerable = [one for one in cases if one.wanted == "answered" and one.section]
    asked = Counter(one.section for one in answerable)
    complete = Counter(one.section for one in answerable if one.right)
    for section in sorted(asked, key=_order):
        yield Place(section=section, n=asked[section], complete=complete[section])


def _order(section: str) -> tuple[bool, list[int]]:
    return section.startswith("Bilag"), [int(number) for number in re.findall(r"\d+", section)]


def write_published(published: Published, path: Path = PUBLISHED) -> None:
    """Write `published` to `path`."""
    text = json.dumps(asdict(published), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_published(path: Path = PUBLISHED) -> Published:
    """What was published at `path`.

    Raises:
        BadReport: there is nothing, or it isn't that.
    """
    try:
        return TypeAdapter(Published).validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BadReport(f"{path} can't be read as published figures: {error}") from error


def latest(index: str | None, *, reports: Path = REPORTS, shipped: Path = PUBLISHED) -> Latest:
    """The report in `reports` if it renews `shipped` for those who ask `index`; else `shipped`.

    A report on other cases than those of this suite is none here.

    Raises:
        BadReport: neither can be read.
    """
    own = _own(reports)
    try:
        published = read_published(shipped)
    except BadReport:
        if own is None:
            raise
        return Latest(published=published_of(own), own=True)
    if own and own.provenance.index == index and _renews(own.provenance, published.provenance):
        return Latest(published=published_of(own), own=True)
    return Latest(published=published, own=False)


def _renews(own: Provenance, shipped: Provenance) -> bool:
    return own.made > shipped.made and (own.embedder, own.retriever, own.mode) == (
        shipped.embedder,
        shipped.retriever,
        shipped.mode,
    )


def _own(folder: Path) -> Report | None:
    try:
        report = read_report(folder)
    except BadReport:
        return None
    return report if {one.id for one in report.cases} == {one.id for one in read_cases()} else None
