"""report.html: one page to look at, which opens offline."""

import html
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template

from corpus import Contents
from eval.figures import MEASURES
from eval.plots import drawn
from eval.report import ABLATION, Report, Told, actor_f1
from eval.wording import lines_of

PAGE = "report.html"
GROUPINGS = ("split", "persona", "style", "kind")


def write_page(report: Report, folder: Path, contents: Contents) -> Path:
    """Write report.html to `folder`, with the sections of `contents` that failures lead to."""
    template = Template(files("eval").joinpath("page.html").read_text("utf-8"))
    path = folder / PAGE
    provenance = report.provenance
    failing = [one for one in report.cases if not one.right]
    path.write_text(
        template.substitute(
            provenance=_text(
                f"Målt {provenance.made}. Version {provenance.commit}, indeks {provenance.index}, "
                f"anbefalinger {provenance.guideline_sha256[:12]}, model {provenance.embedder}, "
                f"søgning {provenance.retriever}, svar {provenance.mode}."
            ),
            figures="".join(_figures(report)),
            groups="".join(_groups(report)),
            plots="".join(
                f"<figure><figcaption>{_text(title)}</figcaption>{svg}</figure>"
                for title, svg in drawn(report)
            ),
            failures="".join(map(_failure, failing)),
            failing=str(len(failing)),
            sections="".join(_sections(failing, contents)),
            ablation=_ablation(folder / ABLATION),
            cases=str(len(report.cases)),
        ),
        encoding="utf-8",
    )
    return path


def _text(text: str) -> str:
    return html.escape(text)


def _figures(report: Report) -> Iterator[str]:
    for measure in MEASURES:
        if mean := report.figure(measure):
            yield (
                f"<tr><th>{_text(measure)}</th><td>{mean.n}</td><td>{mean.value:.3f}</td>"
                f"<td>{mean.low:.3f} – {mean.high:.3f}</td></tr>"
            )
    times = report.latency_ms
    yield (
        f"<tr><th>svartid, ms</th><td></td><td>p50 {times['p50']:.1f}</td>"
        f"<td>p95 {times['p95']:.1f}</td></tr>"
    )
    if cold := report.cold:
        yield (
            f"<tr><th>kold start</th><td>{cold.runs}</td><td>{cold.seconds:.2f} s</td>"
            f"<td>{cold.megabytes:.0f} MB</td></tr>"
        )
    shares = {
        "citater ordrette": report.exact_quotes,
        "areal under risiko-dækning": report.area,
        "aktører, makro-F1 (ansvar)": actor_f1(report.cases),
        "samme svar igen": report.repeats_itself,
        "svaret falder uden sine kilder": report.changes_without_its_sources,
    }
    for name, share in shares.items():
        if share is not None:
            yield f"<tr><th>{_text(name)}</th><td></td><td>{share:.3f}</td><td></td></tr>"
    for name, value in lines_of(report.worded) if report.worded else ():
        yield f"<tr><th>{_text(name)}</th><td></td><td>{_text(value)}</td><td></td></tr>"
    for drop in report.drops:
        gap = drop.difference
        yield (
            f"<tr><th>{_text(drop.measure)} ved {_text(drop.way)}</th><td>{gap.n}</td>"
            f"<td>{gap.value:+.3f}</td><td>{gap.low:+.3f} – {gap.high:+.3f}</td></tr>"
        )


def _groups(report: Report) -> Iterator[str]:
    shown = ("recall@1", "facts@80", "complete", "citation precision", "crag", "refused")
    for grouping in GROUPINGS:
        names = sorted({one.group for one in report.figures if one.grouping == grouping})
        for name in names:
            cells = "".join(
                f"<td>{mean.value:.2f} <small>({mean.n})</small></td>" if mean else "<td></td>"
                for mean in (report.figure(measure, grouping, name) for measure in shown)
            )
            yield f"<tr><th>{_text(grouping)}: {_text(name)}</th>{cells}</tr>"


def _ablation(path: Path) -> str:
    """The table that `make ablation` left beside the report, if it did."""
    if not path.is_file():
        return "<p>Ikke målt endnu: make ablation.</p>"
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("|--")
    ]
    lines = (
        f"<tr><th>{_text(name)}</th>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}</tr>"
        for name, *cells in rows
    )
    return f"<table>{''.join(lines)}</table>"


def _failure(case: Told) -> str:
    expected = _link(case.section) if case.section else "-"
    cited = ", ".join(map(_link, dict.fromkeys(case.cited))) or "-"
    return (
        f'<details id="{_text(case.id)}"><summary>{_text(case.id)} · {_text(case.kind)} · '
        f"{_text(case.question)}</summary><p><b>Ventet</b> ({expected}): "
        f"{_text(case.expected)}</p><p><b>Fik</b> ({cited}):</p>"
        f"<pre>{_text(case.got)}</pre></details>"
    )


def _link(section: str) -> str:
    return f'<a href="#{_anchor(section)}">{_text(section)}</a>'


def _anchor(section: str) -> str:
    return "afsnit-" + re.sub(r"[^0-9A-Za-z.]+", "-", section)


def _sections(failing: Sequence[Told], contents: Contents) -> Iterator[str]:
    wanted = {one.section for one in failing} | {name for one in failing for name in one.cited}
    for section in contents.sections:
        if section.number in wanted:
            yield (
                f'<h3 id="{_anchor(section.number)}">{_text(section.number)} '
                f"{_text(section.title)}</h3><pre>{_text(section.text)}</pre>"
            )
