"""Failures on the command line: one clear line and an exit code, no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from pydantic import ValidationError
from rich.console import Console

from app.api.problems import field_problems
from app.domain.errors import ClaimcheckError

FAILED = 1
WRONG_USE = 2


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Turn expected errors into a line on standard error and exit code 1."""
    try:
        yield
    except ClaimcheckError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from error


def complain(message: str) -> None:
    """Write a line to standard error."""
    Console(stderr=True).print(f"claimcheck: {message}", soft_wrap=True, highlight=False, markup=False)


@contextmanager
def complain_of(what: str) -> Iterator[None]:
    """Turn refused values into lines on standard error, each naming `what` and the field, and exit code 2."""
    try:
        yield
    except ValidationError as error:
        for problem in field_problems([{**found, "loc": ("body", *found["loc"])} for found in error.errors()]):
            complain(f"{what}{problem.field}: {problem.message}")
        raise typer.Exit(WRONG_USE) from error
