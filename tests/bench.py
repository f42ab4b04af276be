"""`make bench`: how long a cold start and a warm answer take, and how much memory."""

import statistics
import sys
import time

from assistant import open_assistant
from corpus import read_library
from eval.cost import cold_start

QUESTIONS = 300


def main() -> int:
    """Print the figures."""
    cold = cold_start(runs=7)
    print(
        f"cold `smertevejviser ask`: {cold.seconds:.2f} s, {cold.megabytes:.0f} MB "
        f"(median of {cold.runs})"
    )
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


if __name__ == "__main__":
    sys.exit(main())
