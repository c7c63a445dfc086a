"""A verifier that decides by facets alone; reading the packaged knowledge takes a second, so it is done once."""

import pytest

from app.text.sentence import Reader
from app.verification.verifier import FacetVerifier
from tests.verification.desk import Desk


@pytest.fixture(scope="session")
def verifier() -> FacetVerifier:
    return FacetVerifier(reader=Reader.load())


@pytest.fixture
def desk(verifier: FacetVerifier) -> Desk:
    return Desk(verifier)
