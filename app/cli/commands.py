"""The commands, each a use case with its output."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, TypeAdapter
from rich.console import Console

from app import __version__
from app.api.schemas.checks import CheckRequest, CheckResponse
from app.api.schemas.fields import Line
from app.api.schemas.statements import FoundStatement, FoundStatements
from app.cli import imports
from app.cli.contract import contract_text
from app.cli.failures import complain_of, told_in_one_line
from app.cli.rendering import print_candidates, print_check
from app.cli.seed_checking import print_seed_check
from app.cli.serving import serve as serve_http
from app.main import keep_seed_vectors, open_toolbox, seed_store
from app.retrieval.kept_vectors import KEPT_VECTORS
from app.services.checks import check_claim
from app.services.search import search_statements
from app.services.seeding import Tally
from app.settings import Settings

cli = typer.Typer(
    help="Checks claims against stored statements and says why.",
    epilog="Exit codes: 0 done; 1 the work failed, with one line that says why; 2 wrong use.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

DatabaseUrl = Annotated[
    str | None, typer.Option("--database-url", help="SQLite or PostgreSQL, by its url [CLAIMCHECK_DATABASE_URL].")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print what the HTTP service would answer.")]


@cli.callback(invoke_without_command=True)
def show_version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Check claims against stored statements and say why."""
    if version:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [CLAIMCHECK_HOST].")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0: any free [CLAIMCHECK_PORT].")] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Processes [CLAIMCHECK_WORKERS].")] = None,
    database_url: DatabaseUrl = None,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Leave an empty store empty.")] = False,
) -> None:
    """Answer over HTTP; an empty store is seeded first."""
    seed = False if no_seed else None
    settings = _settings(host=host, port=port, workers=workers, database_url=database_url, seed=seed)
    with told_in_one_line():
        serve_http(settings)


@cli.command()
def check(
    claim: Annotated[str, typer.Argument(help="One sentence that is either true or not.")],
    as_of: Annotated[str | None, typer.Option(help="Day for which to judge, YYYY-MM-DD; without it, today.")] = None,
    json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Give a claim its verdict, with the deciding words marked, and keep the check."""
    with told_in_one_line():
        request = _check_request(claim, as_of)
        with open_toolbox(_settings(database_url=database_url)) as toolbox:
            done = check_claim(request.claim_on(toolbox.clock.today()), bounds=request.bounds, toolbox=toolbox)
    if json:
        _print_json(CheckResponse.from_domain(done))
    else:
        print_check(done, Console())


@cli.command()
def search(
    words: Annotated[str, typer.Argument(help="What the statements are about.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many statements at most.")] = 10,
    json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Find stored statements, without judging them."""
    with told_in_one_line(), complain_of("words"):
        wanted = TypeAdapter[str](Line).validate_python(words)
        with open_toolbox(_settings(database_url=database_url)) as toolbox, toolbox.database.reading() as storage:
            found = search_statements(wanted, limit=limit, retriever=toolbox.retriever_over(storage.search))
    if json:
        _print_json(FoundStatements(items=[FoundStatement.from_domain(candidate) for candidate in found]))
    else:
        print_candidates(found, Console())


@cli.command()
def seed(
    path: Annotated[Path | None, typer.Argument(help="Folder of seed files [CLAIMCHECK_SEED_PATH].")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Read the files, warn of what is doubtful, write nothing.")
    ] = False,
    quick: Annotated[bool, typer.Option("--quick", help="With --check: look for no contradictions.")] = False,
    vectors: Annotated[
        bool, typer.Option("--vectors", help="Only write the vectors of the statements beside the files.")
    ] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Bring the store in line with a folder of seed files; repeating it changes nothing."""
    settings = _settings(database_url=database_url, seed_path=path, seed=False)
    with told_in_one_line():
        if check:
            print_seed_check(settings, contradicting=not quick)
            return
        if vectors:
            typer.echo(f"Wrote {keep_seed_vectors(settings)} vectors into {settings.seed_path / KEPT_VECTORS}.")
            return
        with open_toolbox(settings) as toolbox:
            report = seed_store(settings.seed_path, toolbox)
    typer.echo(f"Sources: {_tally(report.sources)}.\nStatements: {_tally(report.statements)}.")


@cli.command()
def openapi(
    output: Annotated[Path | None, typer.Option(help="File to write; without it, standard output.")] = None,
) -> None:
    """Write the contract of the HTTP service as YAML."""
    text = contract_text()
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


cli.command("import")(imports.import_file)
cli.command("export")(imports.export)


def _tally(tally: Tally) -> str:
    return f"{tally.created} new, {tally.updated} changed, {tally.unchanged} as before, {tally.removed} taken away"


def _settings(**given: object) -> Settings:
    """Read the settings; what was given on the command line wins."""
    with complain_of("setting "):
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})


def _check_request(claim: str, as_of: str | None) -> CheckRequest:
    with complain_of(""):
        return CheckRequest.model_validate({"claim": claim, "as_of": as_of})


def _print_json(answer: BaseModel) -> None:
    typer.echo(answer.model_dump_json(indent=2))
