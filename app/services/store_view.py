"""What the store holds of the things that a chunk of a file names: asked for once, kept up with what is written."""

from collections.abc import Collection, Mapping

from app.domain.errors import NotFoundError
from app.domain.ports import Storage
from app.domain.source import Source
from app.domain.statement import Statement


class StoreView:
    """Remembers what was asked of one state of the store, and that something was not there."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._revision = storage.state.revision()
        self._sources: dict[str, Source | None] = {}
        self._holders: dict[str, Source | None] = {}
        self._statements: dict[str, Statement | None] = {}
        self._worded: dict[tuple[str, str], str | None] = {}

    def over(self, storage: Storage) -> "StoreView":
        """Return this view over a later transaction, or a new one if the store changed meanwhile."""
        if storage.state.revision() != self._revision:
            return StoreView(storage)
        self._storage = storage
        return self

    def source(self, source_id: str) -> Source | None:
        """Return the source of this id."""
        if source_id not in self._sources:
            try:
                self._sources[source_id] = self._storage.sources.get(source_id)
            except NotFoundError:
                self._sources[source_id] = None
        return self._sources[source_id]

    def source_with_url(self, url: str) -> Source | None:
        """Return the source of this url."""
        if url not in self._holders:
            self._holders[url] = self._storage.sources.find_by_url(url)
        return self._holders[url]

    def statements(self, source_id: str, *, ids: Collection[str], texts: Collection[str]) -> Mapping[str, Statement]:
        """Return the statements that have one of these ids, or one of these texts in the source, by id."""
        new_ids = [id_ for id_ in ids if id_ not in self._statements]
        new_texts = [text for text in texts if (source_id, text) not in self._worded]
        if new_ids or new_texts:
            self._ask(source_id, new_ids, new_texts)
        worded = (self._worded[source_id, text] for text in texts)
        found = (self._statements[id_] for id_ in (*ids, *filter(None, worded)))
        return {statement.id: statement for statement in found if statement is not None}

    def note_source(self, source: Source) -> None:
        """Take over that a source was written."""
        before = self._sources.get(source.id)
        if before is not None and before.url is not None:
            self._holders.pop(before.url, None)
        self._sources[source.id] = source
        if source.url is not None:
            self._holders[source.url] = source

    def note_statement(self, statement: Statement) -> None:
        """Take over that a statement was written."""
        before = self._statements.get(statement.id)
        if before is not None and before.text != statement.text:
            self._worded.pop((before.source_id, before.text), None)
        self._statements[statement.id] = statement
        self._worded[statement.source_id, statement.text] = statement.id

    def _ask(self, source_id: str, ids: Collection[str], texts: Collection[str]) -> None:
        self._statements.update(dict.fromkeys(ids))
        self._worded.update({(source_id, text): None for text in texts})
        for statement in reversed(self._storage.statements.known(ids=ids, source_id=source_id, texts=texts)):
            self._statements[statement.id] = statement
            self._worded[statement.source_id, statement.text] = statement.id
