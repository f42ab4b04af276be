"""A visitor without a browser: speaks Streamlit's protocol over a websocket."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

STREAM = "/_stcore/stream"
SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What the server sent while it ran the page once."""

    messages: tuple[bytes, ...]
    """As they came; each is a ForwardMsg."""
    seconds: float
    """From the question to the end of the run."""

    def says(self, text: str) -> bool:
        """Whether `text` stands in any message, shown or not."""
        return any(text.encode() in message for message in self.messages)


@dataclass(slots=True, kw_only=True)
class Session:
    """A page that somebody has open."""

    connection: ClientConnection
    first: Drawn | None = None
    """The page before anything was asked."""
    page: str = ""
    """The hash that Streamlit knows the page by."""
    chat_input: str = ""
    """The id of the field for questions."""
    kept: list[str] = field(default_factory=list)
    """Hashes of large messages: the server needn't send them again, as with a browser."""

    async def ask(self, question: str) -> Drawn:
        """Send `question` from the field for questions, and wait for the answer."""
        state = ClientState(page_script_hash=self.page, cached_message_hashes=self.kept)
        widget = state.widget_states.widgets.add(id=self.chat_input)
        widget.chat_input_value.data = question
        return await self.run(state)

    async def run(self, state: ClientState) -> Drawn:
        """Have the server run the page with `state`."""
        started = time.perf_counter()
        await self.connection.send(BackMsg(rerun_script=state).SerializeToString())
        received = []
        while True:
            data = await self.connection.recv()
            assert isinstance(data, bytes)
            received.append(data)
            message = ForwardMsg.FromString(data)
            self._note(message)
            if (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            ):
                return Drawn(messages=tuple(received), seconds=time.perf_counter() - started)

    def _note(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.page = message.new_session.page_script_hash
        elif message.delta.new_element.chat_input.id:
            self.chat_input = message.delta.new_element.chat_input.id
        if message.metadata.cacheable:
            self.kept.append(message.hash)


@asynccontextmanager
async def open_session(
    address: str, page: str = "", *, origin: str | None = None
) -> AsyncIterator[Session]:
    """The page called `page` ("" is the front page) at `address`, drawn for the first time.

    `origin` is the site that opens it; by default the app itself.
    """
    stream = address.replace("http", "ws", 1) + STREAM
    async with connect(
        stream,
        origin=Origin(origin or address),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    ) as connection:
        session = Session(connection=connection)
        session.first = await session.run(ClientState(page_name=page))
        yield session


def drawn_at(address: str, page: str = "") -> Drawn:
    """The page called `page` at `address` before anything is asked."""

    async def draw() -> Drawn:
        async with open_session(address, page) as session:
            assert session.first
            return session.first

    return asyncio.run(asyncio.wait_for(draw(), SECONDS))
