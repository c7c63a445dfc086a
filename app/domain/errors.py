"""Errors a caller can cause or must be told about.

ClaimcheckError
├── NotFoundError            no such source, statement or check
├── ConflictError
│   ├── DuplicateSourceError   the url belongs to another source
│   └── StaleRevisionError     edited meanwhile: read again, then write
├── InvalidInputError        what was sent cannot be used; `problems` names the fields
│   └── UnreadableFileError    a seed or import file; names file and line
├── UnusableModelError       a model file is missing or is not the committed one
├── StoreError               the database cannot be used: corrupt, read-only, locked, not a database
└── StoppingError            the service was told to stop: ask another
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field; `field` is a dotted path, empty for the whole."""

    field: str
    message: str


class ClaimcheckError(Exception):
    """Base of every expected error; its text tells the caller what to do."""


class NotFoundError(ClaimcheckError):
    """Nothing is kept under that id."""

    def __init__(self, kind: str, id_: str) -> None:
        super().__init__(f"There is no {kind} with the id {id_!r}.")
        self.kind = kind
        self.id = id_


class ConflictError(ClaimcheckError):
    """The write clashes with what is stored."""


class DuplicateSourceError(ConflictError):
    """Another source already has this url."""

    def __init__(self, url: str, existing_id: str) -> None:
        super().__init__(f"The url {url!r} already belongs to the source {existing_id!r}; change that source instead.")
        self.url = url
        self.existing_id = existing_id


class StaleRevisionError(ConflictError):
    """The thing was changed since the caller read it."""

    def __init__(self, kind: str, id_: str, *, expected: int, actual: int) -> None:
        super().__init__(
            f"The {kind} {id_!r} is at revision {actual}, not {expected}; read it again and repeat the change."
        )
        self.expected = expected
        self.actual = actual


class InvalidInputError(ClaimcheckError):
    """What was sent cannot be used."""

    def __init__(self, message: str, problems: Sequence[FieldProblem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class UnreadableFileError(InvalidInputError):
    """A file could not be read; the text names file and line."""


class StoreError(ClaimcheckError):
    """The database cannot be used; the text says why and what to do."""


class StoppingError(ClaimcheckError):
    """The service was told to stop and is not ready for more."""

    def __init__(self) -> None:
        super().__init__("The service was told to stop; it finishes what it was asked. Ask another replica, or later.")


class UnusableModelError(ClaimcheckError):
    """A model file cannot be used; the text names it and says what to do."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The model file {path} cannot be used: {why}. Restore it from the repository, or install claimcheck again."
        )
        self.path = path
