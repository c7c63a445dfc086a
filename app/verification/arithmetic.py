"""What was reckoned of a claim, and how it settles what is found of the figures as they are written."""

from dataclasses import dataclass, replace

from app.domain.evidence import Facet, Span
from app.verification.findings import Finding, Weight
from app.verification.readings import Anchor
from app.verification.relation import Kind, Relation


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What reckoning finds of a claim.

    `findings` are by the code point at which the claim's figure starts, `dates` and `names` by those at which the dates
    and names do whose part the sum settles. `related` are the claim's figures that relate amounts, reckoned or not, and
    `told` the statement's; `settled` are the indexes of the claim's words that say no more than the sum
    does, `unsettled` those of comparisons that no sum was found for.
    """

    findings: dict[int, Finding]
    dates: dict[int, Finding]
    names: dict[int, Finding]
    related: dict[int, Relation]
    settled: frozenset[int]
    unsettled: frozenset[int]
    told: tuple[Span, ...]

    def settle(self, anchor: Anchor, written: Finding, *, amounts: int) -> Finding:
        """Choose between what was found of a figure as it is written and what was reckoned.

        Where the two disagree nothing is said. Nor is it where the claim relates amounts and the statement gives one of
        them: "5 million more" is not "5 million", and 2,400 here is not all of 4,000. `amounts` are how many it gives.
        """
        reckoned = self.findings.get(anchor.span.start)
        if reckoned is not None:
            disagree = written.weight is Weight.AGREES and reckoned.weight is not Weight.AGREES
            return _opened(written) if disagree else reckoned
        relation = self.related.get(anchor.span.start)
        if relation is None or written.statement_span is None or written.statement_span in self.told:
            return written
        if relation.kind is Kind.TOTAL:
            is_one_of_many = written.weight is Weight.DIFFERS and (amounts > 1 or not relation.is_list_total)
            return _opened(written) if is_one_of_many else written
        return _opened(written)

    def settle_date(self, anchor: Anchor, written: Finding) -> Finding:
        """Choose between what was found of a date as it is written and what was reckoned.

        Of two dates that a claim compares, a statement that tells of one contradicts nothing.
        """
        reckoned = self.dates.get(anchor.span.start)
        if written.weight is not Weight.AGREES and reckoned is not None:
            return reckoned
        return _opened(written) if written.weight is Weight.DIFFERS and self.unsettled else written

    def keeps(self, found: Finding, at: int) -> bool:
        """Say whether a finding on the claim's word `at` still says something beside the sum, or for want of one."""
        falls_short = found.weight is Weight.FALLS_SHORT and found.facet in {Facet.ENTITY, Facet.SCOPE}
        opposed = found.weight is Weight.DIFFERS and found.facet is Facet.POLARITY
        return not (falls_short and at in self.settled) and not (opposed and at in self.unsettled)


def _opened(found: Finding) -> Finding:
    message = f"{found.message}, which is of another sort"
    return replace(found, weight=Weight.LEAVES_OPEN, clashes=False, message=message)
