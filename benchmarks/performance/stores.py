"""Stores of invented statements, built once and kept in a folder."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from app.main import open_toolbox
from app.services.statements import embed_statements
from app.services.toolbox import Toolbox
from app.settings import Settings
from benchmarks.performance.statements import Invented, statements

STORE_SEED = 1
OF_A_SOURCE = 20
WRITTEN_AT_ONCE = 5_000


def store_of(size: int, *, folder: Path, threads: int) -> str:
    """Return the url of a store of `size` statements, building it if the folder does not hold it."""
    finished = folder / f"{size}.db"
    if not finished.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{size}.unfinished.db"
        _remove(unfinished)
        _build(f"sqlite:///{unfinished}", size, threads=threads)
        unfinished.rename(finished)
    return f"sqlite:///{finished}"


def invented(size: int) -> Sequence[Invented]:
    """Return what a store of `size` was made from."""
    return list(islice(statements(seed=STORE_SEED), size))


def id_at(at: int) -> str:
    """Return the id under which the statement at this place of the list is kept."""
    return f"{at:07}"


def _build(url: str, size: int, *, threads: int) -> None:
    with open_toolbox(Settings(database_url=url, seed=False, threads=threads)) as toolbox:
        for part in _parts(_pairs(invented(size))):
            _write(part, toolbox)
            print(f"{int(part[-1][0].id) + 1:,} of {size:,} statements kept", file=sys.stderr, flush=True)


def _pairs(made: Sequence[Invented]) -> Iterator[tuple[Statement, Source]]:
    for at, one in enumerate(made):
        number = at // OF_A_SOURCE
        source = Source(
            id=f"source-{number:07}",
            title=f"Report {number:,}",
            publisher="The Invented Post",
            kind=SourceKind.REPORTING,
            reliability=0.8,
        )
        yield Statement(id=id_at(at), source_id=source.id, text=one.text, context=one.context), source


def _write(part: Sequence[tuple[Statement, Source]], toolbox: Toolbox) -> None:
    vectors = embed_statements(part, embedder=toolbox.embedder)
    with toolbox.database.session() as storage:
        for source in {source.id: source for _, source in part}.values():
            storage.sources.add(source)
        storage.statements.add_many(zip((statement for statement, _ in part), vectors, strict=True))


def _parts(pairs: Iterable[tuple[Statement, Source]]) -> Iterator[Sequence[tuple[Statement, Source]]]:
    """Cut at the end of a source, so that each part brings its own sources."""
    left = iter(pairs)
    while part := list(islice(left, WRITTEN_AT_ONCE)):
        yield part


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
