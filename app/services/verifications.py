"""Use case: read statements that the caller brings against a claim, storing nothing."""

from collections.abc import Sequence

from app.domain.evidence import Reading
from app.domain.ports import Verifier


def verify(claim_text: str, statement_texts: Sequence[str], *, verifier: Verifier) -> list[Reading]:
    """Read each statement against the claim, in order."""
    return list(verifier.read(claim_text, statement_texts))
