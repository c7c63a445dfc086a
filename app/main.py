"""Wires the service: which store, which models, which engine."""

import gc
import logging
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from fastapi import FastAPI

from app.api.application import build_api
from app.api.examples import ARTICLE, ARTICLE_DAY, CHECK_ID, DOCUMENT_ID, FOUNDING_CLAIM
from app.api.observation import JsonLines
from app.claims.detection import ReadingDetector
from app.domain.claim import Claim
from app.domain.claim_review import Publisher
from app.retrieval.embedding import OnnxEmbedder
from app.retrieval.hybrid import HybridRetriever
from app.retrieval.kept_vectors import RecallingEmbedder, keep_vectors
from app.services.checks import Bounds, check_claim, list_checks
from app.services.documents import DocumentDraft, create_document
from app.services.seeding import SeedReport, seed, seed_empty_store, texts_embedded
from app.services.toolbox import Toolbox
from app.settings import Settings
from app.storage.database import Database
from app.text.sentence import Reader
from app.text.tokens import index_terms
from app.verification.combination import Combination
from app.verification.entailment import READER_FOLDER, OnnxEntailment
from app.verification.pairs import Weighting
from app.verification.verifier import FacetVerifier


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day."""
        return self.now().date()


def create_app(settings: Settings | None = None, *, shared: Path | None = None) -> FastAPI:
    """Return the service; store and models are opened when it starts (`uvicorn app.main:create_app --factory`).

    Workers of one service name a folder in which they share the vectors of the store.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Toolbox]]:
        configure_logging(chosen.log_level)
        with open_toolbox(chosen, shared=shared) as toolbox:
            yield {"toolbox": toolbox}

    return build_api(lifespan)


@contextmanager
def open_toolbox(settings: Settings, *, shared: Path | None = None) -> Iterator[Toolbox]:
    """Open the store, migrated and, if empty and so wished, seeded; load the models; close the store at the end."""
    with (
        closing(Database(settings.database_url, terms=index_terms, shared=shared)) as database,
        ThreadPoolExecutor(settings.threads, thread_name_prefix="aside") as aside,
    ):
        with _nothing_to_collect():
            toolbox = _loaded(settings, database=database, aside=aside)
        gc.freeze()  # what is loaded by now stays: no collection need walk the word list again
        try:
            yield toolbox
        finally:
            gc.unfreeze()  # and goes with the service


def _loaded(settings: Settings, *, database: Database, aside: Executor) -> Toolbox:
    embedder_to_come = aside.submit(OnnxEmbedder, threads=settings.threads)
    weighting_to_come = aside.submit(_weighting, settings)
    database.migrate()
    reader = Reader.load()
    embedder = embedder_to_come.result()
    toolbox = Toolbox(
        database=database,
        embedder=embedder,
        retriever_over=lambda search: HybridRetriever(search=search, embedder=embedder, terms=index_terms, aside=aside),
        verifier=FacetVerifier(reader=reader, weighting=weighting_to_come.result()),
        detector=ReadingDetector(reader),
        clock=SystemClock(),
        publisher=Publisher(name=settings.publisher_name, url=settings.publisher_url.rstrip("/")),
        threads=settings.threads,
    )
    if settings.seed:
        _fill_empty_store(settings.seed_path, toolbox)
    return toolbox


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Look for no garbage where hundreds of thousands of objects are made to stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def open_store(settings: Settings) -> Iterator[Database]:
    """Open the store alone, migrated; close it at the end."""
    with closing(Database(settings.database_url, terms=index_terms)) as database:
        database.migrate()
        yield database


def prepare_store(settings: Settings) -> None:
    """Migrate the store and, if it is empty and so wished, seed it, so that workers find it ready."""
    with closing(Database(settings.database_url, terms=index_terms)) as database:
        database.migrate()
        with database.reading() as storage:
            is_empty = storage.sources.count() == 0
    if settings.seed and is_empty:
        with open_toolbox(settings):
            return


def _weighting(settings: Settings) -> Weighting | None:
    """Load the trained reader, if the settings ask for it."""
    if settings.reading == "facets":
        return None
    entailment = OnnxEntailment(folder=READER_FOLDER, threads=settings.threads)
    return Weighting(entailment, given=Combination.load("given"), found=Combination.load("found"))


def seed_store(folder: Path, toolbox: Toolbox) -> SeedReport:
    """Bring the store in line with a folder of seed files."""
    report = seed(folder, database=toolbox.database, embedder=RecallingEmbedder(folder, toolbox.embedder))
    _keep_examples(toolbox)
    return report


def keep_seed_vectors(settings: Settings) -> int:
    """Keep the vectors of the seed files beside them and return how many; raise UnreadableFileError."""
    texts = texts_embedded(settings.seed_path)
    keep_vectors(texts, settings.seed_path, OnnxEmbedder(threads=settings.threads))
    return len(set(texts))


def _fill_empty_store(folder: Path, toolbox: Toolbox) -> None:
    embedder = RecallingEmbedder(folder, toolbox.embedder)
    if seed_empty_store(folder, database=toolbox.database, embedder=embedder) is not None:
        _keep_examples(toolbox)


def _keep_examples(toolbox: Toolbox) -> None:
    """Keep the check and the document that the examples of the contract read back, if no check is kept yet."""
    with toolbox.database.reading() as storage:
        if list_checks(after=None, limit=1, verdict=None, text=None, checks=storage.checks):
            return
    claim = Claim(text=FOUNDING_CLAIM, as_of=toolbox.clock.today())
    check_claim(claim, bounds=Bounds(), toolbox=toolbox, check_id=CHECK_ID)
    article = DocumentDraft(text=ARTICLE, published_at=ARTICLE_DAY)
    create_document(article, bounds=Bounds(max_evidence=3), toolbox=toolbox, document_id=DOCUMENT_ID)


def configure_logging(level: str) -> None:
    """Write the log as lines of JSON to standard error, unless somebody else has taken it in hand."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in ("claimcheck", "uvicorn"):
        logging.getLogger(name).setLevel(level)
