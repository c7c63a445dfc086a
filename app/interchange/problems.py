"""What is wrong with files, by file and line."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import FieldProblem, UnreadableFileError

SHOWN = 20


@dataclass(frozen=True, slots=True, order=True)
class LineProblem:
    """What is wrong with one line of a file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


def refuse(problems: Sequence[LineProblem]) -> None:
    """Raise UnreadableFileError with every problem, in order of file and line, if there are any."""
    if problems:
        ordered = sorted(set(problems))
        shown = [str(problem) for problem in ordered[:SHOWN]]
        rest = [f"and {len(ordered) - SHOWN} more"] if len(ordered) > SHOWN else []
        fields = [FieldProblem(f"{problem.file}:{problem.line}", problem.message) for problem in ordered]
        raise UnreadableFileError("\n".join(["Nothing was loaded. Correct these lines:", *shown, *rest]), fields)
