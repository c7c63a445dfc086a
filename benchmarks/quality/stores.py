"""A fresh store for each part, wired as the service wires its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.source import Source
from app.domain.statement import Statement
from app.main import open_toolbox
from app.services.statements import embed_statements
from app.services.toolbox import Toolbox
from app.settings import Settings

Stored = Sequence[tuple[Statement, Source]]


@contextmanager
def toolbox_over(stored: Stored) -> Iterator[Toolbox]:
    """Open a toolbox over a store that holds these statements and goes with the block."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'suite.db'}"
        with open_toolbox(Settings(database_url=url, seed=False)) as toolbox:
            fill(toolbox, stored)
            yield toolbox


def fill(toolbox: Toolbox, stored: Stored) -> None:
    """Keep the statements with their sources."""
    vectors = embed_statements(stored, embedder=toolbox.embedder)
    with toolbox.database.session() as storage:
        for _, source in stored:
            storage.sources.add(source)
        storage.statements.add_many(zip((statement for statement, _ in stored), vectors, strict=True))
