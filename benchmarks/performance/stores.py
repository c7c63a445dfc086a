"""Stores of invented statements, built once and kept in a folder."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.ports import Vector
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from app.main import open_toolbox
from app.services.statements import embed_statements
from app.services.toolbox import Toolbox
from app.settings import Settings
from benchmarks.performance.statements import Invented, statements

Floats = NDArray[np.float32]

STORE_SEED = 1
OF_A_SOURCE = 20
WRITTEN_AT_ONCE = 5_000

PERTURBATION = 0.5
"""Length of the random vector added to a unit vector and scaled back: neighbours keep a cosine of about 0.8, as
invented statements of one kind have."""


@dataclass(frozen=True, slots=True)
class Stores:
    """A folder of stores; statements past the first `embedded` get vectors of earlier ones, perturbed."""

    folder: Path
    threads: int
    embedded: int

    def path_of(self, size: int) -> Path:
        """Return the file of a store of `size` statements, building it if the folder does not hold it."""
        finished = self.folder / f"{size}.db"
        if not finished.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = self.folder / f"{size}.unfinished.db"
            _remove(unfinished)
            self._build(unfinished, size)
            unfinished.rename(finished)
        return finished

    def _build(self, path: Path, size: int) -> None:
        """Build on a copy of the store whose statements are all embedded, if this one is larger."""
        kept = self._embedded_vectors(path) if size > self.embedded else None
        start = 0 if kept is None else self.embedded
        settings = Settings(database_url=f"sqlite:///{path}", seed=False, threads=self.threads)
        with open_toolbox(settings) as toolbox:
            for part in _parts(islice(pairs_of(invented(size)), start, None)):
                made = embed_statements(part, embedder=toolbox.embedder) if kept is None else perturbed(part, kept)
                _write(part, made, toolbox)
                print(f"{int(part[-1][0].id) + 1:,} of {size:,} statements kept", file=sys.stderr, flush=True)

    def _embedded_vectors(self, path: Path) -> Floats:
        with closing(sqlite3.connect(self.path_of(self.embedded))) as base, closing(sqlite3.connect(path)) as copy:
            base.backup(copy)
            codes = b"".join(row[0] for row in base.execute("SELECT codes FROM statement_vector ORDER BY number"))
        vectors: Floats = np.frombuffer(codes, np.int8).reshape(self.embedded, -1).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1)[:, None]
        return vectors


def invented(size: int) -> Sequence[Invented]:
    """Return what a store of `size` was made from."""
    return list(islice(statements(seed=STORE_SEED), size))


def id_at(at: int) -> str:
    """Return the id under which the statement at this place of the list is kept."""
    return f"{at:07}"


def pairs_of(made: Sequence[Invented]) -> Iterator[tuple[Statement, Source]]:
    """Yield each statement with its source."""
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


def perturbed(part: Sequence[tuple[Statement, Source]], kept: Floats) -> Sequence[Vector]:
    """Invent a vector for each statement: that of another, moved and scaled back to unit length."""
    dice = np.random.default_rng(int(part[0][0].id))
    chosen = kept[dice.integers(len(kept), size=len(part))]
    moved = chosen + dice.standard_normal(chosen.shape) * (PERTURBATION / np.sqrt(chosen.shape[1]))
    return [row.astype("<f4").tobytes() for row in moved / np.linalg.norm(moved, axis=1)[:, None]]


def _write(part: Sequence[tuple[Statement, Source]], vectors: Sequence[Vector], toolbox: Toolbox) -> None:
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
