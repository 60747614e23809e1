"""What several test files share."""

import pytest

from graph.extract import Extractor
from graph.knowledge import Knowledge


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One reader for all tests: loading the language model takes seconds."""
    return Extractor(Knowledge.load())
