"""What has to be written so that the store says what one item of a file says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.source import Source
from app.domain.statement import Statement
from app.interchange.import_items import SourceItem, StatementItem
from app.interchange.stable_ids import imported_source_id, imported_statement_id, source_id
from app.services.statements import statement_for_embedding
from app.services.store_view import StoreView


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A source as it shall be, how it is kept now (None: not yet), and its statements by what becomes of them.

    `states_source` says whether the item describes the source or only names it.
    """

    source: Source
    stored: Source | None
    states_source: bool
    created: Sequence[Statement]
    updated: Sequence[Statement]
    unchanged: Sequence[Statement]

    @property
    def source_differs(self) -> bool:
        """Say whether the kept source has to be changed."""
        return self.stored is not None and self.stored != replace(self.source, revision=self.stored.revision)

    @property
    def retitled(self) -> bool:
        """Say whether every statement of the source has to be found by a new title."""
        return self.stored is not None and self.stored.title != self.source.title

    @property
    def statements(self) -> Sequence[Statement]:
        """Every statement of the item."""
        return [*self.created, *self.updated, *self.unchanged]

    def to_embed(self) -> Iterator[str]:
        """Yield the texts that new and changed statements are found by."""
        for statement in (*self.created, *self.updated):
            yield statement_for_embedding(statement, self.source)


def plan_of(item: SourceItem | StatementItem, view: StoreView) -> Plan:
    """Compare an item with what the store holds; raise InvalidInputError that names the fields at fault."""
    source = _source_of(item, view)
    states_source = isinstance(item, SourceItem)
    stored = view.source(source.id) if states_source else source
    return _plan(source, stored, item.statements, view, states_source=states_source)


def name_things(items: Iterable[SourceItem | StatementItem], view: StoreView) -> None:
    """Let the view ask once for all statements of a source that these items name."""
    stated: dict[str, list[Statement]] = defaultdict(list)
    for item in items:
        with suppress(InvalidInputError):  # told when its turn to be kept comes
            stated[_source_of(item, view).id] += item.statements
    for id_, statements in stated.items():
        view.statements(id_, ids=_made_ids(id_, statements), texts=_texts_alone(statements))


def _source_of(item: SourceItem | StatementItem, view: StoreView) -> Source:
    if isinstance(item, StatementItem):
        return _kept_source(item.source, view)
    return _under_its_id(item.source, view)


def _plan(
    source: Source, stored: Source | None, stated: Sequence[Statement], view: StoreView, *, states_source: bool
) -> Plan:
    statements, kept = _under_their_ids(source, stated, view)
    known = [one for one in statements if one.id in kept]
    same = [one for one in known if replace(one, revision=kept[one.id].revision) == kept[one.id]]
    return Plan(
        source=source,
        stored=stored,
        states_source=states_source,
        created=[one for one in statements if one.id not in kept],
        updated=[one for one in known if one not in same],
        unchanged=same,
    )


def _kept_source(named: str, view: StoreView) -> Source:
    source = view.source_with_url(named) or view.source(named)
    if source is None:
        raise _refused("source_id", f"names no kept source: {named}; import the source first.")
    return source


def _under_its_id(source: Source, view: StoreView) -> Source:
    """Give a source the id it states, else that of the kept source with its url, else one made from what it says."""
    holder = None if source.url is None else view.source_with_url(source.url)
    made = imported_source_id(url=source.url, publisher=source.publisher, title=source.title)
    id_ = source.id or (made if holder is None else holder.id)
    if holder is not None and holder.id != id_:
        raise _refused("source.url", f"belongs to the kept source {holder.id!r}; leave the id out to mean that one.")
    return replace(source, id=id_, syndicated_from=_origin(source, id_, view))


def _origin(source: Source, id_: str, view: StoreView) -> str | None:
    """Return the id of the original, which may be named by its url and may come later in the file."""
    named = source.syndicated_from
    if named is not None and "://" in named:
        holder = view.source_with_url(named)
        named = source_id(named) if holder is None else holder.id
    if named == id_:
        raise _refused("source.syndicated_from", "names the source itself; name the original it reprints.")
    return named


def _under_their_ids(
    source: Source, stated: Sequence[Statement], view: StoreView
) -> tuple[Sequence[Statement], Mapping[str, Statement]]:
    """Return the statements with ids, each once, and those of them that are kept as they are kept."""
    made = _made_ids(source.id, stated)
    known = view.statements(source.id, ids=made, texts=_texts_alone(stated))
    worded = {one.text: one.id for one in known.values() if one.source_id == source.id}
    identified: dict[str, Statement] = {}
    for index, (statement, id_) in enumerate(zip(stated, made, strict=True)):
        chosen = id_ if statement.id or id_ in known else worded.get(statement.text, id_)
        one = replace(statement, id=chosen, source_id=source.id)
        _require_its_own(one, index, known=known, earlier=identified)
        identified[chosen] = one
    return list(identified.values()), {id_: known[id_] for id_ in identified if id_ in known}


def _made_ids(source_id: str, stated: Sequence[Statement]) -> Sequence[str]:
    return [one.id or imported_statement_id(source_id, one.text) for one in stated]


def _texts_alone(stated: Sequence[Statement]) -> Sequence[str]:
    """Return the texts of statements that state no id."""
    return [one.text for one in stated if not one.id]


def _require_its_own(
    statement: Statement, index: int, *, known: Mapping[str, Statement], earlier: Mapping[str, Statement]
) -> None:
    kept = known.get(statement.id)
    if kept is not None and kept.source_id != statement.source_id:
        told = f"is that of a statement of the source {kept.source_id!r}; leave it out."
        raise _refused(f"statements.{index}.id", told)
    if earlier.get(statement.id, statement) != statement:
        raise _refused(f"statements.{index}", "says something else of a statement that the same line holds; keep one.")


def _refused(field: str, message: str) -> InvalidInputError:
    return InvalidInputError(f"{field} {message}", [FieldProblem(field, message)])
