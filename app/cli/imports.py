"""Files in and out on the command line, with a bar that moves."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.cli.failures import FAILED, WRONG_USE, complain, told_in_one_line
from app.domain.errors import UnreadableFileError
from app.domain.source import SourceKind
from app.main import open_store, open_toolbox
from app.services import exports
from app.services.import_formats import FORMATS, Format, FormatName, format_named, format_of
from app.services.import_report import ImportReport, report_on
from app.services.imports import LineOutcome, Outcome, import_lines
from app.services.publications import Publication
from app.settings import Settings

SHOWN = 20
_STANDARD_INPUT = "-"

DatabaseUrl = Annotated[
    str | None, typer.Option("--database-url", help="Where sources and checks are kept [CLAIMCHECK_DATABASE_URL].")
]


def import_file(
    file: Annotated[str, typer.Argument(help="File to take in; - for standard input.")],
    format_name: Annotated[
        FormatName | None, typer.Option("--format", help="What the file is; without it, the end of its name says so.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of a plain text or a page.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of a plain text or a page.")] = None,
    kind: Annotated[SourceKind | None, typer.Option(help="Kind of a plain text or a page.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of a plain text or a page.")] = None,
    author: Annotated[str | None, typer.Option(help="Author of a plain text or a page.")] = None,
    published_at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication of a plain text or a page.")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take in a file and tell what became of every line; repeating it changes nothing."""
    chosen = format_named(format_name) if format_name else format_of(file_name=file)
    if chosen is None:
        complain(f"It is not clear what {file} is; say --format with one of {', '.join(one.name for one in FORMATS)}.")
        raise typer.Exit(WRONG_USE)
    day = published_at and published_at.date()
    described = Publication(title=title, publisher=publisher, kind=kind, url=url, author=author, published_at=day)
    with told_in_one_line():
        report = _import(file, chosen, described, _unseeded(database_url))
    _tell(report)
    if report.counts[Outcome.REJECTED]:
        raise typer.Exit(FAILED)


def export(
    kind: Annotated[exports.ExportKind, typer.Argument(help="What to write out.")] = exports.ExportKind.SOURCES,
    format_: Annotated[
        exports.ExportFormat, typer.Option("--format", help="How to write it.")
    ] = exports.ExportFormat.JSONL,
    output: Annotated[Path | None, typer.Option(help="File to write; without it, standard output.")] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Write out everything of one kind; import takes it in again."""
    with told_in_one_line(), open_store(_unseeded(database_url)) as database, _target(output) as target:
        for part in exports.export(kind, database=database, format_=format_):
            target.write(part)


def _unseeded(database_url: str | None) -> Settings:
    given = {} if database_url is None else {"database_url": database_url}
    return Settings.model_validate({**given, "seed": False})


def _import(file: str, chosen: Format, described: Publication, settings: Settings) -> ImportReport:
    with ExitStack() as stack:
        source, size = stack.enter_context(_opened(file))
        toolbox = stack.enter_context(open_toolbox(settings))
        progress = stack.enter_context(_bar())
        task = progress.add_task("Reading", total=size, told="")
        read = source if size is None else progress.wrap_file(source, task_id=task)
        lines = chosen.lines(read, publication=described, detector=toolbox.detector)
        outcomes = import_lines(lines, database=toolbox.database, embedder=toolbox.embedder, clock=toolbox.clock)
        return report_on(_counted(outcomes, progress, task))


@contextmanager
def _opened(file: str) -> Iterator[tuple[BinaryIO, int | None]]:
    """Open a file and tell its size; that of standard input is not known."""
    if file == _STANDARD_INPUT:
        yield sys.stdin.buffer, None
        return
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(Path(file).open("rb"))
            size = Path(file).stat().st_size
        except OSError as error:
            raise UnreadableFileError(f"{file} cannot be read: {error.strerror}.") from error
        yield opened, size


@contextmanager
def _target(output: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that takes its place when all is written: no half export looks whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    unfinished = output.with_name(f"{output.name}.unfinished")
    try:
        with unfinished.open("wb") as target:
            yield target
        unfinished.replace(output)
    except OSError as error:
        raise UnreadableFileError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _bar() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, TextColumn("{task.fields[told]}"), console=console, disable=not console.is_terminal)


def _counted(outcomes: Iterable[LineOutcome], progress: Progress, task: TaskID) -> Iterator[LineOutcome]:
    counts: Counter[Outcome] = Counter()
    for one in outcomes:
        counts[one.outcome] += 1
        progress.update(task, told=_told(counts))
        yield one


def _tell(report: ImportReport) -> None:
    typer.echo(f"{report.lines:,} lines: {_told(report.counts)}.")
    for rejection in report.rejections[:SHOWN]:
        why = " ".join(f"{one.field}: {one.message}".removeprefix(": ") for one in rejection.problems)
        complain(f"line {rejection.line}: {why}")
    if report.counts[Outcome.REJECTED] > SHOWN:
        complain(f"and {report.counts[Outcome.REJECTED] - SHOWN:,} more lines")


def _told(counts: Counter[Outcome]) -> str:
    return ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome)
