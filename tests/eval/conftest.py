"""What the tests of the evaluation share: every case, put once."""

import pytest

from assistant import Assistant
from eval.cases import read_cases
from eval.run import Outcome, run


@pytest.fixture(scope="session")
def outcomes(assistant: Assistant) -> list[Outcome]:
    return run(assistant, [case for case in read_cases() if case.split == "test"])
