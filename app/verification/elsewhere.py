"""Discrepancies in doubt: what the claim says stands in the statement too, only not where it was looked for.

"Cases in Sofia: 54" against "105 cases, 54 in Sofia": the comparison may have met the wrong one of two figures. Of the
discrepancies in doubt, half were none on the tuned half of the labelled rows; of the others, one in ten.
"""

from dataclasses import replace

from app.domain.evidence import Facet, Span
from app.text.date_relations import DateRelation, relate_dates
from app.text.names import same_name
from app.text.quantities import QuantityRelation, relate_quantities
from app.verification.findings import Finding, Weight
from app.verification.readings import MOST_ANCHORS, Prepared


def doubt(findings: list[Finding], claim: Prepared, statement: Prepared) -> list[Finding]:
    """Mark the discrepancies whose words in the claim the statement has in another place."""
    return [replace(found, doubted=found.doubted or _is_doubtful(found, claim, statement)) for found in findings]


def _is_doubtful(found: Finding, claim: Prepared, statement: Prepared) -> bool:
    span = found.claim_span
    clashes = (found.weight is Weight.DIFFERS and found.facet is not Facet.SCOPE) or found.clashes
    return clashes and not found.turned and span is not None and _stands(span, claim, statement)


def _stands(span: Span, claim: Prepared, statement: Prepared) -> bool:
    return any(stands(span, claim, statement) for stands in (_name_stands, _quantity_stands, _date_stands))


def _name_stands(span: Span, claim: Prepared, statement: Prepared) -> bool:
    known = [*statement.sentence.names[:MOST_ANCHORS], *statement.background_names]
    mine = [name for name in claim.sentence.names[:MOST_ANCHORS] if name.span.overlaps(span)]
    return any(same_name(name.key, other.key) for name in mine for other in known)


def _quantity_stands(span: Span, claim: Prepared, statement: Prepared) -> bool:
    mine = [quantity for quantity in claim.sentence.quantities[:MOST_ANCHORS] if quantity.span.overlaps(span)]
    others = statement.sentence.quantities[:MOST_ANCHORS]
    met = {QuantityRelation.EQUAL, QuantityRelation.ENTAILED}
    return any(relate_quantities(quantity, other) in met for quantity in mine for other in others)


def _date_stands(span: Span, claim: Prepared, statement: Prepared) -> bool:
    mine = [date for date in claim.sentence.dates[:MOST_ANCHORS] if date.span.overlaps(span)]
    others = statement.sentence.dates[:MOST_ANCHORS]
    met = {DateRelation.EQUAL, DateRelation.ENTAILED, DateRelation.OPEN}  # "by 2023" may be the claim's 2023
    return any(relate_dates(date, other) in met for date in mine for other in others)
