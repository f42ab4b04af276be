"""`make bench`: how long a cold start and a warm answer take, and how much memory."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from assistant import open_assistant
from corpus import read_library

COLD_RUNS = 7
QUESTIONS = 300
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print the figures."""
    cold = [_cold() for _ in range(COLD_RUNS)]
    seconds = statistics.median(run[0] for run in cold)
    megabytes = statistics.median(run[1] for run in cold)
    print(f"cold `smertevejviser ask`: {seconds:.2f} s, {megabytes:.0f} MB (median of {COLD_RUNS})")
    assistant = open_assistant()
    asked = [row.questions[0].text for row in read_library().bank][:QUESTIONS]
    assistant.ask(asked[0])
    times = []
    for question in asked:
        started = time.perf_counter()
        assistant.ask(question)
        times.append((time.perf_counter() - started) * 1000)
    percentiles = statistics.quantiles(times, n=20)
    print(
        f"warm Assistant.ask: {statistics.median(times):.1f} ms at the median, "
        f"{percentiles[18]:.1f} ms at the 95th percentile ({len(times)} questions)"
    )
    return 0


def _cold() -> tuple[float, float]:
    """Seconds and peak megabytes of one question in a fresh process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "ask", "Hvem er tovholder?"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
