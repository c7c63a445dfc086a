"""Supported claims with one thing changed, which makes them false or leaves them open: none may be supported."""

import re
from collections.abc import Iterator

import pytest

from app.domain.evidence import Stance
from app.verification.verifier import FacetVerifier
from tests.verification.tables import Row, all_rows

SUPPORTED = [row for row in all_rows() if row.stance is Stance.SUPPORTS]
AUXILIARY = re.compile(r" (was|were|is|are|has been|will|has|have) ")
NAME = re.compile(r"\b(?!The |In )[A-Z]\w+(?: [A-Z]\w+)*")


def still_supported(claims: list[tuple[Row, str]], verifier: FacetVerifier) -> list[tuple[str, str]]:
    assert len(claims) >= 20
    return [
        (row.statement, claim)
        for row, claim in claims
        if verifier.read(claim, [row.statement])[0].stance is Stance.SUPPORTS
    ]


def with_name(row: Row, stranger: str) -> Iterator[tuple[Row, str]]:
    """Put a stranger in the place of each name that claim and statement share."""
    for name in NAME.finditer(row.claim):
        if name.group() in row.statement:
            yield row, row.claim[: name.start()] + stranger + row.claim[name.end() :]


@pytest.mark.parametrize("stranger", ["Quexford", "Quexford Zamble"])
def test_a_name_that_the_statement_lacks_is_never_supported(verifier: FacetVerifier, stranger: str) -> None:
    changed = [pair for row in SUPPORTED for pair in with_name(row, stranger)]

    assert still_supported(changed, verifier) == []


def test_what_a_claim_adds_of_somebody_else_is_never_supported(verifier: FacetVerifier) -> None:
    changed = [(row, f"{row.claim[:-1]}, and Quexford was arrested.") for row in SUPPORTED]

    assert still_supported(changed, verifier) == []


def negated(row: Row, by: str) -> Iterator[tuple[Row, str]]:
    """Deny the claim's first auxiliary, if neither it nor the statement denies anything already."""
    found = AUXILIARY.search(row.claim)
    if found and not re.search(r"\b(no|not|never|none|nobody|neither)\b", row.claim.lower()):
        first, *rest = found.group(1).split()
        yield row, row.claim[: found.start()] + " ".join(["", first, by, *rest, ""]) + row.claim[found.end() :]


@pytest.mark.parametrize("by", ["not", "never"])
def test_a_negated_claim_is_never_supported(verifier: FacetVerifier, by: str) -> None:
    changed = [pair for row in SUPPORTED for pair in negated(row, by)]

    assert still_supported(changed, verifier) == []


def test_what_is_said_not_to_be_true_is_never_supported(verifier: FacetVerifier) -> None:
    changed = [(row, f"It is not true that {row.claim}") for row in SUPPORTED if "true" not in row.claim]

    assert still_supported(changed, verifier) == []
