"""A detector that takes each sentence as it stands."""

from collections.abc import Sequence
from datetime import date

from app.domain.document import ClaimKind, DetectedClaim
from app.domain.evidence import Span
from app.text.sentences import find_sentences


class FakeDetector:
    """Finds one claim in each sentence; "X said Y" is an attribution and claims Y besides."""

    def detect(self, text: str, *, published_at: date | None = None) -> Sequence[DetectedClaim]:  # noqa: ARG002 - the port's signature
        """Return the claims in order."""
        return [claim for sentence in find_sentences(text) for claim in _claims_of(sentence)]


def _claims_of(sentence: Span) -> list[DetectedClaim]:
    claimant, saying, said = sentence.text.partition(" said ")
    if not saying:
        kind = ClaimKind.QUESTION if sentence.text.endswith("?") else ClaimKind.FACTUAL
        return [_claim(sentence.text, sentence, sentence, kind)]
    start = len(claimant) + len(saying)
    words = Span(start, len(sentence.text), said)
    span = Span(sentence.start + start, sentence.end, said)
    return [
        _claim(sentence.text, sentence, sentence, ClaimKind.ATTRIBUTION, claimant, words),
        _claim(said, span, sentence, ClaimKind.FACTUAL, claimant),
    ]


def _claim(
    text: str, span: Span, sentence: Span, kind: ClaimKind, claimant: str | None = None, said: Span | None = None
) -> DetectedClaim:
    return DetectedClaim(
        text=text, span=span, sentence=sentence, kind=kind, check_worthiness=0.5, claimant=claimant, said=said
    )
