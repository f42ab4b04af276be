"""Reports as tables for a terminal, and two reports side by side."""

from collections.abc import Iterator

from eval.figures import MEASURES
from eval.metrics import paired_difference
from eval.report import Report, actor_f1
from eval.wording import lines_of


def table(report: Report) -> Iterator[str]:
    """The figures over all cases, dev and test, a line each."""
    yield f"{'':20}{'n':>5}  {'all':^21}{'dev':>7}{'test':>7}"
    for measure in MEASURES:
        mean = report.figure(measure)
        if mean is None:
            continue
        splits = [report.figure(measure, "split", split) for split in ("dev", "test")]
        yield (
            f"{measure:20}{mean.n:5}  {mean.value:7.3f} [{mean.low:.3f}, {mean.high:.3f}]"
            + "".join(f"{one.value:7.3f}" if one else f"{'-':>7}" for one in splits)
        )
    f1 = [
        actor_f1(one for one in report.cases if split in ("all", one.split))
        for split in ("all", "dev", "test")
    ]
    if f1[0] is not None:
        others = "".join("-" if one is None else f"{one:7.3f}" for one in f1[1:])
        yield f"{'actors, macro-F1':20}{'':5}  {f1[0]:7.3f}{'':16}{others}"
    yield f"{'exact quotes':20}{'':5}  {report.exact_quotes:7.3f}"
    yield f"{'risk-coverage area':20}{'':5}  {report.area:7.3f}"
    latency = report.latency_ms
    yield f"{'latency (ms)':20}{'':5}  p50 {latency['p50']:.1f}, p95 {latency['p95']:.1f}"
    if report.cold:
        yield (
            f"{'cold start':20}{'':5}  {report.cold.seconds:.2f} s, {report.cold.megabytes:.0f} MB"
        )
    for name, share in (
        ("same answer again", report.repeats_itself),
        ("needs its sources", report.changes_without_its_sources),
    ):
        if share is not None:
            yield f"{name:20}{'':5}  {share:7.3f}"
    if report.worded:
        for name, value in lines_of(report.worded):
            yield f"{name:30}{value}"
    for drop in report.drops:
        gap = drop.difference
        yield (
            f"{drop.way + ', ' + drop.measure:30}{gap.value:+.3f} [{gap.low:+.3f}, {gap.high:+.3f}]"
        )


def compared(before: Report, after: Report) -> Iterator[str]:
    """How `after` differs from `before` on the cases that both have, and which flipped."""
    old = {one.id: one for one in before.cases}
    pairs = [(old[one.id], one) for one in after.cases if one.id in old]
    yield f"{len(pairs)} cases in both; after less before, with 95 % interval:"
    for measure in MEASURES:
        both = [
            (first.figures[measure], second.figures[measure])
            for first, second in pairs
            if measure in first.figures and measure in second.figures
        ]
        if both:
            gap = paired_difference([a for a, _ in both], [b for _, b in both])
            clear = " *" if gap.low > 0 or gap.high < 0 else ""
            interval = f"[{gap.low:+.3f}, {gap.high:+.3f}]"
            yield f"{measure:20}{gap.n:5}  {gap.value:+.3f} {interval}{clear}"
    for first, second in pairs:
        if first.right != second.right:
            turned = "now right" if second.right else "now wrong"
            yield f"{turned}: {second.id} {second.question}"
