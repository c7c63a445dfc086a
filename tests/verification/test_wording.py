"""Words that a contradiction turns on, found by taking words away; the reader here knows one statement by heart."""

from collections.abc import Callable

import pytest

from app.domain.evidence import Reading, Stance, StanceProbabilities
from app.verification.wording import deciding_words

CONTRADICTED = Reading(Stance.CONTRADICTS, StanceProbabilities(0.05, 0.9, 0.05), ())
SUPPORTED = Reading(Stance.SUPPORTS, StanceProbabilities(0.9, 0.05, 0.05), ())
SILENT = Reading(Stance.NEUTRAL, StanceProbabilities(0.1, 0.2, 0.7), ())


def knowing(*, subject: str, wrong: set[str]) -> Callable[[str], Reading]:
    """Return a reader: silent without the subject, in support without any wrong word, else contradicting."""

    def weigh(claim: str) -> Reading:
        words = set(claim.strip(".").split())
        if subject not in words:
            return SILENT
        return CONTRADICTED if wrong & words else SUPPORTED

    return weigh


@pytest.mark.parametrize(
    ("claim", "subject", "wrong"),
    [
        ("Kestrel went public on 12 June 2025.", "Kestrel", {"2025"}),
        ("In 2025 Kestrel went public.", "Kestrel", {"2025"}),
        ("Kestrel went private in 2025.", "Kestrel", {"private"}),
    ],
)
def test_the_words_told_are_those_without_which_the_claim_is_supported(
    claim: str, subject: str, wrong: set[str]
) -> None:
    told = deciding_words(claim, knowing(subject=subject, wrong=wrong))

    assert {span.text for span in told} == wrong
    assert all(claim[span.start : span.end] == span.text for span in told)


def test_where_no_few_words_turn_it_the_whole_claim_is_told() -> None:
    claim = "Kestrel went private."

    assert [span.text for span in deciding_words(claim, lambda _: CONTRADICTED)] == [claim]
