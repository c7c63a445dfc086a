"""Reports on imports over HTTP."""

from pydantic import Field

from app.api.problems import ProblemField
from app.api.schemas.fields import ResponseModel
from app.services.import_report import MOST_REJECTIONS, ImportReport
from app.services.imports import LineOutcome, Outcome


class RejectedLine(ResponseModel):
    """A line of which nothing was kept."""

    line: int = Field(ge=1, description="Number of the line in what was sent, from 1.")
    reason: str = Field(description="What is wrong with it, in one sentence for each field at fault.")
    errors: list[ProblemField] = Field(description="The same, by field.")

    @classmethod
    def from_domain(cls, outcome: LineOutcome) -> "RejectedLine":
        """Put a rejection into the words of the contract."""
        return cls(
            line=outcome.line,
            reason=" ".join(f"{problem.field}: {problem.message}".lstrip(": ") for problem in outcome.problems),
            errors=[ProblemField(field=problem.field, message=problem.message) for problem in outcome.problems],
        )


class ImportResponse(ResponseModel):
    """What became of every line: the four counts add up to `lines`."""

    format: str = Field(description="The format that was read.")
    lines: int = Field(ge=0, description="How many lines held something.")
    accepted: int = Field(ge=0, description="Lines that brought something new.")
    updated: int = Field(ge=0, description="Lines that brought nothing new and changed something.")
    unchanged: int = Field(ge=0, description="Lines that the store agreed with already.")
    rejected: int = Field(ge=0, description="Lines of which nothing was kept.")
    rejections: list[RejectedLine] = Field(description=f"The rejected lines, the first {MOST_REJECTIONS:,} of them.")

    @classmethod
    def from_domain(cls, report: ImportReport, *, format_name: str) -> "ImportResponse":
        """Put a report into the words of the contract."""
        return cls(
            format=format_name,
            lines=report.lines,
            **{outcome.value: report.counts[outcome] for outcome in Outcome},
            rejections=[RejectedLine.from_domain(one) for one in report.rejections],
        )
