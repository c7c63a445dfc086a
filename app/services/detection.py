"""Use case: find the claims of a text, storing nothing."""

from collections.abc import Sequence
from datetime import date

from app.domain.document import MAX_DETECTED_CLAIMS, DetectedClaim
from app.domain.document_ports import ClaimDetector
from app.domain.errors import FieldProblem, InvalidInputError


def detect_claims(text: str, *, published_at: date | None, detector: ClaimDetector) -> Sequence[DetectedClaim]:
    """Find the claims of a text in the order of their words; raise InvalidInputError if they are too many."""
    found = detector.detect(text, published_at=published_at)
    if len(found) > MAX_DETECTED_CLAIMS:
        told = f"holds {len(found):,} claims; at most {MAX_DETECTED_CLAIMS:,} are taken at once. Send it in parts."
        raise InvalidInputError(f"The text {told}", [FieldProblem("text", told)])
    return found
