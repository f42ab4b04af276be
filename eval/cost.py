"""What an answer costs: a cold start, in time and memory."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUESTION = "Hvem er tovholder?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cold:
    """A question put to a process that has just been started: medians."""

    seconds: float
    megabytes: float
    """Resident at most (Linux)."""
    runs: int


def cold_start(*options: str, runs: int = 5) -> Cold:
    """Ask on the command line `runs` times with `options`, each in a fresh process."""
    measured = [_once(options) for _ in range(runs)]
    return Cold(
        seconds=statistics.median(seconds for seconds, _ in measured),
        megabytes=statistics.median(megabytes for _, megabytes in measured),
        runs=runs,
    )


# The peak of the process itself: what `wait` tells of a child counts its parent's memory too.
_PROGRAM = """
import atexit, sys
def tell():
    peak = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(peak[0].split()[1], file=sys.stderr)
atexit.register(tell)
from smertevejviser import main
main()
"""


def _once(options: Sequence[str]) -> tuple[float, float]:
    started = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "ask", QUESTION, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, int(process.stderr.split()[-1]) / 1024
