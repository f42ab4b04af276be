"""A report: figures with all that produced them, as report.json."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import THRESHOLD
from corpus import Library
from eval.cost import Cold
from eval.figures import (
    Figure,
    confidence_curve,
    figures_of,
    latency,
)
from eval.metrics import Mean, RiskAtCoverage, area_under, macro_f1
from eval.robustness import Drop
from eval.run import Outcome, is_right
from eval.wording import Worded, worded
from index import HybridIndex

REPORT = "report.json"
ABLATION = "ablation.md"
REPORTS = Path(__file__).parents[1] / "var" / "eval"


class BadReport(Exception):
    """A report can't be read; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """All that produced the figures; reports with other provenance are other experiments."""

    commit: str
    guideline_sha256: str
    index: str
    embedder: str
    retriever: str
    mode: str
    threshold: float
    """The confidence from which on a question is answered."""
    made: str
    """When, in UTC (ISO 8601)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case and what came of it, as the report keeps it."""

    id: str
    kind: str
    persona: str
    style: str
    split: str
    wanted: str
    """What was expected of it: "answered", or a kind of refusal."""
    question: str
    expected: str
    got: str
    section: str
    cited: tuple[str, ...]
    wanted_actors: tuple[str, ...]
    actors: tuple[str, ...]
    right: bool
    figures: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one run, and the cases behind them."""

    provenance: Provenance
    figures: tuple[Figure, ...]
    curve: tuple[RiskAtCoverage, ...]
    area: float
    latency_ms: dict[str, float]
    cold: Cold | None
    exact_quotes: float
    repeats_itself: float | None
    changes_without_its_sources: float | None
    drops: tuple[Drop, ...]
    cases: tuple[Told, ...]
    worded: Worded | None = None
    """None where no language model was asked."""

    def figure(self, measure: str, grouping: str = "all", group: str = "all") -> Mean | None:
        """The mean of `measure` over one group, or None where no case has it."""
        for one in self.figures:
            if (one.measure, one.grouping, one.group) == (measure, grouping, group):
                return one.mean
        return None


def on_responsibility(cases: Iterable[Told]) -> list[Told]:
    """The questions on who is responsible."""
    return [one for one in cases if one.kind == "responsibility" and one.wanted_actors]


def actor_f1(cases: Iterable[Told]) -> float | None:
    """Macro-F1 of whom the answers to questions on responsibility say; None if there are none."""
    asked = on_responsibility(cases)
    if not asked:
        return None
    return macro_f1([one.wanted_actors for one in asked], [one.actors for one in asked])


def make_report(
    outcomes: Sequence[Outcome],
    provenance: Provenance,
    *,
    drops: Sequence[Drop] = (),
    repeats_itself: float | None = None,
    changes_without_its_sources: float | None = None,
    cold: Cold | None = None,
) -> Report:
    """Everything that `outcomes` show."""
    curve = confidence_curve(outcomes)
    return Report(
        provenance=provenance,
        figures=tuple(figures_of(outcomes)),
        curve=tuple(curve),
        area=area_under(curve),
        latency_ms=latency(outcomes),
        cold=cold,
        exact_quotes=sum(one.exact for one in outcomes) / len(outcomes),
        repeats_itself=repeats_itself,
        changes_without_its_sources=changes_without_its_sources,
        drops=tuple(drops),
        cases=tuple(_told(one) for one in outcomes),
        worded=(
            None if provenance.mode == "extractive" else worded([one.answer for one in outcomes])
        ),
    )


def provenance_of(
    library: Library, index: HybridIndex, *, embedder: str, retriever: str, mode: str = "extractive"
) -> Provenance:
    """What is about to be measured."""
    head = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return Provenance(
        commit=head.stdout.strip() or "unknown",
        guideline_sha256=library.guideline.sha256,
        index=index.digest,
        embedder=embedder,
        retriever=retriever,
        mode=mode,
        threshold=THRESHOLD,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def write_report(report: Report, folder: Path) -> Path:
    """Write report.json to `folder`, making it if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / REPORT
    path.write_text(
        json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return path


def read_report(folder: Path) -> Report:
    """The report in `folder`.

    Raises:
        BadReport: there is none, or it isn't one.
    """
    path = folder / REPORT
    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Report(
            **{
                **read,
                "provenance": Provenance(**read["provenance"]),
                "figures": tuple(
                    Figure(**{**one, "mean": Mean(**one["mean"])}) for one in read["figures"]
                ),
                "cold": Cold(**read["cold"]) if read["cold"] else None,
                "curve": tuple(RiskAtCoverage(**one) for one in read["curve"]),
                "drops": tuple(
                    Drop(**{**one, "difference": Mean(**one["difference"])})
                    for one in read["drops"]
                ),
                "cases": tuple(Told(**one) for one in read["cases"]),
                "worded": Worded(**read["worded"]) if read.get("worded") else None,
            }
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadReport(f"{path} can't be read as a report: {error}") from error


def _told(outcome: Outcome) -> Told:
    case, answer = outcome.case, outcome.answer
    expected = " / ".join(fact[0] for fact in case.facts) or case.expect
    return Told(
        id=case.id,
        kind=case.kind,
        persona=case.persona,
        style=case.style,
        split=case.split,
        wanted=case.expect,
        question=case.question,
        expected=expected,
        got=answer.text,
        section=case.evidence[0].section if case.evidence else "",
        cited=tuple(source.section for source in answer.sources),
        wanted_actors=case.actors,
        actors=outcome.actors,
        right=is_right(case, answer),
        figures=outcome.figures,
    )
