"""Statements over HTTP."""

from datetime import date
from typing import Any

from pydantic import Field

from app.api.schemas.fields import ChangeModel, Day, Line, Passage, RequestModel, ResponseModel, StatementText
from app.api.schemas.sources import SourceResponse
from app.domain.evidence import Candidate
from app.domain.statement import Modality, Statement
from app.services.statements import StatementDraft

_ABSENT: Any = Field(default_factory=lambda: None)


class StatementRequest(RequestModel):
    """One quotable assertion of a source."""

    text: StatementText = Field(description="The assertion, in one sentence that stands by itself.")
    quote: Passage | None = Field(default=None, description="The source's verbatim words.")
    locator: Line | None = Field(default=None, description="Where in the source: page, section, paragraph.")
    context: Passage | None = Field(default=None, description='What "it" or "the deal" in the text refers to.')
    valid_from: Day | None = Field(default=None, description="First day on which it holds.")
    valid_until: Day | None = Field(default=None, description="Last day on which it holds.")
    attributed_to: Line | None = Field(default=None, description="Who says so, where the source only reports it.")
    modality: Modality = Field(default=Modality.ASSERTED, description="How firmly it is put.")

    def draft(self) -> StatementDraft:
        """Return the statement to be kept."""
        return StatementDraft(**dict(self))


class StatementChange(ChangeModel):
    """What to change of a statement; fields left out stay, null takes an optional field away."""

    text: StatementText = _ABSENT
    quote: Passage | None = None
    locator: Line | None = None
    context: Passage | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    attributed_to: Line | None = None
    modality: Modality = _ABSENT


class StatementResponse(ResponseModel):
    """A statement as it is kept."""

    id: str
    source_id: str
    text: str
    quote: str | None
    locator: str | None
    context: str | None
    valid_from: date | None
    valid_until: date | None
    attributed_to: str | None
    modality: Modality
    revision: int = Field(ge=1, description="Grows with every change; the ETag of the statement.")

    @classmethod
    def from_domain(cls, statement: Statement) -> "StatementResponse":
        """Put a statement into the words of the contract."""
        return cls.model_validate(statement, from_attributes=True)


class StatementPage(ResponseModel):
    """Some statements of a source in order of id."""

    items: list[StatementResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")


class FoundStatement(ResponseModel):
    """A statement that bears on the words searched for."""

    statement: StatementResponse
    source: SourceResponse
    score: float = Field(description="Orders the statements of one search; higher is nearer.")

    @classmethod
    def from_domain(cls, candidate: Candidate) -> "FoundStatement":
        """Put a candidate into the words of the contract."""
        return cls(
            statement=StatementResponse.from_domain(candidate.statement),
            source=SourceResponse.from_domain(candidate.source),
            score=candidate.score,
        )


class FoundStatements(ResponseModel):
    """What a search found, the most promising first."""

    items: list[FoundStatement]
