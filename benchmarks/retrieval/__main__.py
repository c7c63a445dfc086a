"""Measure whether the right statement is found, and write docs/retrieval.md."""

import argparse
import os
import statistics
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.domain.ports import Database as AnyDatabase
from app.retrieval.embedding import OnnxEmbedder
from app.services.statements import embed_statements
from app.storage.database import Database
from app.text.tokens import index_terms
from benchmarks.retrieval.figures import FIGURES
from benchmarks.retrieval.sets import Asked, Collection, read_collections
from benchmarks.retrieval.ways import Way, ways_over

ROOT = Path(__file__).parents[2]

HEADING = (
    "| set | claims | statements | way | " + " | ".join(FIGURES) + " |",
    "|---|---|---|---|" + "---|" * len(FIGURES),
)

PAGE = """# Does retrieval find the right statement?

Written by `python -m benchmarks.retrieval FOLDER`, which reads SciFact (claims to abstracts; relevant: cited and
evidence abstracts) and CheckThat! 2020 (posts to verified claims) from a folder, puts them into a store like any other,
and ranks 100 statements for each claim: by its telling words alone (BM25), by meaning alone (cosine), and fused,
which is what the service does. One setting serves every set. Ids are hashed, since ties would otherwise favour the
statements that such sets list first.

{table}

- Day: {day}
"""


def measure(collection: Collection, *, stores: Path, embedder: OnnxEmbedder) -> Iterator[str]:
    """Yield a line of the table for each part and way."""
    database = Database(f"sqlite:///{stores / collection.name.split('!')[0]}.db", terms=index_terms)
    try:
        database.migrate()
        _fill(database, collection, embedder)
        with database.reading() as storage:
            for part, asked in collection.parts.items():
                for way, rank in ways_over(storage.search, embedder).items():
                    yield _line(f"{collection.name}, {part}", len(collection.pairs), way, asked, rank)
    finally:
        database.close()


def _fill(database: AnyDatabase, collection: Collection, embedder: OnnxEmbedder) -> None:
    with database.reading() as storage:
        if storage.search.statement_count():
            return
    vectors = embed_statements(collection.pairs, embedder=embedder)
    with database.session() as storage:
        for _, source in collection.pairs:
            storage.sources.add(source)
        storage.statements.add_many(zip((one for one, _ in collection.pairs), vectors, strict=True))


def _line(name: str, statements: int, way: str, asked: Sequence[Asked], rank: Way) -> str:
    rankings = [(rank(one.claim), one.relevant) for one in asked]
    values = [statistics.fmean(figure(*ranking) for ranking in rankings) for figure in FIGURES.values()]
    shown = " | ".join(f"{value:.3f}" for value in values)
    return f"| {name} | {len(asked)} | {statements:,} | {way} | {shown} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the sets lie (names as in benchmarks/retrieval/sets.py)")
    parser.add_argument(
        "--stores", type=Path, default=ROOT / "build" / "retrieval", help="folder that keeps the stores"
    )
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "retrieval.md", help="file to write")
    return parser.parse_args()


def main() -> None:
    """Read the command line, measure, print each line as it is done, and write the page."""
    chosen = _arguments()
    chosen.stores.mkdir(parents=True, exist_ok=True)
    embedder = OnnxEmbedder(threads=os.cpu_count() or 1)
    lines = list(HEADING)
    for collection in read_collections(chosen.folder):
        for line in measure(collection, stores=chosen.stores, embedder=embedder):
            print(line, flush=True)
            lines.append(line)
    day = datetime.now(UTC).date().isoformat()
    chosen.page.write_text(PAGE.format(table="\n".join(lines), day=day), encoding="utf-8")


if __name__ == "__main__":
    main()
