"""Many users at once: how long an answer takes, and what the server's memory does."""

import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typer import echo

from corpus import read_library
from eval.readme import README, put_between_marks
from tests.browser import SERVE, Server, build_index, started
from tests.sessions import open_session

USERS = 20
QUESTIONS = 500
"""In each of the two ways of asking."""

TURNS = 5
"""Questions of one conversation; then the user opens a new one."""

THINKING = (2.0, 6.0)
"""Seconds between an answer and the user's next question, evenly spread."""

WARM_UP = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one way of asking gave."""

    thinking: tuple[float, float]
    """Seconds between a user's questions."""
    answers: int
    p50: float
    """Seconds from a question to the end of the page's run, as the other two."""
    p95: float
    longest: float
    per_second: float
    """Answers."""
    sessions: int
    """Opened and closed."""
    half: int
    """The server's memory in MB when half the questions were answered."""
    end: int
    """The same when all were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a server of this checkout did under load."""

    users: int
    turns: int
    warm: int
    """The server's memory in MB before the loads."""
    loads: tuple[Load, ...]


def measure() -> Measured:
    """Load a server of this checkout: first with users who think, then with such who don't."""
    build_index()
    bank = [one.text for row in read_library().bank for one in row.questions]
    questions = random.Random(1).sample(bank, WARM_UP + 2 * QUESTIONS)
    with started(SERVE) as server:
        asyncio.run(_load(server, questions[:WARM_UP], (0.0, 0.0)))
        warm = _memory(server)
        loads = tuple(
            asyncio.run(_load(server, questions[start : start + QUESTIONS], thinking))
            for start, thinking in ((WARM_UP, THINKING), (WARM_UP + QUESTIONS, (0.0, 0.0)))
        )
    return Measured(users=USERS, turns=TURNS, warm=warm, loads=loads)


async def _load(server: Server, questions: list[str], thinking: tuple[float, float]) -> Load:
    waiting, seconds, memory = list(questions), list[float](), list[int]()
    sessions = 0

    async def use() -> None:
        nonlocal sessions
        while waiting:
            async with open_session(server.address) as session:
                sessions += 1
                for _ in range(min(TURNS, len(waiting))):
                    await asyncio.sleep(random.uniform(*thinking))
                    if not waiting:
                        return
                    seconds.append((await session.ask(waiting.pop())).seconds)
                    if len(seconds) == len(questions) // 2:
                        memory.append(_memory(server))

    started_at = time.perf_counter()
    await asyncio.gather(*(use() for _ in range(USERS)))
    return Load(
        thinking=thinking,
        answers=len(seconds),
        p50=round(statistics.median(seconds), 3),
        p95=round(statistics.quantiles(seconds, n=20)[-1], 3),
        longest=round(max(seconds), 3),
        per_second=round(len(seconds) / (time.perf_counter() - started_at), 1),
        sessions=sessions,
        half=memory[0],
        end=_memory(server),
    )


def _memory(server: Server) -> int:
    """The server's resident memory, in MB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    (kilobytes,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(kilobytes) // 1000


def table(measured: Measured) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield (
        f"| {measured.users} users at once, who think between questions for | answers | median "
        "| 95 % within | slowest | answers a second | memory, half way and at the end |"
    )
    yield "|---|---|---|---|---|---|---|"
    for one in measured.loads:
        low, high = one.thinking
        yield (
            f"| {f'{low:.0f}-{high:.0f} s' if high else 'no time at all'} | {one.answers} "
            f"| {one.p50 * 1000:.0f} ms | {one.p95 * 1000:.0f} ms | {one.longest * 1000:.0f} ms "
            f"| {one.per_second} | {one.half}, {one.end} MB (warm: {measured.warm}) |"
        )


def main() -> None:
    """Measure, print a table, and put it into README."""
    lines = "\n".join(table(measure()))
    text = README.read_text(encoding="utf-8")
    README.write_text(put_between_marks(text, "load", lines), encoding="utf-8")
    echo(lines)


if __name__ == "__main__":
    main()
