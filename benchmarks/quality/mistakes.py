"""Wrong answers of the development part, for people to read."""

from collections.abc import Iterator, Sequence

from app.domain.check import Verdict
from benchmarks.quality.answers import Answer
from benchmarks.quality.figures import is_right
from benchmarks.quality.suite import DEVELOPMENT, Part

WHY_NOT = (
    "held-out cases are never shown: who reads them tunes on them, and then nothing is left to measure with; "
    "use --part development"
)


class HeldOutError(Exception):
    """Somebody asked to see cases that are only for measuring."""


def mistakes(part: Part, answers: Sequence[Answer], *, most: int) -> Iterator[str]:
    """Yield at most `most` wrong answers as text, wrongly supported ones first; raise HeldOutError off development."""
    if part.name != DEVELOPMENT:
        raise HeldOutError(WHY_NOT)
    texts = {statement.id: statement.text for statement, _ in part.stored}
    wrong = sorted((one for one in answers if not is_right(one)), key=lambda one: one.verdict is not Verdict.SUPPORTED)
    yield from (_told(one, texts[one.case.origin]) for one in wrong[:most])


def _told(answer: Answer, statement: str) -> str:
    case = answer.case
    return "\n".join(
        (
            f"{case.origin} ({case.facet}): {answer.verdict} at {answer.confidence:.2f}, but {case.verdict} is right"
            + ("" if answer.is_found else "; the statement was not found"),
            f"  claim        {case.text} (as of {case.as_of})",
            f"  statement    {statement}",
            f"  explanation  {answer.explanation}",
        )
    )
