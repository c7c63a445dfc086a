"""Tables of the database, as SQLModel classes; rows never leave this room."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlmodel import JSON, Column, Field, ForeignKey, Index, Integer, LargeBinary, SQLModel, Text


class UtcDateTime(sa.TypeDecorator[datetime]):
    """Keeps aware times as UTC, also where the database knows no time zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Turn an aware time into naive UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # as above
        """Say again that the kept time is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Ids sort by their letters' numbers on every database, since pages follow that order."""


class SourceRow(SQLModel, table=True):
    """One source."""

    __tablename__ = "source"

    id: str = Field(sa_column=Column(ID, primary_key=True))
    title: str = Field(sa_type=Text)
    publisher: str = Field(sa_type=Text, index=True)
    kind: str = Field(sa_type=Text)
    reliability: float
    url: str | None = Field(sa_type=Text, unique=True)
    author: str | None = Field(sa_type=Text)
    published_at: date | None
    language: str = Field(sa_type=Text)
    licence: str | None = Field(sa_type=Text)
    syndicated_from: str | None = Field(sa_type=Text)
    revision: int


class StatementRow(SQLModel, table=True):
    """One statement; `number` joins it to its words and its vector and is never used twice."""

    __tablename__ = "statement"
    __table_args__ = (
        Index("ix_statement_source_id", "source_id", "id"),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=Column(ID, nullable=False, unique=True))
    source_id: str = Field(sa_column=Column(ID, ForeignKey("source.id", ondelete="CASCADE"), nullable=False))
    text: str = Field(sa_type=Text)
    quote: str | None = Field(sa_type=Text)
    locator: str | None = Field(sa_type=Text)
    context: str | None = Field(sa_type=Text)
    valid_from: date | None
    valid_until: date | None
    attributed_to: str | None = Field(sa_type=Text)
    modality: str = Field(sa_type=Text)
    revision: int


class VectorRow(SQLModel, table=True):
    """A statement's embedding in int8; `written_at` is the store revision that wrote it."""

    __tablename__ = "statement_vector"

    number: int = Field(sa_column=Column(Integer, ForeignKey("statement.number", ondelete="CASCADE"), primary_key=True))
    codes: bytes = Field(sa_type=LargeBinary)
    written_at: int = Field(index=True)


class RemovedVectorRow(SQLModel, table=True):
    """A vector that went at a store revision, so that other processes drop it too."""

    __tablename__ = "removed_vector"

    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    removed_at: int = Field(index=True)


class CheckRow(SQLModel, table=True):
    """One check with its evidence as it was seen."""

    __tablename__ = "claim_check"  # "check" is a word of SQL
    __table_args__ = (
        Index("ix_claim_check_verdict", "verdict", "id"),
        Index("ix_claim_check_claim_key", "claim_key", "id"),
    )

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=Column(ID, nullable=False, unique=True))
    claim: str = Field(sa_type=Text)
    claimant: str | None = Field(sa_type=Text)
    claim_date: date | None
    as_of: date
    verdict: str = Field(sa_type=Text)
    confidence: float
    explanation: str = Field(sa_type=Text)
    evidence: list[dict[str, Any]] = Field(sa_type=JSON)
    engine: dict[str, Any] = Field(sa_type=JSON)
    store_revision: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    rejected: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False, server_default="[]"))
    claim_key: str | None = Field(sa_type=Text)


class ReviewRow(SQLModel, table=True):
    """One decision of an editor; `claim_key` is what claims of one wording share."""

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_check_id", "check_id", "id"), Index("ix_review_claim_key", "claim_key", "id"))

    id: str = Field(sa_column=Column(ID, primary_key=True))
    check_id: str = Field(sa_column=Column(ID, ForeignKey("claim_check.id", ondelete="CASCADE"), nullable=False))
    claim_key: str = Field(sa_type=Text)
    reviewer: str = Field(sa_type=Text)
    decision: str = Field(sa_type=Text)
    verdict: str | None = Field(sa_type=Text)
    statement_id: str | None = Field(sa_type=Text)
    note: str | None = Field(sa_type=Text)
    url: str | None = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=UtcDateTime)


class ClaimReviewRow(SQLModel, table=True):
    """One finished review, ours or another publisher's; `claim_key` is what reviews of one claim share."""

    __tablename__ = "claim_review"
    __table_args__ = (Index("ix_claim_review_claim_key", "claim_key"), Index("ix_claim_review_site", "site", "id"))

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=Column(ID, nullable=False, unique=True))
    check_id: str | None = Field(sa_column=Column(Text, ForeignKey("claim_check.id", ondelete="CASCADE")))
    claim_key: str = Field(sa_type=Text)
    claim: str = Field(sa_type=Text)
    claimant: str | None = Field(sa_type=Text)
    claimant_url: str | None = Field(sa_type=Text)
    claim_date: date | None
    appearances: list[str] = Field(sa_type=JSON)
    url: str = Field(sa_type=Text)
    title: str | None = Field(sa_type=Text)
    language: str | None = Field(sa_type=Text)
    published_at: date | None
    expires: date | None
    publisher: str = Field(sa_type=Text)
    publisher_url: str | None = Field(sa_type=Text)
    site: str = Field(sa_type=Text)
    rating: dict[str, Any] = Field(sa_type=JSON)
    verdict: str | None = Field(sa_type=Text)
    based_on: list[str] = Field(sa_type=JSON)
    original: str | None = Field(sa_type=Text)
    notes: list[str] = Field(sa_type=JSON)


class ClaimReviewTermRow(SQLModel, table=True):
    """A word that a finished review is found by: a posting list in plain SQL, the same on every database."""

    __tablename__ = "claim_review_term"

    term: str = Field(sa_column=Column(Text, primary_key=True))
    number: int = Field(
        sa_column=Column(Integer, ForeignKey("claim_review.number", ondelete="CASCADE"), primary_key=True, index=True)
    )


class QuarantineRow(SQLModel, table=True):
    """Something that could not be read as a review."""

    __tablename__ = "quarantine"

    id: str = Field(sa_column=Column(ID, primary_key=True))
    place: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    original: str = Field(sa_type=Text)
    quarantined_at: datetime = Field(sa_type=UtcDateTime)


class DocumentRow(SQLModel, table=True):
    """One document; its claims stand in rows of their own."""

    __tablename__ = "document"

    id: str = Field(sa_column=Column(ID, primary_key=True))
    text: str = Field(sa_type=Text)
    html: str | None = Field(sa_type=Text)
    title: str | None = Field(sa_type=Text)
    url: str | None = Field(sa_type=Text)
    published_at: date | None
    as_of: date
    store_revision: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    checked_at: datetime = Field(sa_type=UtcDateTime)


class DocumentClaimRow(SQLModel, table=True):
    """One claim of a document, as it was detected, with its newest check and the one before."""

    __tablename__ = "document_claim"

    document_id: str = Field(sa_column=Column(ID, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True))
    place: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    detected: dict[str, Any] = Field(sa_type=JSON)
    check_id: str | None = Field(sa_column=Column(Text, ForeignKey("claim_check.id"), nullable=True))
    previous_check_id: str | None = Field(sa_column=Column(Text, ForeignKey("claim_check.id"), nullable=True))


class AuditRow(SQLModel, table=True):
    """One write to sources, statements and reviews."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject_id", "subject_id", "store_revision"),)

    store_revision: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_type=UtcDateTime)
    action: str = Field(sa_type=Text)
    subject_kind: str = Field(sa_type=Text)
    subject_id: str = Field(sa_type=Text)
    before: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True)))
    after: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True)))


class StateRow(SQLModel, table=True):
    """The store as a whole: one row."""

    __tablename__ = "store_state"

    id: int = Field(default=1, primary_key=True)
    revision: int
    statements: int


def table_of(row: type[SQLModel]) -> sa.Table:
    """Return the table behind a row class."""
    table: sa.Table = SQLModel.metadata.tables[str(row.__tablename__)]
    return table


SOURCE = table_of(SourceRow)
STATEMENT = table_of(StatementRow)
VECTOR = table_of(VectorRow)
REMOVED_VECTOR = table_of(RemovedVectorRow)
CHECK = table_of(CheckRow)
REVIEW = table_of(ReviewRow)
CLAIM_REVIEW = table_of(ClaimReviewRow)
CLAIM_REVIEW_TERM = table_of(ClaimReviewTermRow)
QUARANTINE = table_of(QuarantineRow)
DOCUMENT = table_of(DocumentRow)
DOCUMENT_CLAIM = table_of(DocumentClaimRow)
AUDIT = table_of(AuditRow)
STATE = table_of(StateRow)
