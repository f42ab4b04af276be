"""Many sessions at once: none ever gets anything of another's."""

import asyncio
import re
from itertools import chain

from tests.browser import SERVE, build_index, started
from tests.sessions import Drawn, open_session

SESSIONS = 10
TURNS = 20
SECONDS = 120

MARK = re.compile(rb"sessionsm\xc3\xa6rke-(\d\d)-\d\d")


async def _converse(address: str, session: int) -> list[Drawn]:
    async with open_session(address) as page:
        return [
            await page.ask(f"Hvem er tovholder? sessionsmærke-{session:02}-{turn:02}")
            for turn in range(TURNS)
        ]


async def _converse_at_once(address: str) -> list[list[Drawn]]:
    conversations = (_converse(address, session) for session in range(SESSIONS))
    return await asyncio.wait_for(asyncio.gather(*conversations), SECONDS)


def test_no_session_gets_anything_of_another_in_200_parallel_turns() -> None:
    build_index()
    with started(SERVE) as server:
        conversations = asyncio.run(_converse_at_once(server.address))

    for session, drawn in enumerate(conversations):
        messages = chain.from_iterable(one.messages for one in drawn)
        owners = {int(mark) for message in messages for mark in MARK.findall(message)}
        assert owners == {session}
        for turn, one in enumerate(drawn):
            assert one.says(f"sessionsmærke-{session:02}-{turn:02}")
