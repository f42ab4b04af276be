"""What the tests of a language model share: the module's own server, asked through a client."""

from collections.abc import Iterator

import pytest

from assistant import LanguageModel
from tests.model_server import ModelServer, opened


@pytest.fixture
def server(running: ModelServer) -> ModelServer:
    """The module's `running` server, which hasn't been asked yet."""
    running.asked.clear()
    running.headers.clear()
    return running


@pytest.fixture(scope="module")
def model(running: ModelServer) -> Iterator[LanguageModel]:
    """A model on it; modules that try every protocol have their own."""
    with opened("openai", running) as model:
        yield model
