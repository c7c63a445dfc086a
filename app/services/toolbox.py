"""What use cases are done with: made once, shared by every request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from app.domain.claim_review import Publisher
from app.domain.clock import Clock
from app.domain.document_ports import ClaimDetector
from app.domain.ports import Database, Embedder, Retriever, StatementSearch, Verifier
from app.services.judgements import JudgementMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolbox:
    """The store and the readers; `retriever_over` binds retrieval to the search of one transaction.

    `publisher` signs what editors publish; its url is where this service is reached.
    `threads` is how many claims of one batch are worked on at once. `stopping` is set when the service is told to stop.
    """

    database: Database
    embedder: Embedder
    retriever_over: Callable[[StatementSearch], Retriever]
    verifier: Verifier
    detector: ClaimDetector
    clock: Clock
    publisher: Publisher
    judgements: JudgementMemory = field(default_factory=JudgementMemory)
    threads: int = 1
    stopping: Event = field(default_factory=Event)
