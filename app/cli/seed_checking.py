"""The seeds under the eyes of an editor: what can be read, and what is doubtful."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from app.interchange.seed_files import Seed, read_seed_files
from app.main import SystemClock, open_toolbox, seed_store
from app.services.seed_doubts import Doubt, contradictions, doubts
from app.settings import Settings


def print_seed_check(settings: Settings, *, contradicting: bool) -> None:
    """Print how much can be read and a warning for each doubt; raise UnreadableFileError.

    With `contradicting` every statement is read against its like, which takes about 0.1 s each. The store that the
    settings name is left alone.
    """
    seeds = read_seed_files(settings.seed_path)
    typer.echo(f"{len(seeds)} sources and {sum(len(seed.statements) for seed in seeds)} statements can be read.")
    told = 0
    for doubt in _doubts(seeds, settings, contradicting=contradicting):
        told += 1
        typer.echo(f"Warning: {doubt}")
    typer.echo(f"{told} warnings." if told else "No warnings.")


def _doubts(seeds: Sequence[Seed], settings: Settings, *, contradicting: bool) -> Iterator[Doubt]:
    yield from doubts(seeds, today=SystemClock().today())
    if contradicting:
        yield from _contradictions(seeds, settings)


def _contradictions(seeds: Sequence[Seed], settings: Settings) -> Iterator[Doubt]:
    with TemporaryDirectory() as folder:
        aside = settings.model_copy(update={"database_url": f"sqlite:///{Path(folder, 'seeds.db')}", "seed": False})
        with open_toolbox(aside) as toolbox:
            seed_store(settings.seed_path, toolbox)
            yield from contradictions(seeds, toolbox=toolbox)
