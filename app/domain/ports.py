"""What services need from other rooms.

A session (see `app.storage`) gives one set of repositories bound to one transaction; nothing here commits.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from app.domain.audit import AuditRecord
from app.domain.check import Check, Engine, Judgement, Verdict
from app.domain.claim import Claim
from app.domain.document_ports import DocumentRepository
from app.domain.evidence import Candidate, Reading
from app.domain.review_ports import ClaimReviewRepository, ReviewRepository
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement

Vector = bytes
"""A sentence embedding: little-endian float32, unit length, as bytes, so that no room depends on an array library."""


class SourceRepository(Protocol):
    """Keeps sources; every write leaves an audit record and moves the store revision."""

    def add(self, source: Source) -> None:
        """Keep a new source; raise DuplicateSourceError if its url is taken."""
        ...

    def get(self, source_id: str) -> Source:
        """Return the source; raise NotFoundError."""
        ...

    def find_by_url(self, url: str) -> Source | None:
        """Return the source with this url."""
        ...

    def page(
        self, *, after: str | None, limit: int, kind: SourceKind | None = None, publisher: str | None = None
    ) -> Sequence[Source]:
        """Return at most `limit` sources in order of id, those past the id `after`."""
        ...

    def update(self, source: Source, *, expected_revision: int | None) -> Source:
        """Replace the source of this id and return it with its new revision.

        Raises NotFoundError, DuplicateSourceError, and StaleRevisionError where `expected_revision` is given and is
        not the stored one.
        """
        ...

    def remove(self, source_id: str, *, expected_revision: int | None) -> None:
        """Take away the source and its statements; checks keep what they saw."""
        ...

    def count(self) -> int:
        """Return how many sources are kept."""
        ...


class StatementRepository(Protocol):
    """Keeps statements and, in the same transaction, what retrieval finds them by."""

    def add(self, statement: Statement, *, vector: Vector | None) -> None:
        """Keep a new statement of a kept source; raise NotFoundError if the source is not kept."""
        ...

    def add_each(self, statements: Sequence[tuple[Statement, Vector | None]]) -> None:
        """Keep new statements as `add` would one by one, in fewer steps."""
        ...

    def add_many(self, statements: Iterable[tuple[Statement, Vector | None]]) -> int:
        """Keep many new statements and return how many; one audit record and revision step each transaction."""
        ...

    def get(self, statement_id: str) -> Statement:
        """Return the statement; raise NotFoundError."""
        ...

    def page_of(self, source_id: str, *, after: str | None, limit: int) -> Sequence[Statement]:
        """Return at most `limit` statements of a source in order of id, those past the id `after`."""
        ...

    def known(self, *, ids: Collection[str], source_id: str, texts: Collection[str]) -> Sequence[Statement]:
        """Return the statements that have one of these ids, or one of these texts in the source, in order of id."""
        ...

    def update(self, statement: Statement, *, vector: Vector | None, expected_revision: int | None) -> Statement:
        """Replace the statement of this id and return it with its new revision."""
        ...

    def set_vectors(self, vectors: Iterable[tuple[str, Vector]]) -> None:
        """Replace what statements, by id, are found by in meaning; their words and revisions stay."""
        ...

    def remove(self, statement_id: str, *, expected_revision: int | None) -> None:
        """Take the statement away."""
        ...

    def count(self) -> int:
        """Return how many statements are kept."""
        ...


class CheckRepository(Protocol):
    """Keeps checks as they were given."""

    def add(self, check: Check, *, claim_key: str | None = None) -> None:
        """Keep a new check; checks with one `claim_key` are of the same claim, one without is of no other's."""
        ...

    def first_of(self, claim_key: str) -> str | None:
        """Return the id of the first check with this key."""
        ...

    def get(self, check_id: str) -> Check:
        """Return the check; raise NotFoundError."""
        ...

    def page(
        self, *, after: str | None, limit: int, verdict: Verdict | None = None, text: str | None = None
    ) -> Sequence[Check]:
        """Return at most `limit` checks, newest first, those older than the id `after`.

        Ids of checks sort by time. `text` keeps claims that hold these words.
        """
        ...


class AuditLog(Protocol):
    """The record of writes."""

    def lay_down(self, record: AuditRecord) -> None:
        """Take over another store's record past all that are kept; what it tells is not recorded when it comes in."""
        ...

    def page(self, *, subject_id: str | None, after: int | None, limit: int) -> Sequence[AuditRecord]:
        """Return records in order of store revision, those past the revision `after`."""
        ...


class StatementSearch(Protocol):
    """Finds statement ids by words and by meaning inside the store."""

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return for each term in how many statements it occurs (0 if in none)."""
        ...

    def terms_starting(self, prefix: str, *, limit: int) -> Sequence[str]:
        """Return at most `limit` terms of the store that begin with `prefix`, in order of their letters."""
        ...

    def by_terms(self, terms: Sequence[str], *, limit: int) -> Sequence[tuple[str, float]]:
        """Return ids of statements that hold any of the terms with a BM25 score (higher is better), best first."""
        ...

    def by_vector(self, vector: Vector, *, limit: int) -> Sequence[tuple[str, float]]:
        """Return ids of the statements nearest in meaning with their cosine, best first; ties by id."""
        ...

    def fetch(self, statement_ids: Sequence[str]) -> Sequence[tuple[Statement, Source]]:
        """Return the statements with their sources, in the order asked; ids that are gone are left out."""
        ...

    def statement_count(self) -> int:
        """Return how many statements are searchable."""
        ...


class Embedder(Protocol):
    """Turns sentences into vectors whose cosine is their likeness in meaning."""

    @property
    def identity(self) -> str:
        """Return what names the very weights that embed: vectors of others cannot be compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return a vector for each text, in order."""
        ...


class Retriever(Protocol):
    """Finds the statements worth reading against a claim."""

    def retrieve(
        self, claim_text: str, *, limit: int, min_reliability: float = 0.0, source_ids: frozenset[str] | None = None
    ) -> Sequence[Candidate]:
        """Return at most `limit` candidates, the most promising first; empty if there are none."""
        ...


class Entailment(Protocol):
    """Reads a statement against a claim with a trained model."""

    @property
    def identity(self) -> str:
        """Return what names the very weights that read, for the record kept with a check."""
        ...

    def read(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        """Return (supports, contradicts, neutral) for each (statement with its context, claim); each sums to 1."""
        ...


class Verifier(Protocol):
    """Reads statements against a claim and weighs what they say."""

    @property
    def engine(self) -> Engine:
        """Return what identifies this verifier's answers."""
        ...

    @property
    def most_statements(self) -> int:
        """Return how many candidates are worth retrieving."""
        ...

    def read(self, claim_text: str, statement_texts: Sequence[str]) -> Sequence[Reading]:
        """Read bare statements against a claim, in order."""
        ...

    def judge(self, claim: Claim, candidates: Sequence[Candidate]) -> Judgement:
        """Read every candidate and give the verdict they add up to."""
        ...


class StoreState(Protocol):
    """The store as a whole."""

    def revision(self) -> int:
        """Return the store revision: it grows with every write to sources, statements and reviews."""
        ...


class Storage(Protocol):
    """Every repository, bound to one transaction: all that is written through it is kept, or nothing."""

    @property
    def sources(self) -> SourceRepository:
        """The sources."""
        ...

    @property
    def statements(self) -> StatementRepository:
        """The statements."""
        ...

    @property
    def checks(self) -> CheckRepository:
        """The checks."""
        ...

    @property
    def documents(self) -> DocumentRepository:
        """The documents."""
        ...

    @property
    def reviews(self) -> ReviewRepository:
        """The editors' decisions on checks."""
        ...

    @property
    def claim_reviews(self) -> ClaimReviewRepository:
        """Finished reviews, ours and others'."""
        ...

    @property
    def audit(self) -> AuditLog:
        """The record of writes."""
        ...

    @property
    def search(self) -> StatementSearch:
        """Search over the statements."""
        ...

    @property
    def state(self) -> StoreState:
        """The store as a whole."""
        ...


class Database(Protocol):
    """Opens transactions; a store that cannot be used raises StoreError."""

    def reading(self) -> AbstractContextManager[Storage]:
        """Open a transaction that sees one state of the store and keeps nothing."""
        ...

    def adding(self) -> AbstractContextManager[Storage]:
        """Open a transaction that only adds checks; where the database can, it waits for no writer."""
        ...

    def session(self) -> AbstractContextManager[Storage]:
        """Open a transaction that may write: kept when the block ends, undone if it raises."""
        ...
