import pytest

from app.claims.detection import ReadingDetector
from app.text.sentence import Reader


@pytest.fixture(scope="session")
def detector() -> ReadingDetector:
    return ReadingDetector(Reader.load())
