"""Use case: take in what a file brings; doing it again, or going on after a stop, changes nothing more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.claim_review import ClaimReview
from app.domain.clock import Clock
from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.ports import Database, Embedder, Storage, Vector
from app.domain.source import Source
from app.domain.statement import Statement
from app.interchange.import_items import (
    ClaimReviewItem,
    ImportLine,
    Item,
    KeptItem,
    SourceItem,
    StatementItem,
    UnreadItem,
)
from app.services.import_plans import Plan, name_things, plan_of
from app.services.restoring import restore
from app.services.review_imports import import_claim_review, quarantine
from app.services.sources import embed_again
from app.services.statements import statement_for_embedding
from app.services.store_view import StoreView

LINES_AT_ONCE = 250
STATEMENTS_AT_ONCE = 500
"""A chunk is one transaction; it closes with whichever comes first. 500 statements take about two seconds to embed."""


_KINDS = {Source: "source", Statement: "statement", ClaimReview: "review"}


class Outcome(StrEnum):
    """What became of one line."""

    ACCEPTED = "accepted"  # it brought something new
    UPDATED = "updated"  # it brought nothing new and changed something
    UNCHANGED = "unchanged"  # the store said all of it already
    REJECTED = "rejected"  # nothing of it was kept


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """What became of one line, and why it was rejected if it was."""

    line: int
    outcome: Outcome
    problems: tuple[FieldProblem, ...] = ()


@dataclass(slots=True)
class _Said:
    """What this import has said of each thing and on which line, so that no line undoes another."""

    sayings: dict[str, tuple[int, int]] = field(default_factory=dict)

    def require_agreement(self, noun: Source | Statement | ClaimReview, line: int) -> None:
        """Raise InvalidInputError if an earlier line said something else of the same thing."""
        earlier, saying = self.sayings.get(noun.id, (line, _saying(noun)))
        if saying != _saying(noun):
            kind = _KINDS[type(noun)]
            told = f"says something else of the same {kind} than line {earlier}; keep one."
            raise InvalidInputError(told, [FieldProblem("", told)])

    def note(self, noun: Source | Statement | ClaimReview, line: int) -> None:
        """Remember what a line said."""
        self.sayings.setdefault(noun.id, (line, _saying(noun)))


def import_lines(
    lines: Iterable[ImportLine], *, database: Database, embedder: Embedder, clock: Clock
) -> Iterator[LineOutcome]:
    """Keep what each line brings and yield what became of it, once that is kept for good.

    What is kept already is left alone, so that an import can be repeated and one that was cut off can be run again.
    """
    said = _Said()
    for chunk in _chunks(lines):
        with database.reading() as storage:
            view = StoreView(storage)
            name_things(_described(chunk), view)
            wanted = dict.fromkeys(text for item in _described(chunk) for text in _to_embed(item, view))
        vectors = dict(zip(wanted, embedder.embed(list(wanted)), strict=True))
        with database.session() as storage:
            keeper = _Keeper(storage, view.over(storage), embedder, clock, vectors, said)
            outcomes = [_outcome(line, keeper) for line in chunk]
            keeper.flush()
        yield from outcomes


def _chunks(lines: Iterable[ImportLine]) -> Iterator[Sequence[ImportLine]]:
    chunk: list[ImportLine] = []
    statements = 0
    for line in lines:
        chunk.append(line)
        statements += _statement_count(line.item)
        if len(chunk) == LINES_AT_ONCE or statements >= STATEMENTS_AT_ONCE:
            yield chunk
            chunk, statements = [], 0
    if chunk:
        yield chunk


def _statement_count(item: Item | None) -> int:
    return len(item.statements) if isinstance(item, SourceItem | StatementItem) else 0


def _described(chunk: Sequence[ImportLine]) -> list[SourceItem | StatementItem]:
    return [line.item for line in chunk if isinstance(line.item, SourceItem | StatementItem)]


def _to_embed(item: SourceItem | StatementItem, view: StoreView) -> Iterable[str]:
    """Return what can be embedded ahead, outside of the transaction that writes."""
    try:
        return plan_of(item, view).to_embed()
    except InvalidInputError:
        return ()  # told when its turn to be kept comes


def _outcome(line: ImportLine, keeper: "_Keeper") -> LineOutcome:
    if line.item is None:
        return LineOutcome(line.number, Outcome.REJECTED, line.problems)
    if isinstance(line.item, UnreadItem):
        return keeper.set_aside(line.item, line.number)
    try:
        return LineOutcome(line.number, keeper.keep(line.item, line.number))
    except InvalidInputError as error:
        if isinstance(line.item, ClaimReviewItem):  # nothing that was published is lost
            review = line.item.review
            return keeper.set_aside(UnreadItem(f"item {line.number}", str(error), review.original or ""), line.number)
        return LineOutcome(line.number, Outcome.REJECTED, error.problems)


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Keeps items in one transaction."""

    storage: Storage
    view: StoreView
    embedder: Embedder
    clock: Clock
    vectors: dict[str, Vector]
    said: _Said
    new: list[tuple[Statement, Vector]] = field(default_factory=list)

    def keep(self, item: SourceItem | StatementItem | KeptItem | ClaimReviewItem, line: int) -> Outcome:
        """Keep what an item brings; raise InvalidInputError, before anything is written, if it cannot be kept."""
        if isinstance(item, KeptItem):
            self.flush()  # a record of the audit must find every statement that is kept
            return Outcome.ACCEPTED if restore(item.kept, storage=self.storage) else Outcome.UNCHANGED
        if isinstance(item, ClaimReviewItem):
            return self._keep_claim_review(item.review, line)
        return self._keep_source(item, line)

    def set_aside(self, item: UnreadItem, line: int) -> LineOutcome:
        """Keep what cannot be read where an editor finds it."""
        quarantine(item, storage=self.storage, clock=self.clock)
        told = f"{item.place} {item.reason} It is kept in quarantine."
        return LineOutcome(line, Outcome.REJECTED, (FieldProblem("", told),))

    def _keep_claim_review(self, review: ClaimReview, line: int) -> Outcome:
        self.said.require_agreement(review, line)
        self.said.note(review, line)
        kept = import_claim_review(review, storage=self.storage)
        if kept is None:
            return Outcome.ACCEPTED
        return Outcome.UNCHANGED if kept == review else Outcome.UPDATED

    def _keep_source(self, item: SourceItem | StatementItem, line: int) -> Outcome:
        plan = plan_of(item, self.view)
        nouns: list[Source | Statement] = [plan.source] if plan.states_source else []
        nouns += plan.statements
        for noun in nouns:
            self.said.require_agreement(noun, line)
        self._write(plan)
        for noun in nouns:
            self.said.note(noun, line)
        return _outcome_of(plan)

    def _write(self, plan: Plan) -> None:
        if plan.stored is None:
            self.storage.sources.add(plan.source)
            self.view.note_source(plan.source)
        elif plan.source_differs:
            self.flush()  # what waits is found by the words of its source, too
            self.view.note_source(self.storage.sources.update(plan.source, expected_revision=None))
        for statement in plan.created:
            self.new.append((statement, self._vector(statement, plan.source)))
            self.view.note_statement(statement)
        for statement in plan.updated:
            vector = self._vector(statement, plan.source)
            self.view.note_statement(self.storage.statements.update(statement, vector=vector, expected_revision=None))
        if plan.retitled:
            embed_again(plan.source, storage=self.storage, embedder=self.embedder)

    def flush(self) -> None:
        """Write the new statements that wait, all at once."""
        self.storage.statements.add_each(self.new)
        self.new.clear()

    def _vector(self, statement: Statement, source: Source) -> Vector:
        text = statement_for_embedding(statement, source)
        if text not in self.vectors:  # the store changed since it was read
            self.vectors[text] = self.embedder.embed([text])[0]
        return self.vectors[text]


def _outcome_of(plan: Plan) -> Outcome:
    if plan.stored is None or plan.created:
        return Outcome.ACCEPTED
    return Outcome.UPDATED if plan.source_differs or plan.updated else Outcome.UNCHANGED


def _saying(noun: Source | Statement | ClaimReview) -> int:
    return hash(noun)
