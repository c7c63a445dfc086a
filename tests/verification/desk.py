"""A desk with statements on it, at which claims are judged; a publisher's name alone makes a source."""

from datetime import date

from app.domain.check import Judgement
from app.domain.claim import Claim
from app.domain.evidence import Candidate
from app.domain.source import DEFAULT_RELIABILITY, Source, SourceKind
from app.domain.statement import Modality, Statement
from app.verification.verifier import FacetVerifier

TODAY = date(2026, 5, 4)


def source(publisher: str, *, kind: SourceKind = SourceKind.REPORTING, reliability: float | None = None,
           syndicated_from: str | None = None, title: str = "Report") -> Source:  # fmt: skip
    return Source(
        id=f"{publisher}/{title}",
        title=title,
        publisher=publisher,
        kind=kind,
        reliability=DEFAULT_RELIABILITY[kind] if reliability is None else reliability,
        syndicated_from=syndicated_from,
        published_at=date(2025, 3, 1),
    )


class Desk:
    """Statements in the order they were laid down, all of them retrieved for every claim."""

    def __init__(self, verifier: FacetVerifier) -> None:
        self._verifier = verifier
        self._candidates: list[Candidate] = []

    def has(self, text: str, *, by: str | Source = "The Sandvik Post", context: str | None = None,
            valid_from: date | None = None, valid_until: date | None = None,
            modality: Modality = Modality.ASSERTED) -> None:  # fmt: skip
        """Lay down a statement of a source."""
        of = source(by) if isinstance(by, str) else by
        number = len(self._candidates)
        statement = Statement(
            id=f"statement-{number}",
            source_id=of.id,
            text=text,
            context=context,
            valid_from=valid_from,
            valid_until=valid_until,
            modality=modality,
        )
        self._candidates.append(Candidate(statement, of, score=1 - number / 100))

    def judge(self, claim: str, *, as_of: date = TODAY) -> Judgement:
        """Give the verdict on a claim."""
        return self._verifier.judge(Claim(text=claim, as_of=as_of), self._candidates)
