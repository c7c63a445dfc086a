"""From several pieces of evidence to one verdict."""

from datetime import date

import pytest

from app.domain.check import Judgement, Verdict
from app.domain.evidence import Stance
from app.domain.source import SourceKind
from app.domain.statement import Modality, Validity
from app.verification.aggregation import weigh, weight_of
from app.verification.independence import independent_groups
from app.verification.thresholds import Thresholds
from tests.verification.desk import Desk, source

CLAIM = "Norline bought Kestrel in 2021."
FOR = "In 2021 Norline acquired Kestrel."
AGAINST = "Norline bought Kestrel in 2019."


def support(judgement: Judgement) -> float:
    return weigh(judgement.evidence, thresholds=Thresholds()).supporting


def weightiest(judgement: Judgement) -> float:
    return max(weight_of(piece) for piece in judgement.evidence)


def test_no_evidence_decides_nothing(desk: Desk) -> None:
    judgement = desk.judge(CLAIM)

    assert judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert judgement.evidence == ()


def test_silence_is_never_contradiction(desk: Desk) -> None:
    desk.has("Norline has its headquarters in Rotterdam.")
    desk.has("Norline employs 3,000 people.")

    judgement = desk.judge(CLAIM)

    assert judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert {piece.stance for piece in judgement.evidence} == {Stance.NEUTRAL}


@pytest.mark.parametrize(("text", "verdict"), [(FOR, Verdict.SUPPORTED), (AGAINST, Verdict.CONTRADICTED)])
def test_one_reliable_statement_decides(desk: Desk, text: str, verdict: Verdict) -> None:
    desk.has(text)

    assert desk.judge(CLAIM).verdict is verdict


def test_a_second_independent_source_adds_weight_and_confidence(desk: Desk) -> None:
    desk.has(FOR, by="The Sandvik Post")
    alone = desk.judge(CLAIM)
    desk.has("Kestrel was bought by Norline in 2021.", by="The Brae Herald")
    together = desk.judge(CLAIM)

    assert support(together) > support(alone)
    assert together.confidence > alone.confidence
    assert together.confidence <= 1


def test_a_second_statement_of_the_same_publisher_counts_once(desk: Desk) -> None:
    desk.has(FOR, by=source("The Sandvik Post", title="Morning"))
    desk.has("Kestrel was bought by Norline in 2021.", by=source("The Sandvik Post", title="Evening"))

    judgement = desk.judge(CLAIM)

    assert len(judgement.evidence) == 2
    assert support(judgement) == pytest.approx(weightiest(judgement), abs=1e-4)


def test_ten_reprints_count_once(desk: Desk) -> None:
    desk.has(FOR, by="The Sandvik Post")
    alone = desk.judge(CLAIM)
    for number in range(10):
        desk.has(FOR, by=f"Paper {number}")

    judgement = desk.judge(CLAIM)

    assert support(judgement) == support(alone)
    assert len(judgement.evidence) == 11


def test_syndicated_texts_count_once_however_they_are_worded(desk: Desk) -> None:
    agency = source("Varda Press Agency")
    desk.has(FOR, by=agency)
    desk.has("Kestrel was bought by Norline in 2021.", by=source("The Brae Herald", syndicated_from=agency.id))

    judgement = desk.judge(CLAIM)

    assert len(judgement.evidence) == 2
    assert support(judgement) == pytest.approx(weightiest(judgement), abs=1e-4)


def test_two_papers_with_the_same_agency_behind_them_count_once(desk: Desk) -> None:
    desk.has(FOR, by=source("The Sandvik Post", syndicated_from="agency"))
    desk.has("Kestrel was bought by Norline in 2021.", by=source("The Brae Herald", syndicated_from="agency"))

    judgement = desk.judge(CLAIM)

    assert len(judgement.evidence) == 2
    assert support(judgement) == pytest.approx(weightiest(judgement), abs=1e-4)


def test_evidence_of_different_origin_stands_apart(desk: Desk) -> None:
    desk.has(FOR, by="The Sandvik Post")
    desk.has(AGAINST, by="The Brae Herald")

    assert len(independent_groups(desk.judge(CLAIM).evidence)) == 2


def test_balanced_sides_are_disputed_and_both_are_shown(desk: Desk) -> None:
    desk.has(FOR, by="The Sandvik Post")
    desk.has(AGAINST, by="The Brae Herald")

    judgement = desk.judge(CLAIM)

    assert judgement.verdict is Verdict.DISPUTED
    assert {piece.stance for piece in judgement.evidence} == {Stance.SUPPORTS, Stance.CONTRADICTS}


def test_the_order_in_which_evidence_comes_changes_nothing(desk: Desk) -> None:
    desk.has(AGAINST, by="The Brae Herald")
    desk.has(FOR, by="The Sandvik Post")

    assert desk.judge(CLAIM).verdict is Verdict.DISPUTED


@pytest.mark.parametrize(
    ("primary", "post", "verdict"), [(FOR, AGAINST, Verdict.SUPPORTED), (AGAINST, FOR, Verdict.CONTRADICTED)]
)
def test_a_post_does_not_outweigh_a_primary_source(desk: Desk, primary: str, post: str, verdict: Verdict) -> None:
    desk.has(post, by=source("Somebody", kind=SourceKind.SOCIAL))
    desk.has(primary, by=source("Norline", kind=SourceKind.PRIMARY))

    assert desk.judge(CLAIM).verdict is verdict


def test_reprints_of_a_post_do_not_outweigh_a_primary_source(desk: Desk) -> None:
    for number in range(20):
        desk.has(AGAINST, by=source(f"Account {number}", kind=SourceKind.SOCIAL))
    desk.has(FOR, by=source("Norline", kind=SourceKind.PRIMARY))

    assert desk.judge(CLAIM).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("reliability", "verdict"), [(0.2, Verdict.SUPPORTED), (0.48, Verdict.SUPPORTED), (0.9, Verdict.DISPUTED)]
)
def test_a_lesser_source_that_contradicts_does_not_undo_a_primary_one(
    desk: Desk, reliability: float, verdict: Verdict
) -> None:
    desk.has(FOR, by=source("Norline", kind=SourceKind.PRIMARY))
    desk.has(AGAINST, by=source("The Brae Herald", reliability=reliability))

    assert desk.judge(CLAIM).verdict is verdict


def test_what_contradicts_outweighs_a_lesser_source_that_supports(desk: Desk) -> None:
    desk.has(AGAINST, by=source("Norline", kind=SourceKind.PRIMARY))
    desk.has(FOR, by=source("The Brae Herald", reliability=0.48))

    assert desk.judge(CLAIM).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("text", [FOR, AGAINST])
def test_an_unreliable_source_alone_decides_nothing(desk: Desk, text: str) -> None:
    desk.has(text, by=source("Somebody", reliability=0.2))

    assert desk.judge(CLAIM).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_a_source_without_any_reliability_weighs_nothing(desk: Desk) -> None:
    desk.has(FOR, by=source("Somebody", reliability=0.0))

    assert support(desk.judge(CLAIM)) == 0


RATE = "The key rate of Varland is 4.25 percent."


def test_a_superseded_statement_is_shown_and_does_not_decide(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", valid_until=date(2026, 3, 18))

    judgement = desk.judge(RATE, as_of=date(2026, 3, 19))

    assert judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert [piece.status for piece in judgement.evidence] == [Validity.SUPERSEDED]


def test_a_statement_still_holds_on_its_last_day(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", valid_until=date(2026, 3, 18))

    assert desk.judge(RATE, as_of=date(2026, 3, 18)).verdict is Verdict.SUPPORTED


def test_a_statement_that_is_not_yet_valid_does_not_decide(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", valid_from=date(2026, 3, 19))

    judgement = desk.judge(RATE, as_of=date(2026, 3, 18))

    assert judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert [piece.status for piece in judgement.evidence] == [Validity.NOT_YET_VALID]


@pytest.mark.parametrize(
    ("as_of", "verdict"), [(date(2026, 3, 18), Verdict.SUPPORTED), (date(2026, 3, 19), Verdict.CONTRADICTED)]
)
def test_of_an_old_and_a_new_figure_the_one_of_the_day_decides(desk: Desk, as_of: date, verdict: Verdict) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", by="Bank A", valid_until=date(2026, 3, 18))
    desk.has("The key rate of Varland stands at 3.75 percent.", by="Bank B", valid_from=date(2026, 3, 19))

    assert desk.judge(RATE, as_of=as_of).verdict is verdict


def test_current_evidence_is_listed_before_superseded_and_deciding_before_neutral(desk: Desk) -> None:
    desk.has("Kestrel was bought by Norline in 2021.", by="Old", valid_until=date(2025, 1, 1))
    desk.has("Norline employs 3,000 people.", by="Other")
    desk.has(FOR, by="New")

    evidence = desk.judge("Norline bought Kestrel.").evidence

    assert [piece.source.publisher for piece in evidence] == ["New", "Other", "Old"]


@pytest.mark.parametrize("modality", [Modality.PREDICTED, Modality.OPINION])
def test_what_a_source_does_not_itself_assert_does_not_make_a_claim_true(desk: Desk, modality: Modality) -> None:
    desk.has(FOR, modality=modality)

    assert desk.judge(CLAIM).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_the_context_says_what_the_pronoun_stands_for(desk: Desk) -> None:
    desk.has("It bought Kestrel in 2021.", context="It is Norline.")

    assert desk.judge(CLAIM).verdict is Verdict.SUPPORTED


def test_a_judgement_is_the_same_every_time(desk: Desk) -> None:
    desk.has(FOR, by="The Sandvik Post")
    desk.has(AGAINST, by="The Brae Herald")

    assert desk.judge(CLAIM) == desk.judge(CLAIM)
