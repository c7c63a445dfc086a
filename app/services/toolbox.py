"""What use cases are done with: made once, shared by every request."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.ports import Clock, Database, Embedder, Retriever, StatementSearch, Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolbox:
    """The store and the readers; `retriever_over` binds retrieval to the search of one transaction."""

    database: Database
    embedder: Embedder
    retriever_over: Callable[[StatementSearch], Retriever]
    verifier: Verifier
    clock: Clock
