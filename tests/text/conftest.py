"""A reader with the packaged knowledge; making one takes a second, so it is made once."""

import pytest

from app.text.sentence import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()
